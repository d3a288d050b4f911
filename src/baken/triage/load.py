"""How much somebody did today, and when a break would do them good. Nobody else is shown any of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Subquery
from django.utils import timezone

from baken.tenancy.acting import Actor
from baken.triage.agreed import daily_limit, work_settings
from baken.triage.exceptions import DayIsFull
from baken.triage.models import Assessment, Lead, Pace, WorkSettings
from baken.triage.policies import is_held

BREAK = timedelta(minutes=15)
"""Without a decision for this long somebody did something else."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What somebody did since their last break: how many leads, in how many minutes."""

    leads: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Load:
    """Somebody's day: decided so far, of at most how many; and the stretch after which a break is
    suggested, None while there is no reason to."""

    today: int
    limit: int
    tired: Stretch | None

    @property
    def full(self) -> bool:
        """Whether this was the last one of the day."""
        return self.today >= self.limit

    @property
    def left(self) -> int:
        """How many more until the limit."""
        return max(0, self.limit - self.today)


def stretch(decided: Sequence[datetime], now: datetime) -> Stretch:
    """The decisions without a break between them up to now; `decided` with the newest first."""
    count, later = 0, now
    for at in decided:
        if later - at >= BREAK:
            break
        count, later = count + 1, at
    return Stretch(count, int((now - later).total_seconds() // 60))


def load_of(*, by: Actor, now: datetime, agreed: WorkSettings | None = None, own: Pace | None = None) -> Load:
    """One's own day so far. What is urgent weighs too, though it is never held back. Who decided nothing
    yet has not reached any limit, so their own is asked only of `own`."""
    agreed = agreed or work_settings()
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Assessment.objects.filter(user=by.user, created_at__gte=since, undone_at__isnull=True)
    limit = Subquery(Pace.objects.filter(user=by.user).values("daily_limit")[:1])
    rows = list(mine.annotate(limit=limit).order_by("-created_at").values_list("created_at", "limit"))
    decided = [at for at, _ in rows]
    done = stretch(decided, now)
    tired = done.leads >= agreed.break_leads or done.minutes >= agreed.break_minutes
    chosen = own or Pace(daily_limit=rows[0][1] if rows else None)
    return Load(len(decided), daily_limit(agreed, chosen), done if tired else None)


def check_day(by: Actor, now: datetime, lead: Lead | None = None) -> None:
    """A day has an end; what somebody has in hand they finish. Raises `DayIsFull`."""
    if lead is not None and is_held(lead, now) and lead.holder_id == by.user.id:
        return
    load = load_of(by=by, now=now)
    if load.full:
        raise DayIsFull(load.limit)
