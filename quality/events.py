"""How well events are coded and found.

    python -m quality.events

`plv_*`: the shipped coder on the sentences it was trained on (a regression figure; the cross-validated ones
stand in the coder's card). `petrarch_*`: whole sentences of PETRARCH's test records, actors by its own
dictionaries. No model was trained on them, but they were read while the lexicon and the rules were written: the
figures are those of a set developed on, not of an unseen one. Of the later changes only what failed among the
records whose hash is even was looked at; the others are the half held out (`unread_half`).
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from copydesk.annotate.events import code_event, find_events
from copydesk.annotate.events.scheme import QUADS
from copydesk.annotate.parse import parse_many
from copydesk.model import Article, Block, BlockKind, Event, Modality, Page, Polarity, Span
from quality.jsonl import read_jsonl
from quality.petrarch_actors import entities_of, load_dictionary
from quality.scoring import SHARED, load_scorer, with_shared
from training.cameo import root_of_cameo

SAMPLE = 10
"""Every tenth sentence is coded for the gate, to keep it quick."""
ROOT_OF_WEIS = {
    "01": "YIELD", "03": "CONSULT", "04": "SUPPORT", "05": "AGREE", "06": "YIELD", "07": "AID",
    "08": "AGREE", "09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE", "13": "ACCUSE",
    "14": "REJECT", "15": "REQUEST", "16": "THREATEN", "17": "THREATEN", "18": "PROTEST", "19": "SANCTION",
    "20": "SANCTION", "21": "COERCE", "22": "ASSAULT", "061": "SUPPORT", "062": "CONSULT", "063": "AID",
    "064": "SUPPORT",
}  # fmt: skip
"""The `Validate` records carry codes of WEIS (McClelland 1978), not CAMEO; the map to PLOVER is ours."""

Record = dict[str, Any]
Triple = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, given and wanted events; `false` counts records of no event that were given one."""

    right: int
    given: int
    wanted: int

    @property
    def figures(self) -> dict[str, float]:
        """Recall (the share of wanted events that are right), precision and F1."""
        recall, precision = self.right / (self.wanted or 1), self.right / (self.given or 1)
        return {
            "right": recall,
            "precision": precision,
            "f1": 2 * self.right / ((self.given + self.wanted) or 1),
        }


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Trained-on root and quad macro-F1 over every tenth PLV sentence; shares on PETRARCH's records, 0..1."""
    plv = coded_figures(shared, SAMPLE)
    found = found_figures(shared)
    names = (
        "phoenix_root_country_right",
        "phoenix_root_country_precision",
        "validate_actors_right",
        "null_clean",
    )
    return {f"plv_trained_on_{k}": plv[k] for k in ("macro_f1", "quad_macro_f1")} | {
        f"petrarch_{name}": found[name] for name in names
    }


def coded_figures(shared: Path, step: int) -> dict[str, float]:
    """The scorer's figures for `code_event` on every `step`-th sentence."""
    gold = read_jsonl(shared / "data" / "events" / "plv-train.jsonl")[::step]
    predictions = []
    for record in gold:
        code = code_event(record["text"], source=record["source"] or "", target=record["target"] or "")
        predictions.append({"id": record["id"], "code": code.type, "quad": QUADS.index(code.quad) + 1})
    figures: dict[str, float] = load_scorer(shared).score("events", gold, predictions)["metrics"]
    return figures


def held_out(record: Record) -> bool:
    """Whether the record is of the half that later changes were not made on."""
    return hashlib.sha256(record["id"].encode()).digest()[0] % 2 == 1


def found_figures(shared: Path, *, unread_half: bool = False) -> dict[str, float]:
    """Shares of right events by record set and strictness.

    `root`: type, source and target right; `actors`: source and target. `_country`: actors compared by their
    first three letters, else by the whole code. `_mapped`: only gold events whose code PLOVER has a root for.
    With `unread_half` only the records of that half.
    """
    folder = shared / "data" / "events"
    records = [r for r in read_jsonl(folder / "petrarch-cases.jsonl") if r["labelled"]]
    records = [r for r in records if held_out(r) or not unread_half]
    figures: dict[str, float] = {}
    null = clean = false = 0
    for name in ("Phoenix", "Validate"):
        pairs = list(_coded(folder, name, [r for r in records if r["dictionary"] == name]))
        for kind, tally in _tallies(pairs).items():
            figures |= {f"{name.lower()}_{kind}_{key}": value for key, value in tally.figures.items()}
        empty = [given for gold, given in pairs if not gold]
        null, clean = null + len(empty), clean + sum(not given for given in empty)
        false += sum(len(given) for given in empty)
    return figures | {"null_records": null, "null_clean": clean / null, "null_false_events": false}


def _coded(folder: Path, name: str, records: list[Record]) -> Iterator[tuple[list[Triple], list[Triple]]]:
    """(wanted, given) of each record as (source, target, PLOVER root)."""
    dictionary = load_dictionary(folder / "dictionaries", name)
    for record, parsed in zip(records, parse_many(map(as_article, records)), strict=True):
        day = (record["date"] or "20000101").replace("-", "")
        entities = entities_of(parsed, dictionary, day)
        first = {entity.id: min(m.span.start for m in entity.mentions) for entity in entities}
        given = [t for event in find_events(parsed, entities, times=()) for t in triples(event, first)]
        yield [(e["source"], e["target"], root_of(e["code"], name)) for e in record["events"]], given


def root_of(code: str, dictionary: str) -> str | None:
    """The PLOVER root of a record's code, None where there is none (comments, codes invented for tests)."""
    if dictionary == "Phoenix":
        return root_of_cameo(code)
    return (ROOT_OF_WEIS.get(code) or ROOT_OF_WEIS.get(code[:2])) if len(code) == 3 else None


def triples(event: Event, first: Mapping[str, int]) -> Iterator[Triple]:
    """The event as a coder writes it: one line a pair of actors.

    Both ways round for meetings, and where both stand before the verb (`X and Y signed`); `first` is where
    each actor is first named. What did not happen is no event; what is said not to be going to happen is refused.
    """
    root = event.type
    if event.polarity is Polarity.NEGATIVE:
        if event.modality is not Modality.PLANNED:
            return
        root = "REJECT"
    for source in event.source:
        for target in event.target or ("---",):
            yield source, target, root
            together = max(first[source], first.get(target, event.trigger.end)) < event.trigger.start
            if event.target and (root == "CONSULT" or together):
                yield target, source, event.type
    if root == "CONSULT" and all(first[actor] < event.trigger.start for actor in event.target):
        yield from ((a, b, root) for a, b in permutations(event.target, 2))


def _tallies(pairs: list[tuple[list[Triple], list[Triple]]]) -> dict[str, Tally]:
    views = {
        "root": lambda t: t,
        "actors": lambda t: t[:2],
        "root_country": lambda t: (t[0][:3], t[1][:3], t[2]),
        "actors_country": lambda t: (t[0][:3], t[1][:3]),
    }
    found = {}
    for name, view in views.items():
        for suffix in ("", "_mapped"):
            right = given = wanted = 0
            for gold, mine in pairs:
                kept = [t for t in gold if t[2] or not suffix]
                if suffix and gold and not kept:
                    continue
                a, b = Counter(map(view, kept)), Counter(map(view, mine))
                right, given, wanted = right + (a & b).total(), given + b.total(), wanted + a.total()
            found[name + suffix] = Tally(right, given, wanted)
    return found


def as_article(record: Record) -> Article:
    """The sentence as an article of one block."""
    text = record["text"]
    return Article(
        record["id"], Page(record["id"], text), (Block(BlockKind.BODY, Span(0, len(text)), 1.0),), "en"
    )


def main() -> None:
    """Print every figure."""
    shared = with_shared(argparse.ArgumentParser(description=__doc__)).parse_args().shared
    for half in (False, True):
        for name, value in found_figures(shared, unread_half=half).items():
            sys.stdout.write(f"{'unread_half_' * half}{name:44} {value:.3f}\n")
    for name in ("macro_f1", "micro_f1", "quad_macro_f1"):
        sys.stdout.write(f"plv_trained_on_{name:29} {coded_figures(shared, 1)[name]:.3f}\n")


if __name__ == "__main__":
    main()
