"""Where a clause stands, what heads it and where its edges are."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.parse import Passage
from copydesk.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = re.compile(
    r"(?:[\s,;:.–—-]+|(?:that|and|but|or|while|whereas|although|though|because|so|however|yet|as|when"
    r"|after|before|in|on|at|by|to|with)\b(?=\s*,)|(?:that|and|but|or|yet)\b\s)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"(?:[\s,;:–—-]+|\b(?:and|but|or|that)\s*)+\Z")
_OPENING, _CLOSING = '“‘"', '”’"'


def is_clause_head(token: "Token") -> bool:
    """Whether the token is a verb that has a clause of its own, finite or with its own subject."""
    return token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass", "amod", "compound"}


def coordinated(head: "Token") -> Iterator["Token"]:
    """`head` and the clauses joined to it that have a subject of their own, in text order."""
    yield head
    for child in head.children:
        if child.dep_ in {"conj", "parataxis"} and is_clause_head(child):
            if _has_subject(child):
                yield from coordinated(child)
            else:
                yield from (c for c in coordinated(child) if c is not child)


def _has_subject(token: "Token") -> bool:
    return any(t.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for t in token.children)


def extent(head: "Token", without: Sequence["Token"], passage: Passage, limits: Span) -> Span | None:
    """The clause from its first to its last word inside `limits`, less the clauses headed by `without`."""
    cut = {t.i for other in without if head.is_ancestor(other) for t in other.subtree}
    kept = [t for t in head.subtree if t.i not in cut and limits.contains(passage.span(t))]
    if not kept:
        return None
    first = passage.span(min(kept, key=lambda t: t.i))
    last = passage.span(max(kept, key=lambda t: t.i))
    return Span(first.start, last.end)


def trimmed(span: Span, text: str) -> Span | None:
    """The span without conjunctions, commas and unpaired quotation marks at its edges; None if bare."""
    start, end = span.start, span.end
    while start < end:
        piece = text[start:end]
        leading = _LEADING.match(piece)
        trailing = _TRAILING.search(piece)
        if leading and leading.end():
            start += leading.end()
        elif trailing:
            end -= len(piece) - trailing.start()
        elif piece[0] in _CLOSING and piece[0] not in _OPENING:
            start += 1
        elif piece[0] in _OPENING and not any(c in _CLOSING for c in piece[1:]):
            start += 1
        elif piece[-1] in _OPENING and piece[-1] not in _CLOSING:
            end -= 1
        elif piece[-1] == "”" and "“" not in piece:
            end -= 1
        elif piece[-1] == "." and text[start:end].count(".") == 1:
            end -= 1
        else:
            return Span(start, end)
    return None
