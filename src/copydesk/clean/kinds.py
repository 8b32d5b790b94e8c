"""Which kind each segment is, once the classifier has said how likely it is the article's.

Article text gets its kind from its element or its mark (heading, quotation, list, table), else from its
form. For the rest there is a learned model (`kind_model`). It is taught by a chain of witnesses, the most exact
first: the segment's own words, the class and id of the elements around it, the heading that opened the zone it
stands in, the element's tag, and where it stands. In a plain text the model sees what that chain says.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from copydesk.clean import cues
from copydesk.clean.features import Observed
from copydesk.clean.kind_model import tell_kinds
from copydesk.clean.kind_rows import Setting, find_boxes
from copydesk.clean.segments import Segment
from copydesk.model import BlockKind as K
from copydesk.model import Elements, Look, Page
from copydesk.text import fold, words

_MARK = re.compile(r"\s*(?:(#{1,6})\s|(>)|([*+•◦▪‣–-]|\d{1,3}[.)])\s|(\|))")
_COUNTER = re.compile(r"\W*\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}\W*", re.I)
"""A gallery's counter, beneath which stands what its picture shows."""
_FEWEST_SHOWN = 5
_MOST_BEFORE_DATE = 6
"""Words; a line that says more before its date is no stamp."""
_STOP = re.compile(r"[.!?。！？।؟…:;,][\"'”’»«“)\]*_]*$")
_CONTROL = re.compile(r"menu|button|toggle|close|dropdown", re.I)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_QUOTES = frozenset(("blockquote", "q"))
_LISTS = frozenset(("ul", "ol", "dl", "menu"))
_PARTED = re.compile(r"\s[|·•/»>]\s")
_NEAR = 12
_ZONE = 30
_ZONES = {K.NEWSLETTER: 4, K.SHARE: 2, K.TAGS: 8, K.COMMENT_FORM: 8, K.AUTHOR_BIO: 3}
"""How many segments a heading speaks for."""
_LONG_ZONES = frozenset((K.COMMENTS, K.RELATED, K.AUTHOR_BIO, K.NEWSLETTER))
"""Zones whose pieces are longer than a link in a menu."""
_LINKED = frozenset((K.NAVIGATION, K.RELATED))
_MENU_WORDS = frozenset((K.NEWSLETTER, K.PAYWALL, K.GALLERY, K.AD))
"""Kinds whose short phrases menus hold too: `Newsletters`, `Subscribers only`, `Photos`."""
_RARE = frozenset((K.SOURCE_LINK,))
"""Kinds with too few labels to learn from: in plain text the rules tell them."""
_STEPS, _NEAREST = 9, 4


@dataclass(frozen=True, slots=True)
class Scene:
    """What the kinds are told from: the page's segments, their texts, and the article's extent."""

    page: Page
    segments: Sequence[Segment]
    texts: Sequence[str]
    kept: Sequence[bool]
    first: int
    last: int
    elements: Elements
    _spoken: dict[int, tuple[K | None, bool, bool]] = field(default_factory=dict)

    def around(self, index: int, steps: int = _STEPS) -> list[Look]:
        """What the elements a segment stands in look like, innermost first, up to some steps."""
        return [self.elements.looks[number] for number in self._looks(index, steps)]

    def named(self, index: int) -> K | None:
        """The kind that the nearest element which speaks for any speaks for."""
        for number in self._looks(index, _STEPS):
            kind = self._speaks_for(number)[0]
            if kind is not None:
                return kind
        return None

    def pictured(self, index: int) -> tuple[bool, bool]:
        """Whether the nearest elements speak for a caption, and for a credit."""
        spoken = [self._speaks_for(number) for number in self._looks(index, _NEAREST)]
        return any(caption for _, caption, _ in spoken), any(credit for _, _, credit in spoken)

    def is_counted(self, index: int) -> bool:
        """Whether the segment is what a gallery's picture shows, beneath its counter."""
        above = self.texts[index - 1] if index else ""
        return bool(_COUNTER.fullmatch(above)) and len(words(self.texts[index])) >= _FEWEST_SHOWN

    def _looks(self, index: int, steps: int) -> Iterator[int]:
        at = self.segments[index].element
        while at >= 0 and steps > 0:
            yield self.elements.look[at]
            at = self.elements.parents[at]
            steps -= 1

    def _speaks_for(self, number: int) -> tuple[K | None, bool, bool]:
        """What an element's names, or else its tag, speak for: a kind, a caption, a credit."""
        known = self._spoken.get(number)
        if known is None:
            look = self.elements.looks[number]
            names = f"{look.classes} {look.id}".split()
            known = self._spoken[number] = (
                _named(look, names),
                look.tag == "figcaption" or any(map(cues.names_caption, names)),
                any(map(cues.names_credit, names)),
            )
        return known


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
    title = find_title(scene)
    setting = set_out(scene, title, observed=observed, chances=chances)
    told = _answering(scene.texts, tell_kinds(setting))
    for i, rule in enumerate(setting.rules):
        if rule in _RARE:
            told[i] = rule
    return [
        K.TITLE if i == title else _text_kind(scene, i) if keep else told[i] for i, keep in enumerate(kept)
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


def set_scene(page: Page, segments: Sequence[Segment], *, kept: Sequence[bool]) -> Scene:
    """The scene of a page of which at least one segment is kept."""
    inside = [i for i, keep in enumerate(kept) if keep]
    texts = [segment.span.of(page.text) for segment in segments]
    elements = page.markup.elements if page.markup else Elements()
    return Scene(page, segments, texts, kept, inside[0], inside[-1], elements)


def by_rules(scene: Scene, title: int | None) -> list[K]:
    """A kind for each segment by the chain of rules."""
    kept = scene.kept
    kinds: list[K] = []
    zone: K | None = None
    begun = 0
    for i, text in enumerate(scene.texts):
        if i == title:
            kinds.append(K.TITLE)
        elif kept[i]:
            zone, begun = None, i
            kinds.append(_text_kind(scene, i))
        else:
            opened = cues.zone_opened(text) if i != title else None
            if opened is not None:
                zone, begun = opened, i
            elif i <= scene.first or (zone is not None and i - begun > _ZONES.get(zone, _ZONE)):
                zone = None
            near = scene.first - _NEAR <= i <= scene.first + 2 or (
                title is not None and abs(i - title) <= _NEAR
            )
            head = _head_kind(scene, i, title=title) if near and i <= scene.first + 2 else None
            kinds.append(head or opened or _furniture_kind(scene, i, zone=zone))
    return kinds


def _text_kind(scene: Scene, i: int) -> K:
    """The kind of a piece of the article's text."""
    text = scene.texts[i]
    if scene.page.markup is None:
        mark = _MARK.match(text)
        if mark:
            return K.HEADING if mark[1] else K.QUOTE if mark[2] else K.LIST if mark[3] else K.TABLE
        return K.HEADING if _is_heading(scene, i) else K.BODY
    for element in scene.around(i):
        if element.tag in _HEADINGS:
            return K.HEADING
        if element.tag in _QUOTES:
            return K.QUOTE
        if element.tag in _LISTS:
            return K.LIST
        if element.tag == "table":
            return K.TABLE if "\t" in text or len(words(text)) < 12 else K.BODY
        if element.tag in ("article", "main", "body"):
            break
    return K.HEADING if _is_heading(scene, i) else K.BODY


def _is_heading(scene: Scene, i: int) -> bool:
    """Short, without a closing mark, and running text follows at once."""
    text = scene.texts[i]
    follows = i + 1 < len(scene.texts) and scene.kept[i + 1] and len(scene.texts[i + 1]) > 60
    return (
        follows and len(text) <= 90 and "\n" not in text and not _STOP.search(text) and len(words(text)) >= 1
    )


def find_title(scene: Scene) -> int | None:
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
    score += 3.0 if "h1" in tags else 1.0 if tags & _HEADINGS else 0.0
    mark = _MARK.match(scene.texts[i])
    if mark:
        score += 3.0 if mark[1] == "#" else 1.0 if mark[1] else -3.0
    if scene.kept[i] and not (scene.page.markup is None and _is_heading(scene, i)):
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


def _head_kind(scene: Scene, i: int, *, title: int | None) -> K | None:
    """Section, byline, timestamp or picture text above the article's first paragraph."""
    text = scene.texts[i]
    count = len(words(text))
    around = scene.around(i, 3)
    names = " ".join(f"{e.classes} {e.id}" for e in around[:2]).lower()
    link = any(e.tag == "time" or ("itemprop", "datePublished") in e.attributes for e in around[:3])
    date = cues.DATE.search(text)
    dated = date is not None and len(words(text[: date.start()])) <= _MOST_BEFORE_DATE
    if (dated or link) and count <= 16 and not cues.is_caption(text) and not scene.is_counted(i):
        if cues.BYLINE.match(text) and count <= 14:
            return K.BYLINE
        return K.TIMESTAMP
    if title is not None and i < title and title - i <= 3 and count <= 4 and not cues.kind_of_phrase(text):
        bare = scene.page.markup is None and i == title - 1 and not _MARK.match(text)
        if bare or (cues.SECTION_NAMES.search(names) and not _CONTROL.search(names)):
            return K.SECTION
        return None
    if count <= 14 and (cues.BYLINE.match(text) or cues.BYLINE_NAMES.search(names)):
        return K.BYLINE if title is None or i > title else None
    return _picture_kind(scene, i)


def _picture_kind(scene: Scene, i: int) -> K | None:
    """Caption or credit, within the article's extent and a little before it."""
    text = scene.texts[i]
    near = scene.first - _NEAR <= i <= scene.last + 1 or _in_figcaption(scene, i)
    if not near or len(text) > 900:
        return None
    tagged, credited = scene.pictured(i)
    named = cues.is_caption(text) or scene.is_counted(i)
    if credited and (tagged or named) and len(words(text)) <= 10:
        return K.CREDIT
    if tagged or named:
        count = len(words(text))
        sourced = (named and count <= 6) or (count <= 10 and cues.is_credit(text))
        return K.CREDIT if sourced else K.CAPTION
    return None


def _beside_sharing(scene: Scene, i: int) -> bool:
    """Whether a neighbour says that it is for sharing: between two such, `E-mail` is no field of a form."""
    near = (scene.texts[j] for j in (i - 1, i + 1) if 0 <= j < len(scene.texts))
    return any(cues.kind_of_phrase(text) is K.SHARE for text in near)


def _in_figcaption(scene: Scene, i: int) -> bool:
    return any(element.tag == "figcaption" for element in scene.around(i, _NEAREST))


def _furniture_kind(scene: Scene, i: int, *, zone: K | None) -> K:
    """What sort of furniture a segment is."""
    text = scene.texts[i]
    picture = _picture_kind(scene, i)
    named = scene.named(i)
    amid = scene.first - _NEAR <= i <= scene.last + 1
    if picture is not None and _in_figcaption(scene, i) and (amid or named not in _LINKED):
        return picture
    said = cues.kind_of_phrase(text)
    short = len(words(text)) <= 3
    if said is K.COMMENT_FORM and (named is K.SHARE or (short and _beside_sharing(scene, i))):
        return K.SHARE
    if (
        said in _MENU_WORDS
        and short
        and (named is K.NAVIGATION or (scene.page.markup is None and _MARK.match(text)))
    ):
        return K.NAVIGATION
    if said in (K.NAVIGATION, K.AD, K.LEGAL) and named in (K.COOKIE, K.COMMENTS, K.COMMENT_FORM, K.PAYWALL):
        return named
    if said is not None:
        return said
    if picture is not None:
        return picture
    if named is not None:
        return K.NAVIGATION if named is K.RELATED and len(words(text)) <= 2 else named
    listed = scene.page.markup is None and _MARK.match(text) and len(words(text)) <= 5
    if zone is not None and not ((short or listed) and zone in _LONG_ZONES):
        return zone
    return _placed(scene, i)


def _named(look: Look, names: Sequence[str]) -> K | None:
    """What an element's names, or else its tag, speak for."""
    if look.tag in ("body", "html"):
        return None  # their classes list all that a page may show
    kind = cues.kind_of_names(names) if names else None
    return K.NAVIGATION if kind is None and look.tag in ("nav", "header", "footer") else kind


def _placed(scene: Scene, i: int) -> K:
    """A guess from place and form alone."""
    count = len(words(scene.texts[i]))
    if any(element.tag == "aside" for element in scene.around(i)):
        return K.RELATED
    if i < scene.first:
        if count <= 3 or _MARK.match(scene.texts[i]) or _is_menu(scene.texts[i]):
            return K.NAVIGATION
        return K.RELATED if count <= 25 else K.OTHER
    if i > scene.last:
        return K.RELATED if count >= 4 else K.NAVIGATION
    return K.OTHER if count < 4 else K.RELATED


def _is_menu(text: str) -> bool:
    """Whether a line looks like links printed side by side."""
    named = text.replace("&", " ").split()
    return len(_PARTED.findall(text)) >= 2 or (len(named) <= 8 and all(word[:1].isupper() for word in named))
