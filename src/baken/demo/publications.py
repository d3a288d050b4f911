"""Where and when the unique adverts stand: publications on platforms, and the sightings of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baken.demo import towns
from baken.demo.adverts import UniqueAdverts
from baken.demo.people import GENDERS, KINDS, NONE, PATTERNS, Advertisers

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

PLATFORMS = ("kleinmarkt.example", "ontmoet.example", "avondplein.example")
KLEINMARKT, ONTMOET, AVONDPLEIN = range(3)

DAYS = 189
"""Six months and a week, from Monday 6 January 2025 to Sunday 13 July 2025."""

LATEST_START = DAYS - 64
"""So that eight weekly sightings still fit."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Texts that another advertiser copied: which unique advert, and by whom."""

    unique: Numbers
    advertiser: Numbers


@dataclass(frozen=True, slots=True)
class Publications:
    """A row a publication: one advert on one platform, with what differs from the next copy."""

    unique: Numbers
    number: Numbers
    advertiser: Numbers
    copied: Marks
    platform: Numbers
    town: Numbers
    seen: Numbers

    def __len__(self) -> int:
        return len(self.unique)


@dataclass(frozen=True, slots=True)
class Sightings:
    """A row a sighting, in order of capture: its publication and its moment in seconds."""

    publication: Numbers
    second: Numbers


def copy_texts(
    people: Advertisers, adverts: UniqueAdverts, may_be_copied: Marks, rng: np.random.Generator
) -> tuple[Advertisers, Copies]:
    """Some texts are copied: half by advertisers who have their own, half by newcomers without any."""
    source = people.of_kind("independent", "touring", "agency")[adverts.owner]
    source &= (people.pattern == NONE)[adverts.owner] & may_be_copied
    uniques = np.flatnonzero(source)
    uniques = uniques[rng.random(len(uniques)) < 0.035]
    gender = people.gender[adverts.owner[uniques]]
    advertiser = np.full(len(uniques), NONE)
    plain = people.of_kind("independent") & (people.pattern == NONE)
    for which in range(len(GENDERS)):
        able = np.flatnonzero(plain & (people.gender == which))
        rows = np.flatnonzero((gender == which) & (rng.random(len(uniques)) < 0.5))
        if len(able) > 1 and len(rows):
            advertiser[rows] = rng.choice(able, size=len(rows))
    advertiser[advertiser == adverts.owner[uniques]] = NONE
    newcomers = np.flatnonzero(advertiser == NONE)
    advertiser[newcomers] = len(people) + np.arange(len(newcomers))
    none = np.full(len(newcomers), NONE)
    grown = Advertisers(
        gender=np.concatenate([people.gender, gender[newcomers]]),
        kind=np.concatenate([people.kind, np.full(len(newcomers), KINDS.index("copier"))]),
        pattern=np.concatenate([people.pattern, none]),
        texts=np.concatenate([people.texts, np.zeros(len(newcomers), dtype=np.int64)]),
        partner=np.concatenate([people.partner, none]),
    )
    return grown, Copies(unique=uniques, advertiser=advertiser)


def publish(
    people: Advertisers, adverts: UniqueAdverts, copies: Copies, rng: np.random.Generator
) -> Publications:
    """All publications: those of the owners first, then the copies."""
    times = adverts.publications
    unique = np.repeat(np.arange(len(adverts)), times)
    number = np.arange(len(unique)) - np.repeat(np.cumsum(times) - times, times)
    last = number == times[unique] - 1
    owner = adverts.owner[unique]
    moves = people.of_kind("touring", "spam")[owner] | (rng.random(len(unique)) < 0.15)
    inside = adverts.brabant[unique] & (rng.random(len(unique)) < 0.16)
    away = towns.draw(inside, rng)
    town = np.where((number > 0) & moves, away, adverts.home[unique])
    town = np.where(adverts.visits_brabant[unique] & last, towns.draw(np.ones_like(last), rng), town)
    copy_town = towns.draw(adverts.brabant[copies.unique] & (rng.random(len(copies.unique)) < 0.5), rng)

    first = rng.choice(3, size=len(adverts), p=(0.42, 0.33, 0.25))
    step = np.where(people.of_kind("touring")[adverts.owner], 0, 1)
    platform = (first[unique] + step[unique] * number) % 3
    pattern = people.pattern[owner]
    on_accounts = pattern == PATTERNS.index("account_changed_hands")
    on_accounts |= (pattern == PATTERNS.index("one_contact_many_texts")) & (rng.random(len(unique)) < 0.8)
    platform = np.where(on_accounts, AVONDPLEIN, platform)

    more = adverts.sightings - times
    extra_unique = np.repeat(np.arange(len(adverts)), more)
    first_row = np.cumsum(times) - times
    extra = first_row[extra_unique] + rng.integers(0, times[extra_unique])
    seen = 1 + np.bincount(extra, minlength=len(unique))
    count = len(copies.unique)
    return Publications(
        unique=np.concatenate([unique, copies.unique]),
        number=np.concatenate([number, np.full(count, 1)]),
        advertiser=np.concatenate([owner, copies.advertiser]),
        copied=np.concatenate([np.zeros(len(unique), dtype=bool), np.ones(count, dtype=bool)]),
        platform=np.concatenate([platform, rng.integers(0, 3, size=count)]),
        town=np.concatenate([town, copy_town]),
        seen=np.concatenate([seen, rng.integers(1, 4, size=count)]),
    )


def see(people: Advertisers, publications: Publications, rng: np.random.Generator) -> Sightings:
    """The sightings, a week or so apart, in order of capture."""
    publication = np.repeat(np.arange(len(publications)), publications.seen)
    series = publications.unique[publication] * 2 + publications.copied[publication]
    order = np.argsort(series, kind="stable")
    _, begins, sizes = np.unique(series[order], return_index=True, return_counts=True)
    week = np.empty(len(series), dtype=np.int64)
    week[order] = np.arange(len(series)) - np.repeat(begins, sizes)

    start = rng.integers(0, 86, size=len(people))
    holders = people.of_kind("recycled_number")
    later = holders & (people.partner < np.arange(len(people)))
    start = np.where(holders, np.where(later, LATEST_START, rng.integers(0, 11, size=len(people))), start)
    wait = rng.integers(0, LATEST_START - 85, size=int(publications.unique.max()) + 1)
    advertiser = publications.advertiser[publication]
    day = start[advertiser] + np.where(holders[advertiser], 0, wait[publications.unique[publication]])
    day += 7 * week + rng.integers(0, 7, size=len(week))
    spam = people.of_kind("spam")[advertiser]
    day = np.where(spam, rng.integers(0, DAYS, size=len(week)), day)
    second = day * 86_400 + rng.integers(0, 86_400, size=len(week))
    in_order = np.lexsort((publication, second))
    return Sightings(publication=publication[in_order], second=second[in_order])
