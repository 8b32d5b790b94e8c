"""Who says what stands between quotation marks, where the models and the parse saw nobody."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import FINITE, has_subject
from copydesk.annotate.claims.links import Naming, Saying
from copydesk.annotate.claims.remarks import SAYING
from copydesk.annotate.claims.sayers import able_to_speak, is_uttered
from copydesk.annotate.parse import Passage, child_of
from copydesk.annotate.quotations.columns import DOUBLE, OPENS, between_marks
from copydesk.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

JUDGING = frozenset(
    "condemn criticize criticise denounce decry deride call describe dub slam blast praise hail brand label "
    "characterize characterise dismiss mock reject urge vow pledge promise warn chide tout defend accuse blame lament "
    "boast brag joke deplore applaud commend rebuke disparage ridicule liken insist argue claim complain caution "
    "express acknowledge admit deny concede assert declare".split()
)
"""Verbs by which somebody's words are told: what is quoted behind them is their subject's."""
DEEPEST = 12
"""Words one over another between a mark and the verb that tells who judged."""
FARTHEST = 25
"""Words behind a quotation in which the verb stands whose subject said it."""
_PAST = frozenset(("VBD", "VBZ", "VBN"))


def quoted_in(
    passage: Passage, naming: Naming, *, marks: Sequence[int], told: Sequence[Saying]
) -> Iterator[Saying]:
    """What stands between double marks and is said by whoever stands behind it or judges by it; nothing that one of
    `told` says already."""
    taken = sorted(part for saying in told for part in saying.content)
    ends = list(accumulate((part.end for part in taken), max))
    cues = {saying.cue for saying in told}
    for start, end in between_marks(marks):
        if end - start == 1 or passage.doc[start].text not in DOUBLE:
            continue
        stretch = passage.span(passage.doc[start : end + 1])
        before = bisect_left(taken, Span(stretch.end, stretch.end))
        if before and ends[before - 1] > stretch.start:  # one that begins before its end reaches into it
            continue
        said = _said_behind(passage, naming, end=end, stretch=stretch)
        if said is None:
            said = _judged(passage, naming, start=start)
        if said is not None and said.cue not in cues:
            cues.add(said.cue)
            yield said


def _said_behind(passage: Passage, naming: Naming, *, end: int, stretch: Span) -> Saying | None:
    """`“It sank,” marvelled Ann Roe.`, `“It sank,” Roe, who was there, told the Post.`"""
    doc = passage.doc
    if doc[end - 1].text not in {",", "?", "!", ".", "—", "–", "-"} or end + 2 >= len(doc):
        return None
    first = doc[end + 1]
    behind = doc[end + 1 : min(end + 1 + FARTHEST, len(doc))]
    if first.tag_ in _PAST and is_uttered(first.lemma_.lower()):
        found = _last_named(behind[1:], naming)
        return (
            _saying(passage, naming, name=found, verb=first, stretch=stretch) if found is not None else None
        )
    found = _last_named(behind, naming) if first.is_title else None
    if found is None:
        return None
    verb = next((t for t in behind if t.tag_ in {"VBD", "VBZ"} and t.lemma_.lower() in SAYING), None)
    if verb is None:
        return None
    between = doc[found.i : verb.i]
    if any(t.text in {".", ";", ":"} or t.text in DOUBLE for t in between):
        return None
    if any(t.tag_ in FINITE for t in between) and not any(t.tag_ in {"WP", "WDT"} for t in between):
        return None
    return _saying(passage, naming, name=found, verb=verb, stretch=stretch)


def _last_named(tokens: "Tokens", naming: Naming) -> "Token | None":
    """The last name of the noun phrase with which the tokens begin: `Quayside spokeswoman Ann Roe, who`."""
    found = None
    for token in tokens:
        if token.is_punct or token.tag_ in FINITE or token.pos_ in {"ADP", "SCONJ", "CCONJ"}:
            break
        if token.pos_ == "PROPN" and naming.index.at(naming.passage.span(token)):
            found = token
    return found


def _saying(passage: Passage, naming: Naming, *, name: "Token", verb: "Token", stretch: Span) -> Saying:
    mention = naming.index.mention_at(passage.span(name))
    span = mention[0].span if mention is not None else passage.span(name)
    cue = passage.span(verb)
    phrase = Span(min(span.start, cue.start), max(span.end, cue.end))
    return Saying((naming.link(name, span),), (stretch,), cue, phrase)


def tells_words(cue: "Token", content: Sequence[Span], *, passage: Passage, marks: Sequence[int]) -> bool:
    """Whether the cue is a verb by which somebody's words are told, and what it governs is partly quoted.

    A verb joined to another under one subject is none: what the subject does and what it says is one claim.
    """
    if cue.lemma_.lower() not in JUDGING or cue.dep_ not in {"ROOT", "conj", "ccomp"}:
        return False
    if cue.dep_ == "conj" and not has_subject(cue):
        return False
    unlike = {"neg", "auxpass", "xcomp", "advcl"} if cue.lemma_ == "call" else {"neg", "auxpass"}
    if any(t.dep_ in unlike for t in cue.children):  # `called her to offer “help”`
        return False
    return any(
        mark == OPENS and token.i > cue.i and token.text in DOUBLE and part.overlaps(passage.span(token))
        for part in content
        for token, mark in _marked(passage, part, marks=marks)
    )


def _marked(passage: Passage, part: Span, *, marks: Sequence[int]) -> Iterator[tuple["Token", int]]:
    whole = passage.whole
    if not whole.overlaps(part):
        return
    start, end = max(part.start, whole.start) - whole.start, min(part.end, whole.end) - whole.start
    tokens = passage.doc.char_span(start, end, alignment_mode="expand")
    for token in tokens or ():
        yield token, marks[token.i]


def _judged(passage: Passage, naming: Naming, *, start: int) -> Saying | None:
    """`Ann Roe condemned the plan as “a disgrace”`: the clause is her word."""
    token = passage.doc[start]
    over = islice(token.ancestors, DEEPEST)
    verb = next((t for t in over if t.pos_ == "VERB" and t.i < start and t.lemma_.lower() in JUDGING), None)
    if verb is None or verb.sent != token.sent:
        return None
    while verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        verb = verb.head
    subject = child_of(verb, "nsubj")
    if subject is None or not able_to_speak(subject, papers=True):
        return None
    if verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return None
    span = passage.under(subject)
    cue = passage.span(verb)
    return Saying((naming.link(subject, span),), (), cue, cue, own=True)
