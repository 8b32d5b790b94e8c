"""Pages as received -> those a desk does not hold; what came of them -> its file."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from copydesk.desk.entry import Entry
from copydesk.desk.store import Store
from copydesk.model import Reason, Rejected
from copydesk.readers import Raw

Raws = Iterable[Raw | Rejected]
CHUNK = 64
"""Pages that are written down at a time: should the process die, as many are read again."""


class Intake:
    """Takes pages in, each once: one of an id that is held is neither read nor written again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._received: dict[str, str] = {}
        """Id -> digest of the pages that `unknown` gave and that are not written down yet."""

    def unknown(self, raws: Raws) -> Iterator[Raw | Rejected]:
        """The pages as received, but for those of an id that the desk holds: these go by their other id, if they have
        one and are not the same, or are rejected."""
        for raw in raws:
            yield self._unknown(raw) if isinstance(raw, Raw) else raw

    def _unknown(self, raw: Raw) -> Raw | Rejected:
        digest = _digest(raw)
        held = self._store.received(raw.source)
        if held is None:
            self._received[raw.source] = digest
            return raw
        if held != digest and raw.otherwise:
            return self._unknown(replace(raw, source=raw.otherwise, otherwise=None))
        return _known(raw.source, same=held == digest)

    def write(self, results: Iterable[Entry | Rejected]) -> Iterator[str | Rejected]:
        """Writes down what came of the pages that `unknown` gave. Gives, as they come, the source of each new article,
        or the rejection."""
        chunk: list[Entry | Rejected] = []
        for result in results:
            chunk.append(result)
            if len(chunk) == CHUNK:
                yield from self._write(chunk)
                chunk = []
        yield from self._write(chunk)

    def _write(self, chunk: list[Entry | Rejected]) -> list[str | Rejected]:
        with self._store.writing():
            return [self._write_one(result) for result in chunk]

    def _write_one(self, result: Entry | Rejected) -> str | Rejected:
        if isinstance(result, Rejected):
            self._received.pop(result.source, None)
            if result.reason is not Reason.DUPLICATE_ID and self._store.received(result.source) is None:
                self._store.refuse(result)
            return result
        source = result.packed.source
        received = self._received.pop(source, "")
        held = self._store.received(source)
        if held is not None:  # by another process, or under its other id, while this page was read
            return _known(source, same=held == received)
        self._store.shelve(result, received)
        return source


def _known(source: str, *, same: bool) -> Rejected:
    detail = "on the desk already" if same else "the desk holds another page of this id"
    return Rejected(source, "read", Reason.DUPLICATE_ID, detail)


def _digest(raw: Raw) -> str:
    """Tells what was received from anything else."""
    data = raw.data.encode("utf-8", "surrogatepass") if isinstance(raw.data, str) else raw.data
    return hashlib.sha256(data).hexdigest()
