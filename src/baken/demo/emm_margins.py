"""Holds registrations against every count that the EMM study published."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from baken.demo.emm_tables import YEARS, PublishedTables
from baken.register.records import PersonRecord, RegistrationRecord
from baken.vocabulary.persons import PersonRole
from baken.vocabulary.places import PoliceUnit
from baken.vocabulary.platforms import PlatformRole

SHARES_OF_TYPE = {
    "instant_messaging": 190,
    "sex_advertising_website": 59,
    "social_network": 35,
    "dating_service": 22,
}
AGE_SHARES = {17: 40, 13: 4, 12: 2}
"""Published percentages of the registrations; 16 and 17 together are 67."""


class MarginError(Exception):
    """A published count does not come out; the message says which, what it is and what it should be."""


def check_margins(records: Sequence[RegistrationRecord], tables: PublishedTables) -> None:
    """Raises MarginError at the first published count that these registrations do not give."""
    _hold("registrations", len(records), 210)
    _hold("references", len({record.reference for record in records}), 210)
    _hold("years", {record.registered_on.year for record in records}, set(YEARS))
    _check_mentions(records, tables)
    _check_units(records, tables)
    _check_roles(records, tables)
    _check_persons(records)


def _hold(what: str, found: object, published: object) -> None:
    if found != published:
        raise MarginError(f"{what}: {found} instead of {published}")


def _check_mentions(records: Sequence[RegistrationRecord], tables: PublishedTables) -> None:
    namings = Counter(mention.naming for record in records for mention in record.mentions)
    _hold("mentions by naming", dict(namings), {"named": 306, "unnamed": 35, "unclear": 6})
    named = [
        (mention.platform, record.registered_on.year)
        for record in records
        for mention in record.mentions
        if mention.platform
    ]
    cells = Counter(named)
    for platform, counts in tables.per_year.items():
        _hold(f"Annex 1, {platform}", tuple(cells[platform, year] for year in YEARS), counts)
    _hold("platforms", len({platform for platform, _ in named}), 39)
    types = Counter(mention.platform_type for record in records for mention in record.mentions)
    _hold("mentions by type", {type_: types[type_] for type_ in SHARES_OF_TYPE}, SHARES_OF_TYPE)
    for record in records:
        platforms = [mention.platform for mention in record.mentions if mention.platform]
        _hold(f"{record.reference}, platforms once", len(set(platforms)), len(platforms))


def _check_units(records: Sequence[RegistrationRecord], tables: PublishedTables) -> None:
    cells = Counter(
        (record.police_unit, mention.platform if mention.platform in tables.roles else "others")
        for record in records
        for mention in record.mentions
        if mention.platform
    )
    for unit in PoliceUnit:
        name = unit.label.nl
        expected = tables.per_unit[name] | {"others": tables.others_per_unit[name]}
        found = {platform: cells[unit.code, platform] for platform in expected}
        _hold(f"table 2, {name}", found, expected)


def _check_roles(records: Sequence[RegistrationRecord], tables: PublishedTables) -> None:
    played: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for mention in record.mentions:
            played[mention.platform or ""] |= {role.role for role in mention.roles}
    for platform, roles in tables.roles.items():
        _hold(f"table 3, {platform}", played[platform] & set(PlatformRole.codes_in("emm")), set(roles))


def _check_persons(records: Sequence[RegistrationRecord]) -> None:
    persons: dict[str, list[tuple[date, PersonRecord]]] = defaultdict(list)
    for record in records:
        _hold(f"{record.reference}, persons", len(record.persons), 1)
        for person in record.persons:
            persons[person.person].append((record.registered_on, person))
    _hold("persons", len(persons), 163)
    once = [seen[0][1] for seen in persons.values()]
    _hold("male persons", Counter(person.sex for person in once), Counter(male=9, female=154))
    countries = Counter(person.birth_country for person in once)
    _hold("born in the Netherlands", countries.pop("NL"), 147)
    _hold("born elsewhere", (countries.total(), len(countries)), (16, 11))
    roles = {name: {role for _, person in seen for role in person.roles} for name, seen in persons.items()}
    _hold("persons with more than one role", sum(len(own) > 1 for own in roles.values()), 47)
    _hold("roles in use", set().union(*roles.values()), set(PersonRole.codes))
    victims = sum(any("victim" in person.roles for person in record.persons) for record in records)
    _hold("registrations with a victim", (victims, round(100 * victims / len(records))), (118, 56))
    _check_ages(records)
    for name, seen in persons.items():
        _check_one_person(name, seen)


def _check_ages(records: Sequence[RegistrationRecord]) -> None:
    ages = Counter(person.age for record in records for person in record.persons)
    _hold("ages", set(ages), set(range(12, 18)))
    for age, share in AGE_SHARES.items():
        _hold(f"share of age {age}", round(100 * ages[age] / len(records)), share)
    _hold("share of 16 and 17", round(100 * (ages[16] + ages[17]) / len(records)), 67)


def _check_one_person(name: str, seen: Sequence[tuple[date, PersonRecord]]) -> None:
    """One sex, one country, and a date of birth that explains every age."""
    _hold(f"{name}, facts", len({(person.sex, person.birth_country) for _, person in seen}), 1)
    earliest = max(_years_before(day, (person.age or 0) + 1) for day, person in seen)
    latest = min(_years_before(day, person.age or 0) for day, person in seen)
    _hold(f"{name}, a possible date of birth", earliest < latest, True)


def _years_before(day: date, years: int) -> date:
    # The 28th stands in for the 29th of February; a day does not matter here.
    return day.replace(year=day.year - years, day=min(day.day, 28))
