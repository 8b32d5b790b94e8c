"""Train the models that find quotations, from PolNeAR's training part; the threshold is set on its dev part.

    python -m training.quotations [cues] [spans] [--shared ../shared]

Writes `src/copydesk/annotate/quotations/weights/`. Parses are kept (`training.parses`).
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from copydesk.annotate.quotations.columns import Columns, begins_quoted, columns_of
from copydesk.annotate.quotations.cues import BUCKETS, buckets, candidates
from copydesk.annotate.quotations.spans import span_features, window
from copydesk.annotate.quotations.weights import CUES, SETTINGS, SPANS, WEIGHTS
from copydesk.sealed import seal
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from training.parses import parsed

PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
SEEN = 3
"""How often a word or feature must occur to count."""
THRESHOLD = 0.44
"""Of .32, .38 and .44, all alike in F1 on the dev part, the one that finds fewest false cues."""
NESTED = 0.3
"""As low as costs nothing on the dev part: see docs/quotations.md."""

Record = dict[str, Any]
Spans = list[list[int]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph of a record: where it starts, and which it is."""

    doc: Doc
    words: Columns
    start: int
    number: int

    def tokens(self, spans: Spans) -> list[int]:
        """The tokens that share a character with the spans."""
        found = set()
        for start, end in spans:
            low, high = max(start - self.start, 0), end - self.start
            if high > 0 and low < len(self.doc.text):
                piece = self.doc.char_span(low, min(high, len(self.doc.text)), alignment_mode="expand")
                found |= set(range(piece.start, piece.end)) if piece is not None else set()
        return sorted(found)

    def carrier(self, tokens: list[int]) -> int:
        """The token the cue hangs by, a verb if there is one."""
        inside = set(tokens)
        tops = [i for i in tokens if self.words.head[i] not in inside or self.words.head[i] == i] or tokens
        return next((i for i in tops if self.words.pos[i] == "VERB"), tops[0])


def paragraphs_of(shared: Path, name: str) -> Iterator[tuple[Record, list[Paragraph]]]:
    """The records of one part with their paragraphs parsed."""
    records = read_jsonl(next((shared / "data" / "quotes").glob(f"polnear-{name}.jsonl*")))
    texts = [[(m.start(), m.group()) for m in PARAGRAPH.finditer(r["text"])] for r in records]
    docs = parsed([text for paragraphs in texts for _, text in paragraphs])
    for record, paragraphs in zip(records, texts, strict=True):
        runs_on = [begins_quoted(text) for _, text in paragraphs[1:]] + [False]
        yield (
            record,
            [
                Paragraph(doc := next(docs), columns_of(doc, runs), start, number)
                for number, ((start, _), runs) in enumerate(zip(paragraphs, runs_on, strict=True))
            ],
        )


def located(record: Record, paragraphs: list[Paragraph]) -> Iterator[tuple[Record, Paragraph, int]]:
    """Each attribution with the paragraph its cue stands in and the token that carries it."""
    for attribution in record["attributions"]:
        for paragraph in paragraphs:
            tokens = paragraph.tokens(attribution["cue"])
            if tokens:
                yield attribution, paragraph, paragraph.carrier(tokens)
                break


def train_cues(shared: Path) -> None:
    """Fit the cue model and write it."""
    data = list(paragraphs_of(shared, "train"))
    gold: dict[int, set[int]] = defaultdict(set)
    nominal: Counter[str] = Counter()
    for record, paragraphs in data:
        for _, paragraph, carrier in located(record, paragraphs):
            gold[id(paragraph)].add(carrier)
            if paragraph.words.pos[carrier] not in {"VERB", "AUX"}:
                nominal[paragraph.words.lemma[carrier]] += 1
    kept = frozenset(w for w, n in nominal.items() if n >= SEEN and w.isalpha() and len(w) > 2)
    places = [(p, i) for _, paragraphs in data for p in paragraphs for i in candidates(p.words, kept)]
    seen = Counter(p.words.lemma[i] for p, i in places)
    lemmas = frozenset(lemma for lemma, n in seen.items() if n >= SEEN)
    rows = [sorted(buckets(p.words, i, number=p.number, lemmas=lemmas)) for p, i in places]
    frequent = np.bincount(np.concatenate([np.array(r) for r in rows]), minlength=BUCKETS) >= SEEN
    rows = [[bucket for bucket in row if frequent[bucket]] for row in rows]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.concatenate([np.array(row) for row in rows])
    matrix = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(rows), BUCKETS))
    model = LogisticRegression(C=0.1, solver="liblinear", fit_intercept=False, random_state=0)
    model.fit(matrix, [i in gold[id(p)] for p, i in places])
    np.savez_compressed(CUES, weights=model.coef_[0].astype(np.float16))
    settings = {"threshold": THRESHOLD, "nested": NESTED, "nominal": sorted(kept), "lemmas": sorted(lemmas)}
    SETTINGS.write_text(json.dumps(settings, ensure_ascii=False) + "\n", encoding="utf-8")


def train_spans(shared: Path) -> None:
    """Fit the span model on the windows of the gold cues."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 1.0, "c2": 0.1, "max_iterations": 80, "feature.minfreq": 3})
    for record, paragraphs in paragraphs_of(shared, "train"):
        for attribution, paragraph, carrier in located(record, paragraphs):
            start, end = window(paragraph.words, carrier)
            trainer.append(
                span_features(paragraph.words, start=start, end=end, cue=carrier),
                labels_of(attribution, paragraph, start, end),
            )
    trainer.train(str(SPANS))


def labels_of(attribution: Record, paragraph: Paragraph, start: int, end: int) -> list[str]:
    """The gold labels of a window; where parts overlap the content wins."""
    labels = ["O"] * (end - start)
    for letter, part in (("K", "cue"), ("S", "source"), ("C", "content")):
        for span in attribution[part]:
            for place, token in enumerate(paragraph.tokens([span])):
                if start <= token < end:
                    labels[token - start] = ("I" if place else "B") + letter
    return labels


TRAIN = {"cues": train_cues, "spans": train_spans}


def main() -> None:
    """Train what is named, everything if nothing is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*TRAIN, []])
    options = with_shared(parser).parse_args()
    WEIGHTS.mkdir(exist_ok=True)
    for part in options.parts or TRAIN:
        TRAIN[part](options.shared)
    seal(WEIGHTS)


if __name__ == "__main__":
    main()
