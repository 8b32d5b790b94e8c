"""Pages that people read, dumped to text the crude ways of scrapers: lines labelled by alignment with what was kept."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from inscriptis import get_text
from resiliparse.extract.html2text import extract_plain_text

from copydesk.clean.segments import find_segments
from copydesk.model import Page
from training.cleaner_align import align
from training.cleaner_data import DROP, KEEP, OPEN, Example, html_of_dated

COVERED = 0.5
"""The share of a line's words that must stand in a text for the line to be of it."""


def dumped_examples(shared: Path, read: Iterable[Example]) -> Iterator[Example]:
    """Two plain-text pages of each of the pages `read_examples` gives."""
    for example in read:
        html = html_of_dated(shared, example.id)
        for dump in DUMPERS:
            lines = [line.strip() for line in dump(html).split("\n")]
            page = Page(example.id, "\n".join(line for line in lines if line))
            segments = tuple(find_segments(page))
            if segments:
                labels = tuple(_labels(example, [segment.span.of(page.text) for segment in segments]))
                yield replace(example, sort="dumped", page=page, segments=segments, labels=labels)


def _labels(example: Example, texts: list[str]) -> Iterator[int]:
    kept = align(texts, _text_of(example, KEEP))
    left_open = align(texts, _text_of(example, OPEN))
    for mine, unsure in zip(kept, left_open, strict=True):
        yield KEEP if mine >= COVERED else OPEN if unsure >= COVERED else DROP


def _text_of(example: Example, label: int) -> str:
    labelled = zip(example.segments, example.labels, strict=True)
    return "\n\n".join(segment.span.of(example.page.text) for segment, own in labelled if own == label)


def _by_inscriptis(html: str) -> str:
    text: Any = get_text(html)
    return str(text)


def _by_resiliparse(html: str) -> str:
    return str(extract_plain_text(html, main_content=False, alt_texts=False))


DUMPERS: tuple[Callable[[str], str], ...] = (_by_inscriptis, _by_resiliparse)
