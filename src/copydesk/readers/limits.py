"""How much of an input is read before it is given up."""

from dataclasses import dataclass, fields

from copydesk.errors import UsageError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may ask of the reader; beyond it the page is rejected, and only that page.

    `page_bytes` bounds a file, a line of JSON Lines, an item of a feed or what a record of an archive
    holds, after unpacking. `document_bytes` bounds a JSON document, a feed or an MHTML file, which can only
    be read whole. `expansion` is how many times its size a packed file may unpack to (deflate itself stops
    at 1,032); it is asked only beyond `page_bytes`. `tags` is how many HTML tags a page may have and
    `depth` how deep they, or the elements of a feed, may nest, `text_length` how many characters of visible
    text and `lines` how many lines: each takes some kilobytes once it is parsed.
    Raises `UsageError` if one is not positive.
    """

    page_bytes: int = 16 * MEBIBYTE
    document_bytes: int = 256 * MEBIBYTE
    expansion: int = 200
    tags: int = 250_000
    depth: int = 2_000
    text_length: int = 2_000_000
    lines: int = 100_000

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 1:
                raise UsageError(f"the limit {field.name} must be at least 1")


SAFE = Limits()
