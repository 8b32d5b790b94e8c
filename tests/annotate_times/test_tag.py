"""What the tagger finds in a text and what it makes of it; the sentences are invented."""

from datetime import date

import pytest

from copydesk.annotate.parser import load_parser
from copydesk.annotate.times import tag
from copydesk.model import Anchor, Timex

FRIDAY = date(2023, 9, 8)


def found(text: str, anchor: date | None = FRIDAY) -> list[tuple[str, str, str]]:
    return [(t.span.of(text), t.type, t.value) for t in read(text, anchor)]


def read(text: str, anchor: date | None = FRIDAY) -> list[Timex]:
    return tag(text, anchor=anchor, doc=load_parser()(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on Sept. 8, 2019.", ("Sept. 8, 2019", "DATE", "2019-09-08")),
        (
            "It opened two hundred and forty-four years ago.",
            ("two hundred and forty-four years ago", "DATE", "1779"),
        ),
        ("It opened on 5 June 1989.", ("5 June 1989", "DATE", "1989-06-05")),
        (
            "It opened at 10:35 p.m. on Sept. 8, 2019.",
            ("10:35 p.m. on Sept. 8, 2019", "TIME", "2019-09-08T22:35"),
        ),
        ("Troops came on the night of June 4, 1989.", ("the night of June 4, 1989", "TIME", "1989-06-04TNI")),
        ("They met on Wednesday evening.", ("Wednesday evening", "TIME", "2023-09-06TEV")),
        ("They met this week.", ("this week", "DATE", "2023-W36")),
        ("They met over the weekend.", ("the weekend", "DATE", "2023-W36-WE")),
        ("Sales fell in the third quarter of 2022.", ("the third quarter of 2022", "DATE", "2022-Q3")),
        ("Sales fell in the first half of 2022.", ("the first half of 2022", "DATE", "2022-H1")),
        ("He was born in the spring of 1941.", ("the spring of 1941", "DATE", "1941-SP")),
        ("It began in the late 1990s.", ("the late 1990s", "DATE", "199X")),
        ("It began in the 19th century.", ("the 19th century", "DATE", "18XX")),
        ("Athens burned in 480 BC.", ("480 BC", "DATE", "BC0480")),
        ("He is now in office.", ("now", "DATE", "PRESENT_REF")),
        ("He recently retired.", ("recently", "DATE", "PAST_REF")),
        ("It will shape the future.", ("the future", "DATE", "FUTURE_REF")),
        ("They talked for three days.", ("three days", "DURATION", "P3D")),
        ("They talked for two and a half hours.", ("two and a half hours", "DURATION", "PT2H30M")),
        ("They talked for years.", ("years", "DURATION", "PXY")),
        ("They meet every two weeks.", ("every two weeks", "SET", "P2W")),
        ("They meet each Thursday.", ("each Thursday", "SET", "XXXX-WXX-4")),
        ("They left three years ago.", ("three years ago", "DATE", "2020")),
        ("They left the day before yesterday.", ("the day before yesterday", "DATE", "2023-09-06")),
        ("The deal expires by Dec. 31.", ("Dec. 31", "DATE", "2023-12-31")),
        ("They died on Christmas Eve 2022.", ("Christmas Eve 2022", "DATE", "2022-12-24")),
        ("It opened this Wednesday May 1, 2019.", ("this Wednesday May 1, 2019", "DATE", "2019-05-01")),
        (
            "FILE - In this Sept. 8, 2019, file photo the mill burns.",
            ("this Sept. 8, 2019", "DATE", "2019-09-08"),
        ),
        ("Sales fell in the month of April.", ("the month of April", "DATE", "2023-04")),
        ("Following Tuesday's vote, Roe left.", ("Tuesday", "DATE", "2023-09-05")),
        ("It closed the following Tuesday.", ("the following Tuesday", "DATE", "2023-09-12")),
        ("She sang in the 2009 Christmas special.", ("2009 Christmas", "DATE", "2009-12-25")),
        ("The drills run until Tuesday next week.", ("Tuesday next week", "DATE", "2023-09-12")),
        ("He came on Monday of last week.", ("Monday of last week", "DATE", "2023-08-28")),
        ("The fair is held every 2 April.", ("every 2 April", "SET", "XXXX-04-02")),
        ("She moved there in summer ’80.", ("summer ’80", "DATE", "1980-SU")),
        ("Shots were heard at about 9am.", ("9am", "TIME", "2023-09-08T09:00")),
        ("The Nov. 5 attack was theirs.", ("Nov. 5", "DATE", "2022-11-05")),
        ("Since Nov. 5 the bridge has been shut.", ("Nov. 5", "DATE", "2022-11-05")),
        ("The Nov. 5 election will decide it.", ("Nov. 5", "DATE", "2023-11-05")),
        ("They plan an attack on Nov. 5.", ("Nov. 5", "DATE", "2023-11-05")),
    ],
)
def test_value(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "She may march with them, and the second man in the sun fell.",
        "They marked the 75th anniversary with the third such parade.",
        "The Long March of the workers stopped at the gate.",
        "Some 2000 refugees paid $1950 each.",
        "Three quarters of the fleet sank.",
        "Sun Li beat Jan Novak 3-2.",
        "A fall in prices may spring from it.",
        "Read version 1.2.34 of it.",
        "A diver told The Sun: the hull is whole.",
        "The pilot told USA TODAY that he left.",
        "She wrote for The Sunday Post.",
        "She told the Sunday Times and the Daily Herald so.",
        "The Good Friday Agreement held.",
        "The Winter Olympics followed the Autumn Statement.",
        "Black Friday drew thousands.",
        "The Better Tomorrow Fund paid on Patch Tuesday.",
        "I am 9. Nine am I.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The shop was robbed at 5.35pm in the old town on Sunday.", ["2023-09-03T17:35", "2023-09-03"]),
        ("It rained between 9am and 11am on Monday.", ["2023-09-04T09:00", "2023-09-04T11:00", "2023-09-04"]),
        ("The boat left at 6 a.m., officials said on Monday.", ["2023-09-08T06:00", "2023-09-04"]),
        ("It is open from Monday to Friday.", ["2023-09-04", "2023-09-08"]),
        ("The road is shut from Tuesday through Sunday.", ["2023-09-05", "2023-09-10"]),
    ],
)
def test_what_stands_together_is_read_together(text: str, values: list[str]) -> None:
    assert [timex.value for timex in read(text)] == values


def test_count_of_visits_is_no_date() -> None:
    assert found("It was the second such visit in six weeks.") == [("six weeks", "DURATION", "P6W")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left on Monday.", "2023-09-04"),
        ("He will leave on Monday.", "2023-09-11"),
        ("He is expected to leave on Monday.", "2023-09-11"),
        ("He left last Friday.", "2023-09-01"),
        ("He left in October.", "2022-10"),
        ("He will leave in December.", "2023-12"),
        ("He has lived there since March.", "2023-03"),
        ("She demanded a vote by the end of November.", "2023-11"),
    ],
)
def test_tense_gives_the_direction(text: str, value: str) -> None:
    assert [timex.value for timex in read(text)] == [value]


def test_next_weekday_keeps_both_candidates() -> None:
    (timex,) = read("He will leave next Thursday.")
    assert (timex.value, timex.alternatives) == ("2023-09-14", ("2023-09-21",))


def test_six_days_back_keeps_tomorrow() -> None:
    (timex,) = read("He left on Saturday.")
    assert (timex.value, timex.alternatives) == ("2023-09-02", ("2023-09-09",))


def test_told_dates_anchor_what_follows() -> None:
    times = read(
        "On May 3, 2011 the bank failed. Two days later its head fled. The following year it reopened."
    )
    assert [(t.value, t.anchor) for t in times] == [
        ("2011-05-03", Anchor.TEXT),
        ("2011-05-05", Anchor.TEXT),
        ("2012", Anchor.TEXT),
    ]


def test_a_history_lends_its_years() -> None:
    text = (
        "War came on March 3, 1912. In May the fort fell. On 7 June it was taken back. By 1913 trade was dead. "
        "Peace was signed in 1914, and in 1920 the fort was sold. It burned in 1931."
    )
    assert [value for _, _, value in found(text)][:3] == ["1912-03-03", "1912-05", "1912-06-07"]


def test_neighbours_lend_what_one_leaves_out() -> None:
    assert [value for _, _, value in found("They met on 6-7 January 1916.")] == ["1916-01-06", "1916-01-07"]
    assert [value for _, _, value in found("The revolt of 499 to 493 BC failed.")] == ["BC0499", "BC0493"]
    assert [value for _, _, value in found("It grew in 1915-17.")] == ["1915", "1917"]


def test_a_year_before_a_quarter_is_a_quarter() -> None:
    text = "Profit rose in the third quarter. A year earlier the firm lost money."
    assert [value for _, _, value in found(text, date(1989, 10, 30))] == ["1989-Q3", "1988-Q3"]


@pytest.mark.parametrize(
    ("text", "begin", "until"),
    [
        ("It has stood there since 2019.", "2019-01-01", None),
        ("It stayed open until Aug. 31, 2019.", None, "2019-09-01"),
        ("It was sold before 2019.", None, "2019-01-01"),
        ("It was sold after May 2019.", "2019-06-01", None),
        ("It was sold in May 2019.", "2019-05-01", "2019-06-01"),
        ("It was sold at 7:05 p.m. on May 9, 2019.", "2019-05-09T19:05", "2019-05-09T19:06"),
    ],
)
def test_bounds(text: str, begin: str | None, until: str | None) -> None:
    (timex,) = read(text)
    assert (timex.begin, timex.until) == (begin, until)


def test_a_range_spans_both_its_ends() -> None:
    first, second = read("He lived there from 2003 to 2007.")
    assert (first.begin, first.until) == ("2003-01-01", "2008-01-01")
    assert (second.begin, second.until) == ("2007-01-01", "2008-01-01")


def test_an_undated_text_leaves_relative_times_open() -> None:
    times = read("The envoy came on Saturday. He had come last week. He came in 2019.", None)
    assert [(t.value, t.begin, t.anchor) for t in times] == [
        ("XXXX-WXX-6", None, Anchor.NONE),
        ("XXXX-WXX", None, Anchor.NONE),
        ("2019", "2019-01-01", Anchor.TEXT),
    ]


def test_ahead_of_a_day_is_before_it_comes() -> None:
    (timex,) = read("She arrived ahead of Friday's vote.", date(2023, 9, 6))
    assert timex.value == "2023-09-08"


def test_a_fiscal_quarter_has_no_bounds() -> None:
    (timex,) = read("Profit fell in the fiscal third quarter of 2022.")
    assert (timex.value, timex.begin, timex.until) == ("2022-Q3", None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We meet today (Thursday) at noon.", [("today", "2023-09-07"), ("Thursday", "2023-09-07")]),
        ("It opens tomorrow (Friday).", [("tomorrow", "2023-09-08"), ("Friday", "2023-09-08")]),
        ("It sank yesterday (Thursday).", [("yesterday", "2023-09-07"), ("Thursday", "2023-09-07")]),
    ],
)
def test_the_weekday_in_brackets_tells_when_today_was(text: str, expected: list[tuple[str, str]]) -> None:
    dates = [(words, value) for words, type, value in found(text) if type == "DATE"]
    assert dates[:2] == expected


def test_the_year_before_is_not_this_year() -> None:
    assert found("Sales fell last year compared with the year before.")[1] == (
        "the year before",
        "DATE",
        "2021",
    )
    assert found("They sold the mill the year before the miller died.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Her last day at the mill is long gone.",
        "It was the last day of the fair.",
        "The paper's last year was its worst.",
        "See https://dailyquarry.example/2031-10-mill for more.",
        "These are costs that fall under the old rule.",
    ],
)
def test_what_is_no_time_near_the_day_of_writing(text: str) -> None:
    assert found(text) == []


def test_halves_and_falls_that_are_times() -> None:
    assert found("Roe scored twice in the first half.") == [("the first half", "DATE", "XXXX-H1")]
    assert found("Profit rose in the first half.") == [("the first half", "DATE", "2023-H1")]
    assert found("He resigned that fall.")[0][0] == "that fall"
    assert found("A vote is due within the next fortnight.") == [("the next fortnight", "DURATION", "P2W")]


def test_last_year_counts_from_the_page_though_it_tells_of_other_years() -> None:
    text = (
        "Tests began in 2012 and 2013. A model of 2009, one of 2010 and one of 2011 say the dock is safe until 2035. "
        "Last year the guild published a paper. Last month it met."
    )
    assert [value for words, _, value in found(text) if words in {"Last year", "Last month"}] == [
        "2022",
        "2023-08",
    ]


def test_this_winter_is_the_one_that_began_in_december() -> None:
    words = "And so, this winter, they built four walls."
    assert found(words, date(2023, 4, 25)) == [("this winter", "DATE", "2022-WI")]
    assert found("It will freeze this winter.", date(2023, 10, 25)) == [("this winter", "DATE", "2023-WI")]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Holm Studies. 2009;57(10):1671–80.", ["2009"]),
        ("People use the 50-30-20 rule.", []),
        ("It lasted from 1921-23.", ["1921", "1923"]),
    ],
)
def test_pages_and_shares_are_no_years(text: str, times: list[str]) -> None:
    assert [value for _, _, value in found(text)] == times
