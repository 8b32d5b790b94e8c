"""What stands before a pronoun or a bare noun (`the company`) that speaks, and may be what it means."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.entities.gender import gender_of
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.entities.titles import FEMALE, ROLES
from copydesk.annotate.parse import Parsed, Passage
from copydesk.annotate.quotations.columns import CLOSES, INSIDE, OPENS, begins_quoted, quotation_marks
from copydesk.model import BlockKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset(("he", "she", "him", "her", "his"))
PERSON = frozenset(("PERSON",))
BODIES = frozenset(
    "agency authority bank bloc board bureau club commission committee company council court department firm "
    "federation foundation group institute ministry newspaper organisation organization panel party regulator "
    "team union university watchdog".split()
)
"""Nouns that stand for a body named just before: `the company said`."""
DOCUMENTS = frozenset(
    "report statement dispatch article commentary editorial interview broadcast poll survey study release "
    "letter document filing post tweet notice communique communiqué transcript memo review bulletin website "
    "account page analysis investigation indictment affidavit lawsuit ruling email message data figure".split()
)
LONGEST_QUOTED = 200
"""Words up to which a quotation is looked at as one."""
FEWEST = 3
"""Words under which a passage is no sentence between two others."""
_SOMEBODIES = ROLES | frozenset(
    "guy man woman person student friend colleague customer reader neighbour neighbor boy girl kid passenger caller "
    "viewer visitor stranger".split()
)
_MOST_BETWEEN = 4
"""Passages that may stand between running text and what it goes on from."""


def subject_before(
    parsed: Parsed,
    pronoun: "Token",
    *,
    passage: Passage,
    index: EntityIndex,
    labels: frozenset[str],
    said: Sequence[Span],
) -> str | None:
    """The nearest entity with one of the labels that is a subject earlier in the sentence or in the one before it.

    Subjects are the likeliest antecedents of subjects (Grosz, Joshi and Weinstein, "Centering", 1995). The
    sentence before may end the passage before. Nobody known to be a woman is `he`, nor a man `she`.
    """
    unfit = {"female": "male", "male": "female"}.get(_gender_told(pronoun), "")
    spoken_of = {id for part in said for id in index.within(part)}
    for where, sentence in _sentences_back(parsed, pronoun, passage=passage):
        before = pronoun not in sentence
        joined = None if before else _joined_to(pronoun)
        for token in sorted(
            sentence, key=lambda t: (_is_main(t) if before else t.head == joined, t.i), reverse=True
        ):
            if token.dep_ not in {"nsubj", "nsubjpass"}:
                continue
            name = _name_of(token)
            at = where.span(name)
            if not may_be_name(name) or lies_in(at, said):
                continue
            if where is passage and token.i >= pronoun.i:
                continue
            found = index.actor_at(at)
            named = index.entity(found) if found else None
            if named is None or named.label not in labels or (named.label in PERSON and found in spoken_of):
                continue
            if not (unfit and gender_of(parsed, named) == unfit):
                return found
    return None


def _name_of(subject: "Token") -> "Token":
    """The name a noun is followed by, if any: `another witness, Ann Roe, was sitting in a taxi`."""
    if subject.pos_ != "NOUN":
        return subject
    return next((t for t in subject.children if t.dep_ == "appos" and t.pos_ == "PROPN"), subject)


def _joined_to(pronoun: "Token") -> "Token | None":
    """The verb to which that of the pronoun is joined: `Roe testified that Lind left, but he said ...` goes on with
    Roe."""
    verb = pronoun.head
    return verb.head if verb.dep_ == "conj" and pronoun.dep_ in {"nsubj", "nsubjpass"} else None


def _is_main(subject: "Token") -> bool:
    """Whether the word is the subject of its sentence's main clause, or of one joined to it."""
    return subject.head.dep_ == "ROOT" or (subject.head.dep_ == "conj" and subject.head.head.dep_ == "ROOT")


def _gender_told(pronoun: "Token") -> str:
    if pronoun.lower_ not in PRONOUNS:
        return ""
    return "female" if pronoun.lower_ in FEMALE else "male"


def unnamed_speaker_before(parsed: Parsed, pronoun: "Token", *, passage: Passage) -> bool:
    """Whether one without a name says something in the sentence before: `The officer said ... He added ...`."""
    for where, sentence in _sentences_back(parsed, pronoun, passage=passage):
        if where is passage and pronoun in sentence:
            continue
        for token in sentence:
            says = token.dep_ == "nsubj" and any(t.dep_ == "ccomp" for t in token.head.children)
            if says and token.pos_ == "NOUN" and _may_mean(pronoun, token):
                return True
    return False


def _may_mean(pronoun: "Token", noun: "Token") -> bool:
    """Whether the pronoun may stand for the noun: `he` for an officer, `it` for a report, `they` for residents."""
    if pronoun.lower_ == "they":
        return noun.tag_ == "NNS"
    word = noun.lemma_.lower()
    return noun.tag_ == "NN" and (word in ROLES if pronoun.lower_ != "it" else word in DOCUMENTS | BODIES)


def somebody_before(pronoun: "Token") -> bool:
    """Whether somebody without a name stands before the pronoun in its sentence: `I told a guy that ..., he said`."""
    return any(
        noun.lemma_.lower() in _SOMEBODIES
        and any(t.lower_ in {"a", "an", "one", "another"} for t in noun.children)
        for noun in pronoun.doc[pronoun.sent.start : pronoun.i]
        if noun.tag_ == "NN"
    )


def named_before(pronoun: "Token") -> bool:
    """Whether a name is a subject in the pronoun's own sentence, before it."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    return any(t.pos_ == "PROPN" and t.dep_ in {"nsubj", "nsubjpass"} for t in before)


def may_be_name(token: "Token") -> bool:
    """Whether the parser takes the word for a name, or for a noun though it has a capital: `Roe said` at the beginning
    of a sentence."""
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.is_title)


def lies_in(at: Span, said: Sequence[Span]) -> bool:
    """Whether the span lies in one of the parts of what is said."""
    return any(part.contains(at) for part in said)


def _sentences_back(
    parsed: Parsed, token: "Token", *, passage: Passage
) -> Iterator[tuple[Passage, Sequence["Token"]]]:
    """The token's sentence and the one before it, each with its passage."""
    yield passage, list(token.sent)
    if token.sent.start > 0:
        yield passage, list(passage.doc[token.sent.start - 1].sent)
        if not _one_quotation(passage, token.sent.start):
            return
    place = bisect_right(parsed.passages, passage.start, key=lambda p: p.start) - 1
    for _ in range(_MOST_BETWEEN):
        if place > 1 and _stands_between(parsed.passages[place - 1]):
            place -= 1
    if place > 0:
        before = parsed.passages[place - 1]
        end = len(before.doc)
        if begins_quoted(passage.doc[0].text):  # what was left open before is said by the same
            marks = quotation_marks([t.text for t in before.doc], True)
            end = max(i for i, mark in enumerate(marks) if mark == OPENS) if marks[-1] == INSIDE else end
        if end > 0:
            yield before, list(before.doc[end - 1].sent)


def _stands_between(passage: Passage) -> bool:
    """Whether the passage is no part of the running text: `ADVERTISEMENT`, a heading, a caption."""
    return len(passage.doc) < FEWEST or passage.kind in {BlockKind.HEADING, BlockKind.CAPTION}


def _one_quotation(passage: Passage, end: int) -> bool:
    """Whether the passage up to token `end` is all one quotation: who says it stands before."""
    if end > LONGEST_QUOTED or not begins_quoted(passage.doc[0].text):
        return False
    marks = quotation_marks([t.text for t in passage.doc[: passage.doc[end].sent.end]])
    return marks[0] == OPENS and CLOSES not in marks[:end]
