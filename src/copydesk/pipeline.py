"""The recipe: the stages in order, and the one boundary where an error becomes a rejection.

A stage is imported when it is first run: pages are rendered without numpy, and cleaned without the parser.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from copydesk.errors import CopydeskError
from copydesk.model import Account, Annotations, Article, Page, Reason, Rejected
from copydesk.readers import SAFE, Limits, Raw, render

if TYPE_CHECKING:
    from copydesk.clean.agencies import Agency
    from copydesk.group import Packed

Result = TypeVar("Result")
Made = TypeVar("Made", Page, Article, Annotations, "Packed")
SiteLines = Mapping[str, frozenset[int]]
"""For each site the hashes of the lines that recur on its pages."""


def to_page(raw: Raw, limits: Limits = SAFE) -> Page | Rejected:
    """What was received as a page, decoded and rendered, or why there is none."""
    return _guarded("read", raw.source, make=lambda: render(raw, limits))


def to_site_lines(pages: Iterable[Page | Rejected]) -> SiteLines:
    """What recurs on each site, from a first pass over all pages; the same whatever their order."""
    from copydesk.clean import recurring_lines

    return recurring_lines(page for page in pages if isinstance(page, Page))


def to_agencies(path: Path | None) -> "tuple[Agency, ...]":
    """The user's own agencies in the file at `path`, none without one. Raises `InputError` naming the line."""
    if path is None:
        return ()
    from copydesk.clean.agency_file import read_agencies

    return read_agencies(path)


def knowing(added: "tuple[Agency, ...]", work: Callable[[Page], Result]) -> Callable[[Page], Result]:
    """`work` as it is done, in whichever process, with these agencies known besides those of the table."""
    know_agencies(added)
    return partial(_knowing, added, work=work) if added else work


def know_agencies(added: "tuple[Agency, ...]") -> None:
    """Makes these agencies known, besides those of the table, to what this process does from now on."""
    from copydesk.clean.agencies import use_agencies

    use_agencies(added)


def _knowing(added: "tuple[Agency, ...]", page: Page, *, work: Callable[[Page], Result]) -> Result:
    know_agencies(added)
    return work(page)


def to_article(page: Page, site_lines: SiteLines | None = None) -> Article | Rejected:
    """The page's article, or why there is none; what recurs on its site is taken for furniture."""
    from copydesk.clean import clean_page

    return _guarded("clean", page.source, make=lambda: clean_page(page, site_lines=site_lines or {}))


def to_findings(page: Page, site_lines: SiteLines | None = None) -> Annotations | Rejected:
    """The page's article with everything found in it, or why there is none."""
    article = to_article(page, site_lines)
    if isinstance(article, Rejected):
        return article
    from copydesk.annotate import annotate

    return _guarded("annotate", page.source, make=lambda: annotate(article))


def to_packed(page: Page, site_lines: SiteLines | None = None) -> "Packed | Rejected":
    """The page's article with everything found in it as bytes, to be grouped, or why there is none."""
    found = to_findings(page, site_lines)
    if isinstance(found, Rejected):
        return found
    from copydesk.group import packed

    return _guarded("annotate", page.source, make=lambda: packed(found))


def by_weight(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts as a report has them: the one with the most pages first, of those the one published last."""
    return tuple(sorted(accounts, key=_weight))


def _weight(account: Account) -> tuple[int, bool, int, int, str]:
    """What an account comes first by: its pages, whether anything is claimed, then the day its last page was published,
    an undated one behind; then its claims, and its id where these are equal."""
    from copydesk.account.dating import day_of

    days = (day_of(found.article.published) for found in account.story.findings)
    last = max((day.toordinal() for day in days if day), default=0)
    return (-account.counts.pages, not account.claims, -last, -len(account.claims), account.id)


def _guarded(stage: str, source: str, *, make: Callable[[], Made | Rejected]) -> Made | Rejected:
    """What `make` makes; an unforeseen error rejects this page, with its reason, and no other."""
    try:
        return make()
    except CopydeskError:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary: the reason is kept, the rest goes on
        return Rejected(source, stage, Reason.FAILED, f"{type(error).__name__}: {error}")
