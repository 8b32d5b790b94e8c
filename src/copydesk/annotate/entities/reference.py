"""Whom a pronoun or a bare role most likely means: a heuristic for the finders that need a subject."""

from bisect import bisect_right
from collections.abc import Sequence

from copydesk.annotate.entities.gender import gender_of
from copydesk.annotate.entities.titles import FEMALE, MALE
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Mention, Span

WINDOW = 900
"""Characters before the pronoun in which its person must have been named."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def resolve_person(
    parsed: Parsed, token: Span, *, entities: Sequence[Entity], said: Sequence[Span] = ()
) -> str | None:
    """The id of the person `token` (`he`, `her`, `the minister`) most likely means, None if nobody fits.

    Of the people named in the 900 characters before, those whose gender is known to be the other are left out.
    Of the rest, one named as a subject goes before one that is not, and the nearer sentence before the farther:
    a person named last but as an object is often not the one meant. Nobody who is named inside `said`, what the person
    says, is meant. No more than a heuristic.
    """
    word = token.of(parsed.article.page.text).lower()
    wanted = "female" if word in FEMALE else "male" if word in MALE else ""
    best: tuple[float, int, str] | None = None
    for entity in entities:
        if entity.label != "PERSON":
            continue
        if any(part.contains(m.span) for m in entity.mentions for part in said):
            continue
        near = [
            m for m in entity.mentions if m.span.end <= token.start and token.start - m.span.start < WINDOW
        ]
        if not near or (wanted and gender_of(parsed, entity) not in {"", wanted}):
            continue
        score = max((_salience(parsed, m, token=token), m.span.start) for m in near)
        if best is None or (*score, entity.id) > best:
            best = (*score, entity.id)
    return best[2] if best else None


def _salience(parsed: Parsed, mention: Mention, *, token: Span) -> float:
    """Higher for the subject of a near sentence, above all of its main clause."""
    passage = _passage(parsed, mention.span)
    if passage is None:
        return -9.0
    here = passage.tokens(mention.span)
    if here is not None and here.root.dep_ == "compound":
        return -9.0  # `the Roe affair` is not Roe
    between = parsed.article.page.text[mention.span.end : token.start]
    sentences = sum(between.count(stop) for stop in (". ", ".\n", ".” ", '." ', "? ", "! "))
    if here is None or here.root.dep_ not in _SUBJECTS:
        return -float(sentences)
    return (1.5 if here.root.head.dep_ == "ROOT" else 1.2) - sentences


def _passage(parsed: Parsed, span: Span) -> Passage | None:
    place = bisect_right(parsed.passages, span.start, key=lambda passage: passage.start) - 1
    if place < 0:
        return None
    passage = parsed.passages[place]
    return passage if span.start < passage.whole.end else None
