"""Recorded lawful bases."""

from datetime import date
from typing import Any

from baken.collection.actions import record_basis
from baken.collection.models import LawfulBasis
from baken.tenancy.acting import Actor


def make_basis(by: Actor, **facts: Any) -> LawfulBasis:
    given = {
        "code": "basis-1",
        "purpose": "outreach",
        "ground_nl": "Verzonnen gegevens voor een test.",
        "ground_en": "Invented data for a test.",
        "dpia_reference": "DPIA-1",
        "responsible": "data protection officer",
        "valid_from": date(2000, 1, 1),
        "valid_until": date(9999, 12, 31),
    }
    return record_basis(by=by, **(given | facts))
