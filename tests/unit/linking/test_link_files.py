"""Files of an index: what was written is read back, and nothing else is."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from baken.linking.files import Files

ARRAYS: list[np.ndarray[Any, Any]] = [
    np.arange(7, dtype=np.uint32),
    np.zeros(0, dtype=np.float64),
    np.arange(12, dtype=np.int32).reshape(3, 4),
    np.arange(12, dtype=np.uint16).reshape(3, 4).T,
    np.zeros((38, 0), dtype=np.uint32),
]


@pytest.mark.parametrize("values", ARRAYS, ids=range(len(ARRAYS)))
def test_array_is_read_back_as_it_was_written(tmp_path: Path, values: np.ndarray[Any, Any]) -> None:
    written = Files(tmp_path)
    written.save("one.npy", values)
    read = Files(tmp_path, written.marks).load("one.npy")
    assert (read.dtype, read.shape, read.tolist()) == (values.dtype, values.shape, values.tolist())
    assert np.load(tmp_path / "one.npy").tolist() == values.tolist()


def test_what_is_read_back_cannot_be_written_to(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.save("one.npy", np.arange(3))
    with pytest.raises(ValueError, match="read-only"):
        files.load("one.npy")[0] = 1


@pytest.mark.parametrize("place", [0, 50, 127, 128, 4_000, -1])
def test_any_changed_byte_is_an_error(tmp_path: Path, place: int) -> None:
    files = Files(tmp_path)
    files.save("one.npy", np.arange(1_000))
    held = bytearray((tmp_path / "one.npy").read_bytes())
    held[place] ^= 1
    (tmp_path / "one.npy").write_bytes(held)
    with pytest.raises(ValueError, match=r"one\.npy is not what was written"):
        files.load("one.npy")


def test_file_that_holds_no_plain_array_is_an_error(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("one.npy", b"no array")
    with pytest.raises(ValueError, match="magic"):
        files.load("one.npy")
    with (tmp_path / "made.npy").open("wb") as stream:
        np.save(stream, np.array([{}], dtype=object), allow_pickle=True)
    files.write("two.npy", (tmp_path / "made.npy").read_bytes())
    with pytest.raises(ValueError, match="no array of this version"):
        files.load("two.npy")


def test_file_that_is_not_known_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "one.npy").write_bytes(b"")
    with pytest.raises(KeyError):
        Files(tmp_path).content("one.npy")


def test_pieces_are_one_file(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.write("one", b"ab", np.array([99], np.uint8), b"")
    assert files.content("one").to_pybytes() == b"abc"
    assert files.marks["one"][0] == 3
