"""Which kind a segment is by rules: article text by its element or mark, furniture by a chain of witnesses.

The witnesses, the most exact first: the segment's own words, the class and id of the elements around it, the heading
that opened the zone it stands in, the element's tag, and where it stands.
"""

import re

from copydesk.clean import cues
from copydesk.clean.scene import HEADINGS, MARK, NEAREST, Scene, is_heading
from copydesk.model import BlockKind as K
from copydesk.text import words

_MOST_BEFORE_DATE = 6
"""Words; a line that says more before its date is no stamp."""
_CONTROL = re.compile(r"menu|button|toggle|close|dropdown", re.I)
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
            kinds.append(text_kind(scene, i))
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


def text_kind(scene: Scene, i: int) -> K:
    """The kind of a piece of the article's text."""
    text = scene.texts[i]
    if scene.page.markup is None:
        mark = MARK.match(text)
        if mark:
            return K.HEADING if mark[1] else K.QUOTE if mark[2] else K.LIST if mark[3] else K.TABLE
        return K.HEADING if is_heading(scene, i) else K.BODY
    for element in scene.around(i):
        if element.tag in HEADINGS:
            return K.HEADING
        if element.tag in _QUOTES:
            return K.QUOTE
        if element.tag in _LISTS:
            return K.LIST
        if element.tag == "table":
            return K.TABLE if "\t" in text or len(words(text)) < 12 else K.BODY
        if element.tag in ("article", "main", "body"):
            break
    return K.HEADING if is_heading(scene, i) else K.BODY


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
        bare = scene.page.markup is None and i == title - 1 and not MARK.match(text)
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
    return any(element.tag == "figcaption" for element in scene.around(i, NEAREST))


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
        and (named is K.NAVIGATION or (scene.page.markup is None and MARK.match(text)))
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
    listed = scene.page.markup is None and MARK.match(text) and len(words(text)) <= 5
    if zone is not None and not ((short or listed) and zone in _LONG_ZONES):
        return zone
    return _placed(scene, i)


def _placed(scene: Scene, i: int) -> K:
    """A guess from place and form alone."""
    count = len(words(scene.texts[i]))
    if any(element.tag == "aside" for element in scene.around(i)):
        return K.RELATED
    if i < scene.first:
        if count <= 3 or MARK.match(scene.texts[i]) or _is_menu(scene.texts[i]):
            return K.NAVIGATION
        return K.RELATED if count <= 25 else K.OTHER
    if i > scene.last:
        return K.RELATED if count >= 4 else K.NAVIGATION
    return K.OTHER if count < 4 else K.RELATED


def _is_menu(text: str) -> bool:
    """Whether a line looks like links printed side by side."""
    named = text.replace("&", " ").split()
    return len(_PARTED.findall(text)) >= 2 or (len(named) <= 8 and all(word[:1].isupper() for word in named))
