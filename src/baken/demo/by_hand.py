"""What the invented staff saw in apps and chats and wrote down, so that no list of it is empty."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.actions.record_by_hand import record_by_hand
from baken.adverts.models import ByHand
from baken.collection.models import LawfulBasis
from baken.demo.organisation import ORGANISATION
from baken.platforms.actions import load_catalogue
from baken.tenancy.acting import Actor


@dataclass(frozen=True, slots=True)
class Seen:
    """Who saw what, where, and how many hours ago."""

    login: str
    platform: str
    hours: int
    text: str
    place: str = ""
    gender: str = "unknown"
    contact: str = ""


SEEN = (
    Seen(
        "noor", "WhatsApp", 30,
        "Ontspannende massage, privé ontvangst in Tilburg. Dit weekend plek. App me op nul zes 00 00 11 72.",
        "Tilburg", "women",
    ),
    Seen(
        "noor", "Telegram", 26,
        "Nieuwe praktijk in Breda, rustige kamer, 60 euro per half uur. Bericht naar @rustpunt_voorbeeld.",
        "Breda", "women", "rustpunt_voorbeeld",
    ),
    Seen(
        "daan", "Telegram", 3,
        "Relaxing massage in Eindhoven, private reception, 34 years. 100 euro an hour. 06 00 00 28 90",
        "Eindhoven", "men",
    ),
    Seen(
        "noor", "Instagram", 1,
        "Massage aan huis in Hengelo en omgeving. Vraag naar de agenda, plek vanaf morgen.",
        "Hengelo", "couples",
    ),
)  # fmt: skip

_HERBS = (
    "Kruidenthee bij binnenkomst en daarna drie kwartier rust onder warme doeken. Ik werk met olie van "
    "rozemarijn, met aandacht voor nek en schouders, in een kamer aan de tuin in Meppel. ",
    "Voetenbad met zeezout, een deken en zachte muziek: zo begint het uur bij mij. De kamer kijkt uit op de "
    "tuin, u hangt uw jas aan de kapstok en laat de dag buiten. Meppel, vlak bij het station. ",
)
_SPORT = (
    "Hardlopers en fietsers: losse kuiten na de training! Stevige sportmassage, 45 min, tafel op maat in "
    "Meppel. Parkeren gratis. Neem uw trainingsschema mee dan kijk ik waar het wringt. ",
    "Schaatsbenen? Onderrug vast? Triggerpoints, rekken, klaar. Geen poespas, wel resultaat, ook op zaterdag "
    "tot 16 uur. Meppel, boven de fietsenmaker, bel aan bij de groene deur. ",
    "Voor teams: vier behandelingen achter elkaar in uw clubhuis, tafel neem ik zelf mee. Regio Meppel en "
    "Steenwijk, factuur per maand, vraag naar de strippenkaart voor tien keer. ",
)
_TEA = (
    "Na twintig jaar in een ziekenhuis masseer ik nu in een tuinhuis in Goes, met thee van munt, een kachel "
    "die snort. Wie slecht slaapt krijgt een zakje lavendel mee naar huis, wie haast heeft blijft weg. "
)
_DESK = "Afspraken via balie De Linde, 06 00 00 41 01."

ONE_DESK = tuple(
    Seen("daan", "Facebook", hours, f"{words}{_DESK}", "Meppel")
    for hours, words in zip((610, 586, 514, 490, 442), (*_HERBS, *_SPORT), strict=True)
)
"""Two practices behind one reception: the machine puts them together, a person sees two ways of writing."""

NEW_NUMBER = (
    *(Seen("yara", "Facebook", hours, f"{_TEA}Bel 06 00 00 41 02.", "Goes") for hours in (900, 732)),
    *(Seen("yara", "Facebook", hours, f"{_TEA}Bel 06 00 00 41 03.", "Goes") for hours in (228, 60)),
)
"""The same words under a new number: the machine takes them for copied, a person sees who moved on."""

STAFF_WHO_SAW = ("noor", "daan", "yara")


@transaction.atomic
def record_what_was_seen(*, by: Actor) -> None:
    """Records all of it, in the name of who saw it, or nothing; what stands already is left as it is."""
    load_catalogue(by=by)
    basis = LawfulBasis.objects.get(code=ORGANISATION.basis.identifier)
    staff = {user.login: user for user in User.objects.filter(login__in=STAFF_WHO_SAW)}
    if ByHand.objects.filter(recorded_by__in=staff.values(), campaign="").exists():
        return
    now = timezone.now()
    for one in (*SEEN, *ONE_DESK, *NEW_NUMBER):
        if one.login not in staff:
            continue
        record_by_hand(
            by=Actor(staff[one.login], by.organisation, purpose="outreach", reason="demo"),
            basis_id=basis.id,
            platform=one.platform,
            seen_at=now - timedelta(hours=one.hours),
            text=one.text,
            place=one.place,
            advertised_gender=one.gender,
            contacts=[{"kind": "telegram", "value": one.contact}] if one.contact else [],
        )
