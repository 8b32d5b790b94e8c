"""Web archives in a ZIP file: the pages of each, and a line for each that cannot be read."""

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from copydesk.model import Page, Rejected
from copydesk.readers import Limits, read_pages
from copydesk.readers.zst import zstd

TEXT = "The third bridge of Westhaven opened on Monday."


def record(name: str, html: bytes = f"<p>{TEXT}</p>".encode()) -> bytes:
    block = b"HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n\r\n" + html
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/{name}\r\n"
    head += f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as members_of:
        for name, data in {"datapackage.json": b"{}", **members}.items():
            members_of.writestr(name, data)
    return file.getvalue()


def read(folder: Path, data: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    """Each page's source and text, each rejection's source and reason; without the folder."""
    (folder / "a.wacz").write_bytes(data)
    pages = read_pages([folder / "a.wacz"], limits=limits or Limits())
    return [
        (page.source.rpartition("/")[2], page.text if isinstance(page, Page) else str(page.reason))
        for page in pages
    ]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_pages_are_those_of_all_archives(tmp_path: Path, packing: int) -> None:
    members = {
        "archive/one.warc.gz": gzip.compress(record("a")) + gzip.compress(record("b")),
        "archive/two.warc": record("c"),
        "archive/three.warc.zst": zstd.compress(record("d")),
        "archive/nothing.warc": b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
        "indexes/index.cdx.gz": gzip.compress(b"x"),
    }
    assert read(tmp_path, zipped(members, packing)) == [(name, TEXT) for name in "abcd"]


def test_a_damaged_archive_is_one_line_and_the_next_is_read(tmp_path: Path) -> None:
    data = zipped({"archive/one.warc": record("a", TEXT.encode() * 9), "archive/two.warc": record("b")})
    damaged = data.replace(b"bridge", b"brigde", 1)
    assert read(tmp_path, damaged) == [("one.warc", "corrupt"), ("b", TEXT)]
    assert read(
        tmp_path, zipped({"archive/one.warc": record("a")[:-40], "archive/two.warc": record("b")})
    ) == [
        ("one.warc", "corrupt"),
        ("b", TEXT),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"word/document.xml": b"<x/>"}), "binary"),
        (zipped({"archive/one.warc": b""}), "empty"),
        (zipped({"archive/one.warc": record("a")})[:-30], "corrupt"),
        (gzip.compress(zipped({"archive/one.warc": record("a")})), "binary"),
        (b"PK\x03\x04", "corrupt"),
    ],
)
def test_other_zip_files_are_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    assert read(tmp_path, data) == [("a.wacz", reason)]


def test_bombs_and_uncommon_packings_are_one_line(tmp_path: Path) -> None:
    bomb = zipped({"archive/one.warc": record("a", bytes(1_000_000))}, zipfile.ZIP_DEFLATED)
    assert read(tmp_path, bomb, Limits(page_bytes=10_000)) == [("one.warc", "too_large")]
    other = zipped({"archive/one.warc": record("a")}, zipfile.ZIP_LZMA)
    assert read(tmp_path, other) == [("one.warc", "unsupported")]


def test_a_pipe_is_told_that_it_cannot_be_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from copydesk.readers import read_pages; print(*read_pages(['-']))"]
    data = zipped({"archive/one.warc": record("a")})
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert b"Rejected" in done.stdout
    (tmp_path / "a.wacz").write_bytes(data)
    with (tmp_path / "a.wacz").open("rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, check=True)
    assert TEXT.encode() in done.stdout


def test_a_zip_file_whose_members_lie_over_each_other_is_no_bomb(tmp_path: Path) -> None:
    data = zipped({"archive/one.warc": record("a"), "archive/two.warc": record("b")})
    first = data.index(b"PK\x03\x04", 4)
    at = data.rindex(b"PK\x01\x02") + 42  # where the last member is said to begin
    twisted = data[:at] + first.to_bytes(4, "little") + data[at + 4 :]
    assert ("two.warc", "corrupt") in read(tmp_path, twisted)
    assert isinstance(next(iter(read_pages([tmp_path / "a.wacz"]))), Page | Rejected)
