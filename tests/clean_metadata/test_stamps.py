"""Dates and clock times as pages print them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.clean.stamps import read_dates, read_timestamp, zone_minutes

PRINTED = {
    "2023.09.08 22:26": ("2023-09-08T22:26", None),
    "Sept. 8, 2023 10:26 PM EDT": ("2023-09-08T22:26", "EDT"),
    "2023-09-08T22:26:11.123+02:00": ("2023-09-08T22:26:11", "+02:00"),
    "2023-09-08T22:26:11+99:99": ("2023-09-08T22:26:11", None),
    "8 Sept 2023": ("2023-09-08", None),
    "September 8th, 2023": ("2023-09-08", None),
    "8. September 2023 um 22.26 Uhr": ("2023-09-08T22:26", None),
    "8 septembre 2023 à 22h26": ("2023-09-08T22:26", None),
    "8 de septiembre de 2023, 22:26": ("2023-09-08T22:26", None),
    "1.º de marzo de 2024": ("2024-03-01", None),
    "8 сентября 2023 в 22:26": ("2023-09-08T22:26", None),
    "8 Eylül 2023, 22:26": ("2023-09-08T22:26", None),
    "2023年9月8日 下午10:26": ("2023-09-08T22:26", None),
    "2023년 9월 8일 오후 10:26": ("2023-09-08T22:26", None),
    "2023. szeptember 8. 22:26": ("2023-09-08T22:26", None),
    "2023. gada 8. septembris": ("2023-09-08", None),
    "8 tháng 9, 2023": ("2023-09-08", None),
    "8 ก.ย. 2566": ("2023-09-08", None),
    "٨ سبتمبر ٢٠٢٣": ("2023-09-08", None),
    "8 सितंबर 2023": ("2023-09-08", None),
    "08.09.23 22:26": ("2023-09-08T22:26", None),
    "10:26 PM EDT, Fri September 8, 2023": ("2023-09-08T22:26", "EDT"),
    "Fri, 08 Sep 2023 22:26:00 GMT": ("2023-09-08T22:26:00", "GMT"),
    "12:05 am, 1 January 2024": ("2024-01-01T00:05", None),
}


@pytest.mark.parametrize(("text", "expected"), PRINTED.items())
def test_a_printed_date_is_read_whole(text: str, expected: tuple[str, str | None]) -> None:
    (reading,) = read_dates(f"Posted {text} by us")
    assert (reading.value, reading.zone) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Feb 30, 2023",
        "in 2023",
        "September 2023",
        "12.50 2023",
        "call 030 2023 11",
        "version 1.2.3",
        "10 - 25 - 50 a page",
        "on 8 May",
    ],
)
def test_what_is_no_full_date_is_not_read(text: str) -> None:
    assert not list(read_dates(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 Sept 2023 22:26 9 Sept 2023", ["2023-09-08T22:26", "2023-09-09"]),
        ("22:26 9 Sept 2023, 8 Sept 2023", ["2023-09-09T22:26", "2023-09-08"]),
        ("8 Sept 2023 22:26 | 23:10 9 Sept 2023", ["2023-09-08T22:26", "2023-09-09T23:10"]),
    ],
)
def test_a_clock_is_of_one_date(text: str, expected: list[str]) -> None:
    assert [reading.value for reading in read_dates(text)] == expected


def test_day_and_month_follow_the_page_where_they_could_be_swapped() -> None:
    (european,) = read_dates("3/4/2024")
    (american,) = read_dates("3/4/2024", month_first=True)
    assert (european.value, american.value) == ("2024-04-03", "2024-03-04")
    assert european.open_order
    (clear,) = read_dates("31/12/2024", month_first=True)
    assert clear.value == "2024-12-31"
    assert not clear.open_order


def test_languages_that_differ_on_a_name_are_told_apart() -> None:
    assert next(read_dates("11 listopada 2024", language="pl")).value == "2024-11-11"
    assert next(read_dates("11 listopada 2024", language="hr")).value == "2024-10-11"
    assert not list(read_dates("11 listopada 2024"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("20230908T222600Z", "2023-09-08T22:26:00"),
        ("20230908", "2023-09-08"),
        ("Thu Sep 07 22:26:00 UTC 2023", "2023-09-07T22:26:00"),
        ("2023-09-08 22:26:00 +0200", "2023-09-08T22:26:00"),
        ("Mon, 23 Nov 26 08:05:00 GMT", "2026-11-23T08:05:00"),
        ("Monday, 23-Nov-26 08:05:00 GMT", "2026-11-23T08:05:00"),
        ("23 Nov 98", "1998-11-23"),
        ("1694212000", "2023-09-08T22:26:40"),
        ("1694212000123", "2023-09-08T22:26:40"),
        ("1694212000.5", "2023-09-08T22:26:40"),
    ],
)
def test_machine_written_times(value: str, expected: str) -> None:
    reading = read_timestamp(value)
    assert reading is not None
    assert reading.value == expected


@pytest.mark.parametrize("value", ["0694212000", "9694212000", "16942120001", "169421200012", "1 Nov 62"])
def test_numbers_that_are_no_times(value: str) -> None:
    assert read_timestamp(value) is None


def test_zones() -> None:
    assert zone_minutes("EDT") == -240
    assert zone_minutes("GMT+1") == 60
    assert zone_minutes("+05:30") == 330
    assert zone_minutes("ET") is None
    assert zone_minutes(None) is None


@given(st.lists(st.sampled_from([*PRINTED, "12", "3/4", " ", ", ", "\n", "on"]), max_size=9).map("".join))
@settings(max_examples=200)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    start = 0
    for reading in read_dates(text):  # two may share the clock between them
        assert start <= reading.span.start < reading.span.end <= len(text)
        start = reading.span.start


@pytest.mark.parametrize("piece", ["1", "1 ", "2023 ", "Sep 8, ", "1 de ", "12:34 ", " ", "2023-", "1/1/"])
def test_a_long_line_is_read_to_its_end(piece: str) -> None:
    text = piece * (400_000 // len(piece)) + " | Sept 14, 2031"  # in squared time this would take hours
    *_, last = read_dates(text)
    assert (last.day, last.span.end) == ("2031-09-14", len(text))
