"""With a new master key nothing is forgotten; without a key that is missing nothing goes."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.conversations.actions.hold_conversation import take_conversation
from baken.conversations.actions.keep_safe import decide_doubt
from baken.conversations.actions.write_message import approve_message
from baken.conversations.exceptions import KeyMissing, MayNotGo
from baken.conversations.models import Conversation, Message, Suppression
from baken.conversations.sealing import contact_pseudonym, opened
from baken.conversations.sending import send_due
from baken.conversations.suppression.consulting import every_stop_can_be_asked
from baken.demo.channels import whatsapp
from baken.demo.channels.whatsapp import SimulatedWhatsApp
from baken.operations.exceptions import KeyNotAdded
from baken.operations.rotation import rotate_key
from baken.operations.self_check import self_check
from baken.outreach.actions.begin_outreach import approve_opening
from baken.pipeline.tasks import StageBroke, _act
from baken.privacy.keys import Keyring, create_master_key, read_master_key
from baken.tenancy.acting import Actor, acting_for
from baken.triage.actions.keep_stops import one_is_stopped, stop_contact
from tests.factories.conversations import (
    NUMBER,
    OTHER_NUMBER,
    KeepingChannel,
    job,
    make_conversation,
    make_ground,
    make_template,
    worth_contacting,
    written_by_them,
)
from tests.factories.organisations import make_actor, make_organisation
from tests.factories.users import make_person
from tests.integration.test_received_addresses import write_accounts

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
NEW, NEWER, STRANGE = (bytes([number]) * 32 for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def rotated(settings: Any, *keys: bytes) -> None:
    settings.BAKEN_KEYRING = Keyring(configured.BAKEN_KEYRING.master, keys)


def opening(by: Actor, conversation: Conversation) -> Message:
    return approve_opening(
        by=by, conversation_id=conversation.id, seen=conversation.step_count,
        template_id=make_template(by).id, follow_up=False,
    )  # fmt: skip


def answered(by: Actor, text: str = "Hallo, wie is dit?", number: str = NUMBER) -> Message:
    written = written_by_them(by, text, number=number)
    assert written is not None
    conversation = take_conversation(by=by, conversation_id=written.conversation_id)
    if conversation.stop_doubted_at is not None:
        conversation = decide_doubt(
            by=by, conversation_id=conversation.id, seen=conversation.step_count, stop=False
        )
    return approve_message(
        by=by, conversation_id=conversation.id, seen=conversation.step_count, kind="reply", words="Dag."
    )


def goes(by: Actor, message: Message) -> bool:
    channel = KeepingChannel()
    send_due(by=job(by), channels={channel.code: channel})
    return str(message.key) in {one.key for one in channel.taken}


@pytest.mark.parametrize("where", ["here", "elsewhere"])
@pytest.mark.parametrize("times", [1, 2])
def test_stop_outlives_rotation(worker: Actor, settings: Any, where: str, times: int) -> None:
    make_ground(worker)
    lead = worth_contacting(worker)
    noted_by = worker if where == "here" else make_actor()
    with acting_for(noted_by.organisation.id):
        written_by_them(noted_by, "stop", number=NUMBER)
        # only the no is left, as after an erasure
        Conversation.objects.all().delete()
    rotated(settings, *(NEW, NEWER)[:times])

    conversation = make_conversation(worker, lead)
    with pytest.raises(MayNotGo) as told:
        opening(worker, conversation)
    assert told.value.reasons == ("suppressed",)


@pytest.mark.parametrize("times", [1, 2])
def test_job_asks_for_a_stop_of_before_a_rotation(worker: Actor, settings: Any, times: int) -> None:
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    elsewhere = make_actor()
    with acting_for(elsewhere.organisation.id):
        written_by_them(elsewhere, "stop", number=NUMBER)
    rotated(settings, *(NEW, NEWER)[:times])
    assert not goes(worker, message)
    assert Message.objects.get(id=message.id).refusals == ["suppressed"]


@pytest.mark.parametrize("times", [1, 2])
def test_no_that_came_over_the_wire_is_asked_for_after_a_rotation(
    worker: Actor, client: Client, settings: Any, tmp_path: Path, times: int
) -> None:
    """Meta tells it, a key is added to the file as the command does, and the job says why nothing goes."""
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    elsewhere = make_organisation("hulp")
    accounts = tmp_path / "channels.toml"
    write_accounts(accounts, ("hulp.whatsapp", {"address": "http://127.0.0.1:9"} | whatsapp.ACCOUNT))
    settings.CHANNELS = str(accounts)
    hook = SimulatedWhatsApp().writes(NUMBER[1:], {"type": "text", "text": {"body": "stop"}})
    told = client.post(
        "/gesprekken/ontvangen/whatsapp/hulp/", hook.body, content_type="application/json",
        headers=dict(hook.headers),
    )  # fmt: skip
    assert told.status_code == 200
    with acting_for(elsewhere.id):
        # only the no is left, as after an erasure
        Conversation.objects.all().delete()

    path = tmp_path / "master.key"
    path.write_bytes(configured.BAKEN_KEYRING.master)
    path.chmod(0o600)
    for _time in range(times):
        settings.BAKEN_KEYRING = rotate_key(path=path, reason="yearly")

    assert not goes(worker, message)
    assert Message.objects.get(id=message.id).refusals == ["suppressed"]


def test_opening_still_goes_after_rotation_to_whoever_said_no_no(worker: Actor, settings: Any) -> None:
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    rotated(settings, NEW)
    assert goes(worker, message)


def test_stop_of_before_is_lifted_and_said_again_after(worker: Actor, settings: Any) -> None:
    written_by_them(worker, "stop")
    rotated(settings, NEW)
    assert goes(worker, answered(worker))
    written_by_them(worker, "stop")
    stands = Suppression.objects.exclude(stopped_at=None)
    assert len(set(stands.values_list("key_name", flat=True))) == 2


def test_process_without_the_newest_key_sends_nothing(worker: Actor, settings: Any) -> None:
    message = answered(worker)
    rotated(settings, NEW)
    written_by_them(worker, "stop", number=OTHER_NUMBER)
    rotated(settings)

    with pytest.raises(KeyMissing):
        goes(worker, message)
    assert Message.objects.get(id=message.id).state == "waiting"
    assert not every_stop_can_be_asked()
    # what people write comes in all the same, and a no of theirs counts
    assert written_by_them(worker, "stop", number=NUMBER) is not None

    rotated(settings, NEW)
    assert not goes(worker, message)


def test_another_first_key_lets_nothing_go(worker: Actor, settings: Any) -> None:
    settings.BAKEN_KEYRING = Keyring(STRANGE)
    channel = KeepingChannel()

    with pytest.raises(KeyMissing):
        send_due(by=job(worker), channels={channel.code: channel})
    with pytest.raises(StageBroke, match="KeyReplaced"):
        _act(str(worker.organisation.id), "a job", lambda by: None)
    findings = {one.what: one.holds for one in self_check()}
    assert not findings["the master key is the one that every organisation began with"]


def test_approaches_and_stops_of_minors_outlive_rotation(worker: Actor, settings: Any) -> None:
    make_ground(worker)
    lead = worth_contacting(worker)
    assert goes(worker, opening(worker, make_conversation(worker, lead)))
    Conversation.objects.all().delete()
    name = contact_pseudonym(worker.organisation.id, "phone", OTHER_NUMBER)
    stop_contact(by=worker, pseudonym=name)

    rotated(settings, NEW)

    assert contact_pseudonym(worker.organisation.id, "phone", OTHER_NUMBER) == name
    assert one_is_stopped(worker.organisation.id, [name])
    conversation = make_conversation(worker, lead)
    with pytest.raises(MayNotGo) as told:
        opening(worker, conversation)
    assert told.value.reasons == ("opened_before",)


def test_words_of_before_are_read_after_rotation(worker: Actor, settings: Any) -> None:
    written = written_by_them(worker, "Hallo, wie is dit?")
    assert written is not None
    rotated(settings, NEW, NEWER)
    assert opened(written, "words") == "Hallo, wie is dit?"


def test_rotating_adds_a_key_and_stands_in_the_log(worker: Actor, settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(configured.BAKEN_KEYRING.master)
    path.chmod(0o600)

    held = rotate_key(path=path, reason="yearly")

    assert held.names[0] == worker.organisation.key_name
    assert read_master_key(path) == held
    assert Event.objects.filter(action="operations.key_rotated").exists()


def test_another_key_file_is_not_rotated(worker: Actor, tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    create_master_key(path)
    before = path.read_bytes()
    with pytest.raises(KeyNotAdded, match="not the key"):
        rotate_key(path=path, reason="yearly")
    assert path.read_bytes() == before
