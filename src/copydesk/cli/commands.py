"""The commands over pages: `read`, `annotate`, `group`, `report`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.cli.options import (
    Agencies,
    Engine,
    EngineName,
    Jobs,
    LimitOptions,
    Output,
    Parts,
    Paths,
    ReportJson,
    ReportOutput,
    SiteEvidence,
)
from copydesk.cli.root import app
from copydesk.cli.runs import Run, results_of
from copydesk.cli.screen import exits, progress, require_apart, written_lines, written_report

if TYPE_CHECKING:
    from copydesk.model import Rejected


@app.command()
def read(
    paths: Paths,
    output: Output = None,
    *,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
    parts: Parts = None,
    engine: EngineName = Engine.LOCAL,
) -> None:
    """Pages -> articles: one line of JSON a page, in input order.

    A line holds the article's title, authors, dateline, publication time, body text and the blocks that
    tile the page; a page that holds no article has a line that says why.

    **Examples**

        copydesk read page.html

        copydesk read 'crawl/**/*.html.gz' -o articles.jsonl

        copydesk read crawl.warc.gz feed.xml

        copydesk read pages.jsonl | jq 'select(.rejected)'

        copydesk read crawl/ --parts crawl-parts -o articles.jsonl
    """
    from copydesk.cli.work import article_line

    asked = Run(paths, article_line, jobs, limit, site_evidence, agencies, (output,), parts, engine)
    _lines(asked, output)


@app.command()
def annotate(
    paths: Paths,
    output: Output = None,
    *,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
    parts: Parts = None,
    engine: EngineName = Engine.LOCAL,
) -> None:
    """Pages -> articles and everything found in them: one line of JSON a page, in input order.

    To what `read` gives come sentences, entities, times, quotations, claims and events, each with its
    place in the page's text. Nothing is taken from furniture.

    **Examples**

        copydesk annotate page.txt

        copydesk annotate news/ --jobs 4 -o findings.jsonl
    """
    from copydesk.cli.work import findings_line

    asked = Run(paths, findings_line, jobs, limit, site_evidence, agencies, (output,), parts, engine)
    _lines(asked, output)


@app.command()
def group(
    paths: Paths,
    output: Output = None,
    *,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
    parts: Parts = None,
    engine: EngineName = Engine.LOCAL,
) -> None:
    """Pages -> reprints, origins and stories: one line of JSON a page, in input order.

    A line names the page's story, the page it copies or cites, how much of it stands there, how that is
    known, and the origins its claims rest on.

    **Example**

        copydesk group news/ | jq -r '[.story, .source] | @tsv' | sort
    """
    with exits():
        from copydesk.cli.group_work import group_lines, packed_results
        from copydesk.pipeline import to_packed

        asked = Run(paths, to_packed, jobs, limit, site_evidence, agencies, (output,), parts, engine)
        grouped = partial(progress, output=output, counted="stories")
        with packed_results(asked, output) as results:
            written_lines(group_lines(results, follow=grouped), output)


@app.command()
def report(
    paths: Paths,
    output: ReportOutput = None,
    *,
    json: ReportJson = None,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
    parts: Parts = None,
    engine: EngineName = Engine.LOCAL,
) -> None:
    """Pages -> the account: what happened, who says so, and how many of the sayers are independent.

    Prints a brief; `-o` writes the whole report, which needs no network to be read, and `--json` the same
    for programs.

    **Examples**

        copydesk report a.txt b.txt

        copydesk report news/ -o report.html --json report.json
    """
    with exits():
        import copydesk
        from copydesk.cli.group_work import packed_results
        from copydesk.engine import cores
        from copydesk.pipeline import to_packed

        require_apart(output, json)
        asked = Run(paths, to_packed, jobs, limit, site_evidence, agencies, (output, json), parts, engine)
        telling = partial(progress, output=output, counted="stories told")
        with packed_results(asked, output) as results:
            told = copydesk.Report.of(results, jobs=jobs or cores(), follow=telling)
        written_report(told, output, json=json)


def _lines(asked: "Run[str | Rejected]", output: Path | None) -> None:
    with exits():
        from copydesk.cli.work import line_of

        if asked.is_in_parts:
            from copydesk.cli.in_parts import write_in_parts

            write_in_parts(asked, output)
            return
        results = progress(results_of(asked), output)
        written_lines((line_of(result) for result in results), output)
