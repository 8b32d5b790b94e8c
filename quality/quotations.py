"""How well quotations are found, on PolNeAR's dev part (the models are trained on its training part).

    python -m quality.quotations

The dev part set two numbers of the shipped models, the thresholds of cues and of cues under a sure cue; no text of
it trained them.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk.annotate.entities import find_entities
from copydesk.annotate.parse import parse_many
from copydesk.annotate.quotations import find_quotations
from copydesk.model import Article, Block, BlockKind, Page, Quotation, Snippet, Span
from quality.jsonl import read_jsonl
from quality.scoring import SHARED, load_scorer, with_shared

PARAGRAPH = re.compile(r"\S.*?(?:\n\s*\n|\Z)", re.DOTALL)
SHOWN = ("match_f1", "exact_f1", "source_accuracy", "cue_f1", "token_f1", "content_source_f1")

Record = dict[str, Any]


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Content matched and exact F1, source accuracy on matched contents, cue F1; each 0..1."""
    figures = evaluate(shared)
    return {f"polnear_dev_{name}": figures[name] for name in SHOWN}


def evaluate(shared: Path) -> dict[str, float]:
    """All figures of the scorer."""
    gold = records(shared)
    scored = load_scorer(shared).score("quotes", gold, list(predictions(gold)))
    figures: dict[str, float] = scored["metrics"]
    return figures


def records(shared: Path) -> list[Record]:
    """The dev part."""
    return read_jsonl(shared / "data" / "quotes" / "polnear-dev.jsonl")


def predictions(gold: list[Record]) -> Iterator[Record]:
    """What copydesk finds in each text, in the scorer's form."""
    for record, parsed in zip(gold, parse_many(map(as_article, gold)), strict=True):
        found = find_quotations(parsed, find_entities(parsed))
        yield {"id": record["id"], "attributions": [in_scorer_form(q) for q in found]}


def as_article(record: Record) -> Article:
    """The text as an article, a body block for each paragraph, behind its title if the record has one."""
    title, text = record.get("title"), record["text"]
    blocks, headline, start = [], None, 0
    if title:
        text, start = f"{title}\n\n{text}", len(title) + 2
        blocks.append(Block(BlockKind.TITLE, Span(0, start), 1.0))
        headline = Snippet(title, Span(0, len(title)))
    blocks += [Block(BlockKind.BODY, Span(m.start(), m.end()), 1.0) for m in PARAGRAPH.finditer(text, start)]
    return Article(record["id"], Page(record["id"], text), tuple(blocks), "en", title=headline)


def in_scorer_form(quotation: Quotation) -> Record:
    """Span lists instead of spans."""
    cue = [quotation.cue] if quotation.cue else []
    parts = {"source": quotation.source, "cue": cue, "content": quotation.content}
    return {name: [[s.start, s.end] for s in spans] for name, spans in parts.items()}


def main() -> None:
    """Print every figure."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    for name, value in evaluate(shared).items():
        sys.stdout.write(f"{name:28} {value:.4f}\n" if isinstance(value, float) else f"{name:28} {value}\n")


if __name__ == "__main__":
    main()
