"""The same page with markup and dumped to text: what is known of the segments of the one is told of the other's.

Words alone seldom tell kinds that elements' names tell. So pages with markup that were read teach as dumps too, and the
network for pages with markup names the dumps of the pages that nobody read. Dumps are those of the `lines` sets; pages
of the dates' set are dumped anew.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.kind_model import KINDS
from copydesk.clean.segments import find_segments
from copydesk.model import Page
from copydesk.readers.html import render_html
from copydesk.text import fold, words
from quality.jsonl import read_jsonl
from quality.kinds import UNTOLD, labelled_pages
from training.cleaner_data import SETS, dumps_of, gold_of, html_of, html_of_dated, site_of
from training.cleaner_dumps import DUMPERS
from training.kind_samples import Sample, sample

Matrix = NDArray[np.float32]
Shares = Mapping[int, float]
"""What share of a dumped segment's words stands in each segment of the page with markup; no more than 1 in all."""

_COVERED, _NAMED = 0.7, 0.9
"""The share of a segment's words that must be found; of these, the share in segments that the network names."""
_LARGEST_GAP = 4_000_000
"""Pairs of words that are compared one by one at most."""


@dataclass(frozen=True, slots=True)
class Twins:
    """A page with markup, the same dumped to text, and the shares of each segment of the dump."""

    marked: Sample
    bare: Sample
    shares: tuple[Shares, ...]

    def carried(self, chances: Matrix) -> Matrix:
        """What is likely of the segments with markup, of those of the dump; zeros where it is not known, and where
        either page has the article's text or title."""
        free, mine = _named(self.marked), _named(self.bare)
        told = np.zeros((len(self.shares), len(KINDS)), np.float32)
        for i, shares in enumerate(self.shares):
            named = sum(share for at, share in shares.items() if free[at])
            if mine[i] and sum(shares.values()) >= _COVERED and named >= _NAMED * sum(shares.values()):
                told[i] = sum(share / named * chances[at] for at, share in shares.items() if free[at])
        return told


def _named(one: Sample) -> NDArray[np.bool_]:
    """Which segments the network names: all but the article's text and title."""
    free = ~np.array(one.setting.kept)
    if one.setting.title is not None:
        free[one.setting.title] = False
    return free


def twins(shared: Path, without: set[str]) -> Iterator[Twins]:
    """Every page of the extraction and dates' sets with its dump, but those of some sites or names."""
    dumps = _dumps(shared)
    listed = [
        (name, gold["id"], gold.get("url"))
        for name in SETS
        for gold in gold_of(shared, name)
        if gold["id"] in dumps
    ]
    dated = read_jsonl(shared / "data" / "dates" / "htmldate" / "gold.jsonl")
    listed += [("dates", record["id"], record["url"]) for record in dated]
    for name, page_id, url in listed:
        site = site_of(url, page_id)
        if site in without or page_id in without:
            continue
        html = html_of_dated(shared, page_id) if name == "dates" else html_of(shared, name, page_id)
        page = render_html(html, source=page_id, url=url)
        marked = sample(page, site, sort="html") if isinstance(page, Page) else None
        bare = marked and sample(
            Page(page_id, dumps.get(page_id) or _dumped(page_id, html)), site, sort="lines"
        )
        if marked and bare:
            shares = shared_words(marked.setting.texts, bare.setting.texts)
            yield Twins(marked, bare, tuple(shares))


def dumped_samples(shared: Path, without: set[str]) -> Iterator[Sample]:
    """Dumps of the pages with markup that were labelled by reading, with their labels, but those of some sites."""
    dumps = _dumps(shared)
    for page in labelled_pages(shared):
        source = page.page.source
        is_dated = (shared / "data" / "dates" / "htmldate" / "html" / f"{source}.html.gz").exists()
        if page.sort != "html" or page.site in without or not (source in dumps or is_dated):
            continue
        bare = Page(source, dumps.get(source) or _dumped(source, html_of_dated(shared, source)))
        theirs, mine = (
            [segment.span.of(one.text) for segment in find_segments(one)] for one in (page.page, bare)
        )
        labels = [_label(shares, page.labels) for shares in shared_words(theirs, mine)]
        one = sample(bare, page.site, sort="dumped", labels=labels)
        if one:
            yield one


def _dumps(shared: Path) -> dict[str, str]:
    """The dumps of the `lines` sets, by name."""
    return {record["id"]: "\n".join(record["lines"]) for name in SETS for record in dumps_of(shared, name)}


def _dumped(page_id: str, html: str) -> str:
    """A page of the dates' set as one of the dumpers leaves it, drawn by its name."""
    dump: Callable[[str], str] = DUMPERS[crc32(page_id.encode()) % len(DUMPERS)]
    lines = (line.strip() for line in dump(html).split("\n"))
    return "\n".join(line for line in lines if line)


def _label(shares: Shares, labels: Sequence[str]) -> str:
    """The label that most of a segment's words have."""
    by: Counter[str] = Counter()
    for at, share in shares.items():
        by[labels[at]] += share  # type: ignore[assignment]
    label, share = max(by.items(), key=lambda told: told[1], default=(UNTOLD, 0))
    return label if share >= _COVERED else UNTOLD


def shared_words(theirs: Sequence[str], mine: Sequence[str]) -> list[Shares]:
    """For each of my segments the shares of its words that stand in theirs, in the same order: whole segments first,
    between them single words (Ratcliff and Metzener, Dr. Dobb's Journal 1988)."""
    those, these = ([tuple(words(fold(text))) for text in texts] for texts in (theirs, mine))
    found: list[Counter[int]] = [Counter() for _ in these]
    matches = [(0, 0, 0), *SequenceMatcher(None, those, these, autojunk=False).get_matching_blocks()]
    for (i, j, n), (next_i, next_j, _) in pairwise(matches):
        for at in range(n):
            found[j + at][i + at] += max(1, len(these[j + at]))
        _match_words(those, these, found=found, gap=(range(i + n, next_i), range(j + n, next_j)))
    return [
        {at: count / max(1, len(own)) for at, count in counts.items()}
        for counts, own in zip(found, these, strict=True)
    ]


def _match_words(
    those: Sequence[tuple[str, ...]],
    these: Sequence[tuple[str, ...]],
    *,
    found: Sequence[Counter[int]],
    gap: tuple[range, range],
) -> None:
    """Counts in `found` the words that a gap between matching segments shares."""
    left, right = (
        [(word, at) for at in own for word in lists[at]]
        for own, lists in zip(gap, (those, these), strict=True)
    )
    if not left or not right or len(left) * len(right) > _LARGEST_GAP:
        return
    inner = SequenceMatcher(None, [word for word, _ in left], [word for word, _ in right], autojunk=False)
    for i, j, n in inner.get_matching_blocks():
        for (_, at), (_, mine) in zip(left[i : i + n], right[j : j + n], strict=True):
            found[mine][at] += 1
