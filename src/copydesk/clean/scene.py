"""A page as its kinds are told from it: segments, the elements around them, the article's extent."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from copydesk.clean import cues
from copydesk.clean.segments import Segment
from copydesk.model import BlockKind as K
from copydesk.model import Elements, Look, Page
from copydesk.text import words

MARK = re.compile(r"\s*(?:(#{1,6})\s|(>)|([*+•◦▪‣–-]|\d{1,3}[.)])\s|(\|))")
_COUNTER = re.compile(r"\W*\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}\W*", re.I)
"""A gallery's counter, beneath which stands what its picture shows."""
_FEWEST_SHOWN = 5
_STOP = re.compile(r"[.!?。！？।؟…:;,][\"'”’»«“)\]*_]*$")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STEPS, NEAREST = 9, 4


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
        spoken = [self._speaks_for(number) for number in self._looks(index, NEAREST)]
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


def set_scene(page: Page, segments: Sequence[Segment], *, kept: Sequence[bool]) -> Scene:
    """The scene of a page of which at least one segment is kept."""
    inside = [i for i, keep in enumerate(kept) if keep]
    texts = [segment.span.of(page.text) for segment in segments]
    elements = page.markup.elements if page.markup else Elements()
    return Scene(page, segments, texts, kept, inside[0], inside[-1], elements)


def is_heading(scene: Scene, i: int) -> bool:
    """Short, without a closing mark, and running text follows at once."""
    text = scene.texts[i]
    follows = i + 1 < len(scene.texts) and scene.kept[i + 1] and len(scene.texts[i + 1]) > 60
    return (
        follows and len(text) <= 90 and "\n" not in text and not _STOP.search(text) and len(words(text)) >= 1
    )


def _named(look: Look, names: Sequence[str]) -> K | None:
    """What an element's names, or else its tag, speak for."""
    if look.tag in ("body", "html"):
        return None  # their classes list all that a page may show
    kind = cues.kind_of_names(names) if names else None
    return K.NAVIGATION if kind is None and look.tag in ("nav", "header", "footer") else kind
