"""What a page tells of a person's gender: so that `she` does not mean him."""

import gzip
import re
from functools import cache
from pathlib import Path

from copydesk.annotate.entities.titles import FEMALE_ROLES, HONORIFICS, MALE_ROLES
from copydesk.annotate.parse import Parsed
from copydesk.model import Entity
from copydesk.sealed import verified_bytes
from copydesk.text import fold

ENOUGH = 20
"""Mentions whose forms of address are looked at: a name on every line of a long page does not cost its square."""
_OWN_PRONOUN = re.compile(
    r"(?: also| later| has| had)? (?:(?:tells?|told) \w+|says?|said|adds|added|recall(?:s|ed)|explain(?:s|ed)|"
    r"insist(?:s|ed)|thinks|thought|knows|knew|believe[sd]|hope[sd]|realize[sd]|feels|felt|decided|wrote)"
    r"(?: that)? (he|she)\b"
)
_NAMES = Path(__file__).parent / "data" / "given_names.txt.gz"


def gender_of(parsed: Parsed, entity: Entity) -> str:
    """`female` or `male` by the person's roles, form of address, what is told of their words (`Roe said she`), else
    the given name; "" if nothing tells."""
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
    return _called(text, entity) or (_given_names().get(given[0], "") if len(given) > 1 else "")


def _called(text: str, entity: Entity) -> str:
    """The gender of the pronouns by which the person is called behind their own verbs; "" if they are at odds."""
    ends = (mention.span.end for mention in entity.mentions)
    told = {match[1] for end in ends if (match := _OWN_PRONOUN.match(text, end))}
    return {"he": "male", "she": "female"}[told.pop()] if len(told) == 1 else ""


def is_given_name(word: str) -> bool:
    """Whether people of one gender bear the word as a given name."""
    return fold(word) in _given_names()


def given_gender(word: str) -> str:
    """The gender of those who bear the word as a given name; "" if it is none, or of both."""
    return _given_names().get(fold(word), "")


@cache
def _given_names() -> dict[str, str]:
    """Folded given names that are one gender's only. Raises `DamagedWeightsError`."""
    genders = {"f": "female", "m": "male"}
    lines = gzip.decompress(verified_bytes(_NAMES)).decode().split("\n")
    return {name: genders[mark] for name, mark in (line.split("\t") for line in lines)}
