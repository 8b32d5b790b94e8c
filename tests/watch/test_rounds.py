"""A round gives each new item's page once, says what it leaves, and remembers what need not be asked again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import InputError, UsageError
from copydesk.model import Reason, Rejected
from copydesk.readers import SAFE, Raw
from copydesk.watch import MOST_ITEMS, Round, Stopped, Web, named_feeds, rounds
from copydesk.watch.feeds import _time, fetch_feed
from copydesk.watch.unfetched import TRIES
from tests.watch.small_web import STORY, Clock, Site

FEED = "/rss.xml"


def item(link: str, text: str = "In short.", date: str = "", **more: str) -> str:
    said = {"link": link, "description": text, "pubDate": date, **more}
    return "<item>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in said.items()) + "</item>"


def put_feed(site: Site, items: Iterable[str], **fields: str) -> None:
    body = f"<rss version='2.0'><channel><title>The Quay</title>{''.join(items)}</channel></rss>"
    site.put(FEED, body, status=200, content_type="application/rss+xml", **fields)


@dataclass
class Kept:
    """A desk of nothing but names."""

    sources: set[str] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)

    def has_seen(self, source: str) -> bool:
        return source in self.sources

    def remembered(self, address: str) -> str | None:
        return self.states.get(address)

    def remember(self, states: Mapping[str, str]) -> None:
        self.states.update(states)


Work = Callable[[Raw], Raw | Rejected]


def read(raw: Raw) -> Raw | Rejected:
    text = raw.data if isinstance(raw.data, str) else raw.data.decode()
    return raw if STORY in text else Rejected(raw.source, "clean", Reason.NOT_AN_ARTICLE, "short")


@dataclass
class Watched:
    """Rounds over feeds, and what was said in them."""

    web: Web
    kept: Kept = field(default_factory=Kept)
    said: list[str] = field(default_factory=list)
    left: int = 0

    def __call__(self, *feeds: str, work: Work = read) -> list[Raw | Rejected]:
        one = Round(self.web, self.kept, limits=SAFE, say=self.said.append)
        results = (raw if isinstance(raw, Rejected) else work(raw) for raw in one.pages(feeds))
        settled = list(one.settled(results, work))
        self.kept.sources |= {result.source for result in settled if isinstance(result, Raw)}
        self.kept.remember(one.news())
        self.kept.remember(one.versions())
        self.left = one.tally.left
        return settled


@pytest.fixture
def watched(web: Web) -> Watched:
    return Watched(web)


@pytest.fixture
def feed(site: Site) -> str:
    return site.address(FEED)


def test_a_page_has_its_item_s_link_and_what_the_feed_says(watched: Watched, site: Site, feed: str) -> None:
    date = "Mon, 06 May 2024 10:00:00 +0200"
    put_feed(site, [item(site.address("/old"), date=date, title="A bridge & a road")])
    site.put("/old", "", status=301, location="/new?a=1#top")
    site.put("/new?a=1", STORY, content_type="text/html; charset=iso-8859-1")
    (page,) = watched(feed)
    assert isinstance(page, Raw)
    said = dict(page.said)
    assert (page.source, said["url"]) == (site.address("/old"), site.address("/new?a=1#top"))
    assert (said["title"], said["date"], page.charset) == ("A bridge & a road", date, "iso-8859-1")
    assert said["captured"].endswith("Z")
    assert page.is_html


def test_what_was_taken_is_not_asked_again(watched: Watched, site: Site, feed: str) -> None:
    put_feed(site, [item("/a"), item("/b")], etag='"1"', last_modified="Mon, 06 May 2024 10:00:00 GMT")
    site.put("/a", STORY)
    site.put("/b", STORY)
    assert len(watched(feed)) == 2
    assert watched(feed) == []
    assert site.paths() == [FEED, "/a", "/b", FEED]
    head = site.asked[-1][1]
    assert (head["if-none-match"], head["if-modified-since"]) == ('"1"', "Mon, 06 May 2024 10:00:00 GMT")
    put_feed(site, [item("/c"), item("/a"), item("/b")], etag='"2"')
    site.put("/c", STORY)
    assert [page.source for page in watched(feed)] == [site.address("/c")]


def test_two_links_to_one_page_are_one_page(watched: Watched, site: Site, feed: str) -> None:
    put_feed(site, [item("/a?from=rss"), item("/a?from=top"), item("/a?from=rss")])
    for path in ("/a?from=rss", "/a?from=top"):
        site.put(path, "", status=302, location="/a")
    site.put("/a", STORY)
    first, second = watched(feed)
    assert isinstance(first, Raw)
    assert isinstance(second, Rejected)
    assert second.reason is Reason.DUPLICATE_ID
    assert watched(feed, site.address(FEED + "?")) == []


def test_where_a_page_gives_no_article_the_feed_s_own_text_may(
    watched: Watched, site: Site, feed: str
) -> None:
    put_feed(site, [item("/gone", STORY), item("/wall", STORY), item("/gone-too")])
    site.put("/wall", "Subscribe to read on.")
    gone, wall, nothing = watched(feed)
    for page in (gone, wall):
        assert isinstance(page, Raw)
        assert page.notes == ("the feed's own text, in place of the page",)
        assert dict(page.said)["captured"]
    assert nothing == Rejected(site.address("/gone-too"), "read", Reason.UNREADABLE, "404 Not Found")


def test_a_page_that_gives_nothing_is_asked_for_a_few_times(
    watched: Watched, site: Site, feed: str, clock: Clock
) -> None:
    put_feed(site, [item("/gone"), item("mailto:ida@quay.test")], etag='"1"')
    found = [len(watched(feed)) for _ in range(TRIES + 2)]
    assert found == [2, *[1] * (TRIES - 1), 0, 0]
    assert site.paths().count("/gone") == TRIES
    conditional = [("if-none-match" in head) for path, head in site.asked if path == FEED]
    assert conditional == [False] * TRIES + [True, True]


def test_a_page_that_comes_late_is_had(watched: Watched, site: Site, feed: str) -> None:
    put_feed(site, [item("/late")], etag='"1"')
    assert isinstance(watched(feed)[0], Rejected)
    site.put("/late", STORY)
    assert isinstance(watched(feed)[0], Raw)
    assert watched(feed) == []


def test_what_is_no_page_is_not_read(watched: Watched, site: Site, feed: str) -> None:
    put_feed(site, [item("/film"), item("/odd")])
    site.put("/film", bytes(10), content_type="video/mp4")
    site.pages["/odd"] = (200, {}, b"\x89PNG\r\n\x1a\n")
    assert [page.reason for page in watched(feed) if isinstance(page, Rejected)] == [
        Reason.UNSUPPORTED,
        Reason.BINARY,
    ]


def test_a_feed_that_cannot_be_had_is_one_line(watched: Watched, site: Site, feed: str) -> None:
    site.put("/page", STORY)
    site.put("/broken", "<rss><channel><item><link>/a</link>", content_type="text/xml")
    put_feed(site, [item("/page")])
    site.put("/robots.txt", "User-agent: *\nDisallow: /no\n")
    bad = [site.address(path) for path in ("/page", "/gone", "/no", "/broken")]
    assert len(watched(*bad, feed)) == 1
    assert watched.said[:3] == [
        f"{bad[0]}: no feed but html",
        f"{bad[1]}: 404 Not Found",
        f"{bad[2]}: robots.txt forbids it",
    ]
    assert watched.said[3].startswith(bad[3])
    assert len(watched.said) == 4


def test_of_a_feed_without_end_the_newest_are_taken(watched: Watched, site: Site, feed: str) -> None:
    days = [f"2024-05-{day:02}T00:00:00Z" for day in range(1, 31)]
    few = [item(f"/{number}", date=day) for number, day in enumerate(days)]
    put_feed(site, few[::2] + few[1::2])
    for number in range(len(days)):
        site.put(f"/{number}", STORY)
    assert [page.source for page in watched(feed)] == [
        site.address(f"/{number}") for number in reversed(range(30))
    ]
    put_feed(site, (item(f"/x{number}") for number in range(10_000)), etag='"1"')
    assert len(watched(feed)) == MOST_ITEMS
    assert watched.said == [f"{feed}: 9,900 items are left for later rounds"]
    assert len(watched(feed)) == MOST_ITEMS


def test_the_newest_is_told_however_dates_are_written(watched: Watched, site: Site, feed: str) -> None:
    dates = [
        *("Mon, 06 May 24 10:00:00 +0200", "2024-05-06T08:30:00Z", "1714978800", "2024-05-06T10:00:00+03:00"),
        *("Mon, 06 May 2024 06:00:00 EST", "6 May 2024 05:00"),
    ]
    put_feed(site, [item(f"/{number}", date=date) for number, date in enumerate(dates)])
    for number in range(len(dates)):
        site.put(f"/{number}", STORY)
    assert [page.source[-1] for page in watched(feed)] == ["4", "1", "0", "2", "3", "5"]


def test_what_stands_in_every_item_is_not_held_without_end(web: Web, site: Site, feed: str) -> None:
    site.put("/robots.txt", "")
    items = "".join(item(f"/{n}", title="Bridge") for n in range(100))
    site.put(FEED, f"<rss><channel><title>{'Quay ' * 200}</title>{items}</channel></rss>")
    limits = replace(SAFE, document_bytes=20_000)
    found = fetch_feed(web, feed, version=None, limits=limits)
    assert found
    assert 0 < sum(len(item.own.data) for item in found.items if isinstance(item.own, Raw)) <= 20_000
    assert found.damage == "items of over 20,000 bytes in all"


def test_a_slow_feed_does_not_hold_up_the_others(
    watched: Watched, site: Site, feed: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "PATIENCE", 3.5)
    put_feed(site, [item(f"/{number}") for number in range(10)])
    assert len(watched(feed)) == 4
    assert watched.said == [f"{feed}: 6 items are left for later rounds"]


def test_what_is_to_be_asked_later_leaves_no_line(
    watched: Watched, site: Site, feed: str, clock: Clock
) -> None:
    put_feed(site, [item("/a", STORY)], etag='"1"')
    site.put("/a", "", status=503, retry_after="40")
    assert watched(feed) == []
    clock.now += 60
    site.put("/a", STORY)
    (page,) = watched(feed)
    assert isinstance(page, Raw)
    assert page.notes == ()


def test_who_stops_keeps_what_is_fetched(watched: Watched, site: Site, feed: str, clock: Clock) -> None:
    put_feed(site, [item(f"/{number}") for number in range(3)], etag='"1"')
    for number in range(3):
        site.put(f"/{number}", STORY)

    def raise_stopped(_: float) -> None:
        raise Stopped

    def stop(raw: Raw) -> Raw | Rejected:
        object.__setattr__(watched.web.around, "pause", raise_stopped)
        return read(raw)

    assert len(watched(feed, work=stop)) == 1
    assert watched.left == 2
    object.__setattr__(watched.web.around, "pause", clock.pause)
    assert len(watched(feed)) == 2


def test_only_a_local_feed_leads_into_the_local_network(
    watched: Watched, site: Site, feed: str, names: dict[str, list[str]]
) -> None:
    names["other.test"] = ["127.0.0.1"]
    links = [f"http://localhost:{site.port}/a", f"http://2130706433:{site.port}/a", "/a", "/moved"]
    put_feed(site, [item(link) for link in [*links, site.address("/a", "other.test")]])
    site.put("/a", STORY)
    site.put("/moved", "", status=302, location=f"http://localhost:{site.port}/a")
    results = watched(feed)
    assert [result.source for result in results if isinstance(result, Raw)] == [site.address("/a")]
    for result in results:
        assert isinstance(result, Raw) or "leads into the local network" in result.detail


def test_a_feed_of_the_internet_does_not_lead_into_the_local_network(
    watched: Watched, site: Site, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.watch.guard.is_public", lambda numeric: numeric == "127.0.0.1")
    names["quay.test"] = ["127.0.0.1"]
    address = site.address(FEED, "quay.test")

    def rebind(raw: Raw) -> Raw | Rejected:
        names["quay.test"] = ["127.0.0.2"]
        return read(raw)

    put_feed(site, [item("/a"), item("/b")])
    site.put("/a", STORY)
    site.put("/b", STORY)
    first, second = watched(address, work=rebind)
    assert isinstance(first, Raw)
    assert isinstance(second, Rejected)
    assert second.detail == "quay.test leads into the local network"


def test_the_login_of_a_feed_stands_nowhere(watched: Watched, site: Site) -> None:
    put_feed(site, [item("a")], etag='"1"')
    site.put("/a", STORY)
    secret = f"http://ida:secret@127.0.0.1:{site.port}"
    (page,) = watched(secret + FEED, secret + "/none")
    assert isinstance(page, Raw)
    assert [head.get("authorization") is not None for _, head in site.asked] == [True, True, False, True]
    assert "secret" not in f"{page} {watched.said} {watched.kept}"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://ida:secret@[::1/rss",
            "https://ida:se/secret@quay.test/rss",
            "ftp://ida:secret@quay.test/",
        ),
        *(
            "https://ida:secret@quay.test:99999/",
            "ida:secret@quay.test/rss",
            "https://ida:88888/secret@quay.test",
        ),
        *("https:/ida:secret@quay.test/", "https://ida@home:secret@quay.test:port/rss"),
    ],
)
def test_a_login_in_what_is_no_address_is_not_told(address: str, tmp_path: Path) -> None:
    listed = tmp_path / "feeds.txt"
    listed.write_text(address)
    for given_name in (address, str(listed)):
        with pytest.raises((UsageError, InputError)) as caught:
            named_feeds([given_name])
        assert "secret" not in str(caught.value)
        assert "88888" not in str(caught.value)


def test_feeds_are_named_by_address_or_in_a_file(tmp_path: Path) -> None:
    listed = tmp_path / "feeds.txt"
    listed.write_text("# ours\nhttps://quay.test/rss\n\n  https://pier.test/atom  \n")
    given_names = [str(listed), "https://quay.test/rss"]
    assert named_feeds(given_names) == ["https://quay.test/rss", "https://pier.test/atom"]
    listed.write_text("https://quay.test/rss\nquay.test/rss\n")
    with pytest.raises(UsageError, match=r"feeds\.txt:2"):
        named_feeds([str(listed)])
    with pytest.raises(UsageError, match="file"):
        named_feeds(["file:///feed.xml"])
    with pytest.raises(InputError, match="no-such-file"):
        named_feeds(["no-such-file"])


@given(
    st.text() | st.from_regex(r"\w{3}, \d{1,4} \w{3} \d{1,5} \d{1,3}:\d\d(:\d\d)? ?([+-]\d{4}|[A-Z]{1,4})?")
)
def test_whatever_stands_for_a_date_is_a_time_or_none(date: str) -> None:
    assert isinstance(_time(date), float | None)
