"""Reads of notices: the desk of an organisation, the queue, what a code leads to, and counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from baken.accounts.exceptions import AccountsError
from baken.accounts.models import Organisation
from baken.accounts.queries import find_organisation, system_user
from baken.audit.actions import record_event
from baken.notices.received.codes import code_hash
from baken.notices.received.exceptions import DeskClosed
from baken.notices.received.models import (
    NoticeComplaint,
    NoticeDecision,
    NoticeDesk,
    NotifierSuspension,
    NotifierWarning,
    ReceivedNotice,
    UnfoundedMark,
)
from baken.notices.received.states import OPEN
from baken.tenancy.acting import Actor, acting_for

MARKS_SINCE = timedelta(days=180)


def desk_actor(organisation: Organisation) -> Actor:
    """Who takes a notice in: the system itself. It decides nothing."""
    return Actor(system_user(organisation), organisation, "moderation", "a notice was given")


def desk_of() -> NoticeDesk | None:
    """The settings of the organisation acted for, if it ever set them."""
    return NoticeDesk.objects.first()


def open_desk_of() -> NoticeDesk:
    """The same, open. Raises `DeskClosed`."""
    desk = desk_of()
    if desk is None or not desk.open:
        raise DeskClosed
    return desk


def desk_that_was_open() -> NoticeDesk:
    """The settings, open or closed since: a code that was given keeps its worth. Raises `DeskClosed`."""
    desk = desk_of()
    if desk is None:
        raise DeskClosed
    return desk


@contextmanager
def open_at(slug: str, *, closed_too: bool = False) -> Iterator[Organisation]:
    """Inside, we act for an organisation that takes notices, or `closed_too` ever could. Raises
    `DeskClosed`, for others too."""
    try:
        organisation = find_organisation(slug)
    except AccountsError as fault:
        raise DeskClosed from fault
    if organisation.closed_at is not None and not closed_too:
        raise DeskClosed
    with acting_for(organisation.id):
        desk_that_was_open() if closed_too else open_desk_of()
        yield organisation


def queue() -> QuerySet[ReceivedNotice]:
    """Every notice, each with `place` (open ones first, those apart after them) and `late`."""
    now = timezone.now()
    return ReceivedNotice.objects.select_related("thing", "holder").annotate(
        place=Case(
            When(state__in=("received", "in_hand"), then=Value(0)),
            When(state="set_aside", then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        ),
        late=Case(
            When(Q(state__in=OPEN, due_at__lt=now), then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        ),
        together=Count("thing__notices"),
    )


def open_about(notice: ReceivedNotice) -> QuerySet[ReceivedNotice]:
    """The notices about the same thing that no decision covers yet, the oldest first."""
    return ReceivedNotice.objects.filter(thing=notice.thing_id, state__in=OPEN).order_by("number")


def complaints_open() -> QuerySet[NoticeComplaint]:
    """Complaints that wait, the one due first on top."""
    return NoticeComplaint.objects.filter(state="lodged").select_related("decided_by").order_by("due_at")


def notifier_of(notice: ReceivedNotice) -> str:
    """The pseudonym of who gave it; empty where that is not known (any more)."""
    contact = getattr(notice, "contact", None)
    return contact.notifier if contact else ""


def marks_of(notifier: str) -> QuerySet[UnfoundedMark]:
    """What was marked as manifestly unfounded of one notifier in the last half year."""
    return UnfoundedMark.objects.filter(
        notice__contact__notifier=notifier, at__gt=timezone.now() - MARKS_SINCE
    ).exclude(notice__contact__notifier="")


def warnings_of(notifier: str) -> QuerySet[NotifierWarning]:
    """Warnings that still count."""
    return NotifierWarning.objects.filter(notifier=notifier, expires_at__gt=timezone.now()).order_by("at")


def suspensions_of(notifier: str) -> QuerySet[NotifierSuspension]:
    """Suspensions that are asked for or in force."""
    return NotifierSuspension.objects.filter(
        notifier=notifier, state__in=("asked", "approved"), expires_at__gt=timezone.now()
    )


def suspended_until(notifier: str) -> datetime | None:
    """Until when the notices of a notifier wait apart; None while they do not."""
    found = suspensions_of(notifier).filter(state="approved").order_by("-expires_at").first()
    return found.expires_at if found and notifier else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a code leads to: a notice, or the decision that an advertiser was told of.

    `complaints` are those of this side, `others` those of others after which the decision was overturned.
    A warning and a suspension are told under the code of a notice that a person marked alone: an address is
    not verified, so whoever types somebody else's must not learn what is known of it.
    """

    side: str
    notice: ReceivedNotice | None
    decision: NoticeDecision | None
    complaints: list[NoticeComplaint] = field(default_factory=list)
    others: list[NoticeComplaint] = field(default_factory=list)
    warned: bool = False
    suspended_until: datetime | None = None


def standing_by(*, organisation: Organisation, code: str, through: Actor | None = None) -> Standing | None:
    """What stands under a code, None for one that is not there. Both are asked in the same way, and both
    are noted. `through` is a program that asks for somebody. Act for the organisation meanwhile."""
    found = code_hash(organisation.id, code)
    notice = (
        ReceivedNotice.objects.filter(code_hash=found)
        .select_related("thing", "decision", "contact", "unfounded")
        .first()
    )
    told = NoticeDecision.objects.filter(code_hash=found).select_related("thing").first()
    by = through or desk_actor(organisation)
    subject = f"notice:{notice.id}" if notice else f"decision:{told.id}" if told else "code"
    record_event(by=by, action="notices.state_asked", subject=subject, details={"found": subject != "code"})
    if notice is not None:
        notifier = notifier_of(notice) if hasattr(notice, "unfounded") else ""
        mine = list(notice.complaints.order_by("lodged_at"))
        return Standing(
            "notifier",
            notice,
            notice.decision,
            mine,
            _of_others(notice.decision, mine),
            bool(notifier) and warnings_of(notifier).exists(),
            suspended_until(notifier),
        )
    if told is not None:
        mine = list(told.complaints.filter(side="advertiser"))
        return Standing("advertiser", None, told, mine, _of_others(told, mine))
    return None


def _of_others(decision: NoticeDecision | None, mine: list[NoticeComplaint]) -> list[NoticeComplaint]:
    if decision is None:
        return []
    rows = decision.complaints.filter(state="overturned").exclude(id__in=[one.id for one in mine])
    return list(rows.order_by("lodged_at"))


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many notices about one subject came in, wait, are late and were decided in time."""

    subject: str
    given: int
    waiting: int
    late: int
    decided: int


def counts() -> list[CountLine]:
    """Per subject, over all that is kept."""
    now = timezone.now()
    rows = (
        ReceivedNotice.objects.values("subject")
        .annotate(
            given=Count("id"),
            waiting=Count("id", filter=Q(state__in=OPEN)),
            late=Count(
                "id",
                filter=Q(state__in=OPEN, due_at__lt=now) | Q(decision__at__gt=F("due_at")),
            ),
            decided=Count("id", filter=Q(state="decided")),
        )
        .order_by("subject")
    )
    return [
        CountLine(row["subject"], row["given"], row["waiting"], row["late"], row["decided"]) for row in rows
    ]


def complaint_counts() -> dict[str, int]:
    """How many complaints stand in each state."""
    rows = NoticeComplaint.objects.values("state").annotate(many=Count("id"))
    return {row["state"]: row["many"] for row in rows}
