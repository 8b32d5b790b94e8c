"""What comes of the golden pages, in words a reader can check.

A golden page is written for this project; beside it lies, as JSON, what the whole path finds in it. The
expectation is made by the program and read by a person, line by line, before it is committed.
`python -m tests.golden` writes all expectations down anew, `python -m tests.golden NAME.txt` a first one; a
page has none for as long as what comes of it is not true.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from copydesk.model import Annotations, Article, Rejected, Snippet, Span, Stamp
from copydesk.pipeline import to_findings
from copydesk.readers import read_pages

PAGES = Path(__file__).parent / "pages"
SHORT = 90

Record = dict[str, Any]


def golden_pages() -> list[Path]:
    """The golden pages, by name."""
    return sorted(path for path in PAGES.iterdir() if path.suffix != ".json")


def outcome(path: Path) -> Record:
    """What the whole path finds in a page, spans given as the text they hold."""
    (page,) = read_pages([path])
    findings = page if isinstance(page, Rejected) else to_findings(page)
    if isinstance(findings, Rejected):
        return {"rejected": findings.reason.value}
    return {**_article(findings.article), **_findings(findings)}


def expectation(path: Path) -> Path:
    """The file that holds what is expected of a page."""
    return path.with_suffix(".json")


def _article(article: Article) -> Record:
    text = article.page.text
    return {
        "notes": list(article.page.notes),
        "title": _snippet(article.title),
        "section": _snippet(article.section),
        "authors": [author.text for author in article.authors],
        "publisher": article.publisher,
        "agency": _snippet(article.agency),
        "dateline": article.dateline.text if article.dateline else None,
        "published": _stamp(article.published),
        "captured": _stamp(article.captured),
        "blocks": [f"{block.kind}: {_short(block.span.of(text))}" for block in article.blocks],
        "rows": [
            f"{row.name} | {row.price} | {row.change}" for block in article.blocks for row in block.rows
        ],
    }


def _findings(findings: Annotations) -> Record:
    text = findings.article.page.text

    def joined(spans: tuple[Span, ...]) -> str:
        return " … ".join(span.of(text) for span in spans)

    return {
        "entities": [
            f"{entity.label} {entity.id}: {', '.join(dict.fromkeys(m.span.of(text) for m in entity.mentions))}"
            for entity in findings.entities
        ],
        "times": [f"{time.span.of(text)} = {time.value} ({time.anchor})" for time in findings.times],
        "quotations": [
            f"{quotation.kind}, {joined(quotation.source)} [{quotation.speaker}]: {_short(joined(quotation.content))}"
            for quotation in findings.quotations
        ],
        "claims": [
            f"{claim.modality} {claim.polarity}, {' < '.join(a.name for a in claim.attribution) or 'writer'}: "
            + _short(claim.span.of(text))
            for claim in findings.claims
        ],
        "events": [
            f"{event.type} ({event.modality}) {', '.join(event.source)} -> {', '.join(event.target)}: "
            + event.trigger.of(text)
            for event in findings.events
        ],
    }


def _snippet(snippet: Snippet | None) -> str | None:
    return snippet.text if snippet else None


def _stamp(stamp: Stamp | None) -> str | None:
    return f"{stamp.value} {stamp.zone or 'no zone'} ({stamp.evidence})" if stamp else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT // 2]} … {text[-SHORT // 2 :]}"


def approved() -> list[Path]:
    """The golden pages with an expectation: what comes of them has been read and is true."""
    return [page for page in golden_pages() if expectation(page).exists()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pages of tests/pages to write down for the first time")
    for golden in [PAGES / name for name in parser.parse_args().names] or approved():
        written = json.dumps(outcome(golden), ensure_ascii=False, indent=1) + "\n"
        if not expectation(golden).exists() or expectation(golden).read_text(encoding="utf-8") != written:
            expectation(golden).write_text(written, encoding="utf-8")
            print(f"changed: {expectation(golden).name}")
