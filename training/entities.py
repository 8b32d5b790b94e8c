"""Trains the name tagger, or scores it by cross-validation over documents.

    python -m training.entities --shared ../shared              writes the weights and seals them
    python -m training.entities --shared ../shared --folds 5    prints cross-validated figures

Trained on `entities/worldwide-dev` (stanfordnlp/en-worldwide-newswire; Shan et al., EMNLP 2023). Parses are kept
in `--cache` if given.
"""

import argparse
import hashlib
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite
from spacy.tokens import Doc, DocBin

from copydesk.annotate.crf import runs
from copydesk.annotate.entities.features import Features
from copydesk.annotate.entities.find import put_together
from copydesk.annotate.entities.gazetteer import load_gazetteer
from copydesk.annotate.entities.tagger import MODEL, WEIGHTS
from copydesk.annotate.parse import Passage
from copydesk.annotate.parser import load_parser
from copydesk.model import BlockKind
from copydesk.sealed import seal
from quality.jsonl import read_jsonl
from quality.scoring import load_scorer, with_shared

LABELS = {
    "Person": "PERSON", "Location": "LOC", "Organization": "ORG", "NORP": "NORP", "Misc": "MISC",
    "Facility": "FAC", "Product": "PRODUCT",
}  # fmt: skip
"""The labels of the training texts and the tagger's."""
SETTINGS = {"c1": 0.3, "c2": 0.01, "max_iterations": 60}
_LINE = re.compile(r"[^\n]*\S[^\n]*")
Passages = list[tuple[int, Doc]]
PARSES = "ww.spacy"
"""The file in `--cache` that keeps the parses of these texts."""


def read_gold(shared: Path) -> list[dict[str, Any]]:
    """The labelled texts."""
    return read_jsonl(shared / "data" / "entities" / "worldwide-dev.jsonl.gz")


def parse_gold(gold: Iterable[dict[str, Any]], file: Path | None) -> dict[str, Passages]:
    """Text id -> its lines parsed, each with where it begins; kept in `file` if given, and read from there."""
    made: dict[str, Passages] = defaultdict(list)
    if file and file.exists():
        for doc in DocBin(store_user_data=True).from_disk(file).get_docs(load_parser().vocab):
            made[doc.user_data["id"]].append((doc.user_data["start"], doc))
        return made
    nlp = load_parser()
    kept = DocBin(attrs=["ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY"],
                  store_user_data=True)  # fmt: skip
    for text in gold:
        lines = list(_LINE.finditer(text["text"]))
        for line, doc in zip(lines, nlp.pipe(line.group() for line in lines), strict=True):
            doc.user_data = {"id": text["id"], "start": line.start()}
            made[text["id"]].append((line.start(), doc))
            kept.add(doc)
    if file:
        kept.to_disk(file)
    return made


def gold_tags(doc: Doc, start: int, entities: Iterable[dict[str, Any]]) -> list[str]:
    """`B-`, `I-` and `O` tags of a parsed line; a border inside a token is widened to the token's."""
    tags = ["O"] * len(doc)
    for entity in entities:
        label = LABELS.get(entity["label"])
        if label is None or not start <= entity["start"] < entity["end"] <= start + len(doc.text):
            continue
        span = doc.char_span(entity["start"] - start, entity["end"] - start, alignment_mode="expand")
        assert span is not None  # it begins and ends in the line
        for i in range(span.start, span.end):
            tags[i] = ("B-" if i == span.start else "I-") + label
    return tags


def train(pages: Iterable[tuple[list[list[list[str]]], list[list[str]]]], file: Path) -> None:
    """Writes the model trained on (features, tags) of pages."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for rows, tags in pages:
        for x, y in zip(rows, tags, strict=True):
            trainer.append(x, y)
    trainer.train(str(file))


def predict(file: Path, passages: Passages, rows: list[list[list[str]]]) -> list[dict[str, Any]]:
    """The names found with the model, put right by rule as in use, in the scorer's terms."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(file))
    page = [Passage(doc, start, BlockKind.BODY) for start, doc in passages]
    agreed = put_together(page, [list(runs(tagger.tag(x))) for x in rows], gazetteer=load_gazetteer())
    return [{"start": n.span.start, "end": n.span.end, "label": n.label} for n in agreed]


def split(ids: Iterable[str], folds: int) -> list[list[str]]:
    """The ids in `folds` parts, by hash."""
    order = sorted(ids, key=lambda id: hashlib.sha256(id.encode()).hexdigest())
    return [order[i::folds] for i in range(folds)]


def cross_validate(shared: Path, cache: Path | None, folds: int) -> None:
    """Prints the scorer's figures on texts no model saw."""
    gold = read_gold(shared)
    parsed = parse_gold(gold, cache and cache / PARSES)
    features = Features(load_gazetteer())
    rows = {g["id"]: features.page([doc for _, doc in parsed[g["id"]]]) for g in gold}
    tags = {g["id"]: [gold_tags(d, s, g["entities"]) for s, d in parsed[g["id"]]] for g in gold}
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / MODEL
        for part in split(tags, folds):
            train(((rows[i], tags[i]) for i in sorted(tags) if i not in set(part)), file)
            found += [{"id": i, "entities": predict(file, parsed[i], rows[i])} for i in part]
            done = {f["id"] for f in found}
            scored = load_scorer(shared).score("entities", [g for g in gold if g["id"] in done], found)
            print(len(found), json.dumps(scored["metrics"]), flush=True)


def build(shared: Path, cache: Path | None) -> None:
    """Writes the weights trained on all texts."""
    gold = read_gold(shared)
    parsed = parse_gold(gold, cache and cache / PARSES)
    features = Features(load_gazetteer())
    WEIGHTS.mkdir(exist_ok=True)
    pages: Sequence[Any] = [
        (
            features.page([d for _, d in parsed[g["id"]]]),
            [gold_tags(d, s, g["entities"]) for s, d in parsed[g["id"]]],
        )
        for g in sorted(gold, key=lambda g: g["id"])
    ]
    train(pages, WEIGHTS / MODEL)
    seal(WEIGHTS)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    with_shared(arguments)
    arguments.add_argument("--cache", type=Path)
    arguments.add_argument("--folds", type=int)
    given = arguments.parse_args()
    if given.folds:
        cross_validate(given.shared, given.cache, given.folds)
    else:
        build(given.shared, given.cache)
