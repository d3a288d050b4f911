"""Loops in machine code: the one place that knows about the compiler, for this room and those above it."""

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from numba import config, njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function compiled on its first call, and kept on disk for the next run where it can be.

    Compiled loops do not check bounds: who writes one promises the lengths it relies on.
    """
    compiler: Any = njit
    settings: Any = config
    kept_in = _directory(Path(function.__code__.co_filename).parent)
    if kept_in is None:
        return cast("Callable[P, R]", compiler(nogil=True)(function))
    given = settings.CACHE_DIR
    settings.CACHE_DIR = str(kept_in)
    try:
        return cast("Callable[P, R]", compiler(cache=True, nogil=True)(function))
    finally:
        settings.CACHE_DIR = given


@cache
def _directory(room: Path) -> Path | None:
    """Where compiled loops are kept, under a name that changes with every line of their room.

    The compiler looks at the age of one file only, while loops call each other and read constants
    over files: without this an upgrade could run old code. Beside the sources, or else in the directory
    that NUMBA_CACHE_DIR names to the compiler; None where nothing can be written.
    """
    digest = hashlib.sha256()
    for source in sorted({Path(__file__), *room.glob("*.py")}):
        digest.update(source.read_bytes())
    given = config.CACHE_DIR  # type: ignore[attr-defined]
    for place in (room / "__pycache__", *([Path(given)] if given else [])):
        directory = place / f"loops-{digest.hexdigest()[:16]}"
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(directory, os.W_OK):
            return directory
    return None
