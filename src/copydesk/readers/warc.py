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
_BEGIN = re.compile(rb"(?<=\n)WARC/\d\.\d+\r?\n")
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
    in it, `fault` why it cannot be read; `end` are the last bytes of its block."""

    place: str
    fields: Fields
    end: bytes = b""
    capture: _Capture | None = None
    fault: Refusal | None = None

    @property
    def address(self) -> str:
        """What was captured, empty where nothing says it."""
        return _address(self.fields)


class _Tape:
    """An archive's bytes, which can be wound back."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._back = io.BytesIO()

    def wind_back(self, data: bytes) -> None:
        """`data` comes once more, before what is still to come."""
        self._back = io.BytesIO(data + self._back.read())

    def readline(self, most: int) -> bytes:
        """The bytes up to the next line feed, at most so many."""
        line = self._back.readline(most)
        whole = len(line) == most or line.endswith(b"\n")
        return line if whole else line + self._stream.readline(most - len(line))

    def read(self, size: int) -> bytes:
        """So many bytes; fewer at the end only."""
        data = self._back.read(size)
        return data if len(data) == size else data + self._stream.read(size - len(data))


def read_warc(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    """The pages of an archive, one record held at a time.

    A page's source is the address that was captured; where that is taken, the address and the time of the capture.
    Raises `Refusal` where the stream itself is damaged or ends inside a record, or no page is in it.
    """
    found = False
    for record in _read_records(_Tape(stream), source, limits=limits):
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


def _read_records(tape: _Tape, source: str, *, limits: Limits) -> Iterator[_Record]:
    """The records in their order. One whose length is wrong has a fault, and reading goes on at the next line that
    begins a record, be it within that length. Raises `Refusal` after the last record before a damage of the stream."""
    number, (_, line) = 0, _next_line(tape)
    while line:
        number += 1
        record = _read_record(tape, f"{source}:{number}", limits=limits)
        damage = None
        try:
            blank, line = _next_line(tape)
            if line and not _VERSION.match(line):
                _wind_back(tape, record.end + blank + line)
                wrong = Refusal(Reason.CORRUPT, "the record is not as long as it says")
                record = _Record(record.place, record.fields, fault=record.fault or wrong)
                while line and not _VERSION.match(line):
                    line = tape.readline(HEAD_BYTES)
        except Refusal as refusal:
            damage = refusal
        yield record
        if damage:
            raise damage


def _wind_back(tape: _Tape, read: bytes) -> None:
    """Winds back to the first record that begins in what was read, where one does."""
    begin = _BEGIN.search(read)
    if begin:
        tape.wind_back(read[begin.start() :])


def _next_line(tape: _Tape) -> tuple[bytes, bytes]:
    """The blank lines that come next, as many as matter, and the line after them, empty at the end."""
    blank = bytearray()
    while (line := tape.readline(HEAD_BYTES)) and line.isspace():
        if len(blank) < HEAD_BYTES:
            blank += line
    return bytes(blank), line


def _read_record(tape: _Tape, place: str, *, limits: Limits) -> _Record:
    """The record whose first line was just read. Raises `Refusal` where the stream ends in it."""
    fields = read_fields(_read_head(tape))
    length = fields.get("content-length", "")
    if not _LENGTH.match(length):
        return _Record(place, fields, fault=Refusal(Reason.CORRUPT, "the record does not say how long it is"))
    head = _take(tape, min(int(length), HEAD_BYTES))
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
        return _Record(place, fields, (head + _skip(tape, rest))[-HEAD_BYTES:], fault=fault)
    body = found.body + _take(tape, rest)
    return _Record(place, fields, body[-HEAD_BYTES:], _Capture(body, found.fields))


def _read_head(tape: _Tape) -> list[str]:
    """The lines of a record's head; none of one that is too long."""
    lines: list[str] = []
    left = HEAD_BYTES
    while left > 0:
        line = tape.readline(left)
        if not line:
            raise _ends_early()
        if line in (b"\r\n", b"\n"):
            return lines
        lines.append(line.decode("utf-8", "replace").rstrip("\r\n"))
        left -= len(line)
    return []


def _take(tape: _Tape, size: int) -> bytes:
    data = tape.read(size)
    if len(data) < size:
        raise _ends_early()
    return data


def _skip(tape: _Tape, size: int) -> bytes:
    """The last of so many bytes, which are read over."""
    data = b""
    while size > 0:
        data = _take(tape, min(size, MEBIBYTE))
        size -= len(data)
    return data[-HEAD_BYTES:]


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
    if "warc-segment-number" in fields:
        raise Refusal(Reason.UNSUPPORTED, "a page in several records (WARC-Segment-Number)")
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
