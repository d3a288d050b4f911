"""Reads: the inbox, one conversation with everything of it, what waits for whom; all logged."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.conversations.contact_policy import Facts, refusals
from baken.conversations.exceptions import WordsMissing
from baken.conversations.facts import facts_now, ground_stands, rules_of
from baken.conversations.models import (
    Contact,
    ContactRules,
    Conversation,
    ConversationSaid,
    ConversationStep,
    Message,
    MessageDraft,
    MessageTemplate,
    SafeContact,
    SafetyAlarm,
)
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import check_reads, check_words_read, may_second
from baken.conversations.related import related
from baken.conversations.sealing import opened, text_mark
from baken.conversations.wording import folded
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.tenancy.said_by_person import harm_to_see, standing
from baken.vocabulary.channels import ChannelFault

LEAST_REASON = 10
"""So many signs a reason to see a contact has at least."""


def conversations() -> QuerySet[Any]:
    """The inbox, who waits longest first. Each with `alarmed`, `unsure` (messages of which nobody knows
    whether they went), `asks_second` (messages that wait for a second person) and `safe_over` (what they said
    of safe contact is over, and is asked again); never a contact."""
    alarms = SafetyAlarm.objects.filter(conversation=OuterRef("pk"), answered_at=None)
    over = SafeContact.objects.filter(conversation=OuterRef("pk"), holds_until__lte=timezone.now())
    return (
        Conversation.objects.select_related("owner", "supervisor", "contact")
        .annotate(
            alarmed=Exists(alarms),
            safe_over=Exists(over),
            unsure=Count("messages", filter=Q(messages__state="unknown")),
            asks_second=Count("messages", filter=Q(messages__state="second")),
        )
        .order_by("waits_since", "-created_at", "id")
    )


@dataclass(frozen=True, slots=True)
class InboxStanding:
    """What stands above the inbox: counts, and the alarms and messages that wait for a second person, and
    where somebody said that our contact did harm."""

    waiting: int
    unowned: int
    doubted: int
    unsure: int
    alarms: list[SafetyAlarm]
    seconds: list[Message]
    harm: list[ConversationSaid]


def inbox_standing() -> InboxStanding:
    """Counts over all conversations, and what waits for a second person; no words and no contact."""
    open_ones = Conversation.objects.exclude(state="closed")
    alarms = SafetyAlarm.objects.filter(answered_at=None).select_related("conversation__owner")
    seconds = Message.objects.filter(state="second").select_related("conversation", "approved_by")
    return InboxStanding(
        waiting=open_ones.filter(waits_since__isnull=False).count(),
        unowned=open_ones.filter(owner=None).count(),
        doubted=open_ones.filter(stop_doubted_at__isnull=False).count(),
        unsure=Message.objects.filter(state="unknown").count(),
        alarms=list(alarms.order_by("at", "id")),
        seconds=list(seconds.order_by("created_at", "id")),
        harm=list(harm_to_see(ConversationSaid.objects.select_related("conversation__owner"))),
    )


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message with its words in clear."""

    message: Message
    words: str

    @property
    def ours(self) -> bool:
        """Whether it is one of ours."""
        return self.message.state != "received"

    @property
    def held_by(self) -> list[str]:
        """Why it was not allowed to go when that was last asked, as far as its owner may know."""
        return folded(self.message.refusals)

    @property
    def trouble(self) -> str:
        """Why it did not go, or not yet: a code of ChannelFault; empty for none."""
        waits = self.message.state in ("waiting", "failed")
        return self.message.trouble if waits and self.message.trouble in ChannelFault else ""


@dataclass(frozen=True, slots=True)
class OpenedConversation:
    """A conversation with everything of it in clear but who it is with. `may_answer` are the reasons why an
    answer of this reader may not go now (none: it may); hours and a second person only put it off."""

    conversation: Conversation
    contact: Contact
    lines: list[MessageLine]
    steps: list[tuple[ConversationStep, str]]
    alarms: list[tuple[SafetyAlarm, str]]
    said: list[ConversationSaid]
    safe: SafeContact | None
    safe_over: bool
    draft: str
    seen_at: datetime | None
    stale: bool
    may_answer: tuple[str, ...]
    may_open: tuple[str, ...]

    @property
    def said_stands(self) -> ConversationSaid | None:
        """Which answer of theirs on our contact stands."""
        return standing(one for one in self.said if one.back_at is None)


def open_conversation(*, by: Actor, conversation_id: uuid.UUID) -> OpenedConversation:
    """Everything of one conversation, for who has it and for a supervisor who joined; that it was read stands
    in the log. Raises `NotYours`, Http404."""
    check_may(by, TALK)
    rows = Conversation.objects.select_related("contact", "owner", "supervisor", "lead")
    conversation = get_object_or_404(rows, id=conversation_id)
    check_words_read(conversation, by)
    record_event(by=by, action="conversations.read", subject=f"conversation:{conversation.id}")
    now = timezone.now()
    messages = conversation.messages.select_related("approved_by", "second_by", "template").order_by("place")
    steps = conversation.steps.select_related("by", "to").order_by("at", "id")
    alarms = conversation.alarms.select_related("raised_by", "answered_by").order_by("at", "id")
    safe = SafeContact.objects.filter(conversation=conversation).select_related("asked_by").first()
    draft = MessageDraft.objects.filter(conversation=conversation, user=by.user).first()
    seen_at = related(conversation.contact, conversation.lead).seen_at
    rules = rules_of(by.organisation.id)
    return OpenedConversation(
        conversation=conversation,
        contact=conversation.contact,
        lines=[MessageLine(one, _shown(one)) for one in messages],
        steps=[(one, _shown(one)) for one in steps],
        alarms=[(one, _shown(one)) for one in alarms],
        said=list(conversation.said.select_related("by", "seen_by").order_by("-said_on", "-place")),
        safe=safe,
        safe_over=safe is not None and safe.holds_until <= now,
        draft=_drafted(draft) if draft else "",
        seen_at=seen_at,
        stale=seen_at is None or (now - seen_at).days >= rules.advert_days,
        may_answer=refusals(_as_if(by, conversation, "reply", None, now)),
        may_open=_may_open(by, conversation, now),
    )


def _drafted(draft: MessageDraft) -> str:
    # a draft can be sent: nothing may stand in it that its writer did not write
    try:
        return opened(draft, "words")
    except NotDecryptable:
        return ""


def _shown(row: Message | ConversationStep | SafetyAlarm) -> str:
    try:
        return opened(row, "words")
    except NotDecryptable:
        # what else stands there can be read: one row that can't be opened takes nothing from anybody
        return _("Deze tekst is niet te openen: hij is beschadigd of met een andere sleutel bewaard.")


def colleagues(by: Actor) -> QuerySet[User]:
    """Who else can have a conversation."""
    there = User.objects.filter(is_active=True, is_system=False, roles__overlap=sorted(TALK.roles))
    return there.exclude(id=by.user.id).order_by("name", "id")


def why_not(
    *, by: Actor, conversation: Conversation, kind: str, template: MessageTemplate | None
) -> tuple[str, ...]:
    """Why a message of this kind, approved now by this reader, may not go now: codes of `NotAllowed`."""
    return refusals(_as_if(by, conversation, kind, template, timezone.now()))


def read_contact(*, by: Actor, conversation_id: uuid.UUID, reason: str) -> str:
    """The contact in clear, for who has the conversation and nobody else; each time stands in the log, with
    the reason that was given. Raises `NotYours`, `WordsMissing` without a reason, Http404.
    """
    check_may(by, TALK)
    conversation = get_object_or_404(Conversation.objects.select_related("contact"), id=conversation_id)
    check_reads(conversation, by)
    said = reason.strip()
    if len(said) < LEAST_REASON:
        raise WordsMissing
    record_event(
        by=replace(by, reason=said), action="conversations.contact_read",
        subject=f"conversation:{conversation.id}",
    )  # fmt: skip
    return opened(conversation.contact, "value")


def read_second(*, by: Actor, message_id: uuid.UUID) -> str:
    """The words that a second person is asked to decide on, for who may decide and who may read them all;
    that they were read stands in the log. Raises `NotYours`, Http404."""
    check_may(by, TALK)
    message = get_object_or_404(Message.objects.select_related("conversation"), id=message_id)
    asked = may_second(message, by) and set(by.user.roles) & SECOND.roles
    if not asked:
        check_words_read(message.conversation, by)
    record_event(by=by, action="conversations.read", subject=f"conversation:{message.conversation_id}")
    return opened(message, "words")


def templates_for(kind: str, language: str) -> QuerySet[MessageTemplate]:
    """The reviewed texts of a kind in a language that hold today."""
    today = timezone.localdate()
    return MessageTemplate.objects.filter(
        state="approved", kind=kind, language=language, valid_until__gte=today
    ).order_by("name", "id")


def may_approach() -> bool:
    """Whether there is a ground to approach anybody today."""
    rules = ContactRules.objects.first() or ContactRules()
    return ground_stands(timezone.now(), rules)


def _may_open(by: Actor, conversation: Conversation, now: datetime) -> tuple[str, ...]:
    if conversation.began == "them":
        return ("they_began",)
    went = conversation.messages.filter(kind="opening").exclude(state__in=("refused", "dropped", "failed"))
    kind = "follow_up" if went.exists() else "opening"
    template = templates_for(kind, conversation.language).first()
    return refusals(_as_if(by, conversation, kind, template, now))


def _as_if(
    by: Actor, conversation: Conversation, kind: str, template: MessageTemplate | None, now: datetime
) -> Facts:
    """The facts of a message that this reader would approve now, but for what the list of stops says: that
    only sending asks, since whoever reads would learn of a no that was said to others."""
    from baken.conversations.sealing import sealed

    text = template.text if template else "-"
    message = Message(
        organisation=by.organisation, conversation=conversation, kind=kind, template=template,
        approved_by=by.user, approved_at=now,
        approved_text=text_mark(by.organisation.id, conversation.id, text),
    )  # fmt: skip
    message.words = sealed(message, "words", text)
    return facts_now(conversation, message, now, sending=False)
