"""What is written as records is read as it was, however the bytes are cut."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.engine.records import read_records, to_record
from copydesk.group import Packed
from copydesk.model import Reason, Rejected

SOURCES = st.text(max_size=8)
RESULTS = st.lists(
    st.builds(Packed, SOURCES, st.binary(max_size=30), st.binary(max_size=9), st.binary(max_size=9))
    | st.builds(Rejected, SOURCES, st.just("read"), st.sampled_from(Reason), st.text(max_size=20))
)


@given(RESULTS)
def test_records_are_read_as_they_were_written(results: list[Packed | Rejected]) -> None:
    assert list(read_records(BytesIO(b"".join(map(to_record, results))))) == results


@given(RESULTS.filter(bool), st.data())
def test_a_record_that_is_cut_is_told(results: list[Packed | Rejected], data: st.DataObject) -> None:
    written = b"".join(map(to_record, results))
    cut = data.draw(st.integers(2, len(to_record(results[-1])) - 1))  # a line end is missed by nobody
    with pytest.raises(ValueError):  # noqa: PT011 - of the head the parser tells
        list(read_records(BytesIO(written[:-cut])))
