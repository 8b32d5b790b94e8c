"""Whether a capital stands for its government: told from what the name does in its sentence."""

from typing import TYPE_CHECKING

from copydesk.annotate.entities.names import Name

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENT = frozenset(
    """
    official delegation diplomat envoy minister leader pressure support aid help troop message letter response
    signal statement demand order backing guarantee assurance reaction weapon money funding concession
    """.split()
)
"""What comes from a government rather than from a city."""
_NOT_ACTS = frozenset(
    """
    be have lie sit stand see experience host become remain witness suffer grow celebrate wake receive recover
    boast house look feel get include contain rank reach face attract offer sink blossom burn thrive flood empty
    """.split()
)
"""Verbs a city is the subject of as a city."""
_MOODS = frozenset(
    """
    willing ready keen angry concerned committed opposed prepared reluctant eager open determined unwilling
    responsible guilty wary furious unhappy optimistic confident serious adamant silent aware worried
    """.split()
)
"""What governments are and cities are not."""
_DONE_TO = frozenset(
    """
    accuse urge criticise criticize pressure press blame condemn warn sanction support back isolate thank tell ask
    persuade convince anger annoy infuriate irritate provoke deter punish allow force oblige help assure inform
    challenge denounce invite praise slam rebuke call push lobby embarrass alarm worry please
    """.split()
)
"""Verbs that are done to governments, not to cities."""
_GIVEN_TO = frozenset(
    "give send sell supply offer provide transfer deliver belong appeal turn report lend pay owe present".split()
)
_PARTNERS = frozenset({"with", "by", "between", "against", "among", "versus", "toward", "towards"})
_DEEDS = frozenset(
    """
    policy support stance claim role ambition effort force troop army ally war invasion decision demand response
    refusal offer plan bid threat denial silence interest influence position view insistence call request military
    strategy diplomacy diplomat envoy ambassador government relationship tie relation ally alliance nuclear missile
    weapon programme program sanction attack strike offensive foreign criticism warning approval proposal concern
    ministry minister leader leadership regime military stand vote veto hand move promise pledge fault reaction
    friend enemy rival adversary partner defence defense security control rule backing aggression intention goal aim
    """.split()
)
_DEED_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ism", "ness", "ship")
_OF_GOVERNMENTS = frozenset({"ally", "criticism", "support", "sanction", "part", "behalf", "pressure"})
_GIFTS = frozenset(
    """
    message letter tie relation supply support aid threat challenge concession warning loyalty opposition shipment
    sale export delivery signal appeal request call visit-request link proximity allegiance ally friend
    """.split()
)


def stands_for_government(name: Name) -> bool:
    """Whether the capital named here means the government that sits in it.

    It does as the subject of what people do, as the partner of ties and talks, as what is accused or urged, and
    as the owner of decisions and policies; not after `in`, `to` with a journey, or as the owner of streets.
    """
    doc = name.passage.doc
    token = doc[name.start : name.end].root
    for _ in range(4):
        if token.dep_ != "conj" or token.head.pos_ not in {"PROPN", "NOUN"}:
            break
        token = token.head
    if name.start == 0 and name.text.isupper() and len(name.text) > len("U.S."):
        return False  # a dateline
    following = doc[name.end].text if name.end < len(doc) else ""
    if following == "," and name.end + 1 < len(doc) and doc[name.end + 1].ent_type_ == "GPE":
        return False
    dependency, head = token.dep_, token.head
    if dependency == "nsubj" and head.lemma_ == "be":
        return any(child.lemma_.lower() in _MOODS for child in head.children if child.dep_ == "acomp")
    if dependency in {"nsubj", "agent"}:
        return head.pos_ in {"VERB", "AUX"} and head.lemma_.lower() not in _NOT_ACTS
    if dependency == "nsubjpass":
        return head.lemma_.lower() in _DONE_TO
    if dependency in {"dobj", "obj"}:
        return head.lemma_.lower() in _DONE_TO
    if dependency == "dative":
        return True
    if dependency == "poss":
        return _is_deed(head)
    return dependency == "pobj" and _as_partner(head)


def _is_deed(noun: "Token") -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _DEEDS or (lemma.endswith(_DEED_ENDINGS) and noun.pos_ == "NOUN")


def _as_partner(preposition: "Token") -> bool:
    word, governor = preposition.lower_, preposition.head
    if word in _PARTNERS:
        return True
    if word == "from" and preposition.i and preposition.nbor(-1).lemma_.lower() in _SENT:
        return True
    lemma = governor.lemma_.lower()
    if word in {"to", "for", "from"}:
        if governor.pos_ in {"NOUN", "PROPN"}:
            return lemma in (_SENT if word == "from" else _GIFTS)
        return lemma in _GIVEN_TO and word == "to"
    return word in {"of", "on"} and lemma in _OF_GOVERNMENTS
