"""Who still waits for an organisation that wants to close: numbers and whose they are, never what they are
about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.cases.models import Case, CaseSaid
from baken.cases.states import IN_HAND
from baken.conversations.models import Conversation, ConversationSaid, Message, SafetyAlarm
from baken.door.models import DoorAppeal, DoorCheck
from baken.notices.models import NoticeComplaint, ReceivedNotice
from baken.notices.received.states import OPEN as NOTICE_OPEN
from baken.notices.sending.outbox import waiting_to_be_sent
from baken.referrals.models import CrimePacket, Referral
from baken.referrals.reports.states import OPEN as REPORT_OPEN
from baken.referrals.states import OPEN
from baken.tenancy.said_by_person import harm_to_see
from baken.triage.models import Lead
from baken.triage.states import URGENT_OPEN

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kind of thing that is open: what to do with it, how many there are, and of the first of them the
    number and the name of who has it, empty for nobody; of what has no number and no holder, none."""

    what: str | Promise
    todo: str | Promise
    count: int
    shown: tuple[tuple[str, str], ...] = ()

    @property
    def more(self) -> int:
        """How many are not shown, of what is shown one by one."""
        return self.count - len(self.shown) if self.shown else 0


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
    notices = ReceivedNotice.objects.filter(state__in=NOTICE_OPEN)
    found = [
        _waiting(_("Dringende aanwijzingen"), _("Twee mensen beslissen op de lijst Dringend."),
                 urgent.order_by("case_number").values_list("case_number", "holder__name")),
        _waiting(_("Alarmen"), _("Een tweede persoon schrijft bij het gesprek op wat is gedaan."),
                 alarms.order_by("at", "id").values_list(*held)),
        _waiting(_("Kwaad door ons contact"),
                 _("Een collega bespreekt het, bovenaan Gesprekken of Begeleiding."),
                 [*harm_to_see(ConversationSaid.objects.all()).values_list(*held),
                  *harm_to_see(CaseSaid.objects.all()).values_list("case__number", "case__owner__name")]),
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
        _waiting(_("Meldingen"), _("Een moderator beslist, met redenen voor beide kanten."),
                 notices.order_by("number").values_list("number", "holder__name")),
        Waiting(_("Klachten over een besluit"), _("Een ander dan wie besliste, antwoordt, bij Meldingen."),
                NoticeComplaint.objects.filter(state="lodged").count()),
        Waiting(_("Advertenties die aan de deur wachten"), _("Een moderator beslist, bij Deur."),
                DoorCheck.objects.filter(state="held").count()),
        Waiting(_("Bezwaren tegen een weigering"), _("Een ander dan wie weigerde, antwoordt, bij Deur."),
                DoorAppeal.objects.filter(state="open").count()),
        Waiting(_("Motiveringen die nog niet verstuurd zijn"),
                _("De wet vraagt dat ze verstuurd worden. Wacht tot ze weg zijn, verbeter wat geweigerd is, "
                  "of houd ze tegen en dien ze zelf in."),
                waiting_to_be_sent().count()),
    ]  # fmt: skip
    return [one for one in found if one.count]


def _waiting(
    what: str | Promise, todo: str | Promise, rows: Iterable[tuple[str | int, str | None]]
) -> Waiting:
    there = [(str(number), name or "") for number, name in rows]
    return Waiting(what, todo, len(there), tuple(there[:MOST_SHOWN]))
