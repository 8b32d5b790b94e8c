"""What the commands have done to each page, in whichever process."""

from collections.abc import Iterator, Sequence

from copydesk.export.lines import (
    article_record,
    as_line,
    findings_record,
    group_record,
    page_origins,
    rejected_record,
)
from copydesk.model import Annotations, Page, Rejected
from copydesk.pipeline import SiteLines, to_article, to_findings, to_stories


def article_line(page: Page, site_lines: SiteLines | None = None) -> str | Rejected:
    """The line of `read`."""
    article = to_article(page, site_lines)
    return article if isinstance(article, Rejected) else as_line(article_record(article))


def findings_line(page: Page, site_lines: SiteLines | None = None) -> str | Rejected:
    """The line of `annotate`."""
    findings = to_findings(page, site_lines)
    return findings if isinstance(findings, Rejected) else as_line(findings_record(findings))


def line_of(result: str | Rejected) -> str:
    """A result as the line to write: made already, unless the page was rejected."""
    return as_line(rejected_record(result)) if isinstance(result, Rejected) else result


def group_lines(results: Sequence[Annotations | Rejected]) -> Iterator[str]:
    """The lines of `group`, in input order."""
    findings = [result for result in results if isinstance(result, Annotations)]
    records = {}
    for story in to_stories(findings):
        origins = page_origins(story)
        for reprint in story.lineage:
            records[reprint.source] = group_record(story, reprint, origins=origins.get(reprint.source, ()))
    for result in results:
        if isinstance(result, Rejected):
            yield as_line(rejected_record(result))
        else:
            yield as_line(records[result.article.source])
