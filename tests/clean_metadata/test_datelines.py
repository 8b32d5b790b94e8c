"""Datelines, and sentences that only look like them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.clean.datelines import find_dateline
from copydesk.model import Span

DATELINES = {
    "SEOUL (Reuters) –": ("Seoul", "Reuters", None),
    "SEOUL, Sept 9:": ("Seoul", None, "--09-09"),
    "PYONGYANG, Aug. 15 (KCNA) --": ("Pyongyang", "KCNA", "--08-15"),
    "WASHINGTON, D.C. —": ("Washington", None, None),
    "Paris (AFP) -": ("Paris", "Agence France-Presse", None),
    "afrol News, 25 March -": (None, "afrol News", "--03-25"),
    "NEW DELHI:": ("New Delhi", None, None),
    "(Reuters) -": (None, "Reuters", None),
    "(ANSA) - ROMA, 08 SET -": ("Roma", "ANSA", None),
    "Madrid, 8 sep (EFE).-": ("Madrid", "EFE", "--09-08"),
    "New Delhi, Sep 8 (PTI)": ("New Delhi", "Press Trust of India", "--09-08"),
    "MOSCOW, September 8. /TASS/.": ("Moscow", "TASS", "--09-08"),
    "ALBANY, N.Y. (AP) —": ("Albany", "Associated Press", None),
    "PORT-AU-PRINCE (AFP) -": ("Port-au-Prince", "Agence France-Presse", None),
    "HONG KONG, Friday, Sept. 8, 2023 (AFP) --": ("Hong Kong", "Agence France-Presse", "2023-09-08"),
    "LONDON/PARIS, Sept 8 (Reuters) -": ("London", "Reuters", "--09-08"),
    "ST. LOUIS (AP) _": ("St. Louis", "Associated Press", None),
    "Washington (CNN) —": ("Washington", "CNN", None),
    "Berlin —": ("Berlin", None, None),
    "Berlin --": ("Berlin", None, None),
    "Berlin (dpa) -": ("Berlin", "Deutsche Presse-Agentur", None),
    "Osthaven, Ala., Jul 14, 2031 / 05:21 am (AFP).-": ("Osthaven", "Agence France-Presse", "2031-07-14"),
    "Osthaven, Ala., Jul 14, 2031 / 05:21 am (CNA)": ("Osthaven", "CNA", "2031-07-14"),
}


@pytest.mark.parametrize(("dateline", "expected"), DATELINES.items())
def test_a_dateline_is_read_through_its_dash(dateline: str, expected: tuple[str | None, ...]) -> None:
    text = f"\n {dateline} The harbour reopened after the storm."
    found = find_dateline(text, Span(0, len(text)), language="en")
    assert found is not None
    assert found.text == dateline == found.span.of(text)
    place, agency, day = expected
    assert (found.place, found.agency) == (place, agency)
    assert day is None or found.date == day


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — met again.",
        "BREAKING: the bridge is open.",
        "COVID-19 – the virus is back.",
        "President Ash (D) - said he would go.",
        "Jane Doe (Reuters) takes the helm of the paper.",
        "Paris – the city of light – is dark.",
        "SPOILER ALERT — the ship sinks.",
        "I — and I alone — was there.",
        "The report (AFP) - said little.",
        "Q: What happened next?",
        "US-China – a rivalry.",
        "Reuters reported (AFP) - nothing new.",
        "UPDATE - the road is clear.",
        "Boston (NHL) The team lost.",
        "Walter – The man and the myth.",
        "",
    ],
)
def test_an_ordinary_sentence_is_no_dateline(text: str) -> None:
    assert find_dateline(text, Span(0, len(text)), language="en") is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Osthaven, Jul 14, 2031 / 02:00 pm (CNA)", "CNA"),
        ("OSTHAVEN, July 14 (Reuters)", "Reuters"),
        ("OSTHAVEN (Reuters)", None),
        ("Osthaven, Jul 14, 2031", None),
    ],
)
def test_a_line_of_its_own_gives_place_day_and_agency(line: str, agency: str | None) -> None:
    found = find_dateline(line, Span(0, len(line)), language="en")
    assert (found.agency if found else None) == agency


HEADS = st.tuples(
    st.sampled_from(["", " \n", "“", "By Ann Roe\n"]),
    st.sampled_from(["SEOUL", "Paris", "PORT LINDRY, Norland", "seoul", "St. Gallen/Bern", ""]),
    st.sampled_from(["", ", Sept 9", ", 9 March 2031", " 31 Feb"]),
    st.sampled_from(["", " (AFP)", " (Quay News)", " [dpa]", "/XINHUA/", " (AP", " Reuters)"]),
    st.sampled_from(["", " - ", " — ", ": ", "--", "\n"]),
    st.text(max_size=30),
).map("".join)


@given(HEADS)
@settings(max_examples=200)
def test_whatever_is_found_stands_in_the_text(text: str) -> None:
    found = find_dateline(text, Span(0, len(text)))
    if found is not None:
        assert found.span.of(text) == found.text
