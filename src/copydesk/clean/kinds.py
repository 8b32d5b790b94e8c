"""Which kind each segment is, once the classifier has said how likely it is the article's.

Article text gets its kind from its element or its mark (heading, quotation, list, table), else from its
form. For the rest there is a learned model (`kind_model`). It is taught by a chain of rules (`kind_rules`); in a
plain text it sees what that chain says.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from copydesk.clean.features import Observed
from copydesk.clean.kind_model import tell_kinds
from copydesk.clean.kind_rows import Setting, find_boxes
from copydesk.clean.kind_rules import by_rules, text_kind
from copydesk.clean.scene import Scene, set_scene
from copydesk.clean.segments import Segment
from copydesk.clean.title_segment import find_title_segment
from copydesk.model import BlockKind as K
from copydesk.model import Page

_RARE = frozenset((K.SOURCE_LINK,))
"""Kinds with too few labels to learn from: in plain text the rules tell them."""


def name_kinds(
    page: Page,
    segments: Sequence[Segment],
    *,
    kept: Sequence[bool],
    observed: Observed,
    chances: NDArray[np.float64],
) -> list[K]:
    """A kind for each segment; those in `kept`, of which there is at least one, are the article's text. `observed` and
    `chances` are what was seen of the page and how likely each segment is the article's."""
    scene = set_scene(page, segments, kept=kept)
    title = find_title_segment(scene)
    setting = set_out(scene, title, observed=observed, chances=chances)
    told = _answering(scene.texts, tell_kinds(setting))
    for i, rule in enumerate(setting.rules):
        if rule in _RARE:
            told[i] = rule
    return [
        K.TITLE if i == title else text_kind(scene, i) if keep else told[i] for i, keep in enumerate(kept)
    ]


def set_out(scene: Scene, title: int | None, *, observed: Observed, chances: NDArray[np.float64]) -> Setting:
    """What the learned model sees of a scene."""
    bare = scene.page.markup is None
    return Setting(
        page=scene.page,
        segments=scene.segments,
        texts=scene.texts,
        kept=scene.kept,
        title=title,
        observed=observed,
        chances=chances,
        boxes=find_boxes(observed.names, scene.kept) if observed.names else (),
        rules=by_rules(scene, title) if bare else (),
    )


def _answering(texts: Sequence[str], told: Sequence[K]) -> list[K]:
    """The kinds, but that what recurs beneath comments (`Reply`) is theirs, not the form's."""
    beneath = [b is K.COMMENT_FORM and a is K.COMMENTS for a, b in pairwise([K.OTHER, *told])]
    often = Counter(text for text, under in zip(texts, beneath, strict=True) if under)
    return [
        K.COMMENTS if under and often[text] > 1 else kind
        for text, under, kind in zip(texts, beneath, told, strict=True)
    ]
