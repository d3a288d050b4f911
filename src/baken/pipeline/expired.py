"""What is too old to conclude anything from: a run of the stages must not bring back what was erased."""

import polars as pl

from baken.accounts.models import Organisation
from baken.rights.queries import subjects_within_period


def within_period(
    organisation: Organisation, signals: pl.DataFrame, leads: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The signals and leads about what was seen within the period of leads.

    An invented market may be of any age: of an organisation marked synthetic everything stays, as it
    does at night.
    """
    if organisation.synthetic:
        return signals, leads
    sightings, advertisers = subjects_within_period()
    about = pl.col("subject").is_in(sightings) | (pl.col("subject_kind") != "sighting")
    return (
        signals.filter(about & pl.col("advertiser").is_in(advertisers)),
        leads.filter(pl.col("advertiser").is_in(advertisers)),
    )
