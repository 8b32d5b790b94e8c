"""The invariants of the design over the whole path, on pages mangled at random."""

import dataclasses
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.cli.group_work import group_lines
from copydesk.engine import run
from copydesk.export.lines import as_line, findings_record
from copydesk.model import (
    Account,
    Anchor,
    Annotations,
    Article,
    DatedValue,
    Evidence,
    OriginKind,
    Page,
    Rejected,
    Snippet,
    Span,
    Variant,
)
from copydesk.pipeline import to_findings, to_packed
from copydesk.readers import Raw
from tests.tracing import accounts_of

EXAMPLES = Path(__file__).parent.parent / "examples"
LINES = [
    "Harbour town opens its third bridge",
    "World",
    "Published 2024-05-07 09:30",
    "By Ada Brandt and Jon Whitfield",
    "WESTHAVEN, May 7 (Quay News) - The town of Westhaven opened its third bridge on Monday, the mayor said.",
    "“We have waited three years for this,” Mayor Ilse Haagen told reporters, and ministers from Norland "
    "and Ostmark are expected to cross it on Friday.",
    "Norland's foreign ministry denied that its army had shelled the bridge, according to the state agency NKA.",
    "The bridge cost 12 million crowns, the engineers said; the opposition put the sum at 14 million crowns.",
    "Police arrested two men near the quay, the Quay News reported, citing a spokesman for the city police.",
    "A boat passes under the bridge on May 6, 2024. Ferry Line/Jo Kern",
    "1 / 7",
    "Bitcoin BTC $61,200.10 -1.2%",
    "Ethereum ETH $2,950.00 +0.4%",
    "Read more: Ten walks along the river",
    "Subscribe to our newsletter",
    "Share on Facebook",
    "Your email address will not be published. Starred fields are needed",
    "© 2024 Quay News. All rights reserved.",
]
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "said " * 9,
    "“”‘’«»" * 5,
    "(" * 20,
    "1,000,000.50 " * 5,
    "According to according to Norland, Norland said Norland denied that Ada Brandt said so.",
    "May 32, 0000 at 99:99, on Monday or Tuesday, last next week, from 1990 to 1980",
    "By By By Ada Brandt of of the the Quay News Quay News",
]
SAID = [
    ("date", "2024-13-45"),
    ("date", "2024-05-07"),
    ("date", "٢٠٢٤-٠٥-٠٧"),
    ("captured", "2031-01-02"),
    ("captured", "-1"),
    ("publisher", "</script><script>alert(1)</script>"),
    ("publisher", "Norland"),
    ("title", "Harbour town opens\u2028its third bridge"),
    ("url", "javascript:alert(1)"),
    ("url", 'https://quay.test/2024/99/99/"><script>alert(1)</script>'),
]
TAGS = ["p", "div", "h1", "article", "aside", "b", "a", "li", "td", "time", "figure", "figcaption", "script"]
ODD = [
    "\u200b",
    "\u202e",
    "👩‍👩‍👧",
    "\ufeff",
    "\u2028",
    "\x85",
    "\t",
    "\r",
    "e\u0301",
    "𝔘",
    "&amp;",
    "<",
    "\x07",
    '"',
    "’s",
]

line = st.sampled_from(LINES) | st.sampled_from(HOSTILE) | st.text(max_size=60)
odd = st.sampled_from(ODD)


@st.composite
def mangled_texts(draw: st.DrawFn) -> str:
    """Lines of news and furniture in any order, cut and sprinkled with what pages hold by accident."""
    text = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2029", " "])).join(
        draw(st.lists(line, min_size=1, max_size=12))
    )
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(odd) + text[place + draw(st.integers(0, 6)) :]
    return text


@st.composite
def mangled_html(draw: st.DrawFn) -> str:
    """The same between tags that open and close where they like."""
    parts = ["<html><body>"]
    for each in draw(st.lists(line | odd, min_size=1, max_size=12)):
        tag = draw(st.sampled_from(TAGS))
        closing = draw(st.sampled_from([f"</{tag}>", f"</{tag}>", f"</{tag}>", "", "</p>", "<br>", "<!-- "]))
        parts.append(
            f"<{tag} class='{draw(st.sampled_from(['', 'related', 'article-body']))}'>{each}{closing}"
        )
    return "".join(parts)


@st.composite
def inputs(draw: st.DrawFn) -> list[Raw]:
    """A few inputs, some bad, each with a name of its own."""
    said = st.lists(st.sampled_from(SAID), max_size=3).map(tuple)
    raws = [Raw("", text, False, draw(said)) for text in draw(st.lists(mangled_texts(), max_size=2))]
    raws += [Raw("", html, True) for html in draw(st.lists(mangled_html(), max_size=1))]
    raws += [Raw("", data, False) for data in draw(st.lists(st.binary(max_size=40), max_size=1))]
    return [
        dataclasses.replace(raw, source=f"page{number}")
        for number, raw in enumerate(draw(st.permutations(raws)))
    ]


fuzzed = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reaches for the network fails; sockets between processes of this machine are none."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        method = getattr(socket.socket, name)

        def local_only(self: socket.socket, *args: Any, method: Any = method) -> Any:
            return method(self, *args) if self.family == socket.AF_UNIX else refuse()

        monkeypatch.setattr(socket.socket, name, local_only)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


OFFLINE = """
import pkgutil, sys

def refuse(event, _):
    if event.startswith(("socket.", "urllib.")) and event != "socket.__new__":
        raise AssertionError(event)

sys.addaudithook(refuse)
import copydesk
for module in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
assert copydesk.report(sys.argv[1:]).stories
"""
"""Imports every module, then tells what stands in the pages that are named; whatever asks for the network fails."""


def test_importing_reading_and_analysing_ask_for_no_network() -> None:
    pages = [str(page) for page in sorted(EXAMPLES.iterdir())[:2]]
    subprocess.run([sys.executable, "-c", OFFLINE, *pages], check=True)


def findings_of(raws: list[Raw]) -> list[Annotations]:
    results = list(run(raws, to_findings))
    assert len(results) == len(raws)
    assert [source_of(result) for result in results] == [raw.source for raw in raws]
    for result in results:
        if isinstance(result, Rejected):
            assert result.reason != "failed", result
            assert result.detail
    return [result for result in results if isinstance(result, Annotations)]


def source_of(result: Annotations | Rejected) -> str:
    return result.source if isinstance(result, Rejected) else result.article.source


class Tags(HTMLParser):
    """The tags of a document with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def check_html(html: str) -> None:
    """Nothing of a page runs, loads or leads anywhere but to the web."""
    tags = Tags(html).seen
    assert [tag for tag, _ in tags].count("script") == 1
    assert {tag for tag, _ in tags}.isdisjoint({"img", "iframe", "object", "embed", "base", "form"})
    for _, attributes in tags:
        assert not any(name.startswith("on") or name in {"src", "action", "srcdoc"} for name in attributes)
        assert (attributes.get("href") or "#").startswith(("#", "http://", "https://"))


def within(value: Any, kind: type) -> Iterator[Any]:
    """Every instance of `kind` anywhere inside a model value, pages apart."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Page):
        return
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from within(getattr(value, field.name), kind)
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from within(each, kind)


def check_clocks(found: Annotations, raw: Raw) -> None:
    """When it was published, when captured and when it happened never stand in for each other."""
    article, said = found.article, dict(raw.said)
    assert article.captured is None or "captured" in said
    assert article.published is None or article.published.evidence
    assert article.published is None or article.published.evidence != "record" or "date" in said
    anchors = {time.anchor for time in found.times}
    assert Anchor.CAPTURED not in anchors
    assert article.published is not None or article.dateline is not None or Anchor.PUBLISHED not in anchors


def check_article(article: Article, raw: Raw) -> None:
    text = article.page.text
    if isinstance(raw.data, str) and not raw.is_html:
        assert text == raw.data
    assert "".join(block.span.of(text) for block in article.blocks) == text
    starts = [0, *(block.span.end for block in article.blocks)]
    assert starts == [*(block.span.start for block in article.blocks), len(text)]
    for snippet in within(article, Snippet):
        if snippet.span:
            assert snippet.span.of(text) == snippet.text
    if article.dateline:
        assert article.dateline.span.of(text) == article.dateline.text
    for span in within(article, Span):
        assert span.end <= len(text)


def check_findings(findings: Annotations) -> None:
    """Every span is in the page, and what was found stands in the article, not in furniture."""
    page = findings.article.page.text
    furniture = [block.span for block in findings.article.blocks if block.kind.is_furniture]
    found = [findings.sentences, findings.entities, findings.times, findings.quotations, findings.events]
    spans = [
        *(claim.span for claim in findings.claims),
        *(span for each in found for span in within(each, Span)),
    ]
    for span in spans:
        assert 0 <= span.start < span.end <= len(page)
        assert not any(span.overlaps(other) for other in furniture), span.of(page)
    entities = {entity.id for entity in findings.entities}
    assert len(entities) == len(findings.entities)
    assert references(findings) <= {*entities, None}
    for event in findings.events:
        assert event.time is None or event.time < len(findings.times)
    events = {event.id for event in findings.events}
    for claim in findings.claims:
        assert set(claim.events) <= events
        assert all(index < len(findings.quotations) for index in claim.quotations)


def references(findings: Annotations) -> set[str | None]:
    """Every entity that a value of these findings speaks of by its id."""
    named = {entity.stands_for for entity in findings.entities}
    named |= {mention.stands_for for entity in findings.entities for mention in entity.mentions}
    named |= {quotation.speaker for quotation in findings.quotations}
    named |= {link.entity for claim in findings.claims for link in claim.attribution}
    return named.union(*((event.place, *event.source, *event.target) for event in findings.events))


def check_account(account: Account) -> None:
    """Nothing is invented: every sentence and value stands in a page where it is said to stand."""
    texts = {found.article.source: found.article.page.text for found in account.story.findings}
    for evidence in within(dataclasses.replace(account, story=None), Evidence):  # type: ignore[arg-type]
        assert evidence.span.of(texts[evidence.source]) == evidence.text
    for variant in within(account.claims, Variant):
        assert variant.span.end <= len(texts[variant.source])
    for claim in account.claims:
        assert claim.text == claim.evidence[0].text
    for quotation in account.quotations:
        assert quotation.text == quotation.versions[0].text
    check_references(account)
    dated = {f.article.source for f in account.story.findings if f.article.published}
    for value in within(dataclasses.replace(account, story=None), DatedValue):  # type: ignore[arg-type]
        assert value.inferred_from is None or (value.inferred_from in dated and value.source not in dated)
    kinds = {origin.id: origin.kind for origin in account.story.origins}
    for claim in account.claims:
        # A claim may be told by somebody unknown besides: that adds an origin, never an independent one.
        known = [origin for origin in claim.origins if kinds[origin] is not OriginKind.UNKNOWN]
        assert claim.independent <= len(known)
        assert bool(claim.independent) == bool(known)


def check_references(account: Account) -> None:
    """Whatever the account speaks of by its id is listed, once."""
    entities = {entity.id for entity in account.entities}
    assert len(entities) == len(account.entities)
    assert {entity.id for entity in (*account.who, *account.where)} <= entities
    assert {quotation.speaker for quotation in account.quotations} <= {*entities, None}
    assert {claim.place for claim in account.claims} <= {*entities, None}
    for event in account.events:
        assert {event.place, *event.source, *event.target} <= {*entities, None}
    claims = {claim.id for claim in account.claims}
    assert len(claims) == len(account.claims)
    assert {*account.telling, *(entry.claim for entry in account.timeline)} <= claims
    origins = {origin.id for origin in account.story.origins}
    assert {
        *account.story.claim_origins.values(),
        *(o for claim in account.claims for o in claim.origins),
    } <= origins
    assert {end for tie in account.story.ties for end in (tie.a, tie.b)} <= origins


@fuzzed
@given(inputs())
def test_spans_tile_and_nothing_is_invented(raws: list[Raw]) -> None:
    findings = findings_of(raws)
    received = {raw.source: raw for raw in raws}
    for found in findings:
        check_article(found.article, received[found.article.source])
        check_clocks(found, received[found.article.source])
        check_findings(found)
        assert json.loads(as_line(findings_record(found)).encode("utf-8"))
    for account in accounts_of(findings):
        check_account(account)


def test_the_invariants_hold_where_everything_is_found() -> None:
    """Pages made up at random seldom hold a dateline, an event or two versions of one figure; the samples do."""
    raws = [Raw(page.name, page.read_bytes(), page.suffix == ".html") for page in sorted(EXAMPLES.iterdir())]
    findings = findings_of(raws)
    for found, raw in zip(findings, raws, strict=False):
        check_article(found.article, raw)
        check_findings(found)
    accounts = list(accounts_of(findings))
    for account in accounts:
        check_account(account)
    assert any(found.article.dateline for found in findings)
    assert all(any(getattr(found, name) for found in findings) for name in ("events", "quotations", "times"))
    assert list(within([account.claims for account in accounts], Variant))
    assert any(value.inferred_from for account in accounts for value in within(account.when, DatedValue))


@fuzzed
@given(inputs(), st.randoms(use_true_random=False))
def test_the_report_is_the_same_whatever_the_order(raws: list[Raw], random: Any) -> None:
    mixed = random.sample(raws, len(raws))
    first, second = (copydesk.Report.of(run(order, to_packed)) for order in (raws, mixed))
    assert first.to_json() == second.to_json()
    assert first.to_html() == second.to_html()
    check_html(first.to_html())
    lines = [list(group_lines(run(order, to_packed))) for order in (raws, mixed)]
    records = [json.loads(each) for each in lines[0]]
    assert [record["source"] for record in records] == [raw.source for raw in raws]
    grouped = {record["source"] for record in records if "rejected" not in record}
    assert {record.get("reprint_of") for record in records} <= {*grouped, None}
    assert sorted(lines[0]) == sorted(lines[1])
    assert first.summary.pages == first.summary.articles + len(first.summary.rejected) == len(raws)


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_number_of_processes_changes_nothing(tmp_path: Any, jobs: int) -> None:
    for number in range(9):
        chosen = LINES[number % 3 :: 1 + number % 2]
        (tmp_path / f"{number}.txt").write_text("\n\n".join(chosen))
    told = copydesk.report([tmp_path], jobs=jobs)
    alone = copydesk.report([tmp_path])
    assert told.to_json() == alone.to_json()
    assert told.to_html() == alone.to_html()
