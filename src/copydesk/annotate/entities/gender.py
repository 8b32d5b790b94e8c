"""What a page tells of a person's gender: so that `she` does not mean him."""

import gzip
from functools import cache
from pathlib import Path

from copydesk.annotate.entities.titles import FEMALE_ROLES, HONORIFICS, MALE_ROLES
from copydesk.annotate.parse import Parsed
from copydesk.model import Entity
from copydesk.sealed import verified_bytes
from copydesk.text import fold

ENOUGH = 20
"""Mentions whose forms of address are looked at: a name on every line of a long page does not cost its square."""
_NAMES = Path(__file__).parent / "data" / "given_names.txt.gz"


def gender_of(parsed: Parsed, entity: Entity) -> str:
    """`female` or `male` by the person's roles, form of address, else the given name; "" if nothing tells."""
    words = {word.lower() for role in entity.roles for word in role.split()}
    if words & FEMALE_ROLES:
        return "female"
    if words & MALE_ROLES:
        return "male"
    text = parsed.article.page.text
    for mention in entity.mentions[:ENOUGH]:
        before = text[max(0, mention.span.start - 12) : mention.span.start].split()
        told = HONORIFICS.get(before[-1].lower(), "") if before else ""
        if told:
            return told
    given = fold(entity.name).split()
    return _given_names().get(given[0], "") if len(given) > 1 else ""


@cache
def _given_names() -> dict[str, str]:
    """Folded given names that are one gender's only. Raises `DamagedWeightsError`."""
    genders = {"f": "female", "m": "male"}
    lines = gzip.decompress(verified_bytes(_NAMES)).decode().split("\n")
    return {name: genders[mark] for name, mark in (line.split("\t") for line in lines)}
