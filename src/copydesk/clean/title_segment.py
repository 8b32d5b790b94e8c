"""Which segment of a page is the article's title."""

import re
from collections.abc import Sequence

from copydesk.clean import cues
from copydesk.clean.scene import HEADINGS, MARK, Scene, is_heading
from copydesk.model import Page
from copydesk.text import fold, words


def find_title_segment(scene: Scene) -> int | None:
    """The segment that looks most like the article's title, above its text."""
    declared = set(words(_declared_title(scene.page)))
    best: tuple[float, int] | None = None
    for i in range(max(0, scene.first - 60), min(scene.first + 2, len(scene.texts))):
        text = scene.texts[i].strip("# *_\n")
        if len(text) > 300 or (scene.kept[i] and i > scene.first):
            continue
        own = words(text)
        if not 2 <= len(own) <= 40:
            continue
        score = _speaks_for_title(scene, i, own=own, declared=declared)
        if score > 0 and (best is None or score >= best[0]):
            score -= _speaks_against_title(text)
            if score > 0 and (best is None or score >= best[0]):
                best = (score, i)
    return best[1] if best else None


def _speaks_for_title(scene: Scene, i: int, *, own: Sequence[str], declared: set[str]) -> float:
    """How much in a segment's words (beside those `declared` as the title), place and form speaks for its being the
    title; zero and less is nothing."""
    tags = {element.tag for element in scene.around(i, 3)}
    score = 4.0 * _likeness(set(own), declared)
    score += 3.0 if "h1" in tags else 1.0 if tags & HEADINGS else 0.0
    mark = MARK.match(scene.texts[i])
    if mark:
        score += 3.0 if mark[1] == "#" else 1.0 if mark[1] else -3.0
    if scene.kept[i] and not (scene.page.markup is None and is_heading(scene, i)):
        score -= 2.5
    if scene.page.markup is None:
        score += 1.0 + min(len(own), 8) / 8 - (scene.first - i) / 10
    return score - 1.0


def _speaks_against_title(text: str) -> float:
    """How much in a segment's words speaks against its being the title."""
    against = 0.0
    if cues.BYLINE.match(text) or cues.DATE.search(text) or cues.is_caption(text):
        against += 2.5
    if cues.kind_of_phrase(text) is not None or cues.zone_opened(text) is not None:
        against += 2.0
    if re.search(r"[.。,;:]$", text) or len(text) > 200:
        against += 2.0
    return against


def _declared_title(page: Page) -> str:
    """The title the record or the head gives, folded."""
    title = page.title
    if title is None and page.markup is not None:
        meta = dict(reversed(page.markup.meta))
        title = meta.get("og:title") or meta.get("twitter:title") or meta.get("title")
    return fold(title or "")


def _likeness(own: set[str], other: set[str]) -> float:
    """The share of common words, 0..1."""
    return 2 * len(own & other) / (len(own) + len(other)) if own and other else 0.0
