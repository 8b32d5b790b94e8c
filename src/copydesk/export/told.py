"""The sentences of an account with the claims in each: which words are whose, and how well each is sourced."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.export.view import StoryView
from copydesk.model import Account, AccountClaim, Evidence, Span, Status

MOST_NAMED = 3
"""Origins that are named behind a sentence for each of its claims; the others are counted."""


_OPENING = re.compile(r"(?<!\S)[“\"‘'«„]\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence. `begins` is the status of the claim that begins with it, unless the one before has the
    same and rests on the same; `claimed` is false for what stands in no claim: who says it, what joins two."""

    text: str
    begins: Status | None
    claimed: bool


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word claims of a sentence are: their status, the origins in words, and where the pages tell them."""

    status: Status
    whose: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the account: where it stands, its pieces in order, and whose word its claims are."""

    sentence: Evidence
    pieces: tuple[Piece, ...]
    words: tuple[Word, ...]


def claims_told(account: Account) -> Iterator[tuple[Evidence, tuple[tuple[AccountClaim, Span], ...]]]:
    """Each sentence of the account with the claims told in it, in text order, each with its stretch of the page.

    A sentence is chosen for one claim and may hold others, which rest on others.
    """
    by_id = {claim.id: claim for claim in account.claims}
    for id in account.telling:
        chosen = by_id[id]
        sentence = chosen.sentence or chosen.evidence[0]
        yield sentence, tuple(sorted(_inside(sentence, account.claims), key=lambda item: _place(item[1])))


def tell_sentences(view: StoryView) -> list[Told]:
    """The account's sentences as a reader sees them: each claim with its sign, and whose word it is."""
    return [
        Told(
            sentence,
            tuple(_pieces(sentence, held)),
            _words(view, sentence, claims=[claim for claim, _ in held]),
        )
        for sentence, held in claims_told(view.account)
    ]


def _place(span: Span) -> tuple[int, int]:
    """Sorts what begins first first, of two the longer."""
    return span.start, -span.end


def _inside(sentence: Evidence, claims: Iterable[AccountClaim]) -> Iterator[tuple[AccountClaim, Span]]:
    """The claims told in the sentence, each once, with the part of it that tells them."""
    for claim in claims:
        spans = (e.span for e in claim.evidence if e.source == sentence.source)
        told = next((span for span in spans if span.overlaps(sentence.span)), None)
        if told:
            start, end = max(told.start, sentence.span.start), min(told.end, sentence.span.end)
            yield claim, Span(start, end)


def _pieces(sentence: Evidence, told: Sequence[tuple[AccountClaim, Span]]) -> Iterator[Piece]:
    start, end = sentence.span.start, sentence.span.end
    held = [(claim, Span(_opened(sentence, span.start), span.end)) for claim, span in told]
    marks = sorted({start, end, *(mark for _, span in held for mark in (span.start, span.end))})
    signs: dict[int, Status] = {}
    before: AccountClaim | None = None
    for claim, span in held:
        if before is None or (claim.status, claim.origins) != (before.status, before.origins):
            signs.setdefault(span.start, claim.status)
        before = claim
    for here, there in pairwise(marks):
        claimed = any(span.start <= here and there <= span.end for _, span in held)
        yield Piece(sentence.text[here - start : there - start], signs.get(here), claimed)


def _opened(sentence: Evidence, at: int) -> int:
    """Where a stretch of the sentence begins, with the mark that opens a quotation there."""
    opening = _OPENING.search(sentence.text[: at - sentence.span.start])
    return at - 1 if opening else at


def _words(view: StoryView, sentence: Evidence, *, claims: Sequence[AccountClaim]) -> tuple[Word, ...]:
    """Whose word the claims are, those of one status that rest on the same together; what the sentence's own page
    tells is cited by the sentence."""
    said: dict[tuple[Status, str], list[Evidence]] = {}
    for claim in claims:
        places = said.setdefault((claim.status, view.witnesses(claim, MOST_NAMED)), [sentence])
        places += [e for e in claim.evidence if e.source != sentence.source]
    return tuple(Word(status, whose, tuple(places)) for (status, whose), places in said.items())
