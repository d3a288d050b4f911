"""Corpora that stand ready under `var`, written once for a size and seed and way of the generator."""

import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tests.benchmarks.linking.corpus import write_corpus
from tests.benchmarks.linking.processes import VAR

_SOURCES = ("advertisers", "corpus", "edits", "grammar", "market", "places", "texts")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Where records and truth stand, and how many sightings there are."""

    records: Path
    truth: Path
    size: int


def corpus(size: int, seed: int, contacts: str = "fields") -> Corpus:
    """The corpus, written now where it does not stand yet."""
    folder = VAR / "corpora" / f"{size}-{seed}-{contacts}-{_version()}"
    if not (folder / "truth.parquet").exists():
        print(f"writing a corpus of {size} adverts", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        write_corpus(folder, size, seed, contacts=contacts)
    return Corpus(folder / "records.parquet", folder / "truth.parquet", size)


def sample_of(whole: Corpus, folder: Path, *, unique_adverts: int) -> Corpus:
    """Some unique adverts of a corpus with all their sightings."""
    truth = pl.read_parquet(whole.truth)
    numbers = truth["unique_advert"].unique().sort()
    chosen = numbers.sample(min(unique_adverts, len(numbers)), seed=1)
    taken = truth.filter(pl.col("unique_advert").is_in(chosen.implode()))
    records = pl.scan_parquet(whole.records).join(
        taken.lazy().select("sighting_id"), on="sighting_id", how="semi", maintain_order="left"
    )
    records.collect().write_parquet(folder / "sample.parquet")
    taken.write_parquet(folder / "sample-truth.parquet")
    return Corpus(folder / "sample.parquet", folder / "sample-truth.parquet", taken.height)


def _version() -> str:
    """Changes when the generator or a grammar does."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _SOURCES] + sorted((here / "grammars").glob("*.txt"))
    whole = hashlib.sha256(b"\0".join(file.read_bytes() for file in files))
    return whole.hexdigest()[:10]
