"""How many cells of the public tables of a register stay hidden, by how large the register is, and why.

    python -m tests.benchmarks.hidden_cells [--sizes 210,2000,20000] [--kinds study,invented] [--no-attack]

`study` draws, with replacement, from the invented registrations that give the counts of the study of 2021;
210 of them are those themselves. `invented` is drawn by chance, few platforms often and many rarely. Each
row is a table of the catalogue as editions for everybody, made one after the other and each beside all before
it: cells with their totals, how many are hidden, how many at the least would be if the table stood alone and
nobody attacked it, the same if a total cost no more to hide than a count, how many are hidden beyond the
least because of what a reader of it and of the editions before it would learn, small counts (1 to 9), the
counts and differences that a reader of all finds within less than the base, and processor seconds. Where
`hidden` is `least`, no choice of cells could be better: so many lines have no rounding that adds up.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np

from baken.demo.emm import registrations
from baken.disclosure import rounding
from baken.disclosure.attack import Reader
from baken.disclosure.exceptions import NotSafe
from baken.disclosure.mechanism import HIDDEN
from baken.disclosure.tables import CountTable
from baken.platforms.catalogue import shipped_index
from baken.register.coded import CodedRegister, coded_records
from baken.register.records import RegistrationRecord
from baken.statistics.catalogue import TABLES
from baken.statistics.editions import definitions
from baken.statistics.editions.definitions import PUBLIC
from baken.statistics.editions.part import Part
from baken.statistics.editions.safe import MECHANISM, as_edition, make_safe
from baken.statistics.period import Period
from tests.factories.registers import drawn_register

SECONDS = 60.0
SEED = 63
HEAD = ("table", "cells", "hidden", "least", "plain", "beyond", "small", "found", "seconds")


def study(size: int) -> CodedRegister:
    """The study's registrations, or so many drawn from them, each with persons of its own."""
    shipped = registrations()
    draw = np.random.default_rng([SEED, size])
    chosen = shipped if size == len(shipped) else _drawn(shipped, draw.integers(0, len(shipped), size))
    return coded_records(chosen, shipped_index())


def _drawn(shipped: Sequence[RegistrationRecord], places: Any) -> list[RegistrationRecord]:
    return [
        replace(
            shipped[place],
            reference=f"R{number:06}",
            persons=tuple(replace(one, person=f"{one.person}-{number}") for one in shipped[place].persons),
        )
        for number, place in enumerate(places.tolist())
    ]


KINDS = {"study": study, "invented": lambda size: drawn_register(SEED, size)}


def parts_of(frames: CodedRegister) -> Iterator[tuple[str, Part]]:
    """Every part of every public table of a register, in the order in which the demo makes them."""
    for name, public in PUBLIC.items():
        table = TABLES[name]
        if table.source != "register":
            continue
        years = definitions.years_of(table, frames, Period())
        whole = Period.of_years(years[0], years[-1])
        drafted = public.draft(frames, whole, years, definitions.state(table, frames, whole, years))
        yield from ((name, part) for part in drafted.parts)


def least(table: CountTable, *, total: int, grand_total: int) -> int:
    """The fewest cells that any rounding of this table hides, a total costing so many counts."""
    choices = [
        {value: float(abs(value - count)) for value in MECHANISM.choices(count)}
        for count in table.values.reshape(-1).tolist()
    ]
    kept = rounding.HIDDEN_TOTAL, rounding.HIDDEN_GRAND_TOTAL
    rounding.HIDDEN_TOTAL, rounding.HIDDEN_GRAND_TOTAL = total, grand_total
    try:
        found = rounding.round_table(table.values, choices, across=table.across, seconds=SECONDS)
    finally:
        rounding.HIDDEN_TOTAL, rounding.HIDDEN_GRAND_TOTAL = kept
    return -1 if found.published is None else int((found.published == HIDDEN).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description="Hidden cells by the size of a register")
    parser.add_argument("--sizes", default="210,2000,20000")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--no-attack", action="store_true", help="leave out the last attack on each table")
    options = parser.parse_args()
    for kind in options.kinds.split(","):
        for size in map(int, options.sizes.split(",")):
            print(f"\n{kind}, {size:,} registrations", flush=True)
            _print(KINDS[kind](size), attacked=not options.no_attack)


def _print(frames: CodedRegister, *, attacked: bool) -> None:
    print(f"{HEAD[0]:22}" + "".join(f"{word:>8}" for word in HEAD[1:]), flush=True)
    known: list[Any] = []
    rows: dict[str, list[float]] = {}
    for name, part in parts_of(frames):
        began = process_time()
        try:
            (one,) = make_safe([part], known, seconds=SECONDS)
        except NotSafe as fault:
            print(f"{name:22} refused: {fault}", flush=True)
            continue
        known.append(as_edition(part.table, one.published, part.naming))
        values = part.table.values
        hidden = int((one.published.values == HIDDEN).sum())
        alone = least(part.table, total=rounding.HIDDEN_TOTAL, grand_total=rounding.HIDDEN_GRAND_TOTAL)
        plain = least(part.table, total=1, grand_total=1)
        small = int(MECHANISM.sensitive(values).sum())
        row = [values.size, hidden, alone, plain, max(0, hidden - alone), small, 0, process_time() - began]
        rows[name] = [mine + more for mine, more in zip(rows.get(name, [0] * len(row)), row, strict=True)]
    found = len(list(Reader(known, MECHANISM).sharp())) if attacked else -1
    for name, row in rows.items():
        print(_line(name, row), flush=True)
    every = [sum(row[place] for row in rows.values()) for place in range(8)]
    every[6] = found
    print(_line("all", every) + f"   {every[1] / every[0]:.2%} hidden", flush=True)


def _line(name: str, row: Sequence[float]) -> str:
    return f"{name:22}" + "".join(f"{int(value):8}" for value in row[:-1]) + f"{row[-1]:8.1f}"


if __name__ == "__main__":
    main()
