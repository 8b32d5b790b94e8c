"""The cleaner's training pages: segments with labels, from `../shared/data`.

HTML pages are labelled by aligning their segments with the gold text; those of the dates' set, by people
who read them (`labels/articles.jsonl`: hashes and labels). Plain-text pages are the `lines`
sets, the HTML pages' renderings without their markup, excerpts of both that begin at the title (as pages
come from feeds and reposts), and gold texts alone, of which all is the article's.
"""

import gzip
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from charset_normalizer import from_bytes

from copydesk.clean.segments import Segment, find_segments
from copydesk.model import Page
from copydesk.readers.html import render_html
from copydesk.text import fold
from quality.jsonl import read_jsonl
from training.cleaner_align import align

KEEP, DROP, TITLE, OPEN = 1, 0, -1, -2
"""What a segment is: the article's, furniture, the title, or not to be told."""
FOLDS = 5
"""Parts that the sites are dealt into; what is measured is measured on sites that were in no training."""
SETS = ("fundus", "wcxb-dev")
READ = Path(__file__).parent / "labels" / "articles.jsonl"


@dataclass(frozen=True, slots=True)
class Example:
    """A page with a label for each of its segments; `site` decides the fold."""

    id: str
    sort: str
    site: str
    page: Page
    segments: tuple[Segment, ...]
    labels: tuple[int, ...]
    gold: dict[str, Any]


def decode(raw: bytes) -> str:
    """A page's characters: UTF-8 if it is, else the best guess."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(raw[:200000]).best()
        return raw.decode(best.encoding if best else "latin-1", "replace")


def site_of(url: str | None, name: str) -> str:
    """The host without `www.`, or the page's own id."""
    host = (urlsplit(url or "").hostname or name).lower()
    return ".".join(host.split(".")[-2:]) if not host.endswith((".uk", ".au", ".jp", ".za", ".br")) else host


def fold_of(site: str, folds: int) -> int:
    """The fold a site's pages are in."""
    return crc32(site.encode()) % folds


def gold_of(shared: Path, name: str) -> list[dict[str, Any]]:
    """The gold records of an extraction set."""
    return read_jsonl(next((shared / "data" / "extraction" / name).glob("gold.jsonl*")))


def dumps_of(shared: Path, name: str) -> list[dict[str, Any]]:
    """The records of an extraction set's pages dumped to text: `lines`, and a label for each."""
    return read_jsonl(shared / "data" / "lines" / f"{name}-lines.jsonl.gz")


def html_of(shared: Path, name: str, page_id: str) -> str:
    """The characters of a page of an extraction set."""
    path = shared / "data" / "extraction" / name / "html" / f"{page_id}.html.gz"
    return decode(gzip.decompress(path.read_bytes()))


def html_of_dated(shared: Path, page_id: str) -> str:
    """The characters of a page of the dates' set."""
    path = shared / "data" / "dates" / "htmldate" / "html" / f"{page_id}.html.gz"
    return decode(gzip.decompress(path.read_bytes()))


def html_examples(shared: Path, sets: tuple[str, ...] = SETS) -> Iterator[Example]:
    """Every HTML page that shows text, labelled by alignment."""
    for name in sets:
        for gold in gold_of(shared, name):
            page = render_html(html_of(shared, name, gold["id"]), source=gold["id"], url=gold.get("url"))
            if isinstance(page, Page):
                yield _aligned(name, gold, page)


def read_examples(shared: Path) -> Iterator[Example]:
    """The pages of the dates' set that were labelled by reading; their kept segments stand for the gold text.

    A label names its segment by the CRC-32 of its text, and by `.2`, `.3` ... where that occurs again.
    """
    folder = shared / "data" / "dates" / "htmldate"
    addresses = {record["id"]: record["url"] for record in read_jsonl(folder / "gold.jsonl")}
    for label in read_jsonl(READ):
        page = render_html(html_of_dated(shared, label["id"]), source=label["id"], url=addresses[label["id"]])
        if isinstance(page, Page):
            yield _labelled(page, set(label["keep"].split()), set(label.get("open", "").split()))


def _labelled(page: Page, keep: set[str], left_open: set[str]) -> Example:
    segments = tuple(find_segments(page))
    texts = [segment.span.of(page.text) for segment in segments]
    names = list(names_of(texts))
    labels = tuple(KEEP if name in keep else OPEN if name in left_open else DROP for name in names)
    body = "\n\n".join(text for text, label in zip(texts, labels, strict=True) if label == KEEP)
    site = site_of(page.url, page.source)
    return Example(page.source, "read", site, page, segments, labels, {"id": page.source, "text": body})


def names_of(texts: Iterable[str]) -> Iterator[str]:
    """What labels call each of a page's segments."""
    seen: Counter[str] = Counter()
    for text in texts:
        name = f"{crc32(' '.join(text.split()).encode()):08x}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}.{seen[name]}"


def _aligned(sort: str, gold: dict[str, Any], page: Page) -> Example:
    segments = tuple(find_segments(page))
    texts = [segment.span.of(page.text) for segment in segments]
    shares = align(texts, gold["text"])
    labels = [KEEP if share >= 0.5 else DROP for share in shares]
    title = fold(gold.get("title") or "")
    for i, text in enumerate(texts):
        if title and labels[i] == DROP and fold(text.strip("# ")) == title:
            labels[i] = TITLE
    return Example(
        gold["id"], sort, site_of(gold.get("url"), gold["id"]), page, segments, tuple(labels), gold
    )


def line_examples(shared: Path) -> Iterator[Example]:
    """The `lines` sets: each line of a dumped page with its given label."""
    code = {"keep": KEEP, "drop": DROP, "title": TITLE}
    for name in SETS:
        golds = {gold["id"]: gold for gold in gold_of(shared, name)}
        for record in dumps_of(shared, name):
            gold = golds[record["id"]]
            page = Page(record["id"], "\n".join(record["lines"]))
            labels = majority(page, [code[label] for label in record["labels"]], record["lines"])
            segments = tuple(find_segments(page))
            site = site_of(gold.get("url"), gold["id"])
            yield Example(record["id"], f"lines-{name}", site, page, segments, tuple(labels), gold | record)


def majority(page: Page, labels: list[int], lines: list[str]) -> list[int]:
    """A label for each segment of a page made by joining `lines`: that of the line it begins in."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    result, i = [], 0
    for segment in find_segments(page):
        while i + 1 < len(starts) and starts[i + 1] <= segment.span.start:
            i += 1
        result.append(labels[i])
    return result


def text_examples(dumped: list[Example], html: list[Example]) -> Iterator[Example]:
    """Plain-text pages made of the pages of the `lines` sets, which come first, and of the HTML pages."""
    yield from dumped
    bare = [without_markup(example) for example in html]
    yield from bare
    chance = random.Random(7)
    for example in dumped + bare:
        cut = _excerpt(example, chance)
        if cut is not None:
            yield cut
    for example in html:
        yield from _clean(example)


def without_markup(example: Example) -> Example:
    """The example as the plain text that its page renders to."""
    page = Page(example.id, example.page.text)
    segments = tuple(find_segments(page))
    if len(segments) == len(example.segments):
        return replace(example, sort=f"bare-{example.sort}", page=page, segments=segments)
    return replace(_aligned(example.sort, example.gold, page), sort=f"bare-{example.sort}")


def _excerpt(example: Example, chance: random.Random) -> Example | None:
    """The page from its title or its first kept segment on, sometimes cut off some way after the article."""
    kept = [i for i, label in enumerate(example.labels) if label == KEEP]
    if not kept:
        return None
    titles = [i for i, label in enumerate(example.labels) if label == TITLE and i < kept[0]]
    first = titles[-1] if titles and chance.random() < 0.7 else max(0, kept[0] - chance.choice((0, 0, 1, 2)))
    last = min(len(example.labels), kept[-1] + 1 + int(chance.expovariate(1 / 15)))
    begin, end = example.segments[first].span.start, example.segments[last - 1].span.end
    page = Page(example.id, example.page.text[begin:end])
    segments = tuple(find_segments(page))
    labels = example.labels[first:last]
    if len(segments) != len(labels):
        return None
    return replace(example, sort=f"cut-{example.sort}", page=page, segments=segments, labels=labels)


def _clean(example: Example) -> Iterator[Example]:
    """The gold text alone, and under its title; every other one without its blank lines."""
    body = example.gold["text"].strip()
    if crc32(example.id.encode()) % 2:
        body = "\n".join(line for line in body.split("\n") if line.strip())
    title = (example.gold.get("title") or "").strip()
    for text in (body, f"{title}\n\n{body}" if title else ""):
        page = Page(example.id, text)
        segments = tuple(find_segments(page))
        if segments:
            head = TITLE if text is not body else KEEP
            labels = (head, *(KEEP for _ in segments[1:]))
            yield replace(example, sort="clean", page=page, segments=segments, labels=labels)
