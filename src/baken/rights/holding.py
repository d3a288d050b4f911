"""Which rows of a table are held, found by following its references up to the things holds name."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import SET_NULL, Exists, F, ForeignKey, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from baken.adverts.models import Sighting, Signal
from baken.collection.models import Capture, LawfulBasis
from baken.register.models import ImportBatch, Registration, WaitingRegistration
from baken.rights.models import HeldSighting, LegalHold
from baken.triage.models import Lead

_DEEPEST = 3
_NOTHING = Q(pk__in=[])


def holds_in_force() -> QuerySet[LegalHold]:
    """Holds that were not ended and whose date has not passed."""
    return LegalHold.objects.filter(ended_at__isnull=True, until__gte=timezone.now().date())


def held(model: type[Model]) -> Q:
    """The rows of a table that a hold keeps from being erased."""
    found = _NOTHING
    kept = HeldSighting.objects.filter(hold__in=holds_in_force())
    if model is Capture:
        found |= Q(Exists(kept.filter(sighting__capture=OuterRef("pk"))))
    for path in paths(model, Sighting):
        found |= Q(Exists(kept.filter(sighting=OuterRef(path or "pk"))))
    for target, kind in ((LawfulBasis, "basis"), (Registration, "registration"), (ImportBatch, "import")):
        for path in paths(model, target):
            found |= Q(**{f"{path or 'pk'}__in": _things(kind)})
    for path in paths(model, Lead):
        found |= Q(**{f"{path or 'pk'}__in": _things("lead")})
        found |= Q(**{f"{path}__advertiser__in" if path else "advertiser__in": _advertisers()})
    if model is Signal:
        found |= Q(advertiser__in=_advertisers())
    return found


def held_of_import(batch: ImportBatch) -> int:
    """How many registrations of a file a hold keeps, those that wait for the meaning of a word included."""
    registered = Registration.objects.filter(held(Registration), imported_in=batch)
    return (
        registered.count()
        + WaitingRegistration.objects.filter(held(WaitingRegistration), batch=batch).count()
    )


def _things(kind: str) -> QuerySet[LegalHold, Any]:
    return holds_in_force().filter(kind=kind).values("thing")


def _advertisers() -> QuerySet[LegalHold, Any]:
    return holds_in_force().filter(kind="lead").exclude(advertiser="").values(named=F("advertiser"))


@cache
def paths(model: type[Model], target: type[Model]) -> tuple[str, ...]:
    """The references that lead from a table up to another, as look-ups; "" is the table itself."""
    return tuple(_walk(model, target, 0))


def _walk(model: type[Model], target: type[Model], depth: int) -> Iterator[str]:
    if model is target:
        yield ""
        return
    if depth == _DEEPEST:
        return
    for field in model._meta.local_fields:
        # what may be let go is not what a row hangs on
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is not SET_NULL:
            if field.related_model is model:
                continue
            for rest in _walk(field.related_model, target, depth + 1):
                yield f"{field.name}__{rest}" if rest else field.name
