"""The stage: a table of sightings in, their unique adverts and advertisers out, with the reasons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking import edges as edge_columns
from baken.linking.advertisers import Advertisers, advertisers
from baken.linking.grounds import judged_advertisers, judged_adverts
from baken.linking.identities import Identities, Shown, identities, shown_in
from baken.linking.judgements import Judgement
from baken.linking.kernels import Codes, Keys
from baken.linking.names import cluster_ids
from baken.linking.reading import Reading, ids_of, in_order, moments_of, read_sightings
from baken.linking.settings import LinkSettings
from baken.linking.unique_adverts import UniqueAdverts, unique_adverts
from baken.linking.unique_texts import unique_texts
from baken.linking.verdicts import Judged

ASSIGNMENTS = pa.schema(
    [
        pa.field("sighting_id", pa.string(), nullable=False),
        pa.field("unique_advert", pa.string(), nullable=False),
        pa.field("advertiser", pa.string(), nullable=False),
    ]
)

HUBS = pa.schema(
    [
        pa.field("contact", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("texts", pa.int64(), nullable=False),
        pa.field("sightings", pa.int64(), nullable=False),
    ]
)


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found.

    `assignments`: a row a sighting, in the order of the input, with the ids of its unique advert and
    its advertiser. `edges`: why, and what was refused (`edges.SCHEMA`). `hubs`: contacts (as
    pseudonyms) and images that too many unique adverts share, with how many unique adverts and sightings.
    """

    assignments: pa.Table
    edges: pa.Table
    hubs: pa.Table


def link(
    sightings: pa.Table,
    *,
    settings: LinkSettings | None = None,
    judgements: Sequence[Judgement] = (),
    suppressed: Collection[str] = (),
) -> Links:
    """Links sightings (columns as `sightings.SCHEMA`): the same partition and ids in any order of rows.

    `judgements` are people's, in the order in which they were given; they hold, each at its own level.
    `suppressed` are pseudonyms that are not linked through. Raises ValueError when a column is missing
    or a sighting id is missing or stands there twice.
    """
    return link_read(
        read_sightings(sightings), settings=settings, judgements=judgements, suppressed=suppressed
    )


def link_read(
    reading: Reading,
    *,
    settings: LinkSettings | None = None,
    judgements: Sequence[Judgement] = (),
    suppressed: Collection[str] = (),
    explain: bool = True,
) -> Links:
    """Links sightings that were read, as `link` does; the edges only when asked to `explain`."""
    settings = settings or LinkSettings()
    ordered, rank = in_order(reading)
    text_of = _numbers_of(ordered.hashes, ordered.texts.hashes)
    text_of[ordered.words == 0] = -1
    found = partition(
        ordered.facts,
        unique_adverts(text_of, ordered.words, unique_texts(ordered.texts, settings)),
        settings=settings,
        judgements=judgements,
        suppressed=suppressed,
    )
    ids = ids_of(ordered.facts)
    columns = [
        ids,
        cluster_ids("u", ids, found.of_adverts.first),
        cluster_ids("a", ids, found.of_owners.first),
    ]
    return Links(
        assignments=pa.table(columns, schema=ASSIGNMENTS).take(pa.array(rank)),
        edges=found.edges() if explain else edge_columns.SCHEMA.empty_table(),
        hubs=found.hubs(),
    )


@dataclass(frozen=True, slots=True)
class Partition:
    """How sightings hang together, by their places: the clusters of both levels and what led to them."""

    ids: pa.Array
    adverts: UniqueAdverts
    identities: Identities
    owners: Advertisers
    of_adverts: Judged
    of_owners: Judged

    def edges(self) -> pa.Table:
        """Why, and what was refused (`edges.SCHEMA`)."""
        return edge_columns.edges(self.ids, self.adverts, self.owners, self.of_adverts, self.of_owners)

    def hubs(self) -> pa.Table:
        """The contacts and images that too many share (HUBS)."""
        return _hubs(self.identities)


def _numbers_of(hashes: Keys, texts: Keys) -> Codes:
    """The place of each hash among those of the texts, which are in order."""
    order = np.argsort(hashes)  # asked in order, the answers lie near each other
    numbers = np.empty(len(hashes), dtype=np.int64)
    numbers[order] = np.searchsorted(texts, hashes[order])
    return numbers


def partition(
    facts: pa.Table,
    adverts: UniqueAdverts,
    *,
    settings: LinkSettings,
    judgements: Sequence[Judgement],
    suppressed: Collection[str],
    shown: Shown | None = None,
) -> Partition:
    """Finds the advertisers of sightings whose unique adverts are known, and lets people's judgements
    hold. Of two clusters or sightings that are as good as each other, the one that stands first counts.

    `shown` is what the facts show, for who has read that from them already.
    """
    ids = ids_of(facts)
    found = identities(shown or shown_in(facts), adverts.told_apart(), settings, suppressed)
    owners = advertisers(found, adverts, moments_of(facts), settings)
    return Partition(
        ids=ids,
        adverts=adverts,
        identities=owners.found,
        owners=owners,
        of_adverts=judged_adverts(adverts, ids, judgements),
        of_owners=judged_advertisers(owners, adverts, ids, judgements),
    )


def _hubs(found: Identities) -> pa.Table:
    hub = pa.array(np.flatnonzero(found.hub))
    return pa.table(
        [
            pc.cast(found.names.take(hub), pa.string()),
            pc.cast(found.kinds.take(hub), pa.string()),
            pa.array(found.texts).take(hub),
            pa.array(found.sightings).take(hub),
        ],
        schema=HUBS,
    )
