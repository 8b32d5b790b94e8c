"""Who has the word from one sentence and one paragraph to the next."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from copydesk.annotate.claims.attribution import sayings_in
from copydesk.annotate.claims.block_quotes import brought_in, goes_on, may_go_on
from copydesk.annotate.claims.links import Naming, Saying, chained
from copydesk.annotate.claims.turns import turns_of
from copydesk.annotate.entities.lookup import EntityIndex
from copydesk.annotate.parse import Passage, child_of
from copydesk.annotate.quotations.columns import (
    CLOSES,
    DOUBLE,
    INSIDE,
    OPENS,
    OUTSIDE,
    begins_quoted,
    quotation_marks,
    quoting_words,
    running_on,
)
from copydesk.model import Attribution, Quotation, Span

NEAR = 500
"""Characters between what was said and the next cue within which a pronoun means whoever spoke last."""
GAP = 2
"""Passages after which a quotation without an attribution is no more that of whoever was quoted last."""
BROKEN = 8
"""Passages over which a quotation may run whose paragraphs are broken: without a mark where the next begins."""
LONGEST_SCARE = 4
"""Words up to which what stands in marks may be no more than somebody's word within the writer's own sentence."""
_DOUBLE = DOUBLE - {"``", "''"}
"""The marks by which a quotation is followed from one passage to the next."""
UNKNOWN = Attribution("speaker", "unknown")
"""Who says what stands in quotation marks when the text does not tell."""

_PRONOUNS = {"he": "person", "she": "person", "it": "body", "they": "several"}
_COMPLEMENT = re.compile(r" (?:of|from|at|in|on|who|with|for|close|near)\b")
"""What tells which, behind the noun: `officials | of the port`, `head | of operations`."""
_PLURAL = re.compile(r"[^\Ws']s$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One passage with the states of its tokens to the quotation marks, and what is said in it."""

    passage: Passage
    marks: Sequence[int]
    quotations: Sequence[tuple[int, Quotation]]
    sayings: Sequence[Saying]

    def spoken(self, before: int, *, within: bool = False) -> list[Saying]:
        """The last saying whose cue stands before that character, in a list; none where nobody named speaks. What
        stands between quotation marks counts only with `within`: who is quoted there has not the word himself."""
        whole = self.passage.whole
        able = [
            s
            for s in self.sayings
            if s.cue.end <= before and whole.contains(s.cue) and s.links[0].span != s.cue and not s.through
        ]
        latest = sorted(able, key=lambda s: s.cue, reverse=True)
        return list(islice((s for s in latest if within or not self.is_quoted(s.cue)), 1))

    def minded(self, index: EntityIndex) -> tuple[Attribution, ...]:
        """The named person whose thought or wish the passage tells last: `Roe wants the dock to stay.`"""
        here = self.passage.whole
        told = (q for _, q in reversed(self.quotations) if q.cue is not None and here.contains(q.cue))
        last = next(told, None)
        person = index.entity(last.speaker) if last is not None and last.speaker else None
        if last is None or person is None or person.label != "PERSON" or not last.source:
            return ()
        span = last.source[0]
        named = any(index.mentions_within(span)) and not self.is_quoted(span)
        return (Attribution("speaker", person.name, person.id, span),) if named else ()

    def is_quoted(self, span: Span | None) -> bool:
        """Whether the span stands between quotation marks of the passage."""
        here = self.passage.whole
        tokens = self.passage.tokens(span) if span is not None and here.contains(span) else None
        return tokens is not None and self.marks[tokens.root.i] == INSIDE

    @property
    def open_end(self) -> Span | None:
        """The stretch that a quotation mark opens and nothing in the passage closes."""
        if not self.marks or self.marks[-1] not in {INSIDE, OPENS}:
            return None
        first = max((i for i, mark in enumerate(self.marks) if mark == OPENS), default=0)
        return self.passage.span(self.passage.doc[first:])


@dataclass(slots=True)
class Floor:
    """Who had the word last and in which passage: a quoted sentence without an attribution goes on there."""

    links: tuple[Attribution, ...] = ()
    place: int = 0

    def heard(self, sheet: Sheet, place: int, *, at: Span) -> tuple[Attribution, ...]:
        """Whose word the quotation at `at` in passage `place` is that nothing else attributes: his who spoke last,
        in the passage or up to `GAP` passages before; only where nobody did, his who is quoted in it."""
        links = chained(sheet.spoken(at.start))
        if not links and self.links and place - self.place <= GAP:
            links = self.links
        return links or chained(sheet.spoken(at.start, within=True)) or (UNKNOWN,)

    def pass_on(self, sheet: Sheet, place: int, *, index: EntityIndex) -> None:
        """Gives the word to whoever speaks last in passage `place`, or else to the person whose mind it tells last."""
        links = chained(sheet.spoken(sheet.passage.whole.end)) or sheet.minded(index)
        if links:
            self.links, self.place = links, place


def sheets_of(
    passages: Sequence[Passage], quotations: Sequence[Sequence[tuple[int, Quotation]]], *, index: EntityIndex
) -> list[Sheet]:
    """The passages with what is said in each; `quotations` holds for each passage those that touch it.

    A pronoun means whoever spoke just before; what is quoted on in a next paragraph is said by the same.
    """
    sheets = []
    for passage, marks, here in zip(passages, _marks_of(passages), quotations, strict=True):
        sheets.append(Sheet(passage, marks, here, sayings_in(passage, here, index=index, marks=marks)))
    sheets = [
        replace(sheet, sayings=[*sheet.sayings, turn]) if turn else sheet
        for sheet, turn in zip(_named(_blocked(sheets, index)), turns_of(passages), strict=True)
    ]
    told = {s.index: s for sheet in sheets for s in sheet.sayings if s.index is not None}
    return _announced([_continued(sheet, told) for sheet in sheets])


def _blocked(sheets: Sequence[Sheet], index: EntityIndex) -> list[Sheet]:
    """The sheets with blocks that the one before brings as somebody's word, and those by which a speech goes on."""
    made = list(sheets[:1])
    running: Saying | None = None
    for before, sheet in pairwise(sheets):
        brought = brought_in(before.passage, sheet.passage, index=index)
        if brought is None and running is not None and may_go_on(sheet.passage, sheet.sayings):
            brought = replace(running, content=(sheet.passage.whole,))
        elif brought is None or not goes_on(before.passage):
            running = None
        if brought is not None and goes_on(before.passage):
            running = brought
        made.append(replace(sheet, sayings=[*sheet.sayings, brought]) if brought else sheet)
    return made


def _marks_of(passages: Sequence[Passage]) -> list[list[int]]:
    """The states of the passages' tokens to the quotation marks. A mark that nothing in its passage closes is open
    up to the one that closes it, if that stands in one of the next `BROKEN` and no other is opened before; a curly one
    that begins a sentence, else to the passage's end."""
    texts = [quoting_words(passage.doc) for passage in passages]
    found = [quotation_marks(words, on) for words, on in zip(texts, running_on(passages), strict=True)]
    for place, words in enumerate(texts):
        opened = _left_open(words, found[place])
        if opened is None:
            continue
        ended = opened == 0 or words[opened - 1] in {".", "!", "?", ":", ","}
        if words[opened] == "“" and ended and len(words) - opened > LONGEST_SCARE:
            found[place][opened:] = [OPENS] + [INSIDE] * (len(words) - opened - 1)
        for last in range(place + 1, min(place + 1 + BROKEN, len(texts))):
            closed = _closed_by(texts[last])
            if closed is not None:
                found[place][opened:] = [OPENS] + [INSIDE] * (len(words) - opened - 1)
                for between in range(place + 1, last):
                    found[between] = [INSIDE] * len(texts[between])
                rest = quotation_marks(texts[last][closed + 1 :], False)
                found[last] = [*[INSIDE] * closed, CLOSES, *rest]
                break
            if any(word in _DOUBLE for word in texts[last]):
                break
    return found


def _left_open(words: Sequence[str], marks: Sequence[int]) -> int | None:
    """The last double mark, where it opens something that the passage does not close."""
    last = next((i for i in reversed(range(len(words))) if words[i] in _DOUBLE), None)
    return last if last is not None and marks[last] == OUTSIDE and words[last] != "”" else None


def _closed_by(words: Sequence[str]) -> int | None:
    """The first double mark, where it closes what an earlier passage opened."""
    first = next((i for i, word in enumerate(words) if word in _DOUBLE), None)
    if first is None or first == 0:
        return None
    if words[first] == "”":
        return first
    straight = words[first] == '"' and sum(word in _DOUBLE for word in words) % 2 == 1
    return first if straight and words[first - 1] in {",", ".", "!", "?"} else None


def _named(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets with `he said` as the word of the official who spoke the sentence before."""
    last: Saying | None = None
    known: dict[Span, Attribution] = {}
    for sheet in sheets:
        meant = {}
        for saying in sorted(sheet.sayings, key=lambda s: s.cue):
            first = saying.links[0]
            wanted = _PRONOUNS.get(first.name.lower()) if first.entity is None else None
            if wanted is None:
                last = saying
            elif first.span in known and first.span is not None:  # a speech that goes on
                meant[saying] = replace(saying, links=(known[first.span], *saying.links[1:]))
            elif last and saying.cue.start - last.end <= NEAR and _fits(last.links[0], wanted):
                who = last.links[0]
                first = replace(first, role=who.role, name=who.name, entity=who.entity)
                if first.span is not None:
                    known[first.span] = first
                last = meant[saying] = replace(saying, links=(first, *saying.links[1:]))
        yield replace(sheet, sayings=[meant.get(saying, saying) for saying in sheet.sayings])


def _fits(link: Attribution, wanted: str) -> bool:
    if link.name.lower() in _PRONOUNS or link.span is None:
        return False
    noun = _COMPLEMENT.split(link.name, maxsplit=1)[0]
    several = " and " in link.name or bool(_PLURAL.search(noun))
    if wanted == "several":
        return several or link.role == "origin"
    return not several and (link.role == "speaker") == (wanted == "person")


def _continued(sheet: Sheet, told: Mapping[int, Saying]) -> Sheet:
    """The sheet with what quotations of earlier passages go on to say in it."""
    whole = sheet.passage.whole
    carried = [
        replace(told[n], content=parts, phrase=told[n].cue, own=False)
        for n, quotation in sheet.quotations
        if n in told and not whole.contains(told[n].cue)
        if (parts := tuple(part for part in quotation.content if whole.overlaps(part)))
    ]
    return replace(sheet, sayings=[*sheet.sayings, *carried]) if carried else sheet


def _announced(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with quotations left open as the word of whoever is named where they go on."""
    done: list[Sheet] = []
    for sheet in reversed(sheets):
        stretch = sheet.open_end
        if stretch and done and not any(part.overlaps(stretch) for s in sheet.sayings for part in s.content):
            after = done[-1]
            start = after.passage.span(after.passage.doc[:1]).start
            over = [s for s in after.sayings if any(p.start <= start < p.end for p in s.content)]
            if over:
                goes_on = replace(over[0], content=(stretch,), phrase=over[0].cue, own=False)
                sheet = replace(sheet, sayings=[*sheet.sayings, goes_on])
        done.append(sheet)
    return done[::-1]


def announces(sheet: Sheet, *, after: Sheet | None, index: EntityIndex) -> tuple[Attribution, ...]:
    """Whose word follows a passage that ends in a colon, if the next one begins quoted; () if nobody is named."""
    doc = sheet.passage.doc
    if after is None or doc[-1].text != ":" or not begins_quoted(after.passage.doc[0].text):
        return ()
    verb = doc[-1].sent.root
    subject = child_of(verb, "nsubj")
    return (Naming(sheet.passage, index).link(subject),) if subject is not None else ()
