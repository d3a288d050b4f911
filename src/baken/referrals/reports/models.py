"""Reports of a suspected serious crime: the items, each receiver's packet, and what two people decide.

What the suspicion came from is named as a word and a key (`notice-decision:…`), so that the rooms above can
hang on this one and it on none of them. Whatever somebody wrote is sealed.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.referrals.reports.states import SETTLED, WRITTEN
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.crime_reports import PacketLook, ReportItem
from baken.vocabulary.notices import SeriousSuspicion
from baken.vocabulary.referrals import ReceiverKind

PERSON = "accounts.User"
NOTICE = RetentionClass.NOTICE


class CrimeReport(OrganisationOwned):
    """A suspicion that a named person wrote down; once for what it is `about`. `to_forget` are pseudonyms of
    contacts that somebody asked to erase while the receivers did not have it yet: they go when they do."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("number", "about", "suspicion", "opened_at", "opened_by", "last_at", "to_forget"), NOTICE
    )

    number = models.CharField(max_length=9)
    about = models.CharField(max_length=80)
    suspicion = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    last_at = models.DateTimeField()
    to_forget = ArrayField(models.CharField(max_length=64), default=list, db_default=[])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="crime_report_number_once"),
            models.UniqueConstraint(fields=["organisation", "about"], name="crime_report_once"),
            models.CheckConstraint(
                name="crime_report_serious",
                condition=Q(suspicion__in=SeriousSuspicion.codes_in("serious")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CrimeReportItem(OrganisationOwned):
    """One item, sealed. `pseudonyms` are of the contacts that stand in it, to find it for an erasure."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("report", "item", "words", "pseudonyms"), NOTICE
    )

    report = models.ForeignKey(CrimeReport, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=20)
    words = models.BinaryField()
    pseudonyms = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "item"], name="crime_report_item_once"),
            models.CheckConstraint(name="crime_report_item_known", condition=Q(item__in=ReportItem.codes)),
        ]

    def __str__(self) -> str:
        return self.item


class CrimePacket(OrganisationOwned):
    """A report to one kind of receiver, and how it stands.

    `due_at` is when the next thing must have happened; `settled_by` is who sent it or said why not, with
    `words` (sealed) for a reason. Of the receiver's address and code only hashes are kept, once sent.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "report", "kind", "receiver", "state", "due_at", "built_by", "built_at", "tries", "settled_by",
            "settled_at", "receipt", "words", "token_hash", "code_hash", "link_until", "opened_at",
            "confirmed_at",
        ),
        NOTICE,
    )  # fmt: skip

    report = models.ForeignKey(CrimeReport, on_delete=models.CASCADE, related_name="packets")
    kind = models.CharField(max_length=20)
    receiver = models.ForeignKey(
        "referrals.HelpOrganisation", null=True, on_delete=models.PROTECT, related_name="packets"
    )
    state = models.CharField(max_length=20, default="suspected")
    due_at = models.DateTimeField(null=True)
    built_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    built_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=60, default="")
    words = models.BinaryField(default=bytes)
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    code_hash = models.CharField(max_length=64, default="")
    link_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="crime_packet_once"),
            # being overdue follows from the clock, and is never written down
            models.CheckConstraint(
                name="crime_packet_known",
                condition=Q(kind__in=ReceiverKind.codes, state__in=WRITTEN),
            ),
            models.CheckConstraint(
                name="crime_packet_settled_by_somebody",
                condition=Q(state__in=SETTLED, settled_by__isnull=False, settled_at__isnull=False)
                | Q(state__in=("suspected", "built", "failed"), settled_by__isnull=True),
            ),
            # what waits for somebody has a clock, what is over has none
            models.CheckConstraint(
                name="crime_packet_has_a_clock",
                condition=Q(state__in=("acknowledged", "not_sent"), due_at__isnull=True)
                | Q(state__in=("suspected", "built", "failed", "sent"), due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class CrimeLook(AskedOfTwo):
    """What a second person decides on of a packet; `words` (sealed) is the reason not to send, `due_at` the
    clock of what was sent in acute danger."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        ("packet", "about", "words", "due_at"), NOTICE
    )

    packet = models.ForeignKey(CrimePacket, on_delete=models.CASCADE, related_name="looks")
    about = models.CharField(max_length=20)
    words = models.BinaryField(default=bytes)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="crime_look_known", condition=Q(about__in=PacketLook.codes)),
            models.UniqueConstraint(
                fields=["packet", "about"], condition=Q(state="asked"), name="crime_look_asked_once"
            ),
            decided_by_another("crime_look_by_another"),
        ]

    def __str__(self) -> str:
        return self.about
