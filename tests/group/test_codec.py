"""What is packed comes back as it was, and what is no packed thing is refused."""

import zlib
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.group.codec import (
    pack,
    pack_array,
    pack_profile,
    unpack,
    unpack_array,
    unpack_profile,
)
from copydesk.group.profiles import Document, profile_of
from copydesk.group.storybook import Change, ChangeKind
from copydesk.model import Annotations


@given(st.text(max_size=400), st.text(max_size=40), st.booleans())
def test_profiles_come_back(text: str, title: str, named: bool) -> None:
    document = Document("a", title, text, publisher="gazette" if named else None)
    profile = profile_of(document, np.arange(512, dtype=np.int16))
    back = unpack_profile(pack_profile(profile))
    assert str(back) == str(profile)
    for mine, its in zip((profile.key, *profile.kinds), (back.key, *back.kinds), strict=True):
        assert mine.columns.tolist() == its.columns.tolist()
        assert mine.weights.tolist() == its.weights.tolist()


@pytest.mark.parametrize("kind", [np.int32, np.float32, np.uint32])
def test_arrays_come_back(kind: type[np.generic]) -> None:
    array = np.arange(24).reshape(2, 3, 4).astype(kind)
    back = unpack_array(pack_array(array))
    assert back.dtype == array.dtype
    assert np.array_equal(back, array)


def test_changes_come_back() -> None:
    change = Change(3, ChangeKind.MOVED, ("a", "b"), None, "story", 2)
    assert unpack(Change, pack(change)) == change


@given(st.binary(max_size=60) | st.sampled_from([b"3", b"{}", b'{"sizes": [4]}', b"[]", b'["O", [1]]']))
def test_other_bytes_are_refused(data: bytes) -> None:
    for read in (partial(unpack, Annotations), unpack_array, partial(unpack, Change), unpack_profile):
        with pytest.raises(ValueError):  # noqa: PT011 - the messages are those of the parsers
            read(data)
        with pytest.raises(ValueError):  # noqa: PT011
            read(zlib.compress(data))
