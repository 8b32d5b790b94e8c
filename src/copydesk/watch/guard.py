"""The only door to the network: it looks at the address it connects to, and shuts after a while."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from copydesk.watch.addresses import host_of, is_public, require_web
from copydesk.watch.unfetched import TRIES, Failed, Unfetched

SECONDS = 30.0
"""What a request may take, from looking up the host's name to the last byte."""
SILENCE = 10.0
"""Seconds without a byte before a server is given up."""

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, in the order in which to try them. Raises `OSError` where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a request meets outside this process; tests put other things in their place."""

    resolve: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


class Door(httpx.BaseTransport):
    """Sends each request over a connection of its own.

    Names are resolved once, what they lead to is looked at, and that very address is connected to, so that no answer
    of a name server given in between leads elsewhere. Only `home` may lie in the local network, and no longer once
    something came from the internet, whose redirects and names are strangers'. Raises `Unfetched` where another host
    does. No request lasts beyond the moment `ends`.
    """

    def __init__(
        self, context: ssl.SSLContext, *, home: str | None, ends: float, around: Surroundings
    ) -> None:
        self._context = context
        self._home = home
        self._ends = ends
        self._around = around

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response, its body still to be read. It tells as the extension `is_local` where it came from."""
        require_web(request.url)
        ends = min(self._ends, self._around.clock() + SECONDS)
        lines = _Lines(host_of(request.url) == self._home, ends, around=self._around)
        pool = httpcore.ConnectionPool(self._context, network_backend=lines)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        try:
            response = pool.handle_request(
                httpcore.Request(
                    request.method, url, headers=request.headers.raw, extensions=request.extensions
                )
            )
        except BaseException:
            pool.close()
            raise
        if not lines.is_local:
            self._home = None
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response, pool),
            extensions={**response.extensions, "is_local": lines.is_local},
        )


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._response = response
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
        self._pool.close()


class _Lines(httpcore.NetworkBackend):
    """The connections of one request."""

    def __init__(self, may_be_local: bool, ends: float, *, around: Surroundings) -> None:
        self._may_be_local = may_be_local
        self._around = around
        self._sockets = httpcore.SyncBackend()
        self._ends = ends
        self.is_local = False

    def connect_tcp(self, host: str, port: int, *_: Any, **given: Any) -> httpcore.NetworkStream:
        try:
            found = _resolve_within(self.left(None), lambda: self._around.resolve(host, port))
        except (OSError, UnicodeError):
            raise Failed(f"no such host: {host}") from None
        places = [place for place in found if self._may_be_local or is_public(place)]
        if not places:
            raise Unfetched(f"{host} leads into the local network", costs=TRIES)
        broken: Exception = httpcore.ConnectError("no connection")
        for place in places:
            self.is_local = not is_public(place)
            try:
                stream = self._sockets.connect_tcp(place, port, self.left(given.get("timeout")))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                broken = error
            else:
                return _Line(stream, self.left)
        raise broken

    def sleep(self, seconds: float) -> None:
        self._around.pause(seconds)

    def left(self, timeout: float | None) -> float:
        """The seconds that something may take: a server that sends a byte now and then ends too."""
        left = self._ends - self._around.clock()
        if left <= 0:
            raise httpcore.ReadTimeout("its time is over")
        return min(left, SILENCE if timeout is None else timeout)


def _resolve_within(seconds: float, look_up: Callable[[], list[str]]) -> list[str]:
    """What `look_up` finds, which the system gives no time limit: a thread of its own waits for it, and is left to
    itself where that is too long."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(look_up())
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout("no answer from the name server") from None
    if isinstance(found, Exception):
        raise found
    return found


class _Line(httpcore.NetworkStream):
    """A connection that ends with its request's time."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream = stream
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, *_: Any, **given: Any) -> httpcore.NetworkStream:
        left = self._left(given.get("timeout"))
        stream = self._stream.start_tls(ssl_context, given.get("server_hostname"), left)
        return _Line(stream, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
