"""Parsed article -> claims: each clause that says something is so, who says it and how surely."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from copydesk.annotate.background import is_background
from copydesk.annotate.claims.attribution import chain_of, house_links
from copydesk.annotate.claims.clauses import (
    SUBJECTS,
    asks_indirectly,
    clause_heads,
    has_subject,
    held_clause,
    is_finite,
    is_relative,
    is_statement,
    regions,
    top_clauses,
    trimmed,
    weightiest,
)
from copydesk.annotate.claims.cores import core_of
from copydesk.annotate.claims.discourse import LONGEST_SCARE, UNKNOWN, Floor, Sheet, announces, sheets_of
from copydesk.annotate.claims.links import Saying
from copydesk.annotate.claims.places import Places
from copydesk.annotate.claims.sayers import notifies
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.modality import is_infinitive, modality_of
from copydesk.annotate.parse import Parsed, Passage
from copydesk.annotate.quotations.columns import INSIDE, OUTSIDE
from copydesk.model import (
    Attribution,
    BlockKind,
    Claim,
    Core,
    Entity,
    Event,
    Modality,
    Polarity,
    Quotation,
    Span,
)
from copydesk.text import digest

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

__all__ = ["find_claims"]

UTTERANCES = frozenset(
    "vow pledge promise call urge demand announce threaten agree propose offer express say tell ask warn state "
    "declare insist request order recommend advise appeal accuse claim swear report suggest".split()
)
"""The cues whose infinitive or participle is a claim of its own: `vowed to`, but not `enacted rules to`."""
FEWEST_WORDS = 6
"""Words from which on a sentence without any clause that the parser shows is taken for one all the same."""
SENTENCE_ENDS = (".", "!", "?", "…", ",", ";", ":", "—", "–", "-", ")")
"""How running text ends; a quotation that is a heading goes on from nobody's word."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is known which events and quotations stand in it."""

    span: Span
    modality: Modality
    polarity: Polarity
    background: bool
    chain: tuple[Attribution, ...]
    core: Core


def find_claims(
    parsed: Parsed, entities: Sequence[Entity], *, quotations: Sequence[Quotation], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """The article's claims in text order. Two claims are apart or one holds the other.

    A chain of attribution runs from the speaker outwards to the article's agency and publisher; it is
    empty where the page names nobody. The outermost link in the text has the role `origin` unless it is a
    person. An id is made of the article's id and the claim's span.
    """
    index = EntityIndex(entities)
    house = house_links(parsed.article)
    floor = Floor()
    page = parsed.article.page.text
    starts = [passage.start for passage in parsed.passages]
    quoted = _by_passage(starts, ((n, (*q.content, q.cue or q.content[0])) for n, q in enumerate(quotations)))
    told = _by_passage(starts, ((n, (event.trigger,)) for n, event in enumerate(events)))
    sheets = sheets_of(parsed.passages, [[(n, quotations[n]) for n in here] for here in quoted], index=index)
    claims = []
    for place, sheet in enumerate(sheets):
        drafts = {draft.span: draft for draft in _drafts(sheet, page, floor=floor, place=place)}
        spans = sorted(drafts, key=lambda span: (span.start, -span.end))
        sentences = [sheet.passage.span(sentence) for sentence in sheet.passage.doc.sents]
        spans_at = Places(sentences, ((span, (span,)) for span in spans))
        said_at = Places(sentences, (((n, q), q.content) for n, q in sheet.quotations))
        held: dict[Span | None, list[str]] = defaultdict(list)
        for event in (events[n] for n in told[place]):
            held[_smallest(event.trigger, spans_at.at(event.trigger))].append(event.id)
        claims += [
            Claim(
                id=digest(parsed.article.id, str(span.start), str(span.end)),
                span=span,
                modality=drafts[span].modality,
                polarity=drafts[span].polarity,
                attribution=drafts[span].chain + house,
                background=drafts[span].background,
                events=tuple(held[span]),
                quotations=tuple(
                    n for n, q in said_at.at(span) if any(part.overlaps(span) for part in q.content)
                ),
                core=drafts[span].core,
            )
            for span in spans
        ]
        floor.pass_on(sheet, place)
        announced = announces(
            sheet, after=sheets[place + 1] if place + 1 < len(sheets) else None, index=index
        )
        if announced:
            floor.links, floor.place = announced, place
    return tuple(claims)


def _by_passage(starts: Sequence[int], items: Iterable[tuple[int, Sequence[Span]]]) -> list[list[int]]:
    """The numbers of the items that have a span in each passage, so that no page costs its length squared."""
    found: list[list[int]] = [[] for _ in starts]
    for number, spans in items:
        for place in sorted({bisect_right(starts, span.start) - 1 for span in spans}):
            if place >= 0:
                found[place].append(number)
    return found


@dataclass(frozen=True, slots=True)
class _Telling:
    """What tells whose word a clause of one passage is: the page's text, the passage, what is said in it and who has
    the floor. In `running` text a quotation goes on; a heading's is nobody's."""

    page: str
    sheet: Sheet
    sayings: Places[Saying]
    floor: Floor
    place: int
    running: bool


def _drafts(sheet: Sheet, page: str, *, floor: Floor, place: int) -> Iterator[Draft]:
    """Claims of one passage: the clauses of its sentences, and what stands in each saying."""
    passage, marks = sheet.passage, sheet.marks
    sentences = [passage.span(sentence) for sentence in passage.doc.sents]
    sayings_at = Places(sentences, ((saying, (saying.cue, *saying.content)) for saying in sheet.sayings))
    running = passage.doc.text.rstrip("”’'\" \n").endswith(SENTENCE_ENDS)
    telling = _Telling(page, sheet, sayings_at, floor, place, running)
    for sentence, limits in zip(passage.doc.sents, sentences, strict=True):
        if not _states(sentence, marks):
            continue
        asked = _asks(sentence) and marks[sentence.root.i] == INSIDE
        sayings = sayings_at.at(limits)
        shares = _shares(sheet, sentence, sayings=sayings)
        if asked:
            doubts = ((head, region) for head, region in shares if marks[head.i] == INSIDE and _doubts(head))
            found = _told(telling, doubts, sayings=sayings)
            yield from (
                replace(draft, modality=Modality.POSSIBLE) for draft in found if _is_told(draft.chain)
            )
            continue
        found = _told(telling, shares, sayings=sayings)
        if not found and running:
            left = _left_over(sentence, sayings, passage=passage)
            found = _told(telling, [(left, limits)] if left is not None else [], sayings=sayings)
        yield from found


def _told(
    telling: _Telling, shares: Iterable[tuple["Token", Span]], *, sayings: Sequence[Saying]
) -> list[Draft]:
    """The drafts of these clauses of a sentence, each given by its head and where it may stand."""
    sheet, floor, place = telling.sheet, telling.floor, telling.place
    passage = sheet.passage
    heads: set[int] = set()
    drafts: dict[Span, Draft] = {}
    inner = [s for s in sayings if s.index is not None or not s.through]
    edging = [*inner, *(s for s in sayings if s.through and telling.page[s.phrase.end - 1] == ":")]
    for head, region in shares:
        at = passage.span(head)
        if head.i in heads:
            continue
        if any(s.cue.contains(at) and _says_a_clause(sheet, s) for s in inner) and not notifies(head):
            continue
        around = [s for s in edging if s.covers(at)]
        span = trimmed(_without_phrases(region, around, page=telling.page), passage, page=telling.page)
        if span is None or not span.contains(at):
            continue
        heads.add(head.i)
        chain = chain_of(at, telling.sayings)
        if sheet.marks[head.i] == INSIDE and (chain or not _is_scare_quote(head, sheet.marks)):
            chain = chain or (floor.heard(sheet, place, at=at) if telling.running else (UNKNOWN,))
            if telling.running and not sheet.is_quoted(chain[-1].span):
                floor.links, floor.place = chain, place
        verb = weightiest(head)
        modality, polarity = modality_of(verb)
        background = is_background(head) and passage.kind is not BlockKind.TITLE
        if span not in drafts and not any(_cross(span, other) for other in drafts):
            drafts[span] = Draft(span, modality, polarity, background, chain, core_of(verb, passage))
    return list(drafts.values())


def _left_over(sentence: "Tokens", sayings: Sequence[Saying], *, passage: Passage) -> "Token | None":
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
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
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


def _shares(sheet: Sheet, sentence: "Tokens", *, sayings: Sequence[Saying]) -> Iterator[tuple["Token", Span]]:
    """The heads of the sentence's clauses, and of those it holds as said, each with where its clause may stand."""
    passage = sheet.passage
    limits, whole = passage.span(sentence), passage.span(passage.doc[:])
    heads = [*clause_heads(sentence), *_own_words(sentence, sayings, passage=passage)]
    yield from regions(heads, limits, passage=passage)
    for saying in sayings:
        if whole.contains(saying.cue):
            yield from _said(passage, saying, limits=limits, marks=sheet.marks)


def _is_scare_quote(head: "Token", marks: Sequence[int]) -> bool:
    """Whether marks stand about a verb of the writer's own sentence: `he was “whisked” away`; not about a long stretch
    with which a sentence of a few words ends: `Roe “left the crew to itself when they needed him.”`"""
    if not any(t.dep_ in SUBJECTS and marks[t.i] != INSIDE for t in head.children):
        return False
    sentence = head.sent
    own = sum(marks[t.i] == OUTSIDE and t.is_alpha for t in sentence)
    quoted = sum(marks[t.i] == INSIDE and t.is_alpha for t in sentence)
    return quoted <= LONGEST_SCARE or quoted <= 2 * own


def _own_words(sentence: "Tokens", sayings: Sequence[Saying], *, passage: Passage) -> Iterator["Token"]:
    """Verbs joined to the main verb under its subject that are the subject's own word: `left, and denied arson`."""
    own = [saying.cue for saying in sayings if saying.own]
    for verb in sentence.root.conjuncts if own else ():
        if not has_subject(verb) and passage.span(verb) in own:
            yield verb


def _states(sentence: "Tokens", marks: Sequence[int]) -> bool:
    """Whether the sentence says that something is so: it neither asks nor commands. What somebody is quoted as asking
    is not the sentence's question, and tells what he doubts."""
    root = sentence.root
    last = _last_word(sentence)
    if last is None or (last.text == "?" and marks[last.i] != INSIDE and marks[root.i] != INSIDE):
        return False
    return not (
        root.tag_ == "VB" and not has_subject(root) and not any(t.dep_ == "aux" for t in root.children)
    )


def _asks(sentence: "Tokens") -> bool:
    last = _last_word(sentence)
    return last is not None and last.text == "?"


def _doubts(head: "Token") -> bool:
    """Whether the clause of a question is about anything but who asks and is asked: not `what can we do?`, but `I said,
    ‘What kind of man is this?’`"""
    return head.lemma_ == "say" or not any(
        t.dep_ in SUBJECTS and t.lower_ in {"i", "we", "you"} for t in head.children
    )


def _last_word(sentence: "Tokens") -> "Token | None":
    return next((t for t in reversed(list(sentence)) if not t.is_space and not t.is_quote), None)


def _is_told(chain: Sequence[Attribution]) -> bool:
    """Whether somebody the page tells of says it."""
    return bool(chain) and chain[0] != UNKNOWN


def _said(
    passage: Passage, saying: Saying, *, limits: Span, marks: Sequence[int]
) -> Iterator[tuple["Token", Span]]:
    """The clauses of what is said, within one sentence."""
    parts = [part for part in saying.content if part.overlaps(limits) and not part.contains(limits)]
    cue = _tokens(passage, saying.cue) if parts else []
    for part in parts:
        piece = Span(max(part.start, limits.start), min(part.end, limits.end))
        stretch = _tokens(passage, piece)
        heads = top_clauses(stretch, cue[0])
        held = None if heads else held_clause(stretch)
        if held is not None:
            around = passage.span(passage.doc[held.left_edge.i : held.right_edge.i + 1])
            piece = Span(max(piece.start, around.start), max(min(piece.end, around.end), piece.start))
        for head, region in regions([held] if held is not None else heads, piece, passage=passage):
            if is_statement(head, marks[head.i] == INSIDE, uttered=cue[0].lemma_.lower() in UTTERANCES):
                yield head, region


def _tokens(passage: Passage, span: Span) -> list["Token"]:
    found = passage.tokens(span)
    return list(found) if found is not None else []


def _says_a_clause(sheet: Sheet, saying: Saying) -> bool:
    """Whether what is said has a finite clause on top, so that the clause of the cue tells nothing else.

    `Introduced a bill that ...` tells who introduced it, `have not revealed how ...` what is not known.
    """
    passage = sheet.passage
    cue = _tokens(passage, saying.cue)
    for part in saying.content:
        for head in top_clauses(_tokens(passage, part), cue[0]):
            infinitive = is_infinitive(head)
            asks = asks_indirectly(head) and sheet.marks[head.i] != INSIDE
            clause = has_subject(head) or (saying.own and is_finite(head))
            if clause and not infinitive and not asks and not is_relative(head):
                return True
    return False


def _without_phrases(region: Span, sayings: Sequence[Saying], *, page: str) -> Span:
    """The region less the attributions that stand at its edges."""
    start, end = region.start, region.end
    for saying in sayings:
        phrase = saying.phrase
        if phrase == saying.cue or not Span(start, end).contains(phrase):
            continue
        before, after = page[start : phrase.start], page[phrase.end : end]
        if len(after.split()) <= 4 and before.strip():
            end = phrase.start
        elif not before.strip(" ,") and (after[:1] == "," or page[phrase.end - 1] == ":"):
            start = phrase.end
        elif not before.strip(" ,") and any(phrase.end + 1 == part.start for part in saying.content):
            start = phrase.end + 1
    return Span(start, end)


def _cross(a: Span, b: Span) -> bool:
    return a.overlaps(b) and not a.contains(b) and not b.contains(a)


def _smallest(trigger: Span, spans: Sequence[Span]) -> Span | None:
    return min((span for span in spans if span.contains(trigger)), key=len, default=None)
