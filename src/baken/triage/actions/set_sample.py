"""How many leads are judged blind, from the next run on."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.blind_draw import MOST_SECOND_LOOKS, Rates
from baken.triage.models import SampleRates
from baken.triage.permissions import SET_SAMPLE
from baken.triage.second_looks import second_look_rate

MOST_FLAGGED, MOST_UNFLAGGED = 100, 1000


@transaction.atomic
def set_sample(*, by: Actor, flagged: int, unflagged: int, second_looks: int | None = None) -> Rates:
    """Of 100 leads and of 1,000 advertisers that rules pass over; both 0 is off. And of 100 decided leads
    of how many a second person gives an answer apart; None leaves that as it is.

    Raises `NotPermitted`; ValueError for one side alone: then blind would tell which side it is.
    """
    check_may(by, SET_SAMPLE)
    check_person(by)
    given = Rates(flagged, unflagged)
    within = 0 <= flagged <= MOST_FLAGGED and 0 <= unflagged <= MOST_UNFLAGGED
    if not within or (flagged == 0) != (unflagged == 0):
        raise ValueError("both sides of the blind sample, or neither")
    second = second_look_rate() if second_looks is None else second_looks
    if not 0 <= second <= MOST_SECOND_LOOKS:
        raise ValueError("a second answer on at most half of what is decided")
    told = {
        "flagged": flagged, "unflagged": unflagged, "second_looks": second,
        "set_by": by.user, "set_at": timezone.now(),
    }  # fmt: skip
    SampleRates.objects.update_or_create(organisation=by.organisation, defaults=told, create_defaults=told)
    details = {"of_100_flagged": flagged, "of_1000_unflagged": unflagged, "of_100_decided": second}
    record_event(by=by, action="triage.sample_set", subject="blind sample", details=details)
    return given
