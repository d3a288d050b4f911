"""Lets the stories be told: by the actions that everybody uses, day after day, through a channel that gives
what it takes to nobody.

The market's adverts are of 2025, too old to approach anybody about. So nobody of the market is written to:
each conversation has a number or address of its own that nobody can have, as if an advert of it was seen
yesterday.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.conversations.actions.hold_conversation import (
    begin_conversation,
    hand_conversation,
    join_conversation,
    move_conversation,
    take_conversation,
)
from baken.conversations.actions.keep_safe import (
    agree_safe_contact,
    answer_alarm,
    raise_alarm,
    suspect_control,
)
from baken.conversations.actions.note_said import note_said, talk_harm_over
from baken.conversations.actions.receive_message import receive_delivery, receive_message
from baken.conversations.actions.write_message import (
    approve_message,
    decide_second,
    drop_message,
    save_draft,
    write_note,
)
from baken.conversations.channels.protocol import Delivery, Incoming, NobodyKnows, NotSent
from baken.conversations.models import (
    Approach,
    Contact,
    ContactGround,
    Conversation,
    Message,
    MessageTemplate,
    SafetyAlarm,
    Suppression,
)
from baken.conversations.sending import send_due
from baken.demo.contact_rules import QUIET, allow_contact, keep_hours
from baken.demo.contacts import beside_market
from baken.demo.decisions import find_worth_contacting
from baken.demo.loopback_channel import DemoChannel, provider_id
from baken.demo.mixing import place_in
from baken.demo.moments import right_now, some_time_ago
from baken.demo.stories import DAYS, STORIES, Beat, Story
from baken.outreach.actions.begin_outreach import approve_opening
from baken.tenancy.acting import Actor
from baken.tenancy.said_by_person import HARMED
from baken.triage.models import Lead
from baken.vocabulary.conversations import MessageChannel

USUAL = 0.05
"""From a market of this size on there are as many of each story as it says; in a smaller one, one of each."""
BETWEEN = timedelta(minutes=4)
"""From one thing in a conversation to the next on the same day."""
SPREAD = 6
"""Days over which stories that are told more often are spread."""
LATER = timedelta(days=1, minutes=53)
"""How much earlier each of those is than the one before."""
AGREED = timedelta(days=60)
"""Since when there are grounds and texts: before anything was said."""
MARKS = (Approach, Suppression)


@dataclass
class Told:
    """A story that is being told: to which number or address, by whom, and its conversation once there is
    one. `turn` counts how often it was told before; those told again lie some days `earlier`."""

    story: Story
    value: str
    turn: int
    by: Actor
    lead: Lead | None = None
    conversation_id: Any = None

    @property
    def earlier(self) -> int:
        """How many days."""
        return 1 + place_in(SPREAD, "spread", self.value) if self.turn else 0

    @property
    def seen(self) -> dict[str, Any]:
        """What whoever decides saw: the conversation as it stands."""
        now = Conversation.objects.only("step_count").get(id=self.conversation_id)
        return {"conversation_id": self.conversation_id, "seen": now.step_count}

    @property
    def here(self) -> dict[str, Any]:
        """Which conversation it is."""
        return {"conversation_id": self.conversation_id}

    def newest(self, **said: Any) -> Message:
        """The newest message of ours."""
        ours = Message.objects.filter(conversation_id=self.conversation_id, **said).exclude(state="received")
        return ours.latest("place")


@transaction.atomic
def converse(*, by: Actor, scale: float, seed: int) -> bool:
    """Tells the stories, unless that was done before: all or none; whether it did. Where a market has fewer
    leads, fewer of those that we begin are told."""
    if Conversation.objects.exists():
        return False
    people = _people(by)
    with some_time_ago(AGREED):
        allow_contact(
            admin=people["tess"], officer=people["wout"], writer=people["noor"], second=people["bram"]
        )
    told = _told(by, people, 1 if scale < USUAL else None, seed)
    channels = {code: DemoChannel(code, _faults(told)) for code in MessageChannel.codes}
    templates = {(one.kind, one.language): one for one in MessageTemplate.objects.filter(state="approved")}
    stage = _Stage(by, people, templates)
    for earlier in range(SPREAD + 1):
        _tell(stage, [one for one in told if one.earlier == earlier], channels, LATER * earlier)
    keep_hours(people["tess"], people["wout"], QUIET)
    return True


def _tell(stage: "_Stage", told: list[Told], channels: Mapping[str, DemoChannel], earlier: timedelta) -> None:
    """Day after day what happens on it, in the order of the stories; what was approved goes at once."""
    for day in DAYS:
        beats = [(one, [beat for beat in one.story.beats if beat.day == day]) for one in told]
        rounds = max((len(those) for _, those in beats), default=0)
        for place in range(rounds):
            with some_time_ago(earlier + timedelta(days=day) + BETWEEN * (rounds - place)):
                for one, those in beats:
                    if place < len(those):
                        DOES[those[place].do](stage, one, those[place])
                send_due(by=stage.system, channels=channels)


def forget_conversations() -> int:
    """Removes them with what was noted of approaching and stopping; how many rows. Within a transaction, of
    invented data alone."""
    removed = sum(kind._default_manager.all().delete()[0] for kind in (Contact, *MARKS))
    removed += sum(kind._default_manager.all().delete()[0] for kind in (MessageTemplate, ContactGround))
    return removed


@dataclass(frozen=True)
class _Stage:
    """Who is there, and which texts."""

    system: Actor
    people: Mapping[str, Actor]
    templates: Mapping[tuple[str, str], MessageTemplate]


def _people(by: Actor) -> dict[str, Actor]:
    purposes = {"tess": "accountability", "wout": "accountability"}
    there = User.objects.filter(login__in=("noor", "daan", "yara", "bram", *purposes))
    return {
        one.login: Actor(one, by.organisation, purposes.get(one.login, "outreach"), "demo") for one in there
    }


def _told(by: Actor, people: Mapping[str, Actor], most: int | None, seed: int) -> list[Told]:
    """The stories in their order, first each once; numbers by seed."""
    turns = [
        (story, turn)
        for turn in range(max(story.often for story in STORIES))
        for story in STORIES
        if turn < min(story.often, most or story.often)
    ]
    approached = sum(story.began == "us" for story, _ in turns)
    leads = iter(find_worth_contacting(by=by, count=approached))
    told = []
    for place, (story, turn) in enumerate(turns):
        lead = next(leads, None) if story.began == "us" else None
        if story.began == "us" and lead is None:
            continue
        value = f"+3160{beside_market(place, seed):07d}"
        if story.channel == "email":
            value = f"post.{seed}.{place}@example.org"
        told.append(Told(story, value, turn, people[story.login], lead))
    return told


def _faults(told: Iterable[Told]) -> dict[str, type[NotSent] | type[NobodyKnows]]:
    of: dict[str, type[NotSent] | type[NobodyKnows]] = {"open_fails": NotSent, "reply_unknown": NobodyKnows}
    return {one.value: of[beat.do] for one in told for beat in one.story.beats if beat.do in of}


def _begin(stage: _Stage, told: Told, beat: Beat) -> None:
    assert told.lead is not None
    made = begin_conversation(
        by=told.by, channel=told.story.channel, value=told.value, language=told.story.language,
        lead=told.lead, advert_seen_at=right_now() - timedelta(days=1),
    )  # fmt: skip
    told.conversation_id = made.id


def _open(stage: _Stage, told: Told, beat: Beat) -> None:
    follows = beat.do == "follow_up"
    template = stage.templates["follow_up" if follows else "opening", told.story.language]
    approve_opening(by=told.by, template_id=template.id, follow_up=follows, **told.seen)


def _theirs(stage: _Stage, told: Told, beat: Beat) -> None:
    kind = "media" if beat.do == "media" else "text"
    incoming = Incoming(
        provider_id=f"demo-{told.value}-{told.turn}-{beat.day}-{beat.words}", sender=told.value,
        at=timezone.now(), kind=kind, text=beat.words,
    )  # fmt: skip
    message = receive_message(by=stage.system, channel=told.story.channel, incoming=incoming)
    assert message is not None
    told.conversation_id = message.conversation_id


def _arrives(stage: _Stage, told: Told, beat: Beat) -> None:
    key = str(told.newest(state__in=("sent", "delivered")).key)
    delivery = Delivery(provider_id(key), beat.do, timezone.now())
    receive_delivery(by=stage.system, channel=told.story.channel, delivery=delivery)


def _reply(stage: _Stage, told: Told, beat: Beat) -> None:
    message = approve_message(by=told.by, words=beat.words, **told.seen)
    if beat.do == "reply_dropped":
        drop_message(by=told.by, message_id=message.id)


def _safe(stage: _Stage, told: Told, beat: Beat) -> None:
    given = dict(beat.given)
    agree_safe_contact(
        by=told.by, holder=given["holder"], hours=given["hours"], check_word=beat.words, **told.here
    )


def _said(stage: _Stage, told: Told, beat: Beat) -> None:
    """What the person says of it: one telling this, the next that."""
    answers = dict(beat.given)["answers"]
    answer = answers[told.turn % len(answers)]
    row = note_said(by=told.by, answer=answer, said_on=timezone.localdate(), **told.here)
    # the first is left for whoever looks at the demo
    if answer == HARMED and told.turn:
        talk_harm_over(by=_another(stage, beat), conversation_answer_id=row.id)


def _move(stage: _Stage, told: Told, beat: Beat) -> None:
    move_conversation(by=told.by, kind=beat.do, words=beat.words, **told.seen)


def _another(stage: _Stage, beat: Beat) -> Actor:
    return stage.people[dict(beat.given)["login"]]


def _second(stage: _Stage, told: Told, beat: Beat) -> None:
    decide_second(by=_another(stage, beat), message_id=told.newest(state="second").id, approve=True)


def _answer(stage: _Stage, told: Told, beat: Beat) -> None:
    alarm = SafetyAlarm.objects.get(conversation_id=told.conversation_id)
    answer_alarm(by=_another(stage, beat), alarm_id=alarm.id, words=beat.words)


DOES: dict[str, Callable[[_Stage, Told, Beat], object]] = {
    "begin": _begin,
    **dict.fromkeys(("open", "open_fails", "follow_up"), _open),
    **dict.fromkeys(("text", "media"), _theirs),
    **dict.fromkeys(("delivered", "read"), _arrives),
    **dict.fromkeys(("reply", "reply_unknown", "reply_dropped"), _reply),
    **dict.fromkeys(("paused", "closed"), _move),
    "safe": _safe,
    "second": _second,
    "said": _said,
    "answer": _answer,
    "take": lambda stage, told, beat: take_conversation(by=told.by, **told.here),
    "join": lambda stage, told, beat: join_conversation(by=_another(stage, beat), **told.here),
    "note": lambda stage, told, beat: write_note(by=told.by, words=beat.words, **told.here),
    "draft": lambda stage, told, beat: save_draft(by=told.by, words=beat.words, **told.here),
    "hand": lambda stage, told, beat: hand_conversation(
        by=told.by, to_id=None, words=beat.words, **told.seen
    ),
    "control": lambda stage, told, beat: suspect_control(by=told.by, words=beat.words, **told.here),
    "alarm": lambda stage, told, beat: raise_alarm(by=told.by, kind="threat", words=beat.words, **told.here),
}
"""What each beat does."""
