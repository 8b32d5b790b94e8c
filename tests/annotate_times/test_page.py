"""Times on pages: the dateline's day, spans into the page, and what a sibling's date resolves later."""

from datetime import date

import pytest

from copydesk.annotate.parse import parse
from copydesk.annotate.times import find_times, resolve_timex
from copydesk.annotate.times.localday import local_day, offset_at
from copydesk.model import Anchor, Article, Block, BlockKind, Dateline, Page, Span, Stamp, Timex

BODY = "The council met on Saturday and praised the harvest, its chairman said."


def article(
    body: str = BODY,
    *,
    published: str | None = None,
    zone: str | None = None,
    place: str | None = None,
    filed: str | None = None,
) -> Article:
    lead = f"{place.upper()} (Agency) - " if place else ""
    text = f"Harvest praised\n\n{lead}{body}\n\nMonday special offers"
    title, start, end = Span(0, 17), 17, text.index("Monday special")
    line = Dateline(lead, Span(17, 17 + len(lead)), place, "Agency", filed) if place else None
    grain = "minute" if published and "T" in published else "day"
    return Article(
        "a",
        Page("a.txt", text),
        (
            Block(BlockKind.TITLE, title, 1.0),
            Block(BlockKind.BODY, Span(start, end), 1.0),
            Block(BlockKind.AD, Span(end, len(text)), 1.0),
        ),
        dateline=line,
        published=Stamp(published, grain, zone, "timestamp") if published else None,
    )


def times(page: Article) -> tuple[Timex, ...]:
    return find_times(parse(page))


def test_saturday_of_a_page_stamped_friday_night_elsewhere() -> None:
    (timex,) = times(article(published="2023-09-08T22:26", place="Seoul"))
    assert (timex.value, timex.alternatives) == ("2023-09-09", ("2023-09-02",))
    assert (timex.begin, timex.until, timex.anchor) == ("2023-09-09", "2023-09-10", Anchor.PUBLISHED)


def test_a_known_zone_moves_the_stamp_into_the_dateline() -> None:
    known = article(published="2023-09-08T22:26", zone="EDT", place="Seoul")
    today = local_day(known)
    assert today is not None
    assert today.day == date(2023, 9, 9)
    assert today.maybe == ()
    assert times(known)[0].alternatives == ()


def test_a_dateline_at_home_keeps_the_day() -> None:
    (timex,) = times(article(published="2023-09-08T10:00", zone="EDT", place="Washington"))
    assert timex.value == "2023-09-02"


@pytest.mark.parametrize(("filed", "day"), [("2024-01-01", date(2024, 1, 1)), ("--01-01", date(2024, 1, 1))])
def test_the_datelines_own_date_is_its_day(filed: str, day: date) -> None:
    today = local_day(article(published="2023-12-31T22:00", place="Tokyo", filed=filed))
    assert today is not None
    assert today.day == day


def test_furniture_is_not_read_and_spans_are_into_the_page() -> None:
    page = article(published="2023-09-09", place="Quito")
    (timex,) = times(page)
    assert timex.span.of(page.page.text) == "Saturday"
    assert timex.value == "2023-09-09"


def test_an_undated_page_is_resolved_from_its_story() -> None:
    page = article()
    (timex,) = times(page)
    assert (timex.value, timex.begin, timex.anchor) == ("XXXX-WXX-6", None, Anchor.NONE)
    told = resolve_timex(timex, text=page.page.text, anchor=date(2023, 9, 9), past=True)
    assert (told.span, told.value, told.begin) == (timex.span, "2023-09-09", "2023-09-09")
    assert told.anchor is Anchor.STORY


@pytest.mark.parametrize(
    ("body", "past", "value"),
    [
        ("They met last week to talk.", True, "2023-W35"),
        ("They will meet in October to talk.", False, "2023-10"),
        ("They talked for six weeks.", True, "P6W"),
        ("They talked in 2019.", True, "2019"),
        ("They talked in the 1990s.", True, "199X"),
    ],
)
def test_resolving_later(body: str, past: bool, value: str) -> None:
    page = article(body)
    (timex,) = times(page)
    told = resolve_timex(timex, text=page.page.text, anchor=date(2023, 9, 9), past=past)
    assert told.value == value


def test_captions_tell_of_nothing_to_the_body() -> None:
    text = "A crowd on May 3, 2011.\n\nTwo days later the head of the bank fled."
    page = Article(
        "a",
        Page("a.txt", text),
        (Block(BlockKind.CAPTION, Span(0, 25), 1.0), Block(BlockKind.BODY, Span(25, len(text)), 1.0)),
    )
    assert [timex.value for timex in times(page)] == ["2011-05-03", "XXXX-XX-XX"]


@pytest.mark.parametrize(
    ("place", "minutes"),
    [
        ("Seoul", 540),
        ("SÃO PAULO", -180),
        ("New Delhi", 330),
        ("Washington", -240),
        ("Nowhere", None),
        (None, None),
    ],
)
def test_offsets(place: str | None, minutes: int | None) -> None:
    assert offset_at(place, date(2023, 9, 8)) == minutes
