"""JSON Feed: its items are those of other feeds, whatever is wrong with some of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Page, Rejected
from copydesk.readers import read_pages

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Quay",
    "home_page_url": "https://quay.example/news/",
    "language": "en",
    "authors": [{"name": "The desk", "url": "https://quay.example/desk"}],
}
BRIDGE = {
    "id": "https://quay.example/bridge",
    "url": "bridge",
    "title": "Town opens a bridge & a road",
    "content_html": "<p>The third bridge of <b>Westhaven</b> opened.</p>",
    "content_text": "Not this.",
    "date_published": "2024-05-06T10:00:00+02:00",
    "date_modified": "2024-05-08T10:00:00+02:00",
    "authors": [{"name": "Ida Brandt"}, {"avatar": "x"}],
}


def read(folder: Path, feed: object, name: str = "feed.json", **layout: int) -> list[Page | Rejected]:
    file = folder / name
    file.write_text(json.dumps(feed, **layout))  # type: ignore[arg-type]
    return list(read_pages([file]))


@pytest.mark.parametrize(("name", "indent"), [("feed.json", None), ("feed.txt", None), ("feed", 2)])
def test_an_item_of_json_feed_is_a_page(tmp_path: Path, name: str, indent: int | None) -> None:
    layout = {"indent": indent} if indent else {}
    (page,) = read(tmp_path, {**FEED, "items": [BRIDGE]}, name, **layout)
    assert isinstance(page, Page)
    assert (page.source, page.url) == ("https://quay.example/bridge", "https://quay.example/news/bridge")
    assert (page.title, page.date) == (BRIDGE["title"], BRIDGE["date_published"])
    assert page.text == "Town opens a bridge & a road\n\nThe third bridge of Westhaven opened."
    assert page.markup
    assert ("author", "Ida Brandt") in page.markup.meta
    assert ("author", "The desk") not in page.markup.meta


def test_what_an_item_does_not_say_its_feed_may(tmp_path: Path) -> None:
    items = [
        {"id": 7, "content_text": "Where 1 < 2.\n\nAnd more."},
        {"id": "8", "external_url": "https://pier.example/8", "summary": "In short."},
        {"url": "/9", "content_html": " ", "content_text": "Nine \ud800."},
    ]
    first, second, third = read(tmp_path, {**FEED, "items": items})
    assert isinstance(first, Page)
    assert (first.source, first.text) == ("7", "Where 1 < 2.\n\nAnd more.")
    assert first.markup
    assert ("author", "The desk") in first.markup.meta
    assert isinstance(second, Page)
    assert (second.source, second.text) == ("https://pier.example/8", "In short.")
    assert isinstance(third, Page)
    assert (third.source, third.text) == ("https://quay.example/9", "Nine ?.")


@pytest.mark.parametrize(
    ("feed", "reasons"),
    [
        ({**FEED}, ["broken_json"]),
        ({**FEED, "items": {}}, ["broken_json"]),
        ({**FEED, "items": []}, ["empty"]),
        ({**FEED, "items": [7, None, {"title": "Bridge"}]}, ["no_text"] * 3),
        ({**FEED, "items": [{"id": "a", "content_text": "A"}] * 2}, ["", "duplicate_id"]),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, feed: object, reasons: list[str]) -> None:
    found = read(tmp_path, feed)
    assert [str(page.reason) if isinstance(page, Rejected) else "" for page in found] == reasons


def test_a_feed_that_is_not_whole_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_text(json.dumps({**FEED, "items": [BRIDGE]})[:-9])
    (page,) = read_pages([file])
    assert isinstance(page, Rejected)
    assert page.reason == "broken_json"


def test_a_record_that_speaks_of_json_feed_is_a_record(tmp_path: Path) -> None:
    record = {"id": "a", "text": 'It says "version": "https://jsonfeed.org/version/1" at the top.'}
    (page,) = read(tmp_path, record)
    assert isinstance(page, Page)
    assert page.text == record["text"]


@given(
    st.dictionaries(
        st.sampled_from([*BRIDGE, "external_url", "author", "summary", "language"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.lists(st.dictionaries(st.just("name"), st.text())),
    )
)
def test_whatever_an_item_holds_it_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, item: object
) -> None:
    assert len(read(tmp_path_factory.mktemp("feed"), {**FEED, "items": [item]})) == 1
