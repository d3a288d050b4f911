"""Registers of some hundreds of invented registrations: a few platforms often, many rarely."""

from datetime import date

import numpy as np
import polars as pl

from baken.register.coded import (
    CATALOGUE,
    HOW_IT_HAPPENED,
    MENTIONS,
    PARTICIPATIONS,
    PERSONS,
    REGISTRATIONS,
    ROLES,
    STATUSES,
    CodedRegister,
    frame,
)
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    TechnologyPart,
)
from baken.vocabulary.persons import PersonRole
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import PlatformRole, PlatformType
from baken.vocabulary.sources import SourceKind

PLATFORMS = 24
YEARS = (2021, 2022, 2023, 2024)


def drawn_register(seed: int, registrations: int = 200) -> CodedRegister:
    """A register drawn by chance, always the same for a seed. With more registrations it is the same one,
    gone on."""
    rows: dict[str, list[tuple[object, ...]]] = {
        "registrations": [],
        "mentions": [],
        "roles": [],
        "parts": [],
        "statuses": [],
        "how_it_happened": [],
        "catalogue": [],
    }
    persons: dict[str, tuple[object, ...]] = {}
    weights = 1 / np.arange(1, PLATFORMS + 1) ** 1.3
    for number in range(registrations):
        draw = np.random.default_rng([seed, number])
        key = f"R{number:05}"
        day = date(int(draw.choice(YEARS)), int(draw.integers(1, 13)), 3)
        unit = str(draw.choice(PoliceUnit.codes)) if draw.random() < 0.6 else None
        for count, platform in enumerate(
            draw.choice(PLATFORMS, size=int(draw.integers(0, 4)), replace=False, p=weights / weights.sum())
        ):
            kind = PlatformType.codes[int(platform) % 5]
            mention = f"{key}-{count}"
            name = f"Platform {platform:02}"
            rows["mentions"].append((mention, key, "named", f"p{platform:02}", name, kind, int(platform)))
            for role in draw.choice(PlatformRole.codes, size=int(draw.integers(0, 3)), replace=False):
                rows["roles"].append((mention, key, str(role), "unknown"))
        if draw.random() < 0.2:
            naming = str(draw.choice(["unnamed", "unclear"]))
            rows["mentions"].append((f"{key}-9", key, naming, None, None, None, None))
        for _ in range(int(draw.integers(0, 3))):
            person = f"P{int(draw.integers(0, registrations)):05}"
            sex = "female" if draw.random() < 0.9 else "male"
            persons.setdefault(person, (person, sex, "NL" if draw.random() < 0.8 else "XA"))
            age = int(draw.integers(12, 21)) if draw.random() < 0.9 else None
            roles = [str(draw.choice(PersonRole.codes))]
            if (key, person) not in {part[:2] for part in rows["parts"]}:
                rows["parts"].append((key, person, age, roles))
        source, province = str(draw.choice(SourceKind.codes)), draw.choice([None, *Province.codes])
        offender = str(draw.choice(OffenderType.codes)) if draw.random() < 0.3 else None
        rows["registrations"].append((key, key, source, day, unit, province, "sexual", "domestic", offender))
        course = draw.choice(AllegationStatus.codes, size=int(draw.integers(0, 3)), p=(0.6, 0.3, 0.1))
        rows["statuses"] += [
            (key, date(2025, place + 1, 1), str(status), None) for place, status in enumerate(course)
        ]
        means = draw.choice(CoercionMeans.codes, size=int(draw.integers(0, 3)), replace=False)
        rows["how_it_happened"].append(
            (
                key,
                draw.choice([None, *TechnologyPart.codes]),
                draw.choice([None, *RecruitmentMode.codes]),
                draw.choice([None, *CustomerContact.codes]),
                [str(one) for one in means],
                draw.choice([None, *MetOnline.codes]),
            )
        )
    for platform in range(PLATFORMS):
        kind = PlatformType.codes[platform % 5]
        rows["catalogue"].append((f"p{platform:02}", f"Platform {platform:02}", kind, platform, None, None))
    return CodedRegister(
        registrations=frame(rows["registrations"], REGISTRATIONS),
        mentions=frame(rows["mentions"], MENTIONS),
        roles=frame(rows["roles"], ROLES),
        persons=frame(list(persons.values()), PERSONS),
        participations=frame(rows["parts"], PARTICIPATIONS),
        statuses=frame(rows["statuses"], STATUSES),
        how_it_happened=frame(rows["how_it_happened"], HOW_IT_HAPPENED),
        catalogue=frame(rows["catalogue"], CATALOGUE),
    )


def drawn_market(seed: int, adverts: int = 300) -> pl.DataFrame:
    """A market drawn by chance: unique adverts, each seen in one to three provinces."""
    schema = {
        "sighting_id": pl.String, "unique_advert": pl.String, "advertised_gender": pl.String,
        "province": pl.String, "captured_on": pl.Date,
    }  # fmt: skip
    rows = []
    for number in range(adverts):
        draw = np.random.default_rng([seed, number])
        gender = str(draw.choice(["women", "men", "trans", "couples"], p=[0.6, 0.3, 0.06, 0.04]))
        for province in draw.choice(Province.codes, size=int(draw.integers(1, 4)), replace=False):
            rows.append((f"s{number}", f"a{number}", gender, str(province), date(2024, 5, 1)))
    return pl.DataFrame(rows, schema=schema, orient="row")
