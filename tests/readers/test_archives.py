"""Web archives: which records become pages, what a page's record says of it, and what becomes of damage."""

import gzip
import zlib
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.model import Page, Reason, Rejected
from copydesk.readers import Limits, read_pages
from copydesk.readers.zst import zstd

HTML = b"<html><body><p>The third bridge of Westhaven opened on Monday.</p></body></html>"
TEXT = "The third bridge of Westhaven opened on Monday."
URL = "https://quay.example/bridge"
DAY = "2024-05-06T10:00:00Z"


def record(
    block: bytes,
    *,
    url: str = URL,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    more: str = "",
    length: int | None = None,
) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DAY}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n{more}\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(body: bytes, *, status: int = 200, head: str = "Content-Type: text/html\r\n") -> bytes:
    return f"HTTP/1.1 {status} Fine\r\n{head}\r\n".encode("latin-1") + body


def read(folder: Path, data: bytes, *, limits: Limits | None = None) -> list[Page | Rejected]:
    (folder / "crawl.warc").write_bytes(data)
    return list(read_pages([folder / "crawl.warc"], limits=limits or Limits()))


def told(pages: Iterable[Page | Rejected]) -> list[tuple[str, str]]:
    """Each page's source and text, each rejection's source and reason; files without their folder."""
    return [
        (page.source.rpartition("/")[2], page.text if isinstance(page, Page) else str(page.reason))
        for page in pages
    ]


def packed(data: Iterable[bytes]) -> bytes:
    """Each record in a gzip member of its own, as crawlers write them."""
    return b"".join(map(gzip.compress, data))


def test_a_response_is_a_page_with_its_address_and_its_time(tmp_path: Path) -> None:
    (page,) = read(tmp_path, record(response(HTML)))
    assert isinstance(page, Page)
    assert (page.source, page.url, page.captured, page.text) == (URL, URL, DAY, TEXT)
    assert page.markup is not None
    assert (page.title, page.date, page.publisher, page.notes) == (None, None, None, ())


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record(b"software: a crawler\r\n", kind="warcinfo", content_type="application/warc-fields"),
        record(b"GET /bridge HTTP/1.1\r\n\r\n", kind="request"),
        record(b"fetchTimeMs: 7", kind="metadata", content_type="application/warc-fields"),
        record(response(b""), kind="revisit"),
        record(response(b"Moved.", status=301)),
        record(response(b"Gone.", status=404)),
        record(b"HTTP/1.1 304 Not Modified\r\nServer: q\r\n"),
        record(response(b"\xff\xd8\xff\0", head="Content-Type: image/jpeg\r\n")),
        record(response(b"\xff\xd8\xff\0", head="")),
        record(response(b"User-agent: *"), url="https://quay.example/robots.txt"),
        record(b"quay.example. 300 IN A 192.0.2.1", url="dns:quay.example", content_type="text/dns"),
        record(b"Drawn from a page.", kind="resource", url=f"urn:text:{URL}", content_type="text/plain"),
        record(b""),
    ]
    assert told(read(tmp_path, b"".join([*others, record(response(HTML)), *others]))) == [("bridge", TEXT)]
    assert told(read(tmp_path, b"".join(others))) == [("crawl.warc", "empty")]


def test_pages_come_from_resources_conversions_and_responses_of_no_type(tmp_path: Path) -> None:
    kinds = [
        record(b"Alpha.", kind="resource", url="<https://quay.example/a>", content_type="text/plain"),
        record(b"Beta.", kind="conversion", url="https://quay.example/b", content_type="text/plain"),
        record(response(b"<p>Gamma.</p>", head=""), url="https://quay.example/c"),
        record(response(b"Delta <p>", head="Content-type: Text/Plain\n"), url="https://quay.example/d"),
        record(
            response(b"<p>Eta</p>", head="Content-Type: application/xhtml+xml\r\n"), url="http://x.example/e"
        ),
    ]
    expected = [("a", "Alpha."), ("b", "Beta."), ("c", "Gamma."), ("d", "Delta <p>"), ("e", "Eta")]
    assert told(read(tmp_path, b"".join(kinds))) == expected
    assert told(read(tmp_path, packed(kinds))) == expected


def test_a_server_answer_is_known_where_the_record_does_not_say_so(tmp_path: Path) -> None:
    (page,) = told(
        read(tmp_path, record(response(HTML)).replace(b"Content-Type: application", b"X: application"))
    )
    assert page == ("bridge", TEXT)


def test_the_format_before_warc_is_not_taken_for_a_page(tmp_path: Path) -> None:
    head = b"filedesc://a.arc 0.0.0.0 20240506100000 text/plain 9\n1 0 Quay\n\n"
    assert told(read(tmp_path, head + response(HTML))) == [("crawl.warc", "unsupported")]


def test_two_captures_of_one_address_are_two_pages_and_the_same_capture_is_one(tmp_path: Path) -> None:
    first, again = record(response(HTML)), record(response(b"<p>Opened.</p>"))
    later = again.replace(b"2024-05-06", b"2024-05-09")
    pages = read(tmp_path, first + later + later)
    assert [page.source for page in pages] == [URL, *[f"{URL} 2024-05-09T10:00:00Z"] * 2]
    assert [isinstance(page, Page) and page.url for page in pages] == [URL, URL, False]
    assert isinstance(pages[-1], Rejected)
    assert pages[-1].reason is Reason.DUPLICATE_ID


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(HTML)),
        ("Content-Encoding: x-gzip\r\n", gzip.compress(HTML[:30]) + gzip.compress(HTML[30:])),
        ("Content-Encoding: deflate\r\n", zlib.compress(HTML)),
        ("Content-Encoding: deflate\r\n", deflated(HTML)),
        ("Content-Encoding: br\r\n", brotli.compress(HTML)),
        ("Content-Encoding: gzip\r\nContent-Encoding: br\r\n", brotli.compress(gzip.compress(HTML))),
        (
            "Transfer-Encoding: chunked\r\n",
            b"A\r\n" + HTML[:10] + b"\r\n46;x=y\r\n" + HTML[10:] + b"\r\n0\r\n\r\n",
        ),
        ("Content-Encoding: utf-8\r\n", HTML),
        ("Content-Encoding: gzip\r\n", HTML.decode().encode("utf-16")),  # unpacked, as is often the case
        ("Content-Encoding: br, gzip\r\nTransfer-Encoding: chunked\r\n", HTML),
    ],
)
def test_encodings_of_the_way_are_undone_where_they_are_there(tmp_path: Path, head: str, body: bytes) -> None:
    block = response(body, head=f"Content-Type: text/html\r\n{head}")
    assert told(read(tmp_path, record(block))) == [("bridge", TEXT)]


def test_the_servers_charset_is_believed_where_it_fits(tmp_path: Path) -> None:
    czech, head = "<p>Most přes řeku</p>", "Content-Type: text/html; charset={}\r\n"
    as_it_is = record(
        response(czech.encode("iso8859-2"), head=head.format("ISO-8859-2")), url="http://a.example/1"
    )
    in_utf8 = record(response(czech.encode(), head=head.format("ISO-8859-2")), url="http://a.example/2")
    unknown = record(response(b"<p>Most</p>", head=head.format("\0x")), url="http://a.example/3")
    assert told(read(tmp_path, as_it_is + in_utf8 + unknown)) == [
        ("1", "Most přes řeku"),
        ("2", "Most přes řeku"),
        ("3", "Most"),
    ]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (response(b"\xff\xd8\xff\0"), "binary"),
        (response(b" "), "empty"),
        (response(b"<script>var a;</script>"), "no_text"),
        (b"no answer at all", "corrupt"),
        (response(b"<p>a" * 5_000_000), "too_large"),
        (response(gzip.compress(b"a" * 60_000_000), head="Content-Encoding: gzip\r\n"), "too_large"),
        (response(brotli.compress(b"a" * 60_000_000), head="Content-Encoding: br\r\n"), "too_large"),
        (response(zlib.compress(b"a" * 60_000_000), head="Content-Encoding: deflate\r\n"), "too_large"),
        (response(gzip.compress(HTML)[:-9], head="Content-Encoding: gzip\r\n"), "corrupt"),
        (response(gzip.compress(b"") * 200, head="Content-Encoding: gzip\r\n"), "corrupt"),
        (response(brotli.compress(HTML)[:-9] + b"\0", head="Content-Encoding: br\r\n"), "corrupt"),
        (response(b"50\r\n" + HTML, head="Transfer-Encoding: chunked\r\n"), "corrupt"),
        (response(b"\x28\xb5\x2f\xfd\0", head="Content-Encoding: zstd\r\n"), "corrupt"),
        (response(zstd.compress(HTML)[:-9], head="Content-Encoding: zstd\r\n"), "corrupt"),
        (response(zstd.compress(b"a" * 60_000_000), head="Content-Encoding: zstd\r\n"), "too_large"),
        (response(HTML, head=f"Content-Type: text/html\r\nX: {'a' * 70_000}\r\n"), "too_large"),
    ],
)
def test_a_page_that_cannot_be_read_is_rejected_by_its_address(
    tmp_path: Path, block: bytes, reason: str
) -> None:
    last = record(response(HTML), url="https://quay.example/last")
    assert told(read(tmp_path, record(block) + last)) == [("bridge", reason), ("last", TEXT)]


def test_what_the_crawler_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    body = gzip.compress(HTML)[:-9]
    block = response(body, head="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
    (page,) = read(tmp_path, record(block, more="WARC-Truncated: length\r\n"))
    assert isinstance(page, Page)
    assert (page.text, page.notes) == (TEXT, ("cut off by the crawler: length",))


@pytest.mark.parametrize(
    "wrong",
    [
        record(response(HTML), length=20),
        record(response(HTML), length=-1),
        record(response(HTML)).replace(b"Content-Length", b"Length"),
        record(response(HTML), more=f"X: {'a' * 100_000}\r\n"),
    ],
)
def test_a_record_of_a_wrong_length_is_rejected_and_the_next_is_read(tmp_path: Path, wrong: bytes) -> None:
    first, last = (record(response(HTML), url=f"https://quay.example/{name}") for name in ("first", "last"))
    pages = read(tmp_path, first + wrong + last)
    assert [page for _, page in told(pages)] == [TEXT, "corrupt", TEXT]
    assert pages[1].source in (URL, str(tmp_path / "crawl.warc:2"))


@pytest.mark.parametrize("kind", ["response", "metadata"])
@pytest.mark.parametrize("more", [5, 9, 14, 20, 60, 150, 300, 420, 700])
def test_a_record_that_says_to_be_longer_takes_no_other_with_it(tmp_path: Path, more: int, kind: str) -> None:
    body = HTML.replace(b"<p>", b"\r\n\r\n\r\n<p>")
    first, *others = (record(response(body), url=f"https://quay.example/{name}") for name in range(5))
    block = response(body)
    wrong = record(block, kind=kind, url="https://quay.example/wrong", length=len(block) + more)
    pages = told(read(tmp_path, first + wrong + b"".join(others)))
    assert [page for page in pages if page[1] == TEXT] == [(str(name), TEXT) for name in range(5)]
    assert [page for page in pages if page[1] != TEXT] == [("wrong", "corrupt")]


def test_a_page_in_several_records_is_one_line(tmp_path: Path) -> None:
    first = record(response(HTML[:20]), more="WARC-Segment-Number: 1\r\n")
    rest = record(HTML[20:], kind="continuation", more="WARC-Segment-Number: 2\r\n")
    last = record(response(HTML), url="https://quay.example/last")
    assert told(read(tmp_path, first + rest + last)) == [("bridge", "unsupported"), ("last", TEXT)]


@pytest.mark.parametrize("is_packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("cut", [5, 60, 250])
def test_a_cut_archive_gives_the_records_before_the_cut(tmp_path: Path, is_packed: bool, cut: int) -> None:
    records = [record(response(HTML), url=f"https://quay.example/{at}") for at in range(4)]
    data = (packed(records) if is_packed else b"".join(records))[:-cut]
    *pages, damage = told(read(tmp_path, data))
    assert pages[:3] == [(str(at), TEXT) for at in range(3)]
    assert damage == ("crawl.warc", "corrupt")


def test_an_archive_that_is_a_bomb_is_given_up(tmp_path: Path) -> None:
    bomb = record(response(b"a" * 60_000_000, head="Content-Type: image/png\r\n"))
    pages = told(read(tmp_path, packed([record(response(HTML)), bomb])))
    assert pages == [("bridge", TEXT), ("crawl.warc", "too_large")]


def test_a_large_record_that_is_no_page_is_not_held(tmp_path: Path) -> None:
    film = record(response(b"a" * 60_000, head="Content-Type: video/mp4\r\n"))
    pages = read(tmp_path, film + record(response(HTML)), limits=Limits(page_bytes=10_000))
    assert told(pages) == [("bridge", TEXT)]


blocks = st.builds(
    response,
    st.binary(max_size=60),
    status=st.sampled_from([200, 404]),
    head=st.sampled_from(["", "A: b\r\n"]),
)
mangled = st.one_of(
    st.binary(max_size=200),
    st.builds(record, blocks, kind=st.sampled_from(["response", "resource"]), length=st.integers(-1, 200)),
    st.builds(
        record,
        st.binary(max_size=60),
        content_type=st.sampled_from(["text/html", "text/plain", "image/png", ""]),
    ),
)


@given(st.lists(mangled, max_size=6), st.integers(0, 40), st.booleans())
def test_whatever_follows_each_page_or_damage_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], cut: int, is_packed: bool
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    parts = [record(response(HTML), url="https://quay.example/first"), *parts]
    data = packed(parts) if is_packed else b"".join(parts)
    lines = read(folder, data[: len(data) - cut] if len(parts) > 1 else data)
    assert lines
    assert all(isinstance(line, Page | Rejected) and line.source for line in lines)
    sources = [line.source for line in lines if isinstance(line, Page)]
    assert len(sources) == len(set(sources))


@given(st.lists(st.tuples(st.binary(max_size=80), st.booleans()), max_size=8))
def test_every_page_of_a_sound_archive_is_one_line(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[tuple[bytes, bool]]
) -> None:
    data = [
        record(
            response(body, head=f"Content-Type: {'text/html' if is_page else 'image/png'}\r\n"),
            url=f"https://quay.example/{at}",
        )
        for at, (body, is_page) in enumerate(bodies)
    ]
    lines = read(tmp_path_factory.mktemp("warc"), b"".join(data) or record(b"", kind="warcinfo"))
    expected = [f"https://quay.example/{at}" for at, (_, is_page) in enumerate(bodies) if is_page]
    assert [line.source for line in lines if line.source.startswith("https:")] == expected
    assert len(lines) == max(1, len(expected))
