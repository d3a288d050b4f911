"""The register: registrations, the platforms they mention, and the pseudonymous persons in them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baken.platforms.models import Platform
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.exploitation import ExploitationForm, Scope
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, Naming, PlatformRole
from baken.vocabulary.sources import SourceKind

OLDEST = 120
"""Years; an age above it is a typing error."""


class ImportBatch(OrganisationOwned):
    """One file that was imported, known by its content; the same file again is the same batch."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("file_sha256", "imported_at", "registrations", "rejects"), RetentionClass.SYSTEM
    )

    file_sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    registrations = models.PositiveIntegerField()
    rejects = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "file_sha256"], name="import_file_once"),
            models.CheckConstraint(
                name="import_file_sha256", condition=Q(file_sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.file_sha256[:12]}"


class Registration(OrganisationOwned):
    """A uniform record of what happened, under the source's own reference."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(
            (
                "reference",
                "registered_on",
                "incident_from",
                "incident_until",
                "source_kind",
                "police_unit",
                "province",
                "form",
                "scope",
            ),
            RetentionClass.REGISTRATION,
        )
        | {"imported_in": RetentionClass.SYSTEM}
    )

    reference = models.CharField(max_length=64)
    registered_on = models.DateField()
    incident_from = models.DateField(null=True)
    incident_until = models.DateField(null=True)
    source_kind = models.CharField(max_length=40)
    police_unit = models.CharField(max_length=40, null=True)
    province = models.CharField(max_length=5, null=True)
    form = models.CharField(max_length=40)
    scope = models.CharField(max_length=40)
    imported_in = models.ForeignKey(ImportBatch, null=True, on_delete=models.PROTECT, related_name="imported")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="registration_reference_once"),
            models.CheckConstraint(
                name="registration_codes_known",
                condition=Q(source_kind__in=SourceKind.codes)
                & Q(form__in=ExploitationForm.codes)
                & Q(scope__in=Scope.codes)
                & (Q(police_unit__isnull=True) | Q(police_unit__in=PoliceUnit.codes))
                & (Q(province__isnull=True) | Q(province__in=Province.codes)),
            ),
            models.CheckConstraint(
                name="registration_dates_in_order",
                condition=(
                    Q(incident_until__isnull=True)
                    | Q(incident_from__isnull=True)
                    | Q(incident_from__lte=F("incident_until"))
                )
                & (Q(incident_from__isnull=True) | Q(incident_from__lte=F("registered_on")))
                & (Q(incident_until__isnull=True) | Q(incident_until__lte=F("registered_on"))),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Mention(OrganisationOwned):
    """One platform, once in a registration: the unit that the study of 2021 counts.

    A platform without a name ("a website") or an unclear one is a mention too, of no platform.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("registration", "number", "naming", "platform"), RetentionClass.REGISTRATION
    )

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="mentions")
    number = models.PositiveSmallIntegerField()
    naming = models.CharField(max_length=40)
    platform = models.ForeignKey(Platform, null=True, on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="mention_number_once"),
            models.UniqueConstraint(fields=["registration", "platform"], name="mention_platform_once"),
            models.CheckConstraint(name="mention_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="mention_named_has_platform",
                condition=Q(naming="named", platform__isnull=False)
                | Q(naming__in=[code for code in Naming.codes if code != "named"], platform__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"mention {self.number}"


class MentionRole(OrganisationOwned):
    """A role that the mentioned platform played, at which moment, and how sure that is."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("mention", "role", "moment", "certainty"), RetentionClass.REGISTRATION
    )

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40)
    moment = models.CharField(max_length=40)
    certainty = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mention", "role", "moment"], name="mention_role_once"),
            models.CheckConstraint(
                name="mention_role_codes_known",
                condition=Q(role__in=PlatformRole.codes)
                & Q(moment__in=Moment.codes)
                & Q(certainty__in=Certainty.codes),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.moment}"


class RegisteredPerson(OrganisationOwned):
    """A person in registrations, under a pseudonym that the register alone uses."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("pseudonym", "sex", "birth_country"), RetentionClass.REGISTRATION
    )

    pseudonym = models.CharField(max_length=40)
    sex = models.CharField(max_length=40)
    birth_country = models.CharField(max_length=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "pseudonym"], name="person_pseudonym_once"),
            models.CheckConstraint(name="person_sex_known", condition=Q(sex__in=Sex.codes)),
            models.CheckConstraint(
                name="person_birth_country_alpha2",
                condition=Q(birth_country__isnull=True) | Q(birth_country__regex=r"^[A-Z]{2}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Participation(OrganisationOwned):
    """A person in one registration: age at the time, and one or more roles."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("registration", "person", "age", "roles"), RetentionClass.REGISTRATION
    )

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(RegisteredPerson, on_delete=models.PROTECT, related_name="participations")
    age = models.PositiveSmallIntegerField(null=True)
    roles = ArrayField(models.CharField(max_length=40))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "person"], name="participation_once"),
            models.CheckConstraint(
                name="participation_age_possible",
                condition=Q(age__isnull=True) | Q(age__gte=0, age__lte=OLDEST),
            ),
            models.CheckConstraint(
                name="participation_roles_known",
                condition=Q(roles__contained_by=list(PersonRole.codes)) & Q(roles__len__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return "participation"
