"""How surely a clause says what it says, read off the parse: its own auxiliaries and what governs it.

The outermost governor that is not a plain assertion wins: in `is expected to be asked to resign` the
resigning is expected before it is called for. Negation counts once for each `not` between the clause
and the verb it hangs on (`did not refuse to` is positive), as in the polarity of Karttunen's implicatives
(Language 47, 1971).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from copydesk.annotate.parse import child_of
from copydesk.model import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLANNED = _words(
    "plan intend aim want seek hope wish prepare decide vow pledge promise agree threaten propose "
    "schedule commit consider mull arrange swear undertake resolve offer opt bid try attempt"
)
EXPECTED = _words("expect anticipate forecast predict project poise estimate foresee likely due set")
POSSIBLE = _words(
    "suspect fear worry wonder doubt speculate hypothesise hypothesize rumor rumour allege believe "
    "think possible potential able unlikely"
)
CALLED_FOR = _words(
    "call urge demand ask request beg order instruct tell press appeal insist recommend advise "
    "encourage require warn exhort implore invite want plea"
)
DENIED = _words("deny dismiss reject refute dispute rebut disavow")
NEGATING = _words(
    "fail refuse decline neglect forget cease stop cancel scrap avoid abandon prevent bar ban unable unwilling"
)
PLANNED_NOUNS = _words(
    "plan intention aim decision pledge promise vow bid effort attempt offer threat goal willingness "
    "readiness proposal agreement commitment desire hope"
)
CALL_NOUNS = _words("call demand request appeal order plea")
POSSIBLE_NOUNS = _words("possibility prospect risk chance fear suspicion rumor rumour speculation")
DENIAL_OBJECTS = _words("allegation claim accusation report charge suggestion involvement rumor rumour")
NEGATIONS = _words("not n't n’t never neither nor hardly nowhere")
FUTURE_ADJECTIVES = _words("planned upcoming proposed future intended forthcoming scheduled")
POSSIBLE_ADJECTIVES = _words("possible potential alleged suspected threatened supposed")
LIGHT_VERBS = _words(
    "hold make conduct launch begin start have take give pay stage carry open continue resume stage "
    "undergo mark announce report confirm see"
)
_HIGHEST, WIDEST = 40, 200
"""Clauses above a clause, and words in it, that are looked at: endless sentences must not cost their square."""
BEFALLS = _words(
    "need win lose die face see become remain get suffer know feel understand find seem appear last cost exceed "
    "reach rise fall grow decline drop shrink survive fail succeed benefit want like have hear realise realize "
    "happen occur depend mean matter continue stay"
)
"""What nobody simply decides to do: `the party will lose`."""
WILLING = _words("i we he she they you who")
SCHEDULED = _words(
    "meeting talk election summit visit trial hearing conference ceremony game match vote parade session exercise "
    "drill referendum debate funeral inauguration launch round tour trip event delegation"
)
DOERS = _words(
    "government ministry army police court company president minister official authority council committee "
    "commission agency party union force troop leader spokesman spokeswoman spokesperson king queen parliament "
    "senate team group bank firm board club lawmaker senator judge prosecutor mayor governor country state "
    "administration regulator worker teacher student soldier officer side navy coalition opposition chief chairman "
    "director people member crew staff lawyer organiser organizer secretary envoy ambassador diplomat airline"
)
CLAUSES = _words(
    "xcomp ccomp pcomp advcl acl conj relcl dobj pobj prep dative nsubj nsubjpass attr oprd appos "
    "compound agent prt csubj"
)


def modality_of(token: "Token") -> tuple[Modality, Polarity]:
    """How surely, and whether or not, the clause (or nominal) headed by `token` is said to be so.

    What a verb of saying governs keeps its own modality; what a verb of denying, asking, planning or
    expecting governs takes it from there. Polarity is that of the clause inside its modality: `denied
    that it fired` is (denied, positive).
    """
    found = _own_modality(token)
    negative = _negated(token)
    if _presupposed(token):
        return found, Polarity.NEGATIVE if negative else Polarity.POSITIVE
    for child, head in _governors(token):
        if head.lemma_.lower() in NEGATING and child.dep_ in {"xcomp", "dobj", "pcomp", "prep"}:
            negative = not negative
        imposed = _imposed(child, head)
        if imposed is Modality.DENIED and _negated(head):
            imposed = None
        if imposed is None and _passes_on(child):
            imposed = _own_modality(head)
            imposed = None if imposed is Modality.ASSERTED else imposed
            negative ^= _negated(head) and child.dep_ in {"xcomp", "dobj", "attr", "oprd"}
        elif imposed is not None and child.dep_ == "xcomp" and _negated(head):
            negative = not negative
        if imposed is not None:
            found = imposed
        elif child.dep_ in {"ccomp", "advcl"} and not is_infinitive(child):
            break
    return found, Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _own_modality(token: "Token") -> Modality:
    """What the clause's own auxiliaries and adverbs say."""
    for child in token.children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"}:
            if word in {"will", "'ll", "’ll", "shall", "wo"}:
                return Modality.PLANNED if _willed(token) else Modality.EXPECTED
            if word in {"may", "might", "could"}:
                return Modality.POSSIBLE
            if word == "would" and backshifted(token) and not _is_conditional(token):
                return Modality.PLANNED if _willed(token) else Modality.EXPECTED
            if word == "would":
                return Modality.POSSIBLE
            if word in {"should", "must", "ought"}:
                return Modality.CALLED_FOR
        elif (child.dep_ == "mark" and word in {"if", "unless", "whether"}) or (
            child.dep_ == "advmod" and word in {"possibly", "perhaps", "maybe", "potentially"}
        ):
            return Modality.POSSIBLE
        elif child.dep_ == "advmod" and word in {"probably", "likely"}:
            return Modality.EXPECTED
        elif child.dep_ == "amod" and word in FUTURE_ADJECTIVES:
            return Modality.PLANNED
        elif child.dep_ == "amod" and word == "expected":
            return Modality.EXPECTED
        elif child.dep_ == "amod" and word in POSSIBLE_ADJECTIVES:
            return Modality.POSSIBLE
    return Modality.ASSERTED


def _is_conditional(verb: "Token") -> bool:
    """`It would have helped`, `he would like to thank her`: no future told in the past."""
    return verb.lemma_.lower() in {"like", "love", "prefer"} or any(
        t.dep_ == "aux" and t.lemma_ == "have" for t in verb.children
    )


def _willed(verb: "Token") -> bool:
    """Whether what will be is somebody's doing: `the army will leave`, `talks will be held`, not `prices will rise`."""
    if verb.lemma_.lower() in BEFALLS or any(t.dep_ in {"expl", "acomp"} for t in verb.children):
        return False
    if verb.lemma_ == "be" and any(t.dep_ in {"attr", "prep"} for t in verb.children):
        return False
    subject = child_of(verb, "nsubj", "csubj")
    if subject is None:
        return True
    if subject.pos_ == "PRON":
        return subject.lower_ in WILLING
    return (
        subject.pos_ == "PROPN"
        or subject.lemma_.lower() in SCHEDULED
        or subject.lemma_.lower() in DOERS
        or bool(subject.ent_type_)
    )


def _governors(token: "Token") -> Iterator[tuple["Token", "Token"]]:
    """(child, head) from the clause up to the sentence's root, while the clause still hangs as a part."""
    child = token
    for _ in range(_HIGHEST):
        if child.dep_ not in CLAUSES or child.head.i == child.i:
            return
        if child.dep_ in {"nsubj", "nsubjpass", "csubj"} and child.head.lemma_ != "be" and child is not token:
            return
        yield child, child.head
        if child.dep_ == "relcl":
            return
        child = child.head


def _passes_on(child: "Token") -> bool:
    """Whether the head's own modality holds for `child` too: `will hold talks`, `may try to leave`."""
    if child.dep_ == "conj":
        return not any(t.dep_ in {"nsubj", "nsubjpass", "aux"} for t in child.children)
    if child.dep_ == "advcl":
        return is_infinitive(child)
    return child.dep_ in {"xcomp", "dobj", "attr", "oprd", "prep", "pobj", "nsubjpass"}


def _imposed(child: "Token", head: "Token") -> Modality | None:
    """What a governing verb, adjective or noun says of its complement; None if it says nothing."""
    lemma = head.lemma_.lower()
    relation = child.dep_
    if relation in {"nsubj", "nsubjpass", "csubj", "conj", "appos", "compound", "agent", "relcl"}:
        if relation == "nsubjpass" and lemma in {"plan", "schedule", "propose", "expect"}:
            return Modality.EXPECTED if lemma == "expect" else Modality.PLANNED
        return None
    if head.pos_ in {"NOUN", "PROPN"}:
        return _imposed_by_noun(child, lemma)
    if lemma in DENIED:
        return Modality.DENIED if relation in {"ccomp", "xcomp", "pcomp", "dobj"} else None
    if lemma == "rule" and relation in {"ccomp", "dobj", "pcomp"}:
        ruled_out = any(t.dep_ == "prt" and t.lower_ == "out" for t in head.children)
        return Modality.DENIED if ruled_out else None
    if lemma in CALLED_FOR and _asks(child, head, lemma=lemma):
        return Modality.CALLED_FOR
    if lemma in {"try", "attempt"}:
        return Modality.PLANNED if relation == "xcomp" else None
    if lemma in {"agree", "consider"} and relation == "ccomp" and not is_infinitive(child):
        return None  # `agreed that it was old`
    if lemma in PLANNED and relation in {"xcomp", "ccomp", "dobj", "pcomp", "prep"}:
        return Modality.PLANNED if relation != "dobj" or lemma in {"plan", "schedule", "propose"} else None
    if lemma in EXPECTED and relation in {"xcomp", "ccomp", "dobj", "advcl"}:
        return Modality.EXPECTED if lemma != "set" or is_infinitive(child) else None
    if lemma in POSSIBLE and relation in {"xcomp", "ccomp"}:
        if lemma in {"believe", "think", "able"}:
            return Modality.POSSIBLE if relation == "xcomp" and lemma != "able" else None
        return Modality.POSSIBLE
    if lemma in {"go", "be"} and relation == "xcomp" and is_infinitive(child):
        return Modality.PLANNED if lemma == "be" or head.tag_ == "VBG" else None
    if relation == "advcl" and is_infinitive(child):
        return Modality.PLANNED
    return None


def _asks(child: "Token", head: "Token", *, lemma: str) -> bool:
    """Whether `child` is what is asked for: `called for talks`, `urged them to leave`, `demanded that`."""
    if child.dep_ == "prep":
        return lemma in {"call", "appeal", "ask", "press", "plea"} and child.lower_ == "for"
    if child.dep_ in {"advcl", "xcomp", "ccomp"} and is_infinitive(child):
        if lemma in {"tell", "want", "warn", "order", "invite", "require", "advise", "encourage", "instruct"}:
            return lemma != "want" or any(t.dep_ == "nsubj" for t in child.children)
        return not (lemma == "call" and head.tag_ == "VBG" and child.dep_ == "advcl")
    if child.dep_ == "ccomp":
        return lemma in {"demand", "insist", "recommend", "request", "require", "urge"} and child.tag_ == "VB"
    return child.dep_ == "dobj" and lemma in {"urge", "demand", "order", "request"}


def _imposed_by_noun(child: "Token", lemma: str) -> Modality | None:
    if child.dep_ not in {"acl", "prep", "ccomp", "xcomp", "pcomp"}:
        return None
    if child.dep_ == "acl" and not is_infinitive(child) and lemma not in DENIAL_OBJECTS:
        return None
    if lemma in PLANNED_NOUNS and (child.dep_ == "acl" or child.lower_ in {"for", "of"}):
        return Modality.PLANNED
    if lemma in CALL_NOUNS and (child.dep_ == "acl" or child.lower_ == "for"):
        return Modality.CALLED_FOR
    return Modality.POSSIBLE if lemma in POSSIBLE_NOUNS else None


def _presupposed(token: "Token") -> bool:
    """A possessed nominal that its verb does not bring about is so whatever the verb's modality."""
    return (
        token.pos_ == "NOUN"
        and any(t.dep_ == "poss" for t in token.children)
        and token.dep_ in {"dobj", "pobj", "nsubj"}
        and token.head.lemma_.lower() not in LIGHT_VERBS | NEGATING
        and _imposed(token, token.head) is None
        and not (token.head.dep_ == "prep" and _imposed(token.head, token.head.head))
    )


def is_infinitive(token: "Token") -> bool:
    """Whether the verb stands with `to`."""
    return any(t.dep_ == "aux" and t.lower_ == "to" for t in token.children)


def _negated(token: "Token") -> bool:
    for child in token.children:
        if child.dep_ == "neg" or child.lower_ in NEGATIONS:
            return True
        if child.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} and (
            _none(child) or any(_no(t) for t in child.children)
        ):
            return True
        if child.dep_ == "det" and _no(child):
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer" and any(_no(t) for t in child.children):
            return True
    return token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without"


def _none(token: "Token") -> bool:
    """`nothing`, but not `nothing less than a disaster`."""
    following = token.doc[min(token.i + 1, len(token.doc) - 1)].lower_
    return token.lower_ in {"none", "nobody", "nothing"} and following not in {"less", "short", "but"}


def _no(token: "Token") -> bool:
    """`no troops`, but not `no fewer than ten troops`."""
    return token.lower_ == "no" and token.doc[min(token.i + 1, len(token.doc) - 1)].lower_ not in {
        "less",
        "more",
        "fewer",
        "later",
    }


def backshifted(token: "Token") -> bool:
    """`said it had fired`: the perfect only follows the tense of the verb of saying."""
    return token.dep_ == "ccomp" and token.head.tag_ in {"VBD", "VBN", "VBG"}
