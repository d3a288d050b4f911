"""Reads of what expires. They show counts and dates, never what a row says."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from baken.adverts.models import Link, Sighting
from baken.audit.actions import record_event
from baken.privacy.retention import EXPIRING, RetentionClass
from baken.rights.market_steps import FIRST_MOMENT
from baken.rights.models import ErasureRequest, RetentionRun
from baken.rights.periods import periods
from baken.rights.permissions import READ
from baken.rights.plan import steps
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@dataclass(frozen=True)
class Line:
    """One step of the plan as it stands now: rows due, how many of them a hold keeps, and the oldest."""

    keep: str
    table: str
    variant: str
    due: int
    held: int
    oldest: datetime | None

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "class": self.keep,
            "table": self.table,
            "variant": self.variant,
            "due": self.due,
            "held": self.held,
            "oldest": self.oldest.isoformat() if self.oldest else None,
        }


def plan_now(*, by: Actor) -> list[Line]:
    """What a run would do now, step by step; logged as a read."""
    check_may(by, READ)
    now, kept = timezone.now(), periods()
    lines = []
    for step in steps():
        before = step.before(kept, now)
        oldest = step.oldest(before)
        lines.append(
            Line(
                keep=step.keep.name.lower(),
                table=step.table,
                variant=step.variant,
                due=step.due(before).count(),
                held=step.due_and_held(before).count(),
                oldest=oldest if oldest is None or isinstance(oldest, datetime) else _midnight(oldest),
            )
        )
    record_event(
        by=by, action="rights.plan_read", subject="plan", details={"due": sum(line.due for line in lines)}
    )
    return lines


def _midnight(day: object) -> datetime:
    from datetime import UTC, date, time

    assert isinstance(day, date)
    return datetime.combine(day, time(), UTC)


def by_class(lines: list[Line]) -> dict[RetentionClass, tuple[int, int]]:
    """Rows due and held per class."""
    return {
        keep: (
            sum(line.due for line in lines if line.keep == keep.name.lower()),
            sum(line.held for line in lines if line.keep == keep.name.lower()),
        )
        for keep in EXPIRING
    }


def last_runs(count: int = 10) -> list[RetentionRun]:
    """The newest runs first."""
    return list(RetentionRun.objects.select_related("started_by").order_by("-started_at")[:count])


def subjects_within_period() -> tuple[list[str], list[str]]:
    """The sightings seen within the period of leads, and the advertisers that have one: what may
    still be concluded about."""
    since = timezone.now() - periods()[RetentionClass.LEAD]
    recent = Sighting.objects.annotate(moment=FIRST_MOMENT).filter(moment__gte=since)
    advertisers = Link.objects.filter(sighting__in=recent.values("pk"))
    return (
        [str(row) for row in recent.values_list("pk", flat=True)],
        list(advertisers.values_list("advertiser", flat=True).distinct()),
    )


def contacts_being_erased() -> frozenset[str]:
    """The pseudonyms of contacts that a person asked to erase, as long as that was not carried out: nothing
    is concluded from them meanwhile."""
    waiting = ErasureRequest.objects.filter(done_at=None)
    return frozenset(waiting.values_list("pseudonym", flat=True))
