"""A page: one capture, as received."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.model.span import Span


class Look(NamedTuple):
    """What elements may share: all but their places and, of links, the address.

    The fields are those of `Element`. `link` is where among the attributes a link's `href` stands, -1 for none.
    """

    tag: str
    id: str
    classes: str
    attributes: tuple[tuple[str, str], ...] = ()
    link: int = -1


class Element(NamedTuple):
    """An HTML element that holds visible text, in document order.

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
class Elements:
    """A page's elements, kept as columns: a page has hundreds, of which few are asked for one by one.

    `looks` are those of the page, once each; for each element `look` is the number of its own, `starts` and `ends`
    are those of its span, `parents` as in `Element`, `addresses` hold the `href` of links, empty for others.
    """

    looks: tuple[Look, ...] = ()
    look: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    parents: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.look)

    def __getitem__(self, at: int) -> Element:
        tag, identity, classes, attributes, link = self.looks[self.look[at]]
        if link >= 0:
            attributes = (*attributes[:link], ("href", self.addresses[at]), *attributes[link:])
        return Element(tag, identity, classes, self.span(at), self.parents[at], attributes)

    def __iter__(self) -> Iterator[Element]:
        return map(self.__getitem__, range(len(self)))

    def look_of(self, at: int) -> Look:
        """What the element with this number shares with others."""
        return self.looks[self.look[at]]

    def span(self, at: int) -> Span:
        """The span of the element with this number."""
        return Span(self.starts[at], self.ends[at])


@dataclass(frozen=True, slots=True)
class Markup:
    """What an HTML document says beside its visible text.

    `meta` holds the head's (name or property, content) pairs in document order, with `title`,
    `canonical` and `lang` for the elements of those names. `linked_data` holds the raw JSON-LD scripts,
    `scripted_date` the first date, as written, that another script calls that of publication.
    """

    elements: Elements
    meta: tuple[tuple[str, str], ...] = ()
    linked_data: tuple[str, ...] = ()
    scripted_date: str | None = None


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
