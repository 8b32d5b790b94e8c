"""JSON Lines and JSON documents -> raw pages, one a record."""

import io
import json
from collections.abc import Iterator

from copydesk.model import Reason, Rejected
from copydesk.readers.decode import replaced_note, require_characters
from copydesk.readers.limits import MEBIBYTE, Limits
from copydesk.readers.raw import Raw, is_address
from copydesk.readers.refusal import Refusal, has_surrogate
from copydesk.readers.sniff import marked_encoding

OPTIONAL = ("url", "title", "date", "captured", "publisher")
"""What a record may say of its page beside `id` and `text` or `html`."""


def read_json_lines(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    """The records of a JSON Lines stream, one held at a time; blank lines are passed over.

    A record's source is its `id`, or `source:line` where it has none. A line that cannot be read is
    rejected under `source:line` and the next one is read. Raises `Refusal` where the stream itself is
    damaged, or holds no record.
    """
    number = found = 0
    while line := stream.readline(limits.page_bytes + 1):
        number += 1
        if line.isspace():
            continue
        found += 1
        place = f"{source}:{number}"
        if len(line) > limits.page_bytes:
            _skip_line(stream, line)
            yield Rejected(place, "read", Reason.TOO_LARGE, f"a line of over {limits.page_bytes:,} bytes")
        else:
            yield _line(line, place)
    if not found:
        raise Refusal(Reason.EMPTY, "no record")


def read_json_document(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    """The records of one JSON document: an object is one, an array holds one an element.

    The document is read whole. An element without `id` has `source:position`, from 1, as its source.
    Raises `Refusal` where the document as a whole cannot be read.
    """
    data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise Refusal(Reason.TOO_LARGE, f"a JSON document of over {limits.document_bytes:,} bytes")
    document, notes = load_json(data)
    if not isinstance(document, list):
        yield _record(document, source, notes=notes)
        return
    if not document:
        raise Refusal(Reason.EMPTY, "an empty array")
    for position, element in enumerate(document, 1):
        place = f"{source}:{position}"
        yield _record(element, place, notes=notes)


def _skip_line(stream: io.BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MEBIBYTE)


def _line(line: bytes, place: str) -> Raw | Rejected:
    try:
        value, notes = load_json(line)
    except Refusal as refusal:
        return refusal.of(place)
    return _record(value, place, notes=notes)


def load_json(data: bytes) -> tuple[object, tuple[str, ...]]:
    """The JSON value in `data`, with a note where bytes had to be replaced. Raises `Refusal` where it is none."""
    encoding = marked_encoding(data) or "utf-8"
    text = data.decode(encoding, "replace")
    replaced = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    try:
        return json.loads(text), replaced_note(replaced)
    except RecursionError:
        raise Refusal(Reason.TOO_DEEP, "JSON nested too deep") from None
    except json.JSONDecodeError as error:
        raise Refusal(Reason.BROKEN_JSON, f"{error.msg} (character {error.pos + 1})") from None
    except ValueError as error:  # a number of more digits than Python converts
        raise Refusal(Reason.BROKEN_JSON, str(error)) from None


def _record(value: object, place: str, *, notes: tuple[str, ...]) -> Raw | Rejected:
    """The page one JSON value holds, or why it holds none."""
    if not isinstance(value, dict):
        return Refusal(Reason.BROKEN_JSON, f"{_named(value)}, not an object").of(place)
    source = _source(value.get("id"), place)
    kind = next(
        (key for key in ("html", "text") if isinstance(value.get(key), str) and value[key].strip()), None
    )
    try:
        if kind is None:
            raise Refusal(*_why_no_text(value))
        if isinstance(value.get("id"), str) and has_surrogate(value["id"]):
            raise Refusal(Reason.CORRUPT, "a lone surrogate in `id`: not Unicode text")
        said, more = _said(value)
        require_characters(value[kind])
    except Refusal as refusal:
        return refusal.of(source)
    return Raw(source, value[kind], kind == "html", said, notes + more)


def _said(value: dict[str, object]) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What the record says of its page, and a note for what it says in no usable form."""
    said, notes = [], []
    for key in OPTIONAL:
        given = value.get(key)
        if isinstance(given, str) and has_surrogate(given):
            raise Refusal(Reason.CORRUPT, f"a lone surrogate in `{key}`: not Unicode text")
        if key == "url" and isinstance(given, str) and not is_address(given):
            notes.append("`url` is no address: left out")
        elif isinstance(given, str) and given.strip():
            said.append((key, given.strip()))
        elif given not in (None, "") and not isinstance(given, str):
            notes.append(f"`{key}` is {_named(given)}, not a string: left out")
    return tuple(said), tuple(notes)


def _source(given: object, place: str) -> str:
    """A record's `id`, or its place where that is none that can be written down."""
    if isinstance(given, str) and given.strip() and not has_surrogate(given):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return place


def _why_no_text(value: dict[str, object]) -> tuple[Reason, str]:
    for key in ("text", "html"):
        given = value.get(key)
        if isinstance(given, str):
            return Reason.EMPTY, f"`{key}` is {'white space only' if given else 'empty'}"
        if given is not None:
            return Reason.NO_TEXT, f"`{key}` is {_named(given)}, not a string"
    return Reason.NO_TEXT, "a record with neither `text` nor `html`"


def _named(value: object) -> str:
    """What JSON calls a value."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else "a boolean"
    names = {str: "a string", int: "a number", float: "a number", list: "an array", dict: "an object"}
    return names[type(value)]
