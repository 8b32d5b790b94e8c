"""How finding copies grows: made-up pages, page after page into one index, up to a million.

`python -m quality.lineage_growth --pages 1000000` prints at 10^3, 10^4, ... the processor time a page (made-up text,
fingerprint, index and search told apart), the memory the process holds beyond what it began with, and the share of
planted copies whose source is found. Half a page in ten is another page, cut; one page in three ends in a
sentence that its outlet puts under everything.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from copydesk.group.fingerprints import fingerprints
from copydesk.group.index import Index

WORDS_A_PAGE = 200
_CHUNK = 4096


def made_up(count: int, seed: int) -> Iterator[tuple[str, int | None]]:
    """Pages, and the number of the page each copies, if any. Words follow Zipf's law."""
    dice, numbers = random.Random(seed), np.random.default_rng(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "on")]
    vocabulary = sorted(
        {"".join(dice.choice(syllables) for _ in range(dice.randint(1, 4))) for _ in range(60_000)}
    )
    dice.shuffle(vocabulary)
    heights = np.cumsum(1 / (np.arange(len(vocabulary)) + 3))

    def words_of(size: int) -> list[str]:
        return [vocabulary[i] for i in np.searchsorted(heights, numbers.random(size) * heights[-1]).tolist()]

    endings = [" ".join(dice.choices(vocabulary, k=18)) for _ in range(200)]
    recent: list[tuple[int, list[str]]] = []
    for number in range(count):
        copied = None
        if recent and dice.random() < 0.1:
            copied, source = dice.choice(recent)
            words = source[: len(source) // 2] + words_of(WORDS_A_PAGE // 4)
        else:
            words = words_of(WORDS_A_PAGE)
        if number % 20 == 0:
            recent = [*recent[-49:], (number, words)]
        text = " ".join(words)
        yield (text + " " + dice.choice(endings) if dice.random() < 0.33 else text), copied


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    options = parser.parse_args()
    index, spent = Index(), {"making": 0.0, "hashing": 0.0, "pairing": 0.0}
    fingerprints(["one page to warm up the tables with"])
    began = _resident()
    pages = made_up(options.pages, 7)
    planted = found = done = 0
    heads = ("pages", "µs hashing", "µs pairing", "µs making", "bytes a page", "peak MB", "recall")
    print(" ".join(f"{head:>13}" for head in heads))
    step = 1000
    while done < options.pages:
        size = min(_CHUNK, step - done, options.pages - done)
        texts, copies, pairs = [], {}, set()
        with _timed(spent, "making"):
            for number in range(done, done + size):
                text, copied = next(pages)
                texts.append(text)
                if copied is not None:
                    copies[number] = copied
        with _timed(spent, "hashing"):
            prints = fingerprints(texts)
        with _timed(spent, "pairing"):
            pairs = set(index.add_and_pair([str(number) for number in range(done, done + size)], prints))
        planted += len(copies)
        found += sum((copied, number) in pairs for number, copied in copies.items())
        done += size
        if done == step or done == options.pages:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            each = {name: 1e6 * seconds / done for name, seconds in spent.items()}
            row = (done, each["hashing"], each["pairing"], each["making"], (_resident() - began) / done, peak)
            print(" ".join(f"{value:13.0f}" for value in row), f"{found / max(1, planted):13.4f}", flush=True)
            step *= 10


class _timed:
    """Adds the processor time of its block to an account."""

    def __init__(self, accounts: dict[str, float], name: str) -> None:
        self._accounts, self._name = accounts, name

    def __enter__(self) -> None:
        self._began = time.process_time()

    def __exit__(self, *_: object) -> None:
        self._accounts[self._name] += time.process_time() - self._began


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    main()
