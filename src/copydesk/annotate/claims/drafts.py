"""Claims of one passage: the clauses of its sentences with whose word each is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.annotate.background import is_background
from copydesk.annotate.claims.attribution import chain_of
from copydesk.annotate.claims.block_quotes import tells_what_follows
from copydesk.annotate.claims.clauses import (
    SUBJECTS,
    asks_indirectly,
    has_subject,
    is_finite,
    is_relative,
    top_clauses,
    trimmed,
    weightiest,
)
from copydesk.annotate.claims.cores import core_of
from copydesk.annotate.claims.discourse import LONGEST_SCARE, UNKNOWN, Floor, Sheet
from copydesk.annotate.claims.links import Saying
from copydesk.annotate.claims.places import Places
from copydesk.annotate.claims.sayers import notifies
from copydesk.annotate.claims.shares import is_asked, is_doubted, is_stated, left_over, shares_of, tokens_in
from copydesk.annotate.modality import is_infinitive, modality_of
from copydesk.annotate.quotations.columns import INSIDE, OUTSIDE
from copydesk.model import Attribution, BlockKind, Core, Modality, Polarity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SENTENCE_ENDS = (".", "!", "?", "…", ",", ";", ":", "—", "–", "-", ")")
"""How running text ends; a quotation that is a heading goes on from nobody's word."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is known which events and quotations stand in it."""

    span: Span
    modality: Modality
    polarity: Polarity
    background: bool
    chain: tuple[Attribution, ...]
    core: Core


@dataclass(frozen=True, slots=True)
class _Telling:
    """What tells whose word a clause of one passage is: the page's text, the passage, what is said in it and who has
    the floor. In `running` text a quotation goes on; a heading's is nobody's."""

    page: str
    sheet: Sheet
    sayings: Places[Saying]
    floor: Floor
    place: int
    running: bool


def drafts_of(sheet: Sheet, page: str, *, floor: Floor, place: int) -> Iterator[Draft]:
    """Claims of one passage: the clauses of its sentences, and what stands in each saying."""
    passage, marks = sheet.passage, sheet.marks
    sentences = [passage.span(sentence) for sentence in passage.doc.sents]
    sayings_at = Places(sentences, ((saying, (saying.cue, *saying.content)) for saying in sheet.sayings))
    running = passage.doc.text.rstrip("”’'\" \n").endswith(SENTENCE_ENDS)
    telling = _Telling(page, sheet, sayings_at, floor, place, running)
    for sentence, limits in zip(passage.doc.sents, sentences, strict=True):
        if not is_stated(sentence, marks) or tells_what_follows(sentence):
            continue
        asked = is_asked(sentence) and marks[sentence.root.i] == INSIDE
        sayings = sayings_at.at(limits)
        shares = shares_of(sheet, sentence, sayings=sayings)
        if asked:
            doubts = (
                (head, region) for head, region in shares if marks[head.i] == INSIDE and is_doubted(head)
            )
            found = _told(telling, doubts, sayings=sayings)
            yield from (
                replace(draft, modality=Modality.POSSIBLE) for draft in found if _is_told(draft.chain)
            )
            continue
        found = _told(telling, shares, sayings=sayings)
        if not found and running:
            left = left_over(sentence, sayings, passage=passage)
            found = _told(telling, [(left, limits)] if left is not None else [], sayings=sayings)
        yield from found


def _told(
    telling: _Telling, shares: Iterable[tuple["Token", Span]], *, sayings: Sequence[Saying]
) -> list[Draft]:
    """The drafts of these clauses of a sentence, each given by its head and where it may stand."""
    sheet, floor, place = telling.sheet, telling.floor, telling.place
    passage = sheet.passage
    heads: set[int] = set()
    drafts: dict[Span, Draft] = {}
    inner = [s for s in sayings if s.index is not None or not s.through]
    edging = [*inner, *(s for s in sayings if s.through and telling.page[s.phrase.end - 1] == ":")]
    for head, region in shares:
        at = passage.span(head)
        if head.i in heads:
            continue
        if any(s.cue.contains(at) and _says_a_clause(sheet, s) for s in inner) and not notifies(head):
            continue
        around = [s for s in edging if s.covers(at)]
        span = trimmed(_without_phrases(region, around, page=telling.page), passage, page=telling.page)
        if span is None or not span.contains(at):
            continue
        heads.add(head.i)
        chain = chain_of(at, telling.sayings, is_quoted=sheet.is_quoted)
        if sheet.marks[head.i] == INSIDE and (chain or not _is_scare_quote(head, sheet.marks)):
            chain = chain or (floor.heard(sheet, place, at=at) if telling.running else (UNKNOWN,))
            if telling.running and not sheet.is_quoted(chain[-1].span):
                floor.links, floor.place = chain, place
        verb = weightiest(head)
        modality, polarity = modality_of(verb)
        background = is_background(head) and passage.kind is not BlockKind.TITLE
        if span not in drafts and not any(_cross(span, other) for other in drafts):
            drafts[span] = Draft(span, modality, polarity, background, chain, core_of(verb, passage))
    return list(drafts.values())


def _is_scare_quote(head: "Token", marks: Sequence[int]) -> bool:
    """Whether marks stand about a verb of the writer's own sentence: `he was “whisked” away`; not about a long stretch
    with which a sentence of a few words ends: `Roe “left the crew to itself when they needed him.”`"""
    if not any(t.dep_ in SUBJECTS and marks[t.i] != INSIDE for t in head.children):
        return False
    sentence = head.sent
    own = sum(marks[t.i] == OUTSIDE and t.is_alpha for t in sentence)
    quoted = sum(marks[t.i] == INSIDE and t.is_alpha for t in sentence)
    return quoted <= LONGEST_SCARE or quoted <= 2 * own


def _is_told(chain: Sequence[Attribution]) -> bool:
    """Whether somebody the page tells of says it."""
    return bool(chain) and chain[0] != UNKNOWN


def _says_a_clause(sheet: Sheet, saying: Saying) -> bool:
    """Whether what is said has a finite clause on top, so that the clause of the cue tells nothing else.

    `Introduced a bill that ...` tells who introduced it, `have not revealed how ...` what is not known.
    """
    passage = sheet.passage
    cue = tokens_in(passage, saying.cue)
    for part in saying.content:
        for head in top_clauses(tokens_in(passage, part), cue[0]):
            infinitive = is_infinitive(head)
            asks = asks_indirectly(head) and sheet.marks[head.i] != INSIDE
            clause = has_subject(head) or (saying.own and is_finite(head))
            if clause and not infinitive and not asks and not is_relative(head):
                return True
    return False


def _without_phrases(region: Span, sayings: Sequence[Saying], *, page: str) -> Span:
    """The region less the attributions that stand at its edges."""
    start, end = region.start, region.end
    for saying in sayings:
        phrase = saying.phrase
        if phrase == saying.cue or not Span(start, end).contains(phrase):
            continue
        before, after = page[start : phrase.start], page[phrase.end : end]
        if len(after.split()) <= 4 and before.strip():
            end = phrase.start
        elif not before.strip(" ,") and (after[:1] == "," or page[phrase.end - 1] == ":"):
            start = phrase.end
        elif not before.strip(" ,") and any(phrase.end + 1 == part.start for part in saying.content):
            start = phrase.end + 1
    return Span(start, end)


def _cross(a: Span, b: Span) -> bool:
    return a.overlaps(b) and not a.contains(b) and not b.contains(a)
