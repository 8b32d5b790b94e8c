"""Addresses of the web: which are fetched at all, and which lead into the local network."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from copydesk.model import Reason
from copydesk.watch.unfetched import TRIES, Unfetched

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""The addresses by which a network of IPv6 alone reaches those of IPv4 (RFC 6052)."""
_LAST_PORT = 65535


def web_address(given: str) -> httpx.URL:
    """The address without its fragment. Raises `Unfetched` where it is none of `http` or `https`."""
    try:
        address = httpx.URL(given.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        why = "" if "@" in given else f": {error}"  # which may hold a part of a password
        raise Unfetched(f"no address{why}", reason=Reason.UNSUPPORTED, costs=TRIES) from None
    require_web(address)
    return address


def require_web(address: httpx.URL) -> None:
    """Raises `Unfetched` where the address is none of `http` or `https`, or its port is none."""
    if (address.port or 0) > _LAST_PORT:
        detail = "no address: no port has so high a number"
        raise Unfetched(detail, reason=Reason.UNSUPPORTED, costs=TRIES)
    if address.scheme not in ("http", "https") or not address.host:
        found = f"{address.scheme}:" if address.scheme else "an address without a host"
        detail = f"only addresses of http and https are fetched, not {found}"
        raise Unfetched(detail, reason=Reason.UNSUPPORTED, costs=TRIES)


def without_login(address: httpx.URL) -> httpx.URL:
    """The address without user and password, which are nobody else's to see."""
    return address.copy_with(userinfo=b"")


def masked(given: str) -> str:
    """What was given as an address and may be none, without all that could be a login."""
    before, at, after = given.rpartition("@")
    scheme, mark, _ = before.partition("://")
    if not at or ":" not in before:
        return given
    return f"{scheme}{mark}...@{after}" if mark else f"...@{after}"


def host_of(address: httpx.URL) -> str:
    """The host's name, spelled in one way."""
    return address.raw_host.decode("ascii", "replace").lower().rstrip(".")


def is_public(numeric: str) -> bool:
    """Whether a numeric address is one of the internet, by itself and by the address that stands in it.

    By the registries of special-purpose addresses (RFC 6890), as `ipaddress` has them.
    """
    try:
        address = ip_address(numeric.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address in _TRANSLATED:
        return _is_global(IPv4Address(int(address) & 0xFFFFFFFF))
    return all(_is_global(each) for each in (address, *_inside(address)))


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    is_old_local = isinstance(address, IPv6Address) and address.is_site_local  # RFC 3879 did away with these
    return address.is_global and not (address.is_multicast or address.is_reserved or is_old_local)


def _inside(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """The addresses of IPv4 to which one of IPv6 leads."""
    if isinstance(address, IPv6Address):
        tunnelled = address.teredo or ()
        yield from filter(None, (address.ipv4_mapped, address.sixtofour, *tunnelled))
