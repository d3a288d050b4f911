"""Codes found by a few bits of their hashes: the same places as by searching."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.register.bulk import _gathered, _places

HASHES = st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=60, unique=True)


@given(HASHES, st.data())
def test_each_stands_where_a_search_finds_it(given_hashes: list[int], data: st.DataObject) -> None:
    hashes = np.array(sorted(given_hashes), np.int64)
    asked = np.array(data.draw(st.lists(st.sampled_from(given_hashes), max_size=40)), np.int64)
    assert (_places(hashes, asked) == np.searchsorted(hashes, asked)).all()


def test_hashes_alike_in_all_those_bits_are_searched() -> None:
    hashes = np.array([0, 1 << 63 - 1, 1 << 63 - 2], np.int64)
    hashes.sort()
    assert _places(hashes, hashes[[2, 0, 1]]).tolist() == [2, 0, 1]
    # close together at every shift
    near = np.arange(4097, dtype=np.int64)
    assert _places(near, near[::-1]).tolist() == near[::-1].tolist()


@given(HASHES, st.integers(-(2**63), 2**63 - 1))
def test_hash_that_is_in_no_list_is_never_counted_as_its_neighbour(hashes: list[int], other: int) -> None:
    rows = [(one, str(one)) for one in hashes]
    asked = np.array([*hashes, other], ">i8")
    if other in hashes:
        (found,) = _gathered(rows, {"code": pl.String}, asked, ["code"])
        assert found.to_list() == [str(one) for one in asked.tolist()]
    else:
        with pytest.raises(LookupError, match="in no list of code"):
            _gathered(rows, {"code": pl.String}, asked, ["code"])
