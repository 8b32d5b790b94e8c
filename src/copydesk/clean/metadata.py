"""Being written."""

from collections.abc import Sequence

from copydesk.model import Article, Block, Page
from copydesk.text import digest


def find_metadata(page: Page, blocks: Sequence[Block]) -> Article:
    return Article(digest(page.source, page.text), page, tuple(blocks))
