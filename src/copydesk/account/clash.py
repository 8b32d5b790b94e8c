"""Where two tellings of one claim have different values."""

from dataclasses import dataclass

from copydesk.account.tellings import Telling
from copydesk.model import DifferenceKind, Span

Place = tuple[Telling, Span]
"""A stretch of the page of a telling."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two tellings' values of one point. `exclusive` where both cannot be true."""

    on: DifferenceKind
    here: Place
    there: Place
    exclusive: bool


def on_page(telling: Telling, inside: Span) -> Span:
    """The page's characters under a stretch of the telling's text."""
    return Span(telling.claim.span.start + inside.start, telling.claim.span.start + inside.end)


def text_of(place: Place) -> str:
    """The text of the place's page."""
    return place[0].found.page.text
