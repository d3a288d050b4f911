"""The facts of the one advertiser at a door, record by record, without the columns that a whole market needs.

A check reads a few dozen adverts, and two hundred questions to a frame of so few rows cost far more than
the rows do. A test holds what stands here to what `indicators.derive` says of the same records: a fact that
changes there changes here, or that test fails.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any
from unicodedata import category

import polars as pl

from baken.door.checks.derived_accounts import Owned, changes_of, owned_rows
from baken.indicators.derive import EVIDENCE, Facts
from baken.indicators.derive_adverts import ENOUGH_PRICES, NOT_REACHABLE, SAME_PERSON_YEARS
from baken.indicators.derive_links import HUB_NAMES
from baken.indicators.facts import ALL_FACTS, DATA_TYPES
from baken.vocabulary.advert_record import words

Row = Mapping[str, Any]
Piece = tuple[str, str, str, list[int] | None, str | None]
"""Of the columns of EVIDENCE: level, subject, fact, span, id."""

_OF_SIGHTINGS = [fact for fact in ALL_FACTS if fact.over_sightings and fact.name != "text"]
_ADVERTISERS = {"advertiser": pl.String()} | {
    fact.name: DATA_TYPES[fact.kind] for fact in ALL_FACTS if fact.name != "text"
}
_SIGHTINGS = {
    **dict.fromkeys(("sighting_id", "advertiser", "unique_advert"), pl.String()),
    **{fact.name: DATA_TYPES[fact.kind] for fact in ALL_FACTS},
}


@dataclass(frozen=True, slots=True)
class Linked:
    """To what linking assigned a sighting."""

    unique_advert: str
    advertiser: str


@dataclass(slots=True)
class _Sighting:
    """One advert: its record, its reachable contacts, its ages and prices, and its facts as they come."""

    row: Row
    link: Linked
    text: str
    told: str | None
    contacts: list[Row]
    ages: list[Row]
    prices: list[tuple[float, Row]]
    provinces: set[str]
    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.row["sighting_id"])


def derive_one(
    rows: Sequence[Row],
    found: Sequence[Row],
    links: Mapping[str, Linked],
    hubs: Mapping[str, str],
    own: str,
) -> Facts:
    """The facts of the advertiser of the sighting `own`, of each of its adverts, and the evidence for them.

    `rows` are advert records and `found` what extraction found, row for row; `links` has an assignment for
    each sighting; `hubs` the kind of each contact that too many share. All rows count for what several
    advertisers share, as in `derive`.
    """
    sightings = [_sighting(row, read, links) for row, read in zip(rows, found, strict=True)]
    owned = owned_rows([one.row for one in sightings])
    advertiser = links[own].advertiser
    mine = [one for one in sightings if one.link.advertiser == advertiser]
    evidence: list[Piece] = []
    _facts_of_adverts(sightings, mine, evidence)
    _facts_of_accounts(sightings, mine, owned, hubs)
    together = {fact.name: _together(fact.over_sightings, fact.name, mine) for fact in _OF_SIGHTINGS}
    together |= _shared(sightings, advertiser, owned, hubs, evidence)
    together |= _of_links(sightings, mine, advertiser, hubs, evidence)
    of_advertiser = {fact.name: together.get(fact.name) for fact in ALL_FACTS if fact.over_sightings is None}
    told = [
        {
            "sighting_id": one.id,
            "advertiser": advertiser,
            "unique_advert": one.link.unique_advert,
            "text": one.text,
            **one.facts,
            **of_advertiser,
        }
        for one in mine
    ]
    return Facts(
        _frame(told, _SIGHTINGS),
        _frame([together | {"advertiser": advertiser}], _ADVERTISERS),
        pl.DataFrame([*dict.fromkeys(map(_once, evidence))], schema=EVIDENCE, orient="row"),
    )


def _once(piece: Piece) -> tuple[str, str, str, tuple[int, ...] | None, str | None]:
    level, subject, fact, span, name = piece
    return level, subject, fact, None if span is None else tuple(span), name


def _frame(rows: Sequence[Row], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    # by rows: a column of its own for each of fifty facts takes twice as long
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=dict(schema))


def _sighting(row: Row, read: Row, links: Mapping[str, Linked]) -> _Sighting:
    text = words(row.get("title"), row["text"])
    link = links[row["sighting_id"]]
    return _Sighting(
        row,
        link,
        text,
        # pages without a word count as one text, or a few of them would pass for many texts
        link.unique_advert if any(category(sign)[0] in "LN" for sign in text) else None,
        [one for one in read["contacts"] if one["kind"] not in NOT_REACHABLE],
        [one for one in read["stated_ages"] if one["age"] is not None],
        list(_hourly(read["prices"])),
        {one["province"] for one in read["places"]} - {None},
        {},
    )


def _hourly(prices: Iterable[Row]) -> Iterable[tuple[float, Row]]:
    for one in prices:
        if one["unit"] != "hour" or one["amount"] is None:
            continue
        with suppress(ValueError):
            amount = float(one["amount"])
            if amount > 0:
                yield amount, one


def _facts_of_adverts(sightings: Sequence[_Sighting], mine: list[_Sighting], evidence: list[Piece]) -> None:
    ratios = _price_ratios(sightings)
    by_text: dict[str, list[int]] = defaultdict(list)
    for one in mine:
        by_text[one.link.unique_advert].extend(each["age"] for each in one.ages)
    for one in mine:
        ages = sorted({each["age"] for each in one.ages})
        spread = by_text[one.link.unique_advert]
        one.facts = {
            "contact_obscured": any(each["obscured"] for each in one.contacts),
            "contacts_count": len({each["pseudonym"] for each in one.contacts}),
            "contact_kinds": sorted({each["kind"] for each in one.contacts}),
            "stated_ages": ages or None,
            "stated_age_min": ages[0] if ages else None,
            "stated_age_max": ages[-1] if ages else None,
            "stated_age_spread": max(spread) - min(spread) if spread else None,
            "advertised_persons": _persons(ages),
            "price_ratio_to_local_median": ratios.get(one.id),
        }
        evidence.extend(_advert_evidence(one))


def _advert_evidence(one: _Sighting) -> Iterable[Piece]:
    def piece(fact: str, span: list[int] | None, name: str | None = None) -> Iterable[Piece]:
        if span is not None or name is not None:
            yield "sighting", one.id, fact, span, name

    for each in one.contacts:
        span = each["span"]
        for fact in ("contact_obscured",) * bool(each["obscured"]) + ("contacts_count", "contact_kinds"):
            yield from piece(fact, span, each["pseudonym"] if span is None else None)
    for each in one.ages:
        for fact in ("stated_ages", "stated_age_spread", "advertised_persons"):
            yield from piece(fact, each["span"])
        for fact in ("stated_age_min", "stated_age_max"):
            if each["age"] == one.facts[fact]:
                yield from piece(fact, each["span"])
    for _, price in one.prices:
        yield from piece("price_ratio_to_local_median", price["span"])


def _persons(ages: Iterable[int]) -> int | None:
    ordered = sorted(set(ages))
    if not ordered:
        return None
    return 1 + sum(later - age > SAME_PERSON_YEARS for age, later in pairwise(ordered))


def _price_ratios(sightings: Sequence[_Sighting]) -> dict[str, float]:
    lowest: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    asked: list[tuple[_Sighting, tuple[str, str], float]] = []
    for one in sightings:
        cheapest: dict[str, float] = {}
        for amount, price in one.prices:
            if price["currency"] is not None:
                cheapest[price["currency"]] = min(amount, cheapest.get(price["currency"], amount))
        for currency, amount in cheapest.items():
            for province in one.provinces:
                local = lowest[currency, province]
                local[one.link.advertiser] = min(amount, local.get(one.link.advertiser, amount))
                asked.append((one, (currency, province), amount))
    medians = {
        place: median(local.values()) for place, local in lowest.items() if len(local) >= ENOUGH_PRICES
    }
    ratios: dict[str, float] = {}
    for one, place, amount in asked:
        if place in medians:
            ratio = amount / medians[place]
            ratios[one.id] = max(ratio, ratios.get(one.id, ratio))
    return ratios


def _facts_of_accounts(
    sightings: Sequence[_Sighting], mine: list[_Sighting], owned: Mapping[str, Owned], hubs: Mapping[str, str]
) -> None:
    payers, devices = _counter(owned, lambda one: one.payer), _counter(owned, lambda one: one.device)
    phones = {
        one.id: frozenset(
            each["pseudonym"]
            for each in one.contacts
            if each["kind"] == "phone" and each["pseudonym"] not in hubs
        )
        for one in sightings
    }
    changes = changes_of(owned, phones)
    for one in mine:
        account = owned.get(one.id)
        if account is not None:
            one.facts |= {
                "accounts_per_payer_max": payers.get((account.platform, account.payer)),
                "accounts_per_device_max": devices.get((account.platform, account.device)),
                "account_changes_after_verification": changes.get(account.account),
            }


def _counter(
    owned: Mapping[str, Owned], told: Callable[[Owned], str | None]
) -> dict[tuple[str, str | None], int]:
    accounts: dict[tuple[str, str | None], set[Hashable]] = defaultdict(set)
    for one in owned.values():
        if told(one) is not None:
            accounts[one.platform, told(one)].add(one.account)
    return {key: len(value) for key, value in accounts.items()}


def _together(how: str | None, name: str, mine: Sequence[_Sighting]) -> Any:
    known = [value for one in mine if (value := one.facts.get(name)) is not None]
    if not known:
        return None
    match how:
        case "any":
            return any(known)
        case "largest":
            return max(known)
        case "smallest":
            return min(known)
        case _:
            return sorted({each for value in known for each in value})


def _shared(
    sightings: Sequence[_Sighting],
    advertiser: str,
    owned: Mapping[str, Owned],
    hubs: Mapping[str, str],
    evidence: list[Piece],
) -> dict[str, Any]:
    """Contacts over accounts, and accounts over contacts."""
    per_contact: dict[str, set[Hashable]] = defaultdict(set)
    per_account: dict[tuple[Hashable, str], set[str]] = defaultdict(set)
    pairs = []
    for one in sightings:
        account = owned.get(one.id)
        if account is None:
            continue
        for each in one.contacts:
            name, kind = each["pseudonym"], each["kind"]
            if name not in hubs:
                per_contact[name].add(account.account)
                per_account[account.account, kind].add(name)
                if one.link.advertiser == advertiser:
                    pairs.append((name, (account.account, kind)))
    accounts = [(len(per_contact[name]), name) for name, _ in pairs]
    contacts = [(len(per_account[account]), name) for name, account in pairs]
    return {
        "accounts_per_contact_max": _most(accounts, "accounts_per_contact_max", advertiser, evidence),
        "contacts_per_account_max": _most(contacts, "contacts_per_account_max", advertiser, evidence),
    }


def _of_links(
    sightings: Sequence[_Sighting],
    mine: Sequence[_Sighting],
    advertiser: str,
    hubs: Mapping[str, str],
    evidence: list[Piece],
) -> dict[str, Any]:
    texts: dict[str, set[str | None]] = defaultdict(set)
    ages: dict[str, set[int]] = defaultdict(set)
    for one in sightings:
        for each in one.contacts:
            texts[each["pseudonym"]].add(one.told)
            ages[each["pseudonym"]].update(age["age"] for age in one.ages)
    shown = [(one, each) for one in mine for each in one.contacts]
    own = dict.fromkeys(each["pseudonym"] for _, each in shown if each["pseudonym"] not in hubs)
    at_hubs = [each["pseudonym"] for _, each in shown if each["pseudonym"] in hubs]
    similar: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, each in shown:
        if each["pseudonym"] not in hubs:
            similar[one.link.unique_advert, each["kind"]].add(each["pseudonym"])
    by_text: dict[str, set[int]] = defaultdict(set)
    for one in mine:
        by_text[one.link.unique_advert].update(age["age"] for age in one.ages)

    def most(fact: str, counted: Iterable[tuple[int | None, str]]) -> int | None:
        return _most(
            [(count, name) for count, name in counted if count is not None], fact, advertiser, evidence
        )

    found = {
        "sightings_count": len(mine),
        "unique_adverts": len(by_text),
        "texts_per_contact_max": most("texts_per_contact_max", ((len(texts[name]), name) for name in own)),
        "persons_per_contact_max": most(
            "persons_per_contact_max", ((_persons(ages[name]), name) for name in own)
        ),
        "similar_texts_over_contacts": most(
            "similar_texts_over_contacts", ((len(names), text) for (text, _), names in similar.items())
        ),
        "persons_per_text_max": most(
            "persons_per_text_max", ((_persons(years), text) for text, years in by_text.items())
        ),
        "hub_kind": _hub_kind(HUB_NAMES.get(hubs[name], "handle") for name in at_hubs),
    }
    evidence.extend(("advertiser", advertiser, "hub_kind", None, name) for name in at_hubs)
    evidence.extend(("advertiser", advertiser, "unique_adverts", None, text) for text in by_text)
    return found


def _hub_kind(kinds: Iterable[str]) -> str | None:
    counted = Counter(kinds)
    # with several hubs the one seen most, and of as many the first by name: one name stands for all
    return min(counted, key=lambda kind: (-counted[kind], kind)) if counted else None


def _most(
    counted: Sequence[tuple[int, str]], fact: str, advertiser: str, evidence: list[Piece]
) -> int | None:
    """The largest count, and as evidence what has it."""
    largest = max((count for count, _ in counted), default=None)
    evidence.extend(
        ("advertiser", advertiser, fact, None, name) for count, name in counted if count == largest
    )
    return largest
