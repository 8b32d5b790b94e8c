"""What the report says of a story in words: nothing it says may contradict what stands beside it."""

import dataclasses

from copydesk.export.report import report_html
from copydesk.export.view import view_stories
from copydesk.model import (
    Account,
    DatedValue,
    Independence,
    RunSummary,
    Span,
    Status,
    Tie,
    TimelineEntry,
)


def timed(value: str, begin: str) -> DatedValue:
    return DatedValue(value, begin, None, "a.txt", Span(0, 4))


def test_a_period_stands_once_in_the_timeline_before_the_days_it_holds(barge: Account) -> None:
    times = [
        timed("2024-09-30T18:00", "2024-09-30T18:00"),
        timed("2024-W40", "2024-09-30"),
        timed("2024-09-30", "2024-09-30"),
        timed("2024-W40", "2024-09-30"),
    ]
    (view,) = view_stories(
        [dataclasses.replace(barge, timeline=tuple(TimelineEntry(time, "k1") for time in times))]
    )
    told = [(day, len(entries)) for day, entries in view.timeline(background=False)]
    assert told == [("the week of 30 September 2024", 2), ("Monday 30 September 2024", 2)]


def test_what_is_of_one_day_is_told_as_the_claims_are(barge: Account) -> None:
    times = [TimelineEntry(timed("2024-10-05", "2024-10-05"), id) for id in ("k2", "k1")]
    (view,) = view_stories([dataclasses.replace(barge, timeline=tuple(times))])
    ((_, entries),) = view.timeline(background=False)
    assert [entry.claim for _, entry in entries] == ["k1", "k2"]


def test_one_count_of_the_claims_without_an_origin(barge: Account, summary: RunSummary) -> None:
    loose = [
        dataclasses.replace(barge.claims[1], id=f"k{i}", status=Status.UNATTRIBUTED, origins=("unknown",))
        for i in (3, 4)
    ]
    counts = dataclasses.replace(barge.counts, unresolved=1)
    html = report_html([dataclasses.replace(barge, claims=(*barge.claims, *loose), counts=counts)], summary)
    assert "; 2 claims with no origin named. Why?" in html


def test_several_names_are_no_witnesses_where_nobody_knows_them_independent(
    barge: Account, summary: RunSummary
) -> None:
    assert "not known to be independent" not in report_html([barge], summary)
    names = ("nordwire", "the-skerry-post")
    claim = dataclasses.replace(barge.claims[1], origins=names)
    html = report_html([dataclasses.replace(barge, claims=(barge.claims[0], claim))], summary)
    assert "rests on Nordwire, The Skerry Post · not known to be independent" in html


def test_names_that_likely_have_it_from_each_other_are_said_to(barge: Account) -> None:
    names = ("nordwire", "the-skerry-post")
    claim = dataclasses.replace(barge.claims[1], origins=(*names, "unknown"))
    tie = Tie(*names, Independence.LIKELY_DEPENDENT, ("cites",))
    story = dataclasses.replace(barge.story, ties=(tie,))
    (view,) = view_stories([dataclasses.replace(barge, story=story)])
    assert view.witnesses(claim).endswith("; elsewhere nobody is named · likely dependent")
    three = dataclasses.replace(claim, origins=(*names, "harbour-police"))
    assert view.witnesses(three).endswith(" · not known to be independent")


def test_names_that_are_left_out_are_counted_before_those_nobody_knows(barge: Account) -> None:
    (view,) = view_stories([barge])
    ids = ("harbour-police", "nordwire", "unknown", "the-skerry-post")
    assert view.rests_on(ids, 1) == "the harbour police and 2 more; elsewhere nobody is named"
