"""Sending what stands in the outbox: each approved message at most once, none lost, and each only if the
contact policy lets it at this moment.

A message is first noted as going, with the approach counted, and only then handed to its channel. Whoever is
killed in between leaves one that is surely not sent, or one of which it must be asked: the provider where it
can say, else a person. Nobody gets a message twice because a machine did not know.
"""

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from baken.accounts.queries import hold_organisation
from baken.conversations.actions.receive_message import settle_strays
from baken.conversations.actions.steps import note
from baken.conversations.actions.write_message import locked_message
from baken.conversations.channels.protocol import Channel, NobodyKnows, NotSent, Outgoing, Sent
from baken.conversations.contact_policy import ASKS_SECOND, COLD, WAITS, next_moment, refusals
from baken.conversations.exceptions import KeyMissing, SendingAlready
from baken.conversations.facts import facts_now
from baken.conversations.models import Conversation, Message
from baken.conversations.permissions import RECEIVE
from baken.conversations.sealing import opened, provider_mark
from baken.conversations.states import message_move
from baken.conversations.suppression.actions import forget_approach, note_approach
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor
from baken.tenancy.only_one import only_one
from baken.tenancy.permission import check_may

BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
MOST_TRIES = len(BACKOFF) + 1


Find = Callable[[str], Sent | None]
"""A channel whose provider knows our keys has a `find`: what it took under a key, or None where it took
nothing. It raises `NobodyKnows`."""

Check = Callable[[Outgoing], None]
"""A channel that must ask its provider something before it may send has a `check`: it sends nothing, and
raises `NotSent`."""


@dataclass(slots=True)
class Run:
    """What a run did, in messages."""

    sent: int = 0
    found: int = 0
    held: int = 0
    put_off: int = 0
    failed: int = 0
    unknown: int = 0


def send_due(*, by: Actor, channels: Mapping[str, Channel]) -> Run:
    """Sends every message that is due and may go. Raises `SendingAlready`, `KeyMissing`."""
    check_may(by, RECEIVE)
    if not by.organisation.key_stands:
        raise KeyMissing
    done = Run()
    with only_one(f"messages {by.organisation.id}", SendingAlready, waits=True):
        # whoever sends holds the lock, so what is going now was left by a process that died
        for message_id in list(Message.objects.filter(state="sending").values_list("id", flat=True)):
            with suppress(Http404, Message.DoesNotExist):
                _ask_after(by, message_id, channels, done)
        while (next_id := _next(channels)) is not None:
            # erased since it was looked up, or while it went: nothing is left to note, and others wait
            with suppress(Http404, Message.DoesNotExist):
                _send(by, next_id, channels, done)
    return done


def due() -> bool:
    """Whether something waits, or is to be asked after."""
    now = timezone.now()
    waits = Message.objects.filter(state="waiting", next_try_at__lte=now)
    return waits.exists() or Message.objects.filter(state="sending").exists()


def _next(channels: Mapping[str, Channel]) -> uuid.UUID | None:
    waiting = Message.objects.filter(
        state="waiting", next_try_at__lte=timezone.now(), conversation__contact__channel__in=list(channels)
    )
    return waiting.order_by("next_try_at", "id").values_list("id", flat=True).first()


def _send(by: Actor, message_id: uuid.UUID, channels: Mapping[str, Channel], done: Run) -> None:
    try:
        begun = _begin(by, message_id, done) if _ready(by, message_id, channels, done) else None
    except NotDecryptable:
        _set_aside(by, message_id, done)
        return
    if begun is None:
        return
    channel, outgoing = begun
    try:
        sent = channels[channel].send(outgoing)
    except NotSent as fault:
        _not_sent(by, message_id, fault, done)
    except NobodyKnows:
        _ask_after(by, message_id, channels, done)
    else:
        _mark_sent(by, message_id, sent)
        done.sent += 1


def _ready(by: Actor, message_id: uuid.UUID, channels: Mapping[str, Channel], done: Run) -> bool:
    """Has the channel ask the provider beforehand what it must know. Nothing is noted as going yet: whoever
    is killed here, or gets no answer, surely sent nothing, and nobody has to be asked whether it went."""
    message = Message.objects.select_related("conversation__contact", "template").get(id=message_id)
    check: Check | None = getattr(channels[message.conversation.contact.channel], "check", None)
    # what the policy holds anyhow is for `_begin` to say
    if (
        check is None
        or by.organisation.closed_at is not None
        or refusals(facts_now(message.conversation, message, timezone.now()))
    ):
        return True
    try:
        check(_outgoing(message))
    except NotSent as fault:
        _not_sent(by, message_id, fault, done)
        return False
    return True


@transaction.atomic
def _begin(by: Actor, message_id: uuid.UUID, done: Run) -> tuple[str, Outgoing] | None:
    """Asks the policy under lock, and notes the message as going; None where it may not go now."""
    # before the message: an organisation that closes waits for this one, or this one does not go
    closed = hold_organisation(by.organisation.id).closed_at is not None
    message, conversation = locked_message(message_id)
    if message.state != "waiting":
        return None
    if closed:
        _take_back(by, message, conversation)
        return None
    now = timezone.now()
    facts = facts_now(conversation, message, now)
    held = refusals(facts)
    message.refusals = list(held)
    if held:
        if set(held) <= WAITS:
            message.next_try_at = next_moment(facts)
            done.put_off += 1
        elif set(held) <= WAITS | ASKS_SECOND:
            message.state, message.next_try_at = "second", None
            done.held += 1
        else:
            message.state, message.next_try_at = "refused", None
            done.held += 1
        message.save()
        conversation.step_count += 1
        conversation.save(update_fields=["step_count"])
        note(by, conversation, "conversations.message_held", state=message.state, reasons=list(held))
        return None
    if message.kind in COLD:
        note_approach(conversation.organisation_id, conversation.contact.pseudonym, now)
    message.state, message.asked_at, message.tries = "sending", now, message.tries + 1
    message.next_try_at = None
    message.save()
    note(by, conversation, "conversations.message_going", kind=message.kind)
    return conversation.contact.channel, _outgoing(message)


def _take_back(by: Actor, message: Message, conversation: Conversation) -> None:
    """The organisation closed: nothing of it goes any more."""
    message.state, message.next_try_at = "dropped", None
    message.save()
    conversation.step_count += 1
    conversation.save(update_fields=["step_count"])
    note(by, conversation, "conversations.message_dropped")


def _outgoing(message: Message) -> Outgoing:
    """As it is handed to its channel. Raises `NotDecryptable`."""
    conversation, template = message.conversation, message.template
    return Outgoing(
        key=str(message.key),
        to=opened(conversation.contact, "value"),
        text=opened(message, "words"),
        language=template.language if template else conversation.language,
        template=template.provider_name or None if template else None,
    )


@transaction.atomic
def _set_aside(by: Actor, message_id: uuid.UUID, done: Run) -> None:
    """What can't be opened surely did not go, and goes by no further try: its owner is told, others go on."""
    message, conversation = locked_message(message_id)
    made = message_move("set_aside", message.state)
    if made is None:
        return
    message.state, message.next_try_at, message.trouble = made.target, None, "unreadable"
    message.save()
    conversation.step_count += 1
    conversation.save(update_fields=["step_count"])
    note(by, conversation, made.event, state=message.state)
    done.failed += 1


def _ask_after(by: Actor, message_id: uuid.UUID, channels: Mapping[str, Channel], done: Run) -> None:
    """Of a message that may have gone: what the provider says, and else a person is asked."""
    message = Message.objects.select_related("conversation__contact").get(id=message_id)
    channel = channels.get(message.conversation.contact.channel)
    find: Find | None = getattr(channel, "find", None)
    if find is None:
        _mark_unknown(by, message_id, done)
        return
    try:
        sent = find(str(message.key))
    except NobodyKnows:
        _mark_unknown(by, message_id, done)
        return
    if sent is None:
        _not_sent(by, message_id, NotSent(retry=True, reason="asked"), done)
    else:
        _mark_sent(by, message_id, sent)
        done.found += 1


@transaction.atomic
def _mark_sent(by: Actor, message_id: uuid.UUID, sent: Sent) -> None:
    message, conversation = locked_message(message_id)
    if message.state != "sending":
        return
    message.state, message.sent_at = "sent", timezone.now()
    message.provider_mark = provider_mark(by.organisation.id, conversation.contact.channel, sent.provider_id)
    settle_strays(by, message)
    message.save()
    note(by, conversation, "conversations.message_sent", kind=message.kind)


@transaction.atomic
def _not_sent(by: Actor, message_id: uuid.UUID, fault: NotSent, done: Run) -> None:
    message, conversation = locked_message(message_id)
    beforehand = message_move("put_off", message.state)
    made = beforehand or message_move("not_sent", message.state)
    if made is None:
        return
    if beforehand is not None:
        # it was not noted as going: the try counts, and no approach was
        message.tries += 1
    elif message.kind in COLD:
        forget_approach(conversation.organisation_id, conversation.contact.pseudonym)
    message.trouble, message.asked_at, message.next_try_at = fault.reason[:60], None, None
    if fault.retry and message.tries < MOST_TRIES:
        wait = BACKOFF[message.tries - 1]
        if fault.after_seconds is not None:
            wait = max(wait, timedelta(seconds=min(fault.after_seconds, 86_400)))
        message.state, message.next_try_at = "waiting", timezone.now() + wait
        done.put_off += 1
    else:
        message.state = "failed"
        done.failed += 1
    message.save()
    note(by, conversation, made.event, state=message.state)


@transaction.atomic
def _mark_unknown(by: Actor, message_id: uuid.UUID, done: Run) -> None:
    message, conversation = locked_message(message_id)
    if message.state != "sending":
        return
    message.state = "unknown"
    message.save()
    conversation.step_count += 1
    conversation.save(update_fields=["step_count"])
    note(by, conversation, "conversations.message_unknown")
    done.unknown += 1
