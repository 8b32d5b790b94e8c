"""A web in this process: a server on the loopback, and names that lead to it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from copydesk.watch import Surroundings, Web, guard
from tests.watch.small_web import Clock, Site


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            status, fields, body = here.pages.get(self.path, (404, {}, b""))
            tag = fields.get("etag")
            if tag and self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            if "content-length" not in fields:
                self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def names() -> dict[str, list[str]]:
    """Where names lead; numeric addresses lead to themselves."""
    return {}


@pytest.fixture
def web(clock: Clock, names: dict[str, list[str]]) -> Web:
    def resolve(host: str, port: int) -> list[str]:
        return names[host] if host in names else guard.resolve(host, port)

    return Web(Surroundings(resolve, clock, clock.pause))


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loopback counts as the internet."""
    monkeypatch.setattr(guard, "is_public", lambda numeric: True)
