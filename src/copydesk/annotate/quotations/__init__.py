"""Parsed article -> quotations: who is quoted, by which words, saying what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Parsed, Passage
from copydesk.annotate.quotations.columns import CLOSES, INSIDE, OPENS, Columns, columns_of, running_on
from copydesk.annotate.quotations.cues import CueModel
from copydesk.annotate.quotations.spans import pieces, span_features, window
from copydesk.annotate.quotations.speakers import (
    bodies_told_of,
    goes_on,
    said_before,
    speaker_of,
    speaking_span,
)
from copydesk.annotate.quotations.weights import load_cue_model, load_span_model
from copydesk.model import BlockKind, Entity, Quotation, Span

__all__ = ["find_quotations"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One passage with its columns."""

    passage: Passage
    words: Columns

    def span(self, start: int, end: int) -> Span:
        """The page's characters under the tokens `start` to `end`, half-open."""
        return self.passage.span(self.passage.doc[start:end])

    def marks_of(self, span: Span) -> Iterator[int]:
        """How the words that `span` covers stand to the quotation marks; none if it lies elsewhere."""
        whole = self.passage.whole
        if whole.start <= span.start < whole.end:
            for token in self.passage.tokens(Span(span.start, min(span.end, whole.end))) or ():
                if token.is_alpha:
                    yield self.words.marks[token.i]


def find_quotations(parsed: Parsed, entities: Sequence[Entity]) -> tuple[Quotation, ...]:
    """The quotations of the article in text order: speech, writing, thought and intent ascribed to someone.

    A source may be empty (`is expected`); the content never is. `speaker` is the id of the entity meant by
    the source, None where it is nobody named.
    """
    sheets = _sheets(parsed)
    index = EntityIndex(entities)
    told_of = bodies_told_of(parsed)
    found: list[Quotation] = []
    for number, sheet in enumerate(sheets):
        for content, source, cue in _attributions(sheets, number, model=load_cue_model()):
            naming = speaking_span(sheet.passage, source, cue=cue)
            speaker = goes_on(sheet.passage, naming, cue=cue, last=found[-1] if found else None, index=index)
            said = (*content, *said_before(parsed, sheet.passage, source=naming, found=found, index=index))
            speaker = speaker or speaker_of(
                parsed, naming, passage=sheet.passage, index=index, said=said, told_of=told_of
            )
            quotation = Quotation(content, cue, source, speaker, _kind(content, sheet, sheets=sheets))
            if not (found and _same(found[-1], quotation)):
                found.append(quotation)
    return tuple(sorted(found, key=lambda q: (q.content[0], q.cue or q.content[0])))


def _same(last: Quotation, new: Quotation) -> bool:
    """Whether two carriers in one cue gave one quotation twice: `sent a letter, saying`."""
    return last.content == new.content and last.source == new.source and _touch(last.cue, new.cue)


def _touch(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a.overlaps(b)


def _sheets(parsed: Parsed) -> list[Sheet]:
    return [
        Sheet(passage, columns_of(passage.doc, runs_on))
        for passage, runs_on in zip(parsed.passages, running_on(parsed.passages), strict=True)
    ]


def _attributions(
    sheets: Sequence[Sheet], number: int, *, model: CueModel
) -> Iterator[tuple[tuple[Span, ...], tuple[Span, ...], Span]]:
    """Content, source and cue of each attribution whose cue stands in the sheet."""
    sheet = sheets[number]
    tagger = load_span_model()
    for carrier in model.cues(sheet.words, number):
        start, end = window(sheet.words, carrier)
        found = pieces(tagger.tag(span_features(sheet.words, start=start, end=end, cue=carrier)), start)
        content = [sheet.span(*piece) for piece in found["C"]]
        last = found["C"][-1][1] if found["C"] else carrier + 1
        content += _continued(sheets, number, last=last, begun=bool(content))
        if content:
            cue = found["K"][0] if found["K"] else (carrier, carrier + 1)
            yield tuple(content), tuple(sheet.span(*piece) for piece in found["S"]), sheet.span(*cue)


def _continued(sheets: Sequence[Sheet], number: int, *, last: int, begun: bool) -> Iterator[Span]:
    """What a quotation says in the next paragraphs: it was left open, or announced by a colon."""
    words = sheets[number].words
    if last < len(words) - 1:
        return
    left_open = begun and words.marks[-1] in {OPENS, INSIDE}
    announced = not begun and words.lower[-1] == ":"
    for sheet in _text_after(sheets, number):
        marks = sheet.words.marks
        if not (left_open or announced) or not marks or marks[0] != OPENS:
            return
        end = marks.index(CLOSES) + 1 if CLOSES in marks else len(marks)
        yield sheet.span(0, end)
        left_open, announced = marks[end - 1] != CLOSES, False


def _text_after(sheets: Sequence[Sheet], number: int) -> Iterator[Sheet]:
    """The paragraphs behind one, without the captions of pictures between them."""
    following = (sheets[at] for at in range(number + 1, len(sheets)))
    return (sheet for sheet in following if sheet.passage.kind is not BlockKind.CAPTION)


def _kind(content: Sequence[Span], sheet: Sheet, *, sheets: Sequence[Sheet]) -> str:
    """direct if all of the content stands between marks, indirect if none, else mixed."""
    seen = [
        mark == INSIDE
        for other in (sheets if len(content) > 1 else [sheet])
        for part in content
        for mark in other.marks_of(part)
    ]
    return "indirect" if not any(seen) else "direct" if all(seen) else "mixed"
