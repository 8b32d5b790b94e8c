"""One page as received, before it is decoded or rendered."""

import dataclasses
from dataclasses import dataclass

from copydesk.model import Page, Reason, Rejected
from copydesk.readers.decode import Decoded, decode, require_characters
from copydesk.readers.limits import SAFE, Limits
from copydesk.readers.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Raw:
    """One page as received: cheap to hold and to hand to another process.

    `data` is bytes where it came from a file, characters where it came from a JSON record. `said` holds
    what the record said of the page, as (name of the `Page` field, value).
    """

    source: str
    data: bytes | str
    is_html: bool
    said: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def render(raw: Raw, limits: Limits = SAFE) -> Page | Rejected:
    """The page, decoded and, if it is HTML, rendered; or why there is none."""
    try:
        decoded = _decoded(raw)
        page = _rendered(raw, decoded.text, limits) if raw.is_html else Page(raw.source, decoded.text)
        if isinstance(page, Rejected):
            return page
        require_characters(page.text)
        if len(page.text) > limits.text_length:
            raise Refusal(Reason.TOO_LARGE, f"{len(page.text):,} characters of text")
    except Refusal as refusal:
        return refusal.of(raw.source)
    said = dict(raw.said)
    return dataclasses.replace(
        page,
        notes=raw.notes + decoded.notes + page.notes,
        url=said.get("url", page.url),
        title=said.get("title"),
        date=said.get("date"),
        captured=said.get("captured"),
        publisher=said.get("publisher"),
    )


def _decoded(raw: Raw) -> Decoded:
    if isinstance(raw.data, str):
        return Decoded(raw.data)
    return decode(raw.data, is_html=raw.is_html)


def _rendered(raw: Raw, html: str, limits: Limits) -> Page | Rejected:
    from copydesk.readers.html import render_html
    from copydesk.readers.tangled import require_parsable

    require_parsable(html, limits)
    return render_html(html, source=raw.source)
