"""Versions of the rules of an organisation, and what each would change."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.rule_sets import RuleSetState


class RuleSet(OrganisationOwned):
    """A version of the rules: its files as they came, so that an old one can be read and run again.

    Number 0 is the shipped set and has no row. The database lets nobody change `files` or take a row away:
    a lead says by number which version gave its reasons. `words` are the word lists of the organisation's own
    that belong to it, encrypted; `own_words` how many phrases that are. `replaced_at` is when another one
    took its place.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(
            (
                "number", "digest", "state", "proposed_by", "proposed_at", "made_live_by", "made_live_at",
                "replaced_at", "withdrawn_by", "withdrawn_at",
            ),
            RetentionClass.SYSTEM,
        )
        | dict.fromkeys(
            ("files", "words", "own_words", "reason", "withdrawn_because"), RetentionClass.CATALOGUE
        )
    )  # fmt: skip

    number = models.PositiveIntegerField()
    files = models.JSONField()
    words = models.BinaryField(null=True)
    own_words = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, default="proposed")
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    made_live_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    made_live_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="rule_set_number_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="live"), name="rule_set_one_live"
            ),
            models.CheckConstraint(
                name="rule_set_codes_known",
                condition=Q(state__in=RuleSetState.codes)
                & Q(digest__regex="^[0-9a-f]{64}$")
                & Q(number__gte=1),
            ),
            models.CheckConstraint(
                name="rule_set_own_words_counted",
                condition=Q(words__isnull=True, own_words=0) | Q(words__isnull=False, own_words__gte=1),
            ),
            models.CheckConstraint(
                name="rule_set_live_by_another",
                condition=Q(made_live_by__isnull=True, made_live_at__isnull=True)
                & Q(state__in=("proposed", "withdrawn"))
                | Q(made_live_by__isnull=False, made_live_at__isnull=False)
                & Q(state__in=("live", "replaced", "withdrawn"))
                & ~Q(made_live_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="rule_set_withdrawn_by_somebody",
                condition=Q(state="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(state="withdrawn")
                & Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"rules {self.number}"


class RuleTrial(OrganisationOwned):
    """What a proposed version would change beside the one in force, over everything that is stored.

    `against` is the number of the version that was in force, and `against_digest` its files. `counts`
    (`trial_counts.told`) holds no advertiser, every number in tens, and nothing that tells one to nine from
    nobody; it is empty until the job has run.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "rule_set", "against", "against_digest", "asked_by", "asked_at", "done_at", "sightings",
            "advertisers", "counts",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    rule_set = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="trials")
    against = models.PositiveIntegerField()
    against_digest = models.CharField(max_length=64)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    sightings = models.PositiveIntegerField(default=0)
    advertisers = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["rule_set", "-asked_at"], name="rule_trial_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set"], condition=Q(done_at__isnull=True), name="rule_trial_waits_once"
            ),
            models.CheckConstraint(
                name="rule_trial_done_later",
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"trial {self.id}"
