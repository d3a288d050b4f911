"""Runs the demo and dies by SIGKILL at its N-th statement to the database, or never.

    python -m tests.faults.killed_demo SCALE N [before|after]

Prints how many statements there were when it lives to the end.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import psycopg

counter = itertools.count(1)


def counting(execute: Callable[..., Any], deadly: int, moment: str) -> Callable[..., Any]:
    """The statement itself, and death before or after the N-th."""
    if "async" in execute.__module__:

        async def counted(self: Any, *arguments: Any, **options: Any) -> Any:
            number = next(counter)
            die(number, deadly, moment, "before")
            result = await execute(self, *arguments, **options)
            die(number, deadly, moment, "after")
            return result

    else:

        def counted(self: Any, *arguments: Any, **options: Any) -> Any:
            number = next(counter)
            die(number, deadly, moment, "before")
            result = execute(self, *arguments, **options)
            die(number, deadly, moment, "after")
            return result

    return counted


def die(number: int, deadly: int, moment: str, now: str) -> None:
    if number == deadly and moment == now:
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    scale, deadly, moment = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    for cursor in (psycopg.Cursor, psycopg.AsyncCursor):
        cursor.execute = counting(cursor.execute, deadly, moment)  # type: ignore[method-assign]

    from baken.cli.main import baken

    baken(["demo", "--no-serve", "--quiet", "--scale", scale], standalone_mode=False)
    print(f"statements: {next(counter) - 1}")


if __name__ == "__main__":
    main()
