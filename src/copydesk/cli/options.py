"""The arguments and options that commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders, globs, or - for standard input: plain text, HTML, MHTML, JSON Lines, JSON, "
        "feeds (RSS, Atom, JSON Feed), web archives (WARC, WACZ); each also .gz or .zst.",
        show_default=False,
    ),
]


def _unless_dash(output: Path | None) -> Path | None:
    return None if output == Path("-") else output


def no_dash(output: Path | None) -> Path | None:
    """The file, which standard output cannot be: that carries the brief. Raises `BadParameter`."""
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
Parts = Annotated[
    Path | None,
    typer.Option(
        "--parts",
        metavar="FOLDER",
        help="For large inputs: keep what is done in FOLDER, part by part. Broken off at any moment, the same command"
        " goes on where it stopped; the output is the same.",
        show_default=False,
    ),
]


class Engine(StrEnum):
    """Who makes the parts."""

    LOCAL = "local"
    DAFT = "daft"
    RAY = "ray"


EngineName = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help="Who makes the parts: this process and its own, Daft on this machine, or Daft on the Ray cluster that"
        " RAY_ADDRESS names.",
    ),
]
ReportOutput = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write the report as one HTML file.", callback=no_dash
    ),
]
ReportJson = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", help="Write the report as one JSON document.", callback=no_dash),
]
DESK = Path("news.desk")
DeskFile = Annotated[
    Path,
    typer.Option("--desk", metavar="FILE", help="The desk.", envvar="COPYDESK_DESK", show_default=True),
]
