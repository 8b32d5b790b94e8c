"""How well accounts are told: whose word claims rest on, their status, and where pages differ.

    python -m quality.account            the figures on each part of the set, with 95 per cent intervals
    python -m quality.account --wrong    what is told otherwise than it was read, to be looked at

`labels/corroboration.jsonl` holds stories of three to six pages, read and labelled before copydesk told
them: central claims with each telling's place and origin, the claim's status, and the differences between
the pages, real ones and planted ones (`edits` of copies: offset and replacement, our own words). No text of
the data. Stories marked `held_back` were told by copydesk only when the work on the others was done, those
marked `second` only after the work that followed, those marked `third` after that on the second, and so on; the
`tenth` was told once when the work on the ninth was done. The claims of the seventh to the ninth were labelled
twice, by readers who did not see each other's labels.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from quality.account_stories import LATER, PARTS, Told, read_labels, told_stories
from quality.account_verdicts import JUDGES
from quality.scoring import SHARED, with_shared

ROUNDS = 2000


def measure(shared: Path = SHARED) -> dict[str, float]:
    """The figures, 0..1: `seen_` over the first two parts, the others' each under its name.

    All are seen by now, and rules were made from their errors: a guard against regression.
    """
    labels = [label for part in ("open", "held_back") for label in read_labels(held_back=PARTS[part])]
    told = {f"seen_{name}": value for name, value in score(told_stories(labels, shared)).items()}
    for part in LATER:
        figures = score(told_stories(read_labels(held_back=PARTS[part]), shared))
        told |= {f"{part}_{name}": value for name, value in figures.items()}
    return told


def score(stories: Iterable[Told]) -> dict[str, float]:
    """Shares, 0..1: tellings whose origin is right, claims whose status is; pairs of tellings aligned;
    differences found, and right among those given. A figure of nothing, as of planted differences where there is
    none, is left out."""
    tallies = [tally(told) for told in stories]
    total = sum(tallies, Counter[str]())
    return {
        name: share for name, share in _shares(tallies).items() if name not in _NAMES or total[name + " of"]
    }


def tally(told: Told) -> Counter[str]:
    """What is right of a story under each figure's name, and out of how many under the name and ` of`."""
    counts: Counter[str] = Counter()
    for judge in JUDGES:
        for name, right, _ in judge(told):
            counts[name] += right
            counts[name + " of"] += 1
    return counts


def intervals(tallies: Sequence[Counter[str]]) -> dict[str, tuple[float, float]]:
    """The figures' 95 per cent intervals: between the 2.5th and 97.5th percentile of `ROUNDS` samples of as many
    stories, drawn with replacement (Efron, 1979); the same each time."""
    draw = random.Random(0)
    samples = [_shares(draw.choices(tallies, k=len(tallies))) for _ in range(ROUNDS)]
    found = {name: sorted(sample[name] for sample in samples) for name in samples[0]}
    return {name: (values[ROUNDS // 40], values[-1 - ROUNDS // 40]) for name, values in found.items()}


def _shares(tallies: Iterable[Counter[str]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for one in tallies:
        counts.update(one)
    share = {name: counts[name] / max(1, counts[name + " of"]) for name in _NAMES}
    return share | {
        f"{name}_f1": _harmonic(share[f"{name}_precision"], share[f"{name}_recall"])
        for name in ("alignment", "differences")
    }


_NAMES = (
    "origin_right",
    "status_right",
    "alignment_precision",
    "alignment_recall",
    "differences_precision",
    "differences_recall",
    "planted_found",
)


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def main() -> int:
    """Prints the table, or what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--part", choices=[*PARTS, "all"], default="all")
    options = with_shared(parser).parse_args()
    parts = list(PARTS) if options.part == "all" else [options.part]
    told = {part: list(told_stories(read_labels(held_back=PARTS[part]), options.shared)) for part in parts}
    for part, stories in told.items():
        claims = sum(len(story.label["claims"]) for story in stories)
        print(f"{part.replace('_', ' ')}: {len(stories)} stories, {claims} claims")
        between = intervals([tally(story) for story in stories])
        for name, value in score(stories).items():
            print(f"  {name:24} {value:.3f}  {between[name][0]:.3f} to {between[name][1]:.3f}")
        for story in stories if options.wrong else ():
            print("==", story.label["story"])
            for judge in JUDGES:
                for name, right, detail in judge(story):
                    if not right:
                        print(f"   {name}: {detail}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
