"""Floor 1. Page -> blocks -> article and its metadata."""

from copydesk.clean.blocks import find_blocks
from copydesk.clean.metadata import find_metadata
from copydesk.model import Article, Page, Rejected

__all__ = ["clean_page"]


def clean_page(page: Page) -> Article | Rejected:
    """The page's article: its blocks tile the page; a page that holds none is rejected."""
    blocks = find_blocks(page)
    if isinstance(blocks, Rejected):
        return blocks
    return find_metadata(page, blocks)
