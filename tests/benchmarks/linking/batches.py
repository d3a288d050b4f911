"""Ten batches into one index beside one run over everything: the same links, and how long each took."""

import argparse
import json
from pathlib import Path

import polars as pl

from tests.benchmarks.linking.contestants import warm_up
from tests.benchmarks.linking.corpora import Corpus, corpus
from tests.benchmarks.linking.processes import BAKEN, Taken, run
from tests.benchmarks.linking.scoring import scores

BATCHES = 10
ONE_MORE = 10_000


def index(given: argparse.Namespace, folder: Path) -> None:
    """The corpus in ten batches by time, then a batch of 10,000 onto the whole."""
    if "--index" not in run([BAKEN, "link", "--help"]).printed:
        print("left out: this baken link has no --index")
        return
    for size in given.sizes:
        warm_up(corpus(size, given.seed), folder)
        _index(corpus(size, given.seed), corpus(size, given.seed + 1), folder / str(size))


def _index(whole: Corpus, others: Corpus, folder: Path) -> None:
    folder.mkdir()
    (folder / "key").write_text("not a secret: invented adverts")
    standing = folder / "index"
    rows = -(-whole.size // BATCHES)
    taken = []
    for number in range(BATCHES):
        batch = folder / "batch.parquet"
        pl.scan_parquet(whole.records).slice(number * rows, rows).collect().write_parquet(batch)
        taken.append(_link(batch, folder / f"{number}.parquet", standing))
        print(f"batch {number + 1}: {taken[-1].clock:.1f} s, CPU {taken[-1].processor:.1f} s")
    in_batches = _standing(folder, standing, whole)
    once = folder / "once.parquet"
    run([BAKEN, "link", whole.records, "-o", once, "--no-extract", "--quiet"])
    both = pl.read_parquet(once).join(in_batches, on="sighting_id", suffix="_in_batches")
    told = {
        "size": whole.size,
        "last_over_second": taken[-1].clock / taken[1].clock,
        "last_over_second_cpu": taken[-1].processor / taken[1].processor,
    }
    for level in ("unique_advert", "advertiser"):
        left, right = (both[name].rank("dense").to_numpy() for name in (f"{level}_in_batches", level))
        told[f"{level}_f1"] = scores(left, right).f1
    more = folder / "more.parquet"
    new = pl.col("sighting_id") + "-new"
    pl.scan_parquet(others.records).head(ONE_MORE).with_columns(sighting_id=new).collect().write_parquet(more)
    one_more = _link(more, folder / "more-links.parquet", standing)
    told |= {"one_more_seconds": one_more.clock, "one_more_cpu_seconds": one_more.processor}
    print(" ".join(f"{name} {value:.4g}" for name, value in told.items()))
    print(json.dumps(told))


def _link(records: Path, out: Path, standing: Path) -> Taken:
    options: list[str | Path] = [
        "--index",
        standing,
        "--key",
        standing.with_name("key"),
        "--no-extract",
        "--quiet",
    ]
    command: list[str | Path] = [BAKEN, "link", records, "-o", out]
    return run([*command, *options])


def _standing(folder: Path, standing: Path, whole: Corpus) -> pl.DataFrame:
    """The ids of every sighting after the last batch: what stands there is told and left as it is."""
    again = folder / "again.parquet"
    _link(whole.records, again, standing)
    return pl.read_parquet(again)
