"""From chances to a decision: which segments of a page are kept as the article's."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.classifier import Chances
from copydesk.clean.cleaned import LONGEST_CUE, look_cleaned, says_furniture
from copydesk.clean.cues import is_caption, kind_of_phrase, zone_opened
from copydesk.model import BlockKind

Flags = NDArray[np.bool_]

LEAST_KEPT, CAUTION = 0.2, 1.25
"""Nothing less likely is the article's; with markup, a segment must be so much likelier than F1 asks for: that lets a
fifth less of known furniture through, for a thousandth of F1 (out of fold)."""
KEEP_BESIDE, SURELY_TEXT = 0.3, 0.9
"""In plain text, a sentence this likely beside what is kept is the article's; from the second value on a segment is,
though it looks like a caption or says it is furniture."""
MOST, SURE, LIKELY = 0.5, 0.8, 0.45
"""An article can end after this share of its text; text this sure on average shows that it has not ended, a
heading this likely that it is the article's own."""
UNCLEANED = 3
"""Segments that say they are furniture on a page that was not cleaned."""
PARAGRAPH = 60
"""Characters of a paragraph at least."""
_ENDINGS = frozenset((BlockKind.RELATED, BlockKind.COMMENTS, BlockKind.COMMENT_FORM))
_RELATED = re.compile(
    r"(?:More|Related|READ MORE|Read more|SEE ALSO|See also) ?: ?\S[^\n]{0,200}$|"
    r"\((?:RELATED|READ|MORE|ALSO READ|SEE ALSO) ?: ?[^\n]{0,200}\)$|CLICK HERE\b[^\n]{0,120}$"
)
"""A line that links to another article, or to the site's own goods."""
_ADVERTISEMENT = re.compile(
    r"\W{0,20}(?:advertisements?|ad feedback|\[ad_\d\]|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|"
    r"реклама|広告|广告|광고|(?:(?:story|article) continues|continue reading) (?:below|after)\b[^\n]{0,40}|"
    r"scroll (?:down )?to continue\b[^\n]{0,30})\W{0,20}$",
    re.IGNORECASE,
)
"""A line that is left of an advertisement."""
_STOPPED = re.compile(r"[.!?。！？।…][\"'”’»«“)\]*_]*$")


def kept_marked(texts: Sequence[str], chances: Chances) -> list[bool]:
    """Which segments of a page with markup are the article's."""
    least = half_of_best_f1(np.array([len(text) for text in texts]), chances)
    return [bool(keep) for keep in chances >= max(least * CAUTION, LEAST_KEPT)]


def half_of_best_f1(sizes: NDArray[np.int64], chances: Chances) -> float:
    """Half of the highest F1, by characters, that can be expected of keeping some of a page's segments.

    It is reached by keeping those that are likelier than that half (Lipton, Elkan and Naryanaswamy, ECML PKDD
    2014): a page that can be told surely has a higher threshold than one that cannot.
    """
    order = np.argsort(-chances, kind="stable")
    likely = np.cumsum((sizes * chances)[order])
    expected = 2 * likely / (np.cumsum(sizes[order]) + likely[-1])
    return float(expected.max()) / 2


def kept_bare(texts: Sequence[str], chances: Chances, *, alone: NDArray[np.float64]) -> list[bool]:
    """Which segments of a plain text are the article's. (Where there is markup, these rules do not help.)

    A page that looks like an article alone, by the weights `alone` (`cleaned.look_cleaned`), is left as it is, but for
    lines that say themselves that they link to others, or that an advertisement stood there.
    """
    if look_cleaned(texts, chances, model=alone):
        return [not (_RELATED.match(text) or _ADVERTISEMENT.match(text)) for text in texts]
    lengths = np.array([len(text) for text in texts])
    told = _tells_itself(texts)
    captions = np.array([is_caption(text) for text in texts])
    likely = chances >= max(half_of_best_f1(lengths, chances), LEAST_KEPT)
    kept = likely & ~((captions | told) & (chances < SURELY_TEXT))
    kept |= _continued(texts, chances, kept=kept) & ~(captions | told)
    kept[_end_of_article(texts, chances, sizes=kept * lengths) :] = False
    return [bool(keep) for keep in kept & ~_repeated(texts, kept)]


def _continued(texts: Sequence[str], chances: Chances, *, kept: Flags) -> Flags:
    """Which segments go on with an article: paragraphs of sentences next to what is kept. (Out of fold it costs up to
    .001 of F1; without it short articles lose their leads and last sentences, which weigh more for readers.)"""
    whole = np.array([len(text) > PARAGRAPH and bool(_STOPPED.search(text)) for text in texts])
    beside = np.zeros(len(texts), bool)
    beside[1:] |= kept[:-1]
    beside[:-1] |= kept[1:]
    going_on: Flags = beside & whole & (chances >= KEEP_BESIDE)
    return going_on


def _repeated(texts: Sequence[str], kept: Flags) -> Flags:
    """Which kept paragraphs stand again further down: what stands above an article is more often a teaser of it than
    what stands below is another copy."""
    repeated = np.zeros(len(texts), bool)
    seen: set[str] = set()
    for i in np.flatnonzero(kept)[::-1].tolist():
        if len(texts[i]) > PARAGRAPH:
            text = " ".join(texts[i].split())
            repeated[i] = text in seen
            seen.add(text)
    return repeated


def _tells_itself(texts: Sequence[str]) -> Flags:
    """Which segments say themselves that they are furniture; none of them on a page that has fewer than
    `UNCLEANED`: there such a line may be the article's own."""
    told = np.array([says_furniture(text) for text in texts])
    return told if told.sum() >= UNCLEANED else np.zeros(len(texts), bool)


def _end_of_article(texts: Sequence[str], chances: Chances, *, sizes: NDArray[np.int64]) -> int:
    """The segment from which all is furniture: a heading that opens a zone of it (or a link to the source), after
    a good part of the article, followed by little text or by text that is not surely the article's."""
    total = int(sizes.sum())
    done = np.cumsum(sizes)
    for i, text in enumerate(texts):
        if done[i] < MOST * total or len(text) > LONGEST_CUE or chances[i] >= LIKELY:
            continue
        if zone_opened(text) not in _ENDINGS and kind_of_phrase(text) is not BlockKind.SOURCE_LINK:
            continue
        rest = sizes[i + 1 :]
        if not rest.any() or float((rest * chances[i + 1 :]).sum() / rest.sum()) < SURE:
            return i
    return len(texts)
