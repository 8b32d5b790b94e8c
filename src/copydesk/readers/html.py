"""HTML -> page: one deterministic rendering of all visible text, with the element each piece stands in.

The rendering
    Text between two block-level boundaries is a group; groups are parted by a blank line. `<br>` ends a
    line, two in a row end the group. White space is collapsed (no-break spaces too) except inside `<pre>`.
    A table's row is a group, its cells parted by a tab. Neighbouring links, times, labels and classed
    spans that only a style sheet sets apart are parted by a space. Scripts, styles, templates, embedded
    documents and drawings, form choices and `<noscript>` (unseen where scripts run) are left out. Elements
    hidden by an attribute or an inline style are kept and marked `hidden`: scripts show them at will.

The document is parsed by lexbor (HTML5 rules) and its canonical serialisation is scanned once, so nothing
recurses however deep the tags nest.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from copydesk.model import Elements, Look, Markup, Page, Reason, Rejected

_BLOCK = """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre search
    section summary table tbody tfoot thead tr ul""".split()
_VOID = "area base br col embed hr img input link meta param source track wbr".split()
_UNSEEN = """script style svg noscript template iframe canvas object select datalist video audio xmp noembed
    noframes textarea annotation plaintext img source input""".split()
"""What shows no text, or only where something else fails."""
_INLINE_SORT, _APART_SORT, _CELL_SORT, _VOID_SORT, _BLOCK_SORT, _PRE_SORT = range(6)
_LINE, _GROUP = 3, 4
_SEPARATORS = ("", " ", "\t", "\n", "\n\n")


class _Sorts(dict[str, int]):
    """Element names by what they do to the text around them; names of the page's own making are not kept."""

    def __missing__(self, name: str) -> int:
        return _BLOCK_SORT if "-" in name else _INLINE_SORT


_SORTS = _Sorts(
    dict.fromkeys(_BLOCK, _BLOCK_SORT)
    | dict.fromkeys(_VOID, _VOID_SORT)
    | dict.fromkeys(("a", "span", "time", "label"), _APART_SORT)
    | {"td": _CELL_SORT, "th": _CELL_SORT, "pre": _PRE_SORT}
)
_TOKEN = re.compile(r"<(?:(/?)([^\s>/!][^\s>/]*)([^>]*)|!--.*?--|![^>]*)>([^<]*)", re.S)
_TELLING = {
    f" {name}=": name
    for name in "datetime content rel itemprop itemtype role aria-label title name property".split()
}
"""Attributes that tell about content, by how they are written."""
_SCRIPTED = re.compile(
    r"ubli(?:sh|cation)[\w-]{0,14}\\{0,3}[\"']?\s?:\s?\\{0,3}[\"']?"
    r"((?:19|20)\d\d-\d\d-\d\d[^\"'\\]{0,25}|1\d{9}(?:\d{3})?\b)"
)
"""What scripts call the time of publication, with its value."""
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def render_html(html: str | bytes, *, source: str, url: str | None = None) -> Page | Rejected:
    """The page an HTML document shows: its visible text, and a `Markup` that knows each element's span.

    `html` is the document's characters, or its bytes in UTF-8. Rejected as `no_text` where nothing is visible.
    What `tangled.require_parsable` refuses can take minutes here. A caller with a record's further fields
    sets them with `dataclasses.replace`.
    """
    tree = LexborHTMLParser(html.encode("utf-8", "replace") if isinstance(html, str) else html)
    linked = tuple(node.text() for node in tree.css('script[type="application/ld+json"]'))
    scripts = tree.css('script:not([type="application/ld+json"])')
    scripted = _scripted_date(node.text() for node in scripts)
    tree.strip_tags(_UNSEEN)
    head, _, body = (tree.html or "").partition("</head>")
    scan = _Scan(_read_head(head))
    scan.feed(body)
    if not scan.parts:
        return Rejected(source, "read", Reason.NO_TEXT, "the document shows no text")
    markup = Markup(scan.elements(), tuple(scan.meta), linked, scripted)
    return Page(source, "".join(scan.parts), url=url, markup=markup)


def _scripted_date(scripts: Iterable[str]) -> str | None:
    """The first date that a script calls that of publication, as written."""
    return next((found[1] for found in map(_SCRIPTED.search, scripts) if found), None)


def _read_head(head: str) -> list[tuple[str, str]]:
    """The head's (name or property, content) pairs, with `lang`, `title` and `canonical`."""
    pairs: list[tuple[str, str]] = []
    for closing, name, attributes, text in _TOKEN.findall(head):
        if closing or not name:
            continue
        if name == "title":
            pairs.append(("title", " ".join(_plain(text).split())))
        elif name == "html":
            pairs += [
                ("lang", _plain(value)) for value in re.findall(r' (?:xml:)?lang="([^"]+)"', attributes)[:1]
            ]
        else:
            pairs += _meta(name, attributes)
    return pairs


def _meta(tag: str, attributes: str) -> list[tuple[str, str]]:
    """What a `<meta>` or `<link>` says."""
    if tag != "meta" and (tag != "link" or 'rel="canonical"' not in attributes):
        return []
    found = dict(_pairs(attributes))
    if tag == "link":
        return [("canonical", _plain(found.get(" href=", "")))] if found.get(" rel=") == "canonical" else []
    name = found.get(" property=") or found.get(" name=") or found.get(" itemprop=")
    return [(_plain(name), _plain(found[" content="]))] if name and " content=" in found else []


def _pairs(attributes: str) -> Iterator[tuple[str, str]]:
    """Serialised attributes: the name as it is written (` class=`), and the value; one that was cut off is left out."""
    parts = attributes.split('"')
    return zip(parts[::2], parts[1:-1:2], strict=False)


def _plain(text: str) -> str:
    """Serialised text with its references resolved; a serialiser writes no others than these."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&amp;", "&")


@dataclass(slots=True)
class _Scan:
    """One pass over a serialised body: the text's parts, and where each element's text starts and ends."""

    meta: list[tuple[str, str]]
    parts: list[str] = field(default_factory=list)
    _found: list[tuple[str, str]] = field(default_factory=list)  # the tag and attributes of each element
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _parents: list[int] = field(default_factory=list)

    def feed(self, body: str) -> None:
        """Read a whole body. An element is numbered when its first text is met."""
        opened: list[tuple[str, str]] = [("html", "")]
        numbers: list[int] = []  # those of the outermost opened elements that have text by now
        parts, size = self.parts, 0
        separator = pre = 0
        apart = False  # whether an element that only a style sheet sets apart just closed
        for closing, name, attributes, text in _TOKEN.findall(body):
            if closing:
                del opened[-1:]
                if len(numbers) > len(opened):
                    self._ends[numbers.pop()] = size
                sort = _SORTS[name]
                if sort >= _BLOCK_SORT:
                    separator = _GROUP
                    pre -= sort == _PRE_SORT
                apart = sort == _APART_SORT
            elif name and (sort := _SORTS[name]) == _VOID_SORT:
                separator = self._void(name, attributes, separator=separator)
            elif name:
                opened.append((name, attributes))
                if sort >= _BLOCK_SORT:
                    separator = _GROUP
                    pre += sort == _PRE_SORT
                elif sort == _CELL_SORT:
                    separator = max(separator, 2)
                elif apart and separator == 0 and sort == _APART_SORT:
                    separator = int(name != "span" or " class=" in attributes)
                apart = False
            if not text:
                continue
            if "&" in text:
                text = _plain(text)
            if text.isspace():
                separator = separator or 1
                continue
            if size:
                between = _SEPARATORS[separator or text[0].isspace()]
                parts.append(between)
                size += len(between)
            if len(opened) > len(numbers):
                self._number(opened[len(numbers) :], numbers, at=size)
            separator = int(text[-1].isspace())
            text = text.strip("\r\n") if pre > 0 else " ".join(text.split())
            parts.append(text)
            size += len(text)
            apart = False

    def _void(self, name: str, attributes: str, *, separator: int) -> int:
        """The separator after an element without content."""
        if name == "br":
            return _GROUP if separator >= _LINE else _LINE
        if name == "hr":
            return _GROUP
        if name == "meta":
            self.meta += _meta(name, attributes)
        return separator

    def _number(self, opened: list[tuple[str, str]], numbers: list[int], *, at: int) -> None:
        """Add elements that begin `at` a place, each inside the one before it, the first inside the last of
        `numbers`."""
        first, count = len(self._found), len(opened)
        self._found += opened
        self._starts += [at] * count
        self._ends += [at] * count
        self._parents.append(numbers[-1] if numbers else -1)
        self._parents += range(first, first + count - 1)
        numbers += range(first, first + count)

    def elements(self) -> Elements:
        """The elements that hold text, in document order."""
        looks: dict[Look, int] = {}
        read: dict[tuple[str, str], tuple[int, str]] = {}
        found: list[tuple[int, str]] = []
        for element in self._found:
            known = read.get(element)
            if known is None:
                look, address = _look(*element)
                known = read[element] = (looks.setdefault(look, len(looks)), address)
            found.append(known)
        numbers, addresses = zip(*found, strict=True) if found else ((), ())
        starts, ends, parents = tuple(self._starts), tuple(self._ends), tuple(self._parents)
        return Elements(tuple(looks), numbers, starts, ends, parents, addresses)


def _look(tag: str, attributes: str) -> tuple[Look, str]:
    """What the serialised attributes tell, and the address of a link, which is its own."""
    identity = classes = address = ""
    link = -1
    told: list[tuple[str, str]] = []
    for written, value in _pairs(attributes):
        if written == " class=":
            classes = value
        elif written == " href=":
            address, link = _plain(value), len(told)
        elif written == " id=":
            identity = value
        elif written in _TELLING:
            told.append((_TELLING[written], _plain(value)))
        elif written == " hidden=" or (written == " style=" and _HIDING.search(value)):
            told.append(("hidden", ""))
    return Look(tag, identity, classes, tuple(told), link), address
