"""Pages in, a sourced account out.

    import copydesk
    article = copydesk.read("page.html")
    findings = copydesk.annotate(article)
    account = copydesk.report(["a.txt", "b.txt"])
    desk = copydesk.open("news.desk")

Nothing is loaded before it is called for.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from copydesk.account.compare import Comparison
    from copydesk.annotate.events.coder import EventCode
    from copydesk.desk import Desk, Entry
    from copydesk.group import Packed
    from copydesk.model import Account, Annotations, Article, Page, Rejected, RunSummary
    from copydesk.readers import Limits, Raw

__all__ = [
    "Report",
    "annotate",
    "code_event",
    "compare_claims",
    "open",
    "read",
    "read_many",
    "report",
    "serve",
]

Path = str | os.PathLike[str]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Report:
    """The accounts of a run, the story with the most pages first, and what became of its inputs."""

    stories: "tuple[Account, ...]"
    summary: "RunSummary"

    @classmethod
    def of(
        cls,
        results: "Iterable[Packed | Rejected]",
        *,
        jobs: int = 1,
        follow: "Callable[[Iterator[Account]], Iterator[Account]]" = iter,
    ) -> "Report":
        """The report on pages as `pipeline.to_packed` gives them; with `jobs` over 1 as many processes tell it.

        The accounts go through `follow` as they are told, to show how far it is.
        """
        from tempfile import TemporaryFile

        from copydesk.engine.spool import Spool
        from copydesk.engine.telling import tell_all
        from copydesk.group import group_corpus
        from copydesk.model import Rejected, RunSummary
        from copydesk.pipeline import by_weight

        rejected: list[Rejected] = []
        with TemporaryFile(prefix="copydesk-") as file:
            spool = Spool(file)
            for result in results:
                if isinstance(result, Rejected):
                    rejected.append(result)
                else:
                    spool.add(result)
            accounts = by_weight(follow(tell_all(group_corpus(spool), jobs=jobs)))
        articles, every = len(spool.sources), len(spool.sources) + len(rejected)
        return cls(accounts, RunSummary(every, articles, tuple(sorted(rejected, key=_place))))

    def to_json(self) -> str:
        """The report as one JSON document."""
        from copydesk.export.document import report_json

        return report_json(self.stories, self.summary)

    def to_html(self) -> str:
        """The report as one HTML file that needs nothing beside it."""
        from copydesk.export.report import report_html

        return report_html(self.stories, self.summary)


def _place(rejected: "Rejected") -> tuple[str, str, str]:
    """What orders the rejections of a run whatever the order of its inputs."""
    return (rejected.source, rejected.reason, rejected.detail)


def read(path: Path) -> "Article":
    """The article of the one page at `path`.

    Raises `InputError` where the path does not exist, holds no article, or holds several pages.
    """
    from copydesk.errors import InputError
    from copydesk.model import Rejected

    found = list(read_many([path]))
    if len(found) != 1:
        raise InputError(f"{os.fspath(path)} holds {len(found)} pages; read_many reads them")
    if isinstance(found[0], Rejected):
        raise InputError(f"{found[0].source}: {found[0].reason}: {found[0].detail}")
    return found[0]


def read_many(
    paths: Iterable[Path],
    *,
    jobs: int = 1,
    limits: "Limits | None" = None,
    agencies: Path | None = None,
) -> "Iterator[Article | Rejected]":
    """The articles of the pages the paths hold, in order, each or why there is none.

    A path is a file, a folder, a glob, or `-` for standard input. With `jobs` over 1 as many processes
    work, and the calling script needs the usual `if __name__ == "__main__"`. `agencies` is a file of
    agencies that are not in the shipped table. Raises `InputError` where a path does not exist or a line of
    `agencies` is wrong, `UsageError` where `jobs` is not positive.
    """
    from copydesk.pipeline import to_article
    from copydesk.readers import SAFE, read_raw

    limits = limits or SAFE
    raws = read_raw(paths, limits=limits)
    return _worked(raws, to_article, jobs=jobs, limits=limits, agencies=agencies)


def annotate(article: "Article") -> "Annotations":
    """Everything found in the article: sentences, entities, times, quotations, claims, events; of one that is not in
    English its sentences alone. Raises `DamagedWeightsError` where a model's file is not as published.
    """
    from copydesk.annotate import annotate as find

    return find(article)


def report(
    paths: Iterable[Path],
    *,
    jobs: int = 1,
    limits: "Limits | None" = None,
    agencies: Path | None = None,
) -> Report:
    """The stories that the pages at `paths` tell, each with its account.

    Raises as `read_many` does; a page that holds no article is counted in the summary with its reason.
    """
    from copydesk.engine import PARSING
    from copydesk.pipeline import to_packed
    from copydesk.readers import SAFE, read_raw

    limits = limits or SAFE
    raws = read_raw(paths, limits=limits)
    results = _worked(raws, to_packed, jobs=jobs, limits=limits, agencies=agencies, preload=PARSING)
    return Report.of(results, jobs=jobs)


def open(path: Path) -> "Desk":
    """The desk at `path`, made if there is none: pages are added to it, its stories keep their ids while they grow.

        with copydesk.open("news.desk") as desk:
            desk.add(["news/"])
            for entry in desk.stories():
                account = desk.show(entry.id)

    Raises `InputError` where the file is something else.
    """
    from copydesk.desk import Desk

    return Desk(path, create=True, analyse=_entries)


def serve(
    path: Path, *, host: str = "127.0.0.1", port: int = 8000, ready: "Callable[[str], None]" = print
) -> None:
    """Serves the desk at `path` to browsers, read-only, until Ctrl-C; `ready` is given the address.

    Raises `InputError` where there is no desk, `NotServedError` where host and port cannot be listened on.
    """
    from pathlib import Path as File

    from copydesk.web import serve as run

    run(File(path), host=host, port=port, ready=ready)


def _entries(
    raws: "Iterable[Raw | Rejected]", *, jobs: int, limits: "Limits", agencies: Path | None
) -> "Iterator[Entry | Rejected]":
    """What each page becomes on a desk, in order."""
    from copydesk.desk import to_entry
    from copydesk.engine import PARSING

    return _worked(raws, to_entry, jobs=jobs, limits=limits, agencies=agencies, preload=PARSING)


def _worked(
    raws: "Iterable[Raw | Rejected]",
    work: "Callable[[Page], Result | Rejected]",
    *,
    jobs: int,
    limits: "Limits",
    agencies: Path | None,
    preload: Sequence[str] = (),
) -> "Iterator[Result | Rejected]":
    """What `work` makes of each page, in order; `preload` names modules the processes share."""
    from pathlib import Path as File

    from copydesk.engine import run
    from copydesk.pipeline import knowing, to_agencies

    known = knowing(to_agencies(File(agencies) if agencies else None), work)
    return run(raws, known, jobs=jobs, limits=limits, preload=preload)


def code_event(sentence: str, *, source: str, target: str) -> "EventCode":
    """What `source` did to `target` in the sentence, the two known: `.type` (PLOVER root), `.mode`, `.quad`.

    Raises `DamagedWeightsError` where a model's file is not as published.
    """
    from copydesk.annotate.events.coder import code_event as code

    return code(sentence, source=source, target=target)


def compare_claims(a: str, b: str) -> "Comparison":
    """How claim `b` stands to claim `a`: `.same`, `.supports`, `.contradicts`, scores 0..1.

    Raises `DamagedWeightsError` where a model's file is not as published.
    """
    from copydesk.account.compare import compare_claims as compare

    return compare(a, b)
