"""Who copied whom, as a picture: time from left to right, the wire above the pages it fed."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from html import escape

from copydesk.export.dates import MONTHS, in_words
from copydesk.export.page_view import PageView
from copydesk.export.safe import one_line, shortened
from copydesk.export.view import StoryView
from copydesk.model import Relation

_ROW, _TOP, _BOX_W, _BOX_H = 58, 50, 192, 42
_ORIGIN_W, _LEFT, _WIDTH, _LABEL_W = 176, 250, 940, 130
_CHIP = 36
_MOST_PAGES, _MOST_ORIGINS = 24, 7
_DAY_W = 84

_EDGE_WORDS = {
    Relation.VERBATIM: "word for word",
    Relation.ABRIDGED: "cut from it",
    Relation.REWRITTEN: "rewritten",
    Relation.CITES: "cites it",
}


def draw_lineage(view: StoryView) -> str:
    """The lineage of a story as SVG, the same for the same story.

    Origins stand at the left; a thin line leads from each to the pages that first carry its word. Pages
    stand one to a row, the later the further right, the days marked above; an arrow leads from a page to
    each copy of it, broken and without a head where it is not known who was first.
    """
    parents = _parents(view)
    rows = _rows(view, parents)[:_MOST_PAGES]
    columns = _columns(rows, parents)
    last = max(columns.values(), default=0)
    step = min(110.0, (_WIDTH - _LEFT - _BOX_W - _LABEL_W) / last) if last else 0.0
    places = {
        page.source: (_LEFT + columns[page.source] * step, float(_TOP + i * _ROW))
        for i, page in enumerate(rows)
    }
    tally = Counter(view.account.story.claim_origins.values())
    brought = {
        origin: [page for page in rows if _brings(view, page, origin=origin, parents=parents)]
        for origin in tally
    }
    telling = sorted(tally, key=lambda origin: (-len(brought[origin]), -tally[origin], origin))
    origins = telling[:_MOST_ORIGINS]
    height = _TOP + max(len(rows) * _ROW, len(origins) * _CHIP)
    parts = [
        f'<svg class="picture lineage" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="s{view.number}-lineage-words">',
        f'<text class="axis" x="0" y="16">whose word</text>'
        f'<text class="axis" x="{_LEFT}" y="16">pages, earlier → later</text>',
    ]
    parts += _days(rows, columns, step=step, height=height)
    brought = {origin: brought[origin] for origin in origins}
    parts += _origins(view, brought, tally=tally, places=places, height=height)
    for page in rows:
        parent = parents.get(page.source)
        if parent in places:
            parts.append(_edge(page, start=places[parent], end=places[page.source]))
    zoned = any(stamp.zone for page in rows if (stamp := page.found.article.published))
    parts += [_box(page, places[page.source], zoned=zoned) for page in rows]
    parts.append("</svg>")
    return "".join(parts)


def lineage_sentences(view: StoryView) -> list[str]:
    """What the picture shows, in words: whose word several pages carry, and which pages are copies."""
    parents = _parents(view)
    families: dict[tuple[str, bool], list[PageView]] = defaultdict(list)
    for page in view.pages:
        if page.source in parents:
            families[parents[page.source], page.reprint.relation == Relation.CITES].append(page)
    sentences = []
    for (source, cites), pages in families.items():
        one = len(pages) == 1
        if cites:
            verb = "cites" if one else "cite"
        else:
            verb = "is taken from the text of" if one else "are taken from the text of"
        sentences.append(f"{_named(pages)} {verb} page {view.page(source).label}.")
    for origin in view.account.story.origins:
        carriers = [page for page in view.pages if _brings(view, page, origin=origin.id, parents=parents)]
        if origin.id != "unknown" and len(carriers) > 1:
            sentences.append(
                f"{one_line(origin.name)} stands behind {_named(carriers).lower()}, each on its own."
            )
    if not any(not cites for _, cites in families):
        sentences.insert(0, "No page shares its text with another.")
    return sentences


def _named(pages: list[PageView]) -> str:
    labels = [page.label for page in pages]
    if len(labels) == 1:
        return f"Page {labels[0]}"
    return f"Pages {', '.join(labels[:-1])} and {labels[-1]}"


def _parents(view: StoryView) -> dict[str, str]:
    return {
        page.source: str(page.reprint.of)
        for page in view.pages
        if page.reprint.of in view.by_source and page.reprint.relation != Relation.INDEPENDENT
    }


def _moment(page: PageView) -> str:
    """When the page was published, to sort by: universal time where a zone is given, else as it is given."""
    stamp = page.found.article.published
    if stamp is None:
        return "~"  # sorts after every year
    if stamp.grain == "day" or not re.fullmatch(r"[+-]\d\d:\d\d|Z", stamp.zone or ""):
        return stamp.value
    try:
        return datetime.fromisoformat(f"{stamp.value}{stamp.zone}").astimezone(UTC).isoformat()[:19]
    except (
        ValueError,
        OverflowError,
    ):  # no zone is days from here; nor has the first day of all one before it
        return stamp.value


def _rows(view: StoryView, parents: dict[str, str]) -> list[PageView]:
    """The pages, each below the page it derives from, families with most pages first."""
    children: dict[str | None, list[PageView]] = defaultdict(list)
    for page in view.pages:
        children[parents.get(page.source)].append(page)
    placed: dict[str, PageView] = {}
    roots = sorted(children[None], key=lambda p: (not children[p.source], _moment(p), p.number))
    waiting = [*roots, *view.pages][::-1]  # a ring of pages, should one ever be given, has no root
    while waiting:
        page = waiting.pop()
        if page.source not in placed:
            placed[page.source] = page
            waiting += sorted(children[page.source], key=lambda p: (_moment(p), p.number), reverse=True)
    return list(placed.values())


def _columns(rows: list[PageView], parents: dict[str, str]) -> dict[str, int]:
    """Rank in time; a copy stands right of its source, an undated page right beside where it is fed from."""
    moments = sorted({_moment(page) for page in rows if page.found.article.published})
    columns: dict[str, int] = {}
    for page in rows:
        column = moments.index(_moment(page)) if page.found.article.published else 0
        parent = parents.get(page.source)
        if parent in columns:
            column = max(column, columns[parent] + 1)
        columns[page.source] = column
    ranks = {column: rank for rank, column in enumerate(sorted(set(columns.values())))}
    return {source: ranks[column] for source, column in columns.items()}


def _days(rows: list[PageView], columns: dict[str, int], *, step: float, height: int) -> list[str]:
    """A line before the first page of each day, with the day above it where there is room."""
    firsts: dict[str, int] = {}
    for page in rows:
        stamp = page.found.article.published
        if stamp:
            firsts[stamp.day] = min(columns[page.source], firsts.get(stamp.day, columns[page.source]))
    parts, last, room = [], -1, 0.0
    for day in sorted(firsts):
        if firsts[day] <= last:
            continue  # its pages stand among those of the day before, pushed right by what they derive from
        last = firsts[day]
        x = _LEFT + last * step - 8
        parts.append(f'<path class="day" d="M{x:.0f} {_TOP - 22}V{height}"/>')
        if x >= room:
            parts.append(
                f'<text class="small" x="{x + 8:.0f}" y="{_TOP - 14}">{escape(in_words(day, weekday=False))}</text>'
            )
            room = x + _DAY_W
    return parts


def _stamp_in_box(page: PageView, zoned: bool) -> str:
    """`12 Oct 21:15 +03:00 · ANS`. That a time has no zone is said where another page's has one (`zoned`)."""
    article = page.found.article
    stamp = article.published
    words = "undated"
    if stamp:
        day, _, time = stamp.value.partition("T")
        words = f"{int(day[8:10])} {MONTHS[int(day[5:7]) - 1][:3]}"
        if time:
            words += f" {time[:5]} {stamp.zone or '(zone?)' * zoned}".rstrip()
    return f"{words} · {article.agency.text}" if article.agency else words


def _box(page: PageView, place: tuple[float, float], *, zoned: bool) -> str:
    x, y = place
    article = page.found.article
    undated = "" if article.published else " undated"
    name, stamp = escape(shortened(page.outlet, 21)), escape(shortened(_stamp_in_box(page, zoned), 28))
    return (
        f'<a href="#p{page.number}" class="node{undated}">'
        f"<title>{escape(one_line(page.title))} ({escape(page.published)})</title>"
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{_BOX_W}" height="{_BOX_H}" rx="4"/>'
        f'<text x="{x + 10:.0f}" y="{y + 18:.0f}"><tspan class="number">{page.label}</tspan> '
        f"{name}</text>"
        f'<text class="small" x="{x + 10:.0f}" y="{y + 33:.0f}">{stamp}</text></a>'
    )


def _edge(page: PageView, *, start: tuple[float, float], end: tuple[float, float]) -> str:
    x, y = start[0] + 16, start[1] + _BOX_H
    middle = end[1] + _BOX_H / 2
    known = page.reprint.direction
    words = _EDGE_WORDS.get(page.reprint.relation, "shares text")
    if page.reprint.shared:
        words += f" {page.reprint.shared:.0%}"
    tip = end[0] - (7 if known else 0)
    turn = min(8.0, max(tip - x, 0.0))
    arrow = f'<path class="head" d="M{end[0]:.0f} {middle:.0f}l-9 -5v10z"/>' if known else ""
    return (
        f'<path class="edge{"" if known else " open"}" d="M{x:.0f} {y:.0f}V{middle - turn:.0f}'
        f'q0 {turn:.0f} {turn:.0f} {turn:.0f}H{tip:.0f}"/>{arrow}'
        f'<text class="edge-label" x="{end[0] + _BOX_W + 8:.0f}" y="{middle + 4:.0f}">{escape(words)}</text>'
    )


def _origins(
    view: StoryView,
    brought: dict[str, list[PageView]],
    *,
    tally: Counter[str],
    places: dict[str, tuple[float, float]],
    height: int,
) -> list[str]:
    """The origins with most claims, each beside the pages that bring its word in."""

    def level(origin: str) -> float:
        levels = [places[page.source][1] for page in brought[origin]]
        return sum(levels) / len(levels) if levels else float(height)

    lines, chips = [], []
    gap = (height - _TOP) / max(len(brought), 1)
    for i, origin in enumerate(sorted(brought, key=lambda origin: (level(origin), origin))):
        y = _TOP + i * gap + 6
        kind = " undated" if origin == "unknown" else " several" if len(brought[origin]) > 1 else ""
        for page in brought[origin]:
            x2, y2 = places[page.source][0], places[page.source][1] + _BOX_H / 2
            bend = (x2 - _ORIGIN_W) / 2
            lines.append(
                f'<path class="word{kind}" d="M{_ORIGIN_W} {y + 13:.0f}'
                f'c{bend:.0f} 0 {bend:.0f} {y2 - y - 13:.0f} {x2 - _ORIGIN_W:.0f} {y2 - y - 13:.0f}"/>'
            )
        name = view.origin(origin) if origin != "unknown" else "nobody named"
        chips.append(
            f'<g class="origin{kind}"><title>{escape(one_line(name))}: {tally[origin]} claims</title>'
            f'<rect x="1" y="{y:.0f}" width="{_ORIGIN_W - 1}" height="26" rx="13"/>'
            f'<text x="12" y="{y + 17:.0f}">{escape(shortened(name, 20))}</text></g>'
        )
    return lines + chips


def _brings(view: StoryView, page: PageView, *, origin: str, parents: dict[str, str]) -> bool:
    """Whether the page carries the origin's word and does not have it from the page it copies."""
    if origin not in page.origins:
        return False
    parent = parents.get(page.source)
    return parent is None or origin not in view.page(parent).origins
