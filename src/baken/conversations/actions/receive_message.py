"""What comes in: a message once, however often it is told; a stop at once; a threat as an alarm; what becomes
of ours. Nothing that comes in is refused, and no picture is kept."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from baken.conversations.actions.hold_conversation import contact_for, new_conversation
from baken.conversations.actions.keep_safe import raise_alarm_in, stop_in
from baken.conversations.actions.steps import happened, move, note, store_step
from baken.conversations.actions.write_message import next_place
from baken.conversations.channels.protocol import Channel, Delivery, Incoming
from baken.conversations.models import Conversation, Message, StrayDelivery
from baken.conversations.permissions import RECEIVE
from baken.conversations.readings import reads_as_stop, reads_as_threat, says_words
from baken.conversations.sealing import provider_mark, sealed
from baken.conversations.states import message_move
from baken.conversations.suppression.actions import is_stopped, suppress
from baken.conversations.suppression.consulting import place_of_last_no
from baken.conversations.suppression.marks import identity
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.vocabulary.conversations import MessageKind

LONGEST = 10_000
"""Characters of a message that are kept; more of one says nothing more."""
LANGUAGE = "nl"
"""In which language a conversation begins that they begin; whoever takes it changes it."""


def receive(*, by: Actor, channel: Channel, headers: Mapping[str, str], body: bytes) -> int:
    """Takes in what a provider tells in one call; returns how much of it was new. Each thing told is a
    transaction of its own: told again, what is there already stays as it is. Raises `Forged`."""
    check_may(by, RECEIVE)
    new = 0
    for told in channel.read(headers, body):
        if isinstance(told, Incoming):
            new += receive_message(by=by, channel=channel.code, incoming=told) is not None
        else:
            new += receive_delivery(by=by, channel=channel.code, delivery=told)
    return new


@transaction.atomic
def receive_message(*, by: Actor, channel: str, incoming: Incoming) -> Message | None:
    """Stores what somebody wrote and does what follows at once; None where it was told before.

    Raises `NoSuchContact` for a sender without any id.
    """
    check_may(by, RECEIVE)
    now = timezone.now()
    contact = contact_for(by, channel, incoming.sender, now)
    mark = provider_mark(by.organisation.id, channel, incoming.provider_id)
    # who tells it again waits for the lock on the contact, and then finds it
    if Message.objects.filter(provider_mark=mark).exists():
        return None
    conversation = Conversation.objects.select_for_update(of=("self",)).filter(contact=contact).first()
    if conversation is None:
        conversation = new_conversation(by, contact, "them", LANGUAGE, now)
    conversation.contact = contact
    kind = incoming.kind if incoming.kind in MessageKind.codes_in("theirs") else "unreadable"
    text = _bounded(incoming.text) if kind == "text" else ""
    message = Message(
        organisation=by.organisation, conversation=conversation, place=next_place(conversation),
        kind=kind if text or kind != "text" else "unreadable", state="received", created_at=now,
        provider_mark=mark, sent_at=min(incoming.at, now),
    )  # fmt: skip
    message.words = sealed(message, "words", text)
    message.save()
    # whoever writes before anything of ours went began it themselves: they are never left without an answer
    if conversation.began == "us" and not conversation.messages.filter(asked_at__isnull=False).exists():
        conversation.began = "them"
    _follow(by, conversation, incoming, text, now)
    conversation.step_count += 1
    conversation.save()
    happened(conversation, now)
    note(by, conversation, "conversations.message_received", kind=message.kind)
    return message


def _follow(by: Actor, conversation: Conversation, incoming: Incoming, text: str, now: datetime) -> None:
    stop, threat = reads_as_stop(text), reads_as_threat(text)
    names = {identity(conversation.contact.channel, name) for name in (incoming.sender, *incoming.also)}
    # what is told late was written before: it makes nobody have the phone in hand, and undoes no later stop
    at = min(incoming.at, now)
    conversation.wrote_at = max(conversation.wrote_at or at, at)
    conversation.waits_since = conversation.waits_since or now
    # inbound contact is never closed
    if conversation.state == "closed":
        move(by, conversation, "reopened", now, by_them=True)
        conversation.owner = conversation.supervisor = None
        if conversation.minority_since is not None:
            raise_alarm_in(by, conversation, "minority", now)
    if stop == "yes":
        stop_in(by, conversation, now, by_them=True)
        suppress(names, now)
    else:
        # what was written before they said no asks nothing; a threat has its own alarm
        if stop == "maybe" or (threat == "no" and any(is_stopped(*one, before=at) for one in names)):
            _put_in_doubt(by, conversation, incoming, at, now)
        # what waits was written before this was said: whoever answers looks again
        conversation.messages.filter(state__in=("second", "waiting")).update(
            state="dropped", next_try_at=None
        )
    if threat != "no":
        raise_alarm_in(by, conversation, "threat" if threat == "yes" else "perhaps_threat", now)


def _put_in_doubt(
    by: Actor, conversation: Conversation, incoming: Incoming, at: datetime, now: datetime
) -> None:
    """It may be a no, or a no of theirs stands and they write again: nothing goes until whoever has the
    conversation says which. Nothing that a machine reads takes back a no; what nobody can read (a picture,
    signs without words, broken bytes) doesn't either when a person says that it is none."""
    conversation.stop_doubted_at = at
    said = incoming.kind == "text" and says_words(incoming.text)
    conversation.doubt_through = place_of_last_no() if said else 0
    store_step(by, conversation, "stop_doubted", now, by_them=True)


@transaction.atomic
def receive_delivery(*, by: Actor, channel: str, delivery: Delivery) -> bool:
    """Notes what became of a message of ours; whether it changed anything. What comes late or twice changes
    nothing, and what comes before we know of it waits."""
    check_may(by, RECEIVE)
    mark = provider_mark(by.organisation.id, channel, delivery.provider_id)
    rows = Message.objects.select_for_update(of=("self",)).exclude(state="received")
    message = rows.filter(provider_mark=mark).first()
    if message is None and (key := _key(delivery.key)) is not None:
        message = rows.filter(key=key, conversation__contact__channel=channel).first()
    if message is None or message.state == "sending":
        if delivery.state in ("sent", "delivered", "read", "failed"):
            StrayDelivery.objects.get_or_create(
                organisation=by.organisation, provider_mark=mark, state=delivery.state,
                defaults={"at": timezone.now()},
            )  # fmt: skip
        return False
    if not message.provider_mark:
        message.provider_mark = mark
    changed = apply_delivery(by, message, delivery.state, min(delivery.at, timezone.now()), delivery.reason)
    message.save()
    return changed


def apply_delivery(by: Actor, message: Message, state: str, at: datetime, reason: str = "") -> bool:
    """How far a message came; never back. The caller saves it."""
    kinds = {"sent": "sent", "delivered": "delivered", "read": "read", "failed": "told_failed"}
    made = message_move(kinds[state], message.state) if state in kinds else None
    if state == "sent" or made is not None:
        message.sent_at = message.sent_at or at
    if state in ("delivered", "read"):
        message.delivered_at = message.delivered_at or at
    if state == "read":
        message.read_at = message.read_at or at
    if made is None:
        return False
    message.state = made.target
    if state == "failed":
        message.trouble = reason[:60]
    note(by, message.conversation, made.event, state=state)
    return True


def settle_strays(by: Actor, message: Message) -> None:
    """What was told of a message before it was known here. The caller saves it."""
    strays = StrayDelivery.objects.filter(provider_mark=message.provider_mark)
    for state in ("sent", "delivered", "read", "failed"):
        for stray in strays:
            if stray.state == state:
                apply_delivery(by, message, state, stray.at)
    strays.delete()


def _key(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None


def _bounded(text: str) -> str:
    # a picture as text, signs that no text has, and what the database can't hold
    plain = "".join(sign for sign in text[: LONGEST * 4] if sign.isprintable() or sign in "\n\t")
    plain = plain.encode("utf-8", "ignore").decode()
    return cut_data_uris(plain)[:LONGEST].strip()
