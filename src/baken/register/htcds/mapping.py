"""Which field of the standard is which column of the register, code by code: the table, and nothing else.

A code of ours is kept where theirs for it leads back to it; what does not lead back is told as a loss, so
no second list says what is lost. A column or code that is in no table here is lost too, and told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from baken.platforms.catalogue import folded
from baken.register.htcds.standard import FIELDS, OTHER, PLATFORMS, plain

NOTHING = ""
"""What stands for a code by an empty cell."""


@dataclass(frozen=True)
class CodeTable:
    """`field` of theirs is `column` of ours; `out` and `into` say which code is which.

    `several` codes may stand together. `missing` is what an empty cell of theirs means.
    """

    field: str
    column: str
    out: Mapping[str, str]
    into: Mapping[str, str]
    several: bool = False
    missing: str = NOTHING

    def keeps(self, ours: str) -> bool:
        """Whether a code of ours comes back as it was."""
        theirs = self.out.get(ours)
        return theirs is not None and (self.into[theirs] if theirs else self.missing) == ours

    def gives(self, theirs: str) -> bool:
        """Whether a code of theirs would go back as it was."""
        return self.out.get(self.into[theirs]) == theirs

    @cached_property
    def known(self) -> dict[str, str]:
        """Codes of theirs, by how they are compared."""
        return {plain(code): code for code in self.into}


def _both(**pairs: str) -> dict[str, str]:
    return pairs


def _turned(pairs: Mapping[str, str]) -> dict[str, str]:
    return {theirs: ours for ours, theirs in pairs.items() if theirs}


_SEX = _both(female="Feminine", male="Masculine", other="NonConforming", unknown="NonSpecifiedUnknown")
SEX = CodeTable(
    "prs_Gender",
    "sex",
    out=_SEX,
    # that somebody is transgender is nothing that the register asks; a woman is a woman, a man a man
    into=_turned(_SEX) | {"TransgenderFeminine": "female", "TransgenderMasculine": "male"},
    missing="unknown",
)

_STATUS = _both(
    possible="PossibleVictimOfTrafficking",
    actual="ActualVictimOfTrafficking",
    **{"not": "NotAVictimOfTrafficking"},
)
STATUS = CodeTable("vic_TraffickingStatus", "allegation_status", out=_STATUS, into=_turned(_STATUS))

_DECIDER = _both(
    police="Police",
    ngo="NGO",
    court_or_prosecution="CourtOrProsecution",
    other_government="NonPoliceGovernmentalOrganization",
    other=OTHER,
)
DECIDER = CodeTable(
    "vic_TraffickingStatusDecisionMakingOrg", "decided_by", out=_DECIDER, into=_turned(_DECIDER)
)

FORM = CodeTable(
    "vic_TypeOfExploitation",
    "form",
    # the standard has no code for being made to commit crimes; smuggling has no row at all
    out=_both(
        sexual="SexualExploitation", labour="ForcedLabour", criminal=OTHER, other=OTHER, unknown=NOTHING
    ),
    into={
        "SexualExploitation": "sexual",
        **dict.fromkeys(("ForcedLabour", "ChildLabour", "Servitude"), "labour"),
        **dict.fromkeys(
            (
                "ForcedMarriage", "ForcedMilitaryByNonStateActors", "OrganRemoval", "ForcedBegging",
                "ForcedAdoption", "Surrogacy", OTHER,
            ),
            "other",
        ),
    },
    missing="unknown",
)  # fmt: skip

MEANS = CodeTable(
    "vic_MethodsOfControl",
    "coercion_means",
    out=_both(
        debt="DebtBondage", violence="PhysicalAbuse", threat="PhysicalThreats", drugs="PsychoactiveSubstance",
        identity_papers_taken="WithholdsDocuments", images=OTHER, tracking=OTHER, other=OTHER,
    ),
    into={
        "DebtBondage": "debt",
        **dict.fromkeys(("PhysicalAbuse", "SexualAbuse"), "violence"),
        **dict.fromkeys(("PhysicalThreats", "ThreatsLawEnforcement", "ThreatensChildrenFamily"), "threat"),
        "PsychoactiveSubstance": "drugs",
        "WithholdsDocuments": "identity_papers_taken",
        # the last two are defined in the standard's text and missing from its list
        **dict.fromkeys(
            (
                "FalsePromises", "TakesEarnings", "RestrictsFinancialAccess", "RestrictsMedicalCare",
                "WithholdsNecessities", "PsychologicalAbuse", "ExcessiveWorkingHours", OTHER,
                "RestrictsMovement", "UsesChildren",
            ),
            "other",
        ),
    },
    several=True,
)  # fmt: skip

REGISTRATION_TABLES = (STATUS, DECIDER, FORM, MEANS)
"""What the standard says of a victim and the register of a registration: the same for all its victims."""
PERSON_TABLES = (SEX,)

AGE, AGE_COLUMN = "vic_AgeWhenTrafficked", "age"
ORGANISATION, ORGANISATION_COLUMN = "org_Name", "source_organisation"

RECRUITMENT, EXPLOITATION = "vic_RecruitmentWebsitesAndApps", "vic_ExploitationWebsitesAndApps"
PLATFORM_FIELDS = (RECRUITMENT, EXPLOITATION)
LIST_OF_ROLE = {
    "recruiting": RECRUITMENT,
    "building_relation": RECRUITMENT,
    **dict.fromkeys(
        (
            "placing_adverts", "attracting_customers", "meeting_customers", "spreading_images",
            "control_and_monitoring", "payment", "transport_or_lodging",
        ),
        EXPLOITATION,
    ),
}  # fmt: skip
"""The roles of a platform, down to the standard's two lists. Threats afterwards fit neither."""
ROLE_OF_LIST = {
    RECRUITMENT: ("recruiting", "unknown"),
    EXPLOITATION: ("unknown", "during"),
}
"""What a platform in such a list is in the register: role and moment."""

TYPE_OF_LISTED = {
    **dict.fromkeys(
        (
            "WhatsApp", "Telegram", "FacebookMessenger", "Viber", "SnapChat", "Line", "WeChat", "QQ",
            "Instagram",
        ),
        "instant_messaging",
    ),
    **dict.fromkeys(("Facebook", "QZone", "TikTok", "Twitter"), "social_network"),
    "4Sale": "marketplace",
}  # fmt: skip
"""Of which type a listed platform is added to a catalogue that does not know it."""
LISTED_AS = {folded(name): name for name in PLATFORMS}
"""Listed names by how names are compared."""

VICTIM_ROLES = ("victim", "injured_party")
"""Who has a row; whoever comes in is a victim."""


def _not_held() -> dict[str, str]:
    reasons = {
        "identifies": """
            prs_Salutation prs_FirstName prs_MiddleName prs_SecondName prs_Birthdate prs_IdentityNumber
            prs_Title prs_Email prs_HomePhone prs_MobilePhone prs_MailingCity prs_MailingCountry
            prs_MailingState prs_MailingStreet prs_MailingPostalCode prs_MailingLongitude prs_MailingLatitude
            vic_LocationOfRecruitment vic_LocationOfExploitation
            cas_CaseOwner cas_ReferringPrimaryCaseWorker cas_ReferredPrimaryCaseWorker
            hte_Longitude hte_Latitude hte_City hte_Street hte_PostalCode
        """,
        "free_text": """
            vic_DetailsOfVulnerabilities per_RoleDetails cas_ReasonForCaseClosure cas_IncomingReferralDetails
            cas_OutgoingReferralDetails cco_CaseComment hte_Description spl_Objectives spl_ActionPlan
        """,
        "help": """
            cas_Status cas_ReferringOrganisation cas_IncomingReferralDate cas_ReasonForIncomingReferral
            cas_ReferredOrganisation cas_ReasonForOutgoingReferral cas_OutgoingReferralDate
            spl_PlannedEndDate spl_ActualEndDate spl_Type con_Consent
        """,
        "not_asked": """
            prs_Deceased prs_MaritalStatus prs_NumberOfChildren prs_PrimaryLanguage prs_SecondaryLanguage
            prs_HighestLevelOfEducation prs_Citizenship vic_RelationshipToTrafficker per_RoleInProcess
        """,
        "retired": "vic_AgreementToManagePersonalData vic_Vulnerabilities",
        "not_held": """
            org_ShippingCity org_ShippingCountry org_ShippingState org_ShippingStreet
            org_ShippingPostalCode org_ShippingLongitude org_ShippingLatitude org_Phone org_Type
            vic_MethodOfRecruitment vic_ForcedLabourIndustry vic_TypeOfSexExploitation
            hte_Country hte_State hte_Date hte_Type
        """,
    }
    return {field: why for why, fields in reasons.items() for field in fields.split()}


NOT_HELD: dict[str, str] = _not_held()
"""The standard's fields that never come in, each with the reason."""

CONSENT = "con_Consent"
REFUSED = ("false", "no", "nee", "0", "n", "onwaar")
GRANTED = ("true", "yes", "ja", "1", "y", "j", "waar")
"""What can be said of consent. Whatever else stands there keeps the row out as a no does."""

MAPPED = (
    *(table.field for table in (*REGISTRATION_TABLES, *PERSON_TABLES)),
    ORGANISATION,
    AGE,
    *PLATFORM_FIELDS,
)
COLUMNS_OUT = tuple(field for field in FIELDS if field in MAPPED)
"""The fields that an export fills, in the standard's order."""
COLUMNS_KEPT = frozenset(
    (
        "reference", "person", "platform", "naming", "role", "roles",
        AGE_COLUMN, ORGANISATION_COLUMN,
        *(table.column for table in (*REGISTRATION_TABLES, *PERSON_TABLES)),
    )
)  # fmt: skip
"""Our columns that an export carries, or tells of in its own way; any other that is filled is a loss."""
