"""An organisation keeps a class shorter than the law of the house allows; never longer."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.privacy.retention import RetentionClass
from baken.rights.exceptions import PeriodNotAllowed
from baken.rights.models import OrganisationRetention
from baken.rights.permissions import SET_PERIODS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def set_period(*, by: Actor, keep: RetentionClass, days: int) -> OrganisationRetention:
    """Sets how many days a class is kept from now on. Raises `PeriodNotAllowed`."""
    check_may(by, SET_PERIODS)
    check_person(by)
    longest = keep.value.longest
    if longest is None or not keep.value.shortest.days <= days <= longest.days:
        raise PeriodNotAllowed
    period, _ = OrganisationRetention.objects.update_or_create(
        organisation=by.organisation,
        keep=keep.name,
        defaults={"days": days, "set_by": by.user, "set_at": timezone.now()},
    )
    record_event(by=by, action="rights.period_set", subject=f"class:{keep.name}", details={"days": days})
    return period
