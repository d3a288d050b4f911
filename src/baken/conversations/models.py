"""Contacts, conversations, messages in and out, and what decides whether a message may go.

Every word of or about a person is sealed, bound to its row; a contact in clear is read by the owner of its
conversation alone. What belongs to a contact goes with it, some months after anything last happened.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baken.conversations.rules.models import AskedRules as AskedRules
from baken.conversations.rules.models import ContactGround as ContactGround
from baken.conversations.rules.models import ContactRules as ContactRules
from baken.conversations.rules.models import MessageTemplate as MessageTemplate
from baken.conversations.suppression.models import Approach as Approach
from baken.conversations.suppression.models import Suppression as Suppression
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.said_by_person import SaidByPerson, said_constraints, said_retention
from baken.vocabulary.conversations import (
    ConversationStart,
    ConversationState,
    ConversationStepKind,
    MessageChannel,
    MessageKind,
    MessageState,
    NotAllowed,
    PhoneHolder,
    SafetyAlarmKind,
)
from baken.vocabulary.languages import ADVERT_LANGUAGES

PERSON = "accounts.User"


class Contact(OrganisationOwned):
    """A channel and an opaque id of it. `pseudonym` is of the id as adverts have it (a number is a phone,
    whatever the channel); `value` is its sealed clear form. `advert_seen_at` is when an advert with it was
    seen last, as far as was known when the conversation began; `last_at` when anything last happened.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("channel", "pseudonym", "value", "advert_seen_at", "last_at"), RetentionClass.CONTACT
    )

    channel = models.CharField(max_length=10)
    pseudonym = models.CharField(max_length=26)
    value = models.BinaryField()
    advert_seen_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "channel", "pseudonym"], name="reached_contact_once"
            ),
            models.CheckConstraint(
                name="reached_contact_known", condition=Q(channel__in=MessageChannel.codes)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Conversation(OrganisationOwned):
    """All that is said with one contact. `owner` alone answers; nobody's while it waits for whoever takes it.

    `step_count` is raised by everything that happens, so that nobody decides past another. `waits_since`:
    they wrote and nobody answered yet. `stop_doubted_at`: what they wrote then may be a stop, or a no of
    theirs stands, and a person says; that it is none takes back the nos up to `doubt_through`.
    `control_suspected`: somebody else may read along. `minority_since`: a worker thinks that they may be a
    minor. `voice_checked_at`: the check word was asked and right, for this session.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "contact", "number", "began", "state", "language", "owner", "supervisor", "lead", "created_at",
            "step_count", "waits_since", "wrote_at", "stop_doubted_at", "doubt_through", "control_suspected",
            "minority_since", "voice_checked_at",
        ),
        RetentionClass.CONTACT,
    )  # fmt: skip

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="conversation")
    number = models.CharField(max_length=9)
    began = models.CharField(max_length=4)
    state = models.CharField(max_length=10, default="open")
    language = models.CharField(max_length=3, default="nl")
    owner = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(
        "triage.Lead", null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    created_at = models.DateTimeField()
    step_count = models.PositiveIntegerField(default=0)
    waits_since = models.DateTimeField(null=True)
    wrote_at = models.DateTimeField(null=True)
    stop_doubted_at = models.DateTimeField(null=True)
    doubt_through = models.BigIntegerField(default=0)
    control_suspected = models.BooleanField(default=False)
    minority_since = models.DateTimeField(null=True)
    voice_checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="conversation_number_once"),
            models.CheckConstraint(
                name="conversation_codes_known",
                condition=Q(began__in=ConversationStart.codes)
                & Q(state__in=ConversationState.codes)
                & Q(language__in=list(ADVERT_LANGUAGES)),
            ),
            models.CheckConstraint(
                name="conversation_supervisor_is_another",
                condition=Q(supervisor__isnull=True) | Q(owner__isnull=True) | ~Q(supervisor=F("owner")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "waits_since"], name="conversation_waits")]

    def __str__(self) -> str:
        return self.number


class SafeContact(OrganisationOwned):
    """How they may be reached without harm, as they said: over which channel (none: this one), between which
    hours of the day (none: any), who holds the phone, and a check word as a keyed hash. After `holds_until`
    it is asked again; what it says of danger still counts."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "conversation", "channel", "from_hour", "until_hour", "holder", "check_word", "asked_by",
            "asked_at", "holds_until",
        ),
        RetentionClass.CONTACT,
    )  # fmt: skip

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="safe_contact")
    channel = models.CharField(max_length=10, default="")
    from_hour = models.PositiveSmallIntegerField(null=True)
    until_hour = models.PositiveSmallIntegerField(null=True)
    holder = models.CharField(max_length=10, default="unknown")
    check_word = models.CharField(max_length=64, default="")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    holds_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="safe_contact_codes_known",
                condition=Q(channel__in=("", *MessageChannel.codes)) & Q(holder__in=PhoneHolder.codes),
            ),
            models.CheckConstraint(
                name="safe_contact_hours",
                condition=Q(from_hour__isnull=True, until_hour__isnull=True)
                | Q(from_hour__lte=23, until_hour__lte=23) & ~Q(from_hour=F("until_hour")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Message(OrganisationOwned):
    """One message, theirs or ours. `place` is its place in the conversation. Of ours: `approved_by` approved
    exactly the words whose keyed hash is `approved_text`, and `second_by` as a second person. `key` is what
    the provider is told it is; `provider_mark` a keyed hash of what the provider calls it. `refusals`: why it
    was not allowed to go, when that was last asked.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "conversation", "place", "kind", "state", "words", "template", "created_at", "approved_by",
            "approved_at", "approved_text", "second_by", "second_at", "key", "provider_mark", "refusals",
            "tries", "next_try_at", "asked_at", "sent_at", "delivered_at", "read_at", "trouble",
        ),
        RetentionClass.CONTACT,
    )  # fmt: skip

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    words = models.BinaryField(default=bytes)
    template = models.ForeignKey(MessageTemplate, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_text = models.CharField(max_length=64, default="")
    second_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True)
    key = models.UUIDField(null=True)
    provider_mark = models.CharField(max_length=26, default="")
    refusals = ArrayField(models.CharField(max_length=20), default=list)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "place"], name="message_place_once"),
            models.UniqueConstraint(
                fields=["organisation", "provider_mark"],
                condition=~Q(provider_mark=""),
                name="message_of_provider_once",
            ),
            models.CheckConstraint(
                name="message_codes_known",
                condition=Q(kind__in=MessageKind.codes)
                & Q(state__in=MessageState.codes)
                & Q(refusals__contained_by=list(NotAllowed.codes)),
            ),
            models.CheckConstraint(
                name="message_theirs_or_ours",
                condition=Q(kind__in=MessageKind.codes_in("theirs"), state="received", key__isnull=True)
                | Q(kind__in=MessageKind.codes_in("ours"), key__isnull=False, approved_by__isnull=False)
                & ~Q(state="received"),
            ),
            models.CheckConstraint(
                name="message_second_is_another",
                condition=Q(second_by__isnull=True, second_at__isnull=True)
                | Q(second_at__isnull=False) & ~Q(second_by=F("approved_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "next_try_at"], condition=Q(state="waiting"), name="msg_due")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class MessageDraft(OrganisationOwned):
    """What somebody is writing in a conversation and did not approve yet, sealed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("conversation", "user", "words", "saved_at"), RetentionClass.CONTACT
    )

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="message_draft_one_each")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ConversationStep(OrganisationOwned):
    """One thing that happened, or a note: when, by whom (nobody of ours for them), for whom, in which sealed
    words. Notes stand here and never among the messages."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("conversation", "kind", "at", "by", "to", "words"), RetentionClass.CONTACT
    )

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="conversation_step_known", condition=Q(kind__in=ConversationStepKind.codes)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class ConversationSaid(SaidByPerson):
    """What the person said of our contact with them, as a code: no words of it."""

    retention: ClassVar[dict[str, RetentionClass]] = said_retention(RetentionClass.CONTACT, "conversation")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="said")

    class Meta:
        constraints = said_constraints("conversation")

    def __str__(self) -> str:
        return str(self.id)


class SafetyAlarm(OrganisationOwned):
    """That something is dangerous: our messages stop until a person said what was done."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("conversation", "kind", "at", "raised_by", "answered_by", "answered_at", "words"),
        RetentionClass.CONTACT,
    )

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    raised_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.CheckConstraint(name="safety_alarm_known", condition=Q(kind__in=SafetyAlarmKind.codes)),
            models.UniqueConstraint(
                fields=["conversation", "kind"],
                condition=Q(answered_at__isnull=True),
                name="safety_alarm_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class StrayDelivery(OrganisationOwned):
    """What a provider said of a message before we noted that it took it; a keyed hash, for a short time."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("provider_mark", "state", "at"), RetentionClass.CONTACT
    )

    provider_mark = models.CharField(max_length=26)
    state = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "provider_mark", "state"], name="stray_delivery_once"
            ),
            models.CheckConstraint(
                name="stray_delivery_known",
                condition=Q(state__in=("sent", "delivered", "read", "failed")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
