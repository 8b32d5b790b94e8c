"""The candidates of every development page with their labels: what the metadata's forests are trained on."""

import gzip
import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from copydesk.clean import bylines, headlines, publication, titles
from copydesk.clean.blocks import find_blocks
from copydesk.clean.clues import Clues, gather, language_said
from copydesk.clean.languages import find_language
from copydesk.clean.offered_names import find_names
from copydesk.clean.segments import find_segments
from copydesk.clean.stamps import zone_minutes
from copydesk.clean.trained import WEIGHTS
from copydesk.clean.witnesses import find_days
from copydesk.model import TEXT_KINDS, Block, BlockKind, Page, Rejected, Span, Stamp
from copydesk.readers.decode import decode
from copydesk.readers.html import render_html
from quality.jsonl import read_jsonl
from training.cleaner_data import dumps_of
from training.short_texts import short_texts

SETS = {
    "fundus": "extraction/fundus/gold.jsonl",
    "wcxb": "extraction/wcxb-dev/gold.jsonl.gz",
    "htmldate": "dates/htmldate/gold.jsonl",
}
DUMPS = {"fundus": "fundus", "wcxb": "wcxb-dev"}
"""The sets whose pages are dumped to text too, by the names of their dumps."""
_SUFFIXES = frozenset(("www", "com", "co", "org", "net"))

Key = tuple[str, str]
"""A set's name and a page's id."""
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """A cleaned page with its gold record; `title` is where a text's title stands. No clues where the reader
    rejects the page."""

    key: Key
    gold: Gold
    clues: Clues | None
    title: Span | None = None

    @property
    def site(self) -> str:
        """The registered name of the address's host, near enough for folds."""
        return ".".join((urlsplit(self.gold["url"]).hostname or "").split(".")[-2:])


@dataclass(slots=True)
class Rows:
    """Rows of features with their labels, pages, sites and values; an impossible row is never chosen. `lines` are of
    names alone (`Name.lines`)."""

    features: list[tuple[float, ...]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    pages: list[Key] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    spans: list[Span | None] = field(default_factory=list)
    possible: list[bool] = field(default_factory=list)
    lines: list[frozenset[int]] = field(default_factory=list)

    def add(self, sample: Sample, features: list[tuple[float, ...]], labels: Sequence[bool]) -> None:
        """Add the candidates of one page; what they say is filled in by the caller."""
        self.features += features
        self.labels += labels
        self.pages += [sample.key] * len(features)
        self.sites += [sample.site] * len(features)

    def say(
        self, values: Iterable[str], spans: Iterable[Span | None] = (), possible: Iterable[bool] = ()
    ) -> None:
        """Fill in what the rows just added say, where that stands, and whether they may be chosen."""
        self.values += values
        self.spans += spans
        self.possible += possible
        self.spans += [None] * (len(self.values) - len(self.spans))
        self.possible += [True] * (len(self.values) - len(self.possible))

    def of(self, pages: Set[Key]) -> "Rows":
        """The rows of some pages."""
        at = [i for i, page in enumerate(self.pages) if page in pages]
        return Rows(*([column[i] for i in at] if column else [] for column in self._columns))

    def join(self, others: "Rows") -> None:
        """Add the rows of other pages."""
        for column, other in zip(self._columns, others._columns, strict=True):
            column += other

    @property
    def _columns(self) -> list[list[Any]]:
        return [getattr(self, column.name) for column in fields(self)]


def read_gold(name: str, shared: Path) -> Iterator[tuple[Gold, Page | None]]:
    """The gold records of a set, each with its rendered page (None where the reader rejects it)."""
    path = shared / "data" / SETS[name]
    for gold in read_jsonl(path):
        data = gzip.decompress((path.parent / "html" / f"{gold['id']}.html.gz").read_bytes())
        page = render_html(decode(data, is_html=True).text, source=gold["id"], url=gold["url"])
        yield gold, None if isinstance(page, Rejected) else page


def clues_of(page: Page) -> Clues:
    """The clues of a page, also where the cleaner finds no article on it (home pages have dates too)."""
    blocks = find_blocks(page)
    if isinstance(blocks, Rejected):
        spans = [segment.span for segment in find_segments(page)]
        edges = [0, *(span.start for span in spans[1:]), len(page.text)]
        blocks = tuple(Block(BlockKind.OTHER, Span(a, b), 0.5) for a, b in pairwise(edges))
    prose = "\n".join(b.span.of(page.text) for b in blocks if b.kind in TEXT_KINDS)
    return gather(page, blocks, language=find_language(prose, said=language_said(page)))


def _html_pages(name: str, shared: Path) -> Iterator[tuple[Key, Gold, Page | None, Span | None]]:
    for gold, page in read_gold(name, shared):
        yield (name, gold["id"]), gold, page, None


def _text_pages(name: str, shared: Path) -> Iterator[tuple[Key, Gold, Page | None, Span | None]]:
    """Each page dumped to text, whole and cut short."""
    golds = {g["id"]: g for g in read_jsonl(shared / "data" / SETS[name])}
    for record in dumps_of(shared, DUMPS[name]):
        gold, lines, labels = golds[record["id"]], record["lines"], record["labels"]
        title = labels.index("title") if "title" in labels else None
        whole = Page(record["id"], "\n".join(lines))
        yield (f"{name}_text", record["id"]), gold, whole, _line(whole.text, title)
        host = [p for p in (urlsplit(gold["url"]).hostname or "site").split(".") if p not in _SUFFIXES]
        site = host[-2 if len(host) > 1 else 0].replace("-", " ")
        for number, short in enumerate(short_texts(record["id"], lines, labels, site=site)):
            page = Page(f"{record['id']}#{number}", short.text)
            yield (f"{name}_short", page.source), gold, page, _line(short.text, short.title)


def _line(text: str, number: int | None) -> Span | None:
    if number is None:
        return None
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[:number])
    return Span(start, start + len(lines[number]))


def samples(source: str, cache: Path, shared: Path) -> Iterator[Sample]:
    """The cleaned pages of a set (`fundus`, or `fundus-text` for its dumps); kept in `cache` once cleaned.

    What is kept belongs to the cleaner's weights; after a change of the cleaner's code the folder must go.
    """
    name = source.removesuffix("-text")
    weights = WEIGHTS / f"cleaner-{'html' if source == name else 'text'}.npz"
    kept = cache / f"{source}-{hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}.pickle"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        rows, pages = [], _html_pages if source == name else _text_pages
        for key, gold, page, title in pages(name, shared):
            clues = None if page is None else clues_of(page)
            rows.append(
                (key, gold, page, title, clues and {"blocks": clues.blocks, "language": clues.language})
            )
        kept.write_bytes(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL))
    for key, gold, page, title, cleaned in pickle.loads(kept.read_bytes()):
        yield Sample(key, gold, None if page is None else gather(page, **cleaned), title)


def title_rows(pages: Iterable[Sample], scorer: ModuleType) -> Rows:
    """The titles that HTML pages offer."""
    rows = Rows()
    for sample in pages:
        if sample.clues is None:
            continue
        candidates = titles.find_candidates(sample.clues)
        wanted = scorer.flat(sample.gold.get("title"))
        rows.add(
            sample,
            titles.describe(sample.clues, candidates),
            [bool(wanted) and scorer.flat(c.text) == wanted for c in candidates],
        )
        rows.say([c.text for c in candidates], [c.span for c in candidates])
    return rows


def line_rows(texts: Iterable[Sample]) -> Rows:
    """The lines that texts offer as titles."""
    rows = Rows()
    for sample in texts:
        if sample.clues is None:
            continue
        lines = headlines.find_lines(sample.clues)
        title = sample.title
        right = [
            title is not None and title.contains(line.span) and 2 * len(line.span) > len(title)
            for line in lines
        ]
        rows.add(sample, headlines.describe(sample.clues, lines), right)
        rows.say([line.text for line in lines], [line.span for line in lines])
    return rows


def day_rows(pages: Iterable[Sample], anchors: dict[Key, Span | None]) -> Rows:
    """The days that pages give; the value is the time the day would be published at."""
    rows = Rows()
    for sample in pages:
        if sample.clues is None:
            continue
        anchor = anchors.get(sample.key)
        days = find_days(sample.clues, anchor)
        dated = (sample.gold.get("date") or "")[:10]
        rows.add(
            sample, publication.describe(sample.clues, days, title=anchor), [d.day == dated for d in days]
        )
        rows.say(
            [as_instant(publication.stamp_of(d)) for d in days],
            possible=[publication.may_date(d) for d in days],
        )
    return rows


def author_rows(pages: Iterable[Sample], anchors: dict[Key, Span | None], scorer: ModuleType) -> Rows:
    """The names that pages offer as authors."""
    rows = Rows()
    for sample in pages:
        if sample.clues is None or "authors" not in sample.gold:
            continue
        anchor = anchors.get(sample.key)
        names = find_names(sample.clues, anchor)
        wanted = {" ".join(scorer.words(a)) for a in sample.gold["authors"]}
        rows.add(
            sample,
            bylines.describe(sample.clues, names, title=anchor),
            [" ".join(scorer.words(n.text)) in wanted for n in names],
        )
        rows.say([n.text for n in names])
        rows.lines += [frozenset(name.lines) for name in names]
    return rows


def as_instant(stamp: Stamp) -> str:
    """ISO 8601 with the offset its zone stands for, where that is known."""
    offset = zone_minutes(stamp.zone)
    if offset is None or stamp.grain == "day":
        return stamp.value
    return f"{stamp.value}{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def best_rows(rows: Rows, scores: np.ndarray) -> dict[Key, int]:
    """The possible row with the highest score of each page, the first among equals."""
    best: dict[Key, int] = {}
    for i, page in enumerate(rows.pages):
        if rows.possible[i] and (page not in best or scores[i] > scores[best[page]]):
            best[page] = i
    return best


def anchors_of(
    rows: Rows, scores: np.ndarray, sure: Callable[[float], bool] = lambda score: True
) -> dict[Key, Span | None]:
    """Where each page's chosen title stands, None where it stands nowhere or is not sure."""
    best = best_rows(rows, scores)
    return {page: rows.spans[i] if sure(float(scores[i])) else None for page, i in best.items()}
