"""How many independent origins bear a claim out: whose tellings say the same, in words of their own."""

import re
from collections.abc import Sequence, Set
from itertools import combinations

from copydesk.account.copies import in_turn
from copydesk.account.independent import Standing, count_independent
from copydesk.account.stances import stance_of
from copydesk.account.tellings import Telling
from copydesk.account.terms import cosine
from copydesk.model import OriginKind, Story
from copydesk.text import REFERRING, fold, words

CLOSE = 0.55
"""Cosine of sentence vectors from which on one telling surely of the claim bears out another."""
VERY_WORDS = 7
"""Words in a row that two tellings do not share by chance; inside quotation marks fewer do."""
VERY_QUOTED = 4
COMMON = 0.3
"""Cosine of terms that they must have besides."""
NEAR, NEARER = 0.5, 0.65
"""Cosines of sentence vectors that are enough where two papers surely tell one claim, and where they tell it at all."""
MOST_COMPARED = 300
"""Tellings of one claim that are held against each other for whether one bears out another."""
_PAPERS = frozenset({OriginKind.PUBLISHER, OriginKind.AGENCY, OriginKind.STATE_MEDIA})
"""Who sees for itself what happens in public; what two persons say alike may be of two things."""
_FIRST_PERSON = re.compile(r"(?:^|[^\w ] ?|\b[a-z]+ )I\b|\b(?:[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|us)\b")
"""Who speaks of himself bears out nobody else."""
_OF_ONE = re.compile(rf"\W*(?:{REFERRING})\b", re.I)
_SAYING = re.compile(
    r"\b(?:sa(?:id|ys|ying)|t(?:old|ells|elling)|recall(?:s|ed|ing))\b[^.]{0,40}\bthat\b(?! of)|"
    r"\breport(?:s|ed) that\b|\breportedly\b|\baccording to\b"
)
"""What is said and that somebody says it are two things: `she left`, `he recalled her telling him that she left`."""


_NO_ANSWER = re.compile(
    r"\b(?:request|message|call|e-?mail|question|inquir)\w*\b.{0,24}\b(?:comment|seeking)|\bfor comment\b|"
    r"(?:\bnot|n['’]t|\bnever) (?:\w+ )?(?:respond|reply|answer)\w*(?: to)? (?:[\w'’]+ ){0,3}"
    r"(?:questions?|requests?|inquiries|e-?mails?|messages?|calls?)\b|"
    r"\b(?:declin|refus)\w+ to (?:comment|respond|say more|be interviewed)\b",
    re.IGNORECASE,
)
"""Whom a paper asked in vain is known to that paper: two that were left without an answer asked twice."""


def witnessing(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings whose origins count: a headline adds no witness to the text under it that says the same."""
    bodies = {telling.source for telling in tellings if not telling.is_headline}
    return [t for t in tellings if t.source not in bodies or not t.is_headline]


def count_witnesses(
    story: Story, tellings: Sequence[Telling], *, standing: Standing, sure: Set[tuple[str, str]]
) -> int:
    """How many independent origins tell the claim, each pair of them much the same in words of their own.

    Two that use the very words have them from one place: a statement, a reporter, each other.
    """
    witnesses = [(story.claim_origins[t.source, t.claim.id], t) for t in witnessing(tellings)]
    borne_out = {
        pair
        for (one, t), (two, u) in combinations(_enough(witnesses), 2)
        if (pair := _ordered(one, two)) in standing.apart
        and _bears_out(
            t,
            u,
            sure=_ordered(fold(t.text), fold(u.text)) in sure,
            papers=all(standing.kinds[origin] in _PAPERS for origin in pair),
        )
    }
    return count_independent([origin for origin, _ in witnesses], standing, apart=borne_out)


def _enough(witnesses: Sequence[tuple[str, Telling]]) -> Sequence[tuple[str, Telling]]:
    """The witnesses that are compared: of very many the first telling of each origin, of each page in turn."""
    if len(witnesses) <= MOST_COMPARED:
        return witnesses
    first: dict[str, tuple[str, Telling]] = {}
    for i in in_turn([telling.source for _, telling in witnesses]):
        first.setdefault(witnesses[i][0], witnesses[i])
    return list(first.values())[:MOST_COMPARED]


def _bears_out(a: Telling, b: Telling, *, sure: bool, papers: bool) -> bool:
    """Whether one telling says much the same as the other, as surely, in other words; of two papers the sentences'
    nearness is enough, less of it where alignment is sure."""
    if stance_of(a) != stance_of(b) or bool(_SAYING.search(a.text)) != bool(_SAYING.search(b.text)):
        return False
    if _of_themselves(a, b, papers=papers) or _of_two_persons(a, b):
        return False
    if all(_NO_ANSWER.search(telling.text) for telling in (a, b)):
        return False
    near = float(a.meaning @ b.meaning)
    if papers:
        said = near >= (NEAR if sure else NEARER)
    else:
        said = sure and near >= CLOSE and cosine(a.terms, b.terms) >= COMMON
    return said and not _very_words(a.text, b.text)


def _of_themselves(a: Telling, b: Telling, *, papers: bool) -> bool:
    """Whether one of them speaks of himself: `I will resign`, or `he would resign` where that is somebody's word."""
    own = any(_FIRST_PERSON.search(telling.text) for telling in (a, b))
    return own or (not papers and any(_OF_ONE.match(telling.text) for telling in (a, b)))


def _of_two_persons(a: Telling, b: Telling) -> bool:
    """Whether the tellings are about two persons, of whom neither is the other."""
    one, other = _doers(a), _doers(b)
    return bool(one and other) and one.isdisjoint(other)


def _doers(telling: Telling) -> frozenset[str]:
    """The words of the names of the persons who do it, or whom it is done to where nobody does, in small letters."""
    core, found = telling.claim.core, telling.found
    about = (core.doer or core.undergoer) if core else None
    if about is None:
        return frozenset()
    named = (
        mention.span.of(found.page.text)
        for entity in found.entities
        if entity.label == "PERSON"
        for mention in entity.mentions
        if about.contains(mention.span)
    )
    return frozenset(word for name in named for word in words(name))


def _very_words(a: str, b: str) -> bool:
    """Whether the texts are one, or share a run of words that two people do not find by themselves."""
    quoted = all(any(mark in text for mark in '“"') for text in (a, b))
    most = VERY_QUOTED if quoted else VERY_WORDS
    runs = [set(zip(*(words(text)[i:] for i in range(most)), strict=False)) for text in (a, b)]
    return words(a) == words(b) or bool(runs[0] & runs[1])


def _ordered(one: str, two: str) -> tuple[str, str]:
    return min(one, two), max(one, two)
