"""The web, asked politely: one thing after the other, as robots.txt wants it, and no more of it than is wanted."""

import contextlib
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from importlib.metadata import version

import httpcore
import httpx

from copydesk.model import Reason
from copydesk.readers.refusal import Refusal
from copydesk.readers.responses import Fields, media_type, unpack_body
from copydesk.watch.addresses import require_web, without_login
from copydesk.watch.guard import SILENCE, Door, Surroundings
from copydesk.watch.manners import NAME, Hosts, Robots, is_passing
from copydesk.watch.unfetched import TRIES, BrokenOff, Failed, Unfetched

MOST_REDIRECTS = 5
SECONDS_IN_ALL = 120.0
"""What may go by until a thing is there: all requests it takes, with robots.txt and redirects, and the pauses."""
_ROBOTS_BYTES = 512 * 1024
"""Of robots.txt; RFC 9309 asks for 500 KiB at least."""
_SILENT = (httpx.TimeoutException, httpcore.TimeoutException)
_BROKEN = (
    httpx.HTTPError,
    httpx.InvalidURL,  # of a redirect
    httpcore.NetworkError,
    httpcore.ProtocolError,
)


class Missing(Unfetched):
    """The server is there, and says that what was asked for is not to be had."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for at an address: so many bytes at most, packed and unpacked; with these fields in the request's
    head; of these media types, where any are named. `home` is the one host that may lie in the local network. After
    the moment `ends` it is wanted no longer."""

    most: int
    home: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    kinds: Collection[str] = ()
    ends: float = math.inf


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, unpacked, and where in the end; nothing if it is `unchanged`. `is_local` tells whether it came
    out of the local network."""

    address: str
    data: bytes
    fields: Fields
    unchanged: bool
    is_local: bool


class Web:
    """Fetches one thing after the other. What it learns of hosts it knows as long as it lives."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._context = httpx.create_ssl_context()
        self._hosts = Hosts(around)
        self._robots = Robots(around)

    def fetch(self, address: httpx.URL, wanted: Wanted) -> Answer:
        """What stands at the address, or where it leads to. Raises `Unfetched`."""
        ends = min(wanted.ends, self.around.clock() + SECONDS_IN_ALL)
        return self._follow(address, replace(wanted, ends=ends), is_robots=False)

    def _follow(self, address: httpx.URL, wanted: Wanted, *, is_robots: bool) -> Answer:
        with self._client(wanted) as client:
            request = client.build_request("GET", address, headers=dict(wanted.fields))
            for _ in range(MOST_REDIRECTS + 1):
                require_web(request.url)
                if not is_robots:
                    self._require_allowed(request.url, wanted)
                answer = self._ask(client, request, wanted=wanted)
                if isinstance(answer, Answer):
                    return answer
                request = answer
                request.url = without_login(
                    request.url
                )  # what is sent to the same host is in the head already
        raise Missing(f"over {MOST_REDIRECTS} redirects")

    def _client(self, wanted: Wanted) -> httpx.Client:
        return httpx.Client(
            transport=Door(self._context, home=wanted.home, ends=wanted.ends, around=self.around),
            headers={
                "User-Agent": f"{NAME}/{version('copydesk')} (reads news feeds and the pages they lead to)",
                "Accept-Encoding": "gzip, deflate, br",
            },
            timeout=SILENCE,
            follow_redirects=False,
            trust_env=False,  # proxies would resolve names themselves, and netrc holds passwords
        )

    def _ask(self, client: httpx.Client, request: httpx.Request, *, wanted: Wanted) -> Answer | httpx.Request:
        """The answer, or the request to which it leads. What breaks off is asked for a second time: by the next round
        the feed's own text may have been taken in its place."""
        try:
            try:
                answer = self._send(client, request, wanted=wanted)
            except BrokenOff:
                answer = self._send(client, request, wanted=wanted)
        except Unfetched as error:
            self._hosts.note_outcome(request.url, failed=isinstance(error, Failed))
            raise
        self._hosts.note_outcome(request.url, failed=False)
        return answer

    def _send(
        self, client: httpx.Client, request: httpx.Request, *, wanted: Wanted
    ) -> Answer | httpx.Request:
        """What comes of one request."""
        self._hosts.wait_for(request.url, ends=wanted.ends)
        try:
            with contextlib.closing(client.send(request, stream=True)) as response:
                if response.next_request:
                    return response.next_request
                self._require_answer(response)
                return _answer(response, wanted)
        except _SILENT:
            raise Failed("no answer in time") from None
        except _BROKEN as error:
            raise BrokenOff(" ".join(str(error).split()) or type(error).__name__) from None
        finally:
            self._hosts.note_request(request.url)

    def _require_answer(self, response: httpx.Response) -> None:
        """Raises `Unfetched` where there is none."""
        status = response.status_code
        if status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            return
        words = f"{status} {response.reason_phrase}".strip()
        if self._hosts.note_wish(response):
            raise Failed(f"{words}: to be asked later", costs=0)
        if is_passing(status):
            raise BrokenOff(words)
        raise Unfetched(words) if status < HTTPStatus.BAD_REQUEST else Missing(words)

    def _require_allowed(self, address: httpx.URL, wanted: Wanted) -> None:
        """Raises `Unfetched` where robots.txt forbids the address, or cannot be read (RFC 9309)."""
        if not self._robots.knows(address):
            self._robots.learn(
                address, self._robots_text(address, Wanted(_ROBOTS_BYTES, wanted.home, ends=wanted.ends))
            )
        self._hosts.note_pause(address, self._robots.pause(address))
        if not self._robots.allows(address):
            raise Unfetched("robots.txt forbids it", costs=TRIES)

    def _robots_text(self, address: httpx.URL, wanted: Wanted) -> str:
        """What robots.txt of the address's host says, nothing where there is none."""
        robots = address.copy_with(raw_path=b"/robots.txt")
        try:
            return self._follow(robots, wanted, is_robots=True).data.decode("utf-8-sig", "replace")
        except Missing:
            return ""
        except Unfetched as error:
            if error.costs == TRIES:
                raise
            raise Unfetched(f"robots.txt: {error.detail}", costs=error.costs) from None


def _answer(response: httpx.Response, wanted: Wanted) -> Answer:
    """The answer with its body, of which no more is read or unpacked than is wanted."""
    fields = {name.lower(): value for name, value in response.headers.items()}
    unchanged = response.status_code == HTTPStatus.NOT_MODIFIED
    kind = media_type(fields.get("content-type", ""))
    if wanted.kinds and kind and kind not in wanted.kinds:
        raise Unfetched(f"no page but {kind}", reason=Reason.UNSUPPORTED, costs=TRIES)
    packed = bytearray()
    for part in () if unchanged else response.iter_raw():
        packed += part
        if len(packed) > wanted.most:
            raise Unfetched(f"over {wanted.most:,} bytes", reason=Reason.TOO_LARGE, costs=TRIES)
    packing = {"content-encoding": fields.get("content-encoding", "")}
    try:
        data = unpack_body(bytes(packed), packing, most=wanted.most, is_cut=False)
    except Refusal as refusal:
        raise Unfetched(refusal.detail, reason=refusal.reason) from None
    address = str(without_login(response.url))
    return Answer(address, data, fields, unchanged, bool(response.extensions.get("is_local")))
