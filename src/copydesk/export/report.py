"""Accounts as one self-contained HTML file: no network, no script of a page's, readable and printable."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType

from jinja2 import Environment
from markupsafe import Markup

from copydesk.export.html import Link, asset, environment, policy
from copydesk.export.lineage_picture import draw_lineage, lineage_sentences
from copydesk.export.network_picture import draw_network
from copydesk.export.page_text import Passage, cited_spans, passages
from copydesk.export.page_view import PageView
from copydesk.export.told import tell_sentences
from copydesk.export.view import StoryView, lineage_in_words, plain_code, view_stories
from copydesk.model import Account, DifferenceKind, RunSummary, Span, Status

STATUS_WORDS = {
    Status.CORROBORATED: "Agreed",
    Status.SINGLE_ORIGIN: "One origin only",
    Status.DISPUTED: "Disputed",
    Status.UNATTRIBUTED: "No origin named",
}

DIFFERENCE_WORDS = {
    DifferenceKind.NUMBER: "number",
    DifferenceKind.TIME: "time",
    DifferenceKind.PLACE: "place",
    DifferenceKind.ACTOR: "who",
    DifferenceKind.MODALITY: "fact or plan",
    DifferenceKind.WORDING: "wording",
}


Cited = Mapping[str, frozenset[Span]]
"""Source -> stretches of that page that have an address."""
_NONE: Cited = MappingProxyType({})


def report_html(
    accounts: Sequence[Account], summary: RunSummary, *, links: Sequence[Link] = (), cited: Cited = _NONE
) -> str:
    """The report as a complete HTML document; the same accounts give the same characters.

    Everything that comes from a page is escaped, its control characters are replaced, its addresses are
    links only if they are http or https, and a content security policy lets nothing run or load but the
    report's own style and script, which it names by their hashes. A report that is served has `links` to
    what is served beside it at its top; `cited` can be linked to besides what the accounts cite.
    """
    views = view_stories(accounts)
    style, script = asset("report.css"), asset("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            stories=[view for view in views if len(view.pages) > 1],
            singles=[view for view in views if len(view.pages) == 1],
            summary=summary,
            links=links,
            pages_in_full=partial(_pages_in_full, besides=cited),
            styles=[Markup(style)],
            script=Markup(script),
            policy=policy(styles=[style], scripts=[script]),
        )
    )


@cache
def _environment() -> Environment:
    made = environment()
    made.filters["plain_code"] = plain_code
    made.globals.update(
        draw_lineage=lambda view: Markup(draw_lineage(view)),
        draw_network=lambda view: Markup(draw_network(view)),
        lineage_sentences=lineage_sentences,
        lineage_in_words=lineage_in_words,
        tell_sentences=tell_sentences,
        Status=Status,
        statuses=STATUS_WORDS,
        difference_words=DIFFERENCE_WORDS,
    )
    return made


def _pages_in_full(view: StoryView, *, besides: Cited) -> list[tuple[PageView, list[Passage]]]:
    cited = cited_spans(view.account)
    every = {
        page.source: cited.get(page.source, frozenset()) | besides.get(page.source, frozenset())
        for page in view.pages
    }
    return [(page, passages(view, page, cited=every)) for page in view.pages]
