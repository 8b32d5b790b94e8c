"""The addresses of what is served."""

from urllib.parse import quote, urlencode

from copydesk.export.html import Link
from copydesk.model import Span
from copydesk.web.asked import LONGEST_SOURCE, Listing

STORIES, SEARCH, CHANGES = "/", "/search", "/changes"


def site_links(here: str = "") -> list[Link]:
    """What every page leads to; `here` is the page's own address."""
    named = (("Stories", STORIES), ("Search", SEARCH), ("Changes", CHANGES))
    return [Link(words, address, address == here) for words, address in named]


def story_address(story: str) -> str:
    """The account of this story."""
    return f"/stories/{quote(story, safe='')}"


def document_address(story: str) -> str:
    """The same as JSON."""
    return f"{story_address(story)}/report.json"


def place_address(source: str, span: Span | None = None) -> str | None:
    """The page of this id, at these characters, beside the account of the story it tells; None for an id too long to
    be asked for."""
    if len(source) > LONGEST_SOURCE:
        return None
    place = {"source": source} if span is None else {"source": source, "start": span.start, "end": span.end}
    return f"/place?{urlencode(place)}"


def told_address(story: str, number: int, *, span: Span | None) -> str:
    """The account of this story, open at page `number` of it, and there at these characters."""
    if span is None:
        return f"{story_address(story)}#p{number}"
    place = f"{number}-{span.start}-{span.end}"
    return f"{story_address(story)}?mark={place}#p{place}"


def listing_address(asked: Listing, **changed: object) -> str:
    """The stories that were asked for, but for what is `changed`."""
    values = asked.model_dump(exclude_defaults=True) | changed
    kept = {name: value for name, value in values.items() if value}
    return STORIES + ("?" + urlencode(kept) if kept else "")


def changes_address(skip: int) -> str:
    """The changes before the latest `skip`."""
    return CHANGES + (f"?{urlencode({'skip': skip})}" if skip else "")
