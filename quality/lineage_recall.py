"""Speed and recall of finding pages that share text: 20,000 agency pages on one core, shingling included.

`python -m quality.lineage_recall` prints pages a second of processor time (hashing and pairing; and whole, with every
pair compared word by word), and for a sample of pages the share of all pairs with an exact containment of at least
one half (distinct five-word runs of the smaller page that stand in the other) that the index pairs.
"""

import argparse
import random
import re
import time
from collections import Counter, defaultdict

from copydesk.group.fingerprints import RUN, fingerprints
from copydesk.group.index import Index
from copydesk.group.reprints import find_links
from quality.jsonl import read_jsonl
from quality.scoring import with_shared
from quality.wire_edits import article_of

LEAST = 0.5


def runs(text: str) -> set[int]:
    """The distinct runs of five words, hashed by the interpreter."""
    words = re.findall(r"\w+", text.lower())
    return {hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1)}


def contained(texts: list[str], sample: list[int]) -> dict[tuple[int, int], float]:
    """The pairs (smaller number first) of a sampled page and any page with a containment of `LEAST`."""
    sets = [runs(text) for text in texts]
    wanted = set().union(*(sets[i] for i in sample))
    holders: dict[int, list[int]] = defaultdict(list)
    for number, page in enumerate(sets):
        for run in page & wanted:
            holders[run].append(number)
    pairs = {}
    for i in sample:
        common = Counter(number for run in sets[i] for number in holders[run])
        for j, shared in common.items():
            part = shared / max(1, min(len(sets[i]), len(sets[j])))
            if i != j and part >= LEAST and min(len(sets[i]), len(sets[j])) >= 20:
                pairs[min(i, j), max(i, j)] = part
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    with_shared(parser)
    parser.add_argument("--sample", type=int, default=1500)
    options = parser.parse_args()
    texts = [record["text"] for record in read_jsonl(options.shared / "data/load/kcna.jsonl.gz")]
    fingerprints(texts[:10])
    began = time.process_time()
    prints = fingerprints(texts)
    hashed = time.process_time()
    paired = set(Index().add_and_pair([str(i) for i in range(len(texts))], prints))
    done = time.process_time()
    print(f"{len(texts)} pages: hashing {len(texts) / (hashed - began):.0f} pages a second,")
    print(f"hashing and pairing {len(texts) / (done - began):.0f}; {len(paired)} pairs")
    print(f"{8 * sum(map(len, prints)) / len(texts):.0f} bytes of postings a page")
    began = time.process_time()
    links = find_links([article_of(str(i), [text], publisher="KCNA") for i, text in enumerate(texts)])
    print(f"with every pair compared: {len(texts) / (time.process_time() - began):.0f}; {len(links)} copies")
    exact = contained(texts, random.Random(3).sample(range(len(texts)), options.sample))
    print(f"pairs of {options.sample} pages with a containment of {LEAST}: {len(exact)}")
    print(f"of these paired: {len(exact.keys() & paired) / len(exact):.4f}")
    pages = {page for pair in exact for page in pair}
    seen = {page for pair in exact.keys() & paired for page in pair}
    print(
        f"pages in such a pair that are paired with one such page: {len(seen) / len(pages):.4f} of {len(pages)}"
    )


if __name__ == "__main__":
    main()
