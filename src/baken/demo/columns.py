"""The market as advert records, in columns."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from baken.demo import contacts, towns
from baken.demo.contacts import AdvertiserContacts
from baken.demo.people import GENDERS, NONE, PATTERNS, Advertisers
from baken.demo.publications import AVONDPLEIN, KLEINMARKT, ONTMOET, PLATFORMS, Publications, Sightings
from baken.demo.wording import Details, Wording
from baken.vocabulary import advert_record

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

_HOUR, _DAY = 3_600, 86_400
_URLS = (
    "https://kleinmarkt.example/advertentie/{}",
    "https://ontmoet.example/p/{}",
    "https://avondplein.example/a/{}",
)
_PLACES = ("{}", "{} en omgeving", "Omgeving {}")
_MICROSECONDS = 1_000_000
_LONGEST_HASH = 64


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that is known of the publications."""

    people: Advertisers
    known: AdvertiserContacts
    published: Publications
    ways: Wording
    details: Details
    titles: list[str]
    texts: list[str]


def records(shown: Shown, seen: Sightings, epoch: datetime, rng: np.random.Generator) -> pa.Table:
    """One record a sighting, in order of capture; identifiers count per platform in that order."""
    published = shown.published
    row = seen.publication
    platform = published.platform[row]
    start = int(epoch.timestamp())
    count = len(row)
    first_seen = np.full(len(published), np.iinfo(np.int64).max)
    np.minimum.at(first_seen, row, seen.second)
    placed = first_seen - rng.integers(_HOUR, 6 * _DAY, size=len(published))
    advert_ids, urls = _addresses(published.platform, placed, rng)
    take = pa.array(row)
    moment = advert_record.MOMENT
    columns = {
        "record_version": pa.array(np.ones(count, dtype=np.int8)),
        "sighting_id": _sighting_ids(platform),
        "platform": pa.array(PLATFORMS).take(pa.array(platform)),
        "platform_advert_id": advert_ids.take(take),
        "url": urls.take(take),
        "captured_at": pa.array((start + seen.second) * _MICROSECONDS).cast(moment),
        "published_at": pa.array((start + placed[row]) * _MICROSECONDS, mask=platform == ONTMOET).cast(
            moment
        ),
        "title": pa.array(shown.titles).take(take),
        "text": pa.array(shown.texts).take(take),
        "advertised_gender": pa.array(GENDERS).take(pa.array(shown.people.gender[published.advertiser[row]])),
        "stated_age": _stated_ages(shown, row, rng),
        "place": _places(published.town, rng).take(take),
        "contacts": _contacts(shown, rng).take(take),
        "account": _accounts(shown, placed + start, rng).take(take),
        "image_hashes": _image_hashes(shown, rng).take(take),
        "capture": pa.nulls(count, advert_record.SCHEMA.field("capture").type),
    }
    return pa.table([columns[name] for name in advert_record.SCHEMA.names], schema=advert_record.SCHEMA)


def _sighting_ids(platform: Numbers) -> pa.Array:
    ids = np.empty(len(platform), dtype=object)
    for code, name in enumerate(PLATFORMS):
        rows = np.flatnonzero(platform == code)
        stem = name.partition(".")[0]
        ids[rows] = [f"{stem}-{number:06d}" for number in range(1, len(rows) + 1)]
    return pa.array(ids, pa.string())


def _addresses(platform: Numbers, placed: Numbers, rng: np.random.Generator) -> tuple[pa.Array, pa.Array]:
    """The platform's own number of each advert, rising with the day it was placed, and its address."""
    number = np.empty(len(platform), dtype=np.int64)
    for code in range(len(PLATFORMS)):
        rows = np.flatnonzero(platform == code)
        rows = rows[np.lexsort((rows, placed[rows]))]
        number[rows] = 410_000 * (code + 1) + np.cumsum(rng.integers(1, 7, size=len(rows)))
    ids = [str(value) for value in number.tolist()]
    urls = [_URLS[code].format(value) for code, value in zip(platform.tolist(), ids, strict=True)]
    return pa.array(ids), pa.array(urls)


def _stated_ages(shown: Shown, row: Numbers, rng: np.random.Generator) -> pa.Array:
    advertiser = shown.published.advertiser[row]
    age = shown.details.age[row]
    contradicts = shown.people.pattern[advertiser] == PATTERNS.index("contradicting_ages")
    # The first publication states another age than the text and the next one do: two ages, one person.
    first = shown.published.number[row] == 0
    age = np.where(contradicts & first, 22 + (age - 22 + 6) % 39, age)
    silent = (rng.random(len(shown.published)) < 0.15)[row] & ~contradicts
    silent |= shown.people.of_kind("spam")[advertiser]
    return pa.array(age.astype(np.int16), mask=silent)


def _places(town: Numbers, rng: np.random.Generator) -> pa.Array:
    way = rng.choice(len(_PLACES), size=len(town), p=(0.9, 0.07, 0.03)).tolist()
    return pa.array(
        [_PLACES[how].format(towns.NAMES[place]) for how, place in zip(way, town.tolist(), strict=True)]
    )


def _contacts(shown: Shown, rng: np.random.Generator) -> pa.Array:
    """What the page shows in fields of its own, per publication; null where it has none."""
    published, known, details = shown.published, shown.known, shown.details
    advertiser, platform = published.advertiser, published.platform
    script = shown.people.pattern[advertiser] == PATTERNS.index("script")
    chance = np.choose(platform, (0.6, 0.2, 0.7))
    absent = shown.ways.mode[published.unique] == contacts.ABSENT
    chance = np.where(absent & (platform != ONTMOET), 0.95, chance)
    draws = rng.random((len(published), 5))
    with_phone = (draws[:, 0] < chance) & ~script
    second = (
        (known.second_phone[advertiser] != NONE)
        & (draws[:, 1] < 0.5)
        & ~shown.people.of_kind("spam")[advertiser]
    )
    handed = shown.people.pattern[advertiser] == PATTERNS.index("account_changed_hands")
    field_phone = np.where(second & ~handed, known.second_phone[advertiser], details.phone)
    shared = known.shared_phone[advertiser]
    with_shared = (shared != NONE) & ((draws[:, 2] < 0.6) | (platform != ONTMOET))
    with_email = (known.email[advertiser] != NONE) & (draws[:, 3] < 0.6) & (platform != ONTMOET)
    with_telegram = (known.telegram[advertiser] != NONE) & (draws[:, 4] < 0.6)
    columns = zip(
        np.where(with_phone, field_phone, NONE).tolist(),
        np.where(with_shared, shared, NONE).tolist(),
        np.where(with_email, known.email[advertiser], NONE).tolist(),
        np.where(with_telegram, known.telegram[advertiser], NONE).tolist(),
        platform.tolist(),
        strict=True,
    )
    kinds, values, offsets = [], [], [0]
    for phone, safety, mail, handle, site in columns:
        if phone != NONE:
            kinds.append("whatsapp" if site == ONTMOET else "phone")
            written = contacts.national(phone)
            values.append(written if site == KLEINMARKT else "+31" + written[1:])
        if safety != NONE:
            kinds.append("phone")
            values.append(contacts.national(safety))
        if mail != NONE:
            kinds.append("email")
            values.append(contacts.email(mail))
        if handle != NONE:
            kinds.append("telegram")
            values.append(contacts.telegram(handle))
        offsets.append(len(kinds))
    structs = pa.StructArray.from_arrays(
        [pa.array(kinds, pa.string()), pa.array(values, pa.string())], fields=list(advert_record.CONTACT)
    )
    return _lists(offsets, structs, "contacts")


def _lists(offsets: list[int], structs: pa.StructArray, name: str) -> pa.Array:
    """A list a row; null, which means absent, where a list would be empty."""
    ends = np.array(offsets)
    empty = np.append(np.diff(ends) == 0, False)
    field = advert_record.SCHEMA.field(name).type
    return pa.ListArray.from_arrays(pa.array(ends.astype(np.int32), mask=empty), structs).cast(field)


def _accounts(shown: Shown, placed: Numbers, rng: np.random.Generator) -> pa.Array:
    """Accounts, on the platform that uses Baken itself; the others show none."""
    published, people = shown.published, shown.people
    advertiser = published.advertiser
    pattern = people.pattern[advertiser]
    many = pattern == PATTERNS.index("one_contact_many_texts")
    spam = people.of_kind("spam")[advertiser]
    handed = (pattern == PATTERNS.index("account_changed_hands")) & (published.number > 0)
    holder = np.where(many, len(people) + published.unique, advertiser)
    holder = np.where(spam, len(people) + int(published.unique.max()) + np.arange(len(published)), holder)
    accounts = int(holder.max()) + 1
    ids = rng.permutation(accounts)
    created = rng.integers(20 * _DAY, 400 * _DAY, size=accounts)
    earliest = np.full(accounts, np.iinfo(np.int64).max)
    np.minimum.at(earliest, holder, placed)
    verified = rng.random(accounts) < 0.6
    verified[advertiser[handed]] = True
    payers, devices = _hex(len(people), 32, rng), _hex(len(people) + accounts, 32, rng)
    device = np.where(many, advertiser, len(people) + holder)
    device = np.where(handed, advertiser, device)
    created_at = (earliest[holder] - created[holder]) * _MICROSECONDS
    verified_at = created_at + 2 * _DAY * _MICROSECONDS
    moment = advert_record.MOMENT
    field = advert_record.SCHEMA.field("account").type
    parts = [
        pa.array([f"ap{number:06d}" for number in ids[holder].tolist()]),
        pa.array(created_at).cast(moment),
        pa.array(verified_at, mask=~verified[holder]).cast(moment),
        payers.take(pa.array(advertiser)),
        devices.take(pa.array(device)),
    ]
    return pa.StructArray.from_arrays(
        parts, fields=list(field), mask=pa.array(published.platform != AVONDPLEIN)
    )


def _image_hashes(shown: Shown, rng: np.random.Generator) -> pa.Array:
    """Hashes that others would have made, for a third of the unique adverts; copies rarely take them."""
    published = shown.published
    uniques = int(published.unique.max()) + 1
    times = np.where(rng.random(uniques) < 0.35, rng.integers(1, 4, size=uniques), 0)
    owner = np.full(uniques, NONE)
    owner[published.unique[::-1]] = published.advertiser[::-1]
    spam = shown.people.of_kind("spam")[owner] | (shown.people.pattern[owner] == PATTERNS.index("script"))
    times[spam] = 0
    begins = np.cumsum(times) - times
    values = _hex(int(times.sum()), _LONGEST_HASH, rng)
    kinds = rng.random(int(times.sum())) < 0.8
    count = np.where(published.copied & (rng.random(len(published)) < 0.85), 0, times[published.unique])
    ends = np.cumsum(count)
    which = (
        np.arange(int(ends[-1])) - np.repeat(ends - count, count) + np.repeat(begins[published.unique], count)
    )
    take = pa.array(which)
    kind = pa.array(("sha256", "pdq")).take(pa.array(kinds[which].astype(np.int64)))
    structs = pa.StructArray.from_arrays(
        [kind, values.take(take)],
        fields=list(advert_record.SCHEMA.field("image_hashes").type.value_type),
    )
    return _lists([0, *ends.tolist()], structs, "image_hashes")


def _hex(count: int, length: int, rng: np.random.Generator) -> pa.Array:
    digits = rng.bytes(count * length // 2).hex()
    return pa.array([digits[place * length : (place + 1) * length] for place in range(count)], pa.string())
