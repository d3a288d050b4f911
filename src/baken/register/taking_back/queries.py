"""What a page says of a file before it is taken back: how much would go, and what stands in the way."""

from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from baken.register.models import AskedUndo, ImportBatch, Registration, WaitingRegistration


def counted_batches() -> QuerySet[Any]:
    """Imports with how many registrations are `left` of them, and how many wait for the meaning of a word
    (`to_review`)."""
    return ImportBatch.objects.annotate(
        left=_count(Registration.objects.filter(imported_in=OuterRef("pk")).order_by(), "imported_in"),
        to_review=_count(WaitingRegistration.objects.filter(batch=OuterRef("pk")).order_by(), "batch"),
    )


def _count(rows: QuerySet[Registration] | QuerySet[WaitingRegistration], field: str) -> Coalesce:
    """Each by itself: counted over both at once, each of one would stand beside each of the other."""
    counted = rows.values(field).annotate(many=Count(F("pk"))).values("many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def corrected_since(batch: ImportBatch) -> int:
    """How many of its registrations were corrected since it was imported."""
    return Registration.objects.filter(imported_in=batch, version__gt=1).count()


def asked_undos() -> QuerySet[AskedUndo]:
    """Every order that stands and everything that came of one and nobody read yet, newest first."""
    return AskedUndo.objects.select_related("asked_by").order_by("-asked_at", "id")
