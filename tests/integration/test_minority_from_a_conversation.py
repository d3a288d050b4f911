"""A suspicion of minority in a conversation reaches the urgent list: once, at once, and without its words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.models import AdvertContact, ContactHub
from baken.audit.models import Event
from baken.conversations.actions import keep_safe
from baken.conversations.actions.hold_conversation import take_conversation
from baken.conversations.actions.keep_safe import suspect_minority
from baken.conversations.models import Conversation, SafetyAlarm
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.actions.keep_stops import one_is_stopped
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.tell_minority import tell_minority
from baken.triage.exceptions import OutreachStopped
from baken.triage.models import Assessment, Lead, LeadStep
from baken.triage.policies import check_contactable
from tests.factories.conversations import (
    NUMBER,
    OTHER_NUMBER,
    make_conversation,
    make_ground,
    make_readable,
    store_contact,
    worth_contacting,
    written_by_them,
)
from tests.factories.leads import WORDS, place, run_row, see
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
SAID = "Noemt een schoolklas."


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def second(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


def begun_by_them(by: Actor, number: str = NUMBER) -> Conversation:
    message = written_by_them(by, number=number)
    assert message is not None
    return take_conversation(by=by, conversation_id=message.conversation_id)


def suspect(by: Actor, conversation: Conversation) -> None:
    suspect_minority(by=by, conversation_id=conversation.id, words=SAID)


def look(by: Actor, lead: Lead, outcome: str) -> Lead:
    lead = Lead.objects.get(id=lead.id)
    look_at_urgent(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS)
    return Lead.objects.get(id=lead.id)


def test_from_the_page_of_a_conversation_to_the_urgent_list(worker: Actor, second: Actor) -> None:
    make_ground(worker)
    lead = worth_contacting(worker)
    make_readable(worker)
    conversation = make_conversation(worker, lead)
    desk, other = sign_in(Client(), worker.user), sign_in(Client(), second.user)
    here = reverse("conversations:minority", args=[conversation.id])
    assert "spoedlijst" in desk.get(here).text
    desk.post(here, {"words": SAID})
    lead = Lead.objects.get()
    assert (lead.state, lead.urgent_kind, lead.outreach_stopped) == ("urgent_first", "minority", True)
    assert lead.urgent_since is not None
    shown = lead.case_number.replace("-", "\u2011")
    assert shown in other.get(reverse("triage:urgent")).text
    page = other.get(reverse("triage:lead", args=[lead.id])).text
    assert conversation.number in page
    assert worker.user.name in page
    assert SAID not in page
    with pytest.raises(OutreachStopped):
        check_contactable(lead)
    assert look(worker, lead, "urgent_confirmed").state == "urgent_second"
    assert look(second, lead, "urgent_confirmed").state == "urgent_confirmed"
    told = Event.objects.get(action="triage.minority_told")
    assert told.details == {"from": "worth_contacting", "kind": "minority"}


def test_advertiser_without_a_lead_gets_one_that_no_run_takes_away(worker: Actor) -> None:
    store_contact(worker, see(worker, "b0007", count=2))
    make_readable(worker)
    suspect(worker, begun_by_them(worker))
    lead = Lead.objects.get()
    assert (lead.advertiser, lead.state, lead.urgent_kind) == ("b0007", "urgent_first", "minority")
    assert (lead.sightings, lead.provinces, lead.reasons, lead.raised) == (2, ["NL-NB"], [], False)
    assert lead.first_seen is not None
    place(worker, run_row("a0001"))
    assert Lead.objects.get(id=lead.id).state == "urgent_first"
    place(worker, run_row("a0001"), run_row("b0007"))
    kept = Lead.objects.get(id=lead.id)
    assert (kept.state, kept.outreach_stopped, kept.raised) == ("urgent_first", True, True)
    desk = sign_in(Client(), worker.user)
    assert desk.get(reverse("triage:lead", args=[lead.id])).status_code == 200


def test_written_down_twice_stands_there_once_and_after_it_was_lifted_again(
    worker: Actor, second: Actor
) -> None:
    store_contact(worker, see(worker, "b0007"))
    conversation = begun_by_them(worker)
    suspect(worker, conversation)
    since = Lead.objects.get().urgent_since
    suspect(worker, conversation)
    lead = Lead.objects.get()
    assert lead.urgent_since == since
    assert LeadStep.objects.filter(kind="told").count() == 1
    assert SafetyAlarm.objects.filter(kind="minority").count() == 1
    look(worker, lead, "urgent_lifted")
    # while one of two has looked it is not begun anew
    suspect(worker, conversation)
    assert Lead.objects.get().state == "urgent_second"
    assert look(second, lead, "urgent_lifted").state == "urgent_lifted"
    suspect(worker, conversation)
    again = Lead.objects.get()
    assert (again.state, again.first_look_by) == ("urgent_first", None)
    # the two that were lifted with count for nothing now
    assert look(second, again, "urgent_lifted").state == "urgent_second"


def test_confirmed_stays_confirmed(worker: Actor, second: Actor) -> None:
    store_contact(worker, see(worker, "b0007"))
    conversation = begun_by_them(worker)
    suspect(worker, conversation)
    for who in (worker, second):
        look(who, Lead.objects.get(), "urgent_confirmed")
    suspect(worker, conversation)
    assert Lead.objects.get().state == "urgent_confirmed"


def test_both_or_neither(worker: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    store_contact(worker, see(worker, "b0007"))
    conversation = begun_by_them(worker)

    def fails(*_given: object, **_told: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(keep_safe, "note", fails)
    with pytest.raises(ConnectionError):
        suspect(worker, conversation)
    assert not Lead.objects.exists()
    assert Conversation.objects.get().minority_since is None


@pytest.mark.parametrize("shared", [True, False])
def test_without_an_advertiser_the_alarm_alone_tells(worker: Actor, shared: bool) -> None:
    if shared:
        stored = store_contact(worker, see(worker, "b0007"))
        ContactHub.objects.create(
            organisation=worker.organisation,
            pseudonym=stored.pseudonym,
            kind="phone",
            unique_adverts=500,
            sightings=900,
        )
    suspect(worker, begun_by_them(worker))
    assert not Lead.objects.exists()
    assert SafetyAlarm.objects.filter(kind="minority", answered_at=None).count() == 1


def test_in_hand_of_a_colleague_or_urgent_for_another_reason_it_waits_for_nobody(
    worker: Actor, second: Actor
) -> None:
    store_contact(worker, see(worker, "a0000"))
    place(worker, run_row("a0000"))
    held = {"holder": second.user, "held_until": timezone.now() + timedelta(minutes=20)}
    Lead.objects.update(
        state="urgent_second", urgent_kind="danger_to_life", urgent_since=timezone.now(),
        first_look_by=second.user, **held,
    )  # fmt: skip
    suspect(worker, begun_by_them(worker))
    lead = Lead.objects.get()
    assert (lead.state, lead.urgent_kind, lead.holder, lead.first_look_by) == (
        "urgent_first", "minority", None, None,
    )  # fmt: skip
    assert not Assessment.objects.exists()


def test_of_two_that_were_joined_the_one_that_goes_on_is_put_there(worker: Actor) -> None:
    place(worker, run_row("a0000"), run_row("a0001"))
    on, rests = Lead.objects.get(advertiser="a0000"), Lead.objects.get(advertiser="a0001")
    Lead.objects.filter(id=rests.id).update(rests_under=on.id)
    put = tell_minority(by=worker, advertisers=["a0001"], told="2345-BCDF")
    assert [lead.id for lead in put] == [on.id]
    assert Lead.objects.get(id=rests.id).state == "waiting"
    # what rests under it is not approached either
    assert Lead.objects.get(id=rests.id).outreach_stopped


def test_other_contacts_of_the_advertiser_are_stopped_too(worker: Actor) -> None:
    stored = see(worker, "b0007")
    store_contact(worker, stored)
    store_contact(worker, stored, OTHER_NUMBER)
    suspect(worker, begun_by_them(worker))
    other = AdvertContact.objects.exclude(pseudonym=Conversation.objects.get().contact.pseudonym).get()
    assert one_is_stopped(worker.organisation.id, [other.pseudonym])


def test_whoever_does_not_handle_what_is_urgent_tells_nothing(organisation: Organisation) -> None:
    with pytest.raises(NotPermitted):
        tell_minority(by=make_person(organisation, "researcher"), advertisers=["a0000"], told="-")
