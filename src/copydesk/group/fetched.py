"""Profiles by number, of which not all are held."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from copydesk.group.profiles import Profile

HELD = 8192
"""Profiles held to be compared, of some ten kilobytes each."""
Key = TypeVar("Key")


class Profiles(Protocol):
    """Profiles by number: a list of them, or what fetches one as it is asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> Profile: ...


class Fetched(Generic[Key]):
    """Profiles that are not held, each fetched by the key at its number."""

    def __init__(self, fetch: Callable[[Key], Profile], keys: Sequence[Key]) -> None:
        self._fetch, self._keys = fetch, keys

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, number: int) -> Profile:
        return self._fetch(self._keys[number])


class Known:
    """The first so many of some profiles. Those last asked for are held."""

    def __init__(self, profiles: Profiles, count: int) -> None:
        self._count = count
        self._profile = lru_cache(maxsize=HELD)(profiles.__getitem__)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Profile:
        profile: Profile = self._profile(int(number))
        return profile

    def append(self, _: Profile) -> None:
        """Counts the next one as known."""
        self._count += 1
