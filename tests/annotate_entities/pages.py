"""Invented pages for the entity finder's tests."""

from copydesk.annotate.parse import Parsed, parse
from copydesk.model import Article, Block, BlockKind, Page, Span


def article(text: str) -> Article:
    """An article whose body is `text`, a block a paragraph."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        end = min(start + len(part) + 2, len(text))
        if end > start:
            blocks.append(Block(BlockKind.BODY, Span(start, end), 1.0))
        start = end
    return Article("test", Page("test", text), tuple(blocks))


def parsed(text: str) -> Parsed:
    """The article parsed."""
    return parse(article(text))
