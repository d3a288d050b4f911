"""What an organisation settles before anything is sent: by two, off until then, and word for word."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.conversations.actions.write_message import approve_message
from baken.conversations.exceptions import AskedBefore, WrongState
from baken.conversations.models import AskedRules, ContactGround, ContactRules, Message, MessageTemplate
from baken.conversations.queries import may_approach
from baken.conversations.rules.actions import (
    SETTLED,
    ask_rules,
    decide_ground,
    decide_rules,
    decide_template,
    take_back_rules,
    take_back_template,
    withdraw_ground,
    write_template,
)
from baken.conversations.rules.queries import can_be_sent, standing_rules, today_of
from baken.conversations.sending import send_due
from baken.demo.channels.whatsapp import HeldText, SimulatedWhatsApp
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready
from tests.factories.channels import whatsapp_to
from tests.factories.conversations import (
    job,
    make_ground,
    make_template,
    settle_rules,
    written_by_them,
)
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Goedemiddag, wij zijn er nog. Antwoorden hoeft niet."


@pytest.fixture
def admin(organisation: Organisation) -> Actor:
    return make_person(organisation, "admin", purpose="accountability")


@pytest.fixture
def officer(organisation: Organisation) -> Actor:
    return make_person(organisation, "data_protection_officer", purpose="accountability")


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def asked(by: Actor, **changes: object) -> AskedRules:
    given = {name: getattr(standing_rules(), name) for name in SETTLED} | {"quiet_from": 18} | changes
    return ask_rules(by=by, **given)


def test_rules_stand_only_once_a_second_person_approves(admin: Actor, officer: Actor) -> None:
    waits = asked(admin)
    assert standing_rules().quiet_from == 20 and not ContactRules.objects.exists()
    with pytest.raises(NotPermitted):
        decide_rules(by=admin, asked_id=waits.id, approve=True)
    with pytest.raises(AskedBefore):
        asked(admin, quiet_from=19)

    decide_rules(by=officer, asked_id=waits.id, approve=True)

    rules = ContactRules.objects.get()
    assert (rules.quiet_from, rules.set_by) == (18, admin.user)
    with pytest.raises(DecidedAlready):
        decide_rules(by=officer, asked_id=waits.id, approve=False)
    actions = list(Event.objects.filter(action__contains=".rules_").values_list("action", flat=True))
    assert sorted(actions) == [f"conversations.rules_{one}" for one in ("asked", "decided", "set")]


def test_who_asked_never_decides_even_in_the_database(admin: Actor, officer: Actor) -> None:
    waits = asked(admin)
    # who asked, and has another role by now
    AskedRules.objects.filter(id=waits.id).update(asked_by=officer.user)
    with pytest.raises(NotPermitted):
        decide_rules(by=officer, asked_id=waits.id, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedRules.objects.filter(id=waits.id).update(
            state="approved", decided_by=officer.user, decided_at=timezone.now()
        )


def test_what_is_declined_or_taken_back_changes_nothing(admin: Actor, officer: Actor) -> None:
    decide_rules(by=officer, asked_id=asked(admin).id, approve=False)
    waits = asked(admin)
    with pytest.raises(NotPermitted):
        take_back_rules(by=make_person(admin.organisation, "admin"), asked_id=waits.id)
    take_back_rules(by=admin, asked_id=waits.id)

    assert not ContactRules.objects.exists() and AskedRules.objects.count() == 1
    with pytest.raises(Http404):
        decide_rules(by=officer, asked_id=waits.id, approve=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": 24}, {"quiet_until": -1}, {"advert_days": 61}, {"follow_up_days": 13},
        {"neutral_page": "http://lantaarn.example"}, {"neutral_page": "https://lantaarn.example/?wie=1"},
    ],
)  # fmt: skip
def test_rules_outside_their_bounds_are_not_asked(admin: Actor, wrong: dict[str, object]) -> None:
    with pytest.raises(WrongState):
        asked(admin, **wrong)


def test_ground_that_was_taken_back_is_decided_on_no_more(
    admin: Actor, officer: Actor, worker: Actor
) -> None:
    ground = make_ground(worker)
    assert may_approach()
    withdraw_ground(by=officer, ground_id=ground.id)
    assert not may_approach()
    ContactGround.objects.filter(id=ground.id).update(state="asked", decided_by=None, decided_at=None)
    with pytest.raises(Http404):
        decide_ground(by=officer, ground_id=ground.id, approve=True)


def test_draft_is_taken_back_by_its_writer_alone(worker: Actor) -> None:
    other = make_person(worker.organisation, "analyst")
    until = timezone.localdate() + timedelta(days=9)
    text = write_template(
        by=worker, name="x", kind="opening", language="nl", text="Hallo.", valid_until=until
    )
    with pytest.raises(NotPermitted):
        take_back_template(by=other, template_id=text.id)
    take_back_template(by=worker, template_id=text.id)
    assert not MessageTemplate.objects.exists()
    reviewed = make_template(worker)
    with pytest.raises(WrongState):
        take_back_template(by=worker, template_id=reviewed.id)


def test_text_that_links_to_a_page_that_is_ours_no_more_can_not_go(worker: Actor) -> None:
    settle_rules(worker, neutral_page="https://lantaarn.example")
    text = make_template(worker, text="Meer op https://lantaarn.example")
    assert can_be_sent(text, standing_rules(), today_of(standing_rules()))
    settle_rules(worker, neutral_page="")
    assert not can_be_sent(text, standing_rules(), today_of(standing_rules()))


def approved_answer(worker: Actor) -> Message:
    """An answer in a reviewed text that goes as a template of the provider."""
    until = timezone.localdate() + timedelta(days=9)
    text = write_template(
        by=worker, name="Er nog", kind="reply", language="nl", text=WORDS, valid_until=until,
        provider_name="er_nog",
    )  # fmt: skip
    other = make_person(worker.organisation, "analyst")
    decide_template(by=other, template_id=text.id, approve=True)
    from baken.conversations.actions.hold_conversation import take_conversation

    theirs = written_by_them(worker)
    assert theirs is not None
    held = take_conversation(by=worker, conversation_id=theirs.conversation_id)
    return approve_message(
        by=worker, conversation_id=held.id, seen=held.step_count, kind="reply", template_id=text.id
    )


@pytest.mark.parametrize("held", [WORDS, "Goedemiddag, wij zijn er nog. Bel vandaag."])
def test_text_changed_at_the_provider_after_approval_is_not_sent(worker: Actor, held: str) -> None:
    provider = SimulatedWhatsApp()
    provider.templates["er_nog", "nl"] = HeldText(WORDS)
    message = approved_answer(worker)
    provider.templates["er_nog", "nl"].text = held

    send_due(by=job(worker), channels={"whatsapp": whatsapp_to(provider)})

    message.refresh_from_db()
    if held == WORDS:
        assert message.state == "sent" and [words for _to, words in provider.kept] == [WORDS]
        return
    assert (message.state, message.trouble) == ("failed", "text_differs") and not provider.kept
    page = sign_in(Client(), worker.user).get(
        reverse("conversations:conversation", args=[message.conversation_id])
    )
    assert "niet de tekst die twee collega" in page.text and "gaat niet meer" in page.text


def test_text_that_can_not_be_fetched_waits_and_then_goes(
    worker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = SimulatedWhatsApp()
    provider.templates["er_nog", "nl"] = HeldText(WORDS)
    provider.faults.asked.append("broken")
    message = approved_answer(worker)
    channels = {"whatsapp": whatsapp_to(provider)}

    send_due(by=job(worker), channels=channels)
    message.refresh_from_db()
    assert (message.state, message.trouble) == ("waiting", "text_unknown") and not provider.kept
    page = sign_in(Client(), worker.user).get(
        reverse("conversations:conversation", args=[message.conversation_id])
    )
    assert "u hoeft niets te doen" in page.text

    later = timezone.now() + timedelta(minutes=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    send_due(by=job(worker), channels=channels)
    assert len(provider.kept) == 1 and provider.doubled == 0


def test_ground_through_the_pages_is_off_until_the_second_says_yes(admin: Actor, officer: Actor) -> None:
    desk, other = sign_in(Client(), admin.user), sign_in(Client(), officer.user)
    assert "Benaderen staat uit" in desk.get(reverse("contact_rules:grounds")).text
    given = {
        "kind": "public_task", "why": "De gemeente vroeg het.",
        "valid_until": (timezone.localdate() + timedelta(days=90)).isoformat(),
    }  # fmt: skip
    same = {name: SimpleUploadedFile("a.pdf", b"%PDF een") for name in ("opinion", "dpia")}
    assert "hetzelfde bestand" in desk.post(reverse("contact_rules:ask_ground"), given | same).text
    files = {name: SimpleUploadedFile(f"{name}.pdf", name.encode()) for name in ("opinion", "dpia")}
    here = desk.post(reverse("contact_rules:ask_ground"), given | files)["Location"]
    assert "zet aan" not in desk.get(here).text and desk.post(here, {"do": "approve"}).status_code == 403
    assert not may_approach()

    assert "zet aan" in other.get(here).text
    other.post(here, {"do": "approve"})

    assert may_approach() and "Benaderen staat aan" in desk.get(reverse("contact_rules:grounds")).text
    desk.post(here, {"do": "withdraw"})
    assert not may_approach()


def test_hours_through_the_pages_stay_until_the_second_says_yes(admin: Actor, officer: Actor) -> None:
    desk, other = sign_in(Client(), admin.user), sign_in(Client(), officer.user)
    form = {name: getattr(standing_rules(), name) for name in SETTLED}
    assert desk.post(reverse("contact_rules:ask_hours"), form).status_code == 422
    desk.post(reverse("contact_rules:ask_hours"), form | {"quiet_from": 17})
    page = other.get(reverse("contact_rules:hours")).text
    assert "van 20 tot 10 uur" in page and "van 17 tot 10 uur" in page and "Stem in" in page

    decide = reverse("contact_rules:decide_hours", args=[AskedRules.objects.get().id])
    assert desk.post(decide, {"do": "approve"}).status_code == 403
    other.post(decide, {"do": "approve"})

    assert standing_rules().quiet_from == 17


def test_text_through_the_pages_shows_what_rule_7_finds(worker: Actor) -> None:
    second = make_person(worker.organisation, "analyst")
    desk, other = sign_in(Client(), worker.user), sign_in(Client(), second.user)
    given = {
        "name": "Kennismaken", "kind": "opening", "language": "nl", "text": "Wij zagen uw advertentie.",
        "valid_until": (timezone.localdate() + timedelta(days=90)).isoformat(), "provider_name": "",
    }  # fmt: skip
    write = reverse("contact_rules:write_text")
    for do in ("look", "ask"):
        assert "verwijzing naar een advertentie" in desk.post(write, given | {"do": do}).text
    assert not MessageTemplate.objects.exists()

    given["text"] = "Wij maken graag kennis."
    assert "vond niets" in desk.post(write, given | {"do": "look"}).text
    here = desk.post(write, given | {"do": "ask"})["Location"]
    assert "Neem de tekst terug" in desk.get(here).text and "Keur goed" in other.get(here).text
    other.post(here, {"do": "approve"})
    assert "in gebruik" in desk.get(reverse("contact_rules:texts")).text
    desk.post(here, {"do": "retire"})
    assert MessageTemplate.objects.get().state == "withdrawn"
