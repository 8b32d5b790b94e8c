"""Whom `he` and `she` mean: how often the person named is right, on ECB+'s chains of coreference and on read pages.

    python -m quality.pronouns [--cases]

A case is a pronoun of one person. What is found for it may be the right person, nobody, or a wrong person; where nobody
is named, nobody is right.

* ECB+: pronouns whose chain has a name in the same text. The texts are its tokens, with the spaces between them mended
  as papers set them and a paragraph for each line, or for several where a quotation is open.
* AllSides: pronouns that were found to speak, read (`quality/labels/pronouns.jsonl`): 119 drawn by chance, and 82
  chosen because two ways to resolve them were at odds or somebody without a name stands near.

Who is a quotation's source is told by its speaker, all others by `resolve_person`. Nothing here trained anything.
`--cases` prints where the cases lie that were told wrong.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.annotate.entities import find_entities, resolve_person
from copydesk.annotate.parse import Parsed, parse_many
from copydesk.annotate.quotations import find_quotations
from copydesk.model import Article, Block, BlockKind, Entity, Page, Span
from quality.jsonl import read_jsonl
from quality.quotations import as_article
from quality.scoring import SHARED, with_shared

LABELS = Path(__file__).parent / "labels" / "pronouns.jsonl"
HE, SHE = frozenset(("he", "his", "him")), frozenset(("she", "her"))
_OTHERS = frozenset("i we you they it who".split())
_JOINED_LEFT = frozenset(". , ; : ! ? ) ] % ” '' 's n't 're 've 'll 'd 'm ’s ’ '".split())
_JOINED_RIGHT = frozenset("( [ $ £ # “ `` ‘".split())
_SHORT = frozenset("s re ve ll d m t".split())
"""What stands behind an apostrophe that is a word by itself."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun and where the person is named in the text; `drawn` unless the case was chosen to be read."""

    at: Span
    names: tuple[Span, ...]
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed text with its cases."""

    parsed: Parsed
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a case was told as: `right`, `none` or `wrong`, and by which entity."""

    page: str
    case: Case
    word: str
    speaks: bool
    verdict: str
    entity: str | None


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Of the cases the share told right, of those told at all (precision) and of all (recall): of ECB+'s, and of those
    drawn of AllSides."""
    made: dict[str, float] = {}
    for name, texts in (("ecbplus", chains(shared)), ("allsides", read_pages(shared))):
        told = [t for text in texts for t in tell(text) if t.case.drawn]
        made[f"{name}_precision"], made[f"{name}_recall"] = shares(told)
    return made


def shares(told: Sequence[Told]) -> tuple[float, float]:
    """Right of those told, right of all."""
    counts = Counter(t.verdict for t in told)
    return counts["right"] / max(counts["right"] + counts["wrong"], 1), counts["right"] / max(len(told), 1)


def chains(shared: Path) -> Iterator[Text]:
    """ECB+'s texts that have pronouns of one person, in the file's order."""
    stories = shared / "data" / "stories"
    records = {record["id"]: record for record in read_jsonl(stories / "ecbplus.jsonl.gz")}
    found: list[tuple[Record, str, tuple[Case, ...]]] = []
    for labelled in read_jsonl(stories / "ecbplus-mentions.jsonl.gz"):
        record = records[labelled["id"]]
        text, places = set_text(record["text"])
        if cases := cases_of(labelled["mentions"], text, places=places):
            found.append((record, text, cases))
    parses = parse_many(_article(record["id"], text) for record, text, _ in found)
    for parsed, (_, _, cases) in zip(parses, found, strict=True):
        yield Text(parsed, cases)


def read_pages(shared: Path) -> Iterator[Text]:
    """The pages of AllSides that were read. Raises `ValueError` if one is not as it was."""
    records = {r["id"]: r for r in read_jsonl(shared / "data/stories/allsides-train-join.jsonl.gz")}
    cases: dict[str, list[Case]] = {}
    for label in read_jsonl(LABELS):
        text = records[label["page"]]["text"]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != label["sha256"]:
            raise ValueError(f"{label['page']}: not the text that was read")
        at, name = label["at"], label["name"]
        word = text[at : at + 3].strip().removesuffix("’").removesuffix("'")
        case = Case(Span(at, at + len(word)), (Span(*name),) if name else (), drawn=label["drawn"])
        cases.setdefault(label["page"], []).append(case)
    parses = parse_many(as_article(records[page]) for page in cases)
    for parsed, here in zip(parses, cases.values(), strict=True):
        yield Text(parsed, tuple(here))


def tell(text: Text) -> Iterator[Told]:
    """What the cases of a text are told as: who speaks as the quotation's speaker."""
    parsed, page = text.parsed, text.parsed.article
    entities = find_entities(parsed)
    quotations = find_quotations(parsed, entities)
    speakers = {q.source[0].start: q.speaker for q in quotations if len(q.source) == 1}
    named = {entity.id: entity for entity in entities}
    for case in text.cases:
        at = case.at.start
        found = speakers[at] if at in speakers else resolve_person(parsed, case.at, entities=entities)
        result = verdict(case, found, named=named, text=page.page.text)
        yield Told(page.id, case, case.at.of(page.page.text).lower(), at in speakers, result, found)


def verdict(case: Case, found: str | None, *, named: Mapping[str, Entity], text: str) -> str:
    """`right` if one of the names is the entity's, by place or by its last word, or nobody is named and found."""
    if found is None:
        return "none" if case.names else "right"
    entity = named[found]
    same = any(name.contains(m.span) or m.span.contains(name) for m in entity.mentions for name in case.names)
    lasts = {_last_word(name.of(text)) for name in case.names}
    return "right" if same or entity.name.split()[-1] in lasts else "wrong"


def cases_of(mentions: Sequence[Record], text: str, *, places: Sequence[int]) -> tuple[Case, ...]:
    """The pronouns of one person whose chain has a name in the text, in text order."""
    chained: dict[str, list[Span]] = {}
    for mention in mentions:
        if not mention["event"]:
            at = Span(places[mention["start"]], places[mention["end"] - 1] + 1)
            chained.setdefault(mention["chain"], []).append(at)
    found: list[Case] = []
    for spans in chained.values():
        others = [s for s in spans if s.of(text).lower() not in HE | SHE | _OTHERS]
        names = tuple(s for s in others if _last_word(s.of(text))[:1].isupper())
        if names:
            found += [Case(s, names) for s in spans if s.of(text).lower() in HE | SHE]
    return tuple(sorted(found, key=lambda case: case.at))


def _last_word(words: str) -> str:
    return words.removesuffix("'s").removesuffix("’s").split()[-1]


def set_text(tokens: str) -> tuple[str, list[int]]:
    """ECB+'s text as papers set it, and for each of its characters where that stands."""
    text, places = "", []
    quoted = False
    for number, line in enumerate(tokens.split("\n")):
        if number:
            text += " " if quoted else "\n\n"
            places.append(len(text) - 1)
        words = line.split(" ")
        for i, word in enumerate(words):
            if i:
                text += "" if _joined(words, i, quoted=quoted) else " "
                places.append(max(len(text) - 1, 0))
            shown = word
            if word in {'"', "``", "''", "“", "”"}:
                quoted = word in {"``", "“"} or (word == '"' and not quoted)
                shown = "“" if quoted else "”"
            places += [len(text) + min(at, len(shown) - 1) for at in range(len(word))]
            text += shown
    return text, places


def _joined(words: Sequence[str], i: int, *, quoted: bool) -> bool:
    """Whether no space stands before the word."""
    before, word = words[i - 1], words[i]
    if '"' in {word, before}:
        return quoted
    if before in {"’", "'"} and word.lower() in _SHORT:
        return True
    if "-" in {word, before}:
        around = words[i - 2 : i + 1] if before == "-" else words[i - 1 : i + 2]
        return len(around) == 3 and around[0][-1:].isalnum() and around[2][:1].isalnum()
    if before in {".", ":", "/"} or word == "/":
        return word.isdigit() and i > 1 and words[i - 2].isdigit()
    return word in _JOINED_LEFT or before in _JOINED_RIGHT


def _article(id: str, text: str) -> Article:
    """The text as an article, a body block a paragraph."""
    blocks, start = [], 0
    for part in text.split("\n\n"):
        end = min(start + len(part) + 2, len(text))
        blocks.append(Block(BlockKind.BODY, Span(start, end), 1.0))
        start = end
    return Article(id, Page(id, text), tuple(blocks), "en")


def main() -> None:
    """Prints the figures by set and by pronoun."""
    parser = with_shared(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--cases", action="store_true")
    given = parser.parse_args()
    for name, texts in (("ECB+", chains(given.shared)), ("AllSides", read_pages(given.shared))):
        told = [t for text in texts for t in tell(text)]
        parts = {f"{word}": [t for t in told if t.word == word] for word in sorted(HE | SHE)}
        parts |= {
            "all": told,
            "speaks": [t for t in told if t.speaks],
            "drawn": [t for t in told if t.case.drawn],
        }
        for part, these in parts.items():
            precision, recall = shares(these)
            sys.stdout.write(
                f"{name:9} {part:7} {len(these):4} precision {precision:.3f} recall {recall:.3f}\n"
            )
        for t in told if given.cases else ():
            if t.verdict != "right":
                names = " ".join(f"{n.start}:{n.end}" for n in t.case.names)
                sys.stdout.write(f"{t.page} {t.case.at.start} {t.word} {t.verdict} {t.entity} {names}\n")


if __name__ == "__main__":
    main()
