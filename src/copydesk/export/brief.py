"""The account as a brief on the terminal; in plain text when piped."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from copydesk.export.dates import in_words
from copydesk.export.safe import one_line
from copydesk.export.view import PageView, StoryView, lineage_in_words, view_stories
from copydesk.model import Account, AccountClaim, DifferenceKind, Evidence, RunSummary, Status

MOST_STORIES = 5
"""Stories told in full; the rest are one line each."""
MOST_CLAIMS = 6
MOST_LINES = 12
MOST_WIDTH = 100

_HEADS = {
    Status.CORROBORATED: ("●", "Agreed by independent origins", "blue"),
    Status.SINGLE_ORIGIN: ("◐", "One origin only", "yellow"),
    Status.DISPUTED: ("◆", "Disputed", "red"),
}


def print_brief(accounts: Sequence[Account], summary: RunSummary, console: Console) -> None:
    """Print what happened, how well it is sourced, where sources differ, and who copied whom.

    Numbers in brackets are the story's pages, listed at its end. Nothing a page says is read as
    terminal control or as markup.
    """
    views = view_stories(accounts)
    width = min(console.width, MOST_WIDTH)
    full = [view for view in views if len(view.pages) > 1][:MOST_STORIES] or list(views[:1])
    for view in full:
        for line in _story(view):
            console.print(line, width=width)
    told = {view.number for view in full}
    _rest([view for view in views if view.number not in told], console, width)
    _rejected(summary, console, width)


def _story(view: StoryView) -> Iterable[Text | Padding | Rule]:
    account = view.account
    yield Rule(style="dim")
    yield _text(account.title.text, "bold")
    yield _text(account.sourcing, "cyan")
    yield Text()
    when = in_words(account.when.value) if account.when else "not said"
    yield _labelled("When", when)
    yield _labelled("Where", ", ".join(entity.name for entity in account.where[:4]) or "not said")
    yield _labelled("Who", ", ".join(entity.name for entity in account.who[:6]) or "nobody named")
    yield Text()
    for claim in view.telling:
        yield _indented(_with_pages(view, claim.text, claim.evidence), 0)
    for status, (sign, head, colour) in _HEADS.items():
        claims = view.with_status(status)
        if claims:
            yield Text()
            yield _text(f"{head} ({len(claims)})", f"bold {colour}")
        for claim in claims[:MOST_CLAIMS]:
            yield from _claim(view, claim, sign)
        if len(claims) > MOST_CLAIMS:
            yield _indented(_text(f"and {len(claims) - MOST_CLAIMS} more", "dim"), 2)
    yield Text()
    yield _text("The pages, and who copied whom", "bold")
    for page in view.pages[:MOST_LINES]:
        yield _page(view, page)
    if len(view.pages) > MOST_LINES:
        yield _indented(_text(f"and {len(view.pages) - MOST_LINES} more pages", "dim"), 2)
    yield Text()


def _claim(view: StoryView, claim: AccountClaim, sign: str) -> Iterable[Text | Padding]:
    line = Text(f"{sign} ").append_text(_with_pages(view, claim.text, claim.evidence))
    yield _indented(line, 0)
    rests = ", ".join(view.origin(origin) for origin in claim.origins) or "nobody named"
    yield _indented(_text(f"rests on {rests}", "dim"), 2)
    for difference in claim.differences:
        if difference.on == DifferenceKind.WORDING:
            continue
        pages_of: dict[str, list[str]] = {}
        for variant in difference.values:
            label = view.page(variant.source).label
            if label not in pages_of.setdefault(variant.value, []):
                pages_of[variant.value].append(label)
        said = " against ".join(f"{value} [{' '.join(pages)}]" for value, pages in pages_of.items())
        yield _indented(_text(f"{difference.on}: {said}", "red"), 2)


def _page(view: StoryView, page: PageView) -> Padding:
    article = page.found.article
    agency = f", {article.agency.text}" if article.agency else ""
    line = Text.assemble((f"[{page.label}] ", "dim"), (one_line(page.outlet), "bold"))
    line.append_text(_text(f"{agency}, {page.published}: {lineage_in_words(view, page)}"))
    return _indented(line, 0)


def _rest(views: Sequence[StoryView], console: Console, width: int) -> None:
    if not views:
        return
    console.print(Rule(style="dim"), width=width)
    console.print(
        _text(f"{len(views)} more {'story' if len(views) == 1 else 'stories'}", "bold"), width=width
    )
    for view in views[:MOST_LINES]:
        pages = f"{len(view.pages)} page{'' if len(view.pages) == 1 else 's'}"
        console.print(_indented(_text(f"{pages}  {view.account.title.text}"), 0), width=width)
    if len(views) > MOST_LINES:
        console.print(_text(f"and {len(views) - MOST_LINES} more", "dim"), width=width)


def _rejected(summary: RunSummary, console: Console, width: int) -> None:
    if not summary.rejected:
        return
    console.print(Rule(style="dim"), width=width)
    console.print(_text(f"{len(summary.rejected)} of {summary.pages} inputs rejected", "bold"), width=width)
    for item in summary.rejected[:MOST_LINES]:
        reason = str(item.reason).replace("_", " ")
        console.print(_indented(_text(f"{item.source}: {reason} ({item.detail})"), 0), width=width)
    if len(summary.rejected) > MOST_LINES:
        console.print(_text(f"and {len(summary.rejected) - MOST_LINES} more", "dim"), width=width)


def _with_pages(view: StoryView, text: str, evidence: Sequence[Evidence]) -> Text:
    labels = dict.fromkeys(view.page(item.source).label for item in evidence)
    return _text(text).append(f" [{' '.join(labels)}]", "dim")


def _labelled(label: str, value: str) -> Padding:
    return _indented(Text.assemble((f"{label:<7}", "dim"), one_line(value)), 0)


def _text(text: str, style: str = "") -> Text:
    return Text(one_line(text), style)


def _indented(text: Text, left: int) -> Padding:
    return Padding(text, (0, 0, 0, 2 + left))
