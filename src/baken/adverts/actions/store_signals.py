"""Stores which indicators fire on what, in place of what was stored before."""

import json
import uuid

import polars as pl
from django.db import transaction

from baken.adverts.bulk import insert_rows
from baken.adverts.models import Signal
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor

CHUNK = 20_000


def store_signals(*, by: Actor, signals: pl.DataFrame) -> None:
    """Replaces all signals of the organisation in one transaction.

    `signals` has the columns of `baken.indicators.evaluate.SIGNALS`; evidence is spans and
    pseudonyms, never a contact in clear.
    """
    organisation = by.organisation.id
    with transaction.atomic():
        Signal.objects.all().delete()
        for chunk in signals.iter_slices(CHUNK):
            rows = chunk.to_dict(as_series=False)
            insert_rows(
                Signal,
                {
                    "id": [
                        uuid.uuid5(organisation, f"signal {kind} {subject} {indicator}")
                        for kind, subject, indicator in zip(
                            rows["subject_kind"], rows["subject"], rows["indicator"], strict=True
                        )
                    ],
                    "organisation_id": [organisation] * chunk.height,
                    **{
                        name: rows[name]
                        for name in (
                            "subject_kind", "subject", "advertiser", "indicator", "rule_version", "grade",
                        )
                    },
                    "evidence": [json.dumps(evidence) for evidence in rows["evidence"]],
                },
            )  # fmt: skip
        record_event(
            by=by,
            action="adverts.signals_stored",
            subject="signals",
            details={"signals": signals.height, "indicators": signals["indicator"].n_unique()},
        )
