"""What every request must be, and what every answer says to the browser."""

import ipaddress
import platform
import re

from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s\[\]:/@,]+?)\.?(?::\d{0,5})?", re.ASCII | re.IGNORECASE)
_METHODS = ("GET", "HEAD")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def guarded(app: ASGIApp, *, host: str, policy: str) -> ASGIApp:
    """`app`, asked only with GET and HEAD by the names of the `host` served, its answers with the headers that keep a
    page from being framed, guessed at or referred from, and the content security `policy`."""
    headers = {**_HEADERS, "Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}

    async def answer(request: Request, go_on: RequestResponseEndpoint) -> Response:
        response = refusal(request, host) or await go_on(request)
        response.headers.update(headers)
        return response

    return BaseHTTPMiddleware(app, dispatch=answer)


def refusal(request: Request, host: str) -> Response | None:
    """The answer to a request that is not to be passed on to what is served at `host`, else None."""
    if request.method not in _METHODS:
        allowed = {"Allow": ", ".join(_METHODS)}
        return PlainTextResponse("Only GET and HEAD.\n", status_code=405, headers=allowed)
    named = request.headers.getlist("host")
    if len(named) != 1 or not is_served(named[0], host):
        return PlainTextResponse("Nothing is served under this name.\n", status_code=421)
    return None


def is_served(header: str, host: str) -> bool:
    """Whether a Host header names what is served at `host`: that host itself, any name of a loopback address, or, where
    all the machine's addresses are listened on, an address or the machine's own name.

    Any other name was made to lead here by somebody who is not the reader (DNS rebinding).
    """
    found = _HOST.fullmatch(header)
    if not found:
        return False
    named, served = (name.strip("[]").lower() for name in (found[1], host.removesuffix(".")))
    if named == served:
        return True
    address, listened = _address(named), _address(served)
    if served == "localhost" or (listened and listened.is_loopback):
        return named == "localhost" or bool(address and address.is_loopback)
    if listened and listened.is_unspecified:
        return bool(address) or named in {"localhost", platform.node().lower()}
    return bool(address) and address == listened


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
