"""Pieces of headlines in capitals that the tagger takes for names: `Fear of Loss Drives Extreme Act`."""

from collections import Counter
from collections.abc import Sequence

from copydesk.annotate.entities.names import Name
from copydesk.annotate.parse import Passage

_SMALL_WORDS = frozenset(
    """
    about after against amid another are around as at be before by can during find finds found from how in into is its
    his her not off over than that their these this those through under until what when where which while who why
    will with
    """.split()
)
"""Words that only headlines write with a capital inside a name; those of titles of works (`of`, `the`) are not among
them."""
_FEWEST = 3
"""Words a piece has at least."""
_LONG = 4
"""Letters from which on a headline writes every word with a capital."""


def without_fragments(names: Sequence[Name], passages: Sequence[Passage]) -> list[Name]:
    """The names without those that a headline's capitals have made: no other passage has them, and either a small word
    stands inside with a capital, or most of their words are common words of the page."""
    common = {token.text for passage in passages for token in passage.doc if token.is_lower}
    capitalised = {passage.start for passage in passages if _is_capitalised(passage)}
    counts = Counter(name.text for name in names)
    return [
        name
        for name in names
        if counts[name.text] > 1
        or not _is_fragment(name, common, in_capitals=name.passage.start in capitalised)
    ]


def _is_fragment(name: Name, common: set[str], *, in_capitals: bool) -> bool:
    words = [token for token in name.passage.doc[name.start : name.end] if token.is_alpha]
    if len(words) < _FEWEST or (name.label in {"PERSON", "MISC"} and not in_capitals):
        return False  # titles of songs and books are written so
    if any(token.lower_ in _SMALL_WORDS and token.text[0].isupper() for token in words[1:]):
        return True
    return in_capitals and 2 * sum(token.lower_ in common for token in words) > len(words)


def _is_capitalised(passage: Passage) -> bool:
    """Whether the passage is a headline that writes its words with capitals."""
    words = [token.text for token in passage.doc if token.is_alpha and len(token) >= _LONG]
    return len(words) >= _FEWEST and sum(word[0].isupper() for word in words) > 0.8 * len(words)
