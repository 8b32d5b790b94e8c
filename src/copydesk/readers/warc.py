"""Web archives (WARC, ISO 28500) -> raw pages, one a capture of a page.

A page is a `response` with the status 200, a `resource` or a `conversion` whose media type is HTML, XHTML or plain
text, or looks so where none is given. All other records are passed over, as blank lines are elsewhere: requests,
metadata, pictures, redirects, `robots.txt`. A record that should be a page and cannot be read is rejected.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.model import Reason, Rejected
from copydesk.readers.limits import MEBIBYTE, Limits
from copydesk.readers.raw import Raw, is_address
from copydesk.readers.refusal import Refusal
from copydesk.readers.responses import (
    PAGE_TYPES,
    Fields,
    charset_of,
    media_type,
    read_fields,
    split_response,
    tell_html,
    unpack_body,
)
from copydesk.readers.unpack import HEAD_BYTES

_VERSION = re.compile(rb"WARC/\d\.\d+\r?\n?$")
_LENGTH = re.compile(r"\d{1,18}$")
_OF_PAGES = ("response", "resource", "conversion")
_OF_PLACES = ("http", "https", "ftp", "file")
"""Schemes of what can be a page: crawlers keep what they draw from pages under `urn:text:...` and the like."""
_ROBOTS = re.compile(r"^//[^/]*/robots\.txt$", re.I)
_OK = 200


@dataclass(frozen=True, slots=True)
class _Capture:
    """What was captured, as the server sent it, with the fields that tell what it is."""

    body: bytes
    fields: Fields


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of an archive, which goes by its place where it has no address. `capture` is None where no page can be
    in it, `fault` why it cannot be read."""

    place: str
    fields: Fields
    capture: _Capture | None = None
    fault: Refusal | None = None

    @property
    def address(self) -> str:
        """What was captured, empty where nothing says it."""
        return _address(self.fields)


def read_warc(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    """The pages of an archive, one record held at a time.

    A page's source is the address that was captured; where that is taken, the address and the time of the capture.
    Raises `Refusal` where the stream itself is damaged or ends inside a record, or no page is in it.
    """
    found = False
    for record in _read_records(stream, source, limits=limits):
        page = _page(record, limits)
        found = found or page is not None
        if page is not None:
            yield page
    if not found:
        raise Refusal(Reason.EMPTY, "no page in the archive")


def _page(record: _Record, limits: Limits) -> Raw | Rejected | None:
    """The page a record holds, None where it holds none."""
    try:
        if record.fault:
            raise record.fault
        return _raw(record, record.capture, limits=limits) if record.capture else None
    except Refusal as refusal:
        return refusal.of(record.address or record.place)


def _raw(record: _Record, capture: _Capture, *, limits: Limits) -> Raw | None:
    """The page that was captured, None where it turns out to be none."""
    content_type = capture.fields.get("content-type", "")
    address, captured = record.address, record.fields.get("warc-date", "")
    cut = record.fields.get("warc-truncated")
    body = unpack_body(capture.body, capture.fields, most=limits.page_bytes, is_cut=cut is not None)
    is_html = tell_html(body, media_type(content_type))
    if is_html is None:
        return None
    source = address or record.place
    said = (("url", address if is_address(address) else ""), ("captured", captured))
    return Raw(
        source,
        body,
        is_html,
        tuple((name, value) for name, value in said if value),
        (f"cut off by the crawler: {cut}",) if cut else (),
        charset_of(content_type),
        f"{source} {captured}" if captured else None,
    )


def _read_records(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[_Record]:
    """The records in their order. One whose length is wrong has a fault, and reading goes on at the next line that
    begins a record. Raises `Refusal` after the last record before a damage of the stream."""
    number, line = 0, _next_line(stream)
    while line:
        number += 1
        record = _read_record(stream, f"{source}:{number}", limits=limits)
        damage = None
        try:
            line = _next_line(stream)
            if line and not _VERSION.match(line):
                wrong = Refusal(
                    Reason.CORRUPT, "not as long as it says: what follows is lost up to the next record"
                )
                record = _Record(record.place, record.fields, fault=record.fault or wrong)
                while line and not _VERSION.match(line):
                    line = stream.readline(HEAD_BYTES)
        except Refusal as refusal:
            damage = refusal
        yield record
        if damage:
            raise damage


def _next_line(stream: io.BufferedReader) -> bytes:
    """The next line that is not blank, empty at the end."""
    while (line := stream.readline(HEAD_BYTES)) and line.isspace():
        pass
    return line


def _read_record(stream: io.BufferedReader, place: str, *, limits: Limits) -> _Record:
    """The record whose first line was just read. Raises `Refusal` where the stream ends in it."""
    fields = read_fields(_read_head(stream))
    length = fields.get("content-length", "")
    if not _LENGTH.match(length):
        return _Record(place, fields, fault=Refusal(Reason.CORRUPT, "the record does not say how long it is"))
    head = _take(stream, min(int(length), HEAD_BYTES))
    rest = int(length) - len(head)
    found = fault = None
    try:
        found = _find_capture(fields, head)
        if found and len(found.body) + rest > limits.page_bytes:
            found = None
            raise Refusal(Reason.TOO_LARGE, f"over {limits.page_bytes:,} bytes")
    except Refusal as refusal:
        fault = refusal
    if found is None:
        _skip(stream, rest)
        return _Record(place, fields, fault=fault)
    return _Record(place, fields, _Capture(found.body + _take(stream, rest), found.fields))


def _read_head(stream: io.BufferedReader) -> list[str]:
    """The lines of a record's head; none of one that is too long."""
    lines: list[str] = []
    left = HEAD_BYTES
    while left > 0:
        line = stream.readline(left)
        if not line:
            raise _ends_early()
        if line in (b"\r\n", b"\n"):
            return lines
        lines.append(line.decode("utf-8", "replace").rstrip("\r\n"))
        left -= len(line)
    return []


def _take(stream: io.BufferedReader, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise _ends_early()
    return data


def _skip(stream: io.BufferedReader, size: int) -> None:
    while size > 0:
        size -= len(_take(stream, min(size, MEBIBYTE)))


def _ends_early() -> Refusal:
    return Refusal(Reason.CORRUPT, "the archive ends inside a record")


def _find_capture(fields: Fields, head: bytes) -> _Capture | None:
    """What was captured, as far as it stands in a block's first bytes, None where it is no page.

    Raises `Refusal` where a response is none.
    """
    address = _address(fields)
    scheme, _, path = address.partition(":")
    if fields.get("warc-type", "").lower() not in _OF_PAGES or not head:
        return None
    if address and (scheme.lower() not in _OF_PLACES or _ROBOTS.search(path)):
        return None
    said, begins = fields, 0
    if _is_answer(fields, head):
        status, said, begins = split_response(head)
        if status != _OK:
            return None
    kind = media_type(said.get("content-type", ""))
    if kind and kind not in PAGE_TYPES:
        return None
    if begins == HEAD_BYTES:
        raise Refusal(Reason.TOO_LARGE, f"the response's head does not end within {HEAD_BYTES:,} bytes")
    return _Capture(head[begins:], said)


def _is_answer(fields: Fields, head: bytes) -> bool:
    """Whether a block begins with the head of a server's answer; some crawlers do not say what their records hold."""
    kind = media_type(fields.get("content-type", ""))
    return kind == "application/http" or (not kind and head.startswith(b"HTTP/"))


def _address(fields: Fields) -> str:
    """What was captured, without the brackets that some crawlers write around it."""
    return fields.get("warc-target-uri", "").strip(" <>")
