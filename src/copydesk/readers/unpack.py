"""A file's bytes, unpacked if they are gzip or Zstandard data, within the limits."""

import gzip
import io
import zlib
from typing import BinaryIO, Protocol

from copydesk.model import Reason
from copydesk.readers.limits import Limits
from copydesk.readers.refusal import Refusal
from copydesk.readers.sniff import GZIP, ZSTD

HEAD_BYTES = 64 * 1024


class _Unpacker(Protocol):
    def read1(self, size: int, /) -> bytes:
        """Some bytes, at most `size`, none at the end."""
        ...


class _Packed(io.RawIOBase):
    """The bytes of a packed file, counted as they are taken."""

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
    """Unpacked bytes; raises `Refusal` where the packed data are damaged or expand beyond the limit.

    What stands before the damage is given first.
    """

    def __init__(self, first: bytes, rest: BinaryIO, *, limits: Limits) -> None:
        self._packed = _Packed(first, rest)
        self._packing = "gzip" if first.startswith(GZIP) else "zstd" if first.startswith(ZSTD) else ""
        self._unpacker: _Unpacker | None = None
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
            data = self._unpacking().read1(size) if self._packing else self._packed.read(size)
        except EOFError:
            why = f"{self._packing} data end early, after {self._given:,} bytes"
            raise Refusal(Reason.CORRUPT, why) from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Refusal(Reason.CORRUPT, f"gzip data are damaged: {error}") from None
        except OSError as error:
            raise Refusal(Reason.UNREADABLE, error.strerror or str(error)) from None
        self._given += len(data)
        if self._packing and self._given > self._limits.page_bytes:
            self._refuse_bomb()
        return data

    def _unpacking(self) -> _Unpacker:
        if self._unpacker is None and self._packing == "zstd":
            from copydesk.readers.zst import Frames

            self._unpacker = Frames(self._packed, most=self._limits.page_bytes)
        elif self._unpacker is None:
            self._unpacker = gzip.GzipFile(fileobj=self._packed, mode="rb")
        return self._unpacker

    def _refuse_bomb(self) -> None:
        if self._given > self._limits.expansion * self._packed.taken:
            times = f"{self._limits.expansion} times their size"
            raise Refusal(Reason.TOO_LARGE, f"{self._packing} data unpack to more than {times}")


def open_unpacked(file: BinaryIO, limits: Limits) -> io.BufferedReader:
    """`file`'s bytes, unpacked where its first bytes are those of gzip or Zstandard, whatever it is called.

    `peek(HEAD_BYTES)` of the result shows the head as long as nothing was read.
    """
    first = file.read(HEAD_BYTES)
    return io.BufferedReader(Stream(first, file, limits=limits), buffer_size=HEAD_BYTES)
