"""Each bad input is one rejected line with a true reason, and the pages beside it do not notice."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import copydesk
from copydesk.model import Article, Rejected
from copydesk.readers import Limits

GOOD = """Harbour town opens its third bridge

WESTHAVEN (Quay News) - The town of Westhaven opened its third bridge on Monday, the mayor said.

The bridge cost 12 million crowns and took three years to build, according to the town's engineers.
"""

BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t\n", "empty"),
    "random.bin": (bytes(range(256)) * 20, "binary"),
    "controls.txt": (bytes(range(1, 32)) * 10, "binary"),
    "nul.txt": (b"A line with a \0 in it, and more words.", "binary"),
    "late_nul.txt": (b"word " * 30_000 + b"\0", "binary"),
    "nul.html": (b"<html><body><p>A \0 here.</p></body></html>", "binary"),
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "binary"),
    "late.pdf": (b"\n%PDF-1.7\n1 0 obj", "binary"),
    "film.mp4": (b"\0\0\0\x18ftypmp42" + b"word " * 900, "binary"),
    "pages.tar": (b"page.html".ljust(257, b"\0") + b"ustar\0" + GOOD.encode(), "binary"),
    "table.parquet": (b"PAR1\x15\x04\0" + b"word " * 900, "binary"),
    "letter.eml": (
        b"From: a@quay.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + GOOD.encode(),
        "unsupported",
    ),
    "escaped.html": (b"&lt;html&gt;&lt;body&gt;&lt;p&gt;" + GOOD.encode(), "unsupported"),
    "escaped.txt": (b"%3Chtml%3E%3Cp%3E" + GOOD.encode(), "unsupported"),
    "quoted.html": (b'"<html><p>' + GOOD.encode() + b'</p></html>"', "unsupported"),
    "list.opml": (
        b"<opml version='2.0'><body><outline xmlUrl='https://quay.example'/></body></opml>",
        "unsupported",
    ),
    "photo.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "garbled.txt": ("é".encode("utf-16-le") * 9 + b"\xff\x81\x8d\x90\x9d" * 80, "binary"),
    "long_line.txt": (b"a" * 50_000_000, "too_large"),
    "long_line.jsonl": (b'{"id": "x", "text": "' + b"a" * 20_000_000, "too_large"),
    "nested.html": (b"<html><body>" + b"<div>" * 100_000 + b"Deep.", "too_deep"),
    "unclosed.html": (
        b"<p>" + b"".join(b"<font size=%d>" % i for i in range(1900)) + b"<p>some text" * 1000,
        "too_deep",
    ),
    "tags.html": (b"<html><body>" + b"<p>a" * 300_000, "too_large"),
    "attributes.html": (b"<p " + b" ".join(b"a%d=1" % i for i in range(50_000)) + b">a", "too_large"),
    "strokes.html": (b"<p " + b"/".join(b"a%d" % i for i in range(20_000)) + b">a", "too_large"),
    "quoted_end.html": (
        b"<p b='>' " + b" c='<' ".join(b"a%d" % i for i in range(10_000)) + b">a",
        "too_large",
    ),
    "open_comments.html": (b"<html><body>" + b"<!--" * 200_000, "no_text"),
    "no_text.html": (b"<html><head><script>var a = 1;</script></head><body></body></html>", "no_text"),
    "bomb.txt.gz": (gzip.compress(b"a" * 60_000_000), "too_large"),
    "bomb.jsonl.gz": (gzip.compress(b" " * 60_000_000), "too_large"),
    "cut.txt.gz": (gzip.compress(os.urandom(9000).hex().encode())[:-4000], "corrupt"),
    "flipped.txt.gz": (gzip.compress(GOOD.encode())[:-6] + b"abcdef", "corrupt"),
    "twice.txt.gz": (gzip.compress(gzip.compress(GOOD.encode())), "binary"),
    "broken.jsonl": (b'{"id": "x", "text": \n', "broken_json"),
    "number.jsonl": (b"7\n", "broken_json"),
    "no_text.jsonl": (b'{"id": "x", "title": "A title"}\n', "no_text"),
    "not_text.jsonl": (b'{"id": "x", "text": ["a"]}\n', "no_text"),
    "empty_text.jsonl": (b'{"id": "x", "text": ""}\n', "empty"),
    "nul.jsonl": (b'{"id": "x", "text": "a \\u0000 b"}\n', "binary"),
    "surrogate.jsonl": (b'{"id": "x", "text": "a \\ud83d b"}\n', "corrupt"),
    "surrogate_id.jsonl": (b'{"id": "\\ud83d", "text": "a b"}\n', "corrupt"),
    "surrogate_title.jsonl": (b'{"id": "x", "text": "a b", "title": "\\udc00"}\n', "corrupt"),
    "deep.json": (b"[" * 200_000, "too_deep"),
    "empty.json": (b"[]", "empty"),
    "big_number.jsonl": (b'{"id": ' + b"9" * 10_000 + b"}\n", "broken_json"),
    "feed.xml": (b'<?xml version="1.0"?><rss version="2.0"></rss>', "empty"),
    "cut.rss": (b'<rss version="2.0"><channel><item><title>A', "corrupt"),
    "crawl.warc": (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "corrupt"),
    "empty.warc": (b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "empty"),
    "map.svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "unsupported"),
    "index.txt": (b"Home\nNews\nSport\nContact\n" * 5, "not_an_article"),
}


def beside_good(folder: Path, name: str, data: bytes) -> tuple[Article, Article, list[Rejected]]:
    """The two good pages read with the bad input between them, and the rejected rest."""
    for other in ("0_first.txt", "z_last.txt"):
        (folder / other).write_text(GOOD)
    (folder / name).write_bytes(data)
    first, *rejected, last = copydesk.read_many([folder])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert all(isinstance(each, Rejected) for each in rejected)
    return first, last, [each for each in rejected if isinstance(each, Rejected)]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_one_rejected_line(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    first, last, rejected = beside_good(tmp_path, name, data)
    assert [each.reason.value for each in rejected] == [reason]
    assert rejected[0].detail
    assert "\n" not in rejected[0].detail
    assert first.text == last.text != ""


def test_broken_lines_leave_their_neighbours_alone(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": GOOD})
    lines = [good, "{", "[]", '{"id": "2"}', json.dumps({"id": "good", "text": "other"}), "", '{"text": 1}']
    (tmp_path / "pages.jsonl").write_text("\n".join([*lines, json.dumps({"id": "last", "text": GOOD})]))
    first, *rejected, last = copydesk.read_many([tmp_path])
    assert (first.source, last.source) == ("good", "last")
    assert [
        (each.source.split("/")[-1], each.reason.value) for each in rejected if isinstance(each, Rejected)
    ] == [
        ("pages.jsonl:2", "broken_json"),
        ("pages.jsonl:3", "broken_json"),
        ("2", "no_text"),
        ("good", "duplicate_id"),
        ("pages.jsonl:7", "no_text"),
    ]


def test_a_cut_archive_gives_the_records_before_the_cut(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({"id": i, "text": f"{os.urandom(400).hex()} {GOOD}"}) + "\n" for i in range(300)
    )
    packed = gzip.compress(lines.encode())
    (tmp_path / "pages.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    *read, cut = copydesk.read_many([tmp_path])
    assert [each.source for each in read] == [str(i) for i in range(len(read))]
    assert len(read) > 50
    assert isinstance(cut, Rejected)
    assert (cut.source, cut.reason.value) == (str(tmp_path / "pages.jsonl.gz"), "corrupt")


@pytest.mark.parametrize("end", [b"", b"\0" * 8], ids=["cut", "a wrong checksum"])
def test_a_small_damaged_archive_gives_the_records_before_the_damage(tmp_path: Path, end: bytes) -> None:
    lines = "".join(json.dumps({"id": i, "text": GOOD}) + "\n" for i in range(3))
    (tmp_path / "pages.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-8] + end)
    *read, cut = copydesk.read_many([tmp_path])
    assert [each.source for each in read] == ["0", "1", "2"]
    assert isinstance(cut, Rejected)
    assert (cut.reason.value, "after 0 bytes" in cut.detail) == ("corrupt", False)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(GOOD)
    first, *more = copydesk.read_many([file, tmp_path / "." / "page.txt", tmp_path])
    assert isinstance(first, Article)
    assert [each.reason.value for each in more if isinstance(each, Rejected)] == ["duplicate_id"] * 2


def _dangling(folder: Path) -> None:
    (folder / "link.txt").symlink_to("nowhere")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


def _no_permission(folder: Path) -> None:
    (folder / "mine.txt").write_text(GOOD)
    (folder / "mine.txt").chmod(0)


def _closed_folder(folder: Path) -> None:
    (folder / "closed").mkdir()
    (folder / "closed" / "page.txt").write_text(GOOD)
    (folder / "closed").chmod(0)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_dangling, "unreadable"),
        (_pipe, "unsupported"),
        (_no_permission, "unreadable"),
        (_closed_folder, "unreadable"),
    ],
)
def test_files_that_cannot_be_opened(tmp_path: Path, make: Callable[[Path], None], reason: str) -> None:
    if make in (_no_permission, _closed_folder) and os.geteuid() == 0:
        pytest.skip("permissions do not stop root; run the tests as another user to see this one")
    make(tmp_path)
    (rejected,) = copydesk.read_many([tmp_path])
    if (tmp_path / "closed").exists():
        (tmp_path / "closed").chmod(0o700)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.value == reason


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(page_bytes=10), "too_large"),
        (Limits(text_length=10), "too_large"),
        (Limits(lines=1), "too_large"),
        (Limits(tags=2), "too_large"),
        (Limits(depth=2), "too_deep"),
    ],
)
def test_limits_are_settings(tmp_path: Path, limits: Limits, reason: str) -> None:
    html = "<html><body><div><b><i>Bridge opens over the river</i></b></div><p>Now</p></body></html>"
    (tmp_path / "page.html").write_text(html)
    (only,) = copydesk.read_many([tmp_path], limits=limits)
    assert isinstance(only, Rejected)
    assert only.reason.value == reason
