"""The synthetic market: invented adverts on three invented sites, with the truth about who is who.

It is calibrated to published counts of unique adverts and to nothing else: what linking and
indicators find in it is a regression test, not a finding about anybody.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from baken.demo import adverts, columns, contacts, people, publications, texts, wording
from baken.demo.people import KINDS, NONE, PATTERNS

LEAST, MOST = 0.005, 1.0
"""The scales that keep every promise."""

EPOCH = datetime(2025, 1, 6, tzinfo=UTC)

TRUTH = pa.schema(
    [
        pa.field("sighting_id", pa.string(), nullable=False),
        pa.field("unique_advert", pa.string(), nullable=False),
        pa.field("advertiser", pa.string(), nullable=False),
        pa.field("advertiser_kind", pa.string(), nullable=False),
        pa.field("pattern", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Market:
    """`records` as advert records in order of capture; `truth` in the same order, known to the demo only."""

    records: pa.Table
    truth: pa.Table


def generate(scale: float, seed: int = 2021) -> Market:
    """The market at a scale: at 1, about 110 thousand sightings from January to mid-July 2025.

    At scale s it has round(25,000 s) unique adverts by women and round(17,000 s) by men, of which
    round(4,600 s) and round(2,600 s) are seen in Noord-Brabant; adverts by others come on top. The same
    scale and seed give the same market. Raises ValueError for a scale outside .005 to 1.
    Source of the counts: online outreach programme, state of mid-July 2025.
    """
    if not LEAST <= scale <= MOST:
        raise ValueError(f"the scale is from {LEAST} to {MOST:g}, not {scale}")
    draws = iter(np.random.default_rng(seed).spawn(8))
    owners = people.enlist(scale, next(draws))
    unique = adverts.write_down(owners, scale, next(draws))
    rng = next(draws)
    language = texts.languages(len(owners), rng)
    language = np.where(owners.of_kind("agency"), texts.DUTCH, language)
    language = np.where(owners.pattern == PATTERNS.index("script"), texts.SCRIPT, language)[unique.owner]
    written = texts.write(language, owners.of_kind("agency")[unique.owner], rng)
    ways = wording.word(owners, unique.owner, language, rng)
    rng = next(draws)
    everybody, copies = publications.copy_texts(owners, unique, ways.mode != contacts.OBSCURED, rng)
    published = publications.publish(everybody, unique, copies, rng)
    seen = publications.see(everybody, published, next(draws))
    rng = next(draws)
    known = contacts.hand_out(everybody, seed, rng)
    details = wording.detail(everybody, known, published, ways, seed, rng)
    titles, bodies = wording.render(everybody, written, language, published, ways, details)
    shown = columns.Shown(everybody, known, published, ways, details, titles, bodies)
    records = columns.records(shown, seen, EPOCH, next(draws))
    return Market(records=records, truth=_truth(records, shown, seen, next(draws)))


def _truth(
    records: pa.Table,
    shown: columns.Shown,
    seen: publications.Sightings,
    rng: np.random.Generator,
) -> pa.Table:
    advertiser = shown.published.advertiser[seen.publication]
    pattern = shown.people.pattern[advertiser]
    truth = [
        records["sighting_id"],
        _ids("unique", shown.published.unique[seen.publication], rng),
        _ids("advertiser", shown.details.holder[seen.publication], rng),
        pa.array(KINDS).take(pa.array(shown.people.kind[advertiser])),
        pa.array(PATTERNS).take(pa.array(pattern, mask=pattern == NONE)),
    ]
    return pa.table(truth, schema=TRUTH)


def _ids(name: str, places: npt.NDArray[np.int64], rng: np.random.Generator) -> pa.Array:
    """Identifiers in an order that says nothing."""
    shuffled = rng.permutation(int(places.max()) + 1)
    labels = np.array([f"{name}-{place:06d}" for place in range(len(shuffled))])
    return pa.array(labels[shuffled[places]])
