"""What the head of a document declares its article to be: the body in its linked data, the description."""

import json
import re
from collections.abc import Sequence

from copydesk.clean.shape import split_words
from copydesk.model import Markup

NAMES = ("declared", "described", "description_cover")
_BODY = re.compile(r'"(?:articleBody|text)"\s*:\s*("(?:[^"\\]|\\.)*")')
_TAG = re.compile(r"<[^>]{0,400}>")
_LEAST = 200
"""Declared bodies of fewer characters are summaries."""
_READ = 60
_DESCRIPTIONS = ("description", "og:description", "twitter:description")


def declared(markup: Markup, words: Sequence[list[str]]) -> list[tuple[float, float, float]]:
    """For each segment: the share of its word triples in the declared body (-1 where none is declared),
    the share of its words in the description, and the share of the description that it covers."""
    triples = _triples(_body(markup))
    about = [set(split_words(value)) for name, value in markup.meta if name in _DESCRIPTIONS]
    description = max(about, key=len, default=set())
    if len(description) < 6:
        description = set()
    rows = []
    for own in words:
        read = own[:_READ]
        found = -1.0
        if triples and len(read) >= 3:
            mine = zip(read, read[1:], read[2:], strict=False)
            found = sum(map(triples.__contains__, mine)) / (len(read) - 2)
        shared = len(description.intersection(read)) if description else 0
        rows.append((found, shared / len(set(read)) if shared else 0.0, shared / max(len(description), 1)))
    return rows


def _body(markup: Markup) -> str:
    """The longest article body in the linked data, without tags; empty if there is none worth the name."""
    bodies = [""]
    for script in markup.linked_data:
        if '"articleBody"' not in script and '"text"' not in script:
            continue
        for quoted in _BODY.findall(script):
            try:
                bodies.append(json.loads(quoted, strict=False))
            except ValueError:
                continue
    body = max(bodies, key=len)
    return _TAG.sub(" ", body) if len(body) >= _LEAST else ""


def _triples(body: str) -> set[tuple[str, str, str]]:
    words = split_words(body)
    return set(zip(words, words[1:], words[2:], strict=False))
