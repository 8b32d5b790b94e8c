"""An article and what it is compared by, made in whichever process has read it and kept as bytes."""

from dataclasses import dataclass

from copydesk.group.bodies import body_text
from copydesk.group.codec import pack, pack_array, pack_profile
from copydesk.group.fingerprints import fingerprints
from copydesk.group.profiles import profiles_of
from copydesk.group.stories import document_of
from copydesk.model import Annotations


@dataclass(frozen=True, slots=True)
class Packed:
    """An article as bytes: what was found in it, and its fingerprint and profile, by which it is compared."""

    source: str
    findings: bytes
    prints: bytes
    profile: bytes


def packed(found: Annotations) -> Packed:
    """What was found in an article, packed. Raises `DamagedWeightsError`."""
    (prints,) = fingerprints([body_text(found.article)])
    (profile,) = profiles_of([document_of(found)])
    return Packed(found.article.source, pack(found), pack_array(prints), pack_profile(profile))
