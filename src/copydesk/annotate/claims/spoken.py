"""What a quotation's cue makes somebody's word, how far that goes, and whether the cue's own clause is it too."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import INDIRECT, SUBJECTS, has_subject, top_clauses
from copydesk.annotate.claims.commitment import COMMITTING, HEARSAY, commits, is_act
from copydesk.annotate.claims.links import Naming, Saying
from copydesk.annotate.claims.phrases import less_subject
from copydesk.annotate.claims.quoted import tells_words
from copydesk.annotate.claims.remarks import NOTHING, SAYING, side_of
from copydesk.annotate.claims.sayers import is_quoted, is_saying
from copydesk.annotate.claims.whose import links_of
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import INSIDE
from copydesk.annotate.quotations.speakers import source_head, speaking_span
from copydesk.model import Attribution, Quotation, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PLAIN = frozenset("say tell add argue warn explain allege maintain contend assert caution".split())
"""Verbs that are nothing but saying."""
FEWEST_SAID = 4
"""Words from which on what somebody said is a statement though the parser shows no clause."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A passage as its quotations are read: each token's state in quotation marks, the stretches `between` such marks
    and the cues of all quotations."""

    naming: Naming
    marks: Sequence[int]
    between: Sequence[Span]
    cues: Set[Span]

    @property
    def passage(self) -> Passage:
        return self.naming.passage


def spoken_in(
    naming: Naming,
    quotations: Sequence[tuple[int, Quotation]],
    *,
    marks: Sequence[int],
    between: Sequence[Span],
) -> Iterator[Saying]:
    """What the passage's quotations, each with its number, make somebody's word, in their order."""
    cues = frozenset(quotation.cue for _, quotation in quotations if quotation.cue)
    reading = _Reading(naming, marks, between, cues)
    for number, quotation in quotations:
        saying = _saying_of(quotation, reading)
        if saying is not None:
            yield replace(saying, index=number)


def _saying_of(quotation: Quotation, reading: _Reading) -> Saying | None:
    """Whose word the quotation is, None where nobody is known to say it or its cue is no saying."""
    passage, marks = reading.passage, reading.marks
    at = quotation.cue
    cue = _carrier_of(passage, at) if at is not None and reading.passage.whole.contains(at) else None
    if cue is None or is_act(cue) or not _is_said(quotation, reading, cue=cue):
        return None
    through = cue.lower_ == "according"
    if through:
        source = tuple(less_subject(passage, span, according=cue) for span in quotation.source)
        quotation = replace(quotation, source=source)
    links = links_of(quotation, reading.naming, cue=cue)
    if not links or (not quotation.source and _is_in_quotation(passage, links, cue=cue, marks=marks)):
        return None
    phrase = _phrase(quotation, passage.span(cue))
    named = links[0].span
    if not quotation.source and named and not any(part.overlaps(named) for part in quotation.content):
        phrase = Span(min(phrase.start, named.start), max(phrase.end, named.end))
    content = _content(quotation, reading, cue=cue, phrase=phrase)
    own = (
        commits(cue)
        or tells_words(cue, content, passage=passage, marks=marks)
        or _says_unparsed(passage, content, cue=cue)
        or (cue.lemma_ in SAYING and all(part.end <= phrase.start for part in content))
    )
    return Saying(links, content, passage.span(cue), phrase, through=through, own=own)


def _content(quotation: Quotation, reading: _Reading, *, cue: "Token", phrase: Span) -> tuple[Span, ...]:
    """What is said: what the cue governs and all of each stretch between quotation marks that it reaches into."""
    content = _scope(reading.passage, quotation, cue=cue, cues=reading.cues)
    if _is_aside(reading.passage, quotation):
        content = _within_aside(reading.passage, content, cue=cue)
    between, start = reading.between, attrgetter("start")
    near = {
        n
        for part in content
        for n in range(
            max(bisect_right(between, part.start, key=start) - 1, 0),
            bisect_left(between, part.end, key=start),
        )
        if part.overlaps(between[n])
    }
    stretches = [between[n] for n in sorted(near)]
    return content + tuple(stretch for stretch in stretches if not stretch.overlaps(phrase))


def _is_in_quotation(
    passage: Passage, links: Sequence[Attribution], *, cue: "Token", marks: Sequence[int]
) -> bool:
    """Whether a sayer who is only understood stands between the marks while the verb stands outside: `“I left,” Roe,
    who was there, told us`, parsed as if `I` told."""
    span = links[0].span if links else None
    if span is None or marks[cue.i] == INSIDE:
        return False
    named = passage.tokens(span)
    return named is not None and marks[named.root.i] == INSIDE


def _says_unparsed(passage: Passage, content: Sequence[Span], *, cue: "Token") -> bool:
    """Whether what the cue tells is words enough and no clause to the parser: `said the fault harms all boats`, with
    `harms` for a noun."""
    parts = {t.dep_ for t in cue.children}
    if cue.lemma_ not in SAYING or cue.dep_ == "relcl" or parts & {"neg", "auxpass"}:
        return False
    if (cue.tag_ == "VBN" and "aux" not in parts) or (cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "to"):
        return False  # `a man said to have left`
    whole = passage.whole
    behind = [part for part in content if part.start >= passage.span(cue).end and whole.contains(part)]
    for part in behind:
        tokens = passage.tokens(part)
        words = [t for t in tokens or () if t.is_alpha and t.lower_ != "that"]
        if tokens is None or len(words) < FEWEST_SAID or words[0].lower_ in INDIRECT | NOTHING:
            continue
        if cue.lemma_ not in PLAIN and not tokens[0].is_quote:
            continue
        return not any(has_subject(head) for head in top_clauses(list(tokens), cue))
    return False


def _is_said(quotation: Quotation, reading: _Reading, *, cue: "Token") -> bool:
    """Whether the quotation's source is by its cue the sayer of its content, as far as that stands in the passage."""
    passage, whole = reading.passage, reading.passage.whole
    span = speaking_span(passage, quotation.source, cue=quotation.cue)
    head = source_head(passage, span) if span is not None else None
    states = [
        reading.marks[token.i]
        for part in quotation.content
        if whole.contains(Span(part.start, part.start))
        for token in passage.doc.char_span(
            part.start - passage.start, min(part.end, whole.end) - passage.start, alignment_mode="expand"
        )
        or ()
    ]
    return is_saying(cue, head, quoted=is_quoted(states))


def _is_aside(passage: Passage, quotation: Quotation) -> bool:
    """Whether the source is the middle of `— a practice critics say is unfair —`: `a` goes with no plural."""
    span = speaking_span(passage, quotation.source, cue=quotation.cue)
    head = source_head(passage, span) if span is not None else None
    return head is not None and head.tag_ == "NNS" and any(t.lower_ in {"a", "an"} for t in head.children)


def _within_aside(passage: Passage, content: Sequence[Span], *, cue: "Token") -> tuple[Span, ...]:
    """The part of the content between the cue and the mark that closes the aside."""
    marks = (t for t in passage.doc[cue.i + 1 : cue.sent.end] if t.text in {"—", "–", "--", ",", ")"})
    end = next((passage.span(mark).start for mark in marks), passage.span(cue.sent).end)
    start = passage.span(cue).end
    parts = (Span(max(part.start, start), min(part.end, end)) for part in content if part.end > start)
    return tuple(part for part in parts if part.start < part.end)


def _carrier_of(passage: Passage, cue: Span) -> "Token | None":
    """The word of the cue that governs what is said: a verb of saying it hangs by, `according`, its last verb."""
    tokens = passage.tokens(cue)
    if tokens is None:
        return None
    if tokens.root.lemma_ in SAYING:
        return tokens.root
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    return next((t for t in tokens if t.lower_ == "according"), verbs[-1] if verbs else tokens.root)


def _phrase(quotation: Quotation, cue: Span) -> Span:
    """From source to cue where they stand side by side, else the cue alone."""
    near = min(quotation.source, key=lambda s: abs(s.start - cue.start), default=cue)
    low, high = min(near.start, cue.start), max(near.end, cue.end)
    between = Span(low, high)
    return cue if any(part.overlaps(between) for part in quotation.content) else between


def _scope(passage: Passage, quotation: Quotation, *, cue: "Token", cues: Set[Span]) -> tuple[Span, ...]:
    """The content, with the clause the parse puts under the cue where the quotation lacks it.

    It is the whole sentence where the content holds the sentence's main verb, and ends where a verb joined to the
    cue says something itself (`cues`): `did not name him, but the paper says ...`.
    """
    sentence, content = cue.sent, quotation.content
    joined = next(
        (t for t in cue.children if t.dep_ == "conj" and t.i > cue.i and passage.span(t) in cues), None
    )
    if joined is not None and quotation.kind != "direct" and has_subject(joined):
        end = passage.span(joined.left_edge).start
        content = tuple(Span(p.start, min(p.end, end)) for p in content if p.start < end) or content
    if sentence.root.i != cue.i and any(part.contains(passage.span(sentence.root)) for part in content):
        return (passage.span(sentence), *content)
    if _ends(cue) and any(_is_joined_to_root(passage, part) for part in content):
        return (passage.span(sentence), *content)
    for child in cue.children if cue.lemma_ in SAYING | HEARSAY | COMMITTING else ():
        if child.dep_ == "ccomp" and has_subject(child):
            clause = side_of(passage, child, verb=cue)
            beyond = [part for part in content if not part.overlaps(clause)]
            lacking = len(beyond) == len(content) or _misses(passage, child, content=content)
            if lacking and not any(part.overlaps(clause) for part in quotation.source):
                within = [part for part in content if part.overlaps(clause)]
                low, high = min([clause, *within]).start, max(part.end for part in [clause, *within])
                content = (*beyond, Span(low, high))
    return content


def _ends(according: "Token") -> bool:
    """Whether the sentence ends with who it is according to."""
    behind = according.doc[according.right_edge.i + 1 : according.sent.end]
    return according.lower_ == "according" and all(t.is_punct for t in behind)


def _is_joined_to_root(passage: Passage, part: Span) -> bool:
    """Whether what is said is the last of several things told alike: `Two left, four sank, according to Roe`."""
    tokens = passage.tokens(part) if passage.whole.overlaps(part) else None
    head = tokens.root if tokens is not None else None
    while head is not None and head.dep_ == "conj":
        head = head.head
    return head is not None and head.dep_ == "ROOT"


def _misses(passage: Passage, clause: "Token", *, content: Sequence[Span]) -> bool:
    """Whether the content ends before the clause's verb, or holds it without its subject: `said she was “wet”`."""
    held = [part for part in content if part.contains(passage.span(clause))]
    subject = next((t for t in clause.children if t.dep_ in SUBJECTS), clause)
    return not any(part.contains(passage.span(subject)) for part in held)
