"""Checked records out of raw ones. A registration with any fault is left out whole."""

import re
from dataclasses import replace
from datetime import date

from baken.platforms.catalogue import PlatformEntry, PlatformIndex, code_for, folded
from baken.register import fields as shape
from baken.register.fields import Fields
from baken.register.raw import (
    LATER_COLUMNS,
    LATER_PERSON_COLUMNS,
    LATER_ROLE_COLUMNS,
    MENTION_COLUMNS,
    PERSON_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
    RawMention,
    RawRegistration,
)
from baken.register.reasons import cells
from baken.register.reasons import registrations as why
from baken.register.reasons.sentence import Reason
from baken.register.records import (
    MentionRecord,
    PersonFacts,
    PersonRecord,
    RegistrationRecord,
    RoleRecord,
    StatusRecord,
    days_of_roles,
    in_order,
    person_roles_in_order,
    persons_in_order,
    roles_in_order,
    statuses_in_order,
)
from baken.vocabulary.circumstances import NONE_KNOWN, Vulnerability
from baken.vocabulary.country_groups import COUNTRY_OF, CountryGroup
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
from baken.vocabulary.municipalities import Municipality, province_of
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, Naming, PlatformRole, PlatformType
from baken.vocabulary.sources import RoleSource, SourceKind

Faults = list[tuple[int, Reason]]

NO_NAMES = frozenset(
    folded(word)
    for code in ("unnamed", "unclear")
    for word in (code, Naming[code].label.nl, Naming[code].label.en)
) | {
    "unknown",
    "onbekend",
    "other",
    "anders",
    "website",
    "een website",
    "a website",
    "site",
    "app",
    "een app",
    "an app",
}
"""What stands where a name should, for want of one: it must never become a platform."""


class Builder:
    """Builds the registrations of one file, which must agree with each other.

    A person keeps one sex and one country of birth (or group of them), a platform one type. A platform
    that the catalogue does not know is added when its mention says of which type it is. No status may be
    decided after `latest`, where that is given.
    """

    def __init__(self, platforms: PlatformIndex, *, latest: date | None = None) -> None:
        self._platforms = platforms
        self._latest = latest
        self._added: dict[str, PlatformEntry] = {}
        self._persons: dict[str, PersonFacts] = {}

    @property
    def added_platforms(self) -> tuple[PlatformEntry, ...]:
        """The platforms that the accepted registrations add to the catalogue."""
        return tuple(self._added.values())

    def build(self, raw: RawRegistration) -> tuple[RegistrationRecord | None, Faults]:
        """The record, or None and what is wrong with it as (line, reason)."""
        faults = list(raw.faults)
        if raw.fields is None:
            faults.append((raw.line, why.NO_LINE_OF_ITS_OWN()))
        mentions = [self._mention(mention) for mention in raw.mentions]
        persons = [_person(person) for person in raw.persons]
        told = _status_fields(raw)
        statuses = [_status(status) for status in told]
        parts = (
            tuple(mention for mention in mentions if mention),
            persons_in_order([person for person in persons if person]),
            statuses_in_order([status for status in statuses if status]),
        )
        record = _registration(raw.reference, raw.fields, *parts) if raw.fields else None
        for part in (*_parts(raw), *told):
            faults += part.faults
        if faults or record is None:
            return None, sorted(faults)
        faults = _doubled(raw, record) + self._disagreements(raw, record)
        if told:
            faults += [(told[-1].line, reason) for reason in wrong_order(record, self._latest)]
        if faults:
            return None, sorted(faults)
        return self._accepted(record), []

    def _mention(self, raw: RawMention) -> MentionRecord | None:
        fields = raw.fields
        fields.only(MENTION_COLUMNS, "mention")
        naming = fields.code("naming", Naming)
        roles = tuple(_role(role) for role in raw.roles)
        if naming is None:
            return None
        if naming != "named":
            for column in ("platform", "platform_type"):
                if column in fields.cells:
                    fields.fault(why.ONLY_NAMED(column=column))
            return MentionRecord(naming, roles=roles_in_order([role for role in roles if role]))
        entry = self._platform(fields)
        if entry is None or None in roles:
            return None
        return MentionRecord(naming, entry.name, entry.type, roles_in_order([role for role in roles if role]))

    def _platform(self, fields: Fields) -> PlatformEntry | None:
        name = fields.text("platform", shape.PLATFORM_NAME, cells.NOT_A_PLATFORM_NAME)
        type_ = fields.code("platform_type", PlatformType, required=False)
        if name is None:
            return None
        known = self._platforms.find(name)
        if known is None and folded(name) in NO_NAMES:
            fields.fault(why.NOT_A_NAME())
        elif known is None and type_ is None:
            fields.fault(why.NOT_IN_CATALOGUE())
        elif known is None and re.search(r"\d{7}", re.sub(r"[\W_]", "", name)):
            fields.fault(why.LONG_NUMBER_IN_NAME())
        elif known is None:
            return PlatformEntry(code="", name=" ".join(name.split()), type=str(type_))
        elif type_ is not None and type_ != known.type:
            fields.fault(why.OTHER_TYPE(type=PlatformType[known.type]))
        return known

    def _disagreements(self, raw: RawRegistration, record: RegistrationRecord) -> Faults:
        faults: Faults = []
        parts = {fields.cells.get("person"): fields for fields in raw.persons}
        for person in record.persons:
            part = parts[person.person]
            if any(day > record.registered_on for day in person.since.values()):
                faults.append((part.line, part.placed(why.SINCE_AFTER_REGISTRATION())))
            if self._persons.get(person.person, person.facts) != person.facts:
                # Without the pseudonym: the line says who, and a name that slipped in must not spread.
                faults.append((part.line, part.placed(why.PERSON_DIFFERS_EARLIER())))
        for mention, raw_mention in zip(record.mentions, raw.mentions, strict=True):
            added = self._added.get(folded(mention.platform or ""))
            if added and added.type != mention.platform_type:
                reason = why.OTHER_TYPE_EARLIER(type=PlatformType[added.type])
                faults.append((raw_mention.fields.line, reason))
        return faults

    def _accepted(self, record: RegistrationRecord) -> RegistrationRecord:
        self._persons |= {person.person: person.facts for person in record.persons}
        if all(one.platform is None or self._platforms.find(one.platform) for one in record.mentions):
            return record
        return replace(record, mentions=tuple(self._with_platform(mention) for mention in record.mentions))

    def _with_platform(self, mention: MentionRecord) -> MentionRecord:
        if mention.platform is None or self._platforms.find(mention.platform):
            return mention
        key = folded(mention.platform)
        if key not in self._added:
            taken = {entry.code for entry in (*self._platforms.entries, *self._added.values())}
            code = code_for(mention.platform, taken)
            self._added[key] = PlatformEntry(code, mention.platform, str(mention.platform_type))
        return replace(mention, platform=self._added[key].name)


def _parts(raw: RawRegistration) -> list[Fields]:
    own = [raw.fields] if raw.fields else []
    mentions = [part for mention in raw.mentions for part in (mention.fields, *mention.roles)]
    return own + mentions + raw.persons


def _registration(
    reference: str,
    fields: Fields,
    mentions: tuple[MentionRecord, ...],
    persons: tuple[PersonRecord, ...],
    statuses: tuple[StatusRecord, ...],
) -> RegistrationRecord | None:
    fields.only((*REGISTRATION_COLUMNS, *STATUS_COLUMNS, *LATER_COLUMNS), "registration")
    registered_on = fields.day("registered_on", required=True)
    first, last = fields.day("incident_from"), fields.day("incident_until")
    days = [day for day in (first, last, registered_on) if day]
    if days != sorted(days):
        fields.fault(why.DAYS_OUT_OF_ORDER())
    source_kind = fields.code("source_kind", SourceKind)
    organisation = fields.name("source_organisation", shape.ORGANISATION_NAME, cells.NOT_AN_ORGANISATION)
    police_unit = fields.code("police_unit", PoliceUnit, required=False)
    province = fields.code("province", Province, required=False)
    municipality = fields.code("municipality", Municipality, required=False)
    if municipality and "province" not in fields.cells:
        province = province_of(municipality)
    elif municipality and province and province != province_of(municipality):
        fields.fault(why.MUNICIPALITY_ELSEWHERE())
    form = fields.code("form", ExploitationForm)
    scope = fields.code("scope", Scope)
    means = fields.codes("coercion_means", CoercionMeans, required=False)
    mode = fields.code("recruitment_mode", RecruitmentMode, required=False)
    contact = fields.code("customer_contact", CustomerContact, required=False)
    technology = fields.code("technology_part", TechnologyPart, required=False)
    offender = fields.code("offender_type", OffenderType, required=False)
    groomer = fields.code("groomer_type", GroomerType, required=False)
    sextortion = fields.codes("sextortion_kinds", SextortionKind, required=False)
    met_online = fields.code("met_online", MetOnline, required=False)
    if registered_on is None or source_kind is None or form is None or scope is None:
        return None
    return RegistrationRecord(
        reference=reference,
        registered_on=registered_on,
        source_kind=source_kind,
        form=form,
        scope=scope,
        incident_from=first,
        incident_until=last,
        police_unit=police_unit,
        province=province,
        coercion_means=in_order(CoercionMeans, means),
        recruitment_mode=mode,
        customer_contact=contact,
        technology_part=technology,
        offender_type=offender,
        groomer_type=groomer,
        sextortion_kinds=in_order(SextortionKind, sextortion),
        met_online=met_online,
        municipality=municipality,
        source_organisation=organisation,
        mentions=mentions,
        persons=persons,
        statuses=statuses,
    )


def _status_fields(raw: RawRegistration) -> list[Fields]:
    """Each status apart, whether it has a line of its own or stands with its registration."""
    cells = raw.fields.cells if raw.fields else {}
    own = {name: cells[name] for name in STATUS_COLUMNS if name in cells}
    if raw.fields is None or not own:
        return raw.statuses
    beside = Fields(raw.fields.line, own, raw.fields.where)
    if raw.statuses:
        beside.fault(why.STATUS_TWICE())
    return [beside, *raw.statuses]


def _status(fields: Fields) -> StatusRecord | None:
    fields.only(STATUS_COLUMNS, "status")
    status = fields.code("allegation_status", AllegationStatus)
    day = fields.day("decided_on")
    decider = fields.code("decided_by", StatusDecider, required=False)
    return StatusRecord(status, day, decider) if status else None


def wrong_order(record: RegistrationRecord, latest: date | None = None) -> list[Reason]:
    """What contradicts itself in the days of the statuses: they must tell one course of things."""
    days = [status.decided_on for status in record.statuses]
    known = [day for day in days if day]
    found = []
    if len(days) - len(known) > 1:
        found.append(why.ONE_WITHOUT_DATE())
    if len(set(known)) != len(known):
        found.append(why.TWO_ON_ONE_DAY())
    if known and record.incident_from and known[0] < record.incident_from:
        found.append(why.BEFORE_THE_INCIDENT())
    if known and latest and known[-1] > latest:
        found.append(why.STILL_TO_COME())
    return found


def _role(fields: Fields) -> RoleRecord | None:
    fields.only((*ROLE_COLUMNS, *LATER_ROLE_COLUMNS), "role")
    role = fields.code("role", PlatformRole)
    moment = fields.code("moment", Moment)
    certainty = fields.code("certainty", Certainty)
    source = fields.code("role_source", RoleSource, required=False)
    if role is None or moment is None or certainty is None:
        return None
    return RoleRecord(role, moment, certainty, source)


def _person(fields: Fields) -> PersonRecord | None:
    fields.only((*PERSON_COLUMNS, *LATER_PERSON_COLUMNS), "person")
    person = fields.text("person", shape.PSEUDONYM, cells.NOT_A_PSEUDONYM)
    sex = fields.code("sex", Sex)
    country = fields.country("birth_country")
    age = fields.whole("age", 0, shape.OLDEST)
    roles = fields.codes("person_roles", PersonRole)
    group = fields.code("birth_group", CountryGroup, required=False)
    told = fields.codes("vulnerabilities", Vulnerability, required=False)
    since = fields.days_of("person_roles_since", PersonRole, roles)
    if "birth_country" in fields.cells and "birth_group" in fields.cells:
        fields.fault(why.BORN_TWICE())
    if NONE_KNOWN in told and len(told) > 1:
        fields.fault(why.STANDS_ALONE(code=Vulnerability[NONE_KNOWN]))
    if person is None or sex is None:
        return None
    if group in COUNTRY_OF:
        country, group = COUNTRY_OF[group], None
    vulnerabilities = in_order(Vulnerability, told)
    ordered = person_roles_in_order(roles)
    days = days_of_roles(ordered, since)
    return PersonRecord(person, sex, ordered, country, age, group, vulnerabilities, days)


def _doubled(raw: RawRegistration, record: RegistrationRecord) -> Faults:
    faults: Faults = []
    platforms: set[str] = set()
    for mention, raw_mention in zip(record.mentions, raw.mentions, strict=True):
        name = folded(mention.platform or "")
        if name and name in platforms:
            faults.append((raw_mention.fields.line, why.PLATFORM_TWICE()))
        platforms.add(name)
        once = {(role.role, role.moment) for role in mention.roles}
        if len(once) != len(mention.roles):
            faults.append((raw_mention.fields.line, why.ROLE_TWICE()))
    if len({person.person for person in record.persons}) != len(record.persons):
        faults.append((raw.persons[-1].line, why.PERSON_TWICE()))
    return faults
