"""Which addresses are fetched, and which lead into the local network, however they are spelled."""

import contextlib
from ipaddress import IPv4Address, IPv6Address

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.watch import Surroundings, Web, guard
from copydesk.watch.addresses import is_public, web_address
from copydesk.watch.unfetched import Unfetched
from copydesk.watch.web import Wanted
from tests.watch.small_web import Clock, Site

LOCAL = [
    *("127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
    *("100.64.0.1", "192.0.2.7", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
    *(
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
    ),
]
SPELLED = [
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "0",
    ),
    *("[::1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "127.0.0.1.", "127。0。0。1"),
]


@pytest.mark.parametrize("numeric", LOCAL)
def test_what_is_not_of_the_internet(numeric: str) -> None:
    assert not is_public(numeric)


@pytest.mark.parametrize("numeric", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e"])
def test_what_is_of_the_internet(numeric: str) -> None:
    assert is_public(numeric)


@given(st.ip_addresses(v=4))
def test_an_address_of_ipv4_is_judged_alike_wherever_it_stands(address: IPv4Address) -> None:
    numeric = int(address)
    spelled = [IPv6Address(prefix | numeric) for prefix in (0xFFFF << 32, 0x64FF9B << 96)]
    spelled.append(IPv6Address((0x2002 << 112) | (numeric << 80)))
    if not is_public(str(address)):
        assert not any(is_public(str(each)) for each in spelled)
    assert is_public(str(spelled[1])) == is_public(str(address))


@given(st.text() | st.text(alphabet="[]:.%1af", max_size=20))
def test_what_is_no_numeric_address_is_not_of_the_internet(text: str) -> None:
    assert is_public(text) in (True, False)


@given(st.text() | st.builds("{}://{}".format, st.sampled_from(["http", "https", "file", "ftp"]), st.text()))
def test_whatever_is_given_is_an_address_of_the_web_or_refused(given_address: str) -> None:
    address = None
    with contextlib.suppress(Unfetched):
        address = web_address(given_address)
    assert address is None or (address.scheme in ("http", "https") and address.host and not address.fragment)


@pytest.mark.parametrize("host", SPELLED)
def test_a_host_is_looked_at_where_it_leads(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(Unfetched, match=r"local network|no such host|no address"):
        Web(Surroundings()).fetch(web_address(f"http://{host}:9/"), Wanted(1))


def test_one_place_of_a_name_is_looked_at_and_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    connected: list[str] = []

    def connect(_: object, host: str, *__: object, **___: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("refused")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    web = Web(Surroundings(lambda *_: answers.pop(0), lambda: 0.0, lambda _: None))
    with pytest.raises(Unfetched, match="local network"):  # when it is asked again
        web.fetch(web_address("http://quay.test/"), Wanted(1))
    assert connected == ["93.184.215.14"]


def test_a_host_of_the_internet_cannot_become_one_of_the_local_network(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/robots.txt", "")
    site.put("/a", "", status=302, location="/b")
    site.put("/b", "A page of the local network")
    monkeypatch.setattr(guard, "is_public", lambda numeric: numeric == "localhost")  # two names of one server
    answers = iter([["localhost"], ["localhost"], ["127.0.0.1"]])
    web = Web(Surroundings(lambda *_: next(answers), clock, clock.pause))
    with pytest.raises(Unfetched, match="local network"):
        web.fetch(web_address(site.address("/a", "quay.test")), Wanted(100, home="quay.test"))
    assert site.paths() == ["/a"]
