"""Zstandard data are unpacked as gzip's are, web archives with a dictionary among them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Page, Rejected
from copydesk.readers import Limits, read_pages
from copydesk.readers.zst import unpack_frames, zstd

TEXT = "The third bridge of Westhaven opened on Monday."
SKIPPED = b"\x5e\x2a\x4d\x18\x03\0\0\0abc"


def read(folder: Path, data: bytes, name: str = "pages.zst") -> list[Page | Rejected]:
    (folder / name).write_bytes(data)
    return list(read_pages([folder / name]))


def told(pages: list[Page | Rejected]) -> list[str]:
    return [page.text if isinstance(page, Page) else str(page.reason) for page in pages]


def test_frames_follow_each_other_whatever_they_hold(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"{n}", "text": f"{TEXT} {n}"}).encode() + b"\n" for n in range(3)]
    data = b"".join([zstd.compress(lines[0]), SKIPPED, zstd.compress(lines[1] + lines[2])])
    assert told(read(tmp_path, data)) == [f"{TEXT} {n}" for n in range(3)]
    assert told(read(tmp_path, zstd.compress(TEXT.encode()))) == [TEXT]


def test_a_web_archive_may_begin_with_its_dictionary(tmp_path: Path) -> None:
    records = [_record(f"<p>{TEXT}</p><p>The ferry number {n} left.</p>", n) for n in range(200)]
    dictionary = zstd.train_dict(records, 4000)
    frames = b"".join(zstd.compress(record, zstd_dict=dictionary) for record in records)
    for held in (dictionary.dict_content, zstd.compress(dictionary.dict_content)):
        first = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
        pages = read(tmp_path, first + frames, "crawl.warc.zst")
        assert told(pages)[::199] == [f"{TEXT}\n\nThe ferry number {n} left." for n in (0, 199)]
        assert len(pages) == 200


def _record(html: str, number: int) -> bytes:
    block = f"HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\n\r\n{html}"
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/{number}\r\n"
    head += f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return f"{head}{block}\r\n\r\n".encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zstd.compress(TEXT.encode() * 9)[:-5], "corrupt"),
        (zstd.compress(TEXT.encode())[:9] + b"ab", "corrupt"),
        (zstd.compress(b"a" * 60_000_000), "too_large"),
        (zstd.compress(zstd.compress(TEXT.encode())), "binary"),
        (b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + bytes(9), "too_large"),
        (b"\x5d\x2a\x4d\x18\x09\0\0\0" + bytes(9), "corrupt"),
        (b"\x28\xb5\x2f\xfd", "corrupt"),
    ],
)
def test_damaged_data_and_bombs_are_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    assert told(read(tmp_path, data)) == [reason]


def test_what_stands_before_a_damage_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": TEXT}).encode() + b"\n"
    assert told(read(tmp_path, zstd.compress(line) + zstd.compress(line)[:-3])) == [TEXT, "corrupt"]


@given(st.lists(st.binary(max_size=300)), st.integers(0, 5), st.integers(1, 400))
def test_frames_unpack_to_what_was_packed(parts: list[bytes], cut: int, most: int) -> None:
    packed = b"".join(map(zstd.compress, parts))
    whole = b"".join(parts)
    data, is_whole = unpack_frames(packed[: len(packed) - cut], most=most)
    assert whole.startswith(data)
    assert len(data) <= most + 1
    if is_whole and not cut:
        assert data == whole[: most + 1]


def test_limits_are_asked_of_what_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "a.zst"
    file.write_bytes(zstd.compress(TEXT.encode() * 100))
    (page,) = read_pages([file], limits=Limits(page_bytes=1000, expansion=1))
    assert isinstance(page, Rejected)
    assert page.reason == "too_large"
