"""Linking beside its peers, on invented corpora with a known truth.

    python -m tests.benchmarks.linking sizes --sizes 100000 1000000
    python -m tests.benchmarks.linking growth | edits | identifiers | text | index

`sizes` runs `baken link` and the peers over the same Parquet files, each in a process of its own: CPU
seconds of the whole command (reading, writing and starting included), its largest memory, and how good its
unique adverts and advertisers are. Peers get texts alone and no more than an hour each: with their cheapest
settings, and with those that did best on a sample of the corpus (`--cheapest` leaves these out). `growth`
is baken alone from one size to the next; `edits` is the recall of copies with some of sixty words replaced;
`identifiers` is sets of shared contacts beside Splink; `text` is a corpus whose contacts stand in the texts
only; `index` is ten batches beside one run. Peers live in an environment of their own under var/, which is
made when it is missing.
"""

import argparse
import json
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import polars as pl

from tests.benchmarks.linking import batches, contestants
from tests.benchmarks.linking.contestants import PEERS, Result
from tests.benchmarks.linking.corpora import corpus
from tests.benchmarks.linking.edits_corpus import write_pairs
from tests.benchmarks.linking.processes import BAKEN, NotRun, run
from tests.benchmarks.linking.tables import lines, ratios

REPLACED = (3, 5, 8, 12)
EDITED_TEXTS = 300


def sizes(given: argparse.Namespace, folder: Path) -> None:
    for size in given.sizes:
        whole = corpus(size, given.seed)
        contestants.warm_up(whole, folder)
        results = [contestants.baken(whole, folder)]
        for peer in [] if given.no_peers else PEERS:
            tried = [contestants.CHEAPEST]
            if not given.cheapest:
                tried.append(contestants.best_settings(peer, whole, folder))
            for settings in tried:
                try:
                    results.append(contestants.near_duplicates(peer, settings, whole, folder, given.limit))
                except NotRun as reason:
                    print(f"left out: {reason}")
        show(results)


def growth(given: argparse.Namespace, folder: Path) -> None:
    results: list[Result] = []
    for size in given.sizes:
        whole = corpus(size, given.seed)
        contestants.warm_up(whole, folder)
        results.append(contestants.baken(whole, folder))
    show(results)
    for small, large in pairwise(results):
        times = large.taken.processor / small.taken.processor
        print(f"{large.size / small.size:g} times the adverts took {times:.1f} times the CPU seconds")


def text(given: argparse.Namespace, folder: Path) -> None:
    for size in given.sizes:
        whole = corpus(size, given.seed, "text")
        contestants.warm_up(whole, folder)
        show([contestants.baken(whole, folder, extract=True)])


def identifiers(given: argparse.Namespace, folder: Path) -> None:
    for size in given.sizes:
        show(contestants.identifiers(corpus(size, given.seed), folder, given.limit))


def edits(given: argparse.Namespace, folder: Path) -> None:
    """Per language: of pairs of a text and its copy, the share that is put together; and of all pairs
    that are put together the share that is one."""
    for replaced in REPLACED:
        records, truth = write_pairs(folder, replaced, EDITED_TEXTS, given.seed)
        out = folder / "edits-links.parquet"
        run([BAKEN, "link", records, "-o", out, "--no-extract", "--quiet"])
        found = truth.join(pl.read_parquet(out), on="sighting_id")
        ones = found.group_by("pair", "language").agg(pl.col("unique_advert").n_unique())
        ones = ones.select("language", one=pl.col("unique_advert") == 1)
        by_language = ones.group_by("language").agg(pl.col("one").mean()).sort("language")
        of_language = {row["language"]: round(row["one"], 4) for row in by_language.to_dicts()}
        counts = found.group_by("unique_advert").len()["len"].to_numpy().astype(float)
        pairs = float((counts * (counts - 1) / 2).sum())
        right = float(ones["one"].sum())
        recall, precision = right / ones.height, right / pairs if pairs else 1.0
        told = " ".join(f"{language} {share:.3f}" for language, share in of_language.items())
        print(f"{replaced:>2} of 60 words replaced: recall {recall:.4f}, precision {precision:.4f}; {told}")
        summary = {"replaced": replaced, "recall": recall, "precision": precision, "of": of_language}
        print(json.dumps(summary), flush=True)


def show(results: list[Result]) -> None:
    print("\n".join([*lines(results), *ratios(results)]))
    print(json.dumps([result.as_dict() for result in results]), flush=True)


TASKS: dict[str, tuple[Callable[[argparse.Namespace, Path], None], list[int]]] = {
    "sizes": (sizes, [100_000, 1_000_000]),
    "growth": (growth, [10_000, 100_000]),
    "edits": (edits, []),
    "identifiers": (identifiers, [100_000]),
    "text": (text, [100_000]),
    "index": (batches.index, [100_000]),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=TASKS, nargs="?", default="sizes")
    parser.add_argument("--sizes", type=int, nargs="+", help="adverts in the corpora")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peers", action="store_true", help="baken alone")
    parser.add_argument("--cheapest", action="store_true", help="peers with their cheapest settings alone")
    parser.add_argument("--limit", type=float, default=3600, help="seconds after which a peer is stopped")
    given = parser.parse_args()
    task, usual = TASKS[given.task]
    given.sizes = given.sizes or usual
    with tempfile.TemporaryDirectory() as folder:
        task(given, Path(folder))


if __name__ == "__main__":
    main()
