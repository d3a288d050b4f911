"""Adverts that came to the door of an invented platform, and what two of its invented people said of them.

Made by the actions that everybody uses: an advert without age evidence waits, and after it was shown it goes
through. Every advert is bland, of somebody who is of age, and about nobody.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.collection.moments import write_moment
from baken.demo.contacts import beside_market, national
from baken.demo.conversing import USUAL
from baken.demo.mixing import mixed, place_in
from baken.door.actions.check_advert import check_advert
from baken.door.actions.record_evidence import record_evidence
from baken.door.actions.set_policy import set_policy
from baken.door.appeals.actions import decide_appeal, lodge_appeal
from baken.door.models import DoorCheck
from baken.door.reviews.actions import Stated, review_check
from baken.tenancy.acting import Actor

PLATFORM = "kleinegids.example"
FIRST_PLACE = 1_000
"""From which place on the numbers of these adverts are; before them are those of conversations."""


@dataclass(frozen=True, slots=True)
class Comes:
    """Adverts of one kind: how many came, in a small market too; how often each was checked; what became of
    it."""

    ends: str
    often: int
    few: int


COMES = (
    Comes("allowed", 12, 2),
    Comes("held", 7, 2),
    Comes("cleared", 4, 1),
    Comes("refused", 2, 1),
    Comes("appealed", 1, 1),
    Comes("upheld", 1, 1),
    Comes("overturned", 1, 1),
)
"""Those that go through came twice: before they showed an age, and after."""
FALLEN = 1
"""Accounts whose evidence fell away: another phone, device and payer."""

TITLES = ("Ontspannende massage", "Massage op afspraak", "Rustige praktijk", "Massage in de middag")
BEGINS = (
    "Rustige praktijk aan huis, met uitzicht op de tuin.",
    "Kleine kamer boven een bakkerij, warm en stil.",
    "Massage van nek, schouders en rug.",
    "Een uur ontspanning met olie van rozemarijn.",
    "Praktijk met twee behandelkamers, vlak bij het station.",
    "Zachte doeken, een haardvuur en kruidenthee.",
    "Al jaren op dezelfde plek, voor mannen en vrouwen.",
)
MIDDLES = (
    "Ontvangst op afspraak, ook in de avond.",
    "Alleen door de week, van tien tot vier.",
    "Parkeren kan voor de deur.",
    "Er is muziek als u dat prettig vindt.",
    "U krijgt na afloop een glas water met munt.",
)
ENDS = (
    "Ik neem de tijd en luister graag.",
    "Een handdoek ligt klaar.",
    "Huisdieren blijven beneden.",
    "Betalen kan met pas of contant.",
)
STATED = Stated(
    "none", False, "Verzonnen: voorwaarde 4, de leeftijd is aangetoond",
    "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    "Verzonnen: er kwam geen bewijs van leeftijd.", "Verzonnen: de tekst en wat het account liet zien.",
)  # fmt: skip


@transaction.atomic
def come_to_the_door(*, by: Actor, scale: float, seed: int) -> None:
    """Sets the policy and lets adverts come, unless that was done before: all or none."""
    if DoorCheck.objects.exists():
        return
    people = {
        one.login: Actor(one, by.organisation, purpose="moderation", reason="demo")
        for one in User.objects.filter(login__in=("sem", "mila"))
    }
    sem, mila = people["sem"], people["mila"]
    set_policy(
        by=sem, platform=PLATFORM, minimum_age=21, age_evidence=["platform_document", "in_person", "idin"],
        required=[], grade_c_hours=24, reason="Verzonnen: zoals wij met de gemeente afspraken.",
    )  # fmt: skip
    place = FIRST_PLACE
    for comes in COMES:
        for _ in range(comes.often if scale >= USUAL else comes.few):
            check = _come(sem, place, seed)
            _then(sem, mila, comes.ends, check, place, seed)
            place += 1
    for _ in range(FALLEN):
        _come(sem, place, seed)
        _show_age(sem, place)
        _come(sem, place, seed)
        _come(sem, place, seed, changed=True)
        place += 1


def _then(sem: Actor, mila: Actor, ends: str, check: Any, place: int, seed: int) -> None:
    if ends == "allowed":
        _show_age(sem, place)
        _come(sem, place, seed)
    elif ends == "cleared":
        review_check(by=sem, check_id=check, outcome="go_online", reason="Verzonnen: gebeld; dit klopt.")
    elif ends != "held":
        reason = "Verzonnen: na drie keer vragen kwam er geen bewijs van leeftijd."
        review_check(by=sem, check_id=check, outcome="refuse", reason=reason, stated=STATED)
        if ends != "refused":
            _appeal(sem, mila, ends, check)


def _appeal(sem: Actor, mila: Actor, ends: str, check: Any) -> None:
    appeal = lodge_appeal(by=sem, check_id=check, why="Verzonnen: ik heb het bewijs vandaag gestuurd.")
    outcomes = {
        "upheld": ("uphold", "Verzonnen: het bewijs is er nog niet."),
        "overturned": ("overturn", "Verzonnen: het bewijs was zoekgeraakt; het klopt."),
    }
    if ends in outcomes:
        outcome, answer = outcomes[ends]
        decide_appeal(by=mila, appeal_id=appeal.id, outcome=outcome, answer=answer)


def _come(by: Actor, place: int, seed: int, *, changed: bool = False) -> Any:
    """The check of an advert that comes."""
    advert = _advert(place, seed, changed=changed)
    return check_advert(by=by, submission={"advert": advert}).check


def _show_age(by: Actor, place: int) -> None:
    now = timezone.now()
    record_evidence(
        by=by, account_id=_account(place), advert_id=_name(place), method="in_person", checked_at=now,
        valid_until=now + timedelta(days=365), checked_by="verzonnen balie 3",
    )  # fmt: skip


def _advert(place: int, seed: int, *, changed: bool) -> dict[str, Any]:
    """The same advert each time for the same place and seed; `changed`: of another phone, device, payer."""
    turn = place - FIRST_PLACE
    # no two alike: a text that stands under many names is a reason to look
    parts = (BEGINS[turn % len(BEGINS)], MIDDLES[turn % len(MIDDLES)], ENDS[turn % len(ENDS)])
    text = " ".join(mixed(parts, "door text", seed, place))
    whose = f"{'other-' if changed else ''}{seed}-{place}"
    number = national(beside_market(place + (10_000 if changed else 0), seed))
    return {
        "record_version": 1,
        "sighting_id": _name(place),
        "platform": PLATFORM,
        "captured_at": write_moment(timezone.now()),
        "title": TITLES[place_in(len(TITLES), "door title", seed, place)],
        "text": text,
        "stated_age": 24 + place_in(30, "door age", seed, place),
        "contacts": [{"kind": "phone", "value": f"+31{number[1:]}"}],
        "account": {
            "account_id": _account(place),
            "payer_hash": f"payer-{whose}",
            "device_hash": f"device-{whose}",
        },
    }


def _name(place: int) -> str:
    return f"gids-{place}"


def _account(place: int) -> str:
    return f"account-{place}"
