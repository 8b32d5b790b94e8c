"""Accounts as one self-contained HTML file: no network, no script of a page's, readable and printable."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from copydesk.export.dates import in_words
from copydesk.export.lineage_picture import draw_lineage, lineage_sentences
from copydesk.export.network_picture import draw_network
from copydesk.export.page_text import cited_spans, passages
from copydesk.export.safe import neutral
from copydesk.export.view import StoryView, lineage_in_words, plain_code, view_stories
from copydesk.model import Account, DifferenceKind, RunSummary, Status

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


def report_html(accounts: Sequence[Account], summary: RunSummary) -> str:
    """The report as a complete HTML document; the same accounts give the same characters.

    Everything that comes from a page is escaped, its control characters are replaced, its addresses are
    links only if they are http or https, and a content security policy lets nothing run or load but the
    report's own style and script, which it names by their hashes.
    """
    views = view_stories(accounts)
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            stories=[view for view in views if len(view.pages) > 1],
            singles=[view for view in views if len(view.pages) == 1],
            summary=summary,
            style=Markup(style),
            script=Markup(script),
            policy=(
                f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
                "img-src data:; base-uri 'none'; form-action 'none'"
            ),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["in_words"] = in_words
    environment.filters["plain_code"] = plain_code
    environment.globals.update(
        draw_lineage=lambda view: Markup(draw_lineage(view)),
        draw_network=lambda view: Markup(draw_network(view)),
        lineage_sentences=lineage_sentences,
        lineage_in_words=lineage_in_words,
        pages_in_full=_pages_in_full,
        Status=Status,
        statuses=STATUS_WORDS,
        difference_words=DIFFERENCE_WORDS,
    )
    return environment


def _pages_in_full(view: StoryView) -> list[tuple[object, object]]:
    cited = cited_spans(view.account)
    return [(page, passages(view, page, cited=cited)) for page in view.pages]


def _shown(value: object) -> object:
    """What an expression in a template becomes: text of pages without steering characters."""
    return neutral(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> str:
    return files("copydesk.export").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
