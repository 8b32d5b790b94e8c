"""A feed's address -> its items; an item -> the page it leads to."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

from copydesk.clean.stamps import read_timestamp, zone_minutes
from copydesk.model import Reason, Rejected
from copydesk.readers import Limits, Raw
from copydesk.readers.feeds import FeedItem, read_feed_items
from copydesk.readers.refusal import Refusal
from copydesk.readers.responses import PAGE_TYPES, charset_of, media_type, tell_html
from copydesk.readers.sniff import Content, content_of
from copydesk.readers.unpack import HEAD_BYTES, open_unpacked
from copydesk.watch.addresses import host_of, web_address, without_login
from copydesk.watch.unfetched import TRIES, Unfetched
from copydesk.watch.web import Answer, Wanted, Web

_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
"""What a server says of a version, and how to ask for another (RFC 9110)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as fetched: its items, the newest first; what is to be remembered so as to ask for a newer one (JSON);
    the host to which its links may lead in the local network; what is wrong with its end, if anything is."""

    items: tuple[FeedItem, ...]
    version: str
    home: str | None
    damage: str | None


def shown(address: str) -> str:
    """The address of a feed as others may see it."""
    return str(without_login(web_address(address)))


def fetch_feed(web: Web, address: str, *, version: str | None, limits: Limits) -> Feed | None:
    """The feed at the address, None where it is the version that was fetched last. Raises `Unfetched`."""
    url = web_address(address)
    remembered = json.loads(version or "{}")
    asked = {name: remembered[name] for name in _VALIDATORS.values() if name in remembered}
    answer = web.fetch(url, Wanted(limits.page_bytes, host_of(url), asked))
    if answer.unchanged:
        return None
    said = {ask: answer.fields.get(name, "") for name, ask in _VALIDATORS.items()}
    items, damage = _items(answer, shown(address), limits=limits)
    return Feed(
        _newest_first(items),
        json.dumps({name: value for name, value in said.items() if value and value.isascii()}),
        host_of(url) if answer.is_local else None,
        damage,
    )


def _items(answer: Answer, source: str, *, limits: Limits) -> tuple[list[FeedItem], str | None]:
    """The items before a damage, and the damage. They may be far more than the feed: its title stands in each."""
    items: list[FeedItem] = []
    size = 0
    try:
        stream = open_unpacked(io.BytesIO(answer.data), limits)
        content = content_of(stream.peek(HEAD_BYTES), "")
        if content is not Content.FEED:
            raise Refusal(Reason.UNSUPPORTED, f"no feed but {content}")
        for item in read_feed_items(stream, source, limits=limits):
            size += len(item.link) + (0 if isinstance(item.own, Rejected) else len(item.own.data))
            if size > limits.document_bytes:
                raise Refusal(Reason.TOO_LARGE, f"items of over {limits.document_bytes:,} bytes in all")
            items.append(replace(item, link=_joined(answer.address, item.link)))
    except Refusal as refusal:
        if not items:
            raise Unfetched(refusal.detail, reason=refusal.reason) from None
        return items, refusal.detail
    return items, None


def _joined(base: str, link: str) -> str:
    """The link as seen from where the feed was found; empty where there is none."""
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link


def _newest_first(items: Sequence[FeedItem]) -> tuple[FeedItem, ...]:
    """The items by their dates; as the feed has them, by custom the newest first, where one has none."""
    times = [_time(dict(item.said).get("date", "")) for item in items]
    if None in times:
        return tuple(items)
    dated = sorted(zip(times, items, strict=True), key=lambda pair: pair[0] or 0.0, reverse=True)
    return tuple(item for _, item in dated)


def _time(date: str) -> float | None:
    """The second of a date as feeds write it; in UTC where it does not say otherwise."""
    reading = read_timestamp(date)
    if reading is None:
        return None
    east = timedelta(minutes=zone_minutes(reading.zone) or 0)
    return (datetime.fromisoformat(reading.value).replace(tzinfo=UTC) - east).timestamp()


def fetch_page(web: Web, item: FeedItem, *, home: str | None, limits: Limits) -> Raw:
    """The page an item leads to. Its source is the item's link, its address where it was found in the end, and what
    the item says of it goes with it. Raises `Unfetched`."""
    link = without_login(web_address(item.link))
    answer = web.fetch(link, Wanted(limits.page_bytes, home, kinds=PAGE_TYPES))
    content_type = answer.fields.get("content-type", "")
    is_html = tell_html(answer.data, media_type(content_type))
    if is_html is None:
        raise Unfetched("neither text nor HTML", reason=Reason.BINARY, costs=TRIES)
    page = Raw(item.link, answer.data, is_html, item.said, charset=charset_of(content_type))
    return _captured(page, answer.address)


def own_page(item: FeedItem) -> Raw | None:
    """What the feed itself holds of the item's page, None where it holds nothing."""
    if isinstance(item.own, Rejected):
        return None
    page = replace(item.own, source=item.link or item.own.source)
    return _captured(
        replace(page, notes=(*page.notes, "the feed's own text, in place of the page")), item.link
    )


def _captured(page: Raw, address: str) -> Raw:
    """The page as captured now at this address."""
    said = dict(page.said) | {"url": address, "captured": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    return replace(page, said=tuple((name, value) for name, value in said.items() if value))
