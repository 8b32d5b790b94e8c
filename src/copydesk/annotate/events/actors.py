"""Which entities a phrase acts for: names, titles before names, delegations of countries, two sides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage
from copydesk.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Cast", "cast_of"]

ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "appos"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one passage by token index; `labels` are those of the mentions."""

    entities: Mapping[int, str]
    labels: Mapping[int, str]

    def named(self, token: "Token", labels: frozenset[str] = ACTING) -> str | None:
        """The id of the entity whose name covers the token, None if there is none with such a label."""
        return self.entities.get(token.i) if self.labels.get(token.i) in labels else None

    def of_phrase(self, head: "Token") -> tuple[str, ...]:
        """Whom a noun phrase acts for, its conjuncts included, in text order without repetition."""
        heads = sorted({head, *head.conjuncts}, key=lambda t: t.i)
        return _unique(actor for each in heads for actor in self._of_head(each))

    def _of_head(self, head: "Token") -> Iterator[str]:
        own = self.named(head)
        if own:
            yield own
            return
        if head.lemma_.lower() not in load_groups():
            return
        named = [child for child in head.children if child.dep_ == "appos" and self.named(child)]
        if named:
            yield from (str(self.named(child)) for child in named)
            return
        for child in head.children:
            if child.dep_ in MODIFIERS and self.named(child):
                yield str(self.named(child))
            elif child.dep_ in MODIFIERS or (child.dep_ == "prep" and child.lower_ in {"of", "from"}):
                yield from (str(self.named(t)) for t in child.children if self.named(t))
            elif child.dep_ == "acl" and child.lower_ in {"led", "headed"}:
                agents = (t for t in child.children if t.dep_ == "agent")
                yield from (a for by in agents for t in by.children for a in self.of_phrase(t))

    def within(self, token: "Token") -> tuple[str, ...]:
        """Whoever is named in the token's subtree, in text order."""
        return _unique(name for t in token.subtree if (name := self.named(t)))


@lru_cache(maxsize=1)
def load_groups() -> frozenset[str]:
    """The lemmas that act for whatever modifies them: `Chinese delegation`, `embassy of Japan`."""
    text = (files(__package__) / "data" / "groups.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def cast_of(passage: Passage, index: EntityIndex) -> Cast:
    """The passage's tokens with the entities they name; a mention wins over those inside it."""
    ids: dict[int, str] = {}
    labels: dict[int, str] = {}
    whole = Span(passage.start, passage.start + len(passage.doc.text))
    for mention, entity in reversed(index.mentions_within(whole)):
        span = passage.doc.char_span(
            mention.span.start - passage.start, mention.span.end - passage.start, alignment_mode="expand"
        )
        for token in span if span is not None else ():
            ids[token.i] = mention.stands_for or entity
            labels[token.i] = mention.label
    return Cast(ids, labels)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
