"""Tables made safe to publish, beside CtrlRound in an environment of its own.

    python -m tests.benchmarks.publishing [--tables 40] [--seed 1] [--no-peer]

Counts are invented: as registers have them (many of none and few, a few large), larger, awkward (fours
everywhere, one full column among empty ones, a single large count), and the next edition of a table, in
which some counts grew. A table is safe when every published value is 0 or a multiple of 5 from 10 on, none
lies more than 5 from its count, lines without a hidden cell add up, and a reader of all editions stays 5 in
the dark about every small count and difference. CtrlRound knows no editions and hides nothing; its table is
held to the same. Seconds are of the slowest table.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from baken.disclosure.attack import Edition, Reader
from baken.disclosure.exceptions import NotSafe
from baken.disclosure.lines import lines_of
from baken.disclosure.mechanism import HIDDEN, Counts, Mechanism
from baken.disclosure.release import release
from baken.disclosure.tables import CountTable
from tests.benchmarks.linking.processes import NotRun, peers_python, run
from tests.factories.count_tables import count_table, sparse_counts

MECHANISM = Mechanism()
PEER = ("CtrlRound",)
Draw = np.random.Generator


def _awkward(draw: Draw, number: int) -> Counts:
    rows, columns = (int(size) for size in draw.integers(2, 11, 2))
    if number % 3 == 0:
        return np.full((rows, columns), 4)
    found = draw.integers(0, 3, (rows, columns))
    if number % 3 == 1:
        found[:, 0] = 9
    else:
        found[0, 0] = 500
    return found


KINDS: dict[str, Callable[[Draw, int], Counts]] = {
    "register, 12 x 6": lambda draw, _: sparse_counts(12, 6, 12, int(draw.integers(1 << 30))),
    "register, 39 x 7": lambda draw, _: sparse_counts(39, 7, 8, int(draw.integers(1 << 30))),
    "thin, 20 x 8": lambda draw, _: sparse_counts(20, 8, 2, int(draw.integers(1 << 30))),
    "awkward": _awkward,
}


def safe(editions: Sequence[Edition]) -> bool:
    """Whether the newest edition keeps to the mechanism and tells a reader of all of nobody."""
    newest = editions[-1]
    flat, counts = newest.published.reshape(-1), newest.true.reshape(-1).tolist()
    fits = all(
        value in (HIDDEN, *MECHANISM.choices(count))
        for count, value in zip(counts, flat.tolist(), strict=True)
    )
    adds = all(
        flat[line.parts].sum() == flat[line.total]
        for line in lines_of(newest.true.shape, across=newest.across)
        if flat[line.total] != HIDDEN and (flat[line.parts] != HIDDEN).all()
    )
    return fits and adds and not list(Reader(editions, MECHANISM).sharp())


def edition(table: CountTable, published: Counts) -> Edition:
    """A table and what was published of it."""
    return Edition(table.rows, table.columns, table.values, published, table.across)


def row(name: str, done: Sequence[bool], hidden: float, seconds: float, peer: str) -> None:
    """A line of the table."""
    print(f"{name:26} {sum(done):4}/{len(done):<4} {hidden:7.2%} {seconds:9.2f} {peer:>16}", flush=True)


def peers_answers(tables: Sequence[CountTable]) -> list[bool]:
    """Which tables CtrlRound makes safe. Raises NotRun where it can't be had."""
    python = peers_python("publishing-peers", PEER)
    with tempfile.TemporaryDirectory() as name:
        given = Path(name) / "tables.json"
        given.write_text(json.dumps([table.inner.tolist() for table in tables]))
        said = run([python, Path(__file__).with_name("publishing_peer.py"), given, str(MECHANISM.base)])
    answers = json.loads(said.printed.splitlines()[-1])
    return [
        one["published"] is not None and safe([edition(table, np.array(one["published"]))])
        for table, one in zip(tables, answers, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peer", action="store_true")
    wishes = parser.parse_args()
    print(f"{'tables':26} {'safe':>9} {'hidden':>7} {'slowest s':>9} {'CtrlRound safe':>16}")
    for name, make in KINDS.items():
        draw = np.random.default_rng(wishes.seed)
        tables = [count_table(make(draw, number)) for number in range(wishes.tables)]
        firsts = _published(name, [(table, []) for table in tables], no_peer=wishes.no_peer)
        nexts = [
            (count_table(table.inner + draw.poisson(0.6, table.inner.shape)), [(table, first)])
            for table, first in zip(tables, firsts, strict=True)
            if first is not None
        ]
        _published(f"{name}, next", nexts, no_peer=True)


def _published(
    name: str, asked: Sequence[tuple[CountTable, list[tuple[CountTable, CountTable]]]], *, no_peer: bool
) -> list[CountTable | None]:
    found: list[CountTable | None] = []
    hidden, cells, slowest = 0, 0, 0.0
    done = []
    for table, before in asked:
        begun = perf_counter()
        try:
            published = release(table, mechanism=MECHANISM, previous=before).table
        except NotSafe:
            found.append(None)
            done.append(False)
            continue
        slowest = max(slowest, perf_counter() - begun)
        found.append(published)
        earlier = [edition(true, shown.values) for true, shown in before]
        done.append(safe([*earlier, edition(table, published.values)]))
        hidden += int((published.values == HIDDEN).sum())
        cells += published.values.size
    peer = ""
    if not no_peer:
        try:
            peer = f"{sum(answers := peers_answers([table for table, _ in asked]))}/{len(answers)}"
        except NotRun as fault:
            peer = f"not run: {fault}"
    row(name, done, hidden / max(cells, 1), slowest, peer)
    return found


if __name__ == "__main__":
    sys.exit(main())
