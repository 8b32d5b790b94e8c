"""What a server answered (RFC 9110): the fields of its head, and its body as it was before it was packed."""

import re
import zlib

from copydesk.model import Reason
from copydesk.readers.refusal import Refusal
from copydesk.readers.sniff import GZIP, ZSTD, Content, content_of
from copydesk.readers.unpack import HEAD_BYTES

HTML_TYPES = ("text/html", "application/xhtml+xml")
PAGE_TYPES = (*HTML_TYPES, "text/plain")
"""The media types of what can be a page."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([a-zA-Z0-9_:.-]{1,40})", re.I)
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_PACKED = re.compile(rb"[\x00-\x08\x0e-\x1f]")
"""Packed data hold control characters, and text hardly any."""
_MAGIC = {"gzip": GZIP, "zstd": ZSTD[0]}
"""How what is packed begins, where that is fixed: text in UTF-16 holds control characters too."""
_GLIMPSE = 1024
_MOST_MEMBERS = 100
"""Gzip data one behind the other in one body; one is the rule."""

Fields = dict[str, str]
"""The fields of a head by their lower-cased names; what is given twice is joined by a comma."""


def read_fields(lines: list[str]) -> Fields:
    """The fields these lines give; a line that begins with white space goes on with the one before it."""
    unfolded: list[str] = []
    for line in lines:
        if line[:1] in (" ", "\t") and unfolded:
            unfolded[-1] += " " + line.strip()
        else:
            unfolded.append(line)
    given: dict[str, list[str]] = {}
    for name, colon, value in (line.partition(":") for line in unfolded):
        if colon:
            given.setdefault(name.strip().lower(), []).append(value.strip())
    return {name: ", ".join(values) for name, values in given.items()}


def split_response(head: bytes) -> tuple[int, Fields, int]:
    """A response's status, its fields and where its body begins, from its first bytes.

    Raises `Refusal` where they are no response.
    """
    status, end = _STATUS.match(head), _BLANK_LINE.search(head)
    if status is None:
        raise Refusal(Reason.CORRUPT, "not an HTTP response")
    lines = head[: end.start() if end else len(head)].decode("latin-1").splitlines()
    return int(status[1]), read_fields(lines[1:]), end.end() if end else len(head)


def media_type(content_type: str) -> str:
    """`text/html` of `Text/HTML; charset=utf-8`; empty where nothing is said."""
    return re.split("[;,]", content_type, maxsplit=1)[0].strip().lower()


def tell_html(body: bytes, kind: str) -> bool | None:
    """Whether a body of the media type `kind` is HTML; where none is declared by its looks, None where it does not look
    like text either."""
    if kind:
        return kind in HTML_TYPES
    try:
        content = content_of(body[:HEAD_BYTES], "")
    except Refusal:
        return None
    return content is Content.HTML if content in (Content.HTML, Content.TEXT) else None


def charset_of(content_type: str) -> str | None:
    """The charset a content type declares."""
    match = _CHARSET.search(content_type)
    return match[1] if match else None


def unpack_body(body: bytes, fields: Fields, *, most: int, is_cut: bool) -> bytes:
    """The body with its transfer and content encodings undone; one that is declared but not there is passed over,
    since many crawlers undo them and keep the head as it was.

    Raises `Refusal` where an encoded body is damaged, ends early (unless it `is_cut`, and that is known), unpacks to
    more than `most` bytes, or is encoded in a way this version does not read.
    """
    codings = f"{fields.get('content-encoding', '')}, {fields.get('transfer-encoding', '')}".lower().split(
        ","
    )
    for coding in reversed([each.strip().removeprefix("x-") for each in codings]):
        if coding == "chunked":
            body = _dechunked(body, is_cut=is_cut)
        elif coding in _UNPACKERS and _is_packed(body, coding):
            body = _UNPACKERS[coding](body, most=most, is_cut=is_cut)
            if len(body) > most:
                raise Refusal(Reason.TOO_LARGE, f"the body unpacks to over {most:,} bytes")
    return body


def _is_packed(body: bytes, coding: str) -> bool:
    return body.startswith(_MAGIC.get(coding, b"")) and _PACKED.search(body[:_GLIMPSE]) is not None


def _dechunked(body: bytes, *, is_cut: bool) -> bytes:
    """The body without the marks of its chunks; as it is, where it does not begin with one."""
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    if parts and not is_cut:
        raise Refusal(Reason.CORRUPT, "the chunks of the body end early")
    return b"".join(parts) if parts else body


def _gunzipped(body: bytes, *, most: int, is_cut: bool) -> bytes:
    parts: list[bytes] = []
    for _ in range(_MOST_MEMBERS):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts.append(_decompressed(unpacker, body, most=most, is_cut=is_cut))
        most -= len(parts[-1])
        body = unpacker.unused_data
        if not body.startswith(GZIP) or most < 0:
            return b"".join(parts)
    raise Refusal(Reason.CORRUPT, "gzip data in more than a hundred pieces")


def _inflated(body: bytes, *, most: int, is_cut: bool) -> bytes:
    """Deflated data come with zlib's head or without it."""
    try:
        return _decompressed(zlib.decompressobj(), body, most=most, is_cut=is_cut)
    except Refusal:
        return _decompressed(zlib.decompressobj(-zlib.MAX_WBITS), body, most=most, is_cut=is_cut)


def _decompressed(unpacker: "zlib._Decompress", body: bytes, *, most: int, is_cut: bool) -> bytes:
    """What the data unpack to, of that at most one byte more than `most`."""
    try:
        data = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise Refusal(Reason.CORRUPT, f"the body's packed data are damaged: {error}") from None
    if not (unpacker.eof or is_cut or len(data) > most):
        raise Refusal(Reason.CORRUPT, "the body's packed data end early")
    return data


def _unbrotlied(body: bytes, *, most: int, is_cut: bool) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        data = unpacker.process(body, output_buffer_limit=most + 1)
        while not unpacker.is_finished() and len(data) <= most and (more := unpacker.process(b"")):
            data += more
    except brotli.error:
        raise Refusal(Reason.CORRUPT, "the body's packed data are damaged") from None
    if not (unpacker.is_finished() or is_cut or len(data) > most):
        raise Refusal(Reason.CORRUPT, "the body's packed data end early")
    return bytes(data)


def _unzstd(body: bytes, *, most: int, is_cut: bool) -> bytes:
    from copydesk.readers.zst import unpack_frames

    data, is_whole = unpack_frames(body, most=most)
    if not (is_whole or is_cut or len(data) > most):
        raise Refusal(Reason.CORRUPT, "the body's packed data end early")
    return data


_UNPACKERS = {"gzip": _gunzipped, "deflate": _inflated, "br": _unbrotlied, "zstd": _unzstd}
