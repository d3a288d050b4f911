"""Conversations: what goes and what does not, what comes in, who decides, and what is left after erasure."""

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.conversations.actions.hold_conversation import (
    hand_conversation,
    join_conversation,
    leave_conversation,
    move_conversation,
    take_conversation,
)
from baken.conversations.actions.keep_safe import (
    agree_safe_contact,
    answer_alarm,
    decide_doubt,
    stop_messages,
    suspect_control,
    suspect_minority,
    try_check_word,
)
from baken.conversations.actions.receive_message import receive_delivery, receive_message
from baken.conversations.actions.write_message import (
    approve_message,
    decide_second,
    drop_message,
    settle_unknown,
)
from baken.conversations.channels.protocol import Channel, Delivery, Incoming, NobodyKnows, NotSent
from baken.conversations.exceptions import (
    MayNotGo,
    NotYours,
    TextNotAllowed,
    WordsMissing,
    YoungPersonNeedsTwo,
)
from baken.conversations.models import Contact, Conversation, Message, SafetyAlarm
from baken.conversations.queries import open_conversation, read_contact, read_second
from baken.conversations.rules.actions import withdraw_ground, write_template
from baken.conversations.sending import Run, send_due
from baken.outreach.actions.begin_outreach import approve_opening
from baken.outreach.exceptions import NoGround
from baken.rights.actions.erase_contact import erase_contact
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.triage.models import Lead
from tests.factories.conversations import (
    NUMBER,
    OPENING,
    OTHER_NUMBER,
    AskedChannel,
    KeepingChannel,
    job,
    make_conversation,
    make_ground,
    make_template,
    settle_rules,
    worth_contacting,
    written_by_them,
)
from tests.factories.leads import link
from tests.factories.organisations import make_actor
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


class Clock:
    """The moment that everything takes as now."""

    def __init__(self) -> None:
        self.now = NOON

    def passes(self, **how_long: float) -> None:
        self.now += timedelta(**how_long)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.now)
    return one


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def second(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


@pytest.fixture
def channel() -> KeepingChannel:
    return KeepingChannel()


def run(by: Actor, channel: Channel) -> Run:
    return send_due(by=job(by), channels={channel.code: channel})


def seen(conversation: Conversation) -> int:
    return Conversation.objects.get(id=conversation.id).step_count


def opening(by: Actor, conversation: Conversation, *, follow_up: bool = False) -> Message:
    template = make_template(by, "follow_up" if follow_up else "opening")
    return approve_opening(
        by=by, conversation_id=conversation.id, seen=seen(conversation), template_id=template.id,
        follow_up=follow_up,
    )  # fmt: skip


def answer(by: Actor, conversation: Conversation, words: str = "Fijn dat u schrijft.") -> Message:
    return approve_message(
        by=by, conversation_id=conversation.id, seen=seen(conversation), kind="reply", words=words
    )


def theirs(by: Actor, text: str = "Hallo, wie is dit?", number: str = NUMBER) -> Conversation:
    message = written_by_them(by, text, number=number)
    assert message is not None
    conversation = Conversation.objects.get(id=message.conversation_id)
    return (
        take_conversation(by=by, conversation_id=conversation.id) if not conversation.owner else conversation
    )


def state(message: Message) -> str:
    return Message.objects.get(id=message.id).state


def test_opening_goes_once_with_the_reviewed_words(worker: Actor, channel: KeepingChannel) -> None:
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    assert run(worker, channel).sent == 1
    assert run(worker, channel) == Run()
    assert [(one.to, one.text) for one in channel.taken] == [(NUMBER, OPENING)]
    assert state(message) == "sent"


def test_without_a_ground_nothing_begins_and_nothing_goes(worker: Actor, channel: KeepingChannel) -> None:
    lead = worth_contacting(worker)
    with pytest.raises(NoGround):
        make_conversation(worker, lead)
    ground = make_ground(worker)
    message = opening(worker, make_conversation(worker, lead))
    withdraw_ground(by=make_person(worker.organisation, "admin"), ground_id=ground.id)
    run(worker, channel)
    assert channel.taken == []
    assert state(message) == "refused"
    assert Message.objects.get(id=message.id).refusals == ["no_ground"]


def test_follow_up_waits_two_weeks_and_is_the_last(
    worker: Actor, channel: KeepingChannel, clock: Clock
) -> None:
    make_ground(worker)
    conversation = make_conversation(worker)
    opening(worker, conversation)
    run(worker, channel)
    clock.passes(days=13)
    with pytest.raises(MayNotGo) as refused:
        opening(worker, conversation, follow_up=True)
    assert "too_soon" in refused.value.reasons
    Contact.objects.update(advert_seen_at=clock.now)
    clock.passes(days=1, hours=1)
    opening(worker, conversation, follow_up=True)
    assert run(worker, channel).sent == 1
    clock.passes(days=60)
    for again in (True, False):
        with pytest.raises(MayNotGo):
            opening(worker, conversation, follow_up=again)
    assert len(channel.taken) == 2


def test_second_number_of_the_same_advertiser_is_no_second_chance(
    worker: Actor, channel: KeepingChannel
) -> None:
    make_ground(worker)
    lead = worth_contacting(worker, NUMBER, OTHER_NUMBER)
    opening(worker, make_conversation(worker, lead))
    run(worker, channel)
    other = make_conversation(worker, lead, OTHER_NUMBER)
    with pytest.raises(MayNotGo) as refused:
        opening(worker, other)
    assert "opened_before" in refused.value.reasons


def test_stop_counts_at_once_over_numbers_and_organisations(worker: Actor, channel: KeepingChannel) -> None:
    elsewhere = make_actor()
    with acting_for(elsewhere.organisation.id):
        written_by_them(elsewhere, "stop", number=OTHER_NUMBER)
    make_ground(worker)
    conversation = make_conversation(worker, worth_contacting(worker, NUMBER, OTHER_NUMBER))
    with pytest.raises(MayNotGo) as refused:
        opening(worker, conversation)
    assert refused.value.reasons == ("suppressed",)


def test_stop_between_approval_and_sending_wins(worker: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    message = answer(worker, conversation)
    written_by_them(worker, "STOP!!")
    run(worker, channel)
    assert channel.taken == []
    assert state(message) == "dropped"
    # it closes no lead and no conversation, and they can write again
    assert Conversation.objects.get().state == "open"
    written_by_them(worker, "Toch graag hulp")
    decide_doubt(by=worker, conversation_id=conversation.id, seen=seen(conversation), stop=False)
    answer(worker, conversation)
    assert run(worker, channel).sent == 1


def test_what_was_written_before_a_stop_takes_it_not_back(worker: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    written_by_them(worker, "STOP")
    earlier = timezone.now() - timedelta(minutes=5)
    late = Incoming(provider_id="late", sender=NUMBER, at=earlier, kind="text", text="Hallo?")
    receive_message(by=job(worker), channel="whatsapp", incoming=late)
    written_by_them(worker, "", kind="unreadable")
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert "suppressed" in refused.value.reasons


def test_stop_survives_erasure(worker: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    stop_messages(by=worker, conversation_id=conversation.id, words="Vroeg telefonisch om rust.")
    officer = make_person(worker.organisation, "data_protection_officer", purpose="accountability")
    erase_contact(by=officer, kind="phone", value=NUMBER)
    assert not Contact.objects.exists()
    assert not Message.objects.exists()
    make_ground(worker)
    with pytest.raises(MayNotGo) as refused:
        opening(worker, make_conversation(worker))
    assert "suppressed" in refused.value.reasons


def test_doubt_is_decided_by_a_person_before_anything_goes(worker: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    written_by_them(worker, "nee")
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert refused.value.reasons == ("stop_in_doubt",)
    decide_doubt(by=worker, conversation_id=conversation.id, seen=seen(conversation), stop=False)
    answer(worker, conversation)
    assert run(worker, channel).sent == 1


def test_threat_raises_an_alarm_and_stops_ours(worker: Actor, second: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    written_by_them(worker, "ik weet je te vinden")
    alarm = SafetyAlarm.objects.get(kind="threat")
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert "threat" in refused.value.reasons
    with pytest.raises(NotPermitted):
        answer_alarm(by=worker, alarm_id=alarm.id, words="Niets aan de hand.")
    answer_alarm(by=second, alarm_id=alarm.id, words="Overlegd met de begeleider.")
    message = answer(worker, conversation)
    assert message.state == "second"
    with pytest.raises(NotPermitted):
        decide_second(by=worker, message_id=message.id, approve=True)
    assert run(worker, channel).sent == 0
    decide_second(by=second, message_id=message.id, approve=True)
    assert run(worker, channel).sent == 1


def test_suspicion_of_minority_on_any_lead_ends_what_we_began(worker: Actor, channel: KeepingChannel) -> None:
    make_ground(worker)
    message = opening(worker, make_conversation(worker))
    Lead.objects.update(outreach_stopped=True)
    run(worker, channel)
    assert channel.taken == []
    assert "minority" in Message.objects.get(id=message.id).refusals


def test_young_person_who_began_is_answered_with_a_supervisor(
    worker: Actor, second: Actor, channel: KeepingChannel
) -> None:
    conversation = theirs(worker)
    suspect_minority(by=worker, conversation_id=conversation.id, words="Noemt een schoolklas.")
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert refused.value.reasons == ("supervisor_needed",)
    with pytest.raises(YoungPersonNeedsTwo):
        move_conversation(
            by=worker, conversation_id=conversation.id, seen=seen(conversation), kind="closed", words="Klaar."
        )
    join_conversation(by=second, conversation_id=conversation.id)
    answer(worker, conversation)
    assert run(worker, channel).sent == 1


def test_split_and_joined_advertisers_take_their_suspicion_along(
    worker: Actor, channel: KeepingChannel
) -> None:
    make_ground(worker)
    lead = worth_contacting(worker)
    message = opening(worker, make_conversation(worker, lead))
    # the sighting with this contact comes under an advertiser of which outreach was stopped
    other = Lead.objects.create(
        organisation=worker.organisation, advertiser="b0001", case_number="AAAA0001", band="look_first",
        log_odds=1, low=0, high=2, hard_stop=False, reasons=[], rank=5, outreach_stopped=True,
        created_at=timezone.now(),
    )  # fmt: skip
    for sighting in lead.known_sightings or []:
        link(worker, sighting, other.advertiser)
    from baken.adverts.models import ContactMention

    link(worker, ContactMention.objects.get().sighting_id, other.advertiser)
    run(worker, channel)
    assert channel.taken == []
    assert "minority" in Message.objects.get(id=message.id).refusals


def test_quiet_hours_put_off_and_follow_the_clock_change(
    worker: Actor, channel: KeepingChannel, clock: Clock
) -> None:
    clock.now = datetime(2026, 3, 28, 21, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    make_ground(worker)
    message = opening(worker, make_conversation(worker, worth_contacting(worker)))
    run(worker, channel)
    kept = Message.objects.get(id=message.id)
    assert (kept.state, kept.refusals) == ("waiting", ["quiet_hours"])
    # ten in the morning of the day on which the clock went forward
    assert kept.next_try_at == datetime(2026, 3, 29, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    clock.now = kept.next_try_at
    assert run(worker, channel).sent == 1


def test_safe_hours_and_check_word_are_theirs(worker: Actor, channel: KeepingChannel, clock: Clock) -> None:
    conversation = theirs(worker)
    agree_safe_contact(
        by=worker, conversation_id=conversation.id, holder="shared", hours=(13, 15), check_word="Blauwe fiets"
    )
    clock.passes(minutes=20)
    message = answer(worker, conversation)
    run(worker, channel)
    assert Message.objects.get(id=message.id).refusals == ["safe_hours"]
    clock.passes(hours=25)
    run(worker, channel)
    assert "check_word" in Message.objects.get(id=message.id).refusals
    assert try_check_word(by=worker, conversation_id=conversation.id, word="blauwe  FIETS")
    assert not try_check_word(by=worker, conversation_id=conversation.id, word="rode fiets")
    assert Conversation.objects.get().state == "paused"
    assert SafetyAlarm.objects.filter(kind="changed_voice", answered_at=None).exists()
    assert channel.taken == []


def test_somebody_reading_along_needs_a_second_person(worker: Actor, second: Actor) -> None:
    conversation = theirs(worker)
    suspect_control(by=second, conversation_id=conversation.id, words="Twee stemmen.")
    assert answer(worker, conversation).state == "second"


def test_nobody_knows_asks_the_worker_and_bothers_nobody(worker: Actor, channel: KeepingChannel) -> None:
    message = answer(worker, theirs(worker))
    channel.faults = [NobodyKnows()]
    assert run(worker, channel).unknown == 1
    assert run(worker, channel) == Run()
    assert (len(channel.taken), state(message)) == (1, "unknown")
    settle_unknown(by=worker, message_id=message.id, went=False)
    assert run(worker, channel).sent == 1
    assert len({one.key for one in channel.taken}) == 2


def test_channel_that_can_be_asked_is_asked(worker: Actor) -> None:
    asked = AskedChannel(faults=[NobodyKnows()])
    message = answer(worker, theirs(worker))
    assert run(worker, asked).found == 1
    assert (len(asked.taken), state(message)) == (1, "sent")


def test_delivery_settles_what_nobody_knew(worker: Actor, channel: KeepingChannel) -> None:
    message = answer(worker, theirs(worker))
    channel.faults = [NobodyKnows()]
    run(worker, channel)
    told = Delivery(provider_id="x", state="delivered", at=timezone.now(), key=str(message.key))
    assert receive_delivery(by=job(worker), channel="whatsapp", delivery=told)
    late = Delivery(provider_id="x", state="sent", at=timezone.now())
    assert not receive_delivery(by=job(worker), channel="whatsapp", delivery=late)
    assert state(message) == "delivered"


def test_busy_provider_is_tried_later_and_then_given_up(
    worker: Actor, channel: KeepingChannel, clock: Clock
) -> None:
    message = answer(worker, theirs(worker))
    channel.faults = [NotSent(retry=True, after_seconds=30, reason="busy")] * 5
    for _ in range(5):
        run(worker, channel)
        clock.passes(hours=3)
    assert channel.taken == []
    assert state(message) in ("failed", "waiting", "refused")


def test_message_told_twice_stands_once(worker: Actor) -> None:
    assert written_by_them(worker, provider_id="same") is not None
    assert written_by_them(worker, provider_id="same") is None
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("", "media", "media"),
        ("x" * 200_000, "text", "text"),
        ("\x00\x01\ud800", "text", "unreadable"),
        ("ⴰⵣⵓⵍ ꦱꦸꦒꦼꦁ", "text", "text"),
        ("", "sticker", "unreadable"),
    ],
)
def test_whatever_comes_in_is_kept_bounded(worker: Actor, text: str, kind: str, expected: str) -> None:
    message = written_by_them(worker, text, kind=kind)
    assert message is not None
    assert message.kind == expected
    take_conversation(by=worker, conversation_id=message.conversation_id)
    line = open_conversation(by=worker, conversation_id=message.conversation_id).lines[0]
    assert len(line.words) <= 10_000


def test_contact_is_clear_to_the_owner_alone_and_each_time_logged(worker: Actor, second: Actor) -> None:
    conversation = theirs(worker)
    why = "Terugbellen, zoals afgesproken."
    assert read_contact(by=worker, conversation_id=conversation.id, reason=why) == NUMBER
    with pytest.raises(NotYours):
        read_contact(by=second, conversation_id=conversation.id, reason=why)
    with pytest.raises(WordsMissing):
        read_contact(by=worker, conversation_id=conversation.id, reason="  x ")
    assert Event.objects.get(action="conversations.contact_read").reason == why
    told = " ".join(f"{one.subject} {one.details}" for one in Event.objects.all())
    assert NUMBER[-8:] not in told


def test_words_are_read_by_who_has_it_or_joined_and_by_nobody_else(worker: Actor, second: Actor) -> None:
    message = written_by_them(worker)
    assert message is not None
    there = {"conversation_id": message.conversation_id}
    for one in (worker, second):
        with pytest.raises(NotYours):
            open_conversation(by=one, **there)
    assert not Event.objects.filter(action="conversations.read").exists()
    take_conversation(by=worker, **there)
    assert open_conversation(by=worker, **there).lines
    with pytest.raises(NotYours):
        open_conversation(by=second, **there)
    with pytest.raises(NotYours):
        read_second(by=second, message_id=message.id)
    join_conversation(by=second, **there)
    assert open_conversation(by=second, **there).lines
    leave_conversation(by=second, **there)
    with pytest.raises(NotYours):
        open_conversation(by=second, **there)


def test_hand_over_takes_back_what_another_approved(
    worker: Actor, second: Actor, channel: KeepingChannel
) -> None:
    conversation = theirs(worker)
    message = answer(worker, conversation)
    hand_conversation(
        by=worker, conversation_id=conversation.id, seen=seen(conversation), to_id=second.user.id,
        words="Ik ben morgen weg.",
    )  # fmt: skip
    run(worker, channel)
    assert state(message) == "dropped"
    assert channel.taken == []
    with pytest.raises(NotYours):
        answer(worker, conversation)


def test_words_changed_after_approval_never_go(worker: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    message, other = answer(worker, conversation), answer(worker, conversation, "Iets anders.")
    # another row's words don't decrypt here, so the mark is what is tampered with
    Message.objects.filter(id=message.id).update(approved_text=other.approved_text)
    drop_message(by=worker, message_id=other.id)
    run(worker, channel)
    assert channel.taken == []
    assert Message.objects.get(id=message.id).refusals == ["not_approved"]


def test_nobody_seconds_their_own_even_in_the_database(worker: Actor) -> None:
    message = answer(worker, theirs(worker))
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(id=message.id).update(second_by=worker.user, second_at=timezone.now())


def test_job_writes_nothing_by_itself(worker: Actor) -> None:
    conversation = theirs(worker)
    with pytest.raises((NotPermitted, NotYours)):
        answer(job(worker), conversation)


def test_three_without_an_answer_and_it_is_their_turn(worker: Actor, channel: KeepingChannel) -> None:
    conversation = theirs(worker)
    for _ in range(3):
        answer(worker, conversation)
    assert run(worker, channel).sent == 3
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert refused.value.reasons == ("their_turn",)


def test_template_with_a_link_or_a_word_that_harms_is_refused(worker: Actor) -> None:
    until = timezone.localdate() + timedelta(days=30)
    for text in ("Kijk op https://hulp.example", "Wij zijn van de politie", "Wij zagen uw advertentie"):
        with pytest.raises(TextNotAllowed):
            write_template(by=worker, name="x", kind="opening", language="nl", text=text, valid_until=until)
    settle_rules(worker, neutral_page="https://hulp.example")
    assert write_template(
        by=worker, name="x", kind="opening", language="nl", text="Meer op https://hulp.example",
        valid_until=until,
    )  # fmt: skip


def test_somebody_without_a_conversation_id_finds_nothing(worker: Actor) -> None:
    from django.http import Http404

    with pytest.raises(Http404):
        open_conversation(by=worker, conversation_id=uuid.uuid4())


def test_what_is_late_or_cannot_be_read_lifts_no_stop(worker: Actor, clock: Clock) -> None:
    conversation = theirs(worker)
    clock.passes(minutes=2)
    written_by_them(worker, "STOP")
    clock.passes(minutes=3)
    written_by_them(worker, "", kind="media")
    # the provider tells it last, though it was written before the stop
    late = Incoming("late", NUMBER, clock.now - timedelta(minutes=4), "text", "Hallo?")
    receive_message(by=job(worker), channel="whatsapp", incoming=late)
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert set(refused.value.reasons) == {"suppressed", "stop_in_doubt"}


def test_no_to_a_doubt_leaves_a_stop_that_was_said_since(worker: Actor, clock: Clock) -> None:
    conversation = theirs(worker)
    written_by_them(worker, "nee")
    clock.passes(minutes=1)
    written_by_them(worker, "STOP", channel="sms")
    clock.passes(minutes=1)
    decide_doubt(by=worker, conversation_id=conversation.id, seen=seen(conversation), stop=False)
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert refused.value.reasons == ("suppressed",)


def test_doubt_that_was_erased_counts_as_a_no(worker: Actor) -> None:
    theirs(worker, "nee")
    officer = make_person(worker.organisation, "data_protection_officer", purpose="accountability")
    erase_contact(by=officer, kind="phone", value=NUMBER)
    make_ground(worker)
    with pytest.raises(MayNotGo) as refused:
        opening(worker, make_conversation(worker))
    assert "suppressed" in refused.value.reasons


def test_who_wrote_over_another_channel_is_not_approached(worker: Actor) -> None:
    make_ground(worker)
    written_by_them(worker, channel="sms")
    with pytest.raises(MayNotGo) as refused:
        opening(worker, make_conversation(worker))
    assert refused.value.reasons == ("answered",)


def test_follow_up_goes_to_nobody_who_got_no_opening(
    worker: Actor, channel: KeepingChannel, clock: Clock
) -> None:
    make_ground(worker)
    lead = worth_contacting(worker, NUMBER, OTHER_NUMBER)
    opening(worker, make_conversation(worker, lead))
    run(worker, channel)
    other = make_conversation(worker, lead, OTHER_NUMBER)
    clock.passes(days=15)
    Contact.objects.update(advert_seen_at=clock.now)
    with pytest.raises(MayNotGo) as refused:
        opening(worker, other, follow_up=True)
    assert refused.value.reasons == ("no_opening",)


def test_who_writes_before_anything_of_ours_went_is_answered(
    worker: Actor, second: Actor, channel: KeepingChannel
) -> None:
    make_ground(worker)
    conversation = make_conversation(worker)
    theirs(worker)
    Lead.objects.update(outreach_stopped=True)
    join_conversation(by=second, conversation_id=conversation.id)
    answer(worker, conversation)
    assert run(worker, channel).sent == 1


def test_supervisor_who_left_the_organisation_supervises_nobody(worker: Actor, second: Actor) -> None:
    conversation = theirs(worker)
    suspect_minority(by=worker, conversation_id=conversation.id, words="Noemt een schoolklas.")
    join_conversation(by=second, conversation_id=conversation.id)
    second.user.is_active = False
    second.user.save()
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert refused.value.reasons == ("supervisor_needed",)


def test_handing_it_back_makes_nobody_a_second_person(worker: Actor) -> None:
    conversation = theirs(worker)
    written_by_them(worker, "ik weet je te vinden")
    hand_conversation(
        by=worker, conversation_id=conversation.id, seen=seen(conversation), to_id=None, words="Wie neemt?"
    )
    with pytest.raises(NotPermitted):
        answer_alarm(
            by=worker, alarm_id=SafetyAlarm.objects.get(kind="threat").id, words="Niets aan de hand."
        )


@pytest.mark.parametrize("code", ["whatsapp", "sms", "email"])
def test_hello_after_a_no_is_put_before_a_person(worker: Actor, clock: Clock, code: str) -> None:
    who = "iemand@post.example" if code == "email" else NUMBER
    written_by_them(worker, "STOP", number=who, channel=code)
    conversation = Conversation.objects.get()
    take_conversation(by=worker, conversation_id=conversation.id)
    clock.passes(minutes=1)
    written_by_them(worker, "Hallo", number=who, channel=code)
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert set(refused.value.reasons) == {"suppressed", "stop_in_doubt"}
    decide_doubt(by=worker, conversation_id=conversation.id, seen=seen(conversation), stop=False)
    clock.passes(minutes=1)
    kept = KeepingChannel(code)
    answer(worker, conversation)
    assert run(worker, kept).sent == 1
    # who never said no is asked nothing
    written_by_them(worker, "Nog een vraag", number=who, channel=code)
    assert Conversation.objects.get().stop_doubted_at is None


def test_what_cannot_be_opened_is_set_aside_and_others_go(worker: Actor, channel: KeepingChannel) -> None:
    lost = answer(worker, theirs(worker))
    fine = answer(worker, theirs(worker, number=OTHER_NUMBER))
    Message.objects.filter(id=lost.id).update(words=b"lost")
    done = run(worker, channel)
    assert (done.failed, done.sent, len(channel.taken)) == (1, 1, 1)
    assert (state(lost), state(fine)) == ("failed", "sent")
    assert Message.objects.get(id=lost.id).trouble == "unreadable"
    assert run(worker, channel) == Run()
    # whose conversation it is reads the rest of it, and that this can't be read
    shown = open_conversation(by=worker, conversation_id=lost.conversation_id)
    assert [line.words[:28] for line in shown.lines if line.message.id == lost.id] == [
        "Deze tekst is niet te openen"
    ]
    assert all(line.words for line in shown.lines)


@pytest.mark.parametrize("kind", ["paused", "closed"])
def test_young_person_is_left_by_two_who_said_what_was_done(worker: Actor, second: Actor, kind: str) -> None:
    conversation = theirs(worker)
    suspect_minority(by=worker, conversation_id=conversation.id, words="Noemt een schoolklas.")
    alarm = SafetyAlarm.objects.get(kind="minority")

    def leave(by: Actor) -> None:
        move_conversation(
            by=by, conversation_id=conversation.id, seen=seen(conversation), kind=kind, words="Klaar."
        )

    with pytest.raises(YoungPersonNeedsTwo):
        leave(worker)
    join_conversation(by=second, conversation_id=conversation.id)
    with pytest.raises(YoungPersonNeedsTwo):
        leave(worker)
    answer_alarm(by=second, alarm_id=alarm.id, words="Overgedragen aan Veilig Thuis.")
    leave(worker)
    assert Conversation.objects.get().state == kind


def test_who_said_what_was_done_for_a_young_person_does_not_leave_them(worker: Actor, second: Actor) -> None:
    conversation = theirs(worker)
    suspect_minority(by=worker, conversation_id=conversation.id, words="Noemt een schoolklas.")
    answer_alarm(by=second, alarm_id=SafetyAlarm.objects.get().id, words="Overgedragen.")
    hand_conversation(
        by=worker,
        conversation_id=conversation.id,
        seen=seen(conversation),
        to_id=second.user.id,
        words="Jij.",
    )
    join_conversation(by=worker, conversation_id=conversation.id)
    with pytest.raises(YoungPersonNeedsTwo):
        move_conversation(
            by=second, conversation_id=conversation.id, seen=seen(conversation), kind="closed", words="Klaar."
        )


def test_no_of_a_young_person_counts_at_once_and_asks_a_second_person_again(
    worker: Actor, second: Actor
) -> None:
    conversation = theirs(worker)
    suspect_minority(by=worker, conversation_id=conversation.id, words="Noemt een schoolklas.")
    answer_alarm(by=second, alarm_id=SafetyAlarm.objects.get().id, words="Overgedragen.")
    stop_messages(by=worker, conversation_id=conversation.id, words="Vroeg telefonisch om rust.")
    assert SafetyAlarm.objects.filter(kind="minority", answered_at=None).count() == 1
    with pytest.raises(MayNotGo) as refused:
        answer(worker, conversation)
    assert "suppressed" in refused.value.reasons


def test_young_person_who_writes_again_is_seen_by_two_again(
    worker: Actor, second: Actor, clock: Clock
) -> None:
    conversation = theirs(worker)
    suspect_minority(by=worker, conversation_id=conversation.id, words="Noemt een schoolklas.")
    join_conversation(by=second, conversation_id=conversation.id)
    answer_alarm(by=second, alarm_id=SafetyAlarm.objects.get().id, words="Overgedragen.")
    move_conversation(
        by=worker, conversation_id=conversation.id, seen=seen(conversation), kind="closed", words="Klaar."
    )
    clock.passes(days=1)
    written_by_them(worker, "Ben je er nog?")
    assert SafetyAlarm.objects.filter(kind="minority", answered_at=None).count() == 1
