"""Who speaks on a page that is written down as it was spoken: `ROE: The ferry is old.`"""

import re
from collections import Counter
from collections.abc import Sequence

from copydesk.annotate.claims.links import Saying
from copydesk.annotate.parse import Passage
from copydesk.model import Attribution, Span

_TURN = re.compile(r"\s*(?P<who>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3})(?:, [A-Z][A-Z ,.-]*)?: ")
"""Whose turn a paragraph is: a name in capitals, at first with an office behind it (`ANN ROE, HOST: `)."""
FEWEST_TURNS = 3
"""Turns that two of the page's speakers have at least; headings such as `UPDATE: ` do not alternate so."""
GAP = 2
"""Paragraphs without a name up to which a turn goes on."""


def turns_of(passages: Sequence[Passage]) -> list[Saying | None]:
    """For each passage what whoever has the turn says in it; None on pages where nobody takes turns."""
    labels = [_TURN.match(passage.doc.text) for passage in passages]
    names = [label["who"] if label else None for label in labels]
    lasts = Counter(name.split()[-1] for name in names if name)
    if sum(count >= FEWEST_TURNS for count in lasts.values()) < 2:
        return [None] * len(passages)
    full: dict[str, str] = {}
    found: list[Saying | None] = []
    link, left = None, 0
    for passage, label, name in zip(passages, labels, names, strict=True):
        opening = first = passage.span(passage.doc[:1])
        if label and name:
            whole = full.setdefault(name.split()[-1], name)
            opening = Span(passage.start + label.start("who"), passage.start + label.end() - 1)
            link, left = Attribution("speaker", whole.title(), None, opening), GAP + 1
        left -= 1
        said = Span(opening.end if label else first.start, passage.whole.end)
        going_on = link is not None and left >= 0
        found.append(Saying((link,), (said,), first, opening, through=True) if link and going_on else None)
    return found
