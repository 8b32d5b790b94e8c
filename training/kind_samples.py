"""The pages that teach kinds of furniture: labelled by reading, whole or single blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.classifier import judge
from copydesk.clean.features import observe
from copydesk.clean.keeping import kept_bare, kept_marked
from copydesk.clean.kind_model import KINDS
from copydesk.clean.kind_rows import Setting
from copydesk.clean.kind_rules import by_rules
from copydesk.clean.kinds import set_out
from copydesk.clean.scene import set_scene
from copydesk.clean.segments import find_segments
from copydesk.clean.title_segment import find_title_segment
from copydesk.clean.trained import load
from copydesk.model import BlockKind, Page, Rejected
from copydesk.readers.html import render_html
from quality.cleaning import LABELS as BLOCKS
from quality.jsonl import read_jsonl
from quality.kinds import UNTOLD, labelled_pages
from training.cleaner_data import SETS, dumps_of, gold_of, html_of, site_of

Ints = NDArray[np.int64]

_FEWEST, _MOST = 10, 900
"""Segments of a page to learn from."""
NUMBER = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to learn from: what is seen of it, the kinds that the rules name (with those of the article's text), and
    labels given by reading, if any."""

    site: str
    sort: str
    setting: Setting
    rules: tuple[BlockKind, ...]
    labels: tuple[str, ...] = ()

    def taught(self) -> Ints:
        """The kinds of furniture and heads by number, as labelled; -1 for others and where it is not known."""
        kept, title = self.setting.kept, self.setting.title
        names = [
            UNTOLD if keep or i == title else label
            for i, (keep, label) in enumerate(zip(kept, self.labels, strict=True))
        ]
        return np.array([-1 if name == UNTOLD else NUMBER.get(BlockKind(name), -1) for name in names])


def sample(page: Page, site: str, *, sort: str, labels: Sequence[str] = ()) -> Sample | None:
    """A page to learn from; None if it is too short or too long, or nothing reads as an article's."""
    segments = find_segments(page)
    if not _FEWEST <= len(segments) <= _MOST:
        return None
    observed = observe(page, segments)
    model = load("text" if page.markup is None else "html")
    chances = judge(observed, model, segments=segments)
    texts = [segment.span.of(page.text) for segment in segments]
    kept = (
        kept_bare(texts, chances, alone=model.cleaned) if page.markup is None else kept_marked(texts, chances)
    )
    if not any(kept):
        return None
    scene = set_scene(page, segments, kept=kept)
    title = find_title_segment(scene)
    setting = set_out(scene, title, observed=observed, chances=chances)
    rules = setting.rules or by_rules(scene, title)
    return Sample(site, sort, setting, tuple(rules), tuple(labels))


def read_samples(shared: Path) -> tuple[list[Sample], set[str], set[str]]:
    """The pages to learn from that were labelled by reading; the sites of those that measure; the names of all."""
    pages = list(labelled_pages(shared))
    held_out = {page.site for page in pages if page.measures}
    found = []
    for page in pages:
        if page.site in held_out:
            continue
        found.append(sample(page.page, page.site, sort=page.sort, labels=page.labels))
        if page.sort == "html":
            bare, labels = _stripped(page.page, page.labels)
            found.append(sample(bare, page.site, sort="stripped", labels=labels))
    return [one for one in found if one], held_out, {page.page.source for page in pages}


def _stripped(page: Page, labels: Sequence[str]) -> tuple[Page, list[str]]:
    """A page without its markup, and its labels."""
    bare = Page(page.source, page.text)
    starts = [segment.span.start for segment in find_segments(page)]
    places = np.searchsorted(starts, [segment.span.start for segment in find_segments(bare)], side="right")
    return bare, [labels[max(place - 1, 0)] for place in places.tolist()]


def spots(shared: Path, without: set[str]) -> Iterator[Sample]:
    """Pages of which single blocks were labelled (`quality/labels/blocks.jsonl`), but those of some sites."""
    chosen: dict[tuple[str, str, str], dict[int, str]] = {}
    for row in read_jsonl(BLOCKS):
        chosen.setdefault((row["set"], row["page"], row["id"]), {})[row["start"]] = row["kind"]
    urls = {gold["id"]: gold.get("url") for name in SETS for gold in gold_of(shared, name)}
    dumps = {record["id"]: record["lines"] for name in SETS for record in dumps_of(shared, name)}
    for (name, sort, page_id), kinds in chosen.items():
        site = site_of(urls[page_id], page_id)
        page: Page | Rejected = Page(page_id, "\n".join(dumps.get(page_id, ())))
        if sort == "html":
            page = render_html(html_of(shared, name, page_id), source=page_id, url=urls[page_id])
        if isinstance(page, Page) and site not in without:
            labels = [kinds.get(segment.span.start, UNTOLD) for segment in find_segments(page)]
            one = sample(page, site, sort=f"{sort} spots", labels=labels)
            if one:
                yield one
