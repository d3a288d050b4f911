"""The register: registrations, the platforms they mention, and the pseudonymous persons in them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baken.platforms.models import Platform
from baken.privacy.retention import RetentionClass
from baken.register.correction_reasons import CorrectionReason
from baken.register.mapped.models import HeldFile as HeldFile
from baken.register.mapped.models import UnknownWord as UnknownWord
from baken.register.mapped.models import WaitingRegistration as WaitingRegistration
from baken.register.taking_back.models import AskedUndo as AskedUndo
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.circumstances import NONE_KNOWN, Vulnerability
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.country_groups import NAMED as NAMED_GROUPS
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    GroomerType,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, Naming, PlatformRole
from baken.vocabulary.sources import RoleSource, SourceKind

OLDEST = 120
"""Years; an age above it is a typing error."""


def _known(field: str, codes: CodeList) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": codes.codes})


def _in_own(field: str, name: str) -> models.Index:
    """As a foreign key that holds the organisation too is looked up when what it points at goes."""
    return models.Index(fields=[field, "organisation"], name=name)


class ImportMapping(OrganisationOwned):
    """One version of how the files of another office are read: headings, codes, and words for codes.

    A version never changes; what is changed is a next version under the same name. One that an import
    was done with stays when the mapping is removed, but is offered no more.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("version", "made_at", "made_by", "removed_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("name", "content"), RetentionClass.CATALOGUE)
    )

    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "version"], name="import_mapping_version_once"
            ),
            models.CheckConstraint(name="import_mapping_from_one", condition=Q(version__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class ImportBatch(OrganisationOwned):
    """One file that was imported, known by its content; the same file again is the same batch."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("file_sha256", "imported_at", "registrations", "rejects", "mapping"), RetentionClass.SYSTEM
    )

    file_sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    registrations = models.PositiveIntegerField()
    rejects = models.PositiveIntegerField()
    mapping = models.ForeignKey(ImportMapping, null=True, on_delete=models.PROTECT, related_name="imports")

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
                "reference", "registered_on", "incident_from", "incident_until", "source_kind",
                "police_unit", "province", "form", "scope", "coercion_means", "recruitment_mode",
                "customer_contact", "technology_part", "offender_type", "groomer_type",
                "sextortion_kinds", "met_online", "municipality", "source_organisation",
            ),
            RetentionClass.REGISTRATION,
        )
        | dict.fromkeys(("imported_in", "version"), RetentionClass.SYSTEM)
    )  # fmt: skip

    reference = models.CharField(max_length=64)
    registered_on = models.DateField()
    incident_from = models.DateField(null=True)
    incident_until = models.DateField(null=True)
    source_kind = models.CharField(max_length=40)
    police_unit = models.CharField(max_length=40, null=True)
    province = models.CharField(max_length=5, null=True)
    form = models.CharField(max_length=40)
    scope = models.CharField(max_length=40)
    coercion_means = ArrayField(models.CharField(max_length=40), default=list)
    recruitment_mode = models.CharField(max_length=40, null=True)
    customer_contact = models.CharField(max_length=40, null=True)
    technology_part = models.CharField(max_length=40, null=True)
    offender_type = models.CharField(max_length=40, null=True)
    groomer_type = models.CharField(max_length=40, null=True)
    sextortion_kinds = ArrayField(models.CharField(max_length=40), default=list)
    met_online = models.CharField(max_length=40, null=True)
    municipality = models.CharField(max_length=6, null=True)
    source_organisation = models.CharField(max_length=80, null=True)
    version = models.PositiveIntegerField(default=1)
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
                name="registration_later_codes_known",
                condition=_known("recruitment_mode", RecruitmentMode)
                & _known("customer_contact", CustomerContact)
                & _known("technology_part", TechnologyPart)
                & Q(coercion_means__contained_by=list(CoercionMeans.codes)),
            ),
            models.CheckConstraint(
                name="registration_types_known",
                condition=_known("offender_type", OffenderType)
                & _known("groomer_type", GroomerType)
                & Q(sextortion_kinds__contained_by=list(SextortionKind.codes)),
            ),
            models.CheckConstraint(
                name="registration_met_online_known", condition=_known("met_online", MetOnline)
            ),
            models.CheckConstraint(
                # which codes there are changes by the year, so the shape is held here and the list in
                # `building`; a municipality lies in a province, by which everybody counts
                name="registration_municipality_in_province",
                condition=Q(municipality__isnull=True)
                | Q(municipality__regex=r"^GM[0-9]{4}$", province__isnull=False),
            ),
            models.CheckConstraint(name="registration_version_from_one", condition=Q(version__gte=1)),
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

        indexes = [models.Index(fields=["organisation", "-registered_on"], name="registration_newest_first")]

    def __str__(self) -> str:
        return self.reference


class AllegationDecision(OrganisationOwned):
    """What became of the allegation at a moment, and who decided that. The latest is the present status.

    One of a registration may have no day: it counts as the first.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("registration", "allegation_status", "decided_on", "decided_by"), RetentionClass.REGISTRATION
    )

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="statuses", db_index=False
    )
    allegation_status = models.CharField(max_length=40)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=40, null=True)

    class Meta:
        indexes = [_in_own("registration", "decision_of_registration")]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "decided_on"], name="allegation_one_a_day", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="allegation_decision_codes_known",
                condition=Q(allegation_status__in=AllegationStatus.codes)
                & _known("decided_by", StatusDecider),
            ),
        ]

    def __str__(self) -> str:
        return self.allegation_status


class RegistrationVersion(OrganisationOwned):
    """What a registration said before it was corrected: as codes, with who corrected it, when and why.

    `number` is the version that this was; the registration itself has the next one.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("registration", "number", "state", "replaced_at", "replaced_by", "why"), RetentionClass.REGISTRATION
    )

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.JSONField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "number"], name="registration_version_once"),
            models.CheckConstraint(
                name="registration_version_why_known", condition=Q(why__in=CorrectionReason.codes)
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class RegistrationDraft(OrganisationOwned):
    """A registration that somebody is still writing: their own, encrypted, gone when it expires.

    With `registration` it is a correction of version `base_version` of that one.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("user", "started_at", "saved_at", "expires_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("registration", "base_version", "sealed"), RetentionClass.REGISTRATION)
    )

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.CASCADE, related_name="corrections"
    )
    base_version = models.PositiveIntegerField(null=True)
    sealed = models.BinaryField()
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "registration"],
                name="draft_one_correction_each",
                condition=Q(registration__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_correction_has_base",
                condition=Q(registration__isnull=True, base_version__isnull=True)
                | Q(registration__isnull=False, base_version__gte=1),
            ),
            models.CheckConstraint(name="draft_expires_later", condition=Q(expires_at__gt=F("saved_at"))),
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"


class Mention(OrganisationOwned):
    """One platform, once in a registration: the unit that the study of 2021 counts.

    A platform without a name ("a website") or an unclear one is a mention too, of no platform.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("registration", "number", "naming", "platform"), RetentionClass.REGISTRATION
    )

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    naming = models.CharField(max_length=40)
    platform = models.ForeignKey(Platform, null=True, on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        indexes = [_in_own("registration", "mention_of_registration")]
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
    """A role that the mentioned platform played, at which moment, how sure it is and from what."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("mention", "role", "moment", "certainty", "role_source"), RetentionClass.REGISTRATION
    )

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="roles", db_index=False)
    role = models.CharField(max_length=40)
    moment = models.CharField(max_length=40)
    certainty = models.CharField(max_length=40)
    role_source = models.CharField(max_length=40, null=True)

    class Meta:
        indexes = [_in_own("mention", "role_of_mention")]
        constraints = [
            models.UniqueConstraint(fields=["mention", "role", "moment"], name="mention_role_once"),
            models.CheckConstraint(
                name="mention_role_codes_known",
                condition=Q(role__in=PlatformRole.codes)
                & Q(moment__in=Moment.codes)
                & Q(certainty__in=Certainty.codes),
            ),
            models.CheckConstraint(
                name="mention_role_source_known", condition=_known("role_source", RoleSource)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.moment}"


class RegisteredPerson(OrganisationOwned):
    """A person in registrations, under a pseudonym that the register alone uses.

    Born in a country where a file named one, else in a group of countries; never both.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("pseudonym", "sex", "birth_country", "birth_group"), RetentionClass.REGISTRATION
    )

    pseudonym = models.CharField(max_length=40)
    sex = models.CharField(max_length=40)
    birth_country = models.CharField(max_length=2, null=True)
    birth_group = models.CharField(max_length=40, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "pseudonym"], name="person_pseudonym_once"),
            models.CheckConstraint(name="person_sex_known", condition=Q(sex__in=Sex.codes)),
            models.CheckConstraint(
                name="person_birth_country_alpha2",
                condition=Q(birth_country__isnull=True) | Q(birth_country__regex=r"^[A-Z]{2}$"),
            ),
            models.CheckConstraint(
                name="person_birth_group_or_country",
                condition=Q(birth_group__isnull=True)
                | Q(birth_group__in=NAMED_GROUPS, birth_country__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class Participation(OrganisationOwned):
    """A person in one registration: age at the time, one or more roles, and circumstances that the
    source names. No circumstances were asked or told where there are none.

    `roles_since` has the day since which each of `roles` was had, in their order and null where it is not
    known, or nothing where none is known.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("registration", "person", "age", "roles", "vulnerabilities", "roles_since"),
        RetentionClass.REGISTRATION,
    )

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    person = models.ForeignKey(
        RegisteredPerson, on_delete=models.PROTECT, related_name="participations", db_index=False
    )
    age = models.PositiveSmallIntegerField(null=True)
    roles = ArrayField(models.CharField(max_length=40))
    vulnerabilities = ArrayField(models.CharField(max_length=40), default=list)
    roles_since = ArrayField(models.DateField(null=True), default=list)

    class Meta:
        indexes = [
            _in_own("registration", "participation_of_registration"),
            _in_own("person", "participation_of_person"),
        ]
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
            models.CheckConstraint(
                name="participation_since_of_each_role",
                condition=Q(roles_since__len=0) | Q(roles_since__len=F("roles__len")),
            ),
            models.CheckConstraint(
                name="participation_vulnerabilities_known",
                condition=Q(vulnerabilities__contained_by=list(Vulnerability.codes))
                & (~Q(vulnerabilities__contains=[NONE_KNOWN]) | Q(vulnerabilities__len=1)),
            ),
        ]

    def __str__(self) -> str:
        return "participation"
