"""What came in for an organisation that closed, and who of them still waits: numbers, and nothing else.

Nobody of it can sign in, and nothing is sent without a person: so whoever keeps the installation has to know
that somebody waits, and never what they wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.accounts.queries import known_organisations
from baken.audit.models import Event
from baken.conversations.models import Conversation, Message, SafetyAlarm
from baken.door.models import DoorAppeal
from baken.notices.models import NoticeComplaint, ReceivedNotice
from baken.notices.received.states import OPEN as NOTICE_OPEN
from baken.tenancy.acting import acting_for
from baken.vocabulary.code_list import Label

CAME_IN: dict[str, tuple[Label, Label]] = {
    "alarms": (Label("alarm", "alarm"), Label("alarmen", "alarms")),
    "messages": (Label("bericht", "message"), Label("berichten", "messages")),
    "mails": (Label("e-mail", "e-mail"), Label("e-mails", "e-mails")),
    "notices": (Label("melding", "notice"), Label("meldingen", "notices")),
    "complaints": (
        Label("klacht over een besluit", "complaint about a decision"),
        Label("klachten over een besluit", "complaints about a decision"),
    ),
    "appeals": (
        Label("bezwaar tegen een weigering", "appeal against a refusal"),
        Label("bezwaren tegen een weigering", "appeals against a refusal"),
    ),
}
"""What can come in, in the order in which it is told: one of it, and more."""

AROUND = timedelta(minutes=5)
"""What was being taken in at the very moment of closing came before it, and was seen by nobody."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """What came in for one organisation while it was closed, and of whom nobody answered yet.

    `counts` are numbers by the codes of `CAME_IN`, without those that are 0; `since` is when the first of
    them came. What asks for no answer, such as a no, is not among them.
    """

    counts: dict[str, int]
    since: datetime | None

    @property
    def urgent(self) -> bool:
        """Whether an alarm is among them: a threat, or a young person who is alone with it."""
        return "alarms" in self.counts

    def in_words(self, language: str = "en") -> str:
        """Such as "1 alarm, 2 messages"."""
        return ", ".join(
            f"{number} {CAME_IN[code][number != 1].in_language('nl' if language == 'nl' else 'en')}"
            for code, number in self.counts.items()
        )


def came_in(closed: datetime, until: datetime | None = None) -> CameIn:
    """What came in for the organisation acted for since it closed (or `until` it was opened again), and still
    waits for somebody. At closing nothing waited: whatever does now came in since."""
    begin, end = closed - AROUND, until or timezone.now()
    alarms = SafetyAlarm.objects.filter(answered_at=None)
    waits = Conversation.objects.exclude(state="closed").filter(
        Q(waits_since__isnull=False) | Exists(alarms.filter(conversation=OuterRef("pk")))
    )
    theirs = Message.objects.filter(state="received", conversation__in=waits)
    mail = Q(conversation__contact__channel="email")
    tables: dict[str, tuple[QuerySet[Any], str]] = {
        "alarms": (alarms, "at"),
        "messages": (theirs.exclude(mail), "created_at"),
        "mails": (theirs.filter(mail), "created_at"),
        "notices": (ReceivedNotice.objects.filter(state__in=NOTICE_OPEN), "received_at"),
        "complaints": (NoticeComplaint.objects.filter(state="lodged"), "lodged_at"),
        "appeals": (DoorAppeal.objects.filter(state="open"), "received_at"),
    }
    assert tuple(tables) == tuple(CAME_IN)
    counts, moments = {}, []
    for code, (rows, moment) in tables.items():
        found = rows.filter(**{f"{moment}__range": (begin, end)})
        if number := found.count():
            counts[code] = number
            moments.append(found.aggregate(first=Min(moment))["first"])
    return CameIn(counts, min(moments, default=None))


def came_in_for_closed() -> Iterator[tuple[Organisation, CameIn]]:
    """Every organisation of this installation that is closed, with what came in for it since."""
    for organisation in known_organisations():
        if organisation.closed_at is not None:
            with acting_for(organisation.id):
                found = came_in(organisation.closed_at)
            yield organisation, found


def came_in_while_closed() -> CameIn:
    """Of the organisation acted for, which is open again: what came in while it was closed the last time."""
    told = Event.objects.filter(action__in=("accounts.organisation_closed", "accounts.organisation_reopened"))
    reopened = told.filter(action="accounts.organisation_reopened").order_by("-at").first()
    if reopened is None:
        return CameIn({}, None)
    closed = told.filter(action="accounts.organisation_closed", at__lt=reopened.at).order_by("-at").first()
    return came_in(closed.at, reopened.at) if closed is not None else CameIn({}, None)


def what_to_do(organisation: Organisation, found: CameIn) -> str:
    """What whoever keeps the installation does about it, in one line of English, with the command."""
    since = f"{found.since:%Y-%m-%d %H:%M} UTC" if found.since else "it closed"
    haste = "a threat, or somebody who may be a minor: do it now; " if found.urgent else ""
    return (
        f"came in since {since} and nobody can read it; {haste}open it again and call its people, "
        f'`baken organisation reopen {organisation.slug} --reason "somebody wrote"`'
    )
