"""Which clauses and nominals tell what was known before: context rather than news."""

from itertools import islice
from typing import TYPE_CHECKING

from copydesk.annotate.modality import (
    CALLED_FOR,
    DENIED,
    EXPECTED,
    FUTURE_ADJECTIVES,
    LIGHT_VERBS,
    PLANNED,
    POSSIBLE,
    WIDEST,
    backshifted,
    is_infinitive,
)
from copydesk.annotate.times.lexicon import DAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

STATIVE = (PLANNED | EXPECTED | POSSIBLE | CALLED_FOR | DENIED) | frozenset(
    "be have say show mean seem appear remain know note add report suggest indicate argue claim state".split()
)
RECENT = DAYS | {"today", "yesterday", "tonight", "tomorrow"}


def is_background(token: "Token") -> bool:
    """Whether the clause or nominal headed by `token` gives context rather than news.

    Context: the past perfect, relative and participial clauses on a definite noun, possessed or definite
    nominals (`its invasion of`), what stands after `since`, and the habitual present outside headlines.
    A weekday or `today` in the clause makes it news.
    """
    if token.pos_ in {"VERB", "AUX"} and any(t.lower_ in RECENT for t in islice(token.subtree, WIDEST)):
        return False
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"ROOT", "conj"}:
        return _nominal_background(token)
    if (_past_perfect(token) and not backshifted(token)) or _since(token):
        return True
    clause = _clause_head(token)
    if clause.dep_ in {"relcl", "acl"}:
        return _adnominal_background(clause)
    return _habitual(clause) if clause == token else False


def _past_perfect(token: "Token") -> bool:
    auxiliaries = {t.lower_ for t in token.children if t.dep_ in {"aux", "auxpass"}}
    return bool(auxiliaries & {"had", "'d", "’d"}) and token.tag_ == "VBN"


def _since(token: "Token") -> bool:
    return any(t.dep_ == "mark" and t.lower_ == "since" for t in token.children) or (
        token.dep_ in {"pobj", "pcomp"} and token.head.lower_ == "since"
    )


def _clause_head(token: "Token") -> "Token":
    """Up from a complement to the clause that carries it."""
    while token.dep_ in {"xcomp", "conj", "pcomp", "prep", "dobj", "pobj"} and token.head.i != token.i:
        token = token.head
        if token.dep_ in {"relcl", "acl"}:
            break
    return token


def _adnominal_background(clause: "Token") -> bool:
    """A clause on a noun is context if the noun is known already; `in which he vowed` never is."""
    if is_infinitive(clause):
        return False
    for token in islice(clause.subtree, WIDEST):
        if token.tag_ in {"WDT", "WP", "WRB"}:
            if token.dep_ == "pobj" or token.lower_ == "where":
                return False
            break
    noun = clause.head
    if noun.pos_ == "PROPN":
        return True
    return any(
        t.dep_ == "poss" or t.lower_ in {"the", "this", "that", "these", "those"} for t in noun.children
    )


def _nominal_background(token: "Token") -> bool:
    if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in {"since", "after", "following"}:
        return token.head.lower_ == "since" or _definite(token)
    if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in LIGHT_VERBS:
        return False
    if any(t.dep_ == "amod" and t.lower_ in FUTURE_ADJECTIVES | {"new", "latest"} for t in token.children):
        return False
    return _definite(token)


def _definite(token: "Token") -> bool:
    return any(
        t.dep_ == "poss" or (t.dep_ == "det" and t.lower_ in {"the", "this", "that", "these", "those"})
        for t in token.children
    )


def _habitual(token: "Token") -> bool:
    """The simple present of an action verb in a sentence that ends like one: headlines do not."""
    if (
        token.tag_ not in {"VBZ", "VBP"}
        or token.pos_ != "VERB"
        or token.lemma_ in STATIVE
        or len(token.text) < 3
    ):
        return False
    if any(t.dep_ in {"aux", "auxpass"} for t in token.children) or token.dep_ != "ROOT":
        return False
    return token.sent.text.rstrip(" \n”\"’'").endswith((".", "!", "?"))
