"""What was found, as HTML pages in the frame and style of the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from copydesk.desk import Hit, StoryEntry
from copydesk.export.dates import in_words
from copydesk.export.html import Link, asset, environment, policy
from copydesk.export.report import report_html
from copydesk.export.safe import one_line
from copydesk.group.changes import Change
from copydesk.model import Account, RunSummary, Span
from copydesk.web import links
from copydesk.web.asked import MOST, Listing
from copydesk.web.excerpts import excerpt

Item = TypeVar("Item")
_HERE = "copydesk.web"
_STYLES = ("report.css", "copydesk.export"), ("desk.css", _HERE)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Item]):
    """Some of many things in a row, of which there are `total`: from number `first`, from 1, to `last`; and where those
    before and after these are."""

    items: Sequence[Item]
    first: int
    total: int
    before: str | None
    after: str | None

    @property
    def last(self) -> int:
        """The number of the last one."""
        return self.first + len(self.items) - 1


def sheet_of(items: Sequence[Item], skip: int, *, total: int, address: Callable[[int], str]) -> Sheet[Item]:
    """`items`, which stand behind the first `skip` of `total`; `address` leads to those behind so many."""
    before = address(max(0, skip - MOST)) if skip else None
    after = address(skip + MOST) if skip + MOST < total else None
    return Sheet(items, skip + 1, total, before, after)


def site_policy() -> str:
    """The content security policy of every page: the styles and the report's script, and forms that ask this site."""
    styles = [asset(*style) for style in _STYLES]
    return policy(styles=styles, scripts=[asset("report.js")], forms="'self'")


def stories_html(sheet: Sheet[StoryEntry], asked: Listing) -> str:
    """The list of stories."""
    orders = [
        Link(words, links.listing_address(asked, order=order, skip=0), asked.order == order)
        for words, order in (("most pages first", "pages"), ("latest first", "latest"))
    ]
    narrowed = bool(asked.words or asked.begin or asked.until)
    return _page("stories.html.j2", links.STORIES, sheet=sheet, asked=asked, orders=orders, narrowed=narrowed)


def search_html(words: str, hits: Sequence[Hit] | None, *, titles: Mapping[str, str | None]) -> str:
    """What was found for these words; None where nothing could be looked for."""
    return _page("search.html.j2", links.SEARCH, words=words, hits=hits, titles=titles, most=MOST)


def changes_html(sheet: Sheet[Change], *, titles: Mapping[str, str | None]) -> str:
    """What happened to the stories."""
    return _page("changes.html.j2", links.CHANGES, sheet=sheet, titles=titles)


def problem_html(heading: str, sentence: str) -> str:
    """Why there is nothing to show."""
    return _page("problem.html.j2", "", heading=heading, sentence=sentence)


def story_html(account: Account, *, marked: tuple[str, Span] | None) -> str:
    """The report on one story; the `marked` characters of a page have an address too."""
    pages = len(account.story.findings)
    document = Link("As JSON", links.document_address(account.id))
    cited = {marked[0]: frozenset({marked[1]})} if marked else {}
    summary = RunSummary(pages, pages)
    return report_html([account], summary, links=[*links.site_links(), document], cited=cited)


def _page(template: str, here: str, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            values,
            links=links.site_links(here),
            policy=site_policy(),
            styles=[Markup(asset(*style)) for style in _STYLES],
        )
    )


@cache
def _environment() -> Environment:
    made = environment(_HERE)
    made.filters.update(one_line=one_line, days=days_in_words)
    made.globals.update(story_address=links.story_address, place_address=links.place_address, excerpt=excerpt)
    return made


def days_in_words(entry: StoryEntry) -> str:
    """The days of a story's pages: one, or the first and the last."""
    if entry.begin is None or entry.until is None:
        return "undated"
    first, last = (in_words(day, weekday=False).split() for day in (entry.begin, entry.until))
    own = list(first)
    for shared in range(1, len(last) + 1):  # "12 to 14 October 2024": what both end in is said once
        if first[-shared:] != last[-shared:]:
            break
        own = first[:-shared]
    return " ".join([*own, "to", *last] if own else last)
