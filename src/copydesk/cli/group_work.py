"""What `group` and `report` need of each page, and what `group` makes of it once all have been read."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from copydesk.cli.runs import Run, results_of
from copydesk.cli.screen import progress
from copydesk.engine.spool import Spool
from copydesk.export.lines import as_line, group_records, rejected_record
from copydesk.group import Packed, group_corpus
from copydesk.model import Rejected, Story


@contextlib.contextmanager
def packed_results(
    asked: Run[Packed | Rejected], output: Path | None
) -> Iterator[Iterator[Packed | Rejected]]:
    """What came of each page, in input order, made in parts where that was asked for."""
    if asked.is_in_parts:
        from copydesk.cli.in_parts import packed_in_parts

        with packed_in_parts(asked, output) as results:
            yield results
    else:
        yield progress(results_of(asked), output)


def group_lines(
    results: Iterable[Packed | Rejected], *, follow: Callable[[Iterator[Story]], Iterator[Story]] = iter
) -> Iterator[str]:
    """The lines of `group`, in input order: once all results have come, their articles kept on disk meanwhile.

    The stories go through `follow` as they are found, to show how far it is.
    """
    came: list[str | Rejected] = []
    lines: dict[str, str] = {}
    with TemporaryFile(prefix="copydesk-") as file:
        spool = Spool(file)
        for result in results:
            if isinstance(result, Packed):
                spool.add(result)
            came.append(result.source if isinstance(result, Packed) else result)
        for story in follow(group_corpus(spool)):
            lines |= {source: as_line(record) for source, record in group_records(story).items()}
    for source in came:
        yield as_line(rejected_record(source)) if isinstance(source, Rejected) else lines[source]
