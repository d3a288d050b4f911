"""Safe contact: what they agreed to, the check word, stops, suspicions, and alarms with their answers."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.conversations.actions.hold_conversation import stop_waiting
from baken.conversations.actions.steps import happened, locked, note, store_step
from baken.conversations.exceptions import WordsMissing, WrongState
from baken.conversations.models import Conversation, SafeContact, SafetyAlarm
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import check_owner, check_words
from baken.conversations.related import advertisers_of, clear_contacts, conversations_of, related
from baken.conversations.sealing import check_word_mark, opened, same, sealed
from baken.conversations.suppression.actions import lift, suppress
from baken.conversations.suppression.marks import identity
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.triage.actions.keep_stops import stop_contact
from baken.triage.actions.tell_minority import tell_minority
from baken.vocabulary.conversations import MessageChannel, PhoneHolder, SafetyAlarmKind
from baken.vocabulary.languages import ADVERT_LANGUAGES

HOLDS = timedelta(days=30)
"""So long what they said of safe contact holds; then it is asked again."""
LEAST_WORD = 3


@transaction.atomic
def agree_safe_contact(
    *,
    by: Actor,
    conversation_id: uuid.UUID,
    holder: str,
    channel: str = "",
    hours: tuple[int, int] | None = None,
    language: str = "",
    check_word: str = "",
    keep_word: bool = False,
) -> SafeContact:
    """Writes down what they said; it holds 30 days. `hours` are whole hours of the day, from and until, None
    for any. Without a `check_word` the earlier one goes, but with `keep_word`.

    Raises `NotYours`, `WrongState`, `WordsMissing` for a word that is too short, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    if holder not in PhoneHolder or (channel and channel not in MessageChannel):
        raise WrongState("no such code")
    if language and language not in ADVERT_LANGUAGES:
        raise WrongState("no such language")
    if hours and (hours[0] == hours[1] or not all(0 <= hour <= 23 for hour in hours)):
        raise WrongState("no such hours")
    conversation = locked(conversation_id)
    check_owner(conversation, by)
    now = timezone.now()
    kept = SafeContact.objects.filter(conversation=conversation).first() or SafeContact(
        organisation=by.organisation, conversation=conversation
    )
    if check_word.strip():
        if len(check_word.strip()) < LEAST_WORD:
            raise WordsMissing
        kept.check_word = check_word_mark(by.organisation.id, conversation.id, check_word)
        conversation.voice_checked_at = now
    elif not keep_word:
        kept.check_word = ""
    kept.holder, kept.channel = holder, channel
    kept.from_hour, kept.until_hour = hours or (None, None)
    kept.asked_by, kept.asked_at, kept.holds_until = by.user, now, now + HOLDS
    kept.save()
    if language:
        conversation.language = language
    if holder == "controlled":
        conversation.control_suspected = True
    store_step(by, conversation, "agreed", now)
    conversation.save()
    happened(conversation, now)
    note(by, conversation, "conversations.safe_contact_agreed", holder=holder, hours=hours is not None)
    return kept


@transaction.atomic
def try_check_word(*, by: Actor, conversation_id: uuid.UUID, word: str) -> bool:
    """Whether they gave the right word in this session. A wrong one pauses the conversation and raises an
    alarm: somebody else may be writing. Raises `NotYours`, `WrongState` where none was agreed, Http404."""
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    check_owner(conversation, by)
    kept = SafeContact.objects.filter(conversation=conversation).exclude(check_word="").first()
    if kept is None:
        raise WrongState("no check word was agreed")
    right = same(kept.check_word, check_word_mark(by.organisation.id, conversation.id, word))
    now = timezone.now()
    if right:
        conversation.voice_checked_at = now
    else:
        conversation.voice_checked_at = None
        raise_alarm_in(by, conversation, "changed_voice", now)
        if conversation.state == "open":
            conversation.state = "paused"
            store_step(by, conversation, "paused", now)
    conversation.step_count += 1
    conversation.save()
    note(by, conversation, "conversations.check_word_tried", right=right)
    return right


@transaction.atomic
def suspect_control(*, by: Actor, conversation_id: uuid.UUID, words: str) -> Conversation:
    """Somebody else may read along, or write: from now on a second person decides on every message. It is
    never taken back by itself. Raises `NotPermitted`, `WordsMissing`, Http404."""
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    now = timezone.now()
    conversation.control_suspected = True
    store_step(by, conversation, "control_suspected", now, check_words(words))
    conversation.save()
    note(by, conversation, "conversations.control_suspected")
    return conversation


@transaction.atomic
def suspect_minority(*, by: Actor, conversation_id: uuid.UUID, words: str) -> Conversation:
    """They may be a minor: what we began ends for good, over all channels, and what they began goes on with a
    supervisor. Whoever advertises with this contact stands on the urgent list when this is done, once: two
    people look there by protocol. It is told which conversation, and none of its words.

    Raises `WordsMissing`, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    now = timezone.now()
    if conversation.minority_since is None:
        conversation.minority_since = now
        found = related(conversation.contact, conversation.lead)
        # the contact alone: how far a stop spreads is for triage
        stop_contact(by=by, pseudonym=conversation.contact.pseudonym)
        for one in conversations_of(found).filter(began="us").exclude(id=conversation.id):
            stop_waiting(one)
        if conversation.began == "us":
            stop_waiting(conversation)
        raise_alarm_in(by, conversation, "minority", now)
    store_step(by, conversation, "minority_suspected", now, check_words(words))
    conversation.save()
    theirs = advertisers_of(conversation.contact, conversation.lead)
    tell_minority(by=by, advertisers=theirs, told=conversation.number)
    note(by, conversation, "conversations.minority_suspected")
    return conversation


@transaction.atomic
def stop_messages(*, by: Actor, conversation_id: uuid.UUID, words: str) -> Conversation:
    """The stop button: this person gets no message any more, of nobody, until they write to us.

    Raises `WordsMissing`, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    stop_in(by, conversation, timezone.now(), check_words(words))
    conversation.save()
    return conversation


@transaction.atomic
def decide_doubt(*, by: Actor, conversation_id: uuid.UUID, seen: int, stop: bool) -> Conversation:
    """What they wrote may be a stop: a person says whether it is. Raises `NotYours`, `WrongState`,
    `ChangedMeanwhile`, Http404."""
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id, seen)
    check_owner(conversation, by)
    if conversation.stop_doubted_at is None:
        raise WrongState
    now = timezone.now()
    if stop:
        stop_in(by, conversation, now)
    else:
        # they wrote to us, and it was no stop; one that they said since, here or elsewhere, stands
        own = identity(conversation.contact.channel, opened(conversation.contact, "value"))
        lift(*own, written=conversation.stop_doubted_at, through=conversation.doubt_through)
        conversation.stop_doubted_at, conversation.doubt_through = None, 0
        store_step(by, conversation, "no_stop", now)
        note(by, conversation, "conversations.doubt_decided", stop=False)
    conversation.save()
    return conversation


@transaction.atomic
def raise_alarm(*, by: Actor, conversation_id: uuid.UUID, kind: str, words: str) -> SafetyAlarm:
    """A worker raises an alarm: our messages stop at once. Raises `WrongState`, `WordsMissing`, Http404."""
    check_may(by, TALK)
    check_person(by)
    if kind not in SafetyAlarmKind or kind == "minority":
        raise WrongState("no such alarm")
    if not words.strip():
        raise WordsMissing
    conversation = locked(conversation_id)
    alarm = raise_alarm_in(by, conversation, kind, timezone.now(), check_words(words))
    conversation.step_count += 1
    conversation.save()
    return alarm


@transaction.atomic
def answer_alarm(*, by: Actor, alarm_id: uuid.UUID, words: str) -> SafetyAlarm:
    """A second person says what was done about an alarm: who has the conversation does not answer it, nor who
    raised it. Every message then still needs a second person. Raises `NotPermitted`, `WrongState`,
    `WordsMissing`, Http404."""
    check_may(by, SECOND)
    check_person(by)
    known = get_object_or_404(SafetyAlarm, id=alarm_id)
    conversation = locked(known.conversation_id)
    alarm = SafetyAlarm.objects.select_for_update().get(id=alarm_id)
    if alarm.answered_at is not None:
        raise WrongState
    if by.user.id in (alarm.raised_by_id, conversation.owner_id):
        raise NotPermitted("somebody else than who has the conversation answers an alarm")
    if conversation.steps.filter(kind="handed", by=by.user, at__gte=alarm.at).exists():
        raise NotPermitted("who had the conversation when the alarm came does not answer it")
    alarm.words = sealed(alarm, "words", check_words(words))
    alarm.answered_by, alarm.answered_at = by.user, timezone.now()
    alarm.save()
    conversation.step_count += 1
    conversation.save(update_fields=["step_count"])
    note(by, conversation, "conversations.alarm_answered", kind=alarm.kind)
    return alarm


def raise_alarm_in(
    by: Actor, conversation: Conversation, kind: str, now: datetime, words: str = ""
) -> SafetyAlarm:
    """Raises an alarm and takes back what waits; within a transaction that holds the conversation."""
    open_one = SafetyAlarm.objects.filter(conversation=conversation, kind=kind, answered_at=None).first()
    if open_one is not None:
        return open_one
    alarm = SafetyAlarm(
        organisation_id=conversation.organisation_id, conversation=conversation, kind=kind, at=now,
        raised_by=None if by.user.is_system else by.user,
    )  # fmt: skip
    alarm.words = sealed(alarm, "words", words)
    alarm.save()
    if kind != "minority":
        stop_waiting(conversation)
    note(by, conversation, "conversations.alarm_raised", kind=kind)
    return alarm


def stop_in(
    by: Actor, conversation: Conversation, now: datetime, words: str = "", by_them: bool = False
) -> None:
    """No means no: this contact, and every other one of the same advertiser that is stored now."""
    contact = conversation.contact
    found = related(contact, conversation.lead)
    own = identity(contact.channel, opened(contact, "value"))
    suppress({own, *clear_contacts(conversation.organisation_id, found)}, now)
    for one in conversations_of(found).filter(began="us").exclude(id=conversation.id):
        stop_waiting(one)
    stop_waiting(conversation)
    conversation.stop_doubted_at, conversation.doubt_through = None, 0
    conversation.waits_since = None
    store_step(by, conversation, "stopped", now, words, by_them=by_them)
    # a no counts at once, a young person's too; that they are left alone with it is for a second person
    if conversation.began == "them" and conversation.minority_since is not None:
        raise_alarm_in(by, conversation, "minority", now)
    note(by, conversation, "conversations.stopped", by_them=by_them)
