"""Twenty-two weeks of five invented webcam platforms, so that the market watch has something to see.

One stays as it is, two grow in one month as the webcam study found (+37% and +69%), one is new and one
vanishes although it was visited. They are webcam platforms, so the table of the advert sites, which is
calibrated to published counts, leaves them out. What is in them is sightings like any other, collected and
linked by the same stages; nothing is counted here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

import numpy as np
import pyarrow as pa

from baken.adverts.actions.store_sightings import store_sightings
from baken.collection.batches import EVIDENCE
from baken.collection.models import Crawl, LawfulBasis, Source
from baken.demo.jargon import with_jargon
from baken.demo.organisation import ORGANISATION
from baken.demo.sentences import sections
from baken.demo.towns import TOWNS
from baken.platforms.actions import add_platforms
from baken.platforms.catalogue import PlatformEntry
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.vocabulary.advert_record import SCHEMA

FIRST_WEEK = date(2025, 2, 10)
WEEKS = 22
EVIDENCE_FILE = "webcam-weeks.jsonl"

_SEED = 2021
_STAYS = 0.88
"""Of the performers of a week, those that are there in the next one."""

_KNOWN = (
    PlatformEntry("kleinmarkt-example", "kleinmarkt.example", "marketplace"),
    PlatformEntry("ontmoet-example", "ontmoet.example", "dating_service"),
    PlatformEntry("avondplein-example", "avondplein.example", "sex_advertising_website"),
    PlatformEntry("marktplein-example", "marktplein.example", "forum"),
)
"""The sites of the demo's advert market, and the notice board that it crawls."""


@dataclass(frozen=True, slots=True)
class Webcam:
    """An invented platform: performers in a common week, and the weeks (from 0) it is there.

    From week `grows_from` on it grows by `growth` within four weeks and stays there.
    """

    name: str
    size: int
    first: int = 0
    last: int = WEEKS - 1
    growth: float = 1.0
    grows_from: int = WEEKS

    def level(self, week: int) -> float:
        """The performers of a week before chance."""
        share = min(max((week - self.grows_from + 1) / 4, 0.0), 1.0)
        return self.size * float(self.growth**share)


WEBCAMS = (
    Webcam("lantaarnraam.example", 30),
    Webcam("avondvenster.example", 90, growth=1.37, grows_from=13),
    Webcam("kaarslicht.example", 42, growth=1.69, grows_from=14),
    Webcam("ochtendraam.example", 14, first=14),
    Webcam("stillekamer.example", 16, last=14),
)

_SLOTS: dict[str, tuple[str, ...]] = {
    "hobby": ("koken", "schaken", "oude films", "tuinieren", "schilderen", "breien", "vogels kijken"),
    "thing": (
        "een pot thee",
        "een oude stoel",
        "een rieten mand",
        "een lamp",
        "een dikke deken",
        "een trommel",
    ),
    "place": ("de zee", "de heide", "het bos", "de rivier", "de bergen", "de polder", "het meer"),
    "number": ("twee", "drie", "vier", "vijf", "zes", "acht", "elf"),
    "day": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "hour": ("zeven uur", "acht uur", "half negen", "negen uur", "tien uur"),
    "trait": ("rustig", "vrolijk", "nieuwsgierig", "koppig", "geduldig", "dromerig", "nuchter"),
}
_PRIME = 7
"""Sentences a topic, and topics. A performer's number is a polynomial of the third degree over this field:
two performers have the same sentence at three of the seven topics at most."""

_GENDERS, _SHARES = ("women", "men", "trans", "couples"), (0.66, 0.18, 0.08, 0.08)


def add_webcam_weeks(*, by: Actor) -> None:
    """Stores the sightings of the five platforms and puts them in the catalogue; a second time adds nothing.

    Before the stages run: extraction, linking and counting do the rest.
    """
    _add_to_catalogue(by)
    basis = LawfulBasis.objects.get(code=ORGANISATION.basis.identifier)
    records = webcam_records()
    count = records.num_rows
    evidence = pa.RecordBatch.from_arrays(
        [
            records.column("sighting_id"),
            pa.array([EVIDENCE_FILE] * count),
            pa.array(range(count), pa.int64()),
            pa.nulls(count, pa.string()),
            records.column("captured_at"),
        ],
        schema=EVIDENCE,
    )
    store_sightings(by=by, basis=basis, records=records, evidence=evidence)
    _visit_the_empty_one(by, basis)


def _add_to_catalogue(by: Actor) -> None:
    entries = [
        *_KNOWN,
        *(PlatformEntry(one.name.replace(".", "-"), one.name, "webcam_platform") for one in WEBCAMS),
    ]
    there = set(Platform.objects.values_list("code", flat=True))
    add_platforms(by=by, entries=[entry for entry in entries if entry.code not in there])


def webcam_records() -> pa.RecordBatch:
    """The sightings as advert records, one a performer and week, in order of capture."""
    rng = np.random.default_rng(_SEED)
    performer = 0
    rows = []
    for platform in WEBCAMS:
        present: list[int] = []
        for week in range(platform.first, platform.last + 1):
            wanted = max(round(platform.level(week) * (1 + 0.04 * rng.standard_normal())), 1)
            staying = [one for one in present if rng.random() < _STAYS][:wanted]
            fresh = wanted - len(staying)
            present = [*staying, *range(performer, performer + fresh)]
            performer += fresh
            for place, one in enumerate(present):
                seconds = place % 7 * 86_400 + int(rng.integers(9 * 3_600, 21 * 3_600))
                moment = datetime.combine(FIRST_WEEK, datetime.min.time(), UTC) + timedelta(
                    weeks=week, seconds=seconds
                )
                rows.append(_record(platform.name, one, moment))
    rows.sort(key=lambda row: (row["captured_at"], row["sighting_id"]))
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def _record(platform: str, performer: int, moment: datetime) -> dict[str, object]:
    stem = platform.partition(".")[0]
    gender, place, text = _always(performer)
    return {
        "record_version": 1,
        "sighting_id": f"{stem}-{performer:05d}-{moment:%Y%m%d}",
        "platform": platform,
        "captured_at": moment,
        "title": f"Kamer {performer:05d}",
        "text": with_jargon(text, performer, moment.date(), FIRST_WEEK + timedelta(weeks=WEEKS)),
        "advertised_gender": gender,
        "place": place,
        "account": {"account_id": f"{stem}-{performer:05d}"},
    }


@cache
def _always(performer: int) -> tuple[str, str | None, str]:
    """Gender, town if any, and words: the same in every week."""
    rng = np.random.default_rng([_SEED, performer])
    towns = [town for province in TOWNS.values() for town in province[:2]]
    place = str(rng.choice(towns)) if rng.random() < 0.6 else None
    return str(rng.choice(_GENDERS, p=_SHARES)), place, " ".join(_sentences(performer, rng))


def _sentences(performer: int, rng: np.random.Generator) -> Iterator[str]:
    digits = [performer // _PRIME**power % _PRIME for power in range(4)]
    for topic, sentences in enumerate(sections("webcam-sentences-nl").values()):
        which = sum(digit * topic**power for power, digit in enumerate(digits)) % _PRIME
        chosen = {name: words[rng.integers(len(words))] for name, words in _SLOTS.items()}
        yield sentences[which].format(**chosen)


def _visit_the_empty_one(by: Actor, basis: LawfulBasis) -> None:
    """The platform that vanished was visited all the same, each week, and showed nothing."""
    gone = next(one for one in WEBCAMS if one.last < WEEKS - 1)
    name = f"{gone.name.partition('.')[0]} (verzonnen)"
    if Source.objects.filter(name=name).exists():
        return
    source = Source.objects.create(
        organisation=by.organisation,
        name=name,
        platform=gone.name,
        kind="crawl",
        basis=basis,
        active_until=FIRST_WEEK + timedelta(weeks=WEEKS),
        added_by=by.user,
        added_at=_moment(0),
        ended_at=_moment(WEEKS),
    )
    Crawl.objects.bulk_create(
        Crawl(
            organisation=by.organisation,
            source=source,
            state="done",
            queued_at=_moment(week, day),
            started_at=_moment(week, day),
            ended_at=_moment(week, day) + timedelta(minutes=3),
            ended_because="finished",
            started_by=by.user,
            by_clock=True,
            pages_fetched=3,
        )
        for week in range(gone.last + 1, WEEKS)
        for day in range(7)
    )


def _moment(week: int, day: int = 0) -> datetime:
    return datetime.combine(FIRST_WEEK, datetime.min.time(), UTC) + timedelta(weeks=week, days=day, hours=2)
