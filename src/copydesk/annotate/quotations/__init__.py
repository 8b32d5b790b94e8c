"""Parsed article -> quotations: who is quoted, by which words, saying what."""

from collections.abc import Iterator, Sequence

from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Entity, Quotation, Span

__all__ = ["find_quotations"]

SAYING = frozenset(
    "say tell add report announce write note ask warn argue claim state insist explain declare tweet "
    "suggest confirm vow call urge express".split()
)


def find_quotations(parsed: Parsed, entities: Sequence[Entity]) -> tuple[Quotation, ...]:
    """The quotations of the article in text order, direct, indirect and mixed."""
    found = []
    for passage in parsed.passages:
        for cue, source, content in _simple(passage):
            kind = "direct" if any(c in content.of(parsed.article.page.text) for c in '“"') else "indirect"
            speaker = next(
                (e.id for e in entities for m in e.mentions if source and m.span.overlaps(source)), None
            )
            found.append(Quotation((content,), cue, (source,) if source else (), speaker, kind))
    return tuple(sorted(found, key=lambda q: q.content[0]))


def _simple(passage: Passage) -> Iterator[tuple[Span, Span | None, Span]]:
    doc = passage.doc
    for token in doc:
        if token.lemma_ in SAYING and token.pos_ == "VERB":
            children = {t.dep_: t for t in token.children}
            subject = children.get("nsubj")
            head = children.get("ccomp") or children.get("xcomp") or children.get("prep")
            if head is None:
                continue
            inside = [t for t in head.subtree if t.i != token.i and not (subject and subject.is_ancestor(t))]
            if inside[0].i < token.i < inside[-1].i:
                inside = [t for t in inside if t.i < token.i and t is not subject]
            if not inside:
                continue
            content = doc[inside[0].i : inside[-1].i + 1]
            source = doc[subject.left_edge.i : subject.right_edge.i + 1] if subject else None
            yield passage.span(token), passage.span(source) if source else None, passage.span(content)
        elif token.lower_ == "according" and token.dep_ == "prep":
            source = next((t for p in token.children for t in p.children if t.dep_ == "pobj"), None)
            if source is not None:
                sentence = token.sent
                content = doc[sentence.start : token.i] if token.i > sentence.start else None
                if content is not None:
                    yield (
                        passage.span(token),
                        passage.span(doc[source.left_edge.i : source.right_edge.i + 1]),
                        passage.span(content),
                    )
