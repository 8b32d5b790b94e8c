"""Who stands where around a verb: subjects through control, conjunction, relative clauses and passives."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.annotate.modality import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVES = frozenset({"WDT", "WP"})
SUBJECT_CONTROL = frozenset(
    ["promise", "vow", "pledge", "threaten", "agree", "refuse", "want", "plan", "seek", "intend", "hope"]
)

NEAR = 4
"""Words between a verb and the object it lost."""


def is_passive(verb: "Token") -> bool:
    """Whether the verb's object stands where the subject would: `was shelled`, `a town shelled by`."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head) and not any(child.dep_ == "nsubj" for child in verb.children)
    return verb.dep_ in {"acl", "advcl"} or any(child.dep_ == "agent" for child in verb.children)


def doers(verb: "Token") -> list["Token"]:
    """The heads of the phrases that name who does it; empty where the text does not say."""
    if is_passive(verb):
        by = (child for child in verb.children if child.dep_ == "agent")
        return [token for agent in by for token in agent.children if token.dep_ == "pobj"]
    return _subjects(verb)


def shares_subject_of(verb: "Token", lemmas: frozenset[str]) -> bool:
    """Whether the verb has no subject of its own and hangs beside one of these, whose subject passes for its own."""
    if verb.dep_ not in {"pcomp", "advcl"} or any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children
    ):
        return False
    return _clause_above(verb.head).lemma_.lower() in lemmas


def _subjects(verb: "Token") -> list["Token"]:
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if own:
        return [_antecedent(verb, token) for token in own]
    head = verb.head
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ != "VBN":
        if not is_infinitive(verb):
            return [head]
        owners = [child for child in head.children if child.dep_ == "poss"]
        return owners or _subjects(_clause_above(head))
    if head.i == verb.i:
        return []
    if verb.dep_ in {"xcomp", "ccomp"} and is_infinitive(verb) and head.lemma_.lower() not in SUBJECT_CONTROL:
        controlled = [child for child in head.children if child.dep_ in {"dobj", "dative"}]
        if controlled:
            return controlled
    if verb.dep_ == "pcomp" and head.lower_ in {"of", "from", "into"} and head.head.pos_ == "VERB":
        return direct_objects(head.head) or _subjects(head.head)
    if verb.dep_ == "pcomp" or verb.dep_ in {"xcomp", "advcl", "conj"}:
        above = head if head.pos_ in {"VERB", "AUX"} else _clause_above(head)
        if above.i == verb.i:
            return []
        return _patients_or_subjects(above, verb)
    return []


def _patients_or_subjects(above: "Token", verb: "Token") -> list["Token"]:
    """The subject a dependent clause shares with the clause above, passive (`is expected to meet`) or not."""
    if verb.dep_ == "conj" and is_passive(verb) != is_passive(above):
        return []
    passive = [child for child in above.children if child.dep_ == "nsubjpass"]
    if passive:
        return [_antecedent(above, token) for token in passive]
    return _subjects(above)


def _antecedent(verb: "Token", token: "Token") -> "Token":
    """What a relative pronoun stands for; other tokens stand for themselves."""
    clause = verb
    while clause.dep_ in {"conj", "xcomp"}:
        clause = clause.head
    return clause.head if token.tag_ in RELATIVES and clause.dep_ == "relcl" else token


def _clause_above(token: "Token") -> "Token":
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        token = token.head
    return token


def direct_objects(verb: "Token") -> list["Token"]:
    """The heads of what it is done to, the passive's subject included."""
    if is_passive(verb):
        own = [_antecedent(verb, child) for child in verb.children if child.dep_ == "nsubjpass"]
        if own:
            return own
        if verb.dep_ == "acl":
            return [verb.head]
        return direct_objects(verb.head) if verb.dep_ == "conj" and is_passive(verb.head) else []
    found = [_antecedent(verb, child) for child in verb.children if _is_object(child)]
    mistaken = mistaken_object(verb)
    return found or ([mistaken] if mistaken is not None else [])


def mistaken_object(verb: "Token") -> "Token | None":
    """The noun behind the verb that the parser took for the verb of which this one is the subject.

    In `as Ruritania deepens ties with Borduria` the `ties` are tagged a noun but stand as the clause's verb.
    """
    noun = verb.head
    finite = verb.tag_ in {"VBZ", "VBP", "VBD"} and any(t.dep_ == "nsubj" for t in verb.children)
    if verb.dep_ == "nsubj" and finite and noun.pos_ == "NOUN" and verb.i < noun.i <= verb.i + NEAR:
        return noun
    return None


def _is_object(token: "Token") -> bool:
    return token.dep_ in {"dobj", "dative"} and token.pos_ != "ADP"


def behind(head: "Token", prepositions: frozenset[str]) -> Iterator["Token"]:
    """The nouns behind one of the prepositions that hang on the token."""
    found = (child for child in head.children if child.dep_ in {"prep", "dative", "agent", "prt"})
    for token in (token for child in found if child.lower_ in prepositions for token in child.children):
        if token.dep_ == "pobj":
            yield token
        elif token.dep_ == "prep":
            yield from (t for t in token.children if t.dep_ == "pobj")


def possessors(noun: "Token") -> Iterator["Token"]:
    """Whose the noun is: `X's visit`, `the visit by X`, `the visit of X`, `the Chinese visit`."""
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield child
    yield from behind(noun, frozenset({"by", "from"}))
