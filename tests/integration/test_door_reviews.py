"""Held adverts at the door: people decide, two where an age under 18 is suspected, and nothing gets lost."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.audit.models import Event
from baken.door.exceptions import NotHeld, SaidAlready
from baken.door.models import DoorCheck, DoorRefusal, DoorSay
from baken.door.reviews.actions import Stated, review_check
from baken.notices.received.exceptions import ContactTold
from baken.notices.statements.models import StatementOfReasons
from baken.referrals.models import CrimeReport
from baken.referrals.sealing import opened
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.crime_reports import send
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db
STATED = Stated(
    suspicion="none",
    illegal=False,
    ground="Voorwaarde 4",
    category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    explanation="Bij een advertentie hoort een leeftijdsbewijs.",
    facts="Van dit account is geen bewijs bekend.",
)


@pytest.fixture
def people(organisation: Any) -> list[Actor]:
    return [make_person(organisation, "moderator", purpose="moderation") for _ in range(3)]


@pytest.fixture
def held(people: list[Actor]) -> Any:
    """An advert of an account without evidence, which the policy asks for."""
    make_policy(people[0], age_evidence=["in_person"])
    return come_to_the_door(people[0]).check


@pytest.fixture
def young(people: list[Actor]) -> Any:
    """An advert that states 16."""
    make_policy(people[0])
    return come_to_the_door(people[0], "young", stated_age=16).check


def let_on(by: Actor, check: Any) -> DoorCheck:
    return review_check(by=by, check_id=check, outcome="go_online", reason="nagevraagd, in orde")


def refuse(by: Actor, check: Any, suspicion: str = "none", **fields: Any) -> DoorCheck:
    told = Stated(
        **{name: getattr(STATED, name) for name in Stated.__slots__} | {"suspicion": suspicion} | fields
    )
    return review_check(by=by, check_id=check, outcome="refuse", reason="zo besloten wij", stated=told)


def test_one_person_lets_an_ordinary_advert_go_online(people: list[Actor], held: Any) -> None:
    assert let_on(people[0], held).state == "cleared"
    again = come_to_the_door(people[0])
    assert (again.check, again.state, again.online) == (held, "cleared", True)
    with pytest.raises(NotHeld):
        refuse(people[1], held)


def test_refusal_writes_its_statement_and_stands_under_every_later_check(
    people: list[Actor], held: Any
) -> None:
    assert refuse(people[0], held).state == "refused"
    statement = StatementOfReasons.objects.get()
    assert statement.codes["decision_visibility"] == ["DECISION_VISIBILITY_OTHER"]
    assert statement.codes["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
    assert DoorRefusal.objects.get().state == "closed"
    # a policy that asks nothing lets nothing through that a person refused
    make_policy(people[0], age_evidence=["in_person", "idin"])
    again = come_to_the_door(people[0])
    assert (again.check, again.online) == (held, False)
    changed = come_to_the_door(people[0], text="Heel andere woorden over een rustige praktijk in de ochtend.")
    assert (changed.state, changed.online) == ("held", False)


def test_two_people_say_the_same_before_anything_happens(people: list[Actor], young: Any) -> None:
    assert let_on(people[0], young).state == "held"
    with pytest.raises(SaidAlready):
        refuse(people[0], young)
    assert refuse(people[1], young, "minority").state == "held"
    assert not StatementOfReasons.objects.exists()
    assert refuse(people[2], young).state == "refused"
    refusal = DoorRefusal.objects.get()
    # the suspicion of one is not lost because another had none
    assert (refusal.suspicion, refusal.state) == ("minority", "open")
    assert StatementOfReasons.objects.count() == 1
    other = come_to_the_door(people[0], "young", stated_age=24)
    assert (other.state, other.online) == ("held", False)


def test_suspected_minor_is_reported_whatever_a_colleague_suspects_later(
    people: list[Actor], young: Any
) -> None:
    refuse(people[0], young, "minority")
    refuse(people[1], young, "exploitation")
    assert DoorRefusal.objects.get().suspicion == "minority"
    report = CrimeReport.objects.get(about=f"door-check:{young}")
    assert set(report.packets.values_list("kind", flat=True)) == {"police", "child_protection"}


def test_suspicion_stays_open_until_somebody_says_where_it_went(people: list[Actor], held: Any) -> None:
    refuse(people[0], held, "exploitation")
    row = DoorRefusal.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DoorRefusal.objects.filter(id=row.id).update(state="closed")
    report = CrimeReport.objects.get(about=f"door-check:{held}")
    told = {one.item: opened(one, "words") for one in report.items.all()}
    assert {"content", "published", "where"} <= set(told)
    for packet in report.packets.all():
        send(people[1], people[2], packet)
    row.refresh_from_db()
    assert (row.state, row.referral, row.referral_by) == ("closed", "sent", people[1].user)


def test_words_of_a_refusal_tell_nobody_s_contact_and_nothing_is_kept_of_it(
    people: list[Actor], held: Any
) -> None:
    with pytest.raises(ContactTold):
        refuse(people[0], held, facts="Bel +31 6 00000001")
    assert not DoorSay.objects.exists()
    assert DoorCheck.objects.get(id=held).state == "held"


def test_no_machine_and_no_other_role_refuses(people: list[Actor], organisation: Any, held: Any) -> None:
    with pytest.raises(NotPermitted):
        let_on(make_person(organisation, "registrar", purpose="registration"), held)
    program = people[0].user
    program.is_system = True
    program.save()
    with pytest.raises(NotPermitted):
        refuse(people[0], held)


def test_log_says_what_happened_without_a_word(people: list[Actor], held: Any) -> None:
    refuse(people[0], held, "danger")
    told = [one for one in Event.objects.all() if one.action.startswith("door.")]
    assert {"door.said", "door.refused"} <= {one.action for one in told}
    assert not any("Voorwaarde" in str(one.details) or "besloten wij" in str(one.details) for one in told)


def test_pages_from_looking_to_passing_on(people: list[Actor], held: Any) -> None:
    user = people[0].user
    client = confirm(sign_in(Client(), user), user)
    page = reverse("door:review", args=[held])
    assert page in client.get(reverse("door:check", args=[held])).text
    empty = client.post(
        page, {"outcome": "refuse", "reason": "Niet in orde bevonden.", "suspicion": "danger"}
    )
    assert (empty.status_code, "Dit hoort bij een weigering." in empty.text) == (422, True)
    given = {
        "outcome": "refuse", "reason": "Niet in orde bevonden.", "suspicion": "danger", "illegal": "no",
        "ground": STATED.ground, "category": STATED.category, "explanation": STATED.explanation,
        "facts": STATED.facts,
    }  # fmt: skip
    told = client.post(page, given, follow=True)
    assert "Meld nu het vermoeden" in told.text
    report = CrimeReport.objects.get(about=f"door-check:{held}")
    page = reverse("reports:report", args=[report.id])
    assert page in client.get(reverse("door:check", args=[held])).text
    report.packets.update(due_at=timezone.now())
    assert "1 melding is te laat" in client.get(reverse("door:overview")).text
    words = {"words": "Bij navraag bleek er niemand in gevaar."}
    client.post(reverse("reports:leave", args=[report.packets.get().id]), words)
    assert DoorRefusal.objects.get().referral == "not_sent"
    assert "te laat" not in client.get(reverse("door:overview")).text
