"""Language watch: words of a week as counts, words that rise, and words that people propose for a list."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.campaigns import ProposalState

PERSON = "accounts.User"


class WordWeek(OrganisationOwned):
    """The words of the unique adverts of one week: how many texts, advertisers and platforms used each.

    `counts` is one sealed table of words that at least two advertisers used, so that no advert can be
    put together again from it. `sightings` is how many the week had when it was counted: another number
    means counting it anew.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("sightings", "version"), RetentionClass.SYSTEM)
        | dict.fromkeys(("week", "captured_at", "texts", "counts"), RetentionClass.ADVERT)
    )

    week = models.DateField()
    captured_at = models.DateTimeField()
    sightings = models.PositiveIntegerField()
    texts = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    counts = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "week"], name="word_week_once")]

    def __str__(self) -> str:
        return str(self.week)


class RisingTerm(OrganisationOwned):
    """A word (or two in a row, or an emoji) that stands in more texts than it did, in one language.

    `term` is sealed. `z` is its weighted log-odds in standard errors; `series` the share of texts per
    week, oldest first, in texts per thousand; `burst` for how many of the last weeks it bursts;
    `protected` names the protected trait that the word touches, if any. `samples` are sightings to show
    it in.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "captured_at", "until", "language", "term", "key", "rank", "log_odds", "z", "texts_now",
            "texts_before", "per_thousand_now", "per_thousand_before", "advertisers", "platforms", "burst",
            "series", "protected", "samples",
        ),
        RetentionClass.ADVERT,
    )  # fmt: skip

    captured_at = models.DateTimeField()
    until = models.DateField()
    language = models.CharField(max_length=3)
    term = models.BinaryField()
    key = models.CharField(max_length=26)
    rank = models.PositiveSmallIntegerField()
    log_odds = models.FloatField()
    z = models.FloatField()
    texts_now = models.PositiveIntegerField()
    texts_before = models.PositiveIntegerField()
    per_thousand_now = models.FloatField()
    per_thousand_before = models.FloatField()
    advertisers = models.PositiveSmallIntegerField()
    platforms = models.PositiveSmallIntegerField()
    burst = models.PositiveSmallIntegerField()
    series = models.JSONField()
    protected = models.CharField(max_length=40, default="")
    samples = ArrayField(models.UUIDField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "language", "key"], name="rising_term_once")
        ]

    def __str__(self) -> str:
        return self.key


class WordProposal(OrganisationOwned):
    """A word that somebody proposes for one of the organisation's own word lists, and what a second
    person said to it. The agreed ones are the lists. All words are sealed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "list_name", "language", "term", "key", "means", "because", "proposed_by", "proposed_at", "state",
            "decided_by", "decided_at", "decided_because",
        ),
        RetentionClass.CATALOGUE,
    )  # fmt: skip

    list_name = models.SlugField(max_length=40)
    language = models.CharField(max_length=3)
    term = models.BinaryField()
    key = models.CharField(max_length=26)
    means = models.BinaryField()
    because = models.BinaryField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="proposed")
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "list_name", "key"],
                condition=~Q(state="declined"),
                name="word_in_list_once",
            ),
            models.CheckConstraint(name="word_state_known", condition=Q(state__in=ProposalState.codes)),
            models.CheckConstraint(
                name="word_agreed_by_a_second_person",
                condition=Q(state="proposed", decided_by__isnull=True)
                | (
                    Q(state__in=("accepted", "declined"), decided_by__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.key
