"""How well a partition of sightings agrees with the truth."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl


@dataclass(frozen=True, slots=True)
class Scores:
    """Over pairs of sightings put together, and B-cubed (Bagga and Baldwin 1998: the mean, over
    sightings, of how pure and how complete its cluster is). `largest` is the largest cluster found
    over the largest true one."""

    precision: float
    recall: float
    f1: float
    b_cubed_precision: float
    b_cubed_recall: float
    b_cubed_f1: float
    largest: float


def scores(found: np.ndarray, truth: np.ndarray) -> Scores:
    """Both arrays have a label a sighting, in the same order."""
    cells = (
        pl.DataFrame({"found": found, "truth": truth})
        .group_by("found", "truth")
        .len()
        .with_columns(pl.col("len").cast(pl.Float64))
        .with_columns(
            of_found=pl.col("len").sum().over("found"),
            of_truth=pl.col("len").sum().over("truth"),
        )
    )
    both = cells["len"].to_numpy()
    of_found, of_truth = cells["of_found"].to_numpy(), cells["of_truth"].to_numpy()
    count = both.sum()
    right = (both * (both - 1)).sum()
    together = (both * (of_found - 1)).sum()
    belong = (both * (of_truth - 1)).sum()
    precision = right / together if together else 1.0
    recall = right / belong if belong else 1.0
    pure = (both**2 / of_found).sum() / count
    complete = (both**2 / of_truth).sum() / count
    return Scores(
        precision=float(precision),
        recall=float(recall),
        f1=_harmonic(precision, recall),
        b_cubed_precision=float(pure),
        b_cubed_recall=float(complete),
        b_cubed_f1=_harmonic(pure, complete),
        largest=float(of_found.max() / of_truth.max()),
    )


def _harmonic(one: float, other: float) -> float:
    return float(2 * one * other / (one + other)) if one + other else 0.0


def scores_of_links(links: Path, truth: Path) -> dict[str, Scores]:
    """Of a file that `baken link` wrote, for unique adverts and for advertisers.

    Raises ValueError when not every sighting of the truth stands there exactly once.
    """
    both = pl.read_parquet(truth).join(
        pl.read_parquet(links), on="sighting_id", how="left", suffix="_found", maintain_order="left"
    )
    if both.height != pl.scan_parquet(truth).select(pl.len()).collect().item():
        raise ValueError(f"{links} has a sighting more than once")
    result = {}
    for column in ("unique_advert", "advertiser"):
        if both[f"{column}_found"].null_count():
            raise ValueError(f"{links} lacks sightings of {truth}")
        numbers = both[f"{column}_found"].rank("dense").to_numpy()
        result[column] = scores(numbers, both[column].to_numpy())
    return result
