"""Who of the invented staff looks at what is urgent: a week and a half ahead, and then a gap."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.tenancy.acting import Actor
from baken.triage.actions.plan_shift import plan_shift
from baken.triage.models import Shift

DUTIES = (("noor", "daan", 4), ("daan", "yara", 4), ("yara", "noor", 3))
"""Who, who stands behind them, and for how many days; from this morning on, one after the other."""
BEGINS = time(9)


@transaction.atomic
def plan_duties(*, by: Actor) -> None:
    """Plans them, in the name of the administrator, if nobody planned anything yet."""
    if Shift.objects.exists():
        return
    staff = {
        user.login: user for user in User.objects.filter(login__in=["tess", *(who for who, *_ in DUTIES)])
    }
    planner = Actor(staff["tess"], by.organisation, purpose="accountability", reason="demo")
    begins = timezone.make_aware(datetime.combine(timezone.localdate(), BEGINS))
    for who, behind, days in DUTIES:
        ends = timezone.make_aware(
            datetime.combine(timezone.localtime(begins).date() + timedelta(days=days), BEGINS)
        )
        plan_shift(
            by=planner, user_id=staff[who].id, backup_id=staff[behind].id, starts_at=begins, ends_at=ends
        )
        begins = ends
