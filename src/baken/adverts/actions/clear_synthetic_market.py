"""Empties the synthetic market of an organisation, so that another one can take its place."""

from django.db import connection, transaction

from baken.accounts.models import Organisation
from baken.adverts.models import (
    AdvertContact,
    ByHand,
    ContactHub,
    ContactMention,
    Extraction,
    HandOver,
    JudgedSighting,
    Judgement,
    Link,
    LinkEdge,
    Sighting,
    Signal,
)
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor

# children before parents
_TABLES = (
    Signal,
    ContactHub,
    LinkEdge,
    Link,
    ContactMention,
    Extraction,
    AdvertContact,
    HandOver,
    JudgedSighting,
    Judgement,
    ByHand,
    Sighting,
)


class NotSynthetic(Exception):
    """Only an organisation that holds invented data can be emptied in one go."""


@transaction.atomic
def clear_synthetic_market(*, by: Actor) -> int:
    """Deletes every advert of an organisation marked synthetic, with all that was made of them.

    Raises `NotSynthetic`; what is real is erased by retention and by nothing else. Returns the
    number of sightings deleted.
    """
    if not Organisation.objects.get(id=by.organisation.id).synthetic:
        raise NotSynthetic(NotSynthetic.__doc__)
    deleted = 0
    with connection.cursor() as cursor:
        for model in _TABLES:
            cursor.execute(
                f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)} WHERE organisation_id = %s",  # noqa: S608
                [by.organisation.id],
            )
            deleted = cursor.rowcount
        cursor.execute("DELETE FROM collection_capture WHERE organisation_id = %s", [by.organisation.id])
    record_event(by=by, action="adverts.synthetic_cleared", subject="adverts", details={"sightings": deleted})
    return deleted
