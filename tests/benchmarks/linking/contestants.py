"""Linking by baken and by its peers on one corpus: what each took, and how good it was."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tests.benchmarks.linking.corpora import Corpus, sample_of
from tests.benchmarks.linking.processes import BAKEN, NotRun, Taken, peers_python, run
from tests.benchmarks.linking.scoring import Scores, scores, scores_of_links

PEERS = ("rensa", "datasketch")
SAMPLE = 6000
CHEAPEST = {"threshold": 0.8, "words": 3, "verified": False}
"""What costs a peer least: few texts share three words in a row, fewer still most of them."""
PROGRAMS = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Result:
    """A line of the table; scores are missing where a contestant does not say anything of that."""

    name: str
    size: int
    taken: Taken
    unique_adverts: Scores | None = None
    advertisers: Scores | None = None

    def as_dict(self) -> dict[str, Any]:
        found = asdict(self)
        found["taken"].pop("printed")
        return found


def baken(given: Corpus, folder: Path, *, extract: bool = False) -> Result:
    """`baken link` as a command, start and finish included, from Parquet to Parquet."""
    out = folder / "links.parquet"
    options = [] if extract else ["--no-extract"]
    taken = run([BAKEN, "link", given.records, "-o", out, "--quiet", *options])
    found = scores_of_links(out, given.truth)
    name = "baken, contacts in the text" if extract else "baken"
    return Result(name, given.size, taken, found["unique_advert"], found["advertiser"])


def warm_up(given: Corpus, folder: Path) -> None:
    """Compiles baken's kernels, which the first run on a machine does once."""
    small = folder / "small.parquet"
    pl.read_parquet(given.records, n_rows=300).write_parquet(small)
    run([BAKEN, "link", small, "-o", folder / "small-links.parquet", "--quiet", "--no-extract"])


def best_settings(peer: str, given: Corpus, folder: Path) -> dict[str, Any]:
    """What does best, by pair F1, on a sample of the unique adverts of a corpus."""
    sample = sample_of(given, folder, unique_adverts=SAMPLE)
    program = PROGRAMS / "near_duplicates.py"
    taken = run([peers_python(), program, "choose", peer, sample.records, sample.truth])
    chosen: dict[str, Any] = json.loads(taken.printed)
    return chosen


def near_duplicates(peer: str, settings: dict[str, Any], given: Corpus, folder: Path, limit: float) -> Result:
    """A peer over the same Parquet: texts to unique adverts, with its own settings.

    Raises NotRun when it takes too long.
    """
    out = folder / "labels.npy"
    threshold, words, verified = settings["threshold"], settings["words"], settings["verified"]
    program: list[str | Path] = [
        peers_python(),
        PROGRAMS / "near_duplicates.py",
        "run",
        peer,
        given.records,
        out,
    ]
    taken = run([*program, str(threshold), str(words), str(int(verified))], limit=limit)
    truth = pl.read_parquet(given.truth)["unique_advert"].to_numpy()
    how = f"{peer} ({threshold}, {words} in a row{', checked' if verified else ''})"
    return Result(how, given.size, taken, unique_adverts=scores(np.load(out), truth))


def identifiers(given: Corpus, folder: Path, limit: float) -> list[Result]:
    """Advertisers by shared contacts alone, the same contacts for both: baken's sets, and Splink.

    Contacts of more than `MOST` sightings are left out for both. A peer that takes too long is left out.
    """
    contacts = folder / "contacts.parquet"
    _contacts(given).write_parquet(contacts)
    truth = pl.read_parquet(given.truth)["advertiser"].to_numpy()
    results = []
    for name, python in (("baken", BAKEN.with_name("python")), ("splink", peers_python())):
        out = folder / f"{name}.npy"
        program: list[str | Path] = [
            python,
            PROGRAMS / f"identifiers_{name}.py",
            contacts,
            str(given.size),
            out,
        ]
        try:
            taken = run(program, limit=limit)
        except NotRun as reason:
            print(f"left out: {reason}")
            continue
        inner = Taken(json.loads(taken.printed)["processor"], taken.clock, taken.megabytes, "")
        found = scores(np.load(out), truth)
        results.append(Result(f"{name}, identifiers only", given.size, inner, advertisers=found))
    return results


MOST = 300


def _contacts(given: Corpus) -> pl.DataFrame:
    """A row a sighting and contact: the number of the sighting, and what the contact is."""
    value = pl.col("contacts").struct.field("value")
    kind = pl.col("contacts").struct.field("kind")
    digits = pl.lit("phone:") + value.str.replace_all(r"\D", "").str.slice(-8)
    exploded = (
        pl.scan_parquet(given.records)
        .select(pl.int_range(pl.len(), dtype=pl.Int64).alias("sighting"), "contacts")
        .explode("contacts")
        .drop_nulls("contacts")
        .select("sighting", contact=pl.when(kind == "phone").then(digits).otherwise(kind + ":" + value))
        .filter(~pl.col("contact").str.starts_with("website"))
        .unique(maintain_order=True)
    )
    return exploded.filter(pl.len().over("contact") <= MOST).collect()
