"""What gives a page its days, and what speaks for each of them."""

import pytest

from copydesk.clean.clues import gather
from copydesk.clean.publication import may_date
from copydesk.clean.witnesses import Day, find_days
from copydesk.model import Block, BlockKind, Page, Span
from copydesk.readers.html import render_html

PROSE = "The harbour of Lindry reopened on Friday after a long winter, and the first ferries left at dawn."


def days_of(body: str, *, head: str = "", url: str | None = None, title: str = "") -> dict[str, Day]:
    """The days of a page that is all running text."""
    page = render_html(f"<head>{head}</head><body>{body}</body>", source="page", url=url)
    assert isinstance(page, Page)
    clues = gather(page, [Block(BlockKind.BODY, Span(0, len(page.text)), 0.9)], language="en")
    at = page.text.find(title)
    return {day.day: day for day in find_days(clues, Span(at, at + len(title)) if title else None)}


@pytest.mark.parametrize(
    "address",
    ["2031/feb/04/ferry", "2031/Feb/4", "2031/february/04/", "harbour/2031/feb/04?page=2"],
)
def test_an_address_that_names_the_month(address: str) -> None:
    days = days_of(f"<p>{PROSE}</p>", url=f"https://courier.example/{address}")
    assert [w.source for w in days["2031-02-04"].witnesses] == ["address"]


@pytest.mark.parametrize(
    "opening",
    [
        "04.02.2031 - ",
        "4 February 2031 | ",
        "04.02.2031 „Spring” came early: ",
        "Lindry, (04.02.2031). ",
        "Port Lindry, 4.2.2031 – ",
    ],
)
def test_a_day_with_which_a_paragraph_opens_may_date_the_page(opening: str) -> None:
    assert may_date(days_of(f"<p>{opening}{PROSE}</p>")["2031-02-04"])


@pytest.mark.parametrize(
    "opening",
    ["On 4 February 2031 - a Tuesday - ", "4 February 2031 was the day: ", "They met, (as on 04.02.2031). "],
)
def test_a_day_in_a_sentence_may_not(opening: str) -> None:
    assert not may_date(days_of(f"<p>{opening}{PROSE}</p>")["2031-02-04"])


def test_a_day_within_the_headline_is_its_subject() -> None:
    title = "Minutes of the meeting of 4 February 2031"
    days = days_of(f"<h1>{title}</h1><p>7 February 2031</p><p>{PROSE}</p>", title=title)
    assert not may_date(days["2031-02-04"])
    assert "printed_first" in days["2031-02-07"].also


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("Published on 4 February 2031", True),
        ("This article of 4 February 2031 was published", True),
        ("4 February 2031 Published: 5 February 2031", False),
        ("Erschienen am: 4.2.2031", True),
        ("The council met on 4 February 2031", False),
    ],
)
def test_what_the_page_calls_the_publication(line: str, is_said: bool) -> None:
    days = days_of(f"<p>{line}</p><p>{PROSE}</p>")
    assert ("printed_published" in days["2031-02-04"].also) is is_said


@pytest.mark.parametrize(
    ("universal", "shown", "days"),
    [
        ("2031-02-05T02:11:00Z", "<time datetime='2031-02-04T21:11:00-05:00'>Feb 4</time>", ["2031-02-04"]),
        ("2031-02-05T05:31:00+00:00", "<p>4 February 2031, 11:31 pm</p>", ["2031-02-04"]),
        ("2031-02-03T22:04:00Z", "<p>4 February 2031, 00:04</p>", ["2031-02-04"]),
        ("2031-02-05T02:11:00Z", "<p>4 February 2031, 9:12 pm</p>", ["2031-02-04", "2031-02-05"]),
        ("2031-02-05T02:00:00Z", "<p>4 February 2031, 9:00 pm</p>", ["2031-02-04", "2031-02-05"]),
        ("2031-02-05T02:11:00+01:00", "<p>4 February 2031, 9:11 pm</p>", ["2031-02-04", "2031-02-05"]),
    ],
)
def test_universal_time_speaks_for_the_local_day(universal: str, shown: str, days: list[str]) -> None:
    head = f"<meta property='article:published_time' content='{universal}'>"
    found = days_of(f"{shown}<p>{PROSE}</p>", head=head)
    assert list(found) == days
    assert ("meta_published" in found["2031-02-04"].also) is (len(days) == 1)
