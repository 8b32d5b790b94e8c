"""Zstandard data (RFC 8878): frames one behind the other.

A web archive's first frame may be one to be skipped that holds the dictionary of the others, itself packed or not
(The Zstandard WARC format, IIPC).
"""

import io
import sys
from typing import Protocol

from copydesk.model import Reason
from copydesk.readers.refusal import Refusal
from copydesk.readers.sniff import ZSTD

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

_FRAME, _DICTIONARY = ZSTD
_AT_ONCE = 64 * 1024


class _Source(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Frames:
    """The unpacked bytes of all frames. `packed` is read as they are asked for."""

    def __init__(self, packed: _Source, *, most: int) -> None:
        """Raises `Refusal` where the dictionary is damaged, or of over `most` bytes."""
        self._packed = packed
        self._waiting = packed.read(len(_DICTIONARY) + 4)
        self._dictionary = None
        if self._waiting.startswith(_DICTIONARY):
            size = int.from_bytes(self._waiting[len(_DICTIONARY) :], "little")
            self._dictionary = _dictionary(packed, size, most=most)
            self._waiting = b""
        self._frame: zstd.ZstdDecompressor | None = None

    def read1(self, size: int) -> bytes:
        """Some bytes, at most `size`, none at the end. Raises `EOFError` where a frame ends early, `Refusal` where it
        is damaged."""
        while True:
            if self._frame and self._frame.eof:
                self._waiting = self._frame.unused_data
                self._frame = None
            if not self._waiting and (self._frame is None or self._frame.needs_input):
                self._waiting = self._packed.read(_AT_ONCE)
                if not self._waiting and self._frame:
                    raise EOFError
                if not self._waiting:
                    return b""
            self._frame = self._frame or zstd.ZstdDecompressor(zstd_dict=self._dictionary)
            given, self._waiting = self._waiting, b""
            if data := _unpacked(self._frame, given, size=size):
                return data


def unpack_frames(body: bytes, *, most: int) -> tuple[bytes, bool]:
    """What the frames unpack to, of that no more than one byte over `most`, and whether they end where they should.

    Raises `Refusal` where they are damaged.
    """
    frames = Frames(io.BytesIO(body), most=most)
    parts, left = [], most + 1
    try:
        while left > 0 and (data := frames.read1(left)):
            parts.append(data)
            left -= len(data)
    except EOFError:
        return b"".join(parts), False
    return b"".join(parts), True


def _unpacked(frame: zstd.ZstdDecompressor, given: bytes, *, size: int) -> bytes:
    try:
        return frame.decompress(given, size)
    except zstd.ZstdError as error:
        raise Refusal(Reason.CORRUPT, f"zstd data are damaged: {error}") from None


def _dictionary(packed: _Source, size: int, *, most: int) -> zstd.ZstdDict:
    if size > most:
        raise Refusal(Reason.TOO_LARGE, f"a zstd dictionary of over {most:,} bytes")
    data = packed.read(size)
    if data.startswith(_FRAME):
        data, _ = unpack_frames(data, most=most)
    try:
        return zstd.ZstdDict(data)
    except (zstd.ZstdError, ValueError) as error:
        raise Refusal(Reason.CORRUPT, f"a damaged zstd dictionary: {error}") from None
