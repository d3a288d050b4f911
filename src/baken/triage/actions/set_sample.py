"""How many leads are judged blind, from the next run on."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.blind_draw import Rates
from baken.triage.models import SampleRates
from baken.triage.permissions import SET_SAMPLE

MOST_FLAGGED, MOST_UNFLAGGED = 100, 1000


@transaction.atomic
def set_sample(*, by: Actor, flagged: int, unflagged: int) -> Rates:
    """Of 100 leads and of 1,000 advertisers that rules pass over; both 0 is off.

    Raises `NotPermitted`; ValueError for one side alone: then blind would tell which side it is.
    """
    check_may(by, SET_SAMPLE)
    check_person(by)
    given = Rates(flagged, unflagged)
    within = 0 <= flagged <= MOST_FLAGGED and 0 <= unflagged <= MOST_UNFLAGGED
    if not within or (flagged == 0) != (unflagged == 0):
        raise ValueError("both sides of the blind sample, or neither")
    told = {"flagged": flagged, "unflagged": unflagged, "set_by": by.user, "set_at": timezone.now()}
    SampleRates.objects.update_or_create(organisation=by.organisation, defaults=told, create_defaults=told)
    details = {"of_100_flagged": flagged, "of_1000_unflagged": unflagged}
    record_event(by=by, action="triage.sample_set", subject="blind sample", details=details)
    return given
