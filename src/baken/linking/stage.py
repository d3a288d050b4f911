"""The stage: a table of sightings in, their unique adverts and advertisers out, with the reasons."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking import edges as edge_columns
from baken.linking.advertisers import advertisers
from baken.linking.identities import Identities, identities
from baken.linking.kernels import Codes
from baken.linking.names import cluster_ids
from baken.linking.settings import LinkSettings
from baken.linking.sightings import SCHEMA
from baken.linking.unique_adverts import unique_adverts
from baken.linking.words import read_texts

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


def link(sightings: pa.Table, *, settings: LinkSettings | None = None) -> Links:
    """Links sightings (columns as `sightings.SCHEMA`): the same partition and ids in any order of rows.

    Raises ValueError when a column is missing or a sighting id is missing or stands there twice.
    """
    settings = settings or LinkSettings()
    missing = [name for name in SCHEMA.names if name not in sightings.column_names]
    if missing:
        raise ValueError(f"the table of sightings lacks {', '.join(missing)}")
    ids = pc.cast(sightings["sighting_id"], pa.string())
    if ids.null_count:
        raise ValueError("a sighting has no sighting_id")
    order = pc.sort_indices(ids)
    by_id = sightings.select(SCHEMA.names).take(order)
    ids = pa.concat_arrays([pa.array([], pa.string()), *pc.cast(by_id["sighting_id"], pa.string()).chunks])
    repeated = pc.equal(ids[1:], ids[:-1])
    if len(repeated) and pc.any(repeated).as_py():
        raise ValueError(f"sighting_id {ids[1:].filter(repeated)[0].as_py()!r} stands there more than once")

    moments = pc.cast(
        pc.fill_null(pc.cast(by_id["captured_at"], pa.timestamp("us", tz="UTC")), 0), pa.int64()
    )
    adverts = unique_adverts(read_texts(by_id["words"]), settings)
    found = identities(by_id, adverts.told_apart(), settings)
    owners = advertisers(found, adverts, moments.to_numpy().astype(np.int64), settings)
    rank: Codes = np.empty(len(ids), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(len(ids))
    columns = [ids, cluster_ids("u", ids, adverts.first), cluster_ids("a", ids, owners.first)]
    return Links(
        assignments=pa.table(columns, schema=ASSIGNMENTS).take(pa.array(rank)),
        edges=edge_columns.edges(ids, adverts, found, owners),
        hubs=_hubs(found),
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
