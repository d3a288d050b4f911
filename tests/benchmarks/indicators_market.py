"""The facts of an invented market in columns, and twenty rules: what the benchmark of the rules reads.

No advert is like another: each has words of its own between sentences that many have, one in five a
text with letters beyond ASCII. About every fourth says something that a word list knows.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from baken.indicators.conditions import (
    All,
    Compare,
    Condition,
    Contains,
    CountGe,
    In,
    IsMissing,
    Matches,
    Not,
)
from baken.indicators.derive import EVIDENCE, Facts
from baken.indicators.facts import ALL_FACTS, DATA_TYPES
from baken.indicators.folding import fold
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_rules
from baken.indicators.wordlists import shipped_word_lists

SEED = 11
SIGHTINGS_EACH = 4
"""Sightings of one advertiser, on average."""

SAID = 0.045
"""The share of adverts that say a phrase of one word list."""

SENTENCES = (
    "Ontspannende massage, privé ontvangst.", "Relaxing massage, private reception.",
    "Rustige kamer met parkeren voor de deur.", "A quiet room with parking at the door.",
    "Bel of app voor een afspraak.", "Call or text for an appointment.",
    "Ook in het weekend, van tien tot tien.", "Also on weekends, from ten to ten.",
    "Warme olie en zachte handdoeken.", "Warm oil and soft towels.", "Graag een dag tevoren afspreken.",
    "Please book a day ahead.", "Betalen kan contant of met een pas.", "Cash or card, as you like.",
    "Nieuw: hot stone en voetmassage!", "New: hot stones and foot massage!", "Thee staat klaar; welkom.",
    "Tea is ready; you are welcome.", "Op de eerste verdieping, met lift.", "First floor, with a lift.",
)  # fmt: skip
BEYOND_ASCII = (
    "Één adres, geen café. 🌿", "Preis: 60 € für eine Stunde.", "Обо мне: спокойный массаж.",
    "Très calme, près de la gare.",
)  # fmt: skip
SYLLABLES = [first + second for first in "bdgklmnrstvz" for second in "aeou"]


def market(sightings: int) -> Facts:
    """The facts of so many sightings, with evidence for those that show it; some facts are missing."""
    draw = np.random.default_rng(SEED)
    number = np.arange(sightings)
    owner = draw.integers(0, max(1, sightings // SIGHTINGS_EACH), sightings)
    ids = pl.Series("sighting_id", number).cast(pl.String)
    frame = pl.DataFrame({"sighting_id": "s" + ids, "number": owner}).with_columns(
        advertiser="a" + pl.col("number").cast(pl.String),
        unique_advert="u" + ids,
        text=_texts(draw, sightings),
        contact_obscured=pl.Series(draw.random(sightings) < 0.05),
        contacts_count=pl.Series(draw.integers(0, 4, sightings)),
        contact_kinds=pl.Series(draw.integers(0, 3, sightings)).replace_strict(
            {0: [], 1: ["phone"], 2: ["phone", "telegram"]}, return_dtype=pl.List(pl.String)
        ),
        stated_age_min=_some(draw, draw.integers(21, 60, sightings), 0.6),
        price_ratio_to_local_median=_some(draw, draw.lognormal(0, 0.4, sightings), 0.5),
        advertised_persons=_some(draw, draw.geometric(0.9, sightings), 0.6),
        accounts_per_payer_max=_some(draw, draw.geometric(0.8, sightings), 0.2),
    )
    frame = frame.with_columns(
        stated_age_max=pl.col("stated_age_min"), stated_ages=pl.concat_list("stated_age_min")
    ).with_columns(pl.when(pl.col("stated_age_min").is_not_null()).then("stated_ages").alias("stated_ages"))
    advertisers = _advertisers(draw, frame)
    own = [fact.name for fact in ALL_FACTS if fact.over_sightings is None]
    sightings_frame = frame.join(
        advertisers.select("advertiser", *own), on="advertiser", how="left", maintain_order="left"
    )
    columns = [fact.name for fact in ALL_FACTS]
    return Facts(
        _whole(sightings_frame).select("sighting_id", "advertiser", "unique_advert", *columns),
        _whole(advertisers).select("advertiser", *(name for name in columns if name != "text")),
        _evidence(frame),
    )


def _texts(draw: np.random.Generator, rows: int) -> pl.Series:
    shared = pl.Series(SENTENCES)
    parts = [shared.gather(draw.integers(0, len(SENTENCES), rows)) for _ in range(4)]
    syllables = pl.Series(SYLLABLES)
    words = [
        pl.select(
            pl.concat_str([syllables.gather(draw.integers(0, len(SYLLABLES), rows)) for _ in range(3)])
        ).to_series()
        for _ in range(4)
    ]
    beyond = _said(draw, rows, BEYOND_ASCII, 0.2)
    said = [_said(draw, rows, phrases, SAID) for phrases in shipped_word_lists().values()]
    price = pl.Series(draw.integers(6, 30, rows) * 10).cast(pl.String)
    table = pl.DataFrame(
        {f"part {at}": part for at, part in enumerate([*parts, *words, beyond, *said, price])}
    )
    return table.select(
        pl.format(
            "{} {}\n{} {}, {} {} {}{} {}. {} {}{}{}{}{}{} per uur",
            "part 4", "part 5", "part 0", "part 6", "part 1", "part 2", "part 8", "part 9", "part 7",
            "part 3", *(f"part {at}" for at in range(10, 16)),
        )
    ).to_series()  # fmt: skip


def _said(draw: np.random.Generator, rows: int, phrases: tuple[str, ...], share: float) -> pl.Series:
    """One of the phrases in so many of the rows, an empty text in the others."""
    said = pl.Series([*(f" {phrase.capitalize()}. " for phrase in phrases), ""])
    which = draw.integers(0, len(phrases), rows)
    return said.gather(np.where(draw.random(rows) < share, which, len(phrases)))


def _some(draw: np.random.Generator, values: Any, share: float) -> pl.Series:
    """The values where they are known, in so many of the rows."""
    return pl.select(pl.when(pl.Series(draw.random(len(values)) < share)).then(pl.Series(values))).to_series()


def _advertisers(draw: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    found = frame.group_by("advertiser", maintain_order=True).agg(
        pl.col("contact_obscured").any(),
        pl.col("contacts_count", "stated_age_max", "advertised_persons", "accounts_per_payer_max").max(),
        pl.col("stated_age_min", "price_ratio_to_local_median").min(),
        sightings_count=pl.len(),
    )
    rows = found.height
    return found.with_columns(
        unique_adverts=pl.Series(draw.geometric(0.5, rows)),
        texts_per_contact_max=_some(draw, draw.geometric(0.6, rows), 0.9),
        persons_per_contact_max=_some(draw, draw.geometric(0.8, rows), 0.9),
        similar_texts_over_contacts=_some(draw, draw.geometric(0.8, rows), 0.9),
        persons_per_text_max=_some(draw, draw.geometric(0.9, rows), 0.9),
        accounts_per_contact_max=_some(draw, draw.geometric(0.8, rows), 0.3),
        contacts_per_account_max=_some(draw, draw.geometric(0.8, rows), 0.3),
        hub_kind=pl.Series(["switchboard", "handle", None]).gather(
            np.minimum(draw.integers(0, 100, rows), 2)
        ),
    )


def _whole(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        (pl.col(fact.name) if fact.name in frame.columns else pl.lit(None))
        .cast(DATA_TYPES[fact.kind])
        .alias(fact.name)
        for fact in ALL_FACTS
        if fact.name in frame.columns or fact.name != "text"
    )


def _evidence(frame: pl.DataFrame) -> pl.DataFrame:
    """A span for each sighting with a contact, and for each stated age."""
    parts = [
        frame.filter(shown).select(
            level=pl.lit("sighting"),
            subject="sighting_id",
            fact=pl.lit(fact),
            span=pl.concat_list(pl.lit(4, pl.Int32), pl.lit(14, pl.Int32)),
            id=pl.lit(None, pl.String),
        )
        for fact, shown in (
            ("contact_obscured", pl.col("contact_obscured")),
            ("stated_age_min", pl.col("stated_age_min").is_not_null()),
            ("price_ratio_to_local_median", pl.col("price_ratio_to_local_median").is_not_null()),
        )
    ]
    return pl.concat(parts).select(pl.col(name).cast(kind) for name, kind in EVIDENCE.items())


VARIANTS: dict[str, tuple[str, Condition]] = {
    "contact_obscured_and_alone": (
        "contact_obscured",
        All((Compare("eq", "contact_obscured", True), Compare("le", "contacts_count", 1))),
    ),
    "hub_with_many_texts": (
        "shared_contact_many_texts",
        All(
            (
                In("hub_kind", ("switchboard", "mailbox")),
                Compare("ge", "texts_per_contact_max", 3),
                Not(IsMissing("persons_per_contact_max")),
            )
        ),
    ),
    "round_the_clock_pattern": ("always_available", Matches("text", r"(?i)\b24\s*(/|x|-)\s*7\b")),
    "several_ways_and_a_reception": (
        "someone_else_manages_contact",
        All((CountGe("contact_kinds", 2), Contains("text", (fold("reception"), fold("receptie"))))),
    ),
}
"""Rules beside the shipped ones, so that every operator is used: the shipped rule that lends its texts and
examples, and a condition."""


def twenty_rules() -> tuple[Rule, ...]:
    """The shipped rules and their variants."""
    shipped = {rule.indicator: rule for rule in load_rules()}
    variants = [
        replace(shipped[like], indicator=name, when=condition) for name, (like, condition) in VARIANTS.items()
    ]
    return tuple(sorted((*shipped.values(), *variants), key=lambda rule: rule.indicator))
