"""Articles on disk until they are grouped: of a corpus only what it is compared by is held."""

from array import array
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from copydesk.group import Packed
from copydesk.group.codec import unpack, unpack_prints, unpack_profile
from copydesk.group.fetched import Fetched, Profiles
from copydesk.group.fingerprints import Hashes
from copydesk.group.profiles import Profile
from copydesk.model import Annotations


class Spool:
    """Packed articles in a file: a corpus to be grouped, of which the sources are held and where each stands."""

    def __init__(self, file: BinaryIO) -> None:
        """`file` is empty, and nobody else's."""
        self._file = file
        self._number: dict[str, int] = {}
        self._ends = array("Q", [0])
        """Where each part of each article ends: findings, fingerprint, profile."""

    def add(self, packed: Packed) -> None:
        """Keeps the article; no other has its source."""
        self._number[packed.source] = len(self._number)
        for part in (packed.findings, packed.prints, packed.profile):
            self._file.write(part)
            self._ends.append(self._ends[-1] + len(part))

    @property
    def sources(self) -> Sequence[str]:
        """The articles' sources, in order."""
        return sorted(self._number)

    def prints(self) -> Iterator[Hashes]:
        """The fingerprint of each article, in the order of their sources."""
        return (unpack_prints(self._part(source, 1)) for source in self.sources)

    def profiles(self) -> Profiles:
        """The profile of each article, in the order of their sources, read as it is asked for."""
        return Fetched(self.profile, self.sources)

    def profile(self, source: str) -> Profile:
        """The profile of the article of this source."""
        return unpack_profile(self._part(source, 2))

    def findings(self, source: str) -> Annotations:
        """What was found in the article of this source."""
        return unpack(Annotations, self._part(source, 0))

    def _part(self, source: str, part: int) -> bytes:
        at = 3 * self._number[source] + part
        self._file.seek(self._ends[at])
        return self._file.read(self._ends[at + 1] - self._ends[at])
