"""How long an organisation keeps what: the longest allowed, or the shorter period that it set."""

from datetime import timedelta

from baken.privacy.retention import EXPIRING, RetentionClass
from baken.rights.models import OrganisationRetention

BASIS_GRACE = timedelta(days=30)
"""After a lawful basis has ended its adverts are kept so long: time to record a new basis, or to hold
what somebody needs. Then they go, however new they are."""


def periods() -> dict[RetentionClass, timedelta]:
    """The period of every class that has one, for the organisation we act for."""
    own = dict(OrganisationRetention.objects.values_list("keep", "days"))
    found = {}
    for keep in EXPIRING:
        longest = keep.value.longest
        assert longest is not None
        found[keep] = min(longest, timedelta(days=own.get(keep.name, longest.days)))
    # what an advert says holds the contact details; they can't outlive it
    found[RetentionClass.CONTACT] = min(found[RetentionClass.CONTACT], found[RetentionClass.ADVERT])
    return found
