"""A page: one capture, as received."""

from dataclasses import dataclass
from typing import NamedTuple

from copydesk.model.span import Span


class Element(NamedTuple):
    """An HTML element that holds visible text, in document order; a tuple, since a page has hundreds of them and
    they are made in a third of the time of a dataclass.

    `parent` is the index of the enclosing element in `Markup.elements`, -1 for the outermost.
    `span` covers the element's visible text in `Page.text`. `attributes` holds only those that
    tell about content: `datetime`, `content`, `href`, `rel`, `itemprop`, `itemtype`, `role`,
    `aria-label`, `title`, `name`, `property`.
    """

    tag: str
    id: str
    classes: str
    span: Span
    parent: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """What an HTML document says beside its visible text.

    `meta` holds the head's (name or property, content) pairs in document order, with `title`,
    `canonical` and `lang` for the elements of those names. `linked_data` holds the raw JSON-LD scripts.
    """

    elements: tuple[Element, ...]
    meta: tuple[tuple[str, str], ...] = ()
    linked_data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One capture, as received. Never changed.

    `url`, `title`, `date`, `captured` and `publisher` are what the record that carried the page said of
    it (None where it said nothing); nothing here was found by analysis. `notes` tells what was done to
    the bytes ("decoded as windows-1252", "3 undecodable bytes replaced"). `markup` is None for plain text.
    """

    source: str
    text: str
    url: str | None = None
    title: str | None = None
    date: str | None = None
    captured: str | None = None
    publisher: str | None = None
    notes: tuple[str, ...] = ()
    markup: Markup | None = None
