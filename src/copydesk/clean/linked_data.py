"""What a page's JSON-LD says of its article, in the terms of schema.org."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_COMMENT = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/|;)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s{0,20}[}\]])")
_PARTS = frozenset(("liveBlogUpdate", "comment", "suggestedAnswer", "acceptedAnswer"))
"""What holds the posts of a live page and what readers say: articles of their own, none of them the page's."""
_MAX_NODES = 4000
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Party:
    """A named author or publisher; `type` is its schema.org type, empty where none is given."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """One node that has a headline or a date; text values are unescaped, dates as written.

    `rank`, by its first schema.org type, is 0 for a news article, 1 for another article, 2 for a web page, 3 for
    anything else (a video, an event, a comment, a post of a live page).
    """

    rank: int
    headlines: tuple[str, ...]
    published: str | None
    modified: str | None
    created: str | None
    authors: tuple[Party, ...]
    publisher: str | None
    section: str | None


def read_linked_data(scripts: Sequence[str]) -> tuple[LinkedArticle, ...]:
    """The article-like nodes of raw JSON-LD scripts, best first; what is not JSON is passed over."""
    nodes: list[tuple[Mapping[str, Any], bool]] = []
    for script in scripts:
        parsed = _parse(script)
        if parsed is not None:
            nodes.extend(_nodes(parsed))
    by_id: dict[str, Mapping[str, Any]] = {}
    for node, _ in nodes:
        if isinstance(node.get("@id"), str) and len(node) > 1:
            by_id.setdefault(node["@id"], node)
    found = [_article(node, by_id, is_part=is_part) for node, is_part in nodes[:_MAX_NODES]]
    return tuple(sorted((a for a in found if a is not None), key=lambda article: article.rank))


def _parse(script: str) -> Any:
    """The script's value, None if it cannot be read even when comments and stray commas are dropped."""
    for attempt in range(2):
        try:
            return json.loads(script, strict=False)
        except (ValueError, RecursionError):
            if attempt == 0:
                script = _TRAILING_COMMA.sub("", _COMMENT.sub("", _COMMENT.sub("", script)))
    return None


def _nodes(value: Any) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Every object of a JSON value, outer before inner, without recursion, and whether it is one of `_PARTS`."""
    waiting = [(value, 0, False)]
    while waiting:
        current, depth, is_part = waiting.pop()
        if isinstance(current, dict):
            yield current, is_part
            children = [(child, is_part or name in _PARTS) for name, child in current.items()]
        elif isinstance(current, list):
            children = [(child, is_part) for child in current]
        else:
            continue
        if depth < _MAX_DEPTH:
            waiting.extend(
                (child, depth + 1, part)
                for child, part in reversed(children)
                if isinstance(child, dict | list)
            )


def _article(
    node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], *, is_part: bool
) -> LinkedArticle | None:
    rank = 3 if is_part else _rank(_first_text(node.get("@type")))
    published = _first_text(node.get("datePublished")) or None
    if rank == 3 and not published:
        return None
    headlines = _texts([node.get(k) for k in ("headline", "name", "alternativeHeadline")])
    return LinkedArticle(
        rank,
        tuple(dict.fromkeys(headlines)),
        published,
        _first_text(node.get("dateModified")) or None,
        _first_text(node.get("dateCreated")) or _first_text(node.get("uploadDate")) or None,
        tuple(_parties(node.get("author") or node.get("creator"), by_id)),
        next((p.name for p in _parties(node.get("publisher"), by_id)), None),
        _first_text(node.get("articleSection")) or None,
    )


def _rank(kind: str) -> int:
    short = kind.rpartition("/")[2].rpartition(":")[2]
    if short.endswith("NewsArticle") or short == "LiveBlogPosting":
        return 0
    if short.endswith(("Article", "BlogPosting")) or short in ("Report", "Review", "CreativeWork", "Recipe"):
        return 1
    return 2 if short.endswith("WebPage") or short == "ItemPage" else 3


def _parties(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[Party]:
    """The parties a value names: a string, an object, a reference to one, or a list of those."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield from (Party(name, "") for name in _texts([item]))
        elif isinstance(item, dict):
            whole = item if "name" in item else by_id.get(str(item.get("@id")), item)
            kind = _first_text(whole.get("@type"))
            names = whole.get("name")
            for name in _texts(names if isinstance(names, list) else [names]):
                yield Party(name, kind)
        elif isinstance(item, list):
            yield from (Party(name, "") for name in _texts(item))


def _first_text(value: Any) -> str:
    return next(_texts(value if isinstance(value, list) else [value]), "")


def _texts(values: Sequence[Any]) -> Iterator[str]:
    """The non-empty strings among `values`, unescaped, white space evened, half a surrogate pair (`\\ud83d`) a `?`."""
    for value in values:
        if isinstance(value, str):
            text = " ".join(html.unescape(value).split())
            if text:
                yield text if text.isascii() else text.encode("utf-8", "replace").decode()
