"""Wire edits made from agency copy: each kind of edit, with what it is to its source and what tells who was first.

Made from dev articles at measuring time; nothing of their text is kept.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.group.fingerprints import fingerprints
from copydesk.group.index import Index
from copydesk.model import Article, Block, BlockKind, Page, Relation, Snippet, Span, Stamp
from quality.jsonl import read_jsonl

NAMES = {
    "DPRK": "North Korea", "Democratic People's Republic of Korea": "North Korea", "U.S.": "United States",
    "General Secretary": "leader", "south Korean": "South Korean", "Kim Jong Il": "North Korean leader Kim Jong Il",
}  # fmt: skip
LOCAL_LEADS = (
    "Pyongyang put the matter at the top of its evening bulletin, in words that left little open.",
    "The announcement came without warning and was carried by every outlet in the country within the hour.",
    "What had been talked about for weeks was made official by the state's own agency.",
    "Officials in the capital used the occasion to set out their view once more.",
)
ADDED = (
    "Analysts in Seoul said that the wording was much like that of earlier years.",
    "There was no immediate comment from the other capitals in the region.",
    "The report could not be checked independently.",
)
BOILERPLATE = (
    "Readers who follow this region can have our morning letter sent to them free of charge, with the day's "
    "reports, a calendar of what is to come, and a puzzle for the weekend that nobody has solved so far."
)
AGENCY = "KCNA"
OUTLETS = ("Harbour Post", "Morning Ledger", "The Inland Courier", "City Herald")
Paragraphs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A made page: its kind, its paragraphs, its headline, the numbers of the articles it was made from, how
    it stands to the first, and the evidence that it came after it (`date`, `credit`, `agency`, `cut`)."""

    kind: str
    paragraphs: Paragraphs
    headline: str
    parents: tuple[int, ...]
    relation: Relation
    evidence: str | None


def wires(shared: Path) -> list[Paragraphs]:
    """The paragraphs of the agency's articles that have at least four of them and share no text."""
    found: dict[str, Paragraphs] = {}
    for record in read_jsonl(shared / "data/load/kcna.jsonl.gz"):
        paragraphs = tuple(p for p in record["text"].split("\n\n") if p.strip())
        if len(paragraphs) >= 4 and len(record["text"]) > 600:
            found.setdefault(record["text"], paragraphs)
    texts = list(found)
    twins = {b for _, b in Index().add_and_pair(texts, fingerprints(texts))}
    return [found[text] for i, text in enumerate(texts) if i not in twins]


def edited(
    originals: Sequence[Paragraphs], seconds: Sequence[Paragraphs], strangers: Sequence[Paragraphs], seed: int
) -> list[Edit]:
    """Every kind of edit, in turn, over the originals. `seconds` are spliced in; `strangers` hold a wire's
    paragraphs in their middle, quote it in passing, or share a form or an outlet's boilerplate only."""
    dice = random.Random(seed)
    makers = (
        _dateline,
        _cut,
        _merged,
        _rewritten,
        _spliced,
        _headline,
        _inside,
        _localised_only,
        _quoting,
        _form,
    )
    edits = []
    for i, paragraphs in enumerate(originals):
        make = makers[i % len(makers)]
        kind, body, parents, relation = make(paragraphs, i, (seconds[i], strangers[i], len(originals)), dice)
        evidence = ("date", "credit", "agency", None)[i // len(makers) % 4] if parents else None
        if kind == "cut from the end" and evidence is None:
            evidence = "cut"
        if evidence == "credit":
            body = (*body, f"{AGENCY} first reported this.")
        edits.append(Edit(kind, body, f"Headline {i} of our own", parents, relation, evidence))
    return edits


_Made = tuple[str, Paragraphs, tuple[int, ...], Relation]
_Others = tuple[Paragraphs, Paragraphs, int]


def _dateline(text: Paragraphs, i: int, _others: _Others, _dice: random.Random) -> _Made:
    return "new dateline", ("SEOUL (Newswire) - " + text[0], *text[1:]), (i,), Relation.VERBATIM


def _cut(text: Paragraphs, i: int, _others: _Others, _dice: random.Random) -> _Made:
    return "cut from the end", text[: max(2, len(text) // 2)], (i,), Relation.ABRIDGED


def _merged(text: Paragraphs, i: int, _others: _Others, _dice: random.Random) -> _Made:
    merged = tuple(" ".join(text[k : k + 2]) for k in range(0, len(text), 2))
    return "paragraphs merged", merged, (i,), Relation.VERBATIM


def _rewritten(text: Paragraphs, i: int, _others: _Others, dice: random.Random) -> _Made:
    body = tuple(_shortened(_localised(p), dice) for p in text[1:])
    return "lead rewritten", (dice.choice(LOCAL_LEADS), *body, dice.choice(ADDED)), (i,), Relation.REWRITTEN


def _spliced(text: Paragraphs, i: int, others: _Others, _dice: random.Random) -> _Made:
    second, _, count = others
    cut, other = max(2, len(text) // 2), max(2, len(second) // 2)
    return "two wires spliced", (*text[:cut], *second[:other]), (i, count + i), Relation.REWRITTEN


def _headline(text: Paragraphs, i: int, _others: _Others, _dice: random.Random) -> _Made:
    return "headline changed", text, (i,), Relation.VERBATIM


def _inside(text: Paragraphs, i: int, others: _Others, _dice: random.Random) -> _Made:
    _, stranger, _ = others
    middle = len(stranger) // 2
    return (
        "inside a longer page",
        (*stranger[:middle], *text[:3], *stranger[middle:]),
        (i,),
        Relation.REWRITTEN,
    )


def _localised_only(text: Paragraphs, i: int, _others: _Others, _dice: random.Random) -> _Made:
    return "names localised", tuple(map(_localised, text)), (i,), Relation.VERBATIM


def _quoting(text: Paragraphs, _i: int, others: _Others, dice: random.Random) -> _Made:
    quote = " ".join(text[0].split()[:25])
    cites = f"“{quote}” was how {AGENCY} began its report."
    return "merely citing", (cites, *others[1], dice.choice(ADDED), BOILERPLATE), (), Relation.CITES


def _form(text: Paragraphs, _i: int, _others: _Others, dice: random.Random) -> _Made:
    """The same form on another day: every name and figure replaced, the first sentences kept otherwise."""
    other: dict[str, str] = {}

    def instead(match: re.Match[str]) -> str:
        word = match.group()
        if word not in other:
            other[word] = (
                str(dice.randint(1, 999))
                if word.isdigit()
                else dice.choice("BDGKLMRTV")
                + dice.choice(("aro", "eli", "ondu", "ist", "umar"))
                + dice.choice("nstk")
            )
        return other[word]

    return (
        "form filled in again",
        tuple(re.sub(r"\b(?:[A-Z]\w+|\d+)\b", instead, p) for p in text[:2]),
        (),
        Relation.INDEPENDENT,
    )


def _localised(paragraph: str) -> str:
    for name, other in NAMES.items():
        paragraph = paragraph.replace(name, other)
    return paragraph


def _shortened(paragraph: str, dice: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?]) ", paragraph)
    return " ".join(s for s in sentences if len(sentences) == 1 or dice.random() > 0.25)


def original_article(number: int, paragraphs: Paragraphs) -> Article:
    """An agency's article as its own page has it."""
    return article_of(f"a{number:05}", paragraphs, publisher=AGENCY, day="2012-05-01")


def edit_article(number: int, edit: Edit) -> Article:
    """A made page with the evidence that it is to show."""
    day = "2012-05-03" if edit.evidence == "date" else None
    # A form is the agency's own, and the boilerplate one outlet's.
    own = {Relation.INDEPENDENT: AGENCY, Relation.CITES: OUTLETS[0]}
    outlet = own.get(edit.relation, OUTLETS[number % len(OUTLETS)])
    agency = AGENCY if edit.evidence == "agency" else None
    return article_of(
        f"b{number:05}", edit.paragraphs, publisher=outlet, day=day, agency=agency, headline=edit.headline
    )


def article_of(
    source: str, paragraphs: Sequence[str], *, publisher: str | None = None, day: str | None = None,
    agency: str | None = None, headline: str = "",
) -> Article:  # fmt: skip
    """The paragraphs as an article with a headline and nothing else on its page."""
    text = headline + "\n\n" * bool(headline) + "\n\n".join(paragraphs)
    start = len(headline)
    blocks = [Block(BlockKind.TITLE, Span(0, start), 1.0)] if headline else []
    blocks.append(Block(BlockKind.BODY, Span(start, len(text)), 1.0))
    stamp = Stamp(day, "day", None, "record") if day else None
    named = Snippet(agency) if agency else None
    return Article(
        source, Page(source, text), tuple(blocks), publisher=publisher, published=stamp, agency=named
    )
