"""What is so at the moment of sending, gathered under lock: the only way into the contact policy."""

import hashlib
import hmac
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from baken.accounts.models import User
from baken.conversations.contact_policy import COLD, Facts
from baken.conversations.models import (
    Approach,
    ContactGround,
    ContactRules,
    Conversation,
    Message,
    SafeContact,
    SafetyAlarm,
)
from baken.conversations.permissions import TALK
from baken.conversations.related import (
    Related,
    clear_contacts,
    conversations_of,
    minor_suspected,
    related,
)
from baken.conversations.rules.texts import text_faults
from baken.conversations.sealing import opened, same, text_mark
from baken.conversations.suppression.consulting import wants_no_messages
from baken.conversations.suppression.marks import identity, marks_of
from baken.triage.policies import can_be_contacted

THREATS = ("threat", "perhaps_threat", "changed_voice")


def facts_now(conversation: Conversation, message: Message, now: datetime, *, sending: bool = True) -> Facts:
    """The facts of one message. The conversation and its contact are locked by the caller."""
    contact, lead = conversation.contact, conversation.lead
    organisation_id = conversation.organisation_id
    found = related(contact, lead)
    rules = rules_of(organisation_id)
    text = opened(message, "words")
    is_cold = message.kind in COLD
    approaches = approached(organisation_id, found)
    safe = SafeContact.objects.filter(conversation=conversation).first()
    theirs = conversations_of(found)
    alarms = SafetyAlarm.objects.filter(conversation__in=theirs)
    # a reminder is of an opening that went here: not to another number, nor after all of it was erased
    counted = message.kind != "follow_up" or _opened_here(conversation)
    return Facts(
        now=now,
        channel=contact.channel,
        kind=message.kind,
        began=conversation.began,
        state=conversation.state,
        ground=ground_stands(now, rules),
        lead_stands=lead is not None and can_be_contacted(lead),
        approved_at=message.approved_at if _works_here(message.approved_by) else None,
        same_text=same(text_mark(organisation_id, conversation.id, text), message.approved_text),
        second_approved=_works_here(message.second_by) and message.second_by_id != message.approved_by_id,
        template=template_stands(message, text, now, rules),
        suppressed=sending and _suppressed(conversation, found if is_cold else None),
        stop_doubted=theirs.filter(stop_doubted_at__isnull=False).exists()
        if is_cold
        else conversation.stop_doubted_at is not None,
        # what we begin is over once they wrote, over whichever number or channel
        wrote_at=theirs.aggregate(newest=Max("wrote_at"))["newest"] if is_cold else conversation.wrote_at,
        unanswered=_unanswered(conversation),
        openings=sum(one.times for one in approaches) if counted else 0,
        last_opening=max((one.last_at for one in approaches), default=None),
        follow_up_after=timedelta(days=rules.follow_up_days),
        advert_seen_at=found.seen_at,
        advert_holds=timedelta(days=rules.advert_days),
        minor=conversation.minority_since is not None or minor_suspected(organisation_id, found, lead),
        supervised=_supervised(conversation, message),
        alarmed=alarms.filter(answered_at__isnull=True).exclude(kind="minority").exists(),
        guarded=theirs.filter(control_suspected=True).exists()
        or alarms.filter(kind__in=THREATS).exists()
        or SafeContact.objects.filter(conversation__in=theirs, holder="controlled").exists(),
        chosen_channel=safe.channel if safe else "",
        preferences_until=safe.holds_until if safe else None,
        check_word=bool(safe and safe.check_word),
        voice_checked_at=conversation.voice_checked_at,
        zone=rules.zone,
        quiet=None if rules.quiet_from == rules.quiet_until else (rules.quiet_from, rules.quiet_until),
        safe=_hours(safe),
    )


def rules_of(organisation_id: uuid.UUID) -> ContactRules:
    """What the organisation agreed on; without a row, what everybody begins with."""
    return ContactRules.objects.first() or ContactRules(organisation_id=organisation_id)


def ground_stands(now: datetime, rules: ContactRules) -> bool:
    """Whether there is a ground on this day: asked by one, approved by another, not withdrawn, not over."""
    today = now.astimezone(ZoneInfo(rules.zone)).date()
    standing = ContactGround.objects.filter(state="approved", withdrawn_at=None, valid_until__gte=today)
    return standing.exists()


def template_stands(message: Message, text: str, now: datetime, rules: ContactRules) -> bool:
    """Whether the words are those of a template that two people stand by, for this kind and on this day, and
    that still says nothing that can harm."""
    template = message.template
    return (
        template is not None
        and template.state == "approved"
        and template.kind == message.kind
        and template.text == text
        and template.valid_until >= now.astimezone(ZoneInfo(rules.zone)).date()
        and not text_faults(text, kind=template.kind, neutral_page=rules.neutral_page)
    )


def approached(organisation_id: uuid.UUID, found: Related) -> list[Approach]:
    """What was noted of approaching any contact of the same advertiser."""
    marks = [approach_mark(organisation_id, pseudonym) for pseudonym in found.pseudonyms]
    return list(Approach.objects.filter(mark__in=marks))


def approach_mark(organisation_id: uuid.UUID, pseudonym: str) -> bytes:
    """What an approached contact is kept as."""
    key = settings.BAKEN_KEYRING.key(str(organisation_id), "approaches")
    return hmac.new(key, pseudonym.encode(), hashlib.sha256).digest()


def _suppressed(conversation: Conversation, found: Related | None) -> bool:
    """Whether they want none. What we begin stops at a no of anybody who advertises together with them; who
    wrote to us themselves is answered unless they themselves said no."""
    contact = conversation.contact
    own = identity(contact.channel, opened(contact, "value"))
    asked = {own}
    if found is not None:
        asked |= set(clear_contacts(conversation.organisation_id, found))
    return any(wants_no_messages(marks_of(*one), conversation.organisation_id) for one in sorted(asked))


def _opened_here(conversation: Conversation) -> bool:
    """Whether an opening went, or may have gone, in this conversation."""
    return conversation.messages.filter(kind="opening", asked_at__isnull=False).exists()


def _works_here(somebody: User | None) -> bool:
    """Whether what they approved still stands: nothing goes in the name of who was shut out, or whose work
    this is no more."""
    return somebody is not None and somebody.is_active and bool(TALK.roles & set(somebody.roles))


def _supervised(conversation: Conversation, message: Message) -> bool:
    """Whether somebody who did not approve this, and who still works here, came along."""
    supervisor = conversation.supervisor
    return supervisor is not None and supervisor.is_active and supervisor.id != message.approved_by_id


def _unanswered(conversation: Conversation) -> int:
    """Ours that went, or may have gone, since they last wrote."""
    last = conversation.messages.filter(state="received").order_by("-place").values("place")[:1]
    ours = conversation.messages.filter(state__in=("sending", "sent", "delivered", "read", "unknown"))
    return ours.filter(place__gt=Coalesce(Subquery(last), 0)).count()


def _hours(safe: SafeContact | None) -> tuple[int, int] | None:
    if safe is None or safe.from_hour is None or safe.until_hour is None:
        return None
    return safe.from_hour, safe.until_hour
