"""Floor 1. Bytes, records, archives, feeds and folders -> pages."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from copydesk.model import Page, Reason, Rejected
from copydesk.readers.limits import SAFE, Limits
from copydesk.readers.raw import Raw, render
from copydesk.readers.records import read_json_document, read_json_lines
from copydesk.readers.refusal import Refusal
from copydesk.readers.sniff import ZIP, Content, content_of
from copydesk.readers.sources import STANDARD_INPUT, NamedFile, name_files
from copydesk.readers.unpack import HEAD_BYTES, open_unpacked

__all__ = [
    "SAFE",
    "STANDARD_INPUT",
    "Limits",
    "NamedFile",
    "Raw",
    "list_files",
    "read_files",
    "read_pages",
    "read_raw",
    "render",
    "source_of",
]

Paths = Iterable[str | os.PathLike[str]]


def read_pages(
    paths: Paths, *, limits: Limits = SAFE, besides: Collection[str] = ()
) -> Iterator[Page | Rejected]:
    """The pages the paths hold, in order and one at a time, each or why there is none.

    A path is a file, a folder, a glob or `-`. The files `besides`, by their real paths, are no input: what the
    run itself writes. Raises `InputError`, before the first page, where a path does not exist.
    """
    raws = read_raw(paths, limits=limits, besides=besides)
    return (raw if isinstance(raw, Rejected) else render(raw, limits) for raw in raws)


def read_raw(
    paths: Paths, *, limits: Limits = SAFE, besides: Collection[str] = ()
) -> Iterator[Raw | Rejected]:
    """As `read_pages`, but not yet decoded or rendered, so that other processes can do that."""
    return read_files(list_files(paths, besides=besides), limits=limits)


def list_files(paths: Paths, *, besides: Collection[str] = ()) -> Iterator[NamedFile | Rejected]:
    """The files the paths name, in order, each once, and what cannot be one. Raises as `read_pages` does."""
    return _without_repeats(file for file in name_files(paths) if not (besides and _is_one_of(file, besides)))


def read_files(
    files: Iterable[NamedFile | Rejected], *, limits: Limits = SAFE, taken: Collection[str] = ()
) -> Iterator[Raw | Rejected]:
    """The pages of these files, not yet decoded; `taken` are sources that pages of other files have already."""
    return _without_duplicates((raw for file in files for raw in _read_file(file, limits)), set(taken))


def _is_one_of(file: NamedFile | Rejected, besides: Collection[str]) -> bool:
    if isinstance(file, Rejected) or file.path == STANDARD_INPUT:
        return False
    return os.path.realpath(file.path) in besides


def _without_repeats(files: Iterable[NamedFile | Rejected]) -> Iterator[NamedFile | Rejected]:
    """A file named twice, however spelled, is read once; the second naming is rejected."""
    seen: dict[str, str] = {}
    for file in files:
        if isinstance(file, NamedFile):
            place = os.path.abspath(file.path)
            if place in seen:
                yield Rejected(file.source, "read", Reason.DUPLICATE_ID, f"already read as {seen[place]}")
                continue
            seen[place] = file.source
        yield file


def source_of(names: tuple[str, str | None], taken: Collection[str]) -> str:
    """What a page goes by whose source and other name, if it has one, are `names`."""
    source, otherwise = names
    return otherwise if otherwise and source in taken else source


def _without_duplicates(raws: Iterable[Raw | Rejected], seen: set[str]) -> Iterator[Raw | Rejected]:
    """Of two pages with one source the first stays; the other stays too where it has another name."""
    for raw in raws:
        if isinstance(raw, Raw):
            source = source_of((raw.source, raw.otherwise), seen)
            if source in seen:
                yield Rejected(source, "read", Reason.DUPLICATE_ID, "an earlier page has the same id")
                continue
            seen.add(source)
            raw = raw if source == raw.source else replace(raw, source=source)
        yield raw


def _read_file(file: NamedFile | Rejected, limits: Limits) -> Iterator[Raw | Rejected]:
    if isinstance(file, Rejected):
        yield file
        return
    try:
        if file.path == STANDARD_INPUT:
            yield from _read_stream(sys.stdin.buffer, file.source, limits=limits)
        else:
            with open(file.path, "rb") as opened:
                yield from _read_stream(opened, file.source, limits=limits)
    except Refusal as refusal:
        yield refusal.of(file.source)
    except OSError as error:
        yield Rejected(file.source, "read", Reason.UNREADABLE, error.strerror or str(error))


def _is_zip(file: BinaryIO) -> bool:
    """Whether the file as it is, which is then read no further, is a ZIP file; not where that cannot be looked up."""
    return file.seekable() and file.seek(0) == 0 and file.read(len(ZIP)) == ZIP


def _read_stream(file: BinaryIO, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    stream = open_unpacked(file, limits)
    head = stream.peek(HEAD_BYTES)
    if head.startswith(ZIP) and _is_zip(file):
        from copydesk.readers.wacz import read_wacz

        yield from read_wacz(file, source, limits=limits)
        return
    content = content_of(head, source)
    if content is Content.JSON_LINES:
        yield from read_json_lines(stream, source, limits=limits)
    elif content is Content.JSON:
        yield from read_json_document(stream, source, limits=limits)
    elif content is Content.WARC:
        from copydesk.readers.warc import read_warc

        yield from read_warc(stream, source, limits=limits)
    elif content is Content.FEED:
        from copydesk.readers.feeds import read_feed

        yield from read_feed(stream, source, limits=limits)
    elif content is Content.MHTML:
        from copydesk.readers.mhtml import read_mhtml

        yield read_mhtml(stream, source, limits=limits)
    else:
        data = stream.read(limits.page_bytes + 1)
        if len(data) > limits.page_bytes:
            raise Refusal(Reason.TOO_LARGE, f"over {limits.page_bytes:,} bytes")
        yield Raw(source, data, content is Content.HTML)
