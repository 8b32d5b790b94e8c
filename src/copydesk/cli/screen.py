"""What a run shows and writes: lines, files, progress, and how it ends."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from copydesk.errors import CopydeskError, InputError, UsageError
from copydesk.export.safe import as_bytes, neutral, shortened

if TYPE_CHECKING:
    import copydesk

Item = TypeVar("Item")

TRACEBACK = "COPYDESK_TRACEBACK"
_CELL = 1000
"""Characters: a page may have a title of a million."""


@contextlib.contextmanager
def exits() -> Iterator[None]:
    """Ends the process as `docs/cli.md` says: with 2 or 1 after one clear line, quietly on a closed pipe."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; give it somewhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (InputError, UsageError) as error:
        note(f"copydesk: {error}")
        raise typer.Exit(2) from None
    except CopydeskError as error:
        note(f"copydesk: {error}")
        raise typer.Exit(1) from None
    except typer.Exit:
        raise
    except OSError as error:
        note(f"copydesk: {error.filename or 'output'}: {error.strerror or error}")
        raise typer.Exit(1) from None
    except Exception as error:
        # The outermost boundary: one line instead of a traceback.
        if os.environ.get(TRACEBACK):
            raise
        note(f"copydesk: unforeseen {type(error).__name__}: {error} ({TRACEBACK}=1 shows where)")
        raise typer.Exit(1) from None


def note(line: str) -> None:
    """One line to standard error, whatever the names in it hold."""
    print(" ".join(neutral(line).splitlines()), file=sys.stderr)


def noting_none(results: Iterable[Item], paths: Sequence[str]) -> Iterator[Item]:
    """The results; where there is none, as of an empty folder, a line to standard error says so."""
    none = True
    for result in results:
        none = False
        yield result
    if none:
        note(
            f"copydesk: found no file in {', '.join(paths)} (hidden ones are left out, and links to folders)"
        )


def progress(
    results: Iterable[Item],
    output: Path | None,
    *,
    counted: str = "pages",
    count: Callable[[Item], int] = lambda _: 1,
) -> Iterator[Item]:
    """The results, counted on standard error while they come; only where that is a terminal of its own. `counted` says
    what is counted, `count` how many of it a result is."""
    if not _is_told(output):
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(counted, total=None)
        for result in results:
            bar.advance(task, count(result))
            yield result


@contextlib.contextmanager
def waiting(words: str, output: Path | None) -> Iterator[None]:
    """Shows on standard error what is done meanwhile; where `progress` would show something."""
    if not _is_told(output):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


def _is_told(output: Path | None) -> bool:
    """Whether how far a run is can be seen and is not in the way of its results."""
    return sys.stderr.isatty() and not _is_shown(output)


def written_lines(lines: Iterable[str], output: Path | None) -> None:
    """Writes the lines to the file, or to standard output as they come."""
    write_bytes(map(as_bytes, lines), output)


def write_bytes(chunks: Iterable[bytes], output: Path | None) -> None:
    """Writes the bytes to the file, or to standard output as they come."""
    if output is None:
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    with _replacing(output) as part, open(part, "wb") as file:
        file.writelines(chunks)


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of a table's columns, and its rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def written_rows(
    things: Sequence[Item],
    output: Path | None,
    *,
    lines: Callable[[Sequence[Item]], Iterable[str]],
    table: Callable[[Sequence[Item]], Table],
) -> None:
    """Writes the things as `lines`, or prints them as a `table` where a person looks at what is written."""
    if _is_shown(output):
        show_table(table(things))
    else:
        written_lines(lines(things), output)


def _is_shown(output: Path | None) -> bool:
    """Whether a person looks at what is written."""
    return output is None and sys.stdout.isatty()


def show_table(table: Table) -> None:
    """Prints the table, of a long cell the beginning; nothing in it is read as terminal control or as markup."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in table.heads:
        drawn.add_column(head, overflow="fold")
    for row in table.rows:
        drawn.add_row(*(Text(shortened(cell, _CELL)) for cell in row))
    Console().print(drawn)


def write_file(output: Path, text: str) -> None:
    """Writes the text to the file, which is whole or not there."""
    with _replacing(output) as part:
        part.write_bytes(as_bytes(text))


def written_report(told: "copydesk.Report", output: Path | None, *, json: Path | None) -> None:
    """Writes the report and its JSON to those of the two files that are named, and prints the brief."""
    from rich.console import Console

    from copydesk.export.brief import print_brief

    if output:
        write_file(output, told.to_html())
    if json:
        write_file(json, told.to_json())
    print_brief(told.stories, told.summary, console=Console())
    for file in (output, json):
        if file:
            note(f"wrote {file}")


def require_writable(output: Path | None) -> None:
    """Raises `UsageError` before the work begins if the file cannot be written after it."""
    if output is None:
        return
    place = _place(output)
    if (
        place.is_dir()
        or not place.parent.is_dir()
        or not os.access(place if place.exists() else place.parent, os.W_OK)
    ):
        raise UsageError(f"cannot write {output}")


def require_apart(output: Path | None, other: Path | None) -> None:
    """Raises `UsageError` if one of the two cannot be written, or both are one file, in which only the later written
    would be found."""
    for file in (output, other):
        require_writable(file)
    if output and other and _place(output) == _place(other) and not output.is_char_device():
        raise UsageError(f"{output} cannot hold both the report and its JSON: name two files")


def _place(output: Path) -> Path:
    """Where `output` lies: what a link leads to; a device is itself."""
    return output if output.exists() and not output.is_file() else Path(os.path.realpath(output))


@contextlib.contextmanager
def _replacing(output: Path) -> Iterator[Path]:
    """A hidden file beside `output` that takes its place when written; a device is written to itself."""
    require_writable(output)
    place = _place(output)
    is_device = place.exists() and not place.is_file()
    part = place if is_device else place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield part
        if not is_device:
            part.replace(place)
    except OSError as error:
        error.filename = str(output)  # a full disk names no file, and the hidden one says nothing to the user
        raise
    finally:
        if not is_device:
            part.unlink(missing_ok=True)
