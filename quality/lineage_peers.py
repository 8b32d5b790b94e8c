"""datasketch and rensa beside ours, on the same pairs and pages: `python -m quality.lineage_peers` (the bench extra).

Both know resemblance only. Their threshold is the one that is best on the pairs judged, which ours is not; so is
that of exact resemblance and exact containment over all five-word runs, the most that any sketch of runs can reach.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from functools import partial

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from copydesk.group.bodies import body_text
from copydesk.group.fingerprints import RUN, fingerprints
from copydesk.group.index import Index
from copydesk.group.reprints import compare
from copydesk.model import Article, Relation
from quality.jsonl import read_jsonl
from quality.lineage import COPIES, labelled, made
from quality.scoring import with_shared

HASHES = 128
Pair = tuple[Article, Article, bool]


def shingles(text: str) -> list[str]:
    """The distinct runs of five words."""
    words = re.findall(r"\w+", text.lower())
    return list(dict.fromkeys(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)))


def datasketch_of(runs: list[str]) -> MinHash:
    """datasketch's sketch of these runs."""
    sketch = MinHash(num_perm=HASHES, seed=1)
    sketch.update_batch([run.encode() for run in runs])
    return sketch


def rensa_of(runs: list[str]) -> RMinHash:
    """rensa's sketch of these runs."""
    sketch = RMinHash(num_perm=HASHES, seed=1)
    sketch.update(runs)
    return sketch


def resemblance(a: list[str], b: list[str]) -> float:
    """Exact: common runs of all runs."""
    return len(set(a) & set(b)) / max(1, len(set(a) | set(b)))


def containment(a: list[str], b: list[str]) -> float:
    """Exact: common runs of the smaller page's."""
    return len(set(a) & set(b)) / max(1, min(len(a), len(b)))


SIMILARITIES: dict[str, Callable[[list[str], list[str]], float]] = {
    "datasketch": lambda a, b: float(datasketch_of(a).jaccard(datasketch_of(b))),
    "rensa": lambda a, b: float(rensa_of(a).jaccard(rensa_of(b))),
    "exact resemblance": resemblance,
    "exact containment": containment,
}


def best(scores: Sequence[tuple[float, bool]]) -> tuple[float, float, float, float]:
    """The threshold with the best F1, and precision, recall and F1 there."""
    found = (0.0, 0.0, 0.0, 0.0)
    copies = sum(is_copy for _, is_copy in scores)
    for threshold in sorted({score for score, _ in scores}):
        said = [is_copy for score, is_copy in scores if score >= threshold]
        precision, recall = sum(said) / len(said), sum(said) / copies
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        found = max(found, (f1, threshold, precision, recall))
    return found[1], found[2], found[3], found[0]


def judge(name: str, pairs: Sequence[Pair]) -> None:
    """Print a line for ours and each peer on these pairs."""
    print(f"\n{name}: {len(pairs)} pairs, {sum(pair[2] for pair in pairs)} copies")
    said = [(bool(compare(a, b)), is_copy) for a, b, is_copy in pairs]
    right = sum(ours and is_copy for ours, is_copy in said)
    precision, recall = right / max(1, sum(ours for ours, _ in said)), right / sum(c for _, c in said)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{'copydesk':18} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    runs = [(shingles(body_text(a)), shingles(body_text(b))) for a, b, _ in pairs]
    for peer, similarity in SIMILARITIES.items():
        scores = [(similarity(a, b), pair[2]) for (a, b), pair in zip(runs, pairs, strict=True)]
        threshold, precision, recall, f1 = best(scores)
        print(f"{peer:18} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} from {threshold:.3f}")


def speed(texts: list[str]) -> None:
    """Print pages a second of processor time, to sketch and to find the pairs."""
    print(f"\npages a second of processor time, {len(texts)} agency pages")
    began = time.process_time()
    prints = fingerprints(texts)
    Index().add_and_pair([str(i) for i in range(len(texts))], prints)
    print(f"copydesk, all: {len(texts) / (time.process_time() - began):.0f}")
    began = time.process_time()
    runs = [shingles(text) for text in texts]
    spent = time.process_time() - began
    print(f"shingles alone: {len(texts) / spent:.0f}")
    for name, sketch, make in (
        ("datasketch", datasketch_of, partial(MinHashLSH, threshold=0.5, num_perm=HASHES)),
        ("rensa", rensa_of, partial(RMinHashLSH, threshold=0.5, num_perm=HASHES, num_bands=32)),
    ):
        began = time.process_time()
        sketches = [sketch(page) for page in runs]
        made_in = time.process_time() - began
        index = make()
        for i, found in enumerate(sketches):
            index.query(found)
            index.insert(i, found)
        all_in = time.process_time() - began
        print(f"{name}: sketching alone {len(texts) / made_in:.0f}, all {len(texts) / (spent + all_in):.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    with_shared(parser)
    options = parser.parse_args()
    read = [pair for pair in labelled(options.shared) if pair.relation is not Relation.UNKNOWN]
    judge("labelled by reading", [(pair.a, pair.b, pair.relation in COPIES) for pair in read])
    articles, edits, before = made(options.shared, 400, 11)
    pairs = [(articles[before + i], articles[p], True) for i, edit in enumerate(edits) for p in edit.parents]
    pairs += [(articles[before + i], articles[i], False) for i, edit in enumerate(edits) if not edit.parents]
    dice = random.Random(5)
    pairs += [
        (articles[before + i], articles[dice.randrange(before)], False) for i in range(0, len(edits), 2)
    ]
    judge("made edits", pairs)
    speed([record["text"] for record in read_jsonl(options.shared / "data/load/kcna.jsonl.gz")[:5000]])


if __name__ == "__main__":
    main()
