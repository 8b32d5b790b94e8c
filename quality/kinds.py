"""Kinds of blocks against labels given by reading whole pages: `python -m quality.kinds [--shared ../shared]`.

`labels/kinds.jsonl` names each segment of a page by the CRC-32 of its text (and by `.2`, `.3` ... where that occurs
again) with its kind, none where a reader could not tell. Pages whose `use` is `learn` taught the kinds' weights; those
that `measure` are of other sites, and neither the kinds' rules nor their weights were made with sight of them. (The
weights that part article from furniture have seen them.)
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.clean.blocks import find_blocks
from copydesk.clean.segments import find_segments
from copydesk.model import Page
from copydesk.readers.html import render_html
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from training.cleaner_data import SETS, dumps_of, gold_of, html_of, html_of_dated, names_of, site_of

LABELS = Path(__file__).parent / "labels" / "kinds.jsonl"
LEAST_LABELS = 8
UNTOLD = "?"
_TEXT = frozenset(("body", "heading", "list", "quote", "table", "other"))
"""Kinds that are not in the mean."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with a kind for each of its segments."""

    page: Page
    site: str
    sort: str
    labels: tuple[str, ...]
    measures: bool


def labelled_pages(shared: Path) -> Iterator[Labelled]:
    """The pages, in the file's order, whose segments are still those that were labelled."""
    urls = {r["id"]: r.get("url") for name in SETS for r in gold_of(shared, name)}
    urls |= {r["id"]: r["url"] for r in read_jsonl(shared / "data" / "dates" / "htmldate" / "gold.jsonl")}
    dumps = {r["id"]: r["lines"] for name in SETS for r in dumps_of(shared, name)}
    for record in read_jsonl(LABELS):
        source, sort = record["id"], record["page"]
        dated = record["set"] == "dates"
        if sort == "lines":
            page = Page(source, "\n".join(dumps[source]))
        else:
            html = html_of_dated(shared, source) if dated else html_of(shared, record["set"], source)
            rendered = render_html(html, source=source, url=urls[source])
            if not isinstance(rendered, Page):
                continue
            page = rendered
        kinds = {name: kind for kind, names in record["kinds"].items() for name in names.split()}
        names = names_of(segment.span.of(page.text) for segment in find_segments(page))
        labels = tuple(kinds.get(name, UNTOLD) for name in names)
        yield Labelled(page, site_of(urls[source], source), sort, labels, record["use"] == "measure")


def kinds_found(page: Page) -> list[str]:
    """The kind of the block that each segment is in; empty if the page is rejected."""
    blocks = find_blocks(page)
    if not isinstance(blocks, tuple):
        return []
    found, at = [], 0
    for segment in find_segments(page):
        while blocks[at].span.end <= segment.span.start:
            at += 1
        found.append(str(blocks[at].kind))
    return found


def macro_f1(labels: Sequence[str], kinds: Sequence[str]) -> dict[str, float]:
    """F1 of each kind with `LEAST_LABELS`, and as `macro` their mean without the article's text. Segments that have no
    kind, or only `other`, are left out."""
    pairs = [(a, b) for a, b in zip(labels, kinds, strict=True) if a not in (UNTOLD, "other")]
    right = Counter(a for a, b in pairs if a == b)
    true, said = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    scores = {
        kind: 2 * right[kind] / (said[kind] + n) for kind, n in sorted(true.items()) if n >= LEAST_LABELS
    }
    told = [score for kind, score in scores.items() if kind not in _TEXT]
    return scores | {"macro": sum(told) / len(told)}


def scores_of(pages: Sequence[Labelled]) -> dict[str, float]:
    """The scores of `macro_f1` on pages."""
    labels: list[str] = []
    found: list[str] = []
    for labelled in pages:
        kinds = kinds_found(labelled.page)
        if kinds:
            labels += labelled.labels
            found += kinds
    return macro_f1(labels, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    with_shared(parser)
    pages = list(labelled_pages(parser.parse_args().shared))
    measuring = [page for page in pages if page.measures]
    for name, chosen in (
        ("pages to learn from (seen)", [page for page in pages if not page.measures]),
        ("pages that measure", measuring),
        ("... with markup", [page for page in measuring if page.sort == "html"]),
        ("... without", [page for page in measuring if page.sort == "lines"]),
    ):
        print(f"{name}: {len(chosen)}")
        print("  " + ", ".join(f"{kind} {score:.3f}" for kind, score in scores_of(chosen).items()))


if __name__ == "__main__":
    main()
