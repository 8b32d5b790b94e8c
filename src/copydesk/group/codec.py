"""What is kept of an article, as bytes: JSON for what was found, plain arrays for what is compared. All has a
checksum, and nothing is pickled."""

import json
import zlib
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from copydesk.group.changes import Change
from copydesk.group.fingerprints import Hashes
from copydesk.group.profiles import Profile, Terms
from copydesk.group.reprints import Link
from copydesk.model import Annotations, Reprint

_DAYS = ("news_days", "weekdays")
_VALUES = ("source", "language", "day", *_DAYS, "words", "publisher", "addresses")
"""The small values of a profile."""
Kept = TypeVar("Kept", Annotations, Reprint, Link, Change)
_LEVEL = 6
"""Of zlib, whose checksum tells damaged bytes: findings take a fifth of their JSON, and packing them a millisecond."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def pack(value: Annotations | Reprint | Link | Change) -> bytes:
    """What was found on a page, what it derives from, what joins two texts, or a line of the ledger."""
    kind: Any = type(value)
    return zlib.compress(_adapter(kind).dump_json(value), _LEVEL)


def unpack(kind: type[Kept], data: bytes) -> Kept:
    """The `kind` of value that `pack` packed. Raises `ValueError` where the bytes are no such thing."""
    wanted: Any = kind
    value: Kept = _adapter(wanted).validate_json(_inflated(data))
    return value


def pack_array(array: NDArray[np.generic]) -> bytes:
    """The array as a line of JSON that tells its type and shape, and its numbers, packed."""
    head = json.dumps([array.dtype.str, list(array.shape)]).encode()
    return zlib.compress(head + b"\n" + np.ascontiguousarray(array).tobytes(), 1)


def unpack_array(data: bytes) -> NDArray[np.generic]:
    """What `pack_array` packed. Raises `ValueError` where the bytes are no such thing."""
    head, _, numbers = _inflated(data).partition(b"\n")
    try:
        kind, shape = json.loads(head.decode())
        array: NDArray[np.generic] = np.frombuffer(numbers, dtype=kind).reshape(shape).copy()
    except TypeError as error:
        raise ValueError(f"damaged: {error}") from None
    return array


def pack_profile(profile: Profile) -> bytes:
    """The profile as a line of JSON with its small values, then its columns, weights and sentence vector."""
    vectors = (profile.key, *profile.kinds, profile.about)
    head = {name: getattr(profile, name) for name in _VALUES}
    head |= {"sizes": [len(vector.columns) for vector in vectors]}
    columns = np.concatenate([vector.columns for vector in vectors]).astype("<i4")
    weights = np.concatenate([*(vector.weights for vector in vectors), profile.sentence]).astype("<i2")
    return zlib.compress(json.dumps(head).encode() + b"\n" + columns.tobytes() + weights.tobytes(), _LEVEL)


def unpack_profile(data: bytes) -> Profile:
    """What `pack_profile` packed. Raises `ValueError` where the bytes are no such thing."""
    first, _, numbers = _inflated(data).partition(b"\n")
    try:
        return _profile(json.loads(first.decode()), numbers)
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"damaged: {error}") from None


def pack_prints(prints: Hashes) -> bytes:
    """The fingerprint, checked but not deflated: hashes hardly shrink, and those of all articles are read at once."""
    return _checked(prints.astype("<u4").tobytes())


def unpack_prints(data: bytes) -> Hashes:
    """What `pack_prints` packed. Raises `ValueError` where the bytes are no such thing."""
    return np.frombuffer(_unchecked(data), "<u4")


def pack_key(key: Terms) -> bytes:
    """The terms by which an article is found, like `pack_prints`."""
    return _checked(key.columns.astype("<i4").tobytes() + key.weights.astype("<i2").tobytes())


def unpack_key(data: bytes) -> Terms:
    """What `pack_key` packed. Raises `ValueError` where the bytes are no such thing."""
    numbers = _unchecked(data)
    count = len(numbers) // 6
    return Terms(
        np.frombuffer(numbers, "<i4", count=count),
        np.frombuffer(numbers, "<i2", count=count, offset=4 * count),
    )


def _profile(head: dict[str, Any], numbers: bytes) -> Profile:
    sizes: list[int] = head["sizes"]
    ends = np.cumsum(sizes).tolist()
    columns = np.frombuffer(numbers, "<i4", count=ends[-1])
    weights = np.frombuffer(numbers, "<i2", offset=4 * ends[-1])
    vectors = [
        Terms(columns[end - size : end], weights[end - size : end])
        for size, end in zip(sizes, ends, strict=True)
    ]
    values = {name: head[name] for name in _VALUES} | {name: tuple(head[name]) for name in _DAYS}
    return Profile(
        **values,
        key=vectors[0],
        kinds=tuple(vectors[1:-1]),
        sentence=weights[ends[-1] :],
        about=vectors[-1],
    )


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except (zlib.error, TypeError) as error:  # the latter where a damaged file gives no bytes
        raise ValueError(f"damaged: {error}") from None


def _checked(data: bytes) -> bytes:
    return data + zlib.crc32(data).to_bytes(4, "little")


def _unchecked(data: bytes) -> memoryview:
    whole = memoryview(data)
    if len(whole) < 4 or zlib.crc32(whole[:-4]).to_bytes(4, "little") != whole[-4:]:
        raise ValueError("damaged: the checksum is another")
    return whole[:-4]
