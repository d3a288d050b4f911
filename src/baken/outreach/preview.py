"""What would go to whom before anybody approves it: the words, what keeps them back, who decides."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.conversations.channels.set_up import NotSetUp
from baken.conversations.channels_in_use import channels_of
from baken.conversations.contact_policy import ASKS_SECOND, LEAST_BETWEEN, WAITS
from baken.conversations.facts import approached, rules_of
from baken.conversations.models import Contact, Conversation, MessageTemplate
from baken.conversations.policies import check_owner
from baken.conversations.queries import why_not
from baken.conversations.related import related
from baken.conversations.wording import UNSAID
from baken.outreach.permissions import REACH_OUT
from baken.outreach.queries import Reachable
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.triage.models import Lead


@dataclass(frozen=True, slots=True)
class Preview:
    """`kind` is opening or follow_up. `blocked` are the codes of what keeps it back that waiting does not
    help, but for those that say who asked to be left alone (`UNSAID`): only sending asks those. `later`:
    the hours put it off. `second`: another person decides too. `set_up`: the channel is connected here.
    """

    kind: str
    channel: str
    template: MessageTemplate
    seen_at: datetime | None
    blocked: tuple[str, ...]
    later: bool
    second: bool
    set_up: bool


def opening_of(
    *, by: Actor, lead: Lead, found: Reachable, channel: str, template: MessageTemplate
) -> Preview:
    """The opening to one contact of a lead, as if there were a conversation already; nothing is made."""
    check_may(by, REACH_OUT)
    now = timezone.now()
    contact = Contact(
        organisation=by.organisation, channel=channel, pseudonym=found.pseudonym, value=b"",
        advert_seen_at=found.seen_at, last_at=now,
    )  # fmt: skip
    conversation = Conversation(
        organisation=by.organisation, contact=contact, began="us", language=template.language,
        owner=by.user, lead=lead, created_at=now,
    )  # fmt: skip
    return _preview(by, conversation, "opening", template, found.seen_at)


@dataclass(frozen=True, slots=True)
class Next:
    """What can go in a conversation that we began: its `kind`, from when on a follow-up may (None: now), and
    the texts for it. `over`: they wrote, or all that may ever go went."""

    conversation: Conversation
    kind: str
    from_when: datetime | None
    over: bool
    templates: QuerySet[MessageTemplate]
    seen_at: datetime | None


def next_of(*, by: Actor, conversation_id: uuid.UUID) -> Next:
    """What could go next in it, for whoever has it. Raises `NotYours`, Http404."""
    check_may(by, REACH_OUT)
    rows = Conversation.objects.filter(began="us").select_related("contact", "lead", "owner")
    conversation = get_object_or_404(rows, id=conversation_id)
    check_owner(conversation, by)
    went = conversation.messages.exclude(state__in=("refused", "dropped", "failed"))
    kind = "follow_up" if went.filter(kind="opening").exists() else "opening"
    found = related(conversation.contact, conversation.lead)
    from_when = None
    if kind == "follow_up":
        wait = timedelta(days=rules_of(by.organisation.id).follow_up_days)
        moments = [one.last_at for one in approached(by.organisation.id, found)]
        soonest = max(moments, default=conversation.created_at) + max(wait, LEAST_BETWEEN)
        from_when = soonest if soonest > timezone.now() else None
    over = (
        conversation.wrote_at is not None
        or conversation.state == "closed"
        or went.filter(kind="follow_up").exists()
    )
    today = timezone.localdate()
    templates = MessageTemplate.objects.filter(
        state="approved", kind=kind, language=conversation.language, valid_until__gte=today
    ).order_by("name", "id")
    return Next(conversation, kind, from_when, over, templates, found.seen_at)


def next_preview(by: Actor, one: Next, template: MessageTemplate) -> Preview:
    """The same before one of its texts goes."""
    return _preview(by, one.conversation, one.kind, template, one.seen_at)


def openings() -> QuerySet[MessageTemplate]:
    """The reviewed openings that hold today, in every language."""
    return MessageTemplate.objects.filter(
        state="approved", kind="opening", valid_until__gte=timezone.localdate()
    ).order_by("language", "name", "id")


def told_now(codes: Sequence[str]) -> tuple[str, ...]:
    """Of the reasons those that a page may tell before anybody approves."""
    return tuple(code for code in codes if code not in UNSAID | WAITS | ASKS_SECOND)


def _preview(
    by: Actor, conversation: Conversation, kind: str, template: MessageTemplate, seen_at: datetime | None
) -> Preview:
    codes = why_not(by=by, conversation=conversation, kind=kind, template=template)
    channel = conversation.contact.channel
    return Preview(
        kind, channel, template, seen_at, told_now(codes), bool(WAITS & set(codes)),
        bool(ASKS_SECOND & set(codes)), _is_set_up(by, channel),
    )  # fmt: skip


def _is_set_up(by: Actor, channel: str) -> bool:
    try:
        return channel in channels_of(by.organisation)
    except NotSetUp:
        return False
