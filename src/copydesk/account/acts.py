"""Whether two tellings turn on one act."""

import re

from copydesk.account.tellings import Telling
from copydesk.embedding import meaning
from copydesk.text import LETTERS, stem

SAME_ACT = 0.8
"""Cosine of the vectors of two verbs from which on they are forms of one, or mean the same."""

_PARTICLES = frozenset("up down out off in on over away back about".split())
"""What `shut down` and `locked down` share makes no act of them."""
_ALSO = re.compile(r"\balso\b", re.IGNORECASE)


def one_act(a: Telling, b: Telling) -> bool:
    """Whether both turn on one act, be its form another: `was`, `will be`."""
    acts = [t.claim.core.act.of(t.found.page.text).lower() for t in (a, b) if t.claim.core]
    if len(acts) < 2:
        return False
    words = [{stem(word) for word in LETTERS.findall(act)} - _PARTICLES for act in acts]
    return bool(words[0] & words[1]) or float(meaning(acts[0]) @ meaning(acts[1])) >= SAME_ACT


def adds(telling: Telling) -> bool:
    """Whether it adds something to what was told: `he also sold ...`."""
    return bool(_ALSO.search(telling.text))
