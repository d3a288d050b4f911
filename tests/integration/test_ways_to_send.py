"""Ways to make it send what it should not, each tried on the real thing: none of them sends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.models import Sighting
from baken.conversations.actions.hold_conversation import take_conversation
from baken.conversations.actions.keep_safe import decide_doubt, suspect_control
from baken.conversations.actions.write_message import approve_message, decide_second
from baken.conversations.channels.protocol import NotSent, Outgoing
from baken.conversations.exceptions import ConversationsError, MayNotGo
from baken.conversations.models import Approach, Conversation, Message
from baken.conversations.sending import send_due
from baken.outreach.actions.begin_outreach import approve_opening
from baken.tenancy.acting import Actor
from tests.factories.conversations import (
    NUMBER,
    OTHER_NUMBER,
    KeepingChannel,
    job,
    make_conversation,
    make_ground,
    make_template,
    store_contact,
    worth_contacting,
    written_by_them,
)
from tests.factories.leads import link, see
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Clock:
    def __init__(self) -> None:
        self.now = NOON


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.now)
    return one


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def colleague(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


def sent(by: Actor) -> list[str]:
    channel = KeepingChannel()
    send_due(by=job(by), channels={channel.code: channel})
    return [one.to for one in channel.taken]


def reasons(message: Message) -> list[str]:
    return list(Message.objects.get(id=message.id).refusals)


def opening(by: Actor, conversation: Conversation) -> Message:
    fresh = Conversation.objects.get(id=conversation.id)
    return approve_opening(
        by=by, conversation_id=fresh.id, seen=fresh.step_count, template_id=make_template(by).id,
        follow_up=False,
    )  # fmt: skip


def answer(by: Actor, words: str = "Dag.") -> Message:
    written = written_by_them(by)
    assert written is not None
    held = take_conversation(by=by, conversation_id=written.conversation_id)
    if held.stop_doubted_at is not None:
        held = decide_doubt(by=by, conversation_id=held.id, seen=held.step_count, stop=False)
    return approve_message(by=by, conversation_id=held.id, seen=held.step_count, kind="reply", words=words)


@pytest.mark.parametrize("change", [{"is_active": False}, {"roles": ["observer"]}])
def test_what_somebody_approved_who_was_shut_out_since(worker: Actor, change: dict[str, object]) -> None:
    message = answer(worker)
    type(worker.user).objects.filter(id=worker.user.id).update(**change)
    assert sent(worker) == []
    assert reasons(message) == ["not_approved"]


def test_second_person_who_was_shut_out_since(worker: Actor, colleague: Actor) -> None:
    written = written_by_them(worker)
    assert written is not None
    held = take_conversation(by=worker, conversation_id=written.conversation_id)
    suspect_control(by=worker, conversation_id=held.id, words="Een ander leest mee.")
    held.refresh_from_db()
    message = approve_message(
        by=worker, conversation_id=held.id, seen=held.step_count, kind="reply", words="Dag."
    )
    decide_second(by=colleague, message_id=message.id, approve=True)
    type(colleague.user).objects.filter(id=colleague.user.id).update(is_active=False)
    assert sent(worker) == []
    assert "second_needed" in reasons(message)


def test_clock_that_ran_ahead_when_they_wrote_hides_no_later_no(worker: Actor, clock: Clock) -> None:
    written_by_them(worker, "stop")
    clock.now = NOON + timedelta(days=2)
    message = answer(worker)
    clock.now = NOON + timedelta(hours=1)
    written_by_them(worker, "stop")
    again = Message.objects.get(id=message.id)
    Message.objects.filter(id=again.id).update(state="waiting", next_try_at=clock.now)
    assert sent(worker) == []
    assert "suppressed" in reasons(message)


def test_clock_that_is_put_back_brings_no_second_opening(worker: Actor, clock: Clock) -> None:
    make_ground(worker)
    lead = worth_contacting(worker)
    opening(worker, make_conversation(worker, lead))
    assert sent(worker) == [NUMBER]
    clock.now = NOON - timedelta(days=30)
    conversation = Conversation.objects.get()
    with pytest.raises(ConversationsError):
        approve_opening(
            by=worker, conversation_id=conversation.id, seen=conversation.step_count,
            template_id=make_template(worker, "follow_up").id, follow_up=True,
        )  # fmt: skip
    assert sent(worker) == []


def test_ten_numbers_of_one_person_are_one_person(worker: Actor) -> None:
    numbers = [f"+316000000{number}" for number in range(50, 60)]
    make_ground(worker)
    lead = worth_contacting(worker, *numbers)
    conversations = [make_conversation(worker, lead, number) for number in numbers]
    messages = [opening(worker, one) for one in conversations]
    assert len(sent(worker)) == 1
    assert sum("opened_before" in reasons(one) for one in messages) == 9


def test_no_over_one_of_ten_numbers_stops_the_other_nine(worker: Actor) -> None:
    numbers = [f"+316000000{number}" for number in range(50, 60)]
    make_ground(worker)
    lead = worth_contacting(worker, *numbers)
    message = opening(worker, make_conversation(worker, lead, numbers[0]))
    written_by_them(worker, "stop", number=numbers[9].removeprefix("+"))
    assert sent(worker) == []
    assert Message.objects.get(id=message.id).state in ("dropped", "refused")


def test_two_who_turn_out_to_be_one_while_an_opening_waits(worker: Actor) -> None:
    make_ground(worker)
    lead = worth_contacting(worker, NUMBER)
    message = opening(worker, make_conversation(worker, lead))
    written_by_them(worker, "stop", number=OTHER_NUMBER)
    # linking finds that the other number stands in the same advertiser's adverts
    store_contact(worker, see(worker, lead.advertiser, count=1), OTHER_NUMBER)
    assert sent(worker) == []
    assert "suppressed" in reasons(message)


def test_who_waits_for_somebody_who_left_is_taken_by_a_colleague(worker: Actor, colleague: Actor) -> None:
    answer(worker)
    written_by_them(worker, "Is daar iemand?")
    type(worker.user).objects.filter(id=worker.user.id).update(is_active=False)
    held = take_conversation(by=colleague, conversation_id=Conversation.objects.get().id)
    assert held.owner == colleague.user


@pytest.mark.parametrize("words", ["x" * 1_000_000, "\x00\x00\x00", " \u200b\n ", ""])
def test_huge_binary_and_empty_words_are_approved_by_nobody(worker: Actor, words: str) -> None:
    with pytest.raises(ConversationsError):
        answer(worker, words)
    assert sent(worker) == []


@pytest.mark.parametrize("text", ["停止", "توقف", "หยุด"])
def test_what_nobody_can_read_lets_nothing_go_until_a_person_looked(worker: Actor, text: str) -> None:
    message = answer(worker)
    written_by_them(worker, text)
    Message.objects.filter(id=message.id).update(state="waiting", next_try_at=NOON)
    assert sent(worker) == []
    assert "stop_in_doubt" in reasons(message)


@pytest.mark.parametrize("text", ["\ufffd\ufffd\x00", "🤚🤚🤚", "x" * 500_000])
def test_whatever_they_write_takes_back_what_waited(worker: Actor, text: str) -> None:
    answer(worker)
    written_by_them(worker, text)
    assert sent(worker) == []


@pytest.mark.parametrize(
    "text", ["\ufffd\ufffd\x00", "🤚🤚", "👍", "Hallo \ufffd\ufffd, graag", "12 34", "..."]
)
@pytest.mark.parametrize("kind", ["text", "media"])
def test_no_words_after_a_no_take_it_back_whatever_anybody_says(
    worker: Actor, clock: Clock, text: str, kind: str
) -> None:
    written_by_them(worker, "stop")
    clock.now += timedelta(minutes=5)
    written = written_by_them(worker, text, kind=kind)
    assert written is not None
    held = take_conversation(by=worker, conversation_id=written.conversation_id)
    assert held.stop_doubted_at is not None
    decided = decide_doubt(by=worker, conversation_id=held.id, seen=held.step_count, stop=False)
    with pytest.raises(MayNotGo) as told:
        approve_message(by=worker, conversation_id=held.id, seen=decided.step_count, words="Dag.")
    assert told.value.reasons == ("suppressed",)


def test_words_after_a_no_wait_for_whoever_has_the_conversation(worker: Actor, clock: Clock) -> None:
    written_by_them(worker, "stop")
    clock.now += timedelta(minutes=5)
    written = written_by_them(worker, "Hallo, ik wil toch graag hulp.")
    assert written is not None
    held = take_conversation(by=worker, conversation_id=written.conversation_id)
    with pytest.raises(MayNotGo) as told:
        approve_message(by=worker, conversation_id=held.id, seen=held.step_count, words="Dag.")
    assert set(told.value.reasons) == {"suppressed", "stop_in_doubt"}
    decided = decide_doubt(by=worker, conversation_id=held.id, seen=held.step_count, stop=False)
    approve_message(by=worker, conversation_id=held.id, seen=decided.step_count, words="Dag.")
    assert sent(worker) == [NUMBER]


@pytest.mark.parametrize("joined", [True, False])
def test_advertisers_that_split_and_join_while_an_opening_waits(worker: Actor, joined: bool) -> None:
    make_ground(worker)
    lead = worth_contacting(worker, NUMBER)
    message = opening(worker, make_conversation(worker, lead))
    [ours] = Sighting.objects.values_list("id", flat=True)
    theirs = see(worker, "b0001", count=1)
    store_contact(worker, theirs, OTHER_NUMBER)
    # split off: the lead stays behind under its name; then with the other one, who said no, or not
    link(worker, ours, "c0002")
    written_by_them(worker, "stop", number=OTHER_NUMBER)
    link(worker, ours, "b0001" if joined else lead.advertiser)
    assert sent(worker) == ([] if joined else [NUMBER])
    assert ("suppressed" in reasons(message)) is joined


class Killed(BaseException):
    """A process dies at this point."""


class Asking(KeepingChannel):
    """A channel that must ask its provider for the text first."""

    fault: BaseException | None = None

    def check(self, message: Outgoing) -> None:
        """Asks, or fails."""
        if self.fault is not None:
            raise self.fault


def test_killed_while_it_asks_for_the_text_it_surely_did_not_go(worker: Actor) -> None:
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    channel = Asking()
    channel.fault = Killed()
    with pytest.raises(Killed):
        send_due(by=job(worker), channels={channel.code: channel})
    message.refresh_from_db()
    assert (message.state, message.asked_at) == ("waiting", None)
    assert not Approach.objects.exists()
    channel.fault = None
    for _again in range(2):
        send_due(by=job(worker), channels={channel.code: channel})
    assert [one.to for one in channel.taken] == [NUMBER]


def test_text_that_cannot_be_had_is_asked_for_later_and_then_given_up(worker: Actor, clock: Clock) -> None:
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    channel = Asking()
    channel.fault = NotSent(retry=True, reason="text_unknown")
    # as long as it waits in between; all of it before the quiet hours
    for tries, minutes in enumerate((2, 6, 31, 121, 0), start=1):
        send_due(by=job(worker), channels={channel.code: channel})
        message.refresh_from_db()
        assert (message.tries, message.trouble) == (tries, "text_unknown")
        clock.now += timedelta(minutes=minutes)
    assert (message.state, channel.taken) == ("failed", [])
    assert not Approach.objects.exists()
