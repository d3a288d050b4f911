"""Who still waits for an organisation that wants to close: numbers and whose they are, never what they are
about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.cases.models import Case
from baken.cases.states import IN_HAND
from baken.conversations.models import Conversation, Message, SafetyAlarm
from baken.referrals.models import CrimePacket, Referral
from baken.referrals.reports.states import OPEN as REPORT_OPEN
from baken.referrals.states import OPEN
from baken.triage.models import Lead
from baken.triage.states import URGENT_OPEN

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of thing that is open: what to do with it, how many there are, and of the first of them the
    number and the name of who has it, empty for nobody."""

    what: str | Promise
    todo: str | Promise
    count: int
    shown: tuple[tuple[str, str], ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def still_open() -> list[Waiting]:
    """Everything of the organisation acted for that somebody waits for; none: it can close."""
    hand_over = _("Draag over, met een doorverwijzing naar een ontvanger met naam, of sluit met een reden.")
    conversations = Conversation.objects.exclude(state="closed")
    cases = Case.objects.filter(state__in=IN_HAND)
    referrals = Referral.objects.filter(state__in=OPEN)
    packets = CrimePacket.objects.filter(state__in=REPORT_OPEN)
    alarms = SafetyAlarm.objects.filter(answered_at=None)
    unknown = Message.objects.filter(state__in=("sending", "unknown"))
    urgent = Lead.objects.filter(state__in=URGENT_OPEN)
    held = "conversation__number", "conversation__owner__name"
    found = [
        _waiting(_("Dringende aanwijzingen"), _("Twee mensen beslissen op de lijst Dringend."),
                 urgent.order_by("case_number").values_list("case_number", "holder__name")),
        _waiting(_("Alarmen"), _("Een tweede persoon schrijft bij het gesprek op wat is gedaan."),
                 alarms.order_by("at", "id").values_list(*held)),
        _waiting(_("Gesprekken"), hand_over,
                 conversations.order_by("created_at", "id").values_list("number", "owner__name")),
        _waiting(_("Berichten waarvan niet bekend is of ze gingen"),
                 _("Wie het gesprek heeft, zoekt het uit."),
                 unknown.order_by("created_at", "id").values_list(*held)),
        _waiting(_("Begeleidingen"), hand_over,
                 cases.order_by("number").values_list("number", "owner__name")),
        _waiting(_("Doorverwijzingen"), _("Wacht op het antwoord, of trek in met een reden."),
                 referrals.order_by("number").values_list("number", "owner__name")),
        _waiting(_("Vermoedens"), _("Verstuur het pakket, of schrijf op waarom het niet gaat."),
                 packets.order_by("report__number", "id").values_list(
                     "report__number", "report__opened_by__name")),
    ]  # fmt: skip
    return [one for one in found if one.count]


def _waiting(what: str | Promise, todo: str | Promise, rows: Iterable[tuple[str, str | None]]) -> Waiting:
    there = [(number, name or "") for number, name in rows]
    return Waiting(what, todo, len(there), tuple(there[:MOST_SHOWN]))
