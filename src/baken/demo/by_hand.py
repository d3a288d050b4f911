"""What the invented staff saw in apps and chats and wrote down, so that no list of it is empty."""

from dataclasses import dataclass
from datetime import timedelta

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


def record_what_was_seen(*, by: Actor) -> None:
    """Records it in the name of who saw it; what stands already is left as it is."""
    load_catalogue(by=by)
    basis = LawfulBasis.objects.get(code=ORGANISATION.basis.identifier)
    staff = {user.login: user for user in User.objects.filter(login__in={one.login for one in SEEN})}
    if ByHand.objects.filter(recorded_by__in=staff.values(), campaign="").exists():
        return
    now = timezone.now()
    for one in SEEN:
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
