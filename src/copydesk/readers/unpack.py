"""A file's bytes, unpacked if it is gzip, within the limits."""

import gzip
import io
import zlib
from typing import BinaryIO

from copydesk.model import Reason
from copydesk.readers.limits import Limits
from copydesk.readers.refusal import Refusal

GZIP = b"\x1f\x8b"
HEAD_BYTES = 64 * 1024


class _Packed(io.RawIOBase):
    """The bytes of a gzip file, counted as they are taken."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest
        self.taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._first:
            cut = len(self._first) if size < 0 else size
            data, self._first = self._first[:cut], self._first[cut:]
        else:
            data = self._rest.read(size)
        self.taken += len(data)
        return data


class Stream(io.RawIOBase):
    """Unpacked bytes; raises `Refusal` where the gzip data are damaged or expand beyond the limit.

    What stands before the damage is given first.
    """

    def __init__(self, first: bytes, rest: BinaryIO, *, limits: Limits) -> None:
        self._packed = _Packed(first, rest)
        self._gzip = gzip.GzipFile(fileobj=self._packed, mode="rb") if first.startswith(GZIP) else None
        self._limits = limits
        self._given = 0
        self._refusal: Refusal | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer) and self._refusal is None:
            try:
                data = self._read(len(buffer) - filled)
            except Refusal as refusal:
                self._refusal = refusal
                break
            if not data:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if self._refusal and not filled:
            raise self._refusal
        return filled

    def _read(self, size: int) -> bytes:
        """Some bytes, at most `size`, none at the end."""
        try:
            data = self._gzip.read1(size) if self._gzip else self._packed.read(size)
        except EOFError:
            raise Refusal(Reason.CORRUPT, f"gzip data end early, after {self._given:,} bytes") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Refusal(Reason.CORRUPT, f"gzip data are damaged: {error}") from None
        except OSError as error:
            raise Refusal(Reason.UNREADABLE, error.strerror or str(error)) from None
        self._given += len(data)
        if self._gzip and self._given > self._limits.page_bytes:
            self._refuse_bomb()
        return data

    def _refuse_bomb(self) -> None:
        if self._given > self._limits.expansion * self._packed.taken:
            raise Refusal(
                Reason.TOO_LARGE, f"gzip data unpack to more than {self._limits.expansion} times their size"
            )


def open_unpacked(file: BinaryIO, limits: Limits) -> io.BufferedReader:
    """`file`'s bytes, unpacked where its first bytes are gzip's, whatever it is called.

    `peek(HEAD_BYTES)` of the result shows the head as long as nothing was read.
    """
    first = file.read(HEAD_BYTES)
    return io.BufferedReader(Stream(first, file, limits=limits), buffer_size=HEAD_BYTES)
