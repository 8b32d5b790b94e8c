"""How well time expressions are found and resolved: TimeBank/AQUAINT, WikiWars and Recognizers' sentences.

    python -m quality.times        every figure, with the cost beside the parse

Nothing is trained. The rules were written while reading two thirds of each set's documents; `unread` is the
third (by a hash of the id) whose texts were never looked at. `all` holds the read documents too.
"""

import argparse
import hashlib
import sys
import time
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from copydesk.annotate.parser import load_parser
from copydesk.annotate.times import tag
from quality.jsonl import read_jsonl
from quality.scoring import SHARED, load_scorer, with_shared

SETS = ("timebank-aquaint", "wikiwars", "recognizers-en")
SHOWN = ("strict_f1", "relaxed_f1", "value_f1", "type_f1")

Record = dict[str, Any]


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Strict span, relaxed span and value F1, each 0..1, on the unread documents and on all TimeBank."""
    out: dict[str, float] = {}
    news, _, _ = predicted(records(shared, SETS[0]))
    scorer = load_scorer(shared)
    for part in ("unread", "all"):
        found = scored(scorer, [pair for pair in news if part == "all" or unread(pair[0]["id"])])
        out |= {f"timebank_{part}_{name}": found[name] for name in ("strict_f1", "value_f1")}
    wars, _, _ = predicted([record for record in records(shared, SETS[1]) if unread(record["id"])])
    out["wikiwars_unread_value_f1"] = scored(scorer, wars)["value_f1"]
    return out


def records(shared: Path, name: str) -> list[Record]:
    """The set's documents."""
    return read_jsonl(shared / "data" / "times" / f"{name}.jsonl")


def unread(identifier: str) -> bool:
    """Whether the document is of the third that was never looked at."""
    return hashlib.sha256(identifier.encode()).digest()[0] % 3 == 0


def predicted(gold: list[Record]) -> tuple[list[tuple[Record, Record]], float, float]:
    """Each document with what the tagger finds in it; seconds the parse took, seconds the tagger took."""
    pairs, parsing, tagging = [], 0.0, 0.0
    for record in gold:
        start = time.process_time()
        doc = load_parser()(record["text"])
        parsed = time.process_time()
        times = tag(record["text"], anchor=written(record["dct"]), doc=doc)
        tagging += time.process_time() - parsed
        parsing += parsed - start
        found = [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in times]
        pairs.append((record, {"id": record["id"], "timex": found}))
    return pairs, parsing, tagging


def written(value: str | None) -> date | None:
    """When the document was written."""
    if value is None:
        return None
    return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)


def scored(scorer: ModuleType, pairs: list[tuple[Record, Record]]) -> dict[str, float]:
    """All figures of the scorer."""
    result = scorer.score("times", [gold for gold, _ in pairs], [found for _, found in pairs])
    metrics: dict[str, float] = result["metrics"]
    return metrics


def main() -> None:
    """Print the table: a line a set and part."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    scorer = load_scorer(shared)
    for name in SETS:
        pairs, parsing, tagging = predicted(records(shared, name))
        for part in ("read", "unread", "all"):
            kept = [pair for pair in pairs if part == "all" or unread(pair[0]["id"]) == (part == "unread")]
            found = scored(scorer, kept)
            figures = "  ".join(f"{shown[:-3]} {found[shown]:.3f}" for shown in SHOWN)
            sys.stdout.write(f"{name:17} {part:7} {len(kept):4} texts  {figures}\n")
        words = sum(len(gold["text"].split()) for gold, _ in pairs)
        sys.stdout.write(
            f"{name:17} {words} words: parse {parsing:.1f} s, times {tagging:.2f} s, {tagging / parsing:.3f} of it\n"
        )


if __name__ == "__main__":
    main()
