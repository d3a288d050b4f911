"""Leads, what people decided on them and did with them, what they were writing, and how they work."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baken.adverts.models import Sighting
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import TAKEN_RETENTION, TakenByOne, decided_by_another
from baken.triage.blind_draw import MOST_SECOND_LOOKS, SECOND_LOOKS
from baken.triage.hindsight.models import HindsightReview as HindsightReview
from baken.triage.hindsight.models import HindsightSighting as HindsightSighting
from baken.triage.states import IN_QUEUE, STATES
from baken.triage.work_agreed import WORK_BOUNDS as WORK_BOUNDS
from baken.triage.work_agreed import WorkSettings as WorkSettings
from baken.vocabulary.places import Province
from baken.vocabulary.triage import AssessmentOutcome, LeadState, LeadStepKind, OutcomeExportState, UrgentKind

_QUEUED = list(IN_QUEUE)
_URGENT = [code for code, state in STATES.items() if state.urgent]
_CLOSED = ["urgent_confirmed", "urgent_lifted"]


class Lead(OrganisationOwned):
    """An advertiser that the indicators give a place in the queue. It says nothing about a person: a band,
    never a probability (rule 1). `rule_set` is the number of the rules' version that gave it, 0 the shipped.

    `rank` is its place in the order of the queue, 0 first. Somebody has it in hand while `held_until`
    lies ahead. `version` is raised by every decision, every undoing and every reopening, so that two
    people never decide past each other. `touched`: a person had it in hand, so no run removes it;
    `known_sightings` then say which advertiser it is after linking gave that another name.
    `outreach_stopped` never goes back (rule 3): the database refuses it, and `StoppedSighting` and
    `StoppedContact` carry it on when the lead itself has expired.

    `blind`: whoever judges it sees neither band nor reasons; a lead is so from its first moment or never.
    `unknown` says which indicators could not be told, `rule_versions` which rules were asked, `counting`
    which reasons counted (null: no run said). `groups` is for counting outcomes apart: no page or rule reads
    it. `waits_since` is when it was last taken or asked again; before that it waits since it was made. A lead
    `handed_to` somebody is theirs to take until `handed_until`. One that a person reopened waits whether or
    not a run raises it. `rests_under` is the lead that goes on for both after two advertisers were joined.
    `escalated_at`: nobody had looked at it in time, and whoever stands behind the duty was called.
    While it waits for a second, separate assessment, `first_look_by` decided first, `second_from` is from
    when others are offered it, and everything that a list or page tells of it is as it was before.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "advertiser", "case_number", "band", "log_odds", "low", "high", "hard_stop", "reasons", "rank",
            "raised", "first_seen", "last_seen", "sightings", "unique_adverts", "provinces", "state",
            "version", "touched", "holder", "held_until", "decided_at", "urgent_kind", "urgent_since",
            "first_look_by", "second_look_by", "outreach_stopped", "known_sightings", "created_at",
            "blind", "unknown", "rule_versions", "groups", "counting", "rule_set",
            "waits_since", "handed_to", "handed_until", "reopened_by", "rests_under", "escalated_at",
            "second_from",
        ),
        RetentionClass.LEAD,
    )  # fmt: skip

    advertiser = models.CharField(max_length=20)
    case_number = models.CharField(max_length=8)
    band = models.CharField(max_length=20)
    log_odds = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    hard_stop = models.BooleanField()
    reasons = ArrayField(models.CharField(max_length=80))
    rank = models.PositiveIntegerField()
    raised = models.BooleanField(default=True)
    first_seen = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    sightings = models.PositiveIntegerField(default=0)
    unique_adverts = models.PositiveIntegerField(default=0)
    provinces = ArrayField(models.CharField(max_length=6), default=list)
    state = models.CharField(max_length=20, default="waiting")
    version = models.PositiveIntegerField(default=0)
    touched = models.BooleanField(default=False)
    holder = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    held_until = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    urgent_kind = models.CharField(max_length=20, null=True)
    urgent_since = models.DateTimeField(null=True)
    first_look_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    second_look_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    outreach_stopped = models.BooleanField(default=False)
    known_sightings = ArrayField(models.UUIDField(), default=list)
    created_at = models.DateTimeField()
    blind = models.BooleanField(default=False)
    unknown = ArrayField(models.CharField(max_length=80), default=list)
    counting = ArrayField(models.CharField(max_length=80), null=True)
    rule_versions = models.JSONField(default=dict)
    groups = ArrayField(models.CharField(max_length=30), default=list)
    rule_set = models.PositiveIntegerField(default=0)
    waits_since = models.DateTimeField(null=True)
    handed_to = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    handed_until = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    rests_under = models.UUIDField(null=True)
    escalated_at = models.DateTimeField(null=True)
    second_from = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "rank"], name="lead_rank"),
            models.Index(
                fields=["organisation", "rank", "id"], name="lead_in_queue", condition=Q(state__in=_QUEUED)
            ),
            models.Index(fields=["organisation", "-last_seen"], name="lead_newest"),
            models.Index(
                fields=["organisation", "urgent_since"], name="lead_urgent", condition=Q(state__in=_URGENT)
            ),
            models.Index(fields=["holder"], name="lead_holder", condition=Q(holder__isnull=False)),
            models.Index(fields=["handed_to"], name="lead_handed_to", condition=Q(handed_to__isnull=False)),
            models.Index(
                fields=["rests_under"], name="lead_rests_under", condition=Q(rests_under__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "advertiser"], name="lead_once"),
            models.UniqueConstraint(fields=["organisation", "case_number"], name="lead_case_number_once"),
            models.CheckConstraint(name="lead_state_known", condition=Q(state__in=LeadState.codes)),
            models.CheckConstraint(
                name="lead_provinces_known", condition=Q(provinces__contained_by=list(Province.codes))
            ),
            models.CheckConstraint(
                name="lead_held_until",
                condition=Q(holder__isnull=True, held_until__isnull=True)
                | Q(holder__isnull=False, held_until__isnull=False),
            ),
            models.CheckConstraint(
                name="lead_handed_until",
                condition=Q(handed_to__isnull=True, handed_until__isnull=True)
                | Q(handed_to__isnull=False, handed_until__isnull=False),
            ),
            models.CheckConstraint(
                name="lead_urgent_kind_known",
                condition=Q(urgent_kind__isnull=True) | Q(urgent_kind__in=UrgentKind.codes),
            ),
            models.CheckConstraint(
                name="lead_urgent_has_kind",
                condition=~Q(state__in=_URGENT) | Q(urgent_kind__isnull=False, urgent_since__isnull=False),
            ),
            models.CheckConstraint(
                name="lead_minority_stops_outreach",
                condition=Q(urgent_kind__isnull=True) | ~Q(urgent_kind="minority") | Q(outreach_stopped=True),
            ),
            models.CheckConstraint(
                name="lead_second_look_by_another",
                condition=Q(state="second_look", first_look_by__isnull=False, second_from__isnull=False)
                | ~Q(state="second_look") & Q(second_from__isnull=True),
            ),
            models.CheckConstraint(
                name="lead_urgent_closed_by_two",
                condition=~Q(state__in=_CLOSED)
                | Q(first_look_by__isnull=False, second_look_by__isnull=False)
                & ~Q(first_look_by=F("second_look_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.case_number


class StoppedSighting(OrganisationOwned):
    """A sighting of an advertiser for which outreach was stopped for good: whatever linking makes of it,
    and whether or not the lead is still there. It goes with the sighting."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | {"sighting": RetentionClass.ADVERT}

    sighting = models.OneToOneField(Sighting, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.sighting_id)


class StoppedContact(OrganisationOwned):
    """A contact of such an advertiser, as a keyed hash of its pseudonym: it outlives erasure.

    No contact and no pseudonym can be read back from it, and no page or command shows or searches it:
    it only answers, to a run, whether a contact that is stored now is one of these.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | {"mark": RetentionClass.STOP}

    mark = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="stopped_contact_once")]

    def __str__(self) -> str:
        return str(self.id)


class Assessment(OrganisationOwned):
    """A named person's decision on a lead, with facts and explanation in their own words, encrypted.

    `version` is the lead's after the decision; `reasons`, `counting`, `band`, `unknown` and `rule_versions`
    what the rules said of it then, seen or, where it was decided `blind`, unseen. The row stays when the
    decision is undone. `second_to` is the earlier answer of another that its maker did not see: the two were
    given apart from each other.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "lead", "user", "outcome", "kind", "facts", "explanation", "reasons", "band", "state_before",
            "version", "created_at", "undone_at", "blind", "unknown", "rule_versions", "counting",
            "second_to",
        ),
        RetentionClass.LEAD,
    )  # fmt: skip

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="assessments")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, null=True)
    facts = models.BinaryField()
    explanation = models.BinaryField()
    reasons = ArrayField(models.CharField(max_length=80))
    band = models.CharField(max_length=20)
    state_before = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    blind = models.BooleanField(default=False)
    unknown = ArrayField(models.CharField(max_length=80), default=list)
    counting = ArrayField(models.CharField(max_length=80), null=True)
    rule_versions = models.JSONField(default=dict)
    second_to = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="assessment_of_user")]
        constraints = [
            models.UniqueConstraint(fields=["lead", "version"], name="assessment_version_once"),
            models.CheckConstraint(
                name="assessment_outcome_known", condition=Q(outcome__in=AssessmentOutcome.codes)
            ),
            models.CheckConstraint(
                name="assessment_state_known", condition=Q(state_before__in=LeadState.codes)
            ),
            models.CheckConstraint(
                name="assessment_urgent_has_kind",
                condition=Q(outcome__startswith="urgent", kind__in=UrgentKind.codes)
                | ~Q(outcome__startswith="urgent") & Q(kind__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.id}"


class Draft(OrganisationOwned):
    """What somebody was writing about a lead and did not send yet, encrypted."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("lead", "user", "facts", "explanation", "created_at"), RetentionClass.LEAD
    )

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    facts = models.BinaryField()
    explanation = models.BinaryField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "user"], name="draft_once")]

    def __str__(self) -> str:
        return str(self.id)


class TrainingResult(OrganisationOwned):
    """What somebody answered to an invented lead. Only they see it; it counts nowhere."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("user", "exercise", "outcome", "fitting", "created_at"), RetentionClass.LEAD
    )

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    exercise = models.SlugField(max_length=60)
    outcome = models.CharField(max_length=20)
    fitting = models.BooleanField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "exercise"], name="training_once"),
            models.CheckConstraint(
                name="training_outcome_known",
                condition=Q(outcome__in=AssessmentOutcome.codes_in("queue")),
            ),
        ]

    def __str__(self) -> str:
        return self.exercise


class SampleRates(OrganisationOwned):
    """How many leads an organisation judges blind, by `blind_draw.Rates`, without a row none; and of how
    many of 100 decided leads a second person gives an answer apart, without a row `SECOND_LOOKS`."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("flagged", "unflagged", "second_looks", "set_by", "set_at"), RetentionClass.SYSTEM
    )

    flagged = models.PositiveSmallIntegerField(default=0)
    unflagged = models.PositiveSmallIntegerField(default=0)
    second_looks = models.PositiveSmallIntegerField(default=SECOND_LOOKS)
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="sample_rates_once"),
            models.CheckConstraint(
                name="sample_rates_second_looks", condition=Q(second_looks__lte=MOST_SECOND_LOOKS)
            ),
            models.CheckConstraint(
                name="sample_rates_both_or_neither",
                condition=Q(flagged=0, unflagged=0) | Q(flagged__range=(1, 100), unflagged__range=(1, 1000)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flagged} {self.unflagged}"


class OutcomeExport(TakenByOne):
    """That somebody asked to take outcomes out, why, and what a second person said of it.

    It holds no outcome: those are read anew, as far as they stood when it was asked. It goes by itself
    after some days, taken or not; that it was stays in the log.
    """

    retention: ClassVar[dict[str, RetentionClass]] = TAKEN_RETENTION | {"sealed": RetentionClass.LEAD}

    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcome_export_state_known", condition=Q(state__in=OutcomeExportState.codes)
            ),
            decided_by_another("outcome_export_decided_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"


class LeadStep(OrganisationOwned):
    """What somebody did with a lead besides deciding on it, with their words, encrypted.

    "reopened": a decided lead waits again. "handed": it is `to` a colleague's until `until`. "parted": a
    part of its sightings went to another advertiser; `sighting` is one of those, by which a lead on them
    finds back to this one. "told": somebody who talks with them suspects minority; the words name the
    conversation and nothing that was said in it.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("lead", "user", "kind", "to", "words", "state_before", "sighting", "created_at", "until"),
        RetentionClass.LEAD,
    )

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="steps")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    to = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField()
    state_before = models.CharField(max_length=20)
    sighting = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sighting"], name="lead_step_sighting", condition=Q(sighting__isnull=False))
        ]
        constraints = [
            models.CheckConstraint(name="lead_step_kind_known", condition=Q(kind__in=LeadStepKind.codes)),
            models.CheckConstraint(
                name="lead_step_state_known", condition=Q(state_before__in=LeadState.codes)
            ),
            models.CheckConstraint(
                name="lead_step_handed_to_another",
                condition=~Q(kind="handed") | Q(to__isnull=False, until__isnull=False) & ~Q(to=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Showing(OrganisationOwned):
    """Somebody took this lead as it was at `version`: nobody gets it a second time by chance."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("lead", "user", "version", "shown_at"), RetentionClass.LEAD
    )

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="showings")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    shown_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "user"], name="showing_once")]

    def __str__(self) -> str:
        return str(self.id)


class Pace(OrganisationOwned):
    """How somebody wants to work: how many leads a day at most, and whether adverts stand open. `takes`
    counts how often they took the next lead, for the order alone; nobody is measured by it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("user", "daily_limit", "texts_open", "takes"), RetentionClass.SYSTEM
    )

    user = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="+")
    daily_limit = models.PositiveIntegerField(null=True)
    texts_open = models.BooleanField(default=False)
    takes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pace_limit_of_one_or_more",
                condition=Q(daily_limit__isnull=True) | Q(daily_limit__gte=1),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class Shift(OrganisationOwned):
    """Who looks at what is urgent, from when until when, and who stands behind them. It goes some months
    after it ended, at `expires_at`."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("user", "backup", "starts_at", "ends_at", "expires_at"), RetentionClass.LEAD
    )

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    backup = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "ends_at"], name="shift_ends")]
        constraints = [
            models.CheckConstraint(name="shift_ends_later", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="shift_backed_by_another", condition=Q(backup__isnull=True) | ~Q(backup=F("user"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
