"""Every public table of a demo made safe beside all before it, and attacked: what a reader of all finds.

    python -m baken.cli demo --no-serve --scale 0.05      # with BAKEN_STATE as DIRECTORY, once
    python -m tests.benchmarks.public_attack --state DIRECTORY [--organisation SLUG]

Each row is a table of the catalogue, or one of its cuts, as an edition for everybody: cells with totals,
how many are hidden, the most that a published value lies from its count, small counts (1 to 9), and how many
counts or differences somebody who knows the method and every edition so far finds within less than the base.
Tables that are held against each other are attacked together, in the order of the rows. Seconds, by the clock
and of this process, are for counting a table, making it safe and the last attack on it; those of the first of
a register are for reading it as well. Nothing is kept in the database.
"""

import argparse
import os
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np


def main() -> None:
    parser = argparse.ArgumentParser(description="The attack on every public table of a demo")
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--organisation")
    options = parser.parse_args()
    os.environ["BAKEN_STATE"] = str(options.state)
    from baken.config.command import organisation_session

    with organisation_session(
        options.organisation, reason="an attack on every table", purpose="statistics"
    ) as by:
        _attack(by)


def _attack(by: Any) -> None:
    from baken.disclosure.exceptions import NotSafe
    from baken.statistics.catalogue import TABLES
    from baken.statistics.editions.definitions import CUTS, PUBLIC, definition_of
    from baken.statistics.editions.part import NotPublic

    print(
        f"{'table':36} {'cells':>6} {'hidden':>6} {'moved':>6} {'small':>6} {'found':>6} {'seconds':>8} "
        f"{'processor':>9}",
        flush=True,
    )
    frames: dict[str, Any] = {}
    known: dict[str, list[Any]] = {}
    cells = hidden = found = 0
    for name, cut in [*((name, None) for name in PUBLIC), *CUTS]:
        public = definition_of(name, cut)
        if isinstance(public, NotPublic):
            continue
        label, source = name if cut is None else f"{name} by {cut}", TABLES[name].source
        try:
            row = _row(public, TABLES[name], frames, known.setdefault(source, []), by=by)
        except NotSafe as fault:
            print(f"{label:36} refused: {type(fault).__name__}", flush=True)
            continue
        if row is None:
            print(f"{label:36} nothing to count", flush=True)
            continue
        cells, hidden, found = cells + row[0], hidden + row[1], found + row[4]
        print(
            f"{label:36} {row[0]:6} {row[1]:6} {row[2]:6} {row[3]:6} {row[4]:6} {row[5]:8.2f} {row[6]:9.2f}",
            flush=True,
        )
    print(f"{'all':36} {cells:6} {hidden:6} {'':6} {'':6} {found:6}")


def _row(
    public: Any, table: Any, frames: dict[str, Any], known: list[Any], *, by: Any
) -> tuple[int, int, int, int, int, float, float] | None:
    from baken.disclosure.attack import Reader
    from baken.disclosure.mechanism import HIDDEN
    from baken.statistics.editions import definitions
    from baken.statistics.editions.safe import MECHANISM, as_edition, make_safe
    from baken.statistics.period import Period
    from baken.statistics.queries import frames_for

    began, spent = perf_counter(), process_time()
    if table.source not in frames:
        frames[table.source] = frames_for(table, by=by)
    read = frames[table.source]
    years = definitions.years_of(table, read, Period())
    if not years:
        return None
    whole = Period.of_years(years[0], years[-1])
    drafted = public.draft(read, whole, years, definitions.state(table, read, whole, years))
    cells = hidden = moved = small = 0
    for one in make_safe(drafted.parts, known):
        true, shown = one.part.table.values, one.published.values
        seen = shown != HIDDEN
        cells += shown.size
        hidden += int((~seen).sum())
        moved = max(moved, int(np.abs(true - shown)[seen].max(initial=0)))
        small += int(((true > 0) & (true < MECHANISM.threshold)).sum())
        known.append(as_edition(one.part.table, one.published, one.part.naming))
    found = len(list(Reader(known, MECHANISM).sharp()))
    return cells, hidden, moved, small, found, perf_counter() - began, process_time() - spent


if __name__ == "__main__":
    main()
