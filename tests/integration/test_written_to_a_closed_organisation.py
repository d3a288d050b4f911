"""Somebody writes to an organisation that closed: whoever keeps the installation hears of it, in numbers
alone; a no counts at once; and nobody is left waiting when it closes, or while it is closed."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from baken.accounts.exceptions import NotReopened, StillOpen
from baken.accounts.models import Organisation
from baken.api.models import Delivery
from baken.api.tasks import calls_by_clock, send_webhook
from baken.api.webhooks.actions import add_webhook, send_again
from baken.api.webhooks.outbox import queue_webhook
from baken.audit.models import Event
from baken.cli import organisation as organisation_command
from baken.cli.organisation import command
from baken.conversations.actions.hold_conversation import take_conversation
from baken.conversations.actions.keep_safe import answer_alarm
from baken.conversations.actions.write_message import approve_message
from baken.conversations.channels.mailbox import MailboxAway
from baken.conversations.models import Conversation, SafetyAlarm, Suppression
from baken.conversations.sending import send_due
from baken.demo.channels import sms, whatsapp
from baken.demo.channels.sms import SimulatedSms
from baken.demo.channels.whatsapp import SimulatedWhatsApp
from baken.notices.received import actions as notice_actions
from baken.notices.received.models import ReceivedNotice
from baken.notices.statements.models import StatementWords
from baken.notices.statements.writing import hold_back
from baken.operations.attention import what_needs_attention
from baken.operations.closing.came_in import AROUND, CAME_IN, CameIn, came_in, came_in_for_closed
from baken.operations.closing.reopening import REOPENS, reopen_organisation
from baken.operations.closing.still_open import still_open
from baken.operations.self_check import Finding, self_check
from baken.operations.tasks import closed_every_hour
from baken.pipeline import tasks
from baken.tenancy.acting import Actor, acting_for
from tests.factories.closing import close_organisation
from tests.factories.conversations import KeepingChannel, job, written_by_them
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.notices import decide, give, moderator
from tests.factories.organisations import make_actor
from tests.factories.sent_statements import write_some
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
THREAT = "Pas op of ik kom je opzoeken."
URL = "https://hooks.example.org/baken"


def findings(slug: str) -> list[Finding]:
    return [one for one in self_check() if slug in one.what]


def found_in(organisation: Organisation) -> CameIn:
    return next(found for one, found in came_in_for_closed() if one.id == organisation.id)


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def closed(organisation: Organisation, worker: Actor) -> Organisation:
    return close_organisation(organisation)


def test_nobody_waits_for_an_organisation_to_which_nobody_wrote(closed: Organisation) -> None:
    assert found_in(closed) == CameIn({}, None)
    assert [one.holds for one in findings(closed.slug)] == [True]


def test_check_fails_and_tells_numbers_when_somebody_wrote(closed: Organisation, worker: Actor) -> None:
    written_by_them(worker, "Kan ik nog komen?")
    written_by_them(worker, "Hallo?", channel="email", number="iemand@voorbeeld.example")
    (one,) = findings(closed.slug)
    assert not one.holds
    assert one.remedy.startswith("1 message, 1 e-mail came in since ")
    assert f"baken organisation reopen {closed.slug} --reason" in one.remedy
    assert "do it now" not in one.remedy
    assert not any(words in one.what + one.remedy for words in ("komen", "Hallo", "voorbeeld", "600"))


def test_threat_and_young_person_are_told_apart(
    closed: Organisation, worker: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "baken.operations")
    closed_every_hour(0)
    assert not caplog.messages
    written_by_them(worker, THREAT)
    assert found_in(closed).urgent
    assert found_in(closed).in_words("nl") == "1 alarm, 1 bericht"
    closed_every_hour(0)
    (line,) = caplog.messages
    assert line.startswith(f"{closed.slug} is closed: 1 alarm, 1 message came in since ")
    assert "do it now" in line and "opzoeken" not in line


def test_young_person_who_writes_back_is_an_alarm(organisation: Organisation, worker: Actor) -> None:
    assert written_by_them(worker) is not None
    Conversation.objects.update(minority_since=timezone.now(), state="closed", waits_since=None)
    closed = close_organisation(organisation)
    written_by_them(worker, "Bent u er nog?")
    assert found_in(closed).counts == {"alarms": 1, "messages": 2}


def test_no_asks_for_no_answer(closed: Organisation, worker: Actor) -> None:
    written_by_them(worker, "stop")
    assert found_in(closed).counts == {}
    assert Suppression.objects.exists()


def test_what_was_said_and_done_before_closing_is_not_counted(
    organisation: Organisation, worker: Actor
) -> None:
    written_by_them(worker)
    Conversation.objects.update(state="closed")
    closed = close_organisation(organisation)
    assert found_in(closed).counts == {}


def test_message_taken_in_at_the_moment_of_closing_is_counted(
    organisation: Organisation, worker: Actor
) -> None:
    closed = close_organisation(organisation)
    written_by_them(worker)
    just_after = timezone.now() + AROUND / 2
    Organisation.objects.filter(id=closed.id).update(closed_at=just_after)
    assert found_in(closed).counts == {"messages": 1}


@pytest.mark.parametrize("words", ["stop", "Laat me met rust.", "leave me alone", "zostawcie mnie w spokoju"])
@pytest.mark.parametrize("way", ["whatsapp", "sms"])
def test_no_told_by_the_provider_of_a_closed_organisation_counts_elsewhere(
    closed: Organisation,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    way: str,
    words: str,
) -> None:
    connect(monkeypatch, tmp_path, closed)
    elsewhere = make_actor()
    with acting_for(elsewhere.organisation.id):
        colleague = make_person(elsewhere.organisation, "outreach_worker")
        written = written_by_them(colleague, number="+31600000001", channel=way)
        assert written is not None
        held = take_conversation(by=colleague, conversation_id=written.conversation_id)
        approve_message(by=colleague, conversation_id=held.id, seen=held.step_count, words="Dag.")
    if way == "whatsapp":
        hook = SimulatedWhatsApp().writes("31600000001", {"type": "text", "text": {"body": words}})
        address = f"/gesprekken/ontvangen/whatsapp/{closed.slug}/"
    else:
        hook = SimulatedSms().writes("0031600000001", words)
        address = f"/gesprekken/ontvangen/sms/{closed.slug}/{sms.ACCOUNT['address_secret']}/"
    headers = dict(hook.headers)
    assert (
        client.post(address, hook.body, content_type="application/json", headers=headers).status_code == 200
    )
    channel = KeepingChannel(code=way)
    with acting_for(elsewhere.organisation.id):
        send_due(by=job(colleague), channels={way: channel})
    assert channel.taken == []
    assert found_in(closed).counts == {}


def test_complaint_about_a_decision_can_still_be_lodged_and_is_counted(organisation: Organisation) -> None:
    receipt = give(organisation)
    decide(moderator(organisation), ReceivedNotice.objects.get())
    closed = close_organisation(organisation)
    notice_actions.lodge_complaint(
        organisation=organisation, code=receipt.code, why="Daar ben ik het niet mee eens."
    )
    assert found_in(closed).counts == {"complaints": 1}
    assert not findings(closed.slug)[0].holds


def test_everything_that_can_come_in_is_counted_and_has_words(closed: Organisation) -> None:
    counts = dict.fromkeys(CAME_IN, 2)
    told = CameIn(counts, None)
    assert told.in_words().count(", ") == len(CAME_IN) - 1
    assert all(one.nl and one.en for pair in CAME_IN.values() for one in pair)
    assert came_in(timezone.now()).counts == {}


# opening again


def test_it_opens_again_after_its_time_while_somebody_waits(closed: Organisation, worker: Actor) -> None:
    late = timezone.now() - REOPENS - timedelta(days=3)
    Organisation.objects.filter(id=closed.id).update(closed_at=late)
    with pytest.raises(NotReopened):
        reopen_organisation(by=job(worker))
    written_by_them(worker)
    assert reopen_organisation(by=job(worker)).counts == {"messages": 1}
    assert Event.objects.get(action="accounts.organisation_reopened").details == {"messages": 1}


def test_front_page_says_what_came_in_until_somebody_answered(closed: Organisation, worker: Actor) -> None:
    written_by_them(worker, THREAT)
    reopen_organisation(by=job(worker))
    organisation = Organisation.objects.get(id=closed.id)

    def told() -> list[str]:
        with translation.override("en"):
            every = what_needs_attention(organisation, timezone.now())
        return [one.words for one in every if "closed" in one.words]

    (words,) = told()
    assert "1 alarm, 1 message" in words
    written_by_them(worker, "Nog iets", number="+31600000055")
    # what comes in after that is what comes in every day
    assert told() == [words]
    supervisor = make_person(organisation, "outreach_worker")
    answer_alarm(by=supervisor, alarm_id=SafetyAlarm.objects.get().id, words="Gebeld en besproken.")
    Conversation.objects.update(waits_since=None)
    assert told() == []


def test_command_lists_who_is_closed_and_says_who_waits(
    closed: Organisation, worker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def session(slug: str, **_: object) -> Iterator[Actor]:
        yield job(worker)

    monkeypatch.setattr(organisation_command, "database", nullcontext)
    monkeypatch.setattr(organisation_command, "organisation_session", session)
    written_by_them(worker, THREAT)
    listed = CliRunner().invoke(command, ["list"])
    (line,) = [one for one in listed.output.splitlines() if one.startswith(f"{closed.slug}\t")]
    assert f"closed since {timezone.now():%Y-%m}" in line and line.endswith("waiting: 1 alarm, 1 message")
    opened = CliRunner().invoke(command, ["reopen", closed.slug, "--reason", "somebody wrote"])
    assert opened.exit_code == 0, opened.output
    assert "1 alarm, 1 message came in meanwhile" in opened.output and "do it now" in opened.output


# what else waits at closing


def what_waits() -> dict[str, int]:
    return {str(one.what): one.count for one in still_open()}


def test_statement_that_was_let_go_is_sent_or_held_back_first(organisation: Organisation) -> None:
    person = moderator(organisation)
    ready, refused, draft = write_some(person, 3)
    hold_back(by=person, statement_id=draft.id)
    type(refused).objects.filter(id=refused.id).update(state="refused")
    assert what_waits() == {"Motiveringen die nog niet verstuurd zijn": 2}
    with pytest.raises(StillOpen):
        close_organisation(organisation)
    # what lost its words can't go any more
    StatementWords.objects.filter(statement=refused).delete()
    assert what_waits() == {"Motiveringen die nog niet verstuurd zijn": 1}
    hold_back(by=person, statement_id=ready.id)
    assert close_organisation(organisation).closed_at is not None


def test_notices_and_adverts_at_the_door_are_settled_first(organisation: Organisation) -> None:
    person = moderator(organisation)
    make_policy(person, age_evidence=["in_person"])
    come_to_the_door(person)
    give(organisation)
    assert what_waits() == {"Meldingen": 1, "Advertenties die aan de deur wachten": 1}
    with pytest.raises(StillOpen):
        close_organisation(organisation)


def test_page_shows_what_waits_and_which_channels_are_connected(
    organisation: Organisation, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_some(moderator(organisation), 2)
    connect(monkeypatch, tmp_path, organisation)
    sign_in(client, make_person(organisation, "admin", purpose="accountability").user)
    page = client.get(reverse("closing:closing")).text
    assert "Motiveringen die nog niet verstuurd zijn: 2" in page
    assert "Nog gekoppeld: sms, WhatsApp." in " ".join(page.split())


def test_messages_to_programs_end_at_closing_and_can_be_asked_again(organisation: Organisation) -> None:
    admin = make_person(organisation, "admin", purpose="accountability")
    add_webhook(by=admin, url=URL, kinds=["notice.state_changed"])

    def tell() -> Delivery:
        queue_webhook(organisation=organisation, kind="notice.state_changed", payload={"notice": 1})
        return Delivery.objects.order_by("-happened_at")[0]

    waiting = tell()
    close_organisation(organisation)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.next_try_at) == ("dropped", None)
    # a job that was queued before, and what happens while it is closed, wait no more either
    send_webhook(str(organisation.id), str(waiting.id))
    first, second = tell(), tell()
    send_webhook(str(organisation.id), str(first.id))
    third = tell()
    calls_by_clock(0)
    assert {one.state for one in Delivery.objects.all()} == {"dropped"}
    assert Delivery.objects.filter(id__in=[second.id, third.id], tries=0).count() == 2
    reopen_organisation(by=job(admin))
    assert send_again(by=admin, delivery_id=waiting.id).state == "waiting"


def test_mailbox_that_was_disconnected_is_no_fault_of_a_closed_organisation(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(of: Organisation) -> int:
        raise MailboxAway

    monkeypatch.setattr(tasks, "read_mail", away)
    with pytest.raises(tasks.StageBroke):
        tasks.read_mail_of(str(organisation.id))
    close_organisation(organisation)
    tasks.read_mail_of(str(organisation.id))


def test_what_is_closed_for_good_is_connected_to_nothing(
    closed: Organisation, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    connect(monkeypatch, tmp_path, closed)
    assert [one.holds for one in findings(closed.slug)] == [True]
    Organisation.objects.filter(id=closed.id).update(closed_at=timezone.now() - REOPENS - timedelta(days=1))
    assert [one.holds for one in findings(closed.slug)] == [True, False]
    monkeypatch.setattr("django.conf.settings.CHANNELS", "")
    assert [one.holds for one in findings(closed.slug)] == [True, True]


def connect(monkeypatch: pytest.MonkeyPatch, directory: Path, organisation: Organisation) -> None:
    path, address = directory / "channels.toml", {"address": "http://127.0.0.1:9"}
    told: Mapping[str, Mapping[str, str]] = {
        "whatsapp": address | whatsapp.ACCOUNT,
        "sms": address | sms.ACCOUNT,
    }
    lines = [
        line
        for code, held in told.items()
        for line in (
            f"[{organisation.slug}.{code}]",
            *(f'{name} = "{value}"' for name, value in held.items()),
        )
    ]
    path.write_text("\n".join(lines))
    path.chmod(0o600)
    monkeypatch.setattr("django.conf.settings.CHANNELS", str(path))
