"""RSS 0.9x, 1.0 and 2.0 and Atom: their XML -> items, each with what it says of itself."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from copydesk.model import Reason
from copydesk.readers.limits import MEBIBYTE, Limits
from copydesk.readers.refusal import Refusal

_FAMILIES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/": "rss",
    "http://my.netscape.com/rdf/simple/0.9/": "rss",
    "http://channel.netscape.com/rdf/simple/0.9/": "rss",
    "http://backend.userland.com/rss2": "rss",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
"""The vocabularies that are read, in lower case; a prefix that is not declared as one of them is taken for what it
commonly means."""
_OWN = ("rss", "atom")
_ITEMS = ("item", "entry")
_FEEDS = ("channel", "feed")
_AROUND = (*_ITEMS, *_FEEDS, "rss", "RDF")
_HTML_TYPES = ("html", "xhtml", "text/html", "application/xhtml+xml")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_DECLARATION = re.compile(r"\s*<\?xml\b.*?\?>", re.S)
_REFERENCE = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)"
    r"|&(?!(?:lt|gt|amp|quot|apos);)(?:(?:#\d{1,9}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});)?",
    re.S,
)
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), " ")


@dataclass(frozen=True, slots=True)
class Value:
    """What an element says: HTML source if `is_html`, else plain text."""

    text: str
    is_html: bool
    attributes: dict[str, str]

    def as_html(self) -> str:
        """The value as HTML source."""
        return self.text if self.is_html else html.escape(self.text, quote=False)

    def part(self, name: str) -> str | None:
        """The text of an element inside this one, None where there is none."""
        match = re.search(rf"<{name}(?: [^>]*)?>([^<]*)</{name}>", self.text) if self.is_html else None
        return html.unescape(match[1]).strip() if match else None


Values = dict[str, list[Value]]
"""What an item or a feed says, by the names of the elements: `title`, `dc:creator`, `content:encoded`."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is said of an item, and of its feed. `bases` are the `xml:base` around the item, the outermost first: each
    is relative to the one before it."""

    said: Values
    feed: Values
    bases: tuple[str, ...]


def read_items(text: str, limits: Limits) -> Iterator[Item]:
    """The items of a feed, in their order.

    Raises `Refusal`, after the last item before it, where the XML is not well-formed, declares entities of its own,
    nests too deep, or one item is larger than a page may be. Nothing outside the text is ever read.
    """
    scan = _Scan(limits.depth)
    parser = _parser(scan)
    data = _mended(text).encode("utf-8", "replace")
    since_item = 0
    for at in range(0, len(data) + 1, MEBIBYTE):
        refusal = None
        try:
            parser.Parse(data[at : at + MEBIBYTE], at + MEBIBYTE > len(data))
        except expat.ExpatError as error:
            why = f"XML that is not well-formed: {expat.ErrorString(error.code)} (line {error.lineno})"
            refusal = Refusal(Reason.CORRUPT, why)
        except Refusal as raised:
            refusal = raised
        since_item = 0 if scan.items else since_item + len(data[at : at + MEBIBYTE])
        yield from scan.items
        scan.items.clear()
        if since_item > limits.page_bytes:
            refusal = Refusal(Reason.TOO_LARGE, f"an item of over {limits.page_bytes:,} bytes")
        if refusal:
            raise refusal


def _mended(text: str) -> str:
    """The XML without what most feeds that are not well-formed owe it to: characters that XML has none of, references
    that only HTML knows, ampersands that stand for themselves, white space before the declaration.

    The declaration is left out: the text is decoded."""
    match = _DECLARATION.match(text)
    text = text[match.end() if match else 0 :].translate(_NOT_XML)
    return _REFERENCE.sub(_resolved, text)


def _resolved(match: re.Match[str]) -> str:
    found = match[0]
    return (
        found if found.startswith("<") else html.escape(html.unescape(found).translate(_NOT_XML), quote=False)
    )


def _parser(scan: "_Scan") -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parser.EntityDeclHandler = _refuse_entities
    return parser


def _refuse_entities(*_: object) -> None:
    raise Refusal(Reason.UNSUPPORTED, "XML that declares entities of its own")


@dataclass(slots=True)
class _Scan:
    """One pass over a feed's elements."""

    deepest: int
    items: list[Item] = field(default_factory=list)
    _feed: Values = field(default_factory=dict)
    _item: Values | None = None
    _open: list[str] = field(default_factory=list)  # the elements around the one that is read
    _bases: dict[int, str] = field(default_factory=dict)  # `xml:base` by how deep the element is
    _prefixes: dict[str, str] = field(default_factory=dict)
    _value: "_Reading | None" = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._open.append(tag)
        if len(self._open) > self.deepest:
            raise Refusal(Reason.TOO_DEEP, f"elements nest more than {self.deepest:,} deep")
        if self._value:
            self._value.begin(tag, attributes)
            return
        if "xml:base" in attributes:
            self._bases[len(self._open)] = attributes["xml:base"].strip()
        family, name = self._named(tag, attributes)
        around = _local(self._open[-2]) if len(self._open) > 1 else ""
        if self._item is None and family in _OWN and name in _ITEMS:
            self._item = {}
        elif around in (*_ITEMS, *_FEEDS):
            known = name if family in _OWN else f"{family}:{name}"
            self._value = _Reading(known, family, attributes, len(self._open))

    def text(self, data: str) -> None:
        """Characters stand here."""
        if self._value:
            self._value.parts.append((data, True))

    def end(self, tag: str) -> None:
        """An element ends."""
        value = self._value
        if value and value.depth == len(self._open):
            said = self._feed if self._item is None else self._item
            said.setdefault(value.name, []).append(value.value())
            self._value = None
        elif value:
            value.finish(tag)
        elif self._item is not None and _local(tag) in _ITEMS:
            self.items.append(Item(self._item, self._feed, tuple(self._bases.values())))
            self._item = None
        if not self._value:
            self._bases.pop(len(self._open), None)
        self._open.pop()

    def _named(self, tag: str, attributes: dict[str, str]) -> tuple[str, str]:
        """An element's vocabulary and its name there."""
        declared = {name.partition(":")[2]: uri for name, uri in attributes.items() if _is_declaration(name)}
        if _local(tag) in _AROUND:
            self._prefixes.update(declared)
        prefix = tag.rpartition(":")[0]
        uri = declared.get(prefix) or self._prefixes.get(prefix, "")
        return _FAMILIES.get(uri.lower(), prefix or "rss"), _local(tag)


@dataclass(slots=True)
class _Reading:
    """The value of an element that is being read, `depth` elements deep."""

    name: str
    family: str
    attributes: dict[str, str]
    depth: int
    parts: list[tuple[str, bool]] = field(default_factory=list)  # each with whether it is text
    has_elements: bool = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins inside."""
        shown = (f' {name}="{html.escape(given)}"' for name, given in attributes.items() if name != "xmlns")
        self.parts.append((f"<{_local(tag)}{''.join(shown)}>", False))
        self.has_elements = True

    def finish(self, tag: str) -> None:
        """An element ends inside."""
        if _local(tag) not in _VOID:
            self.parts.append((f"</{_local(tag)}>", False))

    def value(self) -> Value:
        """What was read: elements make it HTML whose text is text; else Atom says what it is, and RSS means HTML."""
        if self.has_elements:
            shown = (html.escape(part, quote=False) if is_text else part for part, is_text in self.parts)
            return Value("".join(shown), True, self.attributes)
        is_html = self.family != "atom" or self.attributes.get("type", "text").lower() in _HTML_TYPES
        return Value("".join(part for part, _ in self.parts), is_html, self.attributes)


def _is_declaration(name: str) -> bool:
    return name == "xmlns" or name.startswith("xmlns:")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]
