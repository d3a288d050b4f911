"""What contacts reach that turned out to be no hubs is found anew, and nothing else need be."""

from typing import Any
from unittest.mock import patch

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from baken.linking import advertisers
from baken.linking.identities import Identities, identities, shown_in
from baken.linking.kernels import Flags
from baken.linking.reached import Reached, reached
from baken.linking.settings import LinkSettings
from baken.linking.sightings import SCHEMA
from baken.linking.stage import Links, link
from baken.linking.unique_adverts import UniqueAdverts, unique_adverts
from baken.linking.unique_texts import UniqueTexts
from tests.unit.linking.linking_sightings import sighting

MANY_HUBS = LinkSettings(hub_texts=1, hub_texts_alone=2)
KEYS = st.sampled_from([f"{kind}:{name}" for kind in ("phone", "email") for name in "ABC"])
ROWS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 5), st.sampled_from(["", "short text"])),
        st.sets(KEYS, max_size=3),
        st.one_of(st.none(), st.sampled_from("PQ")),
        st.sets(st.sampled_from("xyz"), max_size=2),
        st.sampled_from([0, 3, 600]),
    ),
    max_size=24,
)


def _table(rows: list[tuple[Any, ...]]) -> pa.Table:
    made = [
        sighting(f"s{at:02}", words, *sorted(keys), day=day, account=account, images=tuple(sorted(images)))
        for at, (words, keys, account, images, day) in enumerate(rows)
    ]
    return pa.Table.from_pylist(made, SCHEMA)


def _everything(keys: Flags, found: Identities, adverts: UniqueAdverts) -> Reached:
    every = np.arange(len(adverts.first), dtype=np.int64)
    return Reached(len(every), every, np.arange(len(found.key), dtype=np.int64), found, adverts)


def _linked(rows: list[tuple[Any, ...]]) -> Links:
    return link(_table(rows), settings=MANY_HUBS)


@given(ROWS)
def test_links_where_hubs_turn_out_to_be_none_are_those_of_everything_found_anew(
    rows: list[tuple[Any, ...]],
) -> None:
    found = _linked(rows)

    with patch.object(advertisers, "reached", _everything):
        anew = _linked(rows)

    assert found.assignments.equals(anew.assignments)
    assert found.edges.equals(anew.edges)
    assert found.hubs.equals(anew.hubs)


def _shown(*rows: dict[str, Any]) -> tuple[Identities, UniqueAdverts]:
    """Sightings of which equal words are one text, and nothing else is."""
    words = [row["words"] for row in rows]
    text_of = np.array([words.index(one) for one in words], dtype=np.int64)
    every = np.arange(len(rows), dtype=np.int64)
    none = every[:0]
    alone = UniqueTexts(every, np.ones(len(rows)), none, none, none.astype(float), none.astype(bool))
    adverts = unique_adverts(text_of, np.full(len(rows), 20), alone)
    table = pa.Table.from_pylist(list(rows), SCHEMA)
    return identities(shown_in(table), adverts.told_apart(), LinkSettings()), adverts


def test_key_reaches_through_texts_and_further_keys_and_no_one_else() -> None:
    found, adverts = _shown(
        sighting("s0", 9, "phone:Z"),
        sighting("s1", 1, "phone:A"),
        sighting("s2", 1, "phone:B"),
        sighting("s3", 2, "phone:B"),
        sighting("s4", 3),
        sighting("s5", 2),
    )
    keys = np.array([name == "A" for name in found.names.to_pylist()])

    part = reached(keys, found, adverts)

    assert part.sightings.tolist() == [1, 2, 3, 5]
    assert part.found.sighting.tolist() == [0, 1, 2]
    assert part.found.key.tolist() == found.key[part.rows].tolist()
    assert part.adverts.first.tolist() == [0, 0, 2, 2]


def test_no_key_reaches_nothing() -> None:
    found, adverts = _shown(sighting("s1", 1, "phone:A"), sighting("s2", 2, "phone:A"))

    part = reached(np.zeros(len(found.names), np.bool_), found, adverts)

    assert len(part.sightings) == len(part.rows) == 0
