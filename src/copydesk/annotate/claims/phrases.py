"""Attributions without a clause under a verb of saying: `according to the mayor`, `per the board`, `reportedly`."""

from collections.abc import Iterator, Set
from itertools import islice
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import has_subject
from copydesk.annotate.claims.links import Naming, Saying
from copydesk.annotate.claims.sayers import able_to_speak, is_saying
from copydesk.annotate.modality import WIDEST
from copydesk.annotate.parse import Passage, child_of
from copydesk.annotate.times.lexicon import DAYS
from copydesk.model import Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SWALLOWED = frozenset(("allege", "allegedly", "say", "claim", "argue", "believe", "contend"))
_TIDINGS = frozenset(
    "news word report announcement claim allegation statement admission warning suggestion".split()
)
_WHEN = DAYS | frozenset("today yesterday night week month year morning".split())
_HEDGES = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))


def phrases_in(passage: Passage, naming: Naming, *, present: Set[str]) -> Iterator[Saying]:
    """What such phrases make somebody's word; `present` holds the passage's words in small letters."""
    if not present.isdisjoint(_HEDGES):
        yield from _hedged(passage)
    if "according" in present:
        yield from _according(passage, naming)
    if not present.isdisjoint(_SWALLOWED):
        yield from _swallowed(passage, naming)
    if "per" in present:
        yield from _per(passage, naming)
    yield from _news_from(passage, naming)


def _per(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`..., per the harbour board`: its word is the sentence; not `per head`."""
    for token in passage.doc:
        if token.lower_ != "per" or token.i + 1 >= token.sent.end:
            continue
        if token.i > token.sent.start and token.nbor(-1).text not in {",", "(", "—", "–"}:
            continue
        head = child_of(token, "pobj")
        named = head is not None and (head.pos_ == "PROPN" or any(t.dep_ == "det" for t in head.children))
        if head is None or not named or not able_to_speak(head, papers=True):
            continue
        span = passage.span(passage.doc[token.i + 1 : head.right_edge.i + 1])
        cue = passage.span(token)
        phrase = Span(cue.start, span.end)
        yield Saying((naming.link(head, span),), (passage.span(token.sent),), cue, phrase, through=True)


def _according(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`..., according to X`: X's word is the sentence, but for what stands behind it."""
    for token in passage.doc:
        if token.lower_ != "according" or token.i + 2 >= len(passage.doc) or token.nbor().lower_ != "to":
            continue
        inside = islice(token.subtree, WIDEST)
        head = next((t for t in inside if t.dep_ == "pobj" and t.i > token.i), None)
        if head is None or not is_saying(token, head, quoted=False):
            continue
        while (
            head.i + 1 < token.sent.end and head.pos_ == head.nbor().pos_ == "PROPN"
        ):  # a long title in one name
            head = head.nbor()
        span = less_subject(
            passage, passage.span(passage.doc[token.i + 2 : head.right_edge.i + 1]), according=token
        )
        phrase = Span(passage.span(token).start, span.end)
        cue, sentence = passage.span(token), passage.span(token.sent)
        yield Saying((naming.link(head, span),), (sentence,), cue, phrase, through=True)


def less_subject(passage: Passage, party: Span, *, according: "Token") -> Span:
    """The party without the subject of the sentence, which a parser takes for who the party is: `According to figures
    of the bank, the wealth of families rose`."""
    verb = according.head
    if according.i > according.sent.start or verb.pos_ not in {"VERB", "AUX"} or has_subject(verb):
        return party
    last = according.right_edge
    for apposed in according.subtree:
        first = apposed.left_edge
        if apposed.dep_ == "appos" and apposed.right_edge == last and first.nbor(-1).text == ",":
            return Span(party.start, min(party.end, passage.span(first.nbor(-1)).start))
    return party


def _swallowed(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`Prosecutors allege Ann Roe set ...`, where the parser makes one name of the first three words."""
    for token in passage.doc:
        if token.lower_ not in _SWALLOWED or token.dep_ != "compound" or token.i <= token.sent.start:
            continue
        before = token.nbor(-1)
        if before.tag_ not in {"NNS", "NNPS"} or token.head.dep_ != "nsubj":
            continue
        cue = passage.span(token)
        content = Span(cue.end + 1, passage.span(token.sent).end)
        span = passage.span(passage.doc[before.left_edge.i : before.i + 1])
        yield Saying((naming.link(before, span),), (content,), cue, Span(span.start, cue.end))


def _news_from(passage: Passage, naming: Naming) -> Iterator[Saying]:
    """`with the news from X that ...`, `X's announcement that ...`: what stands behind `that` is X's word."""
    for noun in passage.doc:
        if noun.lemma_ not in _TIDINGS or noun.pos_ != "NOUN":
            continue
        clauses = (
            t for t in noun.subtree if t.dep_ in {"acl", "ccomp", "relcl"} and t.i > noun.i and has_subject(t)
        )
        said = next(
            (t for t in clauses if any(c.lower_ == "that" and c.dep_ == "mark" for c in t.children)), None
        )
        sources = [t for t in noun.children if t.dep_ == "poss"]
        sources += [
            p for t in noun.children if t.lower_ in {"from", "by"} for p in t.children if p.dep_ == "pobj"
        ]
        source = next((t for t in sources if t.pos_ != "PRON" and t.lower_ not in _WHEN), None)
        if said is None or source is None:
            continue
        apposed = next((t for t in source.children if t.dep_ == "appos" and t.pos_ == "PROPN"), source)
        content = passage.under(said)
        yield Saying((naming.link(apposed),), (content,), passage.span(noun), passage.span(noun))


def _hedged(passage: Passage) -> Iterator[Saying]:
    """`reportedly` and the like: a saying by nobody named, over the clause it stands in."""
    for token in passage.doc:
        if token.lower_ in _HEDGES and token.head.i != token.i:
            span = passage.span(token)
            clause = passage.under(token.head)
            yield Saying(
                (Attribution("origin", token.text, None, span),), (clause,), span, span, through=True
            )
