"""The web is asked politely, and no more is taken than is wanted."""

import gzip
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Reason
from copydesk.watch import Surroundings, Web, guard
from copydesk.watch.addresses import web_address
from copydesk.watch.manners import DAY, MOST_FAILURES, REST, _seconds
from copydesk.watch.unfetched import TRIES, Unfetched
from copydesk.watch.web import MOST_REDIRECTS, SECONDS_IN_ALL, Answer, Wanted
from tests.watch.small_web import Clock, Site

pytestmark = pytest.mark.usefixtures("public")


def fetch(web: Web, address: str, most: int = 10_000) -> Answer:
    return web.fetch(web_address(address), Wanted(most))


def refused(web: Web, address: str, most: int = 10_000) -> Unfetched:
    with pytest.raises(Unfetched) as caught:
        fetch(web, address, most)
    return caught.value


def test_a_request_says_who_asks(web: Web, site: Site) -> None:
    site.put("/a", "Bridge")
    assert fetch(web, site.address("/a")).data == b"Bridge"
    head = site.asked[-1][1]
    assert head["user-agent"].startswith("copydesk/")
    assert "cookie" not in head
    assert "authorization" not in head


def test_between_two_requests_to_a_host_is_a_pause(web: Web, site: Site, clock: Clock) -> None:
    site.put("/a", "Bridge")
    for _ in range(2):
        fetch(web, site.address("/a"))
    assert clock.pauses == [1.0, 1.0]  # the first is that after robots.txt


def test_another_host_is_not_waited_for(
    web: Web, site: Site, clock: Clock, names: dict[str, list[str]]
) -> None:
    names["quay.test"] = names["pier.test"] = ["127.0.0.1"]
    for host in names:
        site.put("/robots.txt", "")
        site.put("/a", "Bridge")
        fetch(web, site.address("/a", host))
    assert clock.pauses == [1.0, 1.0]


def test_robots_txt_is_obeyed_and_read_once_a_day(web: Web, site: Site, clock: Clock) -> None:
    site.put("/robots.txt", "User-agent: copydesk\nDisallow: /no\nCrawl-delay: 7\n")
    site.put("/yes", "Bridge")
    site.put("/no/page", "Bridge")
    error = refused(web, site.address("/no/page"))
    assert (error.detail, error.costs) == ("robots.txt forbids it", TRIES)
    fetch(web, site.address("/yes"))
    fetch(web, site.address("/yes"))
    assert clock.pauses[-1] == 7.0
    assert [path for path, _ in site.asked] == ["/robots.txt", "/yes", "/yes"]
    clock.now += DAY
    fetch(web, site.address("/yes"))
    assert [path for path, _ in site.asked][-2:] == ["/robots.txt", "/yes"]


@pytest.mark.parametrize(
    "odd",
    [
        *("Crawl-delay: ²", "Crawl-delay: " + "9" * 400, "Crawl-delay: " + "9" * 5000, "Request-rate: ²/1"),
        *("Disallow: //[", "Allow: //℀/"),
    ],
)
def test_an_odd_line_of_robots_txt_spoils_no_other(web: Web, site: Site, odd: str) -> None:
    site.put("/robots.txt", f"User-agent: *\n{odd}\nDisallow: /no\n")
    site.put("/yes", "Bridge")
    assert fetch(web, site.address("/yes")).data == b"Bridge"
    assert refused(web, site.address("/no")).detail == "robots.txt forbids it"


def test_a_pause_in_fractions_of_a_second_is_kept(web: Web, site: Site, clock: Clock) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 6.5 # please\n")
    site.put("/a", "Bridge")
    fetch(web, site.address("/a"))
    fetch(web, site.address("/a"))
    assert clock.pauses[-1] == 6.5


@pytest.mark.parametrize("path", ["/print/bridge", "/town/print/bridge", "/a/bridge.pdf", "/town/1?from=rss"])
def test_rules_of_robots_txt_may_hold_patterns(web: Web, site: Site, path: str) -> None:
    rules = ("Disallow: /*print/", "Disallow: /*.pdf$", "Disallow: /*?from=", "Disallow: /a", "Allow: /a/b")
    site.put("/robots.txt", "\n".join(["User-agent: *", *rules]))
    assert refused(web, site.address(path)).detail == "robots.txt forbids it"
    for other in ("/a/bridge.pdf.html", "/town/1?by=rss"):
        site.put(other, "Bridge")
        assert fetch(web, site.address(other)).data == b"Bridge"


def test_a_mark_of_utf8_hides_no_rule_of_robots_txt(web: Web, site: Site) -> None:
    site.put("/robots.txt", "\ufeffUser-agent: *\nDisallow: /no\n")
    assert refused(web, site.address("/no")).detail == "robots.txt forbids it"


def test_a_host_of_an_odd_name_is_like_any(web: Web, site: Site, names: dict[str, list[str]]) -> None:
    names["quay%5b.test"] = ["127.0.0.1"]
    site.put("/robots.txt", "User-agent: *\nDisallow: /no\n")
    site.put("/yes", "Bridge")
    assert fetch(web, site.address("/yes", "quay%5b.test")).data == b"Bridge"
    assert refused(web, site.address("/no", "quay%5b.test")).detail == "robots.txt forbids it"


def test_where_robots_txt_cannot_be_read_nothing_is_asked(web: Web, site: Site) -> None:
    site.put("/robots.txt", "", status=503)
    site.put("/a", "Bridge")
    error = refused(web, site.address("/a"))
    assert (error.detail, error.costs) == ("robots.txt: 503 Service Unavailable", 1)
    assert site.paths() == []


def test_a_redirect_is_asked_of_robots_txt_too(web: Web, site: Site, names: dict[str, list[str]]) -> None:
    names["pier.test"] = ["127.0.0.1"]
    site.put("/robots.txt", "User-agent: *\nDisallow: /no\n")
    site.put("/a", "", status=302, location=site.address("/no", "pier.test"))
    assert refused(web, site.address("/a")).detail == "robots.txt forbids it"
    assert site.paths() == ["/a"]


def test_redirects_are_followed_so_far(web: Web, site: Site) -> None:
    for number in range(MOST_REDIRECTS + 2):
        site.put(f"/{number}", "", status=301, location=f"/{number + 1}")
    assert "redirects" in refused(web, site.address("/0")).detail
    assert len(site.paths()) == MOST_REDIRECTS + 1
    site.put("/2", "Bridge")
    assert fetch(web, site.address("/0")).address == site.address("/2")


@pytest.mark.parametrize(
    "location", ["file:///etc/hostname", "ftp://quay.test/", "javascript:1", "http://[::1"]
)
def test_a_redirect_leads_to_the_web_or_nowhere(web: Web, site: Site, location: str) -> None:
    site.put("/a", "", status=302, location=location)
    refused(web, site.address("/a"))


@pytest.mark.parametrize("packing", ["", "gzip", "br"])
def test_no_more_is_read_than_is_wanted_packed_or_not(web: Web, site: Site, packing: str) -> None:
    pack = {"": bytes, "gzip": gzip.compress, "br": brotli.compress}[packing]
    site.put("/a", pack(b"Bridge " * 1000), content_encoding=packing)
    assert len(fetch(web, site.address("/a"), 7000).data) == 7000
    error = refused(web, site.address("/a"), 6999)
    assert error.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("port", ["65536", "9" * 30])
def test_a_port_that_is_none_leads_nowhere(web: Web, site: Site, port: str) -> None:
    site.put("/a", "", status=302, location=f"http://127.0.0.1:{port}/")
    assert "no port" in refused(web, site.address("/a")).detail
    with pytest.raises(Unfetched, match="no port"):
        web_address(f"http://quay.test:{port}/")


def test_a_redirect_sends_no_login_of_its_own(web: Web, site: Site) -> None:
    site.put("/a", "", status=302, location=f"http://ida:guess@127.0.0.1:{site.port}/b")
    site.put("/b", "Bridge")
    fetch(web, site.address("/a"))
    assert not any("authorization" in head for _, head in site.asked)


def test_what_is_packed_badly_is_refused(web: Web, site: Site) -> None:
    site.put("/a", b"\x1f\x8b\x08" + bytes(40), content_encoding="gzip")
    assert refused(web, site.address("/a")).reason is Reason.CORRUPT
    site.put("/b", b"Bri", content_length="6")
    refused(web, site.address("/b"))


def test_a_server_that_drips_is_given_up(
    web: Web, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/robots.txt", "")
    site.put("/a", "Bridge" * 1000)
    read = httpcore.SyncBackend().connect_tcp("127.0.0.1", site.port).__class__.read

    def drip(stream: httpcore.NetworkStream, max_bytes: int, timeout: float | None = None) -> bytes:
        clock.now += 9
        return read(stream, 1, timeout)

    fetch(web, site.address("/a"))
    monkeypatch.setattr("httpcore._backends.sync.SyncStream.read", drip)
    begun = clock.now
    assert refused(web, site.address("/a")).detail == "no answer in time"
    assert clock.now - begun < 60


def test_a_host_that_fails_again_and_again_is_left_alone(web: Web, site: Site, clock: Clock) -> None:
    site.put("/a", "", status=500)
    assert [refused(web, site.address("/a")).costs for _ in range(MOST_FAILURES + 2)] == [1, 1, 1, 0, 0]
    assert len(site.paths()) == 2 * MOST_FAILURES
    clock.now += REST
    site.put("/a", "Bridge")
    fetch(web, site.address("/a"))


@pytest.mark.parametrize("status", [500, 502, 503])
def test_what_breaks_off_is_asked_for_once_more(web: Web, site: Site, clock: Clock, status: int) -> None:
    site.put("/robots.txt", "")
    site.put("/a", "", status=status)

    def mend(seconds: float) -> None:
        clock.pause(seconds)
        if site.paths():
            site.put("/a", "Bridge")

    object.__setattr__(web.around, "pause", mend)
    assert fetch(web, site.address("/a")).data == b"Bridge"
    assert site.paths() == ["/a", "/a"]
    assert clock.pauses == [1.0, 1.0]


def test_a_line_that_breaks_is_tried_once_more_and_silence_is_not(
    web: Web, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/robots.txt", "")
    site.put("/a", "Bri", content_length="6")
    assert "without" in refused(web, site.address("/a")).detail
    assert site.paths() == ["/a", "/a"]

    def be_silent(*_: object, **__: object) -> bytes:
        raise httpcore.ReadTimeout

    monkeypatch.setattr("httpcore._backends.sync.SyncStream.read", be_silent)
    assert refused(web, site.address("/b")).detail == "no answer in time"
    assert site.paths().count("/b") <= 1


def test_who_tells_of_too_many_requests_is_left_alone(web: Web, site: Site, clock: Clock) -> None:
    site.put("/robots.txt", "")
    site.put("/a", "", status=429)
    assert refused(web, site.address("/a")).costs == 0
    assert "left alone for 600 seconds" in refused(web, site.address("/b")).detail
    assert site.paths() == ["/a"]


def test_all_that_an_item_takes_has_one_limit(web: Web, site: Site, clock: Clock) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 29")
    for number in range(5):
        site.put(f"/{number}", "", status=301, location=f"/{number + 1}")
    site.put("/5", "Bridge")
    error = refused(web, site.address("/0"))
    assert (error.detail, error.costs) == ("took too long in all", 1)
    assert clock.now < SECONDS_IN_ALL
    assert fetch(web, site.address("/4")).data == b"Bridge"


def test_a_name_server_that_does_not_answer_is_given_up(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "SECONDS", 0.05)
    asked = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        asked.wait(10)
        return []

    web = Web(Surroundings(hang, clock, clock.pause))
    assert refused(web, "http://quay.test/").detail == "robots.txt: no answer in time"
    asked.set()


def test_who_says_when_to_come_again_is_left_alone_until_then(web: Web, site: Site, clock: Clock) -> None:
    for path, wish in {"/a": "90", "/b": format_datetime(datetime.now(UTC) + timedelta(seconds=95))}.items():
        site.put(path, "", status=429, retry_after=wish)
        assert refused(web, site.address(path)).costs == 0
        asked = len(site.asked)
        clock.now += 50
        assert "left alone" in refused(web, site.address(path)).detail
        assert len(site.asked) == asked
        clock.now += 50


def test_a_login_is_kept_on_its_own_host(web: Web, site: Site) -> None:
    site.put("/a", "", status=302, location="/b")
    site.put("/b", "Bridge")
    fetch(web, f"http://ida:secret@127.0.0.1:{site.port}/a")
    assert [("authorization" in head) for path, head in site.asked if path != "/robots.txt"] == [True, True]


def test_login_in_an_address_reaches_its_host_alone(
    web: Web, site: Site, names: dict[str, list[str]]
) -> None:
    names["quay.test"] = names["pier.test"] = ["127.0.0.1"]
    site.put("/a", "", status=302, location=site.address("/b", "pier.test"))
    site.put("/b", "Bridge")
    answer = fetch(web, f"http://ida:secret@quay.test:{site.port}/a")
    assert [("authorization" in head) for path, head in site.asked if path != "/robots.txt"] == [True, False]
    assert "secret" not in answer.address


@given(
    st.text()
    | st.from_regex(
        r"(\w{3}, )?\d{1,9} ?(\w{3} \d{1,5} \d\d:\d\d:\d\d ([+-]\d{4}|[A-Z]{3}))?", fullmatch=True
    )
)
def test_whatever_a_retry_after_says_is_a_time_or_nothing(said: str) -> None:
    assert isinstance(_seconds(said), float | None)
