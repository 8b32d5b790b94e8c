"""Pages that browsers saved with all they show in one file (MHTML, RFC 2557) -> raw pages."""

import binascii
import io
import quopri
import re
from datetime import UTC
from email.utils import parsedate_to_datetime

from copydesk.model import Reason
from copydesk.readers.limits import Limits
from copydesk.readers.raw import Raw, is_address
from copydesk.readers.refusal import Refusal
from copydesk.readers.responses import HTML_TYPES, Fields, charset_of, media_type, read_fields
from copydesk.readers.unpack import HEAD_BYTES

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;,]{1,200}))", re.I)


def read_mhtml(stream: io.BufferedReader, source: str, *, limits: Limits) -> Raw:
    """The page: the first document of HTML in the file, with its address and when it was saved.

    Raises `Refusal` where there is none, or it is damaged.
    """
    data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise Refusal(Reason.TOO_LARGE, f"a saved page of over {limits.document_bytes:,} bytes")
    fields, body = _part(data)
    boundary = _BOUNDARY.search(fields.get("content-type", ""))
    if boundary is None:
        raise Refusal(Reason.CORRUPT, "a saved page (MHTML) that does not say what divides its parts")
    mark = re.escape((boundary[1] or boundary[2]).encode("latin-1", "replace"))
    for part in re.split(rb"(?:\A|\r?\n)--" + mark + rb"(?:--)?[ \t]*(?=\r?\n|\Z)", body)[1:]:
        said, packed = _part(part.lstrip(b"\r\n"))
        if media_type(said.get("content-type", "")) in HTML_TYPES:
            return _page(source, said, packed=packed, around=fields, limits=limits)
    raise Refusal(Reason.NO_TEXT, "a saved page (MHTML) without a document of HTML")


def _part(data: bytes) -> tuple[Fields, bytes]:
    """The fields before the first blank line, and what follows it."""
    end = _BLANK_LINE.search(data, 0, HEAD_BYTES)
    if end is None:
        return {}, b""
    return read_fields(data[: end.start()].decode("latin-1").splitlines()), data[end.end() :]


def _page(source: str, said: Fields, *, packed: bytes, around: Fields, limits: Limits) -> Raw:
    html = _decoded(packed, said.get("content-transfer-encoding", "").lower())
    if len(html) > limits.page_bytes:
        raise Refusal(Reason.TOO_LARGE, f"over {limits.page_bytes:,} bytes")
    address = said.get("content-location") or around.get("snapshot-content-location", "")
    given = {"url": address if is_address(address) else "", "captured": _time(around.get("date", ""))}
    kept = tuple((name, value) for name, value in given.items() if value)
    return Raw(source, html, True, kept, charset=charset_of(said.get("content-type", "")))


def _decoded(packed: bytes, coding: str) -> bytes:
    if coding == "quoted-printable":
        return quopri.decodestring(packed)
    if coding == "base64":
        try:
            return binascii.a2b_base64(packed)
        except binascii.Error as error:
            raise Refusal(Reason.CORRUPT, f"a saved page whose base64 data are damaged: {error}") from None
    return packed


def _time(date: str) -> str:
    """The time that a mail's date gives, ISO 8601; empty where it gives none."""
    try:
        return f"{parsedate_to_datetime(date).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError):
        return ""
