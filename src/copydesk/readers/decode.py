"""Bytes -> characters, with a note of every step that was not plain UTF-8."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.model import Reason
from copydesk.readers.refusal import Refusal
from copydesk.readers.sniff import marked_encoding, unmarked_utf16

MOST_UNDECODABLE = 0.1
"""The share of characters that may be undecodable before the input counts as no text at all."""

MOST_BADLY_DECLARED = 0.01
"""The share of undecodable characters beyond which a declared encoding is not believed."""

FEW_HIGH_BYTES = 0.05
"""Below this share of bytes over 127 a text that is not UTF-8 is taken for Windows-1252: detectors need more
to go on, and typographic quotation marks in English text are most of such texts."""

DETECTED_BYTES = 32 * 1024

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{1,40})", re.I)
_META_BYTES = 4096
_ASCII = bytes(range(128))

_AS_BROWSERS_DO = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""The WHATWG Encoding Standard reads these labels as their supersets."""

_NO_CHARSETS = (
    "utf-16",
    "utf-32",
    "utf-7",
    "idna",
    "punycode",
    "undefined",
    "unicode-escape",
    "raw-unicode-escape",
    "mbcs",
    "oem",
)
"""Encodings that no byte without a mark can be in, or that Python knows and no page is written in."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, and what was done to the bytes beyond decoding UTF-8."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, is_html: bool = False, charset: str | None = None) -> Decoded:
    """`data` as text: nothing translated, nothing trimmed but a byte order mark.

    A byte order mark decides; then UTF-8 if it fits without error; then `charset`, which the server declared;
    then, in HTML or XML, the charset the document declares; then detection. Raises `Refusal` where no encoding
    fits, or the characters are not text.
    """
    encoding = marked_encoding(data) or unmarked_utf16(data)
    if encoding is None:
        declared = _declared(data, is_html=is_html, charset=charset)
        if _is_utf8(data):
            encoding = next(declared, "utf-8") if b"\x1b" in data else "utf-8"
        else:
            encoding = next((each for each in declared if _fits(data, each)), None) or _detected(data)
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if replaced > MOST_UNDECODABLE * len(text):
        raise Refusal(Reason.BINARY, f"{replaced:,} of {len(text):,} characters undecodable in any encoding")
    notes = () if encoding == "utf-8" else (f"decoded as {_public_name(encoding)}",)
    require_characters(text)
    return Decoded(text, notes + replaced_note(replaced))


def replaced_note(count: int) -> tuple[str, ...]:
    """The note that so many bytes were replaced; none where none was."""
    return (f"{count:,} undecodable byte{'s' if count > 1 else ''} replaced",) if count > 0 else ()


def as_utf8(data: bytes, *, charset: str | None) -> tuple[bytes, tuple[str, ...]]:
    """An HTML document's bytes in UTF-8, and the notes of `Decoded`: what is UTF-8 stays the bytes it is.

    `charset` is as in `decode`. Raises `Refusal` as it does.
    """
    marked = marked_encoding(data) is not None or b"\0" in data or b"\x1b" in data
    if not marked and b"<" in data and _is_utf8(data):
        return data, ()
    decoded = decode(data, is_html=True, charset=charset)
    return decoded.text.encode("utf-8"), decoded.notes


def require_characters(text: str) -> None:
    """Raises `Refusal` where `text` is blank, or holds what no text holds: NULs or lone surrogates."""
    if not text.strip():
        raise Refusal(Reason.EMPTY, "no text" if not text else "white space only")
    if "\0" in text:
        raise Refusal(Reason.BINARY, f"a NUL at character {text.index(chr(0)):,}: not text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refusal(
            Reason.CORRUPT, f"a lone surrogate at character {error.start:,}: not Unicode text"
        ) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fits(data: bytes, declared: str) -> bool:
    """Whether a declared encoding is believable for bytes that are not UTF-8."""
    text = data.decode(declared, "replace")
    return declared != "utf-8" and text.count("\ufffd") <= MOST_BADLY_DECLARED * len(text)


def _declared(data: bytes, *, is_html: bool, charset: str | None) -> Iterator[str]:
    """The encodings that the server and the head of a document declare, those that Python knows."""
    head = data[:_META_BYTES]
    match = (_XML.search(head) or _META.search(head)) if is_html else None
    labels = (charset, match.group(1).decode("ascii") if match else None)
    yield from filter(None, (_encoding(label.lower()) for label in labels if label))


def _encoding(label: str) -> str | None:
    """The encoding that browsers read a label as, None where Python does not know it."""
    try:
        found = codecs.lookup(_AS_BROWSERS_DO.get(label, label))
    except LookupError:
        return None
    name = _AS_BROWSERS_DO.get(found.name, found.name)
    is_charset = found._is_text_encoding and not name.startswith(_NO_CHARSETS)
    return name if is_charset else None


def _detected(data: bytes) -> str:
    """The likeliest encoding of bytes that are not all UTF-8 and say nothing of themselves."""
    high = len(data.translate(None, _ASCII))
    broken = data.decode("utf-8", "replace").count("\ufffd")
    whole = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", data))
    if whole > 4 * broken:
        return "utf-8"
    if high < FEW_HIGH_BYTES * len(data):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:DETECTED_BYTES]).best()
    return best.encoding if best else "cp1252"


def _public_name(encoding: str) -> str:
    return re.sub(r"^cp(?=125\d)", "windows-", encoding)
