"""One page as received, before it is decoded or rendered."""

import dataclasses
from dataclasses import dataclass
from urllib.parse import urlsplit

from copydesk.model import Page, Reason, Rejected
from copydesk.readers.decode import Decoded, as_utf8, decode, require_characters
from copydesk.readers.limits import SAFE, Limits
from copydesk.readers.refusal import Refusal
from copydesk.text import with_line_feeds


@dataclass(frozen=True, slots=True)
class Raw:
    """One page as received: cheap to hold and to hand to another process.

    `data` is bytes where it came from a file, characters where it came from a JSON record. `said` holds
    what the record said of the page, as (name of the `Page` field, value). `charset` is the encoding the server
    declared. Where another page has the same source, this one goes by `otherwise`, if it has one.
    """

    source: str
    data: bytes | str
    is_html: bool
    said: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    charset: str | None = None
    otherwise: str | None = None


def render(raw: Raw, limits: Limits = SAFE) -> Page | Rejected:
    """The page, decoded and, if it is HTML, rendered; or why there is none."""
    try:
        page = _rendered(raw, limits) if raw.is_html else _plain(raw)
        if isinstance(page, Rejected):
            return page
        require_characters(page.text)
        if len(page.text) > limits.text_length:
            raise Refusal(Reason.TOO_LARGE, f"{len(page.text):,} characters of text")
        lines = with_line_feeds(page.text).count("\n") + 1
        if lines > limits.lines:
            raise Refusal(Reason.TOO_LARGE, f"{lines:,} lines")
    except Refusal as refusal:
        return refusal.of(raw.source)
    said = dict(raw.said)
    return dataclasses.replace(
        page,
        notes=raw.notes + page.notes,
        url=said.get("url", page.url),
        title=said.get("title"),
        date=said.get("date"),
        captured=said.get("captured"),
        publisher=said.get("publisher"),
    )


def _plain(raw: Raw) -> Page:
    decoded = Decoded(raw.data) if isinstance(raw.data, str) else decode(raw.data, charset=raw.charset)
    return Page(raw.source, decoded.text, notes=decoded.notes)


def _rendered(raw: Raw, limits: Limits) -> Page | Rejected:
    from copydesk.readers.html import render_html
    from copydesk.readers.tangled import require_parsable

    notes: tuple[str, ...] = ()
    if isinstance(raw.data, str):
        html = raw.data.encode("utf-8", "replace")
    else:
        html, notes = as_utf8(raw.data, charset=raw.charset)
    require_parsable(html, limits)
    page = render_html(html, source=raw.source)
    return dataclasses.replace(page, notes=notes) if notes and isinstance(page, Page) else page


def is_address(given: str) -> bool:
    """Whether `given` can be taken apart as an address."""
    try:
        urlsplit(given.strip())
    except ValueError:
        return False
    return True
