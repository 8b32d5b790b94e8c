"""A parsed passage as plain lists, one entry a token: what the models read, fetched from spaCy once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.annotate.parse import Passage
from copydesk.model import BlockKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

OUTSIDE, INSIDE, OPENS, CLOSES = 0, 1, 2, 3
"""Where a token stands to the quotation marks of its passage."""
DOUBLE = frozenset(("“", "”", '"', "``", "''"))
"""The double marks, those typed as two single ones among them."""
_LONGEST_NESTED = 6
"""Words in marks of their own inside a quotation."""
_CLOSERS = {"“": "”", "``": "''", '"': '"', "‘": "’", "«": "»", "„": "“"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The tokens of one passage. `head` of a sentence's root is its own index.

    `sentence` gives for each token the index of its sentence in `bounds`, which holds half-open ranges, and in
    `quoting`: whether a quotation opens or closes there.
    """

    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    children: list[list[int]]
    marks: list[int]
    sentence: list[int]
    bounds: list[tuple[int, int]]
    quoting: list[bool]

    def __len__(self) -> int:
        return len(self.lower)


def columns_of(doc: "Doc", runs_on: bool) -> Columns:
    """The passage's tokens, their tree and their quotation marks; `runs_on` as in `quotation_marks`."""
    head = [token.head.i for token in doc]
    children: list[list[int]] = [[] for _ in head]
    for child, parent in enumerate(head):
        if child != parent:
            children[parent].append(child)
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
    marks = quotation_marks(quoting_words(doc), runs_on)
    return Columns(
        lower=[token.lower_ for token in doc],
        lemma=[token.lemma_.lower() for token in doc],
        pos=[token.pos_ for token in doc],
        tag=[token.tag_ for token in doc],
        dep=[token.dep_ for token in doc],
        entity=[token.ent_type_ for token in doc],
        head=head,
        children=children,
        marks=marks,
        sentence=[number for number, (start, end) in enumerate(bounds) for _ in range(start, end)],
        bounds=bounds,
        quoting=[not {OPENS, CLOSES}.isdisjoint(marks[start:end]) for start, end in bounds],
    )


def quoting_words(doc: "Doc") -> list[str]:
    """The texts of the tokens, straight single marks written curly where they stand about a quotation: `'It sank,' she
    said`. Only where the passage has no double marks."""
    words = [token.text for token in doc]
    if "'" not in words or not DOUBLE.isdisjoint(words):
        return words
    opened = -1
    for i, word in enumerate(words):
        if word != "'":
            continue
        spaced = i == 0 or bool(doc[i - 1].whitespace_)
        if spaced and not doc[i].whitespace_:
            opened = i
        elif opened >= 0 and not spaced and _ends_quotation(doc, i, words=words):
            words[opened], words[i] = "‘", "’"
            opened = -1
    return words


def _ends_quotation(doc: "Doc", i: int, *, words: Sequence[str]) -> bool:
    """Whether the straight mark closes what another opened, and is not that of `the sailors' boat`."""
    owner = words[i - 1][-1:].lower() == "s" and bool(doc[i].whitespace_)
    if not owner:
        return i + 1 == len(words) or bool(doc[i].whitespace_) or not words[i + 1][:1].isalnum()
    later = (j for j in range(i + 1, len(words)) if words[j] == "'")
    after = next(later, None)
    return after is None or bool(doc[after - 1].whitespace_)


def begins_quoted(text: str) -> bool:
    """Whether a passage opens with a quotation mark, as each paragraph of a longer quotation does."""
    return text[:1] in _CLOSERS


def running_on(passages: Sequence[Passage]) -> list[bool]:
    """For each passage whether the next one begins quoted, so that a mark left open here may run on there.

    A picture's caption between two paragraphs interrupts nobody.
    """
    following, found = False, []
    for passage in reversed(passages):
        is_caption = passage.kind is BlockKind.CAPTION
        found.append(following and not is_caption)
        following = following if is_caption else begins_quoted(passage.doc[0].text)
    return found[::-1]


def quotation_marks(words: list[str], runs_on: bool = False) -> list[int]:
    """OUTSIDE, INSIDE, OPENS or CLOSES for each word.

    A mark that is never closed opens nothing: what follows it counts as outside, so that it costs its own
    quotation and no other. Only where the quotation runs on into a next paragraph (`runs_on`: that one
    opens with a mark) is it inside to the end. Single marks count where no double ones are open, if curved.
    """
    marks = [OUTSIDE] * len(words)
    opened, closer, within = -1, "", -1
    for i, word in enumerate(words):
        if i <= within:
            continue
        within = _nested_end(words, i) if opened >= 0 and word == "“" and closer == "”" else -1
        if within >= 0:
            continue
        if opened >= 0 and (
            word == closer or {word, closer} == {"”", '"'} or (word == "''" and closer in {"”", '"'})
        ):
            marks[opened + 1 : i] = [INSIDE] * (i - opened - 1)
            marks[opened], marks[i] = OPENS, CLOSES
            opened = -1
        elif word in _CLOSERS and (opened < 0 or (closer == "’" and word != "‘") or word == "“"):
            opened, closer = i, _CLOSERS[word]
    if opened >= 0 and runs_on:
        marks[opened:] = [OPENS] + [INSIDE] * (len(words) - opened - 1)
    return marks


def _nested_end(words: Sequence[str], opening: int) -> int:
    """Where a name or a few words in marks of their own end inside a quotation: `“They “helped” us,” she said`; -1
    where the mark at `opening` begins another quotation."""
    short = range(opening + 1, min(opening + 2 + _LONGEST_NESTED, len(words)))
    close = next((i for i in short if words[i] in {"“", "”"}), -1)
    if close < 0 or words[close] != "”":
        return -1
    after = next((words[i] for i in range(close + 1, len(words)) if words[i] in {"“", "”"}), "")
    return close if after == "”" else -1


def between_marks(marks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where what stands between quotation marks begins and ends: the places of the two marks, of these states."""
    opened = None
    for place, mark in enumerate(marks):
        if mark == OPENS:
            opened = place
        elif mark == CLOSES and opened is not None:
            yield opened, place
            opened = None
