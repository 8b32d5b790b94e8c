"""Which clauses of a sentence say that something is so, and where each may stand."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import (
    FINITE,
    SUBJECTS,
    clause_heads,
    has_subject,
    held_clause,
    is_statement,
    regions,
    top_clauses,
)
from copydesk.annotate.claims.discourse import Sheet
from copydesk.annotate.claims.links import Saying
from copydesk.annotate.parse import Passage
from copydesk.annotate.quotations.columns import INSIDE
from copydesk.model import (
    BlockKind,
    Span,
)

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

UTTERANCES = frozenset(
    "vow pledge promise call urge demand announce threaten agree propose offer express say tell ask warn state "
    "declare insist request order recommend advise appeal accuse claim swear report suggest".split()
)
"""The cues whose infinitive or participle is a claim of its own: `vowed to`, but not `enacted rules to`."""
FEWEST_WORDS = 6
"""Words from which on a sentence without any clause that the parser shows is taken for one all the same."""


def left_over(sentence: "Tokens", sayings: Sequence[Saying], *, passage: Passage) -> "Token | None":
    """The verb of a sentence in which the parser shows no clause: `Another quake hit the coast` as a noun that `hit`
    describes. None where it has no finite verb but those that tell who said something."""
    first = next((token for token in sentence if not token.is_quote and not token.is_space), sentence[0])
    ended = sentence.text.rstrip("”’\"' \n").endswith((".", "!", "…"))
    if not ended or first.is_lower or first.tag_ == "VB" or passage.kind is BlockKind.LIST:
        return None
    if sum(token.is_alpha for token in sentence) < FEWEST_WORDS:
        return None
    verbs = [
        token.head if token.dep_ in {"aux", "auxpass"} else token
        for token in sentence
        if token.tag_ in FINITE
        and token.pos_ in {"VERB", "AUX"}
        and not any(saying.phrase.overlaps(passage.span(token)) for saying in sayings)
    ]
    verbs = [verb for verb in verbs if sentence.start <= verb.i < sentence.end and not _is_under(verb)]
    if not verbs and sentence.root.pos_ == "NOUN":  # `A quake measuring 6 jolted the coast`
        verbs = [t for t in sentence if t.tag_ == "VBN" and _looks_finite(t) and t.i > sentence.root.i]
    return min(verbs, key=lambda verb: (verb.dep_ in {"relcl", "advcl"}, verb.i), default=None)


def _looks_finite(participle: "Token") -> bool:
    """Whether what the parser takes for a participle has a place or a thing behind it and nobody who does it."""
    behind = participle.nbor() if participle.i + 1 < participle.sent.end else None
    agent = any(t.dep_ in {"agent", "aux", "auxpass"} for t in participle.children)
    return (
        not agent and behind is not None and (behind.tag_ == "NNP" or behind.lower_ in {"to", "into", "off"})
    )


def _is_under(verb: "Token") -> bool:
    """Whether the clause surely hangs on another: `a portal that shows`, `if they ask`, `how it works`."""
    first = next(iter(verb.subtree))
    return first.tag_ in {"WDT", "WP", "WP$", "WRB"} or any(t.dep_ == "mark" for t in verb.children)


def shares_of(
    sheet: Sheet, sentence: "Tokens", *, sayings: Sequence[Saying]
) -> Iterator[tuple["Token", Span]]:
    """The heads of the sentence's clauses, and of those it holds as said, each with where its clause may stand."""
    passage = sheet.passage
    limits, whole = passage.span(sentence), passage.whole
    heads = [*clause_heads(sentence), *_own_words(sentence, sayings, passage=passage)]
    yield from regions(heads, limits, passage=passage)
    for saying in sayings:
        if whole.contains(saying.cue):
            yield from _said(passage, saying, limits=limits, marks=sheet.marks)


def _own_words(sentence: "Tokens", sayings: Sequence[Saying], *, passage: Passage) -> Iterator["Token"]:
    """Verbs joined to the main verb under its subject that are the subject's own word: `left, and denied arson`."""
    own = [saying.cue for saying in sayings if saying.own]
    for verb in sentence.root.conjuncts if own else ():
        if not has_subject(verb) and passage.span(verb) in own:
            yield verb


def is_stated(sentence: "Tokens", marks: Sequence[int]) -> bool:
    """Whether the sentence says that something is so: it neither asks nor commands. What somebody is quoted as asking
    is not the sentence's question, and tells what he doubts."""
    root = sentence.root
    last = _last_word(sentence)
    if last is None or (last.text == "?" and marks[last.i] != INSIDE and marks[root.i] != INSIDE):
        return False
    return not (
        root.tag_ == "VB" and not has_subject(root) and not any(t.dep_ == "aux" for t in root.children)
    )


def is_asked(sentence: "Tokens") -> bool:
    """Whether the sentence ends as a question does."""
    last = _last_word(sentence)
    return last is not None and last.text == "?"


def is_doubted(head: "Token") -> bool:
    """Whether the clause of a question is about anything but who asks and is asked: not `what can we do?`, but `I said,
    ‘Whose ferry is it?’`"""
    return head.lemma_ == "say" or not any(
        t.dep_ in SUBJECTS and t.lower_ in {"i", "we", "you"} for t in head.children
    )


def _last_word(sentence: "Tokens") -> "Token | None":
    return next((t for t in reversed(list(sentence)) if not t.is_space and not t.is_quote), None)


def _said(
    passage: Passage, saying: Saying, *, limits: Span, marks: Sequence[int]
) -> Iterator[tuple["Token", Span]]:
    """The clauses of what is said, within one sentence."""
    parts = [part for part in saying.content if part.overlaps(limits) and not part.contains(limits)]
    cue = tokens_in(passage, saying.cue) if parts else []
    for part in parts:
        piece = Span(max(part.start, limits.start), min(part.end, limits.end))
        stretch = tokens_in(passage, piece)
        heads = top_clauses(stretch, cue[0])
        held = None if heads else held_clause(stretch)
        if held is not None:
            around = passage.under(held)
            piece = Span(max(piece.start, around.start), max(min(piece.end, around.end), piece.start))
        for head, region in regions([held] if held is not None else heads, piece, passage=passage):
            if is_statement(head, marks[head.i] == INSIDE, uttered=cue[0].lemma_.lower() in UTTERANCES):
                yield head, region


def tokens_in(passage: Passage, span: Span) -> list["Token"]:
    """The passage's tokens that the page's characters `span` touch."""
    found = passage.tokens(span)
    return list(found) if found is not None else []
