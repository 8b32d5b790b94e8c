"""A page that a browser saved in one file is the page that it showed."""

import base64
import quopri
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Page, Rejected
from copydesk.readers import Limits, read_pages

TEXT = (
    "Most přes řeku: the third bridge of Westhaven = 12 million crowns, opened on Monday after three years."
)
HTML = f"<html><head><title>Bridge</title></head><body><p>{TEXT}</p></body></html>"


def saved(
    html: bytes,
    *,
    coding: str = "quoted-printable",
    kind: str = "text/html",
    head: str = 'type="text/html";\r\n\tboundary="----Mark--a(b).c----"',
) -> bytes:
    codings: dict[str, Callable[[bytes], bytes]] = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "8bit": bytes,
    }
    packed = codings[coding](html)
    image = base64.encodebytes(b"\x89PNG" * 99).decode()
    return (
        (
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://quay.example/bridge\r\n"
            "Subject: Bridge\r\nDate: Mon, 6 May 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/related;\r\n\t{head}\r\n\r\n\r\n"
            "------Mark--a(b).c----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Location: https://quay.example/a.png\r\n\r\n{image}\r\n"
            f"------Mark--a(b).c----\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n"
            "Content-Location: https://quay.example/bridge\r\n\r\n"
        ).encode()
        + packed.replace(b"\n", b"\r\n")
        + b"\r\n------Mark--a(b).c------\r\n"
    )


def read(folder: Path, data: bytes, limits: Limits | None = None) -> Page | Rejected:
    file = folder / "page.mhtml"
    file.write_bytes(data)
    (page,) = read_pages([file], limits=limits or Limits())
    return page


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2"])
def test_a_saved_page_is_its_document(tmp_path: Path, coding: str, charset: str) -> None:
    page = read(tmp_path, saved(HTML.encode(charset), coding=coding, kind=f"text/html; charset={charset}"))
    assert isinstance(page, Page)
    assert (page.text, page.url, page.captured) == (
        TEXT,
        "https://quay.example/bridge",
        "2024-05-06T08:00:00Z",
    )
    assert page.source.endswith("page.mhtml")
    assert page.markup


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (saved(HTML.encode(), kind="text/css"), "no_text"),
        (saved(HTML.encode(), head='type="text/html"'), "corrupt"),
        (saved(HTML.encode(), head="boundary=other"), "no_text"),
        (saved(HTML.encode() * 99_000), "too_large"),
        (saved(b"a", coding="base64").replace(b"YQ==", b"YQYQY"), "corrupt"),
    ],
)
def test_what_holds_no_page_is_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    page = read(tmp_path, data, Limits(page_bytes=10_000_000))
    assert isinstance(page, Rejected)
    assert page.reason == reason


@given(st.binary(max_size=200), st.integers(0, 900))
def test_whatever_is_cut_or_changed_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, odd: bytes, at: int
) -> None:
    data = saved(HTML.encode())
    read(tmp_path_factory.mktemp("mhtml"), data[:at] + odd)
    read(tmp_path_factory.mktemp("mhtml"), data[:at] + odd + data[at + len(odd) :])
