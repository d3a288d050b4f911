"""An organisation closes: nobody is left waiting, nothing goes out, and what comes in is kept."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.backends import SignInBackend
from baken.accounts.exceptions import AskedBefore, NotReopened, StillOpen
from baken.accounts.models import AskedClosing, Organisation, Session
from baken.accounts.queries import open_organisations
from baken.audit.models import Event
from baken.conversations.actions.hold_conversation import move_conversation, take_conversation
from baken.conversations.actions.note_said import note_said, talk_harm_over
from baken.conversations.actions.write_message import approve_message
from baken.conversations.models import Conversation, Message
from baken.conversations.sending import send_due
from baken.operations.closing.actions import ask_closing, decide_closing, take_back_closing
from baken.operations.closing.reopening import REOPENS, reopen_organisation
from baken.operations.closing.still_open import still_open
from baken.pipeline.tasks import _act
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready
from tests.factories.conversations import KeepingChannel, job, written_by_them
from tests.factories.crime_reports import make_report
from tests.factories.organisations import make_actor
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
WHY = "Wij gaan op in een andere stichting."


@pytest.fixture
def admin(organisation: Organisation) -> Actor:
    return make_person(organisation, "admin", purpose="accountability")


@pytest.fixture
def officer(organisation: Organisation) -> Actor:
    return make_person(organisation, "data_protection_officer", purpose="accountability")


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def waits(worker: Actor) -> Message:
    written = written_by_them(worker)
    assert written is not None
    held = take_conversation(by=worker, conversation_id=written.conversation_id)
    return approve_message(by=worker, conversation_id=held.id, seen=held.step_count, words="Dag.")


def ends(worker: Actor) -> None:
    for one in Conversation.objects.all():
        move_conversation(
            by=worker, conversation_id=one.id, seen=one.step_count, kind="closed", words="Overgedragen."
        )


def closed(admin: Actor, officer: Actor) -> Organisation:
    asked = ask_closing(by=admin, why=WHY)
    decide_closing(by=officer, asked_id=asked.id, approve=True)
    return Organisation.objects.get(id=admin.organisation.id)


def test_nobody_closes_while_somebody_waits(admin: Actor, officer: Actor, worker: Actor) -> None:
    asked = ask_closing(by=admin, why=WHY)
    waits(worker)
    assert [(one.count, one.shown[0][1]) for one in still_open()] == [(1, worker.user.name)]
    with pytest.raises(StillOpen):
        decide_closing(by=officer, asked_id=asked.id, approve=True)
    take_back_closing(by=admin, asked_id=asked.id)
    ends(worker)
    assert still_open() == []
    assert closed(admin, officer).closed_at is not None


def test_nobody_closes_while_a_suspicion_went_nowhere(admin: Actor, organisation: Organisation) -> None:
    moderator = make_person(organisation, "moderator")
    report = make_report(moderator)
    assert {(one.what, one.shown[0]) for one in still_open()} == {
        ("Vermoedens", (report.number, moderator.user.name))
    }


def test_nobody_closes_while_nobody_talked_harm_over(
    admin: Actor, worker: Actor, organisation: Organisation
) -> None:
    waits(worker)
    (one,) = Conversation.objects.all()
    row = note_said(by=worker, conversation_id=one.id, answer="harmed", said_on=timezone.localdate())
    ends(worker)
    assert [(waiting.what, waiting.shown) for waiting in still_open()] == [
        ("Kwaad door ons contact", ((one.number, worker.user.name),))
    ]
    talk_harm_over(by=make_person(organisation, "analyst"), conversation_answer_id=row.id)
    assert still_open() == []


def test_two_people_close_it_once(admin: Actor, officer: Actor) -> None:
    asked = ask_closing(by=admin, why=WHY)
    with pytest.raises(AskedBefore):
        ask_closing(by=admin, why=WHY)
    for somebody in (admin, job(admin)):
        with pytest.raises(NotPermitted):
            decide_closing(by=somebody, asked_id=asked.id, approve=True)
    with pytest.raises(NotPermitted):
        take_back_closing(by=make_person(admin.organisation, "admin"), asked_id=asked.id)
    decide_closing(by=officer, asked_id=asked.id, approve=False)
    with pytest.raises(DecidedAlready):
        decide_closing(by=officer, asked_id=asked.id, approve=True)
    with pytest.raises(Http404):
        decide_closing(by=officer, asked_id=uuid.uuid4(), approve=True)
    assert Organisation.objects.get(id=admin.organisation.id).closed_at is None


def test_nothing_goes_out_of_a_closed_organisation(admin: Actor, officer: Actor, worker: Actor) -> None:
    message = waits(worker)
    # what waits in a conversation that was closed around the action is taken back all the same
    Conversation.objects.update(state="closed")
    organisation = closed(admin, officer)
    message.refresh_from_db()
    assert message.state == "dropped"
    Message.objects.filter(id=message.id).update(state="waiting", next_try_at=timezone.now())
    Conversation.objects.update(state="open")
    channel = KeepingChannel()
    # with an organisation as it was read before it closed
    send_due(by=job(worker), channels={channel.code: channel})
    assert channel.taken == []
    message.refresh_from_db()
    assert message.state == "dropped"
    assert organisation not in open_organisations()
    did: list[str] = []
    for task in ("send_messages", "send_statements", "extract", "crawl"):
        _act(str(organisation.id), task, lambda by: did.append("out"))
    for task in ("seal", "read_mail", "retention"):
        _act(str(organisation.id), task, lambda by: did.append("kept"))
    assert set(did) == {"kept"}


def test_what_comes_in_is_kept_and_a_no_counts_elsewhere(admin: Actor, officer: Actor, worker: Actor) -> None:
    elsewhere = make_actor()
    with acting_for(elsewhere.organisation.id):
        colleague = make_person(elsewhere.organisation, "outreach_worker")
        waits(colleague)
    closed(admin, officer)
    assert written_by_them(worker, "stop") is not None
    assert Conversation.objects.count() == 1
    channel = KeepingChannel()
    with acting_for(elsewhere.organisation.id):
        send_due(by=job(colleague), channels={channel.code: channel})
    assert channel.taken == []


def test_nobody_signs_in_until_it_opens_again(admin: Actor, officer: Actor, client: Client) -> None:
    sign_in(client, admin.user)
    admin.user.set_password("een lange zin om mee te oefenen")
    admin.user.save()
    given = {"login": admin.user.login, "password": "een lange zin om mee te oefenen"}
    assert SignInBackend().authenticate(None, **given) is not None
    closed(admin, officer)
    assert not Session.objects.exists()
    assert SignInBackend().authenticate(None, **given) is None
    assert SignInBackend().get_user(admin.user.id) is None
    reopen_organisation(by=job(admin))
    assert SignInBackend().authenticate(None, **given) is not None
    with pytest.raises(NotReopened):
        reopen_organisation(by=job(admin))
    told = ("accounts.closing_asked", "accounts.organisation_closed", "accounts.organisation_reopened")
    assert Event.objects.filter(action__in=told).count() == len(told)


def test_it_opens_again_only_within_its_time(admin: Actor, officer: Actor) -> None:
    closed(admin, officer)
    late = timezone.now() - REOPENS - timedelta(minutes=1)
    Organisation.objects.filter(id=admin.organisation.id).update(closed_at=late)
    with pytest.raises(NotReopened):
        reopen_organisation(by=job(admin))


def test_page_tells_who_waits_and_who_decides(
    admin: Actor, officer: Actor, worker: Actor, client: Client
) -> None:
    waits(worker)
    sign_in(client, admin.user)
    page = client.get(reverse("closing:closing")).text
    assert Conversation.objects.get().number in page
    assert worker.user.name in page
    ends(worker)
    assert reverse("closing:ask") in client.get(reverse("closing:closing")).text
    asked = ask_closing(by=admin, why=WHY)
    assert reverse("closing:take_back", args=[asked.id]) in client.get(reverse("closing:closing")).text
    sign_in(client, officer.user)
    assert reverse("closing:decide", args=[asked.id]) in client.get(reverse("closing:closing")).text
    assert AskedClosing.objects.get().state == "asked"
