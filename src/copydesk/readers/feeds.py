"""Feeds (RSS, Atom, JSON Feed) -> raw pages, one an item.

A page is the HTML document that an item amounts to: its title as the heading, and its content, or where it has none
its description. Its authors, its language and the feed's name stand in the document's head, as sites write them.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from html import escape, unescape
from urllib.parse import urljoin

from copydesk.model import Reason, Rejected
from copydesk.readers.decode import decode
from copydesk.readers.feed_json import read_json_items
from copydesk.readers.feed_xml import Item, Value, Values, read_items
from copydesk.readers.limits import Limits
from copydesk.readers.raw import Raw, is_address
from copydesk.readers.records import load_json
from copydesk.readers.refusal import Refusal
from copydesk.readers.sniff import glimpse_of
from copydesk.readers.unpack import HEAD_BYTES

_CONTENTS = ("content:encoded", "content", "xhtml:body", "description", "summary")
"""What may hold an item's text, the fullest first."""
_PUBLISHED = ("published", "pubDate", "dc:date", "dcterms:issued", "issued")
_CHANGED = ("updated", "modified", "dcterms:modified")
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+$")
_WEB = re.compile(r"https?://", re.I)
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed: where what it tells of is to be found (empty where it does not say, and seen from the feed
    where that is all it says), what it says of that, as `Raw.said` has it, and the page that it is itself, or why it
    is none."""

    link: str
    said: tuple[tuple[str, str], ...]
    own: Raw | Rejected


def read_feed(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[Raw | Rejected]:
    """The items of a feed as pages: `FeedItem.own` of each. Raises as `read_feed_items` does."""
    return (item.own for item in read_feed_items(stream, source, limits=limits))


def read_feed_items(stream: io.BufferedReader, source: str, *, limits: Limits) -> Iterator[FeedItem]:
    """The items of a feed, which is read whole.

    An item's source is its `guid` or `id` if that is a URI, else its link, else what it has for a `guid`, else
    `source:position`, from 1. Raises `Refusal` after the last item before a damage, or where there is no item.
    """
    data, damage = _read_whole(stream, limits)
    links: dict[str, str] = {}
    position = 0
    try:
        items, notes = _items(data, limits)
        for position, item in enumerate(items, 1):
            link = _link(item)
            address = link if _WEB.match(link) and is_address(link) else ""
            name = _name(item, address) or f"{source}:{position}"
            if links.setdefault(name, address) != address:  # a `guid` that is no item's own
                name = address or f"{source}:{position}"
            said = _said(item, address)
            yield FeedItem(link, said, _page(item, name, said=said, notes=notes, limits=limits))
    except Refusal as refusal:
        raise damage or refusal from None
    if damage:
        raise damage
    if not position:
        raise Refusal(Reason.EMPTY, "a feed without items")


def _items(data: bytes, limits: Limits) -> tuple[Iterator[Item], tuple[str, ...]]:
    """The items of a feed, and the notes of its decoding."""
    if glimpse_of(data[:HEAD_BYTES]).lstrip().startswith("{"):
        document, notes = load_json(data)
        return read_json_items(document), notes
    decoded = decode(data, is_html=True)
    return read_items(decoded.text, limits), decoded.notes


def _read_whole(stream: io.BufferedReader, limits: Limits) -> tuple[bytes, Refusal | None]:
    """The stream's bytes up to a damage, and the damage."""
    parts, size = [], 0
    try:
        while part := stream.read1(HEAD_BYTES):
            parts.append(part)
            size += len(part)
            if size > limits.document_bytes:
                break
    except Refusal as damage:
        return b"".join(parts), damage
    if size > limits.document_bytes:
        raise Refusal(Reason.TOO_LARGE, f"a feed of over {limits.document_bytes:,} bytes")
    return b"".join(parts), None


def _said(item: Item, link: str) -> tuple[tuple[str, str], ...]:
    """What the item says of its page."""
    said = (("url", link), ("title", _first(item.said, "title")), ("date", _first(item.said, *_PUBLISHED)))
    return tuple((name, value) for name, value in said if value)


def _page(
    item: Item, source: str, *, said: tuple[tuple[str, str], ...], notes: tuple[str, ...], limits: Limits
) -> Raw | Rejected:
    """The page an item amounts to."""
    content = next((v for name in _CONTENTS for v in item.said.get(name, ()) if _is_content(v)), None)
    if content is None:
        return Rejected(source, "read", Reason.NO_TEXT, "an item without content or description")
    document = _document(item, content)
    if len(document) > limits.page_bytes:
        return Rejected(source, "read", Reason.TOO_LARGE, f"over {limits.page_bytes:,} characters")
    return Raw(source, document, True, said, notes)


def _is_content(value: Value) -> bool:
    """Whether a value holds text, and not data of another kind or the address where the content is."""
    kind = value.attributes.get("type", "").lower()
    return bool(_plain(value)) and ("/" not in kind or kind.startswith("text/") or "html" in kind)


def _document(item: Item, content: Value) -> str:
    """An item as the document of a page."""
    said, feed = item.said, item.feed
    title = _first(said, "title")
    language = _first(said, "dc:language") or _first(feed, "language") or _first(feed, "dc:language")
    heading = next((value.as_html() for value in said.get("title", ()) if value.text.strip()), "")
    titles = (title, _first(feed, "title")) if title else ()  # the feed's is no item's own
    head = [f"<title>{escape(' | '.join(filter(None, titles)))}</title>"]
    head += [_meta("author", name) for name in _authors(said)]
    head += [_meta("article:modified_time", at) for at in [_first(said, *_CHANGED)] if at]
    head += [_meta("publisher", name) for name in _publishers(said)]
    body = _with_paragraphs(content.as_html())
    if heading:
        body = f"<h1>{heading}</h1>\n{body}"
    return f'<html lang="{escape(language)}"><head>{"".join(head)}</head><body><article>{body}</article></body></html>'


def _with_paragraphs(source: str) -> str:
    """HTML source; where no tag is in it, what blank lines divide are paragraphs, as in other plain text."""
    if _TAG.search(source) or not _BLANK_LINE.search(source.strip()):
        return source
    return "".join(f"<p>{part}</p>" for part in _BLANK_LINE.split(source))


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">'


def _authors(said: Values) -> list[str]:
    """Who wrote the item; of a mail address with a name in brackets the name."""
    given = (
        value.part("name") or _plain(value) for key in ("author", "dc:creator") for value in said.get(key, ())
    )
    names = (_without_mail(name) for name in given)
    return list(dict.fromkeys(name for name in names if name))


def _without_mail(name: str) -> str:
    """`Jo Ebner` of `jo@quay.example (Jo Ebner)`, as RSS wants authors written."""
    if "@" not in name:
        return name
    return " ".join(word for word in name.split() if "@" not in word).strip("()")


def _publishers(said: Values) -> list[str]:
    """Who put the item out: as it says, or the channel that it was taken from."""
    taken = [value for value in said.get("source", ()) if value.attributes.get("url")]
    return [name for value in (*said.get("dc:publisher", ()), *taken) if (name := _plain(value))]


def _plain(value: Value) -> str:
    """A value in one line of plain text."""
    text = unescape(_TAG.sub(" ", value.text)) if value.is_html else value.text
    return " ".join(text.split())


def _first(said: Values, *names: str) -> str:
    """The first value that is not blank of any of these names, in plain text; empty where there is none."""
    return next((text for name in names for value in said.get(name, ()) if (text := _plain(value))), "")


def _link(item: Item) -> str:
    """The address of what an item tells, as far as the feed gives it; empty where it gives none."""
    links = [value for value in item.said.get("link", ()) if _is_alternate(value) and _target(value)]
    links += [value for value in item.said.get("guid", ()) if _is_permalink(value)]
    if not links:
        return ""
    site = next((_target(value) for value in item.feed.get("link", ()) if _is_alternate(value)), "")
    own_base = links[0].attributes.get("xml:base", "")
    try:
        return reduce(urljoin, (site, *item.bases, own_base, _target(links[0])))
    except ValueError:
        return ""


def _target(link: Value) -> str:
    """Where a link leads, as it is written."""
    return link.attributes.get("href", link.text).strip()


def _is_alternate(value: Value) -> bool:
    """Whether a link leads to the page itself, and not to the feed, an enclosure or the like."""
    return value.attributes.get("rel", "alternate") == "alternate"


def _is_permalink(guid: Value) -> bool:
    return guid.attributes.get("isPermaLink", "").lower() != "false" and bool(_WEB.match(_target(guid)))


def _name(item: Item, link: str) -> str:
    """What an item goes by, empty where it has no name."""
    given = _first(item.said, "guid", "id")
    return given if _URI.match(given) else link or given
