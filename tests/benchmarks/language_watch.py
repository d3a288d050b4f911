"""How well rising words are found: planted ones among the first twenty, and how many rise where none was
planted; beside the plain ratio of shares as a peer. On invented words: it says how the method behaves, not
what it finds in a real market.

    python -m tests.benchmarks.language_watch [--seeds 10] [--json]
"""

import argparse
import json
import resource
import time
from datetime import date

import numpy as np
import polars as pl

from baken.watch.language.counting import count_week
from baken.watch.language.rising import rising_terms
from tests.factories.word_weeks import corpus, parts

TOP = 20


def plain_ratio(weeks: list[tuple[date, pl.DataFrame]]) -> list[str]:
    """The peer: the share of texts now divided by the share before, add-one, at least five texts now."""
    ordered = [counts for _, counts in sorted(weeks)]
    now, before = pl.concat(ordered[-2:]), pl.concat(ordered[:-2])
    totals = [one.filter(pl.col("term") == "")["texts"].sum() for one in (now, before)]
    counted = [
        one.filter(pl.col("term") != "").group_by("term").agg(pl.col("texts").sum()) for one in (now, before)
    ]
    both = counted[0].join(counted[1], on="term", how="left", suffix="_before").fill_null(0)
    return (
        both.filter(pl.col("texts") >= 5)
        .with_columns(ratio=(pl.col("texts") + 1) / totals[0] / ((pl.col("texts_before") + 1) / totals[1]))
        .sort("ratio", "term", descending=[True, False])["term"].to_list()
    )  # fmt: skip


def measure(seed: int, **options: float) -> dict[str, float]:
    """One corpus: precision and recall at the first twenty for both, and the time to count."""
    made = corpus(seed, **options)
    begun = time.process_time()
    weeks = [(monday, count_week(parts(texts))) for monday, texts in made.weeks.items()]
    counted = time.process_time() - begun
    begun = time.process_time()
    found = rising_terms(weeks)["term"].to_list()
    weighed = time.process_time() - begun
    peer = plain_ratio(weeks)[:TOP]
    texts = sum(len(one.samples) for one in made.weeks.values())
    return {
        "found": len(found),
        "false": sum(not _hits(term, made.planted) for term in found),
        "spam": sum(_hits(term, made.spammed) for term in found),
        "precision": _precision(found[:TOP], made.planted),
        "recall": _recall(found[:TOP], made.planted),
        "peer_precision": _precision(peer, made.planted),
        "peer_recall": _recall(peer, made.planted),
        "peer_spam": sum(_hits(term, made.spammed) for term in peer),
        "texts": texts,
        "texts_per_second": texts / counted,
        "weigh_seconds": weighed,
    }


def _hits(term: str, words: frozenset[str]) -> bool:
    return any(word in words for word in term.split(" "))


def _precision(found: list[str], planted: frozenset[str]) -> float:
    return sum(_hits(term, planted) for term in found) / len(found) if found else float("nan")


def _recall(found: list[str], planted: frozenset[str]) -> float:
    said = {word for term in found for word in term.split(" ")}
    return len(said & planted) / len(planted) if planted else float("nan")


def table(seeds: int) -> list[dict[str, float | str]]:
    """A row for each kind of corpus, averaged over the seeds."""
    kinds: dict[str, dict[str, float]] = {
        "rises to 4 times": {"rise": 4.0},
        "rises to 3 times": {"rise": 3.0},
        "rises to 2 times": {"rise": 2.0},
        "nothing rises": {"planted": 0},
        "small market, rises to 4 times": {"rise": 4.0, "advertisers": 100},
        "small market, nothing rises": {"planted": 0, "advertisers": 100},
    }
    rows = []
    for name, options in kinds.items():
        measured = [measure(seed, **options) for seed in range(seeds)]
        row: dict[str, float | str] = {"corpus": name}
        for key in measured[0]:
            values = [one[key] for one in measured if not np.isnan(one[key])]
            row[key] = round(float(np.mean(values)), 3) if values else float("nan")
        rows.append(row)
    return rows


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=10)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    rows = table(given.seeds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if given.json:
        print(json.dumps({"rows": rows, "peak_megabytes": memory}, indent=2))
        return
    with pl.Config(tbl_cols=-1, tbl_rows=-1, tbl_width_chars=240, tbl_hide_dataframe_shape=True):
        print(pl.DataFrame(rows))
    print(f"peak memory {memory} MB")


if __name__ == "__main__":
    main()
