"""The 163 invented minors of the registrations: one in each of 210, so that 47 are in two of them.

Each has one sex, one country of birth and ages that a single date of birth explains. Those in two
registrations are the 47 with more than one role.
"""

from collections.abc import Sequence
from datetime import date

from baken.demo.mixing import mixed, place_in
from baken.register.records import PersonRecord, person_roles_in_order

PERSONS, IN_TWO, MALE = 163, 47, 9
AGES = {17: 84, 16: 57, 15: 37, 14: 20, 13: 8, 12: 4}
"""Registrations per age: 40% 17, 67% 16 or 17, 4% 13, 2% 12 as published; 14 and 15 share the rest."""
ABROAD = {"XA": 3, "XB": 2, "XC": 2, "XD": 2} | dict.fromkeys(("XE", "XF", "XG", "XH", "XI", "XJ", "XK"), 1)
"""16 persons in eleven countries that the study counts and does not name: user-assigned codes."""
WITH_VICTIM = 118
"""Registrations in which the person is at least a victim: 56% of 210."""
OTHER_ROLES = ("person_involved", "reporter", "injured_party", "witness", "notifier")

SAME_AGE_DAYS = range(20, 300)
YEAR_OLDER_DAYS = range(60, 600)


def persons_of(days: Sequence[date]) -> list[PersonRecord]:
    """The person of each registration, given the days of the registrations in order of time."""
    ages = mixed([age for age, count in AGES.items() for _ in range(count)], "ages")
    pairs = _pairs(days, ages)
    person_at = _numbered(len(days), pairs)
    names = [f"EMM-P-{number:03}" for number in range(1, PERSONS + 1)]
    males = set(mixed(names, "sex")[:MALE])
    countries = [code for code, count in ABROAD.items() for _ in range(count)]
    born = dict(zip(mixed(names, "born"), countries, strict=False))
    roles = _roles(len(days), pairs)
    return [
        PersonRecord(
            person=names[number],
            sex="male" if names[number] in males else "female",
            roles=person_roles_in_order(roles[place]),
            birth_country=born.get(names[number], "NL"),
            age=ages[place],
        )
        for place, number in enumerate(person_at)
    ]


def _pairs(days: Sequence[date], ages: Sequence[int]) -> dict[int, int]:
    """47 registrations, each with the later one in which the same person returns."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for first in mixed(range(len(days)), "pairs"):
        if len(pairs) == IN_TWO:
            break
        older = place_in(3, "older", first) == 0
        gaps = YEAR_OLDER_DAYS if older else SAME_AGE_DAYS
        later = [
            place
            for place in range(first + 1, len(days))
            if place not in taken
            and (days[place] - days[first]).days in gaps
            and ages[place] == ages[first] + older
        ]
        if first not in taken and later:
            second = later[place_in(len(later), "second", first)]
            pairs[first] = second
            taken |= {first, second}
    return pairs


def _numbered(registrations: int, pairs: dict[int, int]) -> list[int]:
    """The number of the person in each registration; numbers follow first appearance."""
    first_of = {second: first for first, second in pairs.items()}
    numbers: dict[int, int] = {}
    for place in range(registrations):
        if place not in first_of:
            numbers[place] = len(numbers)
    return [numbers[first_of.get(place, place)] for place in range(registrations)]


def _roles(registrations: int, pairs: dict[int, int]) -> list[list[str]]:
    """Two roles where somebody appears who returns, one everywhere else; 118 times victim."""
    roles: list[list[str]] = [[] for _ in range(registrations)]
    seconds = set(pairs.values())
    for first, second in pairs.items():
        other = OTHER_ROLES[place_in(len(OTHER_ROLES), "role", first)]
        roles[first] = [other, "victim"]
        roles[second] = [other]
    single = mixed([place for place in range(registrations) if not roles[place]], "single")
    returning = mixed(sorted(seconds), "returning")[:20]
    victims = set(returning) | set(single[: WITH_VICTIM - len(pairs) - len(returning)])
    for place in victims:
        roles[place] = ["victim"]
    for turn, place in enumerate(place for place in single if place not in victims):
        roles[place] = [OTHER_ROLES[(0, 0, 0, 1, 1, 2, 2, 3, 4)[turn % 9]]]
    return roles
