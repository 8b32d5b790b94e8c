"""The commands over a desk: `add`, `stories`, `show`, `search`, `export`, `changes`, `remove`, `serve`."""

from typing import Annotated

import typer

from copydesk.cli.options import (
    DESK,
    Agencies,
    DeskFile,
    Jobs,
    LimitOptions,
    Output,
    Paths,
    ReportJson,
    ReportOutput,
    SiteEvidence,
)
from copydesk.cli.root import app
from copydesk.cli.runs import Run, limits_of, results_of
from copydesk.cli.screen import (
    exits,
    note,
    progress,
    require_apart,
    waiting,
    written_lines,
    written_report,
    written_rows,
)


@app.command()
def add(
    paths: Paths,
    output: Output = None,
    *,
    desk: DeskFile = DESK,
    jobs: Jobs = None,
    limit: LimitOptions = None,
    site_evidence: SiteEvidence = False,
    agencies: Agencies = None,
) -> None:
    """Pages -> the desk, which is made if there is none: one line of JSON a page, in input order.

    A line is that of `group` and the pages of the desk that share text with the new one. What is on the
    desk stays: stories grow and keep their ids, and `changes` tells of those that were merged or split. A
    page of an id that the desk holds is not read again.

    **Examples**

        copydesk add news/ --desk news.desk

        copydesk add crawl-2024-10-13.jsonl.gz | jq -r 'select(.matches) | [.source, .story] | @tsv'
    """
    with exits():
        from copydesk.cli.desk_work import added_lines, files_of, open_apart, state
        from copydesk.desk import to_entry
        from copydesk.pipeline import to_agencies
        from copydesk.readers import read_raw

        # What is asked for wrongly is told before a desk is made for it.
        read_raw(paths, limits=limits_of(limit or []))
        to_agencies(agencies)
        with open_apart(desk, output, create=True) as opened:
            outputs = (output, *files_of(desk))
            asked = Run(paths, to_entry, jobs, limit, site_evidence, agencies, outputs, sift=opened.unknown)
            kept = list(opened.write(progress(results_of(asked), output)))
            with waiting("putting them into stories", output):
                opened.place()
            written_lines(added_lines(opened, kept), output)
            note(f"{desk}: {state(opened, kept)}")


@app.command()
def stories(output: Output = None, *, desk: DeskFile = DESK) -> None:
    """The stories on the desk, those of most pages first: a table on a terminal, else a line of JSON a story.

    **Examples**

        copydesk stories

        copydesk stories | jq -r 'select(.publishers > 3) | .id' | xargs copydesk show
    """
    with exits():
        from copydesk.cli.desk_work import open_apart, story_lines, story_table

        with open_apart(desk, output) as opened:
            entries = opened.stories()
        written_rows(entries, output, lines=story_lines, table=story_table)


@app.command()
def show(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STORY",
            help="Ids of stories, or of pages they hold; all stories unless given.",
            show_default=False,
        ),
    ] = None,
    output: ReportOutput = None,
    *,
    json: ReportJson = None,
    desk: DeskFile = DESK,
    agencies: Agencies = None,
) -> None:
    """The account of stories on the desk: what `report` gives, with `-o` and `--json` as there.

    An id of a story that was merged into another shows that one.

    **Examples**

        copydesk show 38d7e81c73b4

        copydesk show -o everything.html
    """
    with exits():
        from copydesk.cli.desk_work import open_apart, told_of
        from copydesk.pipeline import know_agencies, to_agencies

        require_apart(output, json)
        know_agencies(to_agencies(agencies))
        with open_apart(desk, output, json) as opened:
            told = told_of(opened, names or [])
        written_report(told, output, json=json)


@app.command()
def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORD",
            help="Words that all stand in one passage, in any inflection; in double quotation marks as they stand.",
            show_default=False,
        ),
    ],
    output: Output = None,
    *,
    desk: DeskFile = DESK,
    most: Annotated[int, typer.Option("--most", min=1, metavar="N", help="Passages to give.")] = 20,
) -> None:
    """Passages of the desk's articles that hold these words, best first, each with its page and story.

    Case and accents do not matter; furniture is not searched.

    **Examples**

        copydesk search coast guard

        copydesk search '"port of Montevideo" lease' | jq -r .story | sort -u
    """
    with exits():
        from copydesk.cli.desk_work import hit_lines, hit_table, open_apart

        with open_apart(desk, output) as opened:
            hits = opened.search(" ".join(words), most=most)
        written_rows(hits, output, lines=hit_lines, table=hit_table)


@app.command()
def export(
    output: Output = None,
    *,
    desk: DeskFile = DESK,
    findings: Annotated[
        bool, typer.Option("--findings", help="With everything found in each page, as `annotate` gives it.")
    ] = False,
    agencies: Agencies = None,
) -> None:
    """The whole desk: one line of JSON a page, story by story, as `group` writes it; rejected pages last.

    **Examples**

        copydesk export | jq -r '[.story, .relation, .source] | @tsv'

        copydesk export --findings -o desk.jsonl
    """
    with exits():
        from copydesk.cli.desk_work import exported_lines, open_apart
        from copydesk.pipeline import know_agencies, to_agencies

        know_agencies(to_agencies(agencies))
        with open_apart(desk, output) as opened:
            written_lines(exported_lines(opened, with_findings=findings), output)


@app.command()
def changes(
    output: Output = None,
    *,
    desk: DeskFile = DESK,
    undo: Annotated[
        int | None,
        typer.Option("--undo", metavar="N", help="Take change N back, and keep it so.", show_default=False),
    ] = None,
) -> None:
    """All that happened to the desk's stories, in order: founded, joined, merged, split, moved, undone, removed.

    A change that is undone stays undone, whatever is added later.

    **Examples**

        copydesk changes | jq -c 'select(.kind == "merged")'

        copydesk changes --undo 132
    """
    with exits():
        from copydesk.cli.desk_work import change_lines, change_table, open_apart

        with open_apart(desk, output) as opened:
            told = opened.changes() if undo is None else [opened.undo(undo)]
        written_rows(told, output, lines=change_lines, table=change_table)


@app.command()
def remove(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PAGE", help="Ids of pages, as `source` gives them.", show_default=False),
    ],
    output: Output = None,
    *,
    desk: DeskFile = DESK,
) -> None:
    """Takes pages off the desk, with all that was found in them, and writes what this changed, as `changes` does.

    The pages that stay are compared anew: the stories are those of a desk that never held the others. Of what was
    removed only the ids are still told, by `changes`; the file is written anew without the rest.

    **Examples**

        copydesk remove crawl/2024-10-13/a17.html

        copydesk search '"port of Montevideo" lease' | jq -r .source | xargs copydesk remove
    """
    with exits():
        from copydesk.cli.desk_work import change_lines, change_table, open_apart, size

        with open_apart(desk, output) as opened:
            with waiting("comparing the pages that stay", output):
                told = opened.remove(sources)
            written_rows(told, output, lines=change_lines, table=change_table)
            note(f"{desk}: pages removed {len(set(sources)):,}; {size(opened)}")


@app.command()
def serve(
    *,
    desk: DeskFile = DESK,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="HOST",
            help="The name or address to serve at; 0.0.0.0 for all of this machine's. Whoever reaches it may read all.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes a free one.")
    ] = 8000,
    agencies: Agencies = None,
) -> None:
    """The desk in a browser: its stories with their reports, search, and what changed. Nothing can be written.

    Others may add to the desk meanwhile. Ctrl-C ends it.

    **Examples**

        copydesk serve

        copydesk serve --desk news.desk --port 8080
    """
    with exits():
        import copydesk
        from copydesk.pipeline import know_agencies, to_agencies

        know_agencies(to_agencies(agencies))
        copydesk.serve(
            desk, host=host, port=port, ready=lambda address: note(f"{desk}: {address} (Ctrl-C ends it)")
        )
