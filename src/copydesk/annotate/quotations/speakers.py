"""Whom a source means, where it names somebody, describes him or goes on with what he said."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from copydesk.annotate.entities.gender import gender_of
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.reference import resolve_person
from copydesk.annotate.entities.titles import FEMALE
from copydesk.annotate.parse import Parsed, Passage
from copydesk.annotate.quotations.antecedents import (
    BODIES,
    DOCUMENTS,
    PERSON,
    PRONOUNS,
    lies_in,
    may_be_name,
    named_before,
    somebody_before,
    subject_before,
    unnamed_speaker_before,
)
from copydesk.model import Entity, Mention, Quotation, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

GROUPS = frozenset(("ORG", "GPE", "NORP"))
BODY = frozenset(("ORG",))
_SORTS_OF_BODY = frozenset(
    "airline band broadcaster chain charity consultancy maker militia movement ngo platform publisher "
    "retailer startup think-tank website".split()
)
"""Nouns that say what the body named straight behind them is: `the charity Oxfam`."""
GOING_ON = frozenset(("continued", "added", "continues", "adds"))
GOING_ON_WITHIN = 1000
"""Characters from the beginning of the last paragraph of what somebody said to the `he added` that goes on with it."""
MOST_TOLD = 8
"""So many of somebody's last quotations are looked at for those spoken of."""
_SO_MANY = frozenset("most many some several few more fewer half".split())
_AMONG = frozenset({"including", "like", "such", "with"})
_WHAT_HE_IS = re.compile(r", (?:an?|the) [^,]{1,80},?")
_OF_WHAT = re.compile(r" (?:of|for|at|in|on|to) ")
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


def speaker_of(
    parsed: Parsed,
    source: Span | None,
    *,
    passage: Passage,
    index: EntityIndex,
    said: Sequence[Span],
    told_of: Mapping[str, int],
) -> str | None:
    """The id of the entity that the head of the source names or a pronoun there most likely means.

    A body that was told of before with words that tell which (`told_of`) is not whichever was named last.
    Whoever is named in what is said (`said`) is not taken for the one who says it: `“I thank Ann,” she wrote`.
    """
    head = source_head(passage, source) if source else None
    if head is None:
        return None
    if head.lower_ in PRONOUNS:
        # the sentence's first `she` and its last are one, but for those she speaks of
        pronouns = (t for t in head.sent if _alike(t, head) and not lies_in(passage.span(t), said))
        head = next(pronouns, head)
        unnamed = unnamed_speaker_before(parsed, head, passage=passage)
        found = subject_before(parsed, head, passage=passage, index=index, labels=PERSON, said=said)
        if found or unnamed:
            return None if unnamed and not named_before(head) else found
        if somebody_before(head):
            return None
        return resolve_person(parsed, passage.span(head), entities=index.entities, said=said)
    if head.lower_ in {"they", "it"}:
        if unnamed_speaker_before(parsed, head, passage=passage) and not named_before(head):
            return None
        return subject_before(parsed, head, passage=passage, index=index, labels=GROUPS, said=said)
    if head.lemma_.lower() in DOCUMENTS:
        head = next((t for t in head.lefts if t.pos_ == "PROPN"), head)  # a KCNA report is KCNA's word
    if are_counted(head):
        return None
    named = party_at(passage.span(head), index) if may_be_name(head) else None
    if named is not None:
        return named
    apposed = next((t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    if apposed is not None and not _is_exchange(apposed):
        return None if _is_where(apposed, head) else party_at(passage.span(apposed), index)
    called = (
        _called(passage, source, index=index) or _introduced(passage, source, index=index) if source else None
    )
    if called is not None or head.pos_ == "PROPN" or not _bare(head):
        return called
    word, at = head.lemma_.lower(), passage.span(head).start
    described = _described(word, at, entities=index.entities)
    if described is None and word in BODIES and head.tag_ == "NN" and told_of.get(word, at) >= at:
        return subject_before(parsed, head, passage=passage, index=index, labels=BODY, said=said)
    return described


def _called(passage: Passage, source: Span, *, index: EntityIndex) -> str | None:
    """The id of the body that ends the source, straight behind nouns that tell what it is: `the charity Oxfam`."""
    found = _named_last(passage, source, index=index)
    if found is None:
        return None
    (mention, _), before = found
    plain = all(t.pos_ in {"DET", "ADJ", "NOUN", "PROPN"} for t in before)
    return party_at(mention.span, index) if plain and before[-1].lower_ in BODIES | _SORTS_OF_BODY else None


def _introduced(passage: Passage, source: Span, *, index: EntityIndex) -> str | None:
    """The id of the person whose name ends the source, behind words that tell who it is: `one of the victims, Ann Roe`,
    `the novel's author Bob Lind`."""
    found = _named_last(passage, source, index=index)
    person = index.entity(found[0][1]) if found else None
    if found is None or person is None or person.label != "PERSON":
        return None
    (mention, _), before = found
    start = before[0].idx
    words = passage.doc.text[start : start + mention.span.start - source.start].rstrip()
    role = max((role for role in person.roles if words.endswith(role)), key=len, default="")
    governing = [t for t in before if t.pos_ == "ADP" and t.idx - start < len(words) - len(role)]
    if role and not governing:  # `Minister of mines and energy Ann Roe`, not `friends of actor Bob Lind`
        return person.id
    related = next((t.i for t in before if t.tag_ == "WP" and t.i > before[0].i), None)
    noun = passage.doc[related - 1] if related is not None else None
    if before[-1].text == "," and noun is not None and noun.tag_ == "NN":  # `the man who owns it, Ann Roe`
        return person.id
    if any(t.pos_ in {"VERB", "AUX", "CCONJ"} or t.lower_ in _AMONG for t in before):
        return None
    if before[-1].text == ",":
        return person.id if any(t.pos_ == "NOUN" for t in before) else None
    return person.id if before[-1].pos_ in {"NOUN", "PROPN"} and not governing else None


def _named_last(
    passage: Passage, source: Span, *, index: EntityIndex
) -> tuple[tuple[Mention, str], list["Token"]] | None:
    """The mention that ends the source, with its entity's id, and the words before it; None where it is all of it."""
    tokens = passage.tokens(source)
    if tokens is None:
        return None
    end = source.start + len(tokens.text.rstrip(" ,"))
    inside = index.mentions_within(source)
    last = next((pair for pair in inside if pair[0].span.end == end), None)
    last = last or next((pair for pair in inside if _is_apposed(pair[0], tokens.text, source=source)), None)
    before = [t for t in tokens if passage.span(t).start < last[0].span.start] if last else []
    return (last, before) if last and before else None


def _is_apposed(mention: Mention, text: str, *, source: Span) -> bool:
    """Whether a person's name is followed by nothing but what he is: `member of parliament Ann Roe, a Democrat`."""
    behind = text[mention.span.end - source.start :]
    return mention.label == "PERSON" and bool(_WHAT_HE_IS.fullmatch(behind))


def goes_on(
    passage: Passage, source: Span | None, *, cue: Span, last: Quotation | None, index: EntityIndex
) -> str | None:
    """The id of the person who spoke last (`last`), where `he` or `she` adds to it or continues; else None."""
    if source is None or last is None or last.speaker is None or not last.source:
        return None
    word = _text(passage, cue).lower().strip(" :,")
    if _text(passage, source).lower() not in PRONOUNS or word not in GOING_ON:
        return None
    named = index.entity(last.speaker)
    near = 0 < source.start - last.content[-1].start <= GOING_ON_WITHIN
    return last.speaker if near and named is not None and named.label == "PERSON" else None


def said_before(
    parsed: Parsed, passage: Passage, *, source: Span | None, found: Sequence[Quotation], index: EntityIndex
) -> tuple[Span, ...]:
    """What the person who spoke last said just before, where `he` or `she` (`source`) may be that person.

    Whom that person spoke of is not the one who goes on speaking: `Roe said Lind had left. She said ...`.
    """
    word = _text(passage, source).lower() if source else ""
    last = index.entity(found[-1].speaker) if found and found[-1].speaker else None
    if word not in PRONOUNS or last is None or last.label != "PERSON":
        return ()
    if gender_of(parsed, last) not in {"", "female" if word in FEMALE else "male"}:
        return ()
    told = takewhile(lambda quotation: quotation.speaker == last.id, reversed(found[-MOST_TOLD:]))
    return tuple(part for quotation in told for part in quotation.content)


def party_at(span: Span, index: EntityIndex) -> str | None:
    """The id of the entity named at `span` as one who speaks: `Moscow` is Russia, but a ministry is itself."""
    found = index.mention_at(span)
    if found is None:
        return None
    mention, own = found
    named = index.entity(own)
    return own if named is not None and named.label == "ORG" else mention.stands_for or own


def are_counted(head: "Token") -> bool:
    """Whether so many of a people are told of, who speak for nobody else: `eight in ten Norlanders`."""
    if head.tag_ not in {"NNPS", "NNS"} or not head.is_title:
        return False
    return any(
        t.lower_ in _SO_MANY or (t.dep_ == "nummod" and t.i > 0 and t.nbor(-1).lower_ in {"in", "of"})
        for t in head.lefts
    )


def _alike(a: "Token", b: "Token") -> bool:
    """Whether both are pronouns of one gender."""
    return a.lower_ in PRONOUNS and (a.lower_ in FEMALE) == (b.lower_ in FEMALE)


def _is_exchange(apposed: "Token") -> bool:
    """Whether the name tells where shares are traded: `the maker (NYSE: QT)`."""
    return apposed.i + 1 < len(apposed.doc) and (apposed.nbor(-1).text, apposed.nbor().text) == ("(", ":")


def _is_where(apposed: "Token", head: "Token") -> bool:
    """Whether the name tells in which land a place is: `police in Palermo, Sicily`."""
    return apposed.ent_type_ in {"GPE", "LOC"} and any(
        t.dep_ == "prep" and t.i < apposed.i for t in head.children
    )


def _bare(noun: "Token") -> bool:
    """Whether the noun is `the minister` or `the ministry` with nothing that tells which."""
    return [(t.dep_, t.lower_) for t in noun.children if not t.is_punct] == [("det", "the")]


def bodies_told_of(parsed: Parsed) -> dict[str, int]:
    """Noun for a body -> where the article first tells which: `the water board`, before `the board`."""
    first: dict[str, int] = {}
    for passage in parsed.passages:
        for token in passage.doc:
            word = token.lemma_.lower()
            if word not in BODIES or word in first or token.dep_ in {"compound", "appos", "attr"}:
                continue
            if any(child.dep_ in {"amod", "compound"} for child in token.children):
                first[word] = passage.start + token.idx
    return first


def _described(word: str, before: int, *, entities: Sequence[Entity]) -> str | None:
    """The one entity named earlier with that role, or with that word in its name; None if several could be."""
    fitting = [
        entity.id
        for entity in entities
        if any(mention.span.end <= before for mention in entity.mentions) and _may_be_called(entity, word)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _may_be_called(entity: Entity, word: str) -> bool:
    """Whether the word is what a person is, not what he is it of (`director of the agency`), or in a body's name."""
    if entity.label in PERSON:
        return any(word in _OF_WHAT.split(role.lower())[0].split() for role in entity.roles)
    words = entity.name.lower().split()
    return word in words if entity.label in BODY else word == words[-1]


def speaking_span(passage: Passage, source: Sequence[Span], *, cue: Span | None) -> Span | None:
    """Of a source in several parts the one that names it: the nearest to the cue that is no relative pronoun."""
    naming = [span for span in source if _text(passage, span).lower() not in RELATIVES]
    at = cue.start if cue else 0
    return min(naming or source, key=lambda span: (abs(span.start - at), span), default=None)


def source_head(passage: Passage, source: Span) -> "Token | None":
    """The word the source hangs by; the name's last where a parser parts a long title from it: `Vale County Attorney
    Ann Roe`."""
    inside = passage.tokens(source)
    if inside is None:
        return None
    rest = [t for t in inside if t.i >= inside.root.i]
    return rest[-1] if all(t.pos_ == "PROPN" for t in rest) else inside.root


def _text(passage: Passage, span: Span) -> str:
    words = passage.tokens(span)
    return words.text if words is not None else ""
