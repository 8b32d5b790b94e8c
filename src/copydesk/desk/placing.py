"""New pages -> their links to those on the desk, their lineage, their stories."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from copydesk.desk.store import Store
from copydesk.desk.ties import Arrived
from copydesk.errors import DeskError
from copydesk.group.changes import Change
from copydesk.group.fetched import Fetched, Known
from copydesk.group.index import Index
from copydesk.group.neighbours import Neighbours, compared
from copydesk.group.reprints import Link, derive, link_pairs
from copydesk.group.shelf import Shelf
from copydesk.group.stories import copies_of
from copydesk.group.storybook import StoryBook
from copydesk.model import Relation, Reprint

Pair = tuple[str, str]
"""The sources of two pages, in order."""


def place(store: Store) -> tuple[Change, ...]:
    """Gives every page that has none its lineage and its story, and reconciles the stories with what a batch of all
    pages gives; the changes this took."""
    arrived = store.arrived()
    new = [page for page in arrived if page.story is None]
    if not new:
        return ()
    book = open_book(store)
    links = _new_links(store, [page.source for page in new], book=book)
    store.link(links)
    touched = _told_anew(store, links).union(page.source for page in new)
    bound = _bonds(reprint for source in touched if (reprint := store.reprint(source)))
    now = derive_anew(store, touched)
    for pair in bound - now:
        book.release(*pair)
    partners: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in sorted(now):
        partners[a].append(b)
        partners[b].append(a)
    for page in new:
        copies = [source for source in partners[page.source] if source in book]
        book.add(store.profile(page.number), copies=copies)
    for pair in now:
        book.bind(*pair)
    return close_book(store, book)


def open_book(store: Store) -> StoryBook:
    """The book of the desk's stories, as it was last reconciled. Raises `DeskError` where the file is damaged."""
    arrived = store.arrived()
    placed = [page for page in arrived if page.story is not None]
    try:
        near = Neighbours.restored(
            Known(_profiles(store, arrived), len(placed)),
            store.arrays() or Neighbours().arrays,
            sources=[page.source for page in placed],
            keys=store.keys(placed=True),
        )
        return _book(store, near, placed=placed)
    except (ValueError, KeyError):
        raise DeskError(f"{store.path} is damaged: its parts do not go together") from None


def compared_anew(store: Store) -> StoryBook:
    """The book of the desk's stories as they are, all of whose pages are to be judged anew when it is closed."""
    placed = [page for page in store.arrived() if page.story is not None]
    return _book(store, compared(_profiles(store, placed)), placed=placed)


def _profiles(store: Store, pages: Sequence[Arrived]) -> Fetched[int]:
    return Fetched(store.profile, [page.number for page in pages])


def _book(store: Store, near: Neighbours, *, placed: Sequence[Arrived]) -> StoryBook:
    return StoryBook.restored(
        near,
        [page.story for page in placed if page.story is not None],
        changes=store.count_changes(),
        copies=[_in_order(*pair) for pair in store.copies()],
        decided=store.decisions(),
    )


def derive_anew(store: Store, sources: Iterable[str]) -> set[Pair]:
    """Tells anew what these pages derive from, by all their links; the copies among them."""
    lineage = _lineage(store, sources)
    store.derive(lineage)
    return _bonds(lineage)


def close_book(store: Store, book: StoryBook) -> tuple[Change, ...]:
    """Reconciles the book and writes down what is new in it; the changes since it was opened."""
    book.reconcile()
    changes = book.ledger
    store.record(changes)
    store.decide(book.decided)
    store.keep(book.near.arrays)
    return changes


def _new_links(store: Store, sources: Sequence[str], *, book: StoryBook) -> dict[Pair, Link]:
    """What joins the texts of these pages to each other's and to those of the pages that have a story."""
    index = Index()
    index.add(book.near.sources, list(store.prints(placed=True)))
    pairs = index.add_and_pair(sources, store.prints(placed=False))
    named = {_in_order(index.ids[a], index.ids[b]) for a, b in pairs}
    shelf = Shelf(sorted({source for pair in named for source in pair}), store.findings)
    links = link_pairs(shelf, shelf.numbered(named))
    return {(shelf.sources[a], shelf.sources[b]): link for (a, b), link in links.items()}


def _told_anew(store: Store, links: Mapping[Pair, Link]) -> set[str]:
    """The pages whose lineage new links change: those that have a new source, and those that now are one and had no
    link before."""
    ends = [link.in_order(*pair) for pair, link in links.items()]
    known = map(store.reprint, {source for _, source in ends})
    unlinked = {reprint.source for reprint in known if reprint and reprint.relation is Relation.UNKNOWN}
    return {derived for derived, _ in ends} | unlinked


def _lineage(store: Store, touched: Iterable[str]) -> list[Reprint]:
    """What each of these pages derives from, by all its links."""
    wanted = set(touched)
    links = {pair: link for source in sorted(wanted) for pair, link in store.links(source).items()}
    shelf = Shelf(sorted({*wanted, *(source for pair in links for source in pair)}), store.findings)
    numbers = dict(zip(shelf.numbered(links), links.values(), strict=True))
    return [reprint for reprint in derive(shelf, numbers) if reprint.source in wanted]


def _bonds(lineage: Iterable[Reprint]) -> set[Pair]:
    """The copies among these pages, each with what it derives from."""
    return {_in_order(*pair) for pair in copies_of(lineage)}


def _in_order(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
