"""Evidence from other pages: the lines that recur on a site are the site's, not an article's.

The first of two passes over a corpus counts, the second hands `find_blocks` each site's recurring lines.
Only hashes are held, and the result does not depend on the order of the pages.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b

from copydesk.clean.clues import host_of
from copydesk.clean.lines import with_lines
from copydesk.clean.segments import find_segments
from copydesk.model import Page

LEAST_PAGES = 3
"""A line recurs if so many articles of its site hold it ..."""
LEAST_SHARE = 0.1
"""... and this share of the site's articles."""
LONGEST = 400
"""Longer lines are paragraphs, and recur where an article is captured or printed again."""


def line_hash(text: str) -> int:
    """64 bits for a line, case and white space evened out; the same in every process."""
    folded = " ".join(text.split()).casefold().encode("utf-8", "replace")
    return int.from_bytes(blake2b(folded, digest_size=8).digest(), "big")


def site_of(page: Page) -> str | None:
    """The host of the page's address without `www.`, else its publisher; None if neither is known."""
    return host_of(page.url or "") or page.publisher


def recurring_lines(pages: Iterable[Page]) -> dict[str, frozenset[int]]:
    """For each site the hashes of the lines that recur on its pages. Streams: one page is held at a time.

    Captures that share their longest line are of one article and count once, so that neither a page
    captured often nor a reprint makes its own paragraphs furniture.
    """
    holders: defaultdict[str, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    articles: defaultdict[str, set[int]] = defaultdict(set)
    for page in map(with_lines, pages):
        site = site_of(page)
        texts = [segment.span.of(page.text) for segment in find_segments(page)]
        if site is None or not texts:
            continue
        article = line_hash(max(texts, key=lambda text: (len(text), text)))
        articles[site].add(article)
        for text in texts:
            if len(text) < LONGEST:
                holders[site][line_hash(text)].add(article)
    return {
        site: frozenset(
            code
            for code, held in lines.items()
            if len(held) >= max(LEAST_PAGES, LEAST_SHARE * len(articles[site]))
        )
        for site, lines in holders.items()
    }
