"""What the head of a document declares its article to be: the body in its linked data, the description."""

import json
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.model import Markup
from copydesk.text import words

Matrix = NDArray[np.float32]

NAMES = ("declared", "described", "description_cover")
_BODY = re.compile(r'"(?:articleBody|text)"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")')
_TAG = re.compile(r"<[^>]{0,400}>")
_LEAST = 200
"""Declared bodies of fewer characters are summaries."""
_READ = 60
_LEAST_DESCRIPTION = 6
"""Words."""
_DESCRIPTIONS = ("description", "og:description", "twitter:description")


def declared(markup: Markup, segments: Sequence[list[str]]) -> Matrix:
    """For each segment, by its words: the share of its word triples in the declared body (-1 where none is
    declared), the share of its words in the description, and the share of the description that it covers."""
    triples = _triples(_body(markup))
    about = [set(words(value)) for name, value in markup.meta if name in _DESCRIPTIONS]
    description = max(about, key=len, default=set())
    told = np.zeros((len(segments), len(NAMES)), np.float32)
    told[:, 0] = -1.0
    read = [own[:_READ] for own in segments]
    if triples:
        told[:, 0] = [_share_of_triples(own, triples) for own in read]
    if len(description) >= _LEAST_DESCRIPTION:
        shared = [len(description.intersection(own)) for own in read]
        told[:, 1] = [both / len(set(own)) if both else 0.0 for both, own in zip(shared, read, strict=True)]
        told[:, 2] = np.array(shared) / len(description)
    return told


def _share_of_triples(own: Sequence[str], triples: set[tuple[str, str, str]]) -> float:
    """The share of the triples of a segment's words that are among `triples`; -1 of fewer words than three."""
    if len(own) < 3:
        return -1.0
    return sum(map(triples.__contains__, zip(own, own[1:], own[2:], strict=False))) / (len(own) - 2)


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
    read = words(body)
    return set(zip(read, read[1:], read[2:], strict=False))
