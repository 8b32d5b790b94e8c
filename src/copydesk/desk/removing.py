"""Pages that are taken off a desk, and what becomes of those that stay."""

from collections import defaultdict
from collections.abc import Collection

from copydesk.desk.placing import close_book, compared_anew, derive_anew
from copydesk.desk.store import Store
from copydesk.errors import InputError
from copydesk.group.changes import Change, ChangeKind


def take_off(store: Store, sources: Collection[str]) -> None:
    """Discards these pages, tells anew what those they shared text with derive from, and brings the stories to those of
    a batch of the pages that stay. Raises `InputError` where there is no such page.

    All pages are compared anew, as whom a page is nearest to depends on all the others.
    """
    for source in sorted(sources):
        if store.received(source) is None:
            raise InputError(f"the desk has no page {source}")
    removed = _removals(store, sources)
    kin = {page for source in sources for pair in store.links(source) for page in pair}
    store.discard(sources)
    store.record(removed)
    derive_anew(store, kin.difference(sources))
    close_book(store, compared_anew(store))


def _removals(store: Store, sources: Collection[str]) -> list[Change]:
    by_story: defaultdict[str, list[str]] = defaultdict(list)
    for page in store.arrived():
        if page.source in sources and page.story is not None:
            by_story[page.story].append(page.source)
    return [
        Change(number, ChangeKind.REMOVED, tuple(sorted(gone)), before=story, after=None)
        for number, (story, gone) in enumerate(sorted(by_story.items()), store.count_changes())
    ]
