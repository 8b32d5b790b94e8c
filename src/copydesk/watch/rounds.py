"""A round over feeds: the pages that are new, one after the other, and what is to be remembered of them."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from copydesk.model import Reason, Rejected
from copydesk.readers import Limits, Raw
from copydesk.readers.feeds import FeedItem
from copydesk.watch.feeds import Feed, fetch_feed, fetch_page, own_page, shown
from copydesk.watch.unfetched import TRIES, Stopped, Unfetched
from copydesk.watch.web import Web

Result = TypeVar("Result")

MOST_ITEMS = 100
"""New items of a feed that a round takes."""
PATIENCE = 600.0
"""Seconds after which a round goes on to the next feed."""


class Memory(Protocol):
    """What is remembered from round to round."""

    def has_seen(self, source: str) -> bool:
        """Whether the page of this id is kept, or was and has been removed."""
        ...

    def remembered(self, address: str) -> str | None:
        """What was last remembered of the address."""
        ...


@dataclass(slots=True)
class Tally:
    """What came of the feeds in a round. `left` counts the items that are left for later."""

    feeds: int = 0
    unchanged: int = 0
    failed: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Given:
    """A page that was given out and whose result is awaited: the feed and the item's name, where it was found, what to
    take in its place, and what its rejection costs of its tries."""

    feed: str
    name: str
    address: str | None
    own: Raw | None
    costs: int


class Round:
    """One round. `pages` are to be worked on in their order, and what comes of them to be given to `settled`."""

    def __init__(self, web: Web, memory: Memory, *, limits: Limits, say: Callable[[str], None]) -> None:
        self._web = web
        self._memory = memory
        self._limits = limits
        self._say = say
        self._given: deque[_Given] = deque()
        self._taken: set[str] = set()
        self._versions: dict[str, str] = {}
        self._states: dict[str, str] = {}
        self.tally = Tally()

    def pages(self, feeds: Iterable[str]) -> Iterator[Raw | Rejected]:
        """The pages to which new items of the feeds lead, each or why there is none; a line is said of each feed that
        cannot be had. Ends early, and quietly, where the user wants it."""
        try:
            for feed in feeds:
                self.tally.feeds += 1
                yield from self._pages_of(feed)
        except Stopped:
            return

    def settled(
        self, results: Iterable[Result | Rejected], work: Callable[[Raw], Result | Rejected]
    ) -> Iterator[Result | Rejected]:
        """The results; where a page gave none, what `work` makes of the feed's own text, if that is an article."""
        for result in results:
            given = self._given.popleft()
            if isinstance(result, Rejected) and result.reason is not Reason.DUPLICATE_ID and given.own:
                own = work(given.own)
                result = result if isinstance(own, Rejected) else own
            self._settle(given, result)
            yield result

    def news(self) -> Mapping[str, str]:
        """What is to be remembered of the addresses whose results were given out since this was last asked."""
        news, self._states = self._states, {}
        return news

    def versions(self) -> Mapping[str, str]:
        """What is to be remembered of the feeds of which nothing is left to do."""
        return self._versions

    def _pages_of(self, feed: str) -> Iterator[Raw | Rejected]:
        found = self._fetch(feed)
        if found is None:
            return
        new = [item for item in found.items if self._is_new(_name(item))]
        self._versions[shown(feed)] = found.version
        ends = self._web.around.clock() + PATIENCE
        left = len(new)
        for item in new[:MOST_ITEMS]:
            if self._web.around.clock() >= ends:
                break
            try:
                page = self._page(feed, item, home=found.home)
            except Stopped:
                self._leave(feed, left)
                raise
            left -= 1
            if page is not None:
                yield page
        if left:
            self._leave(feed, left)
            self._say(f"{shown(feed)}: {left:,} items are left for later rounds")
        if found.damage:
            self._leave(feed, 0)
            self._say(f"{shown(feed)}: {found.damage}")

    def _fetch(self, feed: str) -> Feed | None:
        """The feed if there is something new in it."""
        try:
            version = self._memory.remembered(shown(feed))
            found = fetch_feed(self._web, feed, version=version, limits=self._limits)
        except Unfetched as error:
            self.tally.failed += 1
            self._say(f"{shown(feed)}: {error.detail}")
            return None
        self.tally.unchanged += found is None
        return found

    def _page(self, feed: str, item: FeedItem, *, home: str | None) -> Raw | Rejected | None:
        """The item's page, or why there is none; nothing where it is left for later."""
        name, own = _name(item), own_page(item)
        address, costs = None, 1
        page: Raw | Rejected
        try:
            if item.link:
                page = fetch_page(self._web, item, home=home, limits=self._limits)
                address = dict(page.said)["url"]
                if address != name and not self._is_new(address):
                    page = Rejected(name, "read", Reason.DUPLICATE_ID, f"the same page as {address}")
            else:
                page, own = own or item.own, None
        except Unfetched as error:
            if not error.costs:
                self._leave(feed, 1)
                return None
            page, costs = error.of(name), error.costs
        self._given.append(_Given(feed, name, address, own, costs))
        return page

    def _is_new(self, address: str) -> bool:
        """Whether the page of this address is to be had; from now on it is not."""
        if address in self._taken:
            return False
        self._taken.add(address)
        return self._tried(address) < TRIES and not self._memory.has_seen(address)

    def _tried(self, address: str) -> int:
        tries: int = json.loads(self._memory.remembered(address) or "{}").get("tries", 0)
        return tries

    def _leave(self, feed: str, items: int) -> None:
        """So many items of the feed are for later rounds, which are to see the same version again."""
        self.tally.left += items
        self._versions.pop(shown(feed), None)

    def _settle(self, given: _Given, result: object) -> None:
        is_done = not isinstance(result, Rejected) or result.reason is Reason.DUPLICATE_ID
        tries = TRIES if is_done else self._tried(given.name) + given.costs
        if tries < TRIES:
            self._versions.pop(shown(given.feed), None)
        self._states[given.name] = json.dumps({"tries": tries})
        if is_done and given.address:
            self._states[given.address] = json.dumps({"tries": TRIES})


def _name(item: FeedItem) -> str:
    """What an item goes by."""
    return item.link or item.own.source
