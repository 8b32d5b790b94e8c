"""A page in full: its blocks in order, what was found in it marked, every cited stretch an anchor."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from copydesk.export.marks import Mark, mark_up
from copydesk.export.page_view import PageView
from copydesk.export.safe import one_line
from copydesk.export.view import StoryView, plain_code
from copydesk.model import Account, BlockKind, Claim, Row, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of blocks of one kind. Inside a page all passages together hold all its blocks."""

    kind: BlockKind
    texts: tuple[Markup, ...]
    rows: tuple[Row, ...]

    @property
    def furniture(self) -> bool:
        """Whether it is the site's, not the article's."""
        return self.kind.is_furniture

    @property
    def label(self) -> str:
        """Its kind in words."""
        return plain_code(self.kind)


def passages(view: StoryView, page: PageView, *, cited: Mapping[str, frozenset[Span]]) -> list[Passage]:
    """The page's blocks as passages; neighbours of one kind of furniture are one passage."""
    text = page.found.page.text
    marks = [*_cited(view, page, spans=cited.get(page.source, frozenset())), *_found(view, page)]
    waiting = deque(_merged(marks))
    open_marks: list[Mark] = []
    result: list[Passage] = []
    for block in page.found.article.blocks:
        inside = _trimmed(text, block.span)
        if not len(inside) and not block.rows:
            continue
        while waiting and waiting[0].span.start < inside.end:
            open_marks.append(waiting.popleft())
        open_marks = [mark for mark in open_marks if mark.span.end > inside.start]
        html = Markup(mark_up(text, inside, marks=open_marks))
        before = result[-1] if result else None
        if before and block.kind.is_furniture and before.kind == block.kind:
            result[-1] = Passage(block.kind, (*before.texts, html), before.rows + block.rows)
        else:
            result.append(Passage(block.kind, (html,), block.rows))
    return result


def cited_spans(account: Account) -> Mapping[str, frozenset[Span]]:
    """Source -> every stretch of that page the account points at."""
    spans: dict[str, set[Span]] = defaultdict(set)
    for source, span in _citations(account):
        spans[source].add(span)
    return {source: frozenset(found) for source, found in spans.items()}


def _citations(account: Account) -> Iterator[tuple[str, Span]]:
    yield account.title.source, account.title.span
    if account.when:
        yield from ((value.source, value.span) for value in account.when.evidence)
    for claim in account.claims:
        yield from ((evidence.source, evidence.span) for evidence in claim.evidence)
        for difference in claim.differences:
            yield from ((variant.source, variant.span) for variant in difference.values)
        if claim.sentence:
            yield claim.sentence.source, claim.sentence.span
        if claim.time:
            yield claim.time.source, claim.time.span
    for event in account.events:
        yield from ((evidence.source, evidence.span) for evidence in event.evidence)
    for quotation in account.quotations:
        yield from ((version.source, version.span) for version in quotation.versions)
    yield from ((entry.time.source, entry.time.span) for entry in account.timeline)


def _cited(view: StoryView, page: PageView, *, spans: frozenset[Span]) -> list[Mark]:
    # The side-by-side dates point at captions and stamps as well.
    pointed_at = spans.union(time.span for time in page.found.times)
    return [Mark(span, "c", id=view.anchor(page.source, span)) for span in sorted(pointed_at)]


def _found(view: StoryView, page: PageView) -> Iterator[Mark]:
    found = page.found
    for here, _ in page.reprint.spans:
        yield Mark(here, "m")
    for claim in found.claims:
        yield Mark(claim.span, "k", hint=_claim_hint(claim))
    for quotation in found.quotations:
        for span in quotation.content:
            yield Mark(span, "q", hint=f"quotation: {quotation.speaker or 'speaker unknown'}")
    for entity in found.entities:
        for mention in entity.mentions:
            stands = f", for {view.entity(mention.stands_for)}" if mention.stands_for else ""
            yield Mark(mention.span, "e", hint=one_line(f"{entity.name} · {mention.label}{stands}"))
    for time in found.times:
        anchor = "" if time.anchor in {"text", "none"} else f", from {time.anchor}"
        yield Mark(time.span, "t", hint=f"{time.type.lower()}: {time.value}{anchor}")
    for event in found.events:
        yield Mark(event.trigger, "v", hint=f"{event.type.lower()} · {event.quad}")


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in text order, those on the same characters made one."""
    merged: dict[Span, Mark] = {}
    for mark in marks:
        other = merged.get(mark.span)
        if other and mark.name not in other.name.split():
            name, hint = f"{other.name} {mark.name}", "; ".join(filter(None, (other.hint, mark.hint)))
            mark = Mark(mark.span, name, hint=hint, id=other.id or mark.id)
        elif other:
            continue
        merged[mark.span] = mark
    return [merged[span] for span in sorted(merged)]


def _claim_hint(claim: Claim) -> str:
    chain = " ← ".join(link.name for link in claim.attribution)
    words = ["claim", plain_code(claim.modality)]
    if claim.polarity == "negative":
        words.append("negative")
    return one_line(" · ".join(words) + (f": {chain}" if chain else ""))


def _trimmed(text: str, span: Span) -> Span:
    inner = span.of(text)
    left = len(inner) - len(inner.lstrip())
    return Span(span.start + left, max(span.start + left, span.end - (len(inner) - len(inner.rstrip()))))
