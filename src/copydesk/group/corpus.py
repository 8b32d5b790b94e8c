"""The articles that are grouped, held or not."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from copydesk.group.bodies import body_text
from copydesk.group.fetched import Profiles
from copydesk.group.fingerprints import Hashes, fingerprints
from copydesk.group.profiles import profiles_of
from copydesk.group.stories import document_of
from copydesk.model import Annotations


class Corpus(Protocol):
    """Articles, in the order of their sources, with what they are compared by; what was found in one is asked for
    where it is needed, and may be asked for again."""

    @property
    def sources(self) -> Sequence[str]:
        """The articles' sources, in order."""
        ...

    def prints(self) -> Iterator[Hashes]:
        """The fingerprint of each article."""
        ...

    def profiles(self) -> Profiles:
        """The profile of each article."""
        ...

    def findings(self, source: str) -> Annotations:
        """What was found in the article of this source."""
        ...


class Held:
    """A corpus of which everything is held."""

    def __init__(self, findings: Sequence[Annotations]) -> None:
        self._found = {
            found.article.source: found for found in sorted(findings, key=lambda f: f.article.source)
        }
        self.sources = list(self._found)

    def prints(self) -> Iterator[Hashes]:
        """The fingerprint of each article, all made together."""
        return iter(fingerprints([body_text(found.article) for found in self._found.values()]))

    def profiles(self) -> Profiles:
        """The profile of each article, all made together. Raises `DamagedWeightsError`."""
        return profiles_of([document_of(found) for found in self._found.values()])

    def findings(self, source: str) -> Annotations:
        """What was found in the article of this source."""
        return self._found[source]
