"""The account as a brief on the terminal; in plain text when piped."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.text import Text

from copydesk.account.tellings import begins_with_pronoun
from copydesk.export.dates import in_words
from copydesk.export.page_view import PageView
from copydesk.export.safe import one_line
from copydesk.export.told import Told, tell_sentences
from copydesk.export.view import StoryView, lineage_in_words, plain_code, view_stories
from copydesk.model import Account, AccountClaim, Evidence, RunSummary, Status, Variant

MOST_STORIES = 5
"""Stories told in full; the rest are one line each."""
MOST_CLAIMS = 6
MOST_LINES = 12
MOST_NUMBERS = 6
"""So many pages are cited one by one."""
MOST_AROUND = 200
"""Characters of the sentence around a claim up to which they are shown with it."""
MOST_WIDTH = 100

_HEADS = {
    Status.CORROBORATED: ("●", "Agreed by independent origins", "blue"),
    Status.DISPUTED: ("◆", "Disputed", "red"),
    Status.SINGLE_ORIGIN: ("◐", "One origin only", "yellow"),
    Status.UNATTRIBUTED: ("○", "No origin named", ""),
}


def print_brief(accounts: Sequence[Account], summary: RunSummary, *, console: Console) -> None:
    """Print what happened, how well it is sourced, where sources differ, and who copied whom.

    Numbers in brackets are the story's pages, listed at its end. Nothing a page says is read as
    terminal control or as markup.
    """
    views = view_stories(accounts)
    full = [view for view in views if len(view.pages) > 1][:MOST_STORIES] or list(
        views if len(views) == 1 else ()
    )
    told = {view.number for view in full}
    lines = [line for view in full for line in _story(view)]
    lines += _rest([view for view in views if view.number not in told], more=bool(full))
    lines += _rejected(summary)
    width = min(console.width, MOST_WIDTH)
    for line in lines:
        for part in line.wrapped(console, width):
            console.print(part, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """Words to be wrapped, the first line after `lead`, the rest indented as far."""

    words: Text
    lead: str = ""

    def wrapped(self, console: Console, width: int) -> Iterable[Text]:
        lead = self.lead
        for part in self.words.wrap(console, max(width - len(lead), 20)) or [Text()]:
            part.rstrip()
            yield Text(lead).append_text(part)
            lead = " " * len(lead)


def _rule() -> _Line:
    return _Line(Text("─" * 40, "dim"))


def _story(view: StoryView) -> Iterable[_Line]:
    account = view.account
    yield _rule()
    yield _Line(_text(account.title.text, "bold"))
    yield _Line(_text(account.sourcing, "cyan"))
    if view.caution:
        yield _Line(_text(view.caution, "yellow"))
    yield _Line(Text())
    when = in_words(account.when.value) if account.when else "not said"
    yield _Line(_text(when), "  When   ")
    yield _Line(_text(", ".join(entity.name for entity in account.where) or "not said"), "  Where  ")
    yield _Line(_text(", ".join(entity.name for entity in account.who) or "nobody named"), "  Who    ")
    yield _Line(Text())
    for told in tell_sentences(view):
        yield from _told(view, told)
    for status, (sign, head, colour) in _HEADS.items():
        claims = view.with_status(status)
        if claims:
            yield _Line(Text())
            yield _Line(_text(f"{sign} {head} ({len(claims)})", f"bold {colour}".strip()))
        if status is not Status.UNATTRIBUTED:
            yield from _claims(view, claims, sign=sign)
    yield _Line(Text())
    yield _Line(_text("The pages, and who copied whom", "bold"))
    yield from (_page(view, page) for page in view.pages[:MOST_LINES])
    yield from _more(len(view.pages))
    yield _Line(Text())


def _told(view: StoryView, told: Told) -> Iterable[_Line]:
    """A sentence of the account, a sign before each of its claims; then whose word each is, and its pages."""
    signed = (f"{_HEADS[p.begins][0]} {p.text}" if p.begins else p.text for p in told.pieces)
    yield _Line(_text("".join(signed)), "  ")
    whose = (f"{_HEADS[w.status][0]} {w.whose} {_pages(view, w.evidence)}" for w in told.words)
    yield _Line(_text("; ".join(whose), "dim"), "    ")


def _claims(view: StoryView, claims: Sequence[AccountClaim], *, sign: str) -> Iterable[_Line]:
    for claim in claims[:MOST_CLAIMS]:
        yield from _claim(view, claim, sign=sign)
    if len(claims) > MOST_CLAIMS:
        yield _Line(_text(f"and {len(claims) - MOST_CLAIMS} more", "dim"), "    ")


def _claim(view: StoryView, claim: AccountClaim, *, sign: str) -> Iterable[_Line]:
    yield _Line(_text(claim.text).append(f" {_pages(view, claim.evidence)}", "dim"), f"  {sign} ")
    yield _Line(_text(f"rests on {view.witnesses(claim)}", "dim"), "    ")
    if around := _around(view, claim):
        yield _Line(_text(f"in: {around}", "dim"), "    ")
    for difference in view.differences(claim):
        said = " against ".join(
            f"{words} {_pages(view, variants)}" for words, variants in view.variants(difference)
        )
        yield _Line(_text(f"{difference.on}: {said}", "red"), "    ")


def _around(view: StoryView, claim: AccountClaim) -> str:
    """The rest of the claim's sentence, which tells whom it means, where it begins with `she`, `it` or `to`."""
    before, text, after = view.in_sentence(claim)
    leans = begins_with_pronoun(text) or text.startswith("to ")
    if not leans or not before.strip() or len(before) + len(after) > MOST_AROUND:
        return ""
    return f"{before.strip()} …{after.rstrip()}"


def _page(view: StoryView, page: PageView) -> _Line:
    agency = page.found.article.agency
    by = f", {agency.text}" if agency and agency.text != page.outlet else ""
    line = _text(page.outlet, "bold")
    return _Line(
        line.append_text(_text(f"{by}, {page.published}: {lineage_in_words(view, page)}")),
        f"  [{page.label}] ",
    )


def _rest(views: Sequence[StoryView], *, more: bool) -> Iterable[_Line]:
    if not views:
        return
    yield _rule()
    head = f"{len(views)} more {'story' if len(views) == 1 else 'stories'}"
    yield _Line(_text(head if more else f"{len(views)} stories, each told by one page", "bold"))
    for view in views[:MOST_LINES]:
        facts = f"{len(view.pages)} pages" if len(view.pages) > 1 else _outlet_and_day(view.pages[0])
        yield _Line(_text(view.account.title.text).append(f" ({one_line(facts)})", "dim"), "  ")
    yield from _more(len(views))


def _outlet_and_day(page: PageView) -> str:
    day = page.published.partition(", ")[0]
    return f"{page.outlet}, {day}"


def _rejected(summary: RunSummary) -> Iterable[_Line]:
    if not summary.rejected:
        return
    yield _rule()
    yield _Line(_text(f"{len(summary.rejected)} of {summary.pages} inputs rejected", "bold"))
    for item in summary.rejected[:MOST_LINES]:
        yield _Line(_text(f"{item.source}: {plain_code(item.reason)} ({item.detail})"), "  ")
    yield from _more(len(summary.rejected))


def _more(count: int) -> Iterable[_Line]:
    if count > MOST_LINES:
        yield _Line(_text(f"and {count - MOST_LINES} more", "dim"), "  ")


def _pages(view: StoryView, places: Sequence[Evidence] | Sequence[Variant]) -> str:
    return f"[{listed({int(view.page(place.source).label) for place in places})}]"


def listed(numbers: Collection[int]) -> str:
    """The numbers in order; where they are many, those that follow each other as `1–26`."""
    ordered = sorted(numbers)
    if len(ordered) <= MOST_NUMBERS:
        return " ".join(map(str, ordered))
    runs = [[n for _, n in run] for _, run in groupby(enumerate(ordered), key=lambda item: item[1] - item[0])]
    return " ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _text(text: str, style: str = "") -> Text:
    # A style of its own, not the Text's: what is appended later keeps its own.
    return Text().append(one_line(text), style)
