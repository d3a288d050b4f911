"""Keys of programs, the answers kept for them, and what they are told."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.api import ApiScope, DeliveryState, WebhookKind


class ApiKey(OrganisationOwned):
    """What lets a program of this organisation in. `program` is the user it acts as, so that the log names
    it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "name", "scopes", "program", "per_minute", "created_by", "created_at", "valid_until",
            "last_used_on", "revoked_by", "revoked_at",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    name = models.CharField(max_length=100)
    scopes = ArrayField(models.CharField(max_length=40))
    program = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    per_minute = models.PositiveIntegerField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    valid_until = models.DateField()
    last_used_on = models.DateField(null=True)
    revoked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="api_key_name_once"),
            models.CheckConstraint(
                name="api_key_scopes_known",
                condition=Q(scopes__contained_by=list(ApiScope.codes)) & ~Q(scopes=[]),
            ),
            models.CheckConstraint(name="api_key_pace", condition=Q(per_minute__gte=1)),
            models.CheckConstraint(
                name="api_key_revoked_by_somebody",
                condition=Q(revoked_by=None, revoked_at=None)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.id}"


class ApiSecret(OrganisationOwned):
    """A secret that a key is shown with; only its keyed hash is kept. The one before the newest has an
    end."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("key", "secret_hash", "created_at", "valid_until"), RetentionClass.SYSTEM
    )

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="secrets")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(valid_until=None), name="api_key_has_one_newest_secret"
            )
        ]

    def __str__(self) -> str:
        return f"secret of {self.key_id}"


class Pace(OrganisationOwned):
    """How much of its pace a key has used: the moment at which everything it may ask would be free again."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("key", "free_at"), RetentionClass.SYSTEM
    )

    key = models.OneToOneField(ApiKey, on_delete=models.CASCADE, related_name="pace")
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"pace of {self.key_id}"


class StoredAnswer(OrganisationOwned):
    """What was answered to a request with an idempotency key, for as long as a program may ask again.

    Of the request only keyed hashes are kept; the answer is encrypted, and goes after a day.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("name_hash", "request_hash", "status", "content_type", "answer", "made_at"), RetentionClass.SYSTEM
    )

    name_hash = models.BinaryField(max_length=32)
    request_hash = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=100)
    answer = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name_hash"], name="stored_answer_once")
        ]
        indexes = [models.Index(fields=["organisation", "made_at"], name="stored_answer_made")]

    def __str__(self) -> str:
        return f"answer {self.id}"


class Webhook(OrganisationOwned):
    """An address of a program that is told when something happened. Its secret is encrypted."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "url", "kinds", "secret", "created_by", "created_at", "failing_since", "off_at", "off_by",
            "removed_at",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=40))
    secret = models.BinaryField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)
    off_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="webhook_kinds_known",
                condition=Q(kinds__contained_by=list(WebhookKind.codes)) & ~Q(kinds=[]),
            ),
            models.CheckConstraint(
                name="webhook_off_by_at_a_moment", condition=Q(off_by=None) | Q(off_at__isnull=False)
            ),
            models.CheckConstraint(
                name="webhook_removed_is_off", condition=Q(removed_at=None) | Q(off_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"webhook {self.id}"


class Delivery(OrganisationOwned):
    """One message to one address, made in the transaction of what it tells of."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "webhook", "message", "kind", "payload", "happened_at", "state", "tries", "next_try_at",
            "last_status", "last_trouble", "ended_at",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    message = models.UUIDField()
    kind = models.CharField(max_length=40)
    payload = models.JSONField()
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_trouble = models.CharField(max_length=30, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "message"], name="delivery_once"),
            models.CheckConstraint(name="delivery_kind_known", condition=Q(kind__in=list(WebhookKind.codes))),
            models.CheckConstraint(
                name="delivery_waits_or_ended",
                condition=Q(state="waiting", next_try_at__isnull=False, ended_at__isnull=True)
                | Q(
                    state__in=[code for code in DeliveryState.codes if code != "waiting"],
                    next_try_at__isnull=True,
                    ended_at__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-happened_at"], name="delivery_newest"),
            models.Index(
                fields=["organisation", "next_try_at"], condition=Q(state="waiting"), name="delivery_due"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.id}"
