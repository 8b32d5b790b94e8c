"""Measures everything and prints the tables of `docs/performance.md`: `python -m bench ../shared [MOST]`."""

import argparse
import json
import os
import subprocess
import sys
import time

HTML_PAGES = 250
TEXT_PAGES = 300
SIZES = (10, 100, 1_000, 10_000)
STARTS = (
    ("`copydesk --version`", ["--version"], 1),
    ("`copydesk read`, one page", ["read", "examples/02-ferry-meridian-post.txt"], 1),
    (
        "`copydesk report`, two pages",
        ["report", "examples/01-ferry-aegean-news-service.html", "examples/02-ferry-meridian-post.txt"],
        4,
    ),
)
QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

Figures = dict[str, float]


def one(what: str, corpus: str, pages: int, shared: str) -> Figures:
    """One measurement, in a process of its own so that memory and caches are its own."""
    command = [sys.executable, "-m", "bench.one", what, corpus, str(pages), shared]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | QUIET)
    figures: Figures = json.loads(done.stdout)
    return figures


def table(*rows: tuple[str, ...]) -> None:
    head, *rest = rows
    for row in (head, tuple("---" for _ in head), *rest):
        print("| " + " | ".join(row) + " |", flush=True)
    print()


def rate(figures: Figures) -> float:
    return figures["pages"] / figures["cpu"]


def beside(shared: str) -> None:
    """Each command, and the tool nearest to it on the same pages."""
    rows = [("what", "pages", "pages a CPU second", "ratio", "peak memory")]
    for corpus, pages, works in (
        ("html", HTML_PAGES, ("trafilatura", "read", "annotate")),
        ("text", TEXT_PAGES, ("spacy", "read", "annotate", "report")),
    ):
        first = one(works[0], corpus, pages, shared)
        for what in works:
            figures = first if what == works[0] else one(what, corpus, pages, shared)
            name = f"{what}, {corpus}"
            ratio = f"{rate(figures) / rate(first):.2f}"
            rows.append((name, f"{figures['pages']:,}", f"{rate(figures):.1f}", ratio, memory(figures)))
    table(*rows)


def memory(figures: Figures) -> str:
    return f"{figures['memory']:,.0f} MB"


def growth(shared: str, most: int) -> None:
    """CPU time a page and memory from ten pages on."""
    rows = [("what", "pages", "ms a page", "peak memory")]
    for what in ("read", "annotate", "report"):
        for pages in (size for size in SIZES if size <= most):
            figures = one(what, "text", pages, shared)
            milliseconds = 1000 * figures["cpu"] / figures["pages"]
            rows.append((what, f"{figures['pages']:,}", f"{milliseconds:.1f}", memory(figures)))
    table(*rows)


def starts() -> None:
    """From the shell's prompt to the last byte, the best of three, on whatever else the machine does."""
    rows = [("what", "seconds", "bound")]
    for name, arguments, bound in STARTS:
        seconds = []
        for _ in range(3):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-m", "copydesk", *arguments], capture_output=True, check=True)
            seconds.append(time.perf_counter() - begun)
        rows.append((name, f"{min(seconds):.2f}", f"{bound}"))
    table(*rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", default="../shared", help="the folder of the labelled data")
    parser.add_argument("most", nargs="?", type=int, default=SIZES[-1], help="pages of the largest run")
    asked = parser.parse_args()
    starts()
    beside(asked.shared)
    growth(asked.shared, asked.most)
