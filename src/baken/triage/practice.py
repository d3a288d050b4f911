"""Invented leads to practise on, as data that comes with Baken. They stand in no table of leads."""

import re
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baken.adverts.advertiser_queries import (
    AdvertiserSeen,
    ContactInAdvert,
    Firing,
    OpenedSighting,
    SightingPlace,
    UniqueAdvertSeen,
)
from baken.triage.dossier_findings import Findings
from baken.vocabulary.advert_record import words
from baken.vocabulary.code_list import Label

FILE = Path(__file__).parent / "training" / "exercises.yaml"
BEGIN = date(2025, 1, 6)
"""The Monday of the first week of every exercise."""
_MARK = re.compile(r"\[([a-z_]+)(!?)\|([^\]]*)\]")
_ADVERTISER = "exercise"
_NAMESPACE = uuid.UUID("6a0f2f5e-0d0c-4d0e-9a55-5f6b6f6a7261")


@dataclass(frozen=True, slots=True)
class Exercise:
    """An invented lead, the outcomes that fit it, and what is said to each."""

    name: str
    title: Label
    fitting: tuple[str, ...]
    feedback: dict[str, Label]
    told: dict[str, Any]

    def said(self, outcome: str) -> Label:
        """What is said to somebody who chose this outcome."""
        return self.feedback.get(outcome) or self.feedback["other"]

    @property
    def band(self) -> str:
        """The band that it would be in."""
        return str(self.told["band"])


@cache
def exercises() -> dict[str, Exercise]:
    """Every exercise by its name, in their order."""
    told = yaml.safe_load(FILE.read_text("utf-8"))
    return {
        one["name"]: Exercise(
            one["name"],
            Label(**one["title"]),
            tuple(one["fitting"]),
            {outcome: Label(**text) for outcome, text in one["feedback"].items()},
            one,
        )
        for one in told
    }


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of an exercise, its marks taken out and kept as spans."""

    name: str
    title: str
    plain: str
    contacts: tuple[tuple[str, bool, int, int], ...]
    signs: tuple[tuple[str, int, int], ...]
    weeks: tuple[int, ...]
    provinces: tuple[str, ...]
    platform: str

    @property
    def sightings(self) -> int:
        return sum(self.weeks)

    @property
    def moments(self) -> list[datetime]:
        """A sighting at noon, the first of a week on its Monday, the next on the day after."""
        return [
            datetime(BEGIN.year, BEGIN.month, BEGIN.day, 12, tzinfo=UTC) + timedelta(weeks=week, days=day)
            for week, count in enumerate(self.weeks)
            for day in range(count)
        ]


def findings_of(exercise: Exercise, number: int = 1) -> Findings:
    """The exercise as the lead page reads a lead, with text `number` opened (the nearest there is)."""
    told = exercise.told
    texts = [_text(f"t{place}", text, told["contacts"]) for place, text in enumerate(told["texts"], 1)]
    number = min(max(number, 1), len(texts))
    opened = texts[number - 1]
    sighting = uuid.uuid5(_NAMESPACE, f"{exercise.name} {number}")
    evidence = [
        (str(sighting), indicator, [{"span": [start, end]}]) for indicator, start, end in opened.signs
    ] + [
        (_ADVERTISER, reason["indicator"], [{"id": _pseudonym(contact)} for contact in reason["contacts"]])
        for reason in told["reasons"]
        if reason.get("contacts")
    ]
    return Findings(
        advertiser=_ADVERTISER,
        band=told["band"],
        reasons=tuple(reason["indicator"] for reason in told["reasons"]),
        number=number,
        order=tuple(text.name for text in texts),
        seen=_seen(texts),
        contacts=_contacts(texts, told["contacts"]),
        firings=[_firing(reason["indicator"], texts) for reason in told["reasons"]],
        refused=(),
        opened=[
            OpenedSighting(
                sighting=sighting,
                captured_at=opened.moments[-1],
                title=opened.title,
                text=opened.plain,
                has_account=False,
                contacts=tuple(
                    (told["contacts"][name]["kind"], _pseudonym(name), obscured, start, end)
                    for name, obscured, start, end in opened.contacts
                ),
            )
        ],
        evidence=evidence,
        sightings=[
            SightingPlace(text.platform, moment, text.provinces, text.name, "", None, None)
            for text in texts
            for moment in text.moments
        ],
    )


def _text(name: str, told: dict[str, Any], contacts: dict[str, Any]) -> _Text:
    plain, shift = "", len(words(told["title"], "x")) - 1
    at = 0
    read: list[tuple[str, bool, int, int]] = []
    signs: list[tuple[str, int, int]] = []
    for match in _MARK.finditer(told["text"]):
        plain += told["text"][at : match.start()]
        start, end = shift + len(plain), shift + len(plain) + len(match[3])
        if match[1] in contacts:
            read.append((match[1], bool(match[2]), start, end))
            if match[2]:
                signs.append(("contact_obscured", start, end))
        else:
            signs.append((match[1], start, end))
        plain += match[3]
        at = match.end()
    plain += told["text"][at:]
    return _Text(
        name, told["title"], plain, tuple(read), tuple(signs), tuple(told["weeks"]),
        tuple(told["provinces"]), told["platform"],
    )  # fmt: skip


def _pseudonym(contact: str) -> str:
    return (contact * 5).ljust(26, "2")


def _seen(texts: list[_Text]) -> AdvertiserSeen:
    weeks: Counter[date] = Counter()
    provinces: Counter[str] = Counter()
    platforms: Counter[str] = Counter()
    for text in texts:
        for week, count in enumerate(text.weeks):
            if count:
                weeks[BEGIN + timedelta(weeks=week)] += count
        for province in text.provinces:
            provinces[province] += text.sightings
        platforms[text.platform] += text.sightings
    priced = sum(text.sightings for text in texts if "euro" in text.plain)
    return AdvertiserSeen(
        texts=tuple(
            UniqueAdvertSeen(text.name, text.sightings, text.moments[0], text.moments[-1]) for text in texts
        ),
        weeks=dict(weeks),
        provinces=dict(provinces),
        without_province=0,
        platforms=dict(platforms),
        stated_ages=None,
        with_age=0,
        with_price=priced,
    )


def _contacts(texts: list[_Text], told: dict[str, Any]) -> list[ContactInAdvert]:
    return [
        ContactInAdvert(
            _pseudonym(name), told[name]["kind"], text.name, text.sightings, obscured,
            told[name].get("shared_by"),
        )
        for text in texts
        for name, obscured in dict.fromkeys((name, obscured) for name, obscured, _, _ in text.contacts)
    ]  # fmt: skip


def _firing(indicator: str, texts: list[_Text]) -> Firing:
    on = [text for text in texts if any(sign == indicator for sign, _, _ in text.signs)]
    return Firing(
        indicator=indicator,
        rule_version=1,
        grade="C",
        on_advertiser=not on,
        sightings=sum(text.sightings for text in on),
        texts=tuple(text.name for text in on),
    )
