"""A story's claims as they are compared: one claim on one page, with its terms, whom it names and what it counts."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.account.quantities import PEOPLE, quantities
from copydesk.account.terms import Named, Terms, claim_terms, entities_in, weigh
from copydesk.account.within import Mentions, sentences_at
from copydesk.embedding import meaning
from copydesk.model import Annotations, Claim
from copydesk.text import REFERRING, fold

_PRONOUN = re.compile(rf"\W{{0,2}}(?:{REFERRING}|him|them|which|who|whose|one|both)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim on one page, with what it is compared by."""

    found: Annotations
    claim: Claim
    text: str
    terms: Terms
    entities: tuple[str, ...]
    actors: frozenset[str]
    acts: frozenset[tuple[str, str, str]]
    counts: frozenset[str]
    mentions: Mentions

    @property
    def meaning(self) -> NDArray[np.float64]:
        """The sentence vector, made when it is first asked for."""
        return meaning(self.text)

    @property
    def source(self) -> str:
        """The page's source."""
        return self.found.article.source

    @property
    def is_headline(self) -> bool:
        """Whether it stands in the headline, or in a line that no full stop or quotation mark ends, as headlines do."""
        article, text = self.found.article, self.found.page.text
        if article.title and article.title.span and article.title.span.overlaps(self.claim.span):
            return True
        around = next(iter(sentences_at(self.found.sentences, self.claim.span)), self.claim.span)
        return not ends_sentence(around.of(text))


def ends_sentence(text: str) -> bool:
    """Whether what is written ends as sentences do, not as headlines."""
    return text.rstrip().endswith((".", "!", "?", "”", '"', "’", "'", ")", "…", "。", ":", ";"))


def begins_with_pronoun(text: str) -> bool:
    """Whether the text begins with a word that means somebody or something told of before it: `she was leaving`."""
    return bool(_PRONOUN.match(text))


def tellings_of(findings: Sequence[Annotations]) -> tuple[Telling, ...]:
    """Every claim of the story's pages with its terms, weighed against the story's other claims."""
    pages = [_Page(found, Named.on(found), Mentions.on(found), _parties(found)) for found in findings]
    claims = [(page, claim) for page in pages for claim in page.found.claims]
    weighed = weigh([claim_terms(page.named, claim.span) for page, claim in claims])
    return tuple(
        _telling(page, claim, terms=terms) for (page, claim), terms in zip(claims, weighed, strict=True)
    )


def identical(tellings: Sequence[Telling]) -> list[list[int]]:
    """Indexes of tellings in the same words, each group in order."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        groups[fold(telling.text)].append(i)
    return sorted(groups.values())


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's findings with what it names, and the persons and bodies among that."""

    found: Annotations
    named: Named
    mentions: Mentions
    able: frozenset[str]


def _parties(found: Annotations) -> frozenset[str]:
    return frozenset(entity.id for entity in found.entities if entity.label in {"PERSON", "ORG"})


def _telling(page: _Page, claim: Claim, *, terms: Terms) -> Telling:
    found = page.found
    events = [event for event in found.events if event.id in claim.events] if claim.events else []
    acting = {actor for event in events for actor in event.source if actor in page.able}
    named = entities_in(page.named, claim.span)
    first = next((key for key in named if key in page.able), None)
    text = claim.span.of(found.page.text)
    return Telling(
        found,
        claim,
        text,
        terms,
        named,
        frozenset(acting or ({first} if first else ())),
        frozenset((e.type, source, target) for e in events for source in e.source for target in e.target),
        frozenset(quantity.kind for quantity in quantities(text) if quantity.kind in PEOPLE),
        page.mentions,
    )
