"""The picture of who copied whom: time from left to right, the days marked, arrows only where it is known."""

import re
from dataclasses import replace

from copydesk.export.lineage_picture import draw_lineage
from copydesk.export.view import StoryView, view_stories
from copydesk.model import Account, RunSummary, Stamp


def view(account: Account) -> StoryView:
    return view_stories([account])[0]


def stamped(account: Account, **stamps: Stamp | None) -> Account:
    """The account with other publication stamps, by the first letter of a page's source."""
    findings = tuple(
        replace(found, article=replace(found.article, published=stamps[found.article.source[0]]))
        if found.article.source[0] in stamps
        else found
        for found in account.story.findings
    )
    return replace(account, story=replace(account.story, findings=findings))


def lefts(svg: str) -> dict[str, float]:
    """Where each page's box begins, by the page's label."""
    found = re.findall(r'class="node[^>]*><title>.*?</title><rect x="(\d+)".*?class="number">(\d+)<', svg)
    return {label: float(x) for x, label in found}


def minute(value: str, zone: str | None = None) -> Stamp:
    return Stamp(value, "minute", zone, "metadata")


def test_every_page_has_a_box_and_the_picture_has_words(barge: Account, summary: RunSummary) -> None:
    svg = draw_lineage(view(barge))
    assert sorted(lefts(svg)) == ["1", "2", "3"]
    assert 'role="img" aria-labelledby="s1-lineage-words"' in svg


def test_a_copy_stands_right_of_its_source_and_has_an_arrow_if_it_is_known_to_be_one(barge: Account) -> None:
    svg = draw_lineage(view(barge))
    assert lefts(svg)["2"] > lefts(svg)["1"]
    assert svg.count('class="head"') == 1
    unknown = tuple(replace(link, direction=False) for link in barge.story.lineage)
    svg = draw_lineage(view(replace(barge, story=replace(barge.story, lineage=unknown))))
    assert 'class="head"' not in svg
    assert 'class="edge open"' in svg


def test_the_days_are_marked_once_each(barge: Account) -> None:
    account = stamped(barge, a=minute("2024-10-05T09:00"), b=None, c=minute("2024-10-06T09:00"))
    svg = draw_lineage(view(account))
    assert svg.count('class="day"') == 2
    assert svg.index(">5 October 2024<") < svg.index(">6 October 2024<")


def test_pages_stand_in_the_order_of_universal_time_where_zones_are_given(barge: Account) -> None:
    tokyo, london = minute("2024-10-06T08:00", "+09:00"), minute("2024-10-06T02:00", "+00:00")
    boxes = lefts(draw_lineage(view(stamped(barge, a=tokyo, b=None, c=london))))
    assert boxes["1"] < boxes["3"]
    boxes = lefts(draw_lineage(view(stamped(barge, a=minute("2024-10-06T08:00"), b=None, c=london))))
    assert boxes["1"] > boxes["3"]


def test_a_time_without_a_zone_is_marked_beside_one_that_has_it(barge: Account) -> None:
    mixed = stamped(barge, a=minute("2024-10-06T08:00", "+09:00"), b=minute("2024-10-06T09:30"))
    svg = draw_lineage(view(mixed))
    assert "6 Oct 08:00 +09:00" in svg
    assert "6 Oct 09:30 (zone?)" in svg
    assert "(zone?)" not in draw_lineage(view(barge))


def test_a_zone_that_no_place_has_orders_nothing(barge: Account) -> None:
    svg = draw_lineage(view(stamped(barge, a=minute("2024-10-06T08:00", "+99:00"))))
    assert sorted(lefts(svg)) == ["1", "2", "3"]
