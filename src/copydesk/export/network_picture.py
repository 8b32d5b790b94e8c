"""Who did what to whom, as a picture: the parties on an ellipse, an arrow for what one did to another."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape
from itertools import product

from copydesk.export.safe import one_line, shortened
from copydesk.export.view import StoryView
from copydesk.model import AccountEvent, Modality, Polarity

_WIDTH, _HEIGHT = 760, 400
_MOST_PARTIES, _MOST_WORDS, _LONGEST_NAME = 9, 3, 26
_STANDS = (0.45, 0.38, 0.52, 0.31, 0.56, 0.24)
"""Where along its arrow a label may stand, the best first; the arrow's head is further on."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def draw_network(view: StoryView) -> str:
    """The events between two parties as SVG, the same for the same account; empty if there are none."""
    pairs: dict[tuple[str, str], list[AccountEvent]] = defaultdict(list)
    for event in view.account.events:
        for source, target in product(event.source, event.target):
            if source != target:
                pairs[source, target].append(event)
    parties = _parties(pairs)
    if not parties:
        return ""
    places = _places(parties)
    parts = [
        f'<svg class="picture network" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="Who did what to whom; the same is in the table below">'
    ]
    drawn = sorted(pair for pair in pairs if pair[0] in places and pair[1] in places)
    parts += [_arrow(places[a], places[b], events=pairs[a, b]) for a, b in drawn]
    parts += [_party(view.entity(party), places[party]) for party in parties]
    taken = [_box(shortened(view.entity(party), _LONGEST_NAME), places[party]) for party in parties]
    for a, b in drawn:
        words = _words(pairs[a, b])
        x, y = place = _free_place(places[a], places[b], words=words, taken=taken)
        taken.append(_label_box(words, place))
        parts.append(
            f'<text class="deed-label" x="{x:.0f}" y="{y:.0f}" text-anchor="middle">{escape(words)}</text>'
        )
    parts.append("</svg>")
    return "".join(parts)


def _parties(pairs: dict[tuple[str, str], list[AccountEvent]]) -> list[str]:
    """The parties with most to do, ordered so that those with much between them stand side by side."""
    degree: Counter[str] = Counter()
    between: Counter[frozenset[str]] = Counter()
    for (a, b), events in pairs.items():
        degree[a] += len(events)
        degree[b] += len(events)
        between[frozenset((a, b))] += len(events)
    left = sorted(degree, key=lambda party: (-degree[party], party))[:_MOST_PARTIES]
    ring = left[:1]
    left = left[1:]
    while left:
        here = ring[-1]
        nearest = min(left, key=lambda party: (-between[frozenset((here, party))], -degree[party], party))
        ring.append(nearest)
        left.remove(nearest)
    return ring


def _places(parties: list[str]) -> dict[str, Point]:
    if len(parties) == 2:
        return {parties[0]: (170.0, _HEIGHT / 2), parties[1]: (_WIDTH - 170.0, _HEIGHT / 2)}
    places = {}
    for i, party in enumerate(parties):
        angle = math.pi + 2 * math.pi * i / len(parties)
        places[party] = (
            _WIDTH / 2 + (_WIDTH / 2 - 130) * math.cos(angle),
            _HEIGHT / 2 + (_HEIGHT / 2 - 46) * math.sin(angle),
        )
    return places


def _party(name: str, middle: Point) -> str:
    short = shortened(name, _LONGEST_NAME)
    x, y = middle
    left, top, right, bottom = _box(short, middle)
    return (
        f'<g class="party"><title>{escape(one_line(name))}</title>'
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{right - left:.0f}" height="{bottom - top:.0f}" rx="15"/>'
        f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(short)}</text></g>'
    )


def _box(short: str, middle: Point) -> Box:
    """The box of a party's name that stands there."""
    x, y = middle
    half = 3.6 * len(short) + 12
    return x - half, y - 15, x + half, y + 15


def _label_box(words: str, middle: Point) -> Box:
    """The box of a label whose base line has its middle there."""
    x, y = middle
    half = 3.1 * len(words) + 2
    return x - half, y - 11, x + half, y + 4


def _free_place(a: Point, b: Point, *, words: str, taken: Sequence[Box]) -> Point:
    """Where the label of the arrow from `a` to `b` covers least of what stands already."""
    curve = a, _control(a, b), b
    places = [_on_curve(curve, t) for t in _STANDS]
    return min(places, key=lambda place: sum(_shared(_label_box(words, place), box) for box in taken))


def _shared(one: Box, other: Box) -> float:
    """The area two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def _control(a: Point, b: Point) -> Point:
    """The control point of the arrow from `a` to `b`: to its right, so that there and back stay apart."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    bend = 0.14 * length
    return (a[0] + b[0]) / 2 - dy / length * bend, (a[1] + b[1]) / 2 + dx / length * bend


def _tone(events: list[AccountEvent]) -> str:
    """What most of the events are, as far as any were done: of as many of each it is a conflict."""
    done = [e for e in events if e.modality is Modality.ASSERTED and e.polarity is Polarity.POSITIVE]
    conflict = sum(event.quad.endswith("conflict") for event in done or events)
    tone = "conflict" if 2 * conflict >= len(done or events) else "cooperation"
    return tone if done else f"{tone} open"


def _arrow(a: Point, b: Point, *, events: list[AccountEvent]) -> str:
    control = _control(a, b)
    # The head stands clear of the party's name, where the curve is 62 % of the way.
    x, y = _on_curve((a, control, b), 0.66)
    before = _on_curve((a, control, b), 0.62)
    angle = math.degrees(math.atan2(y - before[1], x - before[0]))
    return (
        f'<path class="deed {_tone(events)}" d="M{a[0]:.0f} {a[1]:.0f}Q{control[0]:.0f} {control[1]:.0f} '
        f'{b[0]:.0f} {b[1]:.0f}"/><path class="head {_tone(events)}" d="M6 0l-11 -6v12z" '
        f'transform="translate({x:.0f} {y:.0f}) rotate({angle:.0f})"/>'
    )


def _words(events: list[AccountEvent]) -> str:
    kinds = sorted({event.type.lower() for event in events})
    return one_line(", ".join(kinds[:_MOST_WORDS]) + (" …" if len(kinds) > _MOST_WORDS else ""))


def _on_curve(curve: tuple[Point, Point, Point], t: float) -> Point:
    """The point at `t`, 0..1, of the quadratic Bezier curve with these control points."""
    a, control, b = curve
    s = 1 - t
    return (
        s * s * a[0] + 2 * s * t * control[0] + t * t * b[0],
        s * s * a[1] + 2 * s * t * control[1] + t * t * b[1],
    )
