"""Definite descriptions that can only mean one person of the page: `the North Korean leader`, `the minister`."""

from collections.abc import Collection, Iterable

from copydesk.annotate.entities.found import Found
from copydesk.annotate.entities.gazetteer import Countries
from copydesk.annotate.entities.roles import Role, country_ending_at, role_head
from copydesk.annotate.entities.titles import ANOTHER_OFFICE, HEADS_OF_STATE, MODIFIERS, OFFICES
from copydesk.annotate.parse import Parsed, Passage
from copydesk.model import Mention, Span


def describe(parsed: Parsed, found: Collection[Found], *, countries: Countries) -> None:
    """Adds to each person the descriptions that mean nobody else on the page."""
    persons = [f for f in found if f.label == "PERSON"]
    if not any(p.roles for p in persons):
        return
    for passage in parsed.passages:
        for i, token in enumerate(passage.doc):
            if token.pos_ == "NOUN" and token.text.islower() and token.tag_ != "NNS":
                _try(passage, i, persons=persons, countries=countries)


def _try(passage: Passage, i: int, *, persons: Iterable[Found], countries: Countries) -> None:
    doc = passage.doc
    head = role_head(passage, i)
    if head not in OFFICES or _goes_on(passage, i):
        return
    start = i if "-" not in head else i - 2
    while start > 0 and doc[start - 1].lower_ in MODIFIERS - {"the", "of", "and", "former", "then"}:
        start -= 1
    modified = start < i
    country = country_ending_at(passage, start, countries=countries)
    if country:
        start = country[1] + (
            doc[country[1]].lower_ == "the"
        )  # `The Russian` at the head of a sentence is a people too
    if start == 0 or doc[start - 1].lower_ != "the" or (modified and not country):
        return
    span = Span(passage.span(doc[start - 1]).start, passage.span(doc[i]).end)
    fitting = [
        p
        for p in persons
        if _fits(p, head, country=country[0] if country else None, span=span, modified=bool(modified))
    ]
    if len(fitting) == 1:
        fitting[0].mentions.append(Mention(span, "PERSON"))


def _goes_on(passage: Passage, i: int) -> bool:
    """Whether the phrase goes on after token `i`, so that it may mean someone else."""
    if i + 1 >= len(passage.doc):
        return False
    following = passage.doc[i + 1]
    return following.lower_ in {"of", "'s", "’s", "for", "who", "-", "and"} or following.pos_ in {
        "NOUN",
        "PROPN",
    }


def _fits(person: Found, head: str, *, country: str | None, span: Span, modified: bool) -> bool:
    heads = {role.head for role in person.roles if role.head and not _is_another(role)}
    same_office = head in heads or (
        country is not None and head == "leader" and bool(heads & HEADS_OF_STATE) and not modified
    )
    known_before = min(m.span.start for m in person.mentions) < span.start
    return same_office and known_before and (country is None or person.stands_for == country)


def _is_another(role: Role) -> bool:
    """Whether the role's head alone does not say what it is: `Vice President`, `former minister`."""
    return not ANOTHER_OFFICE.isdisjoint(role.text.lower().replace("-", " ").split())
