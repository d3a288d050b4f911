"""Awkward tables through `baken disclose`, each then attacked by a reader that shares no code with it.

    python -m tests.benchmarks.disclosure_awkward [--seconds 20] [--attacked 40]

Nothing but zeros, one cell, full cells, one row or column that holds everybody, a single contributor, counts
above ten million, fours and fives everywhere, a small count in each line, and the next edition of some. Every
table of at most `--attacked` cells is attacked with whole numbers, two programmes for each small count or
difference; larger ones by the attacker of the command itself. A line for each: whether it was published, its
cells, those hidden, the furthest that a count moved, small counts found within less than the base (which must
be none), and seconds of the command. Exits 1 where one was found, or a published value breaks the promise.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np
from click.testing import CliRunner

from baken.cli.disclose import command
from baken.disclosure.attack import Edition, Reader
from baken.disclosure.mechanism import HIDDEN, Counts, Mechanism
from baken.disclosure.tables import CountTable, read_table, write_table
from tests.factories.count_tables import count_table, sparse_counts
from tests.unit.disclosure import count_attacker

MECHANISM = Mechanism()
count_attacker.MOST = 10**9


def _single(rows: int, columns: int, count: int) -> Counts:
    found = np.zeros((rows, columns), np.int64)
    found[0, 0] = count
    return found


def _full_column(rows: int, columns: int, count: int) -> Counts:
    found = np.zeros((rows, columns), np.int64)
    found[:, 0] = count
    return found


def _full_row(rows: int, columns: int, count: int) -> Counts:
    return _full_column(columns, rows, count).T


def _dominant(rows: int, columns: int, large: int, seed: int) -> Counts:
    found = np.random.default_rng(seed).integers(0, 4, (rows, columns)).astype(np.int64)
    found[rows // 2, columns // 2] = large
    return found


def _diagonal(size: int, count: int, around: int = 0) -> Counts:
    found = np.full((size, size), around, np.int64)
    np.fill_diagonal(found, count)
    return found


TABLES: dict[str, Counts] = {
    "all zero 5x4": np.zeros((5, 4), np.int64),
    "all zero 1x1": np.zeros((1, 1), np.int64),
    **{f"one cell of {count}": np.array([[count]], np.int64) for count in (1, 4, 5, 9, 10, 12_345_678)},
    **{f"one column of {count}s": np.full((6, 1), count, np.int64) for count in (1, 5, 9)},
    **{f"one row of {count}s": np.full((1, 6), count, np.int64) for count in (1, 4, 9)},
    **{f"single contributor of {count}": _single(5, 4, count) for count in (1, 9, 10, 500, 20_000_000)},
    "full column of 9": _full_column(5, 3, 9),
    "full column of 1": _full_column(5, 3, 1),
    "full column of 500": _full_column(5, 3, 500),
    "full row of 9": _full_row(3, 5, 9),
    "full row of 3": _full_row(3, 5, 3),
    **{f"{count}s everywhere 6x5": np.full((6, 5), count, np.int64) for count in (1, 2, 4, 5, 7, 9)},
    "fours everywhere 12x10": np.full((12, 10), 4, np.int64),
    "dominant 500 among few": _dominant(5, 4, 500, 1),
    "dominant 10^7 among few": _dominant(5, 4, 10_000_000, 2),
    "dominant 3*10^8 among few": _dominant(5, 4, 300_000_000, 3),
    "10^7 everywhere, one of 3": np.where(_single(5, 4, 1) == 1, 3, 10_000_001),
    "10^7 and ones alternating": np.indices((5, 4)).sum(0) % 2 * 10_000_000 + 1,
    "diagonal of 3": _diagonal(5, 3),
    "diagonal of 3 among 50": _diagonal(5, 3, 50),
    "diagonal of 50 among 3": _diagonal(5, 50, 3),
    "diagonal of 5 among 10": _diagonal(5, 5, 10),
    "one small in each row": np.where(np.arange(4) == 1, 2, 40) + np.zeros((6, 1), np.int64),
    "last figures 0 to 9": np.arange(20, dtype=np.int64).reshape(4, 5),
    "wide 2x40": sparse_counts(2, 40, 3, 4),
    "long 40x2": sparse_counts(40, 2, 3, 5),
}
GROWN = ("all zero 5x4", "full column of 9", "4s everywhere 6x5", "dominant 10^7 among few")
"""Tables that get a next edition, in which a count or two grew by one."""


def main() -> int:
    """Prints the lines; 1 where something was found."""
    parser = argparse.ArgumentParser(description="Awkward tables through `baken disclose`")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--attacked", type=int, default=42, help="cells of a table attacked from outside")
    options = parser.parse_args()
    print(
        f"{'table':32} {'':10} {'cells':>5} {'hidden':>6} {'moved':>5} {'found':>5} {'seconds':>7} by",
        flush=True,
    )
    found, refused, slowest, furthest, hidden, cells = 0, 0, 0.0, 0, 0, 0
    with tempfile.TemporaryDirectory() as name:
        for place, (what, inner) in enumerate(TABLES.items()):
            table = count_table(inner, across=inner.shape[1] > 1)
            editions: list[tuple[CountTable, CountTable]] = []
            for number in range(2 if what in GROWN else 1):
                true = table if number == 0 else _grown(table)
                told = f"{what}, next" if number else what
                shown, seconds = _disclosed(Path(name), place, number, true, editions, options.seconds)
                slowest = max(slowest, seconds)
                if shown is None:
                    refused += 1
                    print(f"{told:32} {'refused':10} {true.values.size:5} {'':19} {seconds:7.2f}", flush=True)
                    break
                editions.append((true, shown))
                moved = int(np.abs(shown.values - true.values)[shown.values != HIDDEN].max(initial=0))
                dark = int((shown.values == HIDDEN).sum())
                outside = true.values.size <= options.attacked
                sharp = _found(editions, outside=outside) + _broken(true, shown)
                found, furthest = found + sharp, max(furthest, moved)
                hidden, cells = hidden + dark, cells + true.values.size
                print(
                    f"{told:32} {'published':10} {true.values.size:5} {dark:6} {moved:5} {sharp:5} "
                    f"{seconds:7.2f} {'outside' if outside else 'itself'}",
                    flush=True,
                )
    print(
        f"\n{len(TABLES)} tables and {len(GROWN)} next editions: {refused} refused, {hidden} of {cells} "
        f"cells hidden, moved by at most {furthest}, {found} found, slowest {slowest:.1f} s"
    )
    return 1 if found else 0


def _grown(table: CountTable) -> CountTable:
    inner = table.inner.copy()
    inner[0, 0] += 1
    inner[-1, -1] += 1
    return count_table(inner, across=table.across)


def _disclosed(
    folder: Path,
    place: int,
    number: int,
    table: CountTable,
    before: list[tuple[CountTable, CountTable]],
    seconds: float,
) -> tuple[CountTable | None, float]:
    """What the command publishes of a table, None where it refuses, and how long it took."""
    source, target = folder / f"{place}-{number}.csv", folder / f"{place}-{number}-out.csv"
    source.write_text(write_table(table))
    earlier = [
        f"--previous={folder / f'{place}-{one}.csv'}={folder / f'{place}-{one}-out.csv'}"
        for one in range(len(before))
    ]
    begun = perf_counter()
    done = CliRunner().invoke(
        command, [str(source), "-o", str(target), "--quiet", f"--seconds={seconds}", *earlier]
    )
    took = perf_counter() - begun
    if done.exit_code == 1 and "is not published" in done.output:
        return None, took
    if done.exit_code:
        raise SystemExit(f"{done.output}{done.exception!r}")
    return read_table(target.read_text(), published=True), took


def _broken(true: CountTable, shown: CountTable) -> int:
    """Values shown that are no multiple of the base, too near to nothing, or too far from the count."""
    pairs = zip(true.values.reshape(-1).tolist(), shown.values.reshape(-1).tolist(), strict=True)
    return sum(value != HIDDEN and value not in MECHANISM.choices(count) for count, value in pairs)


def _found(editions: list[tuple[CountTable, CountTable]], *, outside: bool) -> int:
    """Small counts and differences that a reader of all editions knows within less than the base."""
    if not outside:
        read = [
            Edition(one.rows, one.columns, one.values, shown.values, one.across) for one, shown in editions
        ]
        return len(list(Reader(read, MECHANISM).sharp()))
    published, sharp = [shown for _, shown in editions], 0
    rising = len(editions) > 1
    for row, column in np.ndindex(*editions[0][0].values.shape):
        said = [int(one.values[row, column]) for one, _ in editions]
        asked = [[(at, row, column, 1)] for at, count in enumerate(said) if 0 < count < MECHANISM.threshold]
        if rising and 0 < said[1] - said[0] < MECHANISM.threshold:
            asked.append([(1, row, column, 1), (0, row, column, -1)])
        for one in asked:
            low, high = count_attacker.interval(published, one, base=MECHANISM.base, rising=rising)
            sharp += high - low < MECHANISM.base
    return sharp


if __name__ == "__main__":
    sys.exit(main())
