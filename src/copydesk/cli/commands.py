"""The commands: `read`, `annotate`, `group`, `report`."""

import dataclasses
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

import typer

from copydesk.cli.screen import exits, note, progress, written_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from copydesk.model import Rejected
    from copydesk.pipeline import SiteLines
    from copydesk.readers import Limits

Result = TypeVar("Result")

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, globs, or - for standard input: plain text, HTML, JSON Lines, JSON, RSS and "
        "Atom feeds, web archives (WARC); each also .gz.",
        show_default=False,
    ),
]


def _unless_dash(output: Path | None) -> Path | None:
    return None if output == Path("-") else output


def _no_dash(output: Path | None) -> Path | None:
    if output == Path("-"):
        raise typer.BadParameter("standard output carries the brief: name a file")
    return output


Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to FILE instead of standard output.",
        callback=_unless_dash,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Processes to use; as many as there are cores unless given. The output is the same whatever N is.",
    ),
]
LimitOptions = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=N",
        help="Change a limit, beyond which a page is rejected: page_bytes (16777216), document_bytes (268435456),"
        " expansion (200), tags (250000), depth (2000), text_length (2000000), lines (100000). May be repeated.",
    ),
]
SiteEvidence = Annotated[
    bool,
    typer.Option(
        "--site-evidence",
        help="Read all pages twice, and take lines that recur on a site's pages for furniture.",
    ),
]

Agencies = Annotated[
    Path | None,
    typer.Option(
        "--agencies",
        metavar="FILE",
        help="Know these agencies too: one JSON object a line, with name, kind (agency or state_media), aliases,"
        " marks, owner, country, languages.",
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"copydesk {version('copydesk')}")
        raise typer.Exit


@app.callback()
def _copydesk(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Pages in, a sourced account out: what happened, who says so, and are the sayers independent?

    **Examples**

        copydesk report news/ -o report.html        a folder of pages, as a report

        copydesk report a.txt b.html                two, in brief, on the terminal

        copydesk read page.html | jq -r .text       the article without furniture

        zcat pages.jsonl.gz | copydesk annotate -   who, when, who says so, events

    Works offline. The same pages give the same output, whatever their order and the number of processes.
    Exit status: 0 done (a rejected page is data, not a failure), 2 wrong usage or a PATH that does not
    exist, 1 anything else.
    """


@app.command()
def read(
    paths: Paths,
    output: Output = None,
    *,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
) -> None:
    """Pages -> articles: one line of JSON a page, in input order.

    A line holds the article's title, authors, dateline, publication time, body text and the blocks that
    tile the page; a page that holds no article has a line that says why.

    **Examples**

        copydesk read page.html

        copydesk read 'crawl/**/*.html.gz' -o articles.jsonl

        copydesk read crawl.warc.gz feed.xml

        copydesk read pages.jsonl | jq 'select(.rejected)'
    """
    from copydesk.cli.work import article_line

    _lines(_Run(paths, article_line, jobs, limit, site_evidence, agencies, (output,)), output)


@app.command()
def annotate(
    paths: Paths,
    output: Output = None,
    *,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
) -> None:
    """Pages -> articles and everything found in them: one line of JSON a page, in input order.

    To what `read` gives come sentences, entities, times, quotations, claims and events, each with its
    place in the page's text. Nothing is taken from furniture.

    **Examples**

        copydesk annotate page.txt

        copydesk annotate news/ --jobs 4 -o findings.jsonl
    """
    from copydesk.cli.work import findings_line

    _lines(_Run(paths, findings_line, jobs, limit, site_evidence, agencies, (output,)), output)


@app.command()
def group(
    paths: Paths,
    output: Output = None,
    *,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
) -> None:
    """Pages -> reprints, origins and stories: one line of JSON a page, in input order.

    A line names the page's story, the page it copies or cites, how much of it stands there, how that is
    known, and the origins its claims rest on.

    **Example**

        copydesk group news/ | jq -r '[.story, .source] | @tsv' | sort
    """
    with exits():
        from copydesk.cli.work import group_lines
        from copydesk.pipeline import to_findings

        asked = _Run(paths, to_findings, jobs, limit, site_evidence, agencies, (output,))
        results = progress(_results(asked), output)
        written_lines(group_lines(list(results)), output)


@app.command()
def report(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write the report as one HTML file.", callback=_no_dash
        ),
    ] = None,
    *,
    json: Annotated[
        Path | None,
        typer.Option(
            "--json", metavar="FILE", help="Write the report as one JSON document.", callback=_no_dash
        ),
    ] = None,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
) -> None:
    """Pages -> the account: what happened, who says so, and how many of the sayers are independent.

    Prints a brief; `-o` writes the whole report, which needs no network to be read, and `--json` the same
    for programs.

    **Examples**

        copydesk report a.txt b.txt

        copydesk report news/ -o report.html --json report.json
    """
    with exits():
        from rich.console import Console

        import copydesk
        from copydesk.cli.screen import require_apart, require_writable, write_file
        from copydesk.export.brief import print_brief
        from copydesk.pipeline import to_findings

        require_apart(output, json)
        for file in (output, json):
            require_writable(file)
        asked = _Run(paths, to_findings, jobs, limit, site_evidence, agencies, (output, json))
        told = copydesk.Report.of(progress(_results(asked), output))
        if output:
            write_file(output, told.to_html())
        if json:
            write_file(json, told.to_json())
        print_brief(told.stories, told.summary, console=Console())
        for file in (output, json):
            if file:
                note(f"wrote {file}")


@dataclass(frozen=True, slots=True)
class _Run(Generic[Result]):
    """What a command was asked to do to which pages; what an earlier run wrote to `outputs` is no page."""

    paths: list[str]
    work: "Callable[..., Result]"
    jobs: int | None
    limit: list[str] | None
    site_evidence: bool
    agencies: Path | None
    outputs: tuple[Path | None, ...]


def _lines(asked: "_Run[str | Rejected]", output: Path | None) -> None:
    with exits():
        from copydesk.cli.work import line_of

        results = progress(_results(asked), output)
        written_lines((line_of(result) for result in results), output)


def _results(asked: _Run[Result]) -> "Iterator[Result | Rejected]":
    from copydesk.cli.screen import noting_none
    from copydesk.cli.work import article_line
    from copydesk.engine import PARSING, collect_seldom, cores, run
    from copydesk.errors import UsageError
    from copydesk.pipeline import knowing, to_agencies
    from copydesk.readers import read_raw

    collect_seldom()
    limits = _limits(asked.limit or [])
    besides = frozenset(os.path.realpath(output) for output in asked.outputs if output)
    if both := [path for path in asked.paths if os.path.realpath(path) in besides]:
        raise UsageError(f"{both[0]} cannot be both read and written")
    preload = (asked.work.__module__, *(() if asked.work is article_line else PARSING))
    work = (
        partial(asked.work, site_lines=_site_lines(asked.paths, limits, besides=besides))
        if asked.site_evidence
        else asked.work
    )
    work = knowing(to_agencies(asked.agencies), work)
    raws = read_raw(asked.paths, limits=limits, besides=besides)
    results = run(raws, work, jobs=asked.jobs or cores(), limits=limits, preload=preload)
    return noting_none(results, asked.paths)


def _site_lines(paths: list[str], limits: "Limits", *, besides: frozenset[str]) -> "SiteLines":
    from copydesk.errors import UsageError
    from copydesk.pipeline import to_site_lines
    from copydesk.readers import read_pages

    if "-" in paths:
        raise UsageError(
            "--site-evidence reads the pages twice, and standard input can be read once: give files"
        )
    return to_site_lines(read_pages(paths, limits=limits, besides=besides))


def _limits(settings: list[str]) -> "Limits":
    from copydesk.errors import UsageError
    from copydesk.readers import SAFE, Limits

    names = [field.name for field in dataclasses.fields(Limits)]
    changed = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in names or not value.isdecimal():
            raise UsageError(f"--limit {setting}: give NAME=N with a NAME of {', '.join(names)}")
        changed[name] = int(value)
    return dataclasses.replace(SAFE, **changed)
