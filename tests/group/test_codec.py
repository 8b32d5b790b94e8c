"""What is packed comes back as it was, and what is no packed thing is refused."""

import zlib
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.group.changes import Change, ChangeKind
from copydesk.group.codec import (
    pack,
    pack_array,
    pack_key,
    pack_prints,
    pack_profile,
    unpack,
    unpack_array,
    unpack_key,
    unpack_prints,
    unpack_profile,
)
from copydesk.group.profiles import Document, profile_of
from copydesk.model import Annotations


@given(st.text(max_size=400), st.text(max_size=40), st.booleans())
def test_profiles_come_back(text: str, title: str, named: bool) -> None:
    document = Document("a", title, text, publisher="gazette" if named else None)
    profile = profile_of(document, np.arange(512, dtype=np.int16))
    back = unpack_profile(pack_profile(profile))
    assert str(back) == str(profile)
    key = unpack_key(pack_key(profile.key))
    pairs = [*zip(profile.kinds, back.kinds, strict=True), (profile.key, back.key), (profile.key, key)]
    for mine, its in pairs:
        assert mine.columns.tolist() == its.columns.tolist()
        assert mine.weights.tolist() == its.weights.tolist()


@pytest.mark.parametrize("kind", [np.int32, np.float32, np.uint32])
def test_arrays_come_back(kind: type[np.generic]) -> None:
    array = np.arange(24).reshape(2, 3, 4).astype(kind)
    back = unpack_array(pack_array(array))
    assert back.dtype == array.dtype
    assert np.array_equal(back, array)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_fingerprints_come_back(hashes: list[int]) -> None:
    assert unpack_prints(pack_prints(np.array(hashes, np.uint32))).tolist() == hashes


@given(st.binary(max_size=40), st.integers(0, 60), st.integers(1, 255))
def test_a_damaged_key_or_fingerprint_is_refused(data: bytes, at: int, change: int) -> None:
    packed = bytearray(pack_prints(np.frombuffer(data[: len(data) // 4 * 4], np.uint32)))
    packed[at % len(packed)] ^= change
    for read in (unpack_prints, unpack_key):
        with pytest.raises(ValueError, match="damaged"):
            read(bytes(packed))


def test_changes_come_back() -> None:
    change = Change(3, ChangeKind.MOVED, ("a", "b"), None, "story", 2)
    assert unpack(Change, pack(change)) == change


@given(st.binary(max_size=60) | st.sampled_from([b"3", b"{}", b'{"sizes": [4]}', b"[]", b'["O", [1]]']))
def test_other_bytes_are_refused(data: bytes) -> None:
    kinds = (partial(unpack, Annotations), partial(unpack, Change))
    for read in (*kinds, unpack_array, unpack_profile, unpack_prints, unpack_key):
        with pytest.raises(ValueError):  # noqa: PT011 - the messages are those of the parsers
            read(data)
        with pytest.raises(ValueError):  # noqa: PT011
            read(zlib.compress(data))
