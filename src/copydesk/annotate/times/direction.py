"""Whether the verb over an expression looks back (-1), ahead (1) or does not say (0).

`SURELY_PAST` is a simple past that the expression hangs on directly; `NEVER_AHEAD` what cannot be to come.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_AHEAD = frozenset("will shall wo 'll ’ll".split())
_AHEAD_GOVERNORS = frozenset(
    "expect plan schedule intend hope aim seek set due prepare want agree vow pledge promise decide go "
    "likely ready propose ask urge order call offer".split()
)
_DEMANDS = _AHEAD_GOVERNORS | frozenset("demand require request need".split())
"""What is demanded `by June` is still to come, though the demand is past."""
_ARRANGED = frozenset("expect schedule plan set due slate expire postpone".split())
_AHEAD_WORDS = re.compile(r"\b(?:will|shall|going to|expected|scheduled|plans?|due|set|is to|are to|to be)\b")
_UNTIL = re.compile(
    r"\b(?:until|till|as soon as|as early as|beginning|starting|effective|ahead of)\s(?:the\s)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s(?:the\s)?$", re.IGNORECASE)
_BY = re.compile(r"\bby\s(?:the\s)?$", re.IGNORECASE)
_UNFORESEEN = frozenset(
    "attack assault massacre bombing blast explosion ambush raid incursion invasion shooting killing murder stabbing "
    "assassination kidnapping abduction hijacking riot insurrection coup crash collision derailment sinking earthquake "
    "quake tsunami hurricane cyclone tornado flood landslide avalanche wildfire fire blaze disaster accident".split()
)
"""What has no day before it has happened: `the Oct. 7 attacks` are past, `the Nov. 5 election` may be to come."""
_OF_DAY = re.compile(r"(\w+?)s?\s(?:of|on)\s(?:the\s)?$")
_POSSESSIVE = re.compile(r"['’]s\s")
_PAST_TAGS = frozenset({"VBD", "VBN"})
SURELY_PAST, NEVER_AHEAD = -2, -3
_HEADS = 12
_COMPOUND = 12
"""Words of the longest compound a time stands before: `the Friday night club shooting`."""
_SENTENCE = 200
"""Characters each way that pass for the sentence where there is no parse."""


def direction_at(doc: "Doc | None", text: str, *, start: int, end: int) -> int:
    """The direction of the expression `text[start:end]`; without a parse, what its sentence's words tell."""
    if doc is None:
        left, right = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
        opening = max(left, text.rfind(". ", left, start), text.rfind("\n", left, start))
        closing = text.find(".", end, right)
        return 1 if _AHEAD_WORDS.search(text, opening, closing if closing > 0 else right) else -1
    if _UNTIL.search(text, max(0, start - 16), start):
        return 1
    if _SINCE.search(text, max(0, start - 10), start):
        return NEVER_AHEAD
    if _POSSESSIVE.match(text, end):
        return -1
    span = doc.char_span(start, end, alignment_mode="expand")
    due = _BY.search(text, max(0, start - 8), start) is not None
    if span is None:
        return int(due)
    if due and any(token.lemma_.lower() in _DEMANDS for token in islice(span.root.ancestors, _HEADS)):
        return 1
    said = _direction(span.root) or int(due)
    return NEVER_AHEAD if said <= 0 and _is_of_the_unforeseen(span, text) else said


def _is_of_the_unforeseen(span: "Tokens", text: str) -> bool:
    """Whether a time names the day of an attack or an accident: the noun before it (`of`, `on`) or behind."""
    doc, end = span.doc, span.end
    furthest = min(len(doc), end + _COMPOUND)
    while end < furthest and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"}:
        end += 1
    before = _OF_DAY.search(text, max(0, span.start_char - 24), span.start_char)
    return (end > span.end and doc[end - 1].lemma_.lower() in _UNFORESEEN) or (
        before is not None and before[1].lower() in _UNFORESEEN
    )


def _direction(token: "Token") -> int:
    for step in range(_HEADS):
        if step in {1, 2} and token.tag_ == "VBD" and token.pos_ == "VERB":
            return SURELY_PAST
        if token.pos_ in {"VERB", "AUX"}:
            said = _of_verb(token)
            if said:
                return said
        if token.head is token:
            return 0
        token = token.head
    return 0


def _of_verb(verb: "Token") -> int:
    """The direction a verb form gives by itself, or through what governs it."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(
        helper.lower_ in _AHEAD or (helper.lemma_ == "will" and helper.lower_ != "would")
        for helper in helpers
    ):
        return 1
    if verb.tag_ == "VB" and any(helper.lower_ == "to" for helper in helpers):
        governor = verb.head
        return 1 if governor.lemma_.lower() in _AHEAD_GOVERNORS or governor.lemma_ == "be" else 0
    arranged = verb.lemma_.lower() in _ARRANGED and not any(helper.lower_ == "had" for helper in helpers)
    if arranged and (verb.tag_ == "VBN" or verb.lemma_ != "set"):
        return 1
    if any(helper.tag_ in {"VBD", "VBN"} or helper.lower_ in {"have", "has", "'ve"} for helper in helpers):
        return -1
    if any(helper.tag_ == "MD" for helper in helpers):
        return -1 if any(helper.lower_ in {"have", "could", "did"} for helper in helpers) else 1
    if verb.tag_ in _PAST_TAGS and not any(helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return -1
    if verb.tag_ in {"VBZ", "VBP"} or any(helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return -1 if verb.tag_ == "VBN" else 0
    return 0
