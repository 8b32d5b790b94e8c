"""What a file holds, told from its first bytes; the name only settles what they leave open."""

import codecs
import re
from enum import StrEnum

from copydesk.model import Reason
from copydesk.readers.refusal import Refusal


class Content(StrEnum):
    """What a file holds."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "json lines"
    WARC = "warc"
    FEED = "feed"
    MHTML = "a saved page"


GZIP = b"\x1f\x8b"
ZSTD = (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")
"""How Zstandard data begin, and how the dictionary before them that web archives may have."""
ZIP = b"PK\x03\x04"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"\n%PDF-", "a PDF document"),
    (ZIP, "a ZIP archive or office document"),
    (GZIP, "gzip data that were packed once more"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (ZSTD[0], "zstd data that were packed once more"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF image, sound or film"),
    (b"\x7fELF", "an executable"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1a\x45\xdf\xa3", "a film (Matroska or WebM)"),
    (b"OggS\x00", "an Ogg sound or film"),
    (b"ID3", "an MP3 sound"),
    (b"wOF2", "a font"),
    (b"bplist00", "an Apple property list, as Safari's web archives are"),
    (b"PAR1", "Parquet data"),
    (b"ARROW1\x00", "Arrow data"),
)
_MAGIC_WITHIN = ((4, b"ftyp", "a film or picture (MP4, AVIF, HEIC)"), (257, b"ustar", "a TAR archive"))
"""What stands where, and what that tells."""
_BINARY_ONLY_IF_NUL = {b"BZh", b"GIF8", b"RIFF", b"ID3", b"wOF2", b"bplist00", b"PAR1"}
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_CONTROL = re.compile(r"[\x00-\x06\x0e-\x19\x1c-\x1f\x7f]")
_OBJECT = re.compile(r'\{\s*(?:"|\}|$)')
_ARRAY = re.compile(r"\[\s*(?:\{|\]\s*$)")
_OBJECT_LINE = re.compile(r'\n\{\s*"')
_PROLOG = re.compile(r"(?:\s|<\?xml.*?\?>|<!--.*?-->)*", re.S)
_HTML_TAGS = (
    "html|head|body|article|main|div|p|h[1-6]|section|span|title|meta|table|ul|ol|a|br|link|script|style"
)
_HTML_START = re.compile(rf"<(?:!doctype\s+html|(?:{_HTML_TAGS})[\s>/])", re.I)
_HTML_END_TAG = re.compile(r"</(?:p|div|a|li|h[1-6]|span|td|script)\s*>", re.I)
_WARC_START = re.compile(rb"\s*WARC/\d\.\d")
_FEED_START = re.compile(r"(?:<!DOCTYPE[^>]*>\s*)?<(?:!DOCTYPE\s+)?(?:\w{1,20}:)?(?:rss|feed|rdf)[\s>]", re.I)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_ESCAPED_START = re.compile(
    r"\"?(?:&(?:amp;)?lt;|%3C|\\u003c)(?:!doctype|html|head|body|article|div|p)\b", re.I
)
_OTHER_XML = re.compile(r"<(?:opml|urlset|sitemapindex|plist|kml|gpx)[\s>]", re.I)
_SAVED_PAGE = re.compile(r"^content-type:\s*multipart/related\b", re.I | re.M)
_MAIL = re.compile(r"(?:[a-z][a-z0-9-]{1,60}:.*\n(?:[ \t].*\n)*)*?mime-version:", re.I)
_MANY_END_TAGS = 10
_MOST_CONTROLS = 0.05


def content_of(head: bytes, name: str) -> Content:
    """What a file called `name` that begins with `head` holds.

    Raises `Refusal` where that is nothing, something binary, or a kind this version does not read.
    """
    if not head:
        raise Refusal(Reason.EMPTY, "no bytes")
    if _WARC_START.match(head):
        return Content.WARC
    glimpse = glimpse_of(head)
    _refuse_binary(head, glimpse)
    start = glimpse[_end_of_prolog(glimpse) :]
    if _FEED_START.match(start) or (_OBJECT.match(start) and _JSON_FEED.search(start)):
        return Content.FEED
    if _MAIL.match(start):
        if _SAVED_PAGE.search(start):
            return Content.MHTML
        raise Refusal(Reason.UNSUPPORTED, "a mail")
    _refuse_other_kinds(glimpse, start)
    name = name.lower().removesuffix(".gz").removesuffix(".zst")
    if name.endswith(_JSON_SUFFIXES) or _OBJECT.match(start) or _ARRAY.match(start):
        return _which_json(start, name)
    if start.startswith('"') and _HTML_START.match(start[1:].lstrip()):
        raise Refusal(Reason.UNSUPPORTED, "HTML that is quoted as a string")
    if _HTML_START.match(start) or len(_HTML_END_TAG.findall(glimpse)) >= _MANY_END_TAGS:
        return Content.HTML
    if name.endswith(_HTML_SUFFIXES) and re.search(r"<[a-zA-Z!]", glimpse):
        return Content.HTML
    return Content.TEXT


def marked_encoding(data: bytes) -> str | None:
    """The encoding a byte order mark at the start of `data` gives, else None."""
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def unmarked_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where every other byte is NUL, as in Western text, else None."""
    start = data[:256]
    if len(start) < 4 or b"\0" not in start:
        return None
    even, odd = start[::2], start[1::2]
    if odd.count(0) > 0.8 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.8 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def glimpse_of(head: bytes) -> str:
    """`head` as characters, good enough to tell ASCII mark-up in it."""
    encoding = marked_encoding(head) or unmarked_utf16(head) or "latin-1"
    return head.decode(encoding, "ignore").removeprefix("\ufeff")


def _end_of_prolog(glimpse: str) -> int:
    match = _PROLOG.match(glimpse)
    return match.end() if match else 0


def _refuse_binary(head: bytes, glimpse: str) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic) and (magic not in _BINARY_ONLY_IF_NUL or b"\0" in head):
            raise Refusal(Reason.BINARY, what)
    for at, magic, what in _MAGIC_WITHIN:
        if head.startswith(magic, at) and b"\0" in head:
            raise Refusal(Reason.BINARY, what)
    if "\0" in glimpse:
        raise Refusal(Reason.BINARY, f"a NUL at character {glimpse.index(chr(0)):,}: not text")
    if len(_CONTROL.findall(glimpse)) > _MOST_CONTROLS * len(glimpse):
        raise Refusal(Reason.BINARY, "control characters: not text")


def _refuse_other_kinds(glimpse: str, start: str) -> None:
    if start.startswith("{\\rtf"):
        raise Refusal(Reason.UNSUPPORTED, "a rich-text document (RTF)")
    if start.startswith("filedesc://"):
        raise Refusal(Reason.UNSUPPORTED, "a web archive in the format before WARC (ARC)")
    if _OTHER_XML.match(start) or (glimpse.lstrip().startswith("<?xml") and not _HTML_START.match(start)):
        raise Refusal(Reason.UNSUPPORTED, "XML that is not XHTML")
    if escaped := _ESCAPED_START.match(start):
        raise Refusal(Reason.UNSUPPORTED, f"HTML whose tags are escaped: it begins with {escaped[0]}")


def _which_json(start: str, name: str) -> Content:
    """JSON Lines unless it is an array or one object laid out over several lines."""
    if name.endswith((".jsonl", ".ndjson")):
        return Content.JSON_LINES
    first_line, more, _ = start.partition("\n")
    if start.startswith("["):
        return Content.JSON
    whole = first_line.rstrip().endswith("}") or not more or _OBJECT_LINE.search(start)
    return Content.JSON_LINES if whole else Content.JSON
