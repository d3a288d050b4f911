"""Attempts as a frame, for tables: codes and days only."""

import polars as pl

from baken.door.audits.models import DoorAttempt
from baken.door.audits.states import COUNTS

ATTEMPTS = {"held_on": pl.Date, "way": pl.String, "gradation": pl.String, "outcome": pl.String}


def coded_attempts() -> pl.DataFrame:
    """A row an attempt of an audit that counts, of the organisation acted for."""
    rows = (
        DoorAttempt.objects.filter(audit__state=COUNTS)
        .order_by("audit__number", "number")
        .values_list("audit__held_on", "audit__way", "gradation", "outcome")
    )
    return pl.DataFrame(list(rows), schema=ATTEMPTS, orient="row")
