"""JSON Feed (https://www.jsonfeed.org/version/1.1/) -> items, each with what it says of itself."""

from collections.abc import Iterator, Mapping

from copydesk.model import Reason
from copydesk.readers.feed_xml import Item, Value, Values
from copydesk.readers.refusal import Refusal

_OF_ITEMS = {
    "guid": ("id",),
    "link": ("url", "external_url"),
    "title": ("title",),
    "content": ("content_text",),
    "summary": ("summary",),
    "published": ("date_published",),
    "updated": ("date_modified",),
    "dc:language": ("language",),
}
_OF_FEEDS = {"title": ("title",), "link": ("home_page_url",), "language": ("language",)}
"""What Atom or RSS call what an item or a feed says under the first of these names that it has."""


def read_json_items(document: object) -> Iterator[Item]:
    """The items of a feed, in their order; one that is no object says nothing.

    Raises `Refusal` where it has no list of them.
    """
    feed = document if isinstance(document, dict) else {}
    items = feed.get("items")
    if not isinstance(items, list):
        raise Refusal(Reason.BROKEN_JSON, "a JSON Feed without an array of `items`")
    of_feed = _values(feed, _OF_FEEDS)
    for item in items:
        given = item if isinstance(item, dict) else {}
        said = _values(given, _OF_ITEMS)
        html = _text(given.get("content_html"))
        if html:
            said["content:encoded"] = [Value(html, True, {})]
        authors = _authors(given) or _authors(feed)
        if authors:
            said["author"] = authors
        yield Item(said, of_feed, ())


def _values(given: Mapping[str, object], names: Mapping[str, tuple[str, ...]]) -> Values:
    said: Values = {}
    for name, keys in names.items():
        text = next((text for key in keys if (text := _text(given.get(key)))), "")
        if text:
            said[name] = [Value(text, False, {})]
    return said


def _authors(given: Mapping[str, object]) -> list[Value]:
    """Who wrote it: `authors`, in version 1 `author`."""
    authors = given.get("authors")
    each = authors if isinstance(authors, list) else [given.get("author")]
    names = (_text(author.get("name")) for author in each if isinstance(author, dict))
    return [Value(name, False, {}) for name in names if name]


def _text(given: object) -> str:
    """A value as text, empty where it is none; numbers are taken for their digits, as ids should be."""
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    return given.encode("utf-8", "replace").decode() if isinstance(given, str) else ""
