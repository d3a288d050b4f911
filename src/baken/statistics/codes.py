"""The code lists that tables use, as words per code, and the labels of rows that are no item."""

import re

from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.circumstances import Vulnerability
from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    TechnologyPart,
)
from baken.vocabulary.municipalities import Municipality
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import EMM, Naming, PlatformRole, PlatformType
from baken.vocabulary.sources import SourceKind

Words = dict[str, Label]


def _words(codes: CodeList) -> Words:
    return {member.code: member.label for member in codes}


def same(words: str) -> Label:
    """A name that reads alike in both languages: a platform, a year, a police unit."""
    return Label(words, words)


STUDY_TYPES = ("instant_messaging", "sex_advertising_website", "social_network", "dating_service")
"""The study's types in the order of its table 3."""

PLATFORM_TYPES: Words = {code: PlatformType[code].label for code in STUDY_TYPES} | _words(PlatformType)
STUDY_ROLES: Words = {code: PlatformRole[code].label for code in PlatformRole.codes_in(EMM)}
NAMING: Words = {code: label for code, label in _words(Naming).items() if code != "named"}
PLATFORM_ROLES: Words = _words(PlatformRole)
POLICE_UNITS: Words = _words(PoliceUnit)
PERSON_ROLES: Words = _words(PersonRole)
SEXES: Words = _words(Sex)
STATUSES: Words = _words(AllegationStatus)
OFFENDER_TYPES: Words = _words(OffenderType)
VULNERABILITIES: Words = _words(Vulnerability)
GENDERS: Words = _words(AdvertisedGender)
SOURCES: Words = _words(SourceKind)
TECHNOLOGY_PARTS: Words = _words(TechnologyPart)
RECRUITMENT_MODES: Words = _words(RecruitmentMode)
COERCION_MEANS: Words = _words(CoercionMeans)
MET_ONLINE: Words = _words(MetOnline)
CUSTOMER_CONTACTS: Words = _words(CustomerContact)
PROVINCES: Words = _words(Province)
MUNICIPALITIES: Words = _words(Municipality)
AREAS: Words = {"NL": Label("Nederland", "the Netherlands")} | PROVINCES

MONTH_NAMES = (
    Label("januari", "January"), Label("februari", "February"), Label("maart", "March"),
    Label("april", "April"), Label("mei", "May"), Label("juni", "June"), Label("juli", "July"),
    Label("augustus", "August"), Label("september", "September"), Label("oktober", "October"),
    Label("november", "November"), Label("december", "December"),
)  # fmt: skip
"""In the order of the year."""

UNKNOWN = "unknown"
UNKNOWN_WORDS = Label("onbekend", "unknown")
"""The row of cases in which the answer is not known."""

_MARGIN = re.compile(r"TOTAL|SUBTOTAL_TOP_(\d+)|OTHER_(?:(\d+)_)?PLATFORMS|ALL_YEARS")


def margin_words(label: str) -> Label | None:
    """The words for a subtotal, a total or the others together; None for a row that is an item.

    `baken register check` knows these rows by the same labels.
    """
    found = _MARGIN.fullmatch(label)
    if not found:
        return None
    if found[1]:
        return Label(f"eerste {found[1]} samen", f"first {found[1]} together")
    if found[2]:
        return Label(f"{found[2]} andere platforms", f"{found[2]} other platforms")
    if found[0].startswith("OTHER_"):
        return Label("andere platforms", "other platforms")
    return Label("alle jaren", "all years") if label == "ALL_YEARS" else Label("totaal", "total")
