"""Floor 1. Page -> blocks -> article and its metadata."""

from collections.abc import Mapping
from types import MappingProxyType

from copydesk.clean.blocks import find_blocks
from copydesk.clean.lines import as_received, with_lines
from copydesk.clean.metadata import find_metadata
from copydesk.clean.recurring import recurring_lines, site_of
from copydesk.model import Article, Page, Rejected

__all__ = ["NO_SITES", "clean_page", "recurring_lines"]

NO_SITES: Mapping[str, frozenset[int]] = MappingProxyType({})


def clean_page(page: Page, *, site_lines: Mapping[str, frozenset[int]] = NO_SITES) -> Article | Rejected:
    """The page's article: its blocks tile the page; a page that holds none is rejected.

    `site_lines` are the lines that recur on each site (`recurring_lines`): on that site's pages they are furniture.
    """
    lined = with_lines(page)
    blocks = find_blocks(lined, site_lines=site_lines.get(site_of(page) or "", frozenset()))
    if isinstance(blocks, Rejected):
        return blocks
    return as_received(find_metadata(lined, blocks), page)
