"""How often the market watch finds a rise that was planted, how soon, and how often it errs; beside a plain
rule ("more than 20% above the mean of the four weeks before") and the coverage of the intervals of growth.

On invented series: it says how the method behaves, not what it finds in a real market.

    python -m tests.benchmarks.market_alarm [--seeds 100] [--json]
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any

import numpy as np

from baken.watch.market.alarms import WeekSeen, findings
from baken.watch.market.comparing import Counted, month_growth
from baken.watch.market.growth import Growth
from tests.factories.market_series import FIRST, Scatter, calm, levels, scattered, seen, staying

FLAT_WEEKS, WARMING = 104, 12
"""Weeks of a flat series, and those in which nothing can be found yet."""

PAST, LOOKED = 26, 13
"""Weeks before a planted rise, and the weeks within which finding it counts."""

RISES = (1.37, 1.69)
SCATTERS: dict[str, Scatter] = {
    "calm, 4%": calm(0.04),
    "chance (Poisson)": scattered(1),
    "adverts that stay": staying,
    "variance 3x mean": scattered(3),
    "3x, correlated .6": scattered(3, 0.6),
    "8x, correlated .6": scattered(8, 0.6),
}
SIZES = (20, 60, 200, 1000)
Finder = Callable[[Sequence[WeekSeen]], list[tuple[str, int]]]


def ours(series: Sequence[WeekSeen]) -> list[tuple[str, int]]:
    """What the market watch finds: kind and week."""
    return [(one.kind, (one.week - FIRST).days // 7) for one in findings(series, FIRST)]


def plain(series: Sequence[WeekSeen]) -> list[tuple[str, int]]:
    """The peer: a fifth above the mean of the four weeks before; not again within eight weeks."""
    found: list[tuple[str, int]] = []
    for week in range(WARMING, len(series)):
        before = sum(one.adverts for one in series[week - 4 : week]) / 4
        if series[week].adverts > 1.2 * before and (not found or week - found[-1][1] >= 8):
            found.append(("rise", week))
    return found


def false_alarms(find: Finder, scatter: Scatter, size: int, seeds: int) -> dict[str, float]:
    """On flat series: rises and falls found per 100 series-years, with the 95% interval of both together."""
    rises = falls = 0
    for seed in range(seeds):
        rng = np.random.default_rng([seed, size, 1])
        kinds = [kind for kind, _ in find(seen(scatter(rng, levels(size, FLAT_WEEKS))))]
        rises, falls = rises + kinds.count("rise"), falls + kinds.count("fall")
    per = 100 / (seeds * (FLAT_WEEKS - WARMING) / 52)
    low, high = poisson_interval(rises + falls)
    return {"rises": rises * per, "falls": falls * per, "low": low * per, "high": high * per}


def detection(find: Finder, scatter: Scatter, size: int, rise: float, seeds: int) -> tuple[float, float]:
    """The share of planted rises found within thirteen weeks, and after how many weeks on average."""
    delays = []
    for seed in range(seeds):
        rng = np.random.default_rng([seed, size, 2])
        series = seen(scatter(rng, levels(size, PAST + LOOKED, rise=rise, at=PAST)))
        weeks = [week - PAST + 1 for kind, week in find(series) if kind == "rise" and week >= PAST]
        delays += weeks[:1]
    return len(delays) / seeds, float(np.mean(delays)) if delays else float("nan")


def coverage(scatter: Scatter, size: int, seeds: int) -> tuple[float, float]:
    """How often the interval of four weeks over four weeks holds the truth (no growth), of those that say
    something; and the share that does."""
    held = said = 0
    for seed in range(seeds):
        rng = np.random.default_rng([seed, size, 3])
        weeks = seen(scatter(rng, levels(size, 30)))
        found = month_growth([Counted(one.week, one.adverts, {"a": one}) for one in weeks], 29)
        if isinstance(found, Growth):
            said += 1
            held += found.low <= 1 <= found.high
    return (held / said if said else float("nan")), said / seeds


def poisson_interval(count: int) -> tuple[float, float]:
    """The 95% interval of a Poisson mean after so many (Byar's approximation); 3 for none (rule of three)."""
    if not count:
        return 0.0, 3.0
    low = count * (1 - 1 / (9 * count) - 1.96 / (3 * sqrt(count))) ** 3
    more = count + 1
    return low, more * (1 - 1 / (9 * more) + 1.96 / (3 * sqrt(more))) ** 3


def measure(seeds: int) -> list[dict[str, Any]]:
    """Every scatter at every size."""
    rows = []
    for name, scatter in SCATTERS.items():
        for size in SIZES:
            row: dict[str, Any] = {"scatter": name, "size": size}
            for who, find in (("ours", ours), ("plain", plain)):
                row[who] = false_alarms(find, scatter, size, seeds) | {
                    f"x{rise}": detection(find, scatter, size, rise, seeds) for rise in RISES
                }
            row["coverage"], row["says"] = coverage(scatter, size, seeds)
            rows.append(row)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    begun = time.perf_counter()
    rows = measure(given.seeds)
    if given.json:
        print(json.dumps(rows))
        return
    print(
        f"{given.seeds} series a cell; false alarms per 100 series-years [95%]; found within 13 weeks @ weeks"
    )
    head = ("scatter", "size", "rises", "falls", "both [95%]", "+37%", "+69%", "plain: false", "+37%", "+69%")
    form = "{:18} {:>5} {:>6} {:>6} {:>14} {:>10} {:>10} {:>13} {:>10} {:>10} {:>9} {:>6}"
    print(form.format(*head, "interval", "says"))
    for row in rows:
        own, peer = row["ours"], row["plain"]
        print(
            form.format(
                row["scatter"],
                row["size"],
                f"{own['rises']:.1f}",
                f"{own['falls']:.1f}",
                f"[{own['low']:.1f}, {own['high']:.1f}]",
                *(f"{100 * own[f'x{rise}'][0]:.0f}% @{own[f'x{rise}'][1]:.1f}" for rise in RISES),
                f"{peer['rises']:.0f}",
                *(f"{100 * peer[f'x{rise}'][0]:.0f}% @{peer[f'x{rise}'][1]:.1f}" for rise in RISES),
                f"{100 * row['coverage']:.0f}%",
                f"{100 * row['says']:.0f}%",
            )
        )
    print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
