"""How hosts are to be treated: pauses between requests, robots.txt, and when to leave one alone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx
from protego import Protego

from copydesk.watch.addresses import host_of
from copydesk.watch.guard import Surroundings
from copydesk.watch.unfetched import Failed, Unfetched

NAME = "copydesk"
"""By which a robots.txt may speak of us."""
PAUSE = 1.0
"""Seconds between two requests to a host, unless its robots.txt wants more."""
LONGEST_PAUSE = 30.0
"""Seconds that are waited for a host; one that wants more is left for a later round."""
MOST_FAILURES = 3
"""Failures in a row, each of an address, after which a host is left alone for `REST` seconds."""
REST = 600.0
DAY = 86_400.0
"""Seconds for which a robots.txt holds, and the longest that a host can have itself left alone."""
MOST_HOSTS = 10_000
"""Hosts that are remembered; those whose time is over are forgotten beyond."""


def is_passing(status: int) -> bool:
    """Whether a status tells of a fault that may be over soon."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in (
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    )


@dataclass(slots=True)
class _Host:
    free_at: float = 0.0
    pause: float = PAUSE
    failures: int = 0


class Hosts:
    """When each host may be asked again."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._hosts: dict[str, _Host] = {}

    def wait_for(self, address: httpx.URL, *, ends: float) -> None:
        """Pauses until the address's host may be asked, however short that is, since a run can be ended in pauses.

        Raises `Unfetched` where it is long, `Failed` where that is not before the moment `ends`.
        """
        free_at, now = self._host(address).free_at, self._around.clock()
        if free_at - now > LONGEST_PAUSE:
            raise Unfetched(f"{host_of(address)} is left alone for {free_at - now:.0f} seconds", costs=0)
        if max(free_at, now) >= ends:
            raise Failed("took too long in all")
        self._around.pause(max(free_at - now, 0.0))

    def note_request(self, address: httpx.URL) -> None:
        """A request to the address's host is over."""
        self._leave_alone(address, self._host(address).pause)

    def note_outcome(self, address: httpx.URL, *, failed: bool) -> None:
        """What was asked for at the address was had, or was not."""
        host = self._host(address)
        host.failures = host.failures + 1 if failed else 0
        if host.failures >= MOST_FAILURES:
            self._leave_alone(address, REST)

    def _leave_alone(self, address: httpx.URL, seconds: float) -> None:
        host = self._host(address)
        host.free_at = max(host.free_at, self._around.clock() + seconds)

    def note_pause(self, address: httpx.URL, seconds: float) -> None:
        """The address's host wants pauses of so many seconds."""
        self._host(address).pause = min(max(PAUSE, seconds), LONGEST_PAUSE)

    def note_wish(self, response: httpx.Response) -> bool:
        """Whether an overburdened server asks to be left alone, and is: until it says (`Retry-After`, RFC 9110), for
        `REST` seconds where it only tells of too many requests (RFC 6585)."""
        if response.status_code not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            return False
        seconds = _seconds(response.headers.get("retry-after", "").strip())
        if seconds is None and response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = REST
        if seconds is None:
            return False
        self._leave_alone(response.url, min(seconds, DAY))
        return True

    def _host(self, address: httpx.URL) -> _Host:
        if len(self._hosts) >= MOST_HOSTS:
            now = self._around.clock()
            self._hosts = {name: host for name, host in self._hosts.items() if host.free_at > now}
        return self._hosts.setdefault(host_of(address), _Host())


def _seconds(said: str) -> float | None:
    """The seconds that a `Retry-After` asks for, which gives them or a time; None where it gives neither."""
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (until - datetime.now(UTC)).total_seconds()


class Robots:
    """What the robots.txt of hosts allow (RFC 9309: the longest rule that fits decides, `*` and `$` are patterns)."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._rules: dict[bytes, tuple[float, Protego]] = {}

    def knows(self, address: httpx.URL) -> bool:
        """Whether the rules of the address's host were learned within a day."""
        until, _ = self._rules.get(_origin(address), (float("-inf"), None))
        return until > self._around.clock()

    def learn(self, address: httpx.URL, text: str) -> None:
        """`text` is the robots.txt of the address's host."""
        now = self._around.clock()
        if len(self._rules) >= MOST_HOSTS:
            self._rules = {origin: kept for origin, kept in self._rules.items() if kept[0] > now}
        self._rules[_origin(address)] = (now + DAY, Protego.parse(text))

    def allows(self, address: httpx.URL) -> bool:
        """Whether the address may be fetched, by rules that are known."""
        # The host is known to be the rules' own; the parser raises where its name is an odd one.
        return self._rules[_origin(address)][1].can_fetch(
            f"http://host{address.raw_path.decode('ascii')}", NAME
        )

    def pause(self, address: httpx.URL) -> float:
        """Seconds that the rules want between two requests, 0 where they do not say."""
        return min(self._rules[_origin(address)][1].crawl_delay(NAME) or 0.0, DAY)


def _origin(address: httpx.URL) -> bytes:
    """Whose robots.txt holds for the address: scheme, host and port."""
    return address.raw_scheme + b"://" + address.netloc
