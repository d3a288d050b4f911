"""No sequence of actions sends what the policy forbids: the rule stands here a second time, as a diary of
what happened, and the channel itself asks it of every message that reaches it."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from baken.adverts.models import ContactMention, Sighting
from baken.conversations.actions.hold_conversation import (
    hand_conversation,
    join_conversation,
    move_conversation,
    take_conversation,
)
from baken.conversations.actions.keep_safe import (
    agree_safe_contact,
    answer_alarm,
    decide_doubt,
    stop_messages,
    suspect_control,
)
from baken.conversations.actions.write_message import approve_message, decide_second, settle_unknown
from baken.conversations.channels.protocol import NobodyKnows, NotSent, Outgoing, Sent
from baken.conversations.exceptions import ConversationsError
from baken.conversations.models import ContactRules, Conversation, Message, SafetyAlarm
from baken.conversations.rules.actions import withdraw_ground
from baken.conversations.sending import send_due
from baken.outreach.exceptions import OutreachError
from baken.tenancy.acting import acting_for
from baken.tenancy.permission import NotPermitted
from baken.triage.exceptions import TriageError
from baken.triage.models import Lead
from tests.factories.conversations import (
    FOLLOW_UP,
    NUMBER,
    OPENING,
    OTHER_NUMBER,
    job,
    make_conversation,
    make_ground,
    make_template,
    worth_contacting,
    written_by_them,
)
from tests.factories.leads import link
from tests.factories.organisations import make_actor
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
REFUSED = (ConversationsError, OutreachError, TriageError, NotPermitted)
ZONES = ("Europe/Amsterdam", "Pacific/Auckland", "America/St_Johns")
NUMBERS = st.sampled_from((NUMBER, OTHER_NUMBER))
COLD = (OPENING, FOLLOW_UP)
EXAMPLES = int(os.environ.get("POLICY_EXAMPLES", "6"))


class Clock:
    """The one clock."""

    now = datetime(2026, 3, 24, 11, tzinfo=UTC)


class Reaching(RuleBasedStateMachine):
    """A team of three, one advertiser with two numbers, a channel that asks the diary."""

    code = "whatsapp"

    @initialize()
    def begins(self) -> None:
        Clock.now = datetime(2026, 3, 24, 11, tzinfo=UTC)
        base = make_actor()
        self.acting = acting_for(base.organisation.id)
        self.acting.__enter__()
        organisation = base.organisation
        self.people = [make_person(organisation, "outreach_worker") for _ in range(2)]
        self.people.append(make_person(organisation, "analyst"))
        self.admin = make_person(organisation, "admin")
        self.one = self.people[0]
        self.lead = worth_contacting(self.one, NUMBER, OTHER_NUMBER, seen_at=Clock.now)
        self.templates = {kind: make_template(self.one, kind) for kind in ("opening", "follow_up")}
        self.fault: Exception | None = None
        # the diary
        self.ground: Any = None
        self.zone, self.quiet = ZONES[0], (20, 10)
        self.seen_at = Clock.now
        self.minor = self.control = False
        self.alarm_open: set[str] = set()
        self.alarmed_ever = False
        self.stopped: set[str] = set()
        self.doubted: set[str] = set()
        self.began: dict[str, str] = {}
        self.opened: set[str] = set()
        self.wrote: dict[str, datetime] = {}
        self.since_wrote: dict[str, int] = {}
        self.paused: set[str] = set()
        self.cold: list[datetime] = []
        self.approved: dict[tuple[str, str], list[tuple[Any, datetime]]] = {}
        self.supervisor: dict[str, Any] = {}
        self.safe: dict[str, tuple[int, int]] = {}
        self.sent: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "acting"):
            self.acting.__exit__(None, None, None)

    # the channel

    def send(self, message: Outgoing) -> Sent:
        """What reaches a person is held against the diary."""
        fault, self.fault = self.fault, None
        if isinstance(fault, NotSent):
            raise fault
        self._allowed(message.to, message.text, message.key)
        if message.text in COLD:
            self.cold.append(Clock.now)
            self.opened.add(message.to)
        else:
            self.since_wrote[message.to] = self.since_wrote.get(message.to, 0) + 1
        if fault:
            raise fault
        return Sent(f"id-{message.key}")

    def read(self, headers: object, body: bytes) -> tuple[()]:
        return ()

    def _allowed(self, to: str, text: str, key: str) -> None:
        assert key not in self.sent, "twice"
        self.sent.append(key)
        assert to not in self.paused
        assert to not in self.stopped
        assert not self.alarm_open
        names = self.approved.get((to, text), [])
        fresh = [who for who, at in names if Clock.now - at <= timedelta(hours=72)]
        assert fresh, "nobody approved it"
        if self.alarmed_ever or self.control:
            assert len({who.user.id for who, _ in names}) >= 2, "one person alone"
        hour = Clock.now.astimezone(ZoneInfo(self.zone)).hour
        just = to in self.wrote and Clock.now - self.wrote[to] <= timedelta(minutes=15)
        begins, ends = self.quiet
        if not (just and text not in COLD):
            assert not (hour >= begins or hour < ends), "quiet hours"
            if to in self.safe:
                assert self.safe[to][0] <= hour < self.safe[to][1], "not safe now"
        if text in COLD:
            assert self.ground is not None
            assert not self.minor
            assert not self.stopped
            assert not self.doubted
            assert to not in self.wrote
            assert Clock.now - self.seen_at <= timedelta(days=14)
            if text == OPENING:
                assert self.cold == []
            else:
                assert len(self.cold) == 1
                assert Clock.now - self.cold[0] >= timedelta(days=14)
        else:
            assert to in self.wrote
            assert to not in self.doubted
            assert Clock.now - self.wrote[to] <= timedelta(hours=24)
            assert self.since_wrote.get(to, 0) < 3
            if self.minor:
                assert self.began[to] == "them"
                assert self.supervisor.get(to) is not None

    # what people do

    def _of(self, number: str) -> Conversation | None:
        from baken.conversations.sealing import contact_pseudonym

        name = contact_pseudonym(self.one.organisation.id, "phone", number)
        return Conversation.objects.filter(contact__pseudonym=name).select_related("owner").first()

    @rule(number=NUMBERS)
    def we_begin(self, number: str) -> None:
        try:
            make_conversation(self.one, Lead.objects.get(id=self.lead.id), number)
        except REFUSED:
            return
        self.began[number] = "us"

    @rule(number=NUMBERS, kind=st.sampled_from(("opening", "follow_up", "reply")), who=st.integers(0, 2))
    def approve(self, number: str, kind: str, who: int) -> None:
        conversation, by = self._of(number), self.people[who]
        if conversation is None:
            return
        template = self.templates.get(kind)
        text = template.text if template else f"Antwoord {len(self.approved)}"
        try:
            approve_message(
                by=by, conversation_id=conversation.id, seen=conversation.step_count, kind=kind, words=text,
                template_id=template.id if template else None,
            )  # fmt: skip
        except REFUSED:
            return
        assert by.user.id == conversation.owner_id
        self.approved.setdefault((number, text), []).append((by, Clock.now))

    @rule(who=st.integers(0, 2), yes=st.booleans())
    def second(self, who: int, yes: bool) -> None:
        from baken.conversations.sealing import opened

        for message in Message.objects.filter(state="second").select_related("conversation__contact")[:1]:
            try:
                decide_second(by=self.people[who], message_id=message.id, approve=yes)
            except REFUSED:
                return
            if yes:
                place = (opened(message.conversation.contact, "value"), opened(message, "words"))
                names = self.approved[place]
                # a second person's word does not make the first one's fresher
                names.append((self.people[who], names[-1][1]))

    @rule(number=NUMBERS, text=st.sampled_from(("Hallo?", "stop", "nee", "ik weet je te vinden", "Help")))
    def they_write(self, number: str, text: str) -> None:
        written_by_them(self.one, text, number=number)
        if number not in self.opened:
            self.began[number] = "them"
        self.wrote[number], self.since_wrote[number] = Clock.now, 0
        if text == "stop":
            self.stopped.add(number)
            self.doubted.discard(number)
            # the other number hangs on the same advertiser while they are linked
            if self._together(number):
                self.stopped |= {NUMBER, OTHER_NUMBER}
        elif text == "nee":
            self.doubted.add(number)
        elif text == "ik weet je te vinden":
            self.alarm_open.add(number)
            self.alarmed_ever = True
        elif number in self.stopped:
            # nothing that they write takes back a no: a person says that it does
            self.doubted.add(number)

    def _together(self, number: str) -> bool:
        return ContactMention.objects.count() > 0

    @rule(number=NUMBERS, stop=st.booleans())
    def decide(self, number: str, stop: bool) -> None:
        conversation = self._of(number)
        if conversation is None or conversation.owner is None:
            return
        by = next(one for one in self.people if one.user.id == conversation.owner_id)
        try:
            decide_doubt(by=by, conversation_id=conversation.id, seen=conversation.step_count, stop=stop)
        except REFUSED:
            return
        self.doubted.discard(number)
        self.stopped = self.stopped | {NUMBER, OTHER_NUMBER} if stop else self.stopped - {number}

    @rule(number=NUMBERS)
    def stop_button(self, number: str) -> None:
        conversation = self._of(number)
        if conversation is not None:
            stop_messages(by=self.people[2], conversation_id=conversation.id, words="Vroeg om rust.")
            self.stopped |= {NUMBER, OTHER_NUMBER}
            self.doubted.discard(number)

    @rule(number=NUMBERS, who=st.integers(0, 1))
    def take(self, number: str, who: int) -> None:
        conversation = self._of(number)
        if conversation is not None:
            try:
                take_conversation(by=self.people[who], conversation_id=conversation.id)
            except REFUSED:
                return

    @rule(number=NUMBERS, to=st.integers(0, 2))
    def hand(self, number: str, to: int) -> None:
        conversation = self._of(number)
        if conversation is None or conversation.owner is None:
            return
        by = next(one for one in self.people if one.user.id == conversation.owner_id)
        try:
            hand_conversation(
                by=by, conversation_id=conversation.id, seen=conversation.step_count,
                to_id=self.people[to].user.id, words="Neem jij dit over?",
            )  # fmt: skip
        except REFUSED:
            return
        if self.supervisor.get(number) is self.people[to]:
            self.supervisor[number] = None

    @rule(number=NUMBERS, who=st.integers(0, 2))
    def join(self, number: str, who: int) -> None:
        conversation = self._of(number)
        if conversation is not None:
            try:
                join_conversation(by=self.people[who], conversation_id=conversation.id)
            except REFUSED:
                return
            self.supervisor[number] = self.people[who]

    @rule(number=NUMBERS, kind=st.sampled_from(("paused", "resumed")))
    def pause(self, number: str, kind: str) -> None:
        conversation = self._of(number)
        if conversation is None or conversation.owner is None:
            return
        by = next(one for one in self.people if one.user.id == conversation.owner_id)
        try:
            move_conversation(
                by=by, conversation_id=conversation.id, seen=conversation.step_count, kind=kind, words="Even."
            )
        except REFUSED:
            return
        (self.paused.add if kind == "paused" else self.paused.discard)(number)

    @rule(number=NUMBERS, begins=st.integers(0, 20))
    def agree(self, number: str, begins: int) -> None:
        conversation = self._of(number)
        if conversation is None or conversation.owner is None:
            return
        by = next(one for one in self.people if one.user.id == conversation.owner_id)
        agree_safe_contact(by=by, conversation_id=conversation.id, holder="self", hours=(begins, begins + 3))
        self.safe[number] = (begins, begins + 3)

    @rule(number=NUMBERS)
    def somebody_reads_along(self, number: str) -> None:
        conversation = self._of(number)
        if conversation is not None:
            suspect_control(by=self.people[2], conversation_id=conversation.id, words="Twee stemmen.")
            self.control = True

    @rule(who=st.integers(0, 2))
    def answer_an_alarm(self, who: int) -> None:
        from baken.conversations.sealing import opened

        for alarm in SafetyAlarm.objects.filter(answered_at=None).select_related("conversation__contact")[:1]:
            try:
                answer_alarm(by=self.people[who], alarm_id=alarm.id, words="Overlegd.")
            except REFUSED:
                return
            self.alarm_open.discard(opened(alarm.conversation.contact, "value"))

    # what happens around them

    @rule(hours=st.sampled_from((0.1, 1, 7, 23, 24 * 5, 24 * 14)))
    def wait(self, hours: float) -> None:
        Clock.now += timedelta(hours=hours)

    @rule()
    def seen_again(self) -> None:
        Sighting.objects.update(captured_at=Clock.now)
        self.seen_at = Clock.now

    @rule(zone=st.sampled_from(ZONES), quiet=st.sampled_from(((20, 10), (22, 7))))
    def other_zone(self, zone: str, quiet: tuple[int, int]) -> None:
        rules = ContactRules.objects.first() or ContactRules(organisation=self.one.organisation)
        rules.zone, (rules.quiet_from, rules.quiet_until) = zone, quiet
        rules.save()
        self.zone, self.quiet = zone, quiet

    @rule()
    def ground_comes_or_goes(self) -> None:
        if self.ground is None:
            self.ground = make_ground(self.one)
        else:
            withdraw_ground(by=self.admin, ground_id=self.ground.id)
            self.ground = None

    @rule(advertiser=st.sampled_from(("a0000", "b0001")))
    def linked_anew(self, advertiser: str) -> None:
        for sighting in Sighting.objects.values_list("id", flat=True):
            link(self.one, sighting, advertiser)

    @rule()
    def minority(self) -> None:
        Lead.objects.update(outreach_stopped=True)
        self.minor = True

    @rule(went=st.booleans())
    def settle(self, went: bool) -> None:
        from baken.conversations.sealing import opened

        unknown = Message.objects.filter(state="unknown").select_related("conversation__contact").first()
        if unknown is None or unknown.conversation.owner_id is None:
            return
        by = next(one for one in self.people if one.user.id == unknown.conversation.owner_id)
        to, text = opened(unknown.conversation.contact, "value"), opened(unknown, "words")
        settle_unknown(by=by, message_id=unknown.id, went=went)
        if not went:
            # a person said that it never arrived
            self.approved.setdefault((to, text), []).append((by, Clock.now))
            if text in COLD:
                self.cold.pop()
                self.opened.discard(to)
            else:
                self.since_wrote[to] = max(0, self.since_wrote.get(to, 0) - 1)

    @rule(fault=st.sampled_from((None, NobodyKnows(), NotSent(retry=True, reason="busy"))))
    def provider_fails(self, fault: Exception | None) -> None:
        self.fault = fault

    @rule()
    def send_what_is_due(self) -> None:
        send_due(by=job(self.one), channels={self.code: self})


def test_no_sequence_sends_what_the_policy_forbids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    run_state_machine_as_test(
        Reaching,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=30, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_the_diary_sees_messages_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine is not blind: an opening, a follow-up and an answer do reach its channel."""
    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    one = Reaching()
    try:
        one.begins()
        one.ground_comes_or_goes()
        one.we_begin(NUMBER)
        one.approve(NUMBER, "opening", 0)
        one.send_what_is_due()
        one.wait(24 * 14)
        one.seen_again()
        one.approve(NUMBER, "follow_up", 0)
        one.send_what_is_due()
        one.they_write(NUMBER, "Hallo?")
        one.approve(NUMBER, "reply", 0)
        one.send_what_is_due()
    finally:
        one.teardown()
    assert len(one.sent) == 3
