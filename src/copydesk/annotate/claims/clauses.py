"""Where a clause stands, what heads it and where its edges are."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.modality import modality_of
from copydesk.annotate.parse import Passage
from copydesk.model import Modality, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "csubjpass"))
_LEADING = re.compile(
    r"(?:[\s,;:.…–—-]+|(?:that|and|but|or|yet|in which|during which)\b\s|(?:however|so|still|yet)\b(?=\s*,))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:[\s,;:–—-]+|(?<=\s)(?:and|but|or|that|as)\s*)+\Z")
_OPENING, _CLOSING = '“‘"', '”’"'


def is_clause_head(token: "Token") -> bool:
    """Whether the token is a verb with a clause of its own."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def coordinated(head: "Token") -> Iterator["Token"]:
    """`head` and the clauses joined to it that have a subject of their own."""
    yield head
    for child in head.children:
        if child.dep_ in {"conj", "parataxis"} and is_clause_head(child):
            joined = coordinated(child)
            if not has_subject(child):
                next(joined)
            yield from joined


def has_subject(token: "Token") -> bool:
    """Whether the verb has a subject of its own."""
    return any(t.dep_ in SUBJECTS for t in token.children)


def top_clauses(tokens: Sequence["Token"], carrier: "Token") -> list["Token"]:
    """The heads of the clauses that make up a stretch: its topmost verbs, else those its topmost noun holds.

    A verb coordinated with the carrier of the attribution is not part of what is said.
    """
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    heads = [
        h
        for top in tops
        if is_clause_head(top) and not (top.head.i == carrier.i and top.dep_ == "conj")
        for h in coordinated(top)
        if h.i in inside
    ]
    if heads:
        return heads
    return [t for top in tops for t in _held(top) if t.i in inside][:1]


def _held(noun: "Token") -> Iterator["Token"]:
    """The clause a noun like `aim` or `willingness` is about."""
    for child in noun.children:
        if child.dep_ == "prep":
            yield from (t for t in child.children if t.dep_ == "pcomp" and is_clause_head(t))
        elif child.dep_ in {"acl", "ccomp"} and any(t.dep_ in {"aux", "mark"} for t in child.children):
            yield child


def regions(heads: Sequence["Token"], limits: Span, passage: Passage) -> Iterator[tuple["Token", Span]]:
    """`limits` shared out among the clauses: each but the first begins at its own first word."""
    ordered = sorted(heads, key=lambda head: head.i)
    if not ordered:
        return
    starts = [limits.start]
    for head in ordered[1:]:
        starts.append(max(starts[-1], min(passage.span(head.left_edge).start, passage.span(head).start)))
    starts = [min(start, limits.end) for start in starts]
    for head, start, end in zip(ordered, starts, [*starts[1:], limits.end], strict=True):
        if Span(start, end).contains(passage.span(head)):
            yield head, Span(start, end)


def weightiest(head: "Token") -> "Token":
    """The verb that carries the news: `travel` in `is expected to travel`, `hold` in `plans to hold`."""
    for child in head.children:
        if child.dep_ == "xcomp" and is_clause_head(child):
            modality, polarity = modality_of(child)
            if modality is not Modality.ASSERTED or polarity is not modality_of(head)[1]:
                return child
    return head


def trimmed(span: Span, passage: Passage) -> Span | None:
    """The span without conjunctions, commas and unpaired quotation marks at its edges; None if bare."""
    text = passage.doc.text
    start, end = span.start - passage.start, span.end - passage.start
    while start < end:
        piece = text[start:end]
        leading, trailing = _LEADING.match(piece), _TRAILING.search(piece)
        if leading:
            start += leading.end()
        elif trailing:
            end -= len(piece) - trailing.start()
        elif _stray(piece[0], piece[1:], opening=True):
            start += 1
        elif _stray(piece[-1], piece[:-1], opening=False) or _full_stop(piece):
            end -= 1
        else:
            return Span(start + passage.start, end + passage.start)
    return None


def _stray(mark: str, rest: str, *, opening: bool) -> bool:
    """Whether a quotation mark at an edge has no partner in the rest."""
    if mark not in _OPENING + _CLOSING:
        return False
    if mark == '"':
        return rest.count('"') % 2 == 0
    if opening:
        return mark in _CLOSING or not any(c in rest for c in _CLOSING)
    return mark in _OPENING or (mark == "”" and rest.count("“") <= rest.count("”"))


def _full_stop(piece: str) -> bool:
    return piece[-1] == "." and not re.search(
        r"(?:\b\w\.){2}\Z|\b[A-Z]\.\Z|\b(?:Mr|Ms|Dr|Inc|Co|Jr|St)\.\Z", piece
    )
