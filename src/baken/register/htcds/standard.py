"""The names of the Human Trafficking Case Data Standard 2.0: its 83 fields and the codes that Baken reads.

Human Trafficking Case Data Standard by IOM, version 2.0 (December 2021), CC BY 4.0. IOM endorses neither
Baken nor this reading of the standard. A star marks a core field.
"""

import re

_FIELDS = """
org_ Name ShippingCity ShippingCountry ShippingState ShippingStreet ShippingPostalCode ShippingLongitude
     ShippingLatitude Phone Type
prs_ Salutation* FirstName* MiddleName SecondName* Birthdate* Gender* Deceased MaritalStatus NumberOfChildren
     PrimaryLanguage SecondaryLanguage HighestLevelOfEducation Citizenship* IdentityNumber Title* Email*
     HomePhone* MobilePhone* MailingCity* MailingCountry* MailingState* MailingStreet* MailingPostalCode*
     MailingLongitude MailingLatitude
vic_ AgreementToManagePersonalData TraffickingStatus* TraffickingStatusDecisionMakingOrg*
     RelationshipToTrafficker AgeWhenTrafficked RecruitmentWebsitesAndApps MethodOfRecruitment*
     LocationOfRecruitment* MethodsOfControl* TypeOfExploitation* ForcedLabourIndustry*
     TypeOfSexExploitation* LocationOfExploitation* ExploitationWebsitesAndApps Vulnerabilities*
     DetailsOfVulnerabilities*
per_ RoleInProcess RoleDetails
cas_ Status* ReasonForCaseClosure* CaseOwner* ReferringOrganisation* IncomingReferralDate*
     ReferringPrimaryCaseWorker* ReasonForIncomingReferral* IncomingReferralDetails* ReferredOrganisation*
     ReferredPrimaryCaseWorker* ReasonForOutgoingReferral* OutgoingReferralDate* OutgoingReferralDetails*
cco_ CaseComment
hte_ Longitude Latitude City Country State Street PostalCode Date Type Description
spl_ Objectives ActionPlan PlannedEndDate ActualEndDate Type
con_ Consent*
"""


def _read() -> dict[str, bool]:
    found: dict[str, bool] = {}
    prefix = ""
    for word in _FIELDS.split():
        if word.endswith("_"):
            prefix = word
        else:
            found[prefix + word.rstrip("*")] = word.endswith("*")
    return found


FIELDS: dict[str, bool] = _read()
"""Every field of the standard in its order, and whether it is a core one."""

REFERENCE, PERSON = "bkn_Reference", "bkn_Person"
KEYS = (REFERENCE, PERSON)
"""Columns of Baken's own: the standard names no case and no person, so nothing could be found again."""

PLATFORMS = (
    "Facebook", "Instagram", "WhatsApp", "Telegram", "FacebookMessenger", "Viber", "SnapChat", "Line",
    "4Sale", "WeChat", "QQ", "QZone", "TikTok", "Twitter",
)  # fmt: skip
OTHER = "Other"
"""In the standard's list of platforms too; the list may be added to."""

SPELLINGS = {
    "vic_traffickinstatusdecisionmakingorg": "vic_TraffickingStatusDecisionMakingOrg",
    "threatoflawenforcement": "ThreatsLawEnforcement",
    "threatsoflawenforcement": "ThreatsLawEnforcement",
    "notspecifiedunknown": "NonSpecifiedUnknown",
}
"""What the standard's own spreadsheet, definitions and labels write for a name in its list."""
_BEFORE_CODES = "methodsofcontrol"
"""The definitions of the methods of control have it before every code."""


def field_called(heading: str) -> str | None:
    """The field that a heading means, in the spellings of the standard's spreadsheet and its survey form."""
    return _FIELD_OF.get(_key(heading))


def plain(code: str) -> str:
    """A code as it is compared: without case, spaces and signs, so that a label reads as its code."""
    folded = re.sub(r"[\W_]", "", code).casefold()
    folded = folded.removeprefix(_BEFORE_CODES) or folded
    told = SPELLINGS.get(folded)
    return told.casefold() if told else folded


def _key(heading: str) -> str:
    # the survey form puts the name of a group before it
    prefix, _, name = heading.rpartition("/")[2].strip().casefold().partition("_")
    return f"{prefix}_{re.sub(r'[^a-z0-9]', '', name)}"


_FIELD_OF = {_key(name): name for name in (*KEYS, *FIELDS)} | {
    key: name for key, name in SPELLINGS.items() if "_" in key
}
