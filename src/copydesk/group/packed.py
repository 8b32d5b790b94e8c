"""An article and what it is compared by, made in whichever process has read it and kept as bytes."""

from dataclasses import dataclass

from copydesk.group.bodies import body_text
from copydesk.group.codec import pack, pack_key, pack_prints, pack_profile
from copydesk.group.fingerprints import fingerprints
from copydesk.group.profiles import profiles_of
from copydesk.group.stories import document_of
from copydesk.model import Annotations


@dataclass(frozen=True, slots=True)
class Packed:
    """An article as bytes: what was found in it, and what it is compared by: its fingerprint, the key by which it is
    found, and its profile."""

    source: str
    findings: bytes
    prints: bytes
    key: bytes
    profile: bytes


def packed(found: Annotations) -> Packed:
    """What was found in an article, packed. Raises `DamagedWeightsError`."""
    (prints,) = fingerprints([body_text(found.article)])
    (profile,) = profiles_of([document_of(found)])
    return Packed(
        found.article.source, pack(found), pack_prints(prints), pack_key(profile.key), pack_profile(profile)
    )
