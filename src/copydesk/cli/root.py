"""The command line itself; its commands are in the modules beside this one."""

from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


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

    Works offline, but for `watch`. The same pages give the same output, whatever their order and the number of
    processes. Exit status: 0 done (a rejected page is data, not a failure), 2 wrong usage or a PATH that does not
    exist, 1 anything else.
    """
