"""Loops in machine code: the one place that knows about the compiler."""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import config, njit

P = ParamSpec("P")
R = TypeVar("R")

Whole = int | np.int64
Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Rough = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled on its first call, and kept on disk for the next run where it can be.

    Compiled loops do not check bounds: who writes one promises the lengths it relies on.
    """
    compiler: Any = njit
    settings: Any = config
    kept_in = _directory()
    if kept_in is None:
        return cast("Callable[P, R]", compiler(nogil=True)(function))
    given = settings.CACHE_DIR
    settings.CACHE_DIR = str(kept_in)
    try:
        return cast("Callable[P, R]", compiler(cache=True, nogil=True)(function))
    finally:
        settings.CACHE_DIR = given


@cache
def _directory() -> Path | None:
    """Where compiled loops are kept, under a name that changes with every line of this room.

    The compiler looks at the age of one file only, while loops call each other and read constants
    over files: without this an upgrade could run old code. Beside the sources, or else in the directory
    that NUMBA_CACHE_DIR names to the compiler; None where nothing can be written.
    """
    room = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(room.glob("*.py")):
        digest.update(source.read_bytes())
    given = config.CACHE_DIR  # type: ignore[attr-defined]
    for place in (room / "__pycache__", *([Path(given)] if given else [])):
        directory = place / f"kernels-{digest.hexdigest()[:16]}"
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(directory, os.W_OK):
            return directory
    return None
