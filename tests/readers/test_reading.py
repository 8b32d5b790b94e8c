"""What becomes a page, and that it is exactly what was received."""

import gzip
import json
import os
from pathlib import Path

import pytest

from copydesk.errors import InputError, UsageError
from copydesk.model import Page, Reason, Rejected
from copydesk.readers import Limits, read_pages

TEXT = "Harbour town opens its third bridge\r\n\r\nThe bridge was opened on Monday.\n\tIt is long.\r"


def pages(*paths: object, limits: Limits | None = None) -> list[Page | Rejected]:
    return list(read_pages([str(path) for path in paths], limits=limits or Limits()))


def only(path: Path, **kwargs: Limits) -> Page:
    (page,) = pages(path, **kwargs)
    assert isinstance(page, Page), page
    return page


def test_plain_text_is_exactly_what_was_received(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(TEXT.encode())
    page = only(file)
    assert page.text == TEXT
    assert page.source == str(file)
    assert page.notes == ()
    assert page.markup is None


def test_gzip_is_told_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_bytes(gzip.compress(TEXT.encode()) + gzip.compress(b" And a second member."))
    assert only(file).text == TEXT + " And a second member."


@pytest.mark.parametrize("name", ["page.txt", "page.html", "page"])
def test_html_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("<!doctype html><html><body><h1>Bridge opens</h1><p>It is long.</p></body></html>")
    page = only(file)
    assert page.markup is not None
    assert "Bridge opens" in page.text
    assert "<h1>" not in page.text


def test_text_that_speaks_of_tags_is_text(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("How to write <html> by hand\n\nBegin with <html>, then <body>.\n")
    assert only(file).markup is None


@pytest.mark.parametrize("opening", ["[Photo] The bridge.", "{sic} The bridge.", "[1] The bridge."])
def test_text_that_begins_with_a_bracket_is_text(tmp_path: Path, opening: str) -> None:
    file = tmp_path / "page.txt"
    file.write_text(opening)
    assert only(file).text == opening


def test_a_record_carries_what_it_says_of_the_page(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    record = {
        "id": "p1", "text": TEXT, "url": "https://example.org/a", "title": "T", "date": "2024-05-01",
        "captured": "2024-05-03T10:00", "publisher": "The Example", "more": [1],
    }  # fmt: skip
    file.write_text(json.dumps(record) + "\n\n" + json.dumps({"id": 7, "html": "<p>It is <b>long</b>.</p>"}))
    first, second = pages(file)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.source, first.text, first.url, first.title) == ("p1", TEXT, "https://example.org/a", "T")
    assert (first.date, first.captured, first.publisher) == ("2024-05-01", "2024-05-03T10:00", "The Example")
    assert (second.source, second.text) == ("7", "It is long.")


def test_a_blank_field_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text('{"id": " ", "html": "\\n", "text": "Alpha."}\n{"id": "b", "text": " "}')
    read, blank = pages(file)
    assert isinstance(read, Page)
    assert (read.source, read.text) == (f"{file}:1", "Alpha.")
    assert isinstance(blank, Rejected)
    assert (blank.reason, blank.detail) == (Reason.EMPTY, "`text` is white space only")


@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_document_holds_one_record_or_an_array_of_them(tmp_path: Path, indent: int | None) -> None:
    one, many = tmp_path / "one.json", tmp_path / "many.json"
    one.write_text(json.dumps({"id": "a", "text": "Alpha."}, indent=indent))
    many.write_text(json.dumps([{"id": "b", "text": "Beta."}, {"text": "Gamma."}], indent=indent))
    assert [page.source for page in pages(one, many)] == ["a", "b", f"{many}:2"]


def test_folders_are_walked_in_name_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [os.path.relpath(page.source, tmp_path) for page in pages(tmp_path)]
    assert found == ["a/y.txt", "a/z.txt", "b.txt", "c.txt"]


def test_globs_are_sorted_and_may_go_deep(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/er/c.txt", "d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Text.")
    found = [os.path.relpath(page.source, tmp_path) for page in pages(tmp_path / "**" / "*.txt")]
    assert found == ["a.txt", "b.txt", "deep/er/c.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Odd name.")
    assert only(tmp_path / "a[1].txt").text == "Odd name."


@pytest.mark.parametrize("path", ["nowhere.txt", "no/*.txt", "no\0where"])
def test_what_is_named_must_exist_before_anything_is_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "good.txt").write_text("Good.")
    with pytest.raises(InputError, match=r"."):
        read_pages([str(tmp_path / "good.txt"), str(tmp_path / path)])


def test_a_name_utf8_cannot_hold_is_written_with_escapes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xffodd.txt"
    Path(os.fsdecode(name)).write_text("Odd name.")
    assert only(tmp_path).source.endswith("/\\xffodd.txt")


def test_pages_come_one_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text('{"id":"a","text":"Alpha."}\n' + "not json\n" * 3)
    stream = read_pages([file])
    first = next(stream)
    assert isinstance(first, Page)
    assert [page.reason for page in stream if isinstance(page, Rejected)] == [Reason.BROKEN_JSON] * 3


def test_limits_must_be_positive() -> None:
    with pytest.raises(UsageError, match="depth"):
        Limits(depth=0)


def test_a_login_in_an_address_is_not_told() -> None:
    with pytest.raises(InputError, match=r"https://\.\.\.@quay\.example/a: an address") as caught:
        list(read_pages(["https://ida:secret@quay.example/a"]))
    assert "secret" not in str(caught.value)
