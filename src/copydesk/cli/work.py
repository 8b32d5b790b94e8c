"""What the commands have done to each page, in whichever process."""

from copydesk.export.lines import article_record, as_line, findings_record, rejected_record
from copydesk.export.safe import as_bytes
from copydesk.model import Page, Rejected
from copydesk.pipeline import SiteLines, to_article, to_findings


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


def record_of(result: str | Rejected) -> bytes:
    """A result as the record of a part."""
    return as_bytes(line_of(result))
