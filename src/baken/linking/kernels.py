"""Loops in machine code, and what they work on."""

import numpy as np
import numpy.typing as npt

from baken.extraction.compiled import compiled as kernel

__all__ = (
    "Bytes",
    "Codes",
    "Counts",
    "Flags",
    "Hashes",
    "Keys",
    "Numbers",
    "Places",
    "Rough",
    "Whole",
    "kernel",
)

Whole = int | np.int64
Bytes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.uint16]
Hashes = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Rough = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
