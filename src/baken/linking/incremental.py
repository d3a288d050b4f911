"""Linking a new batch to what stands, without reading the past anew.

The texts of the batch are held against standing texts that may be like them; who hangs together through
contacts, accounts and images is found anew over all, which costs little. Ids stay; where one cannot,
the lineage says so.
"""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking import edges as edge_columns
from baken.linking.identities import shown_in
from baken.linking.judgements import Judgement
from baken.linking.kernels import Codes
from baken.linking.lineage import NAMES, Lineage, continued
from baken.linking.reading import FACTS, Reading, ids_of, in_order
from baken.linking.settings import LinkSettings
from baken.linking.stage import ASSIGNMENTS, Links, Partition, partition
from baken.linking.standing import StandingTexts
from baken.linking.tally import Tally
from baken.linking.unique_adverts import unique_adverts
from baken.linking.unique_texts import more_texts
from baken.linking.words import Texts


@dataclass(frozen=True, slots=True)
class Standing:
    """All sightings of earlier runs in the order in which they came, and their links.

    `text_of` is the number of each one's text (-1: no words), `words` its number of words. The ids of
    unique adverts and advertisers are `lineage.NAMES`.
    """

    run: int
    facts: pa.Table
    text_of: Codes
    words: Codes
    unique_adverts: pa.DictionaryArray
    advertisers: pa.DictionaryArray
    texts: StandingTexts

    @classmethod
    def empty(cls) -> "Standing":
        """Nothing yet."""
        nothing = np.zeros(0, dtype=np.int64)
        names = pa.array([], NAMES)
        tally = Tally.to_grow(0)
        return cls(0, FACTS.empty_table(), nothing, nothing, names, names, StandingTexts.empty(tally))


@dataclass(frozen=True, slots=True)
class Grown:
    """What stands after a batch, and the texts that came with it; the links of the batch; the lines for
    the record of changed ids.

    `changed` is false when the batch brought nothing new: what stood stands, byte for byte. `differs`
    are the ids of sightings that came again with other words; what stood of them stands.
    """

    standing: Standing
    texts: Texts
    links: Links
    changes: list[dict[str, Any]]
    changed: bool
    differs: list[str]


def link_more(
    standing: Standing,
    reading: Reading,
    *,
    settings: LinkSettings | None = None,
    judgements: Sequence[Judgement] = (),
    suppressed: Collection[str] = (),
    explain: bool = True,
) -> Grown:
    """Links a batch to what stands. Sightings that stand already keep their text and their facts.

    The counts of `standing` are added to in place: it must not be used again. Raises ValueError when a
    sighting id stands in the batch twice.
    """
    settings = settings or LinkSettings()
    batch, rank = in_order(reading)
    batch_ids = ids_of(batch.facts)
    place = _places(batch_ids, ids_of(standing.facts))
    again = place >= 0
    new = batch.take(pa.array(np.flatnonzero(~again)))

    more, number_of = _new_texts(standing.texts, new)
    facts = pa.concat_tables([standing.facts, new.facts])
    with ThreadPoolExecutor(1) as beside:
        shown = beside.submit(shown_in, facts)  # asks nothing of the texts
        texts = more_texts(standing.texts, more, settings)
    numbers = number_of(batch.hashes, batch.words)
    had, has = standing.text_of[place[again]], numbers[again]
    other = (had != has) | ((had < 0) != (batch.words[again] == 0))
    differs = np.flatnonzero(again)[other]

    count = len(standing.text_of)
    grown = replace(
        standing,
        run=standing.run + 1,
        facts=facts,
        text_of=_now(np.concatenate([standing.text_of, numbers[~again]]), texts.numbers),
        words=np.concatenate([standing.words, new.words]),
        texts=texts.standing,
    )
    result = partition(
        grown.facts,
        unique_adverts(grown.text_of, grown.words, texts.found),
        settings=settings,
        judgements=judgements,
        suppressed=suppressed,
        shown=shown.result(),
    )
    of_adverts = continued("u", result.ids, result.of_adverts.first, standing.unique_adverts, grown.run)
    of_owners = continued("a", result.ids, result.of_owners.first, standing.advertisers, grown.run)
    changes = lines_of(of_adverts, of_owners, grown.run)
    place[~again] = count + np.arange(len(new.words))
    rows = pa.array(place[rank])
    return Grown(
        standing=replace(grown, unique_adverts=of_adverts.ids, advertisers=of_owners.ids),
        texts=more,
        links=Links(
            assignments=pa.table(
                [result.ids.take(rows), of_adverts.ids.take(rows), of_owners.ids.take(rows)],
                names=ASSIGNMENTS.names,
            ).cast(ASSIGNMENTS),
            edges=_edges_of(result, batch_ids) if explain else edge_columns.SCHEMA.empty_table(),
            hubs=result.hubs(),
        ),
        changes=changes,
        changed=bool(len(new.words) or changes),
        differs=batch_ids.take(pa.array(differs)).to_pylist(),
    )


def lines_of(of_adverts: Lineage, of_owners: Lineage, run: int) -> list[dict[str, Any]]:
    """The lines for the record of changed ids."""
    return [
        {"kind": change["kind"], "level": level, "from": change["from"], "to": change["to"], "run": run}
        for level, lineage in (("unique_advert", of_adverts), ("advertiser", of_owners))
        for change in lineage.changes
    ]


def _new_texts(standing: StandingTexts, batch: Reading) -> tuple[Texts, Any]:
    """The texts of new sightings that no standing one has; and what gives the number of a text."""
    if not isinstance(batch.texts, Texts):
        raise ValueError("an index takes texts by their words: what was signed elsewhere has other weights")
    known = standing.numbers_of(batch.texts.hashes)
    wanted = np.isin(batch.texts.hashes, batch.hashes[batch.words > 0]) & (known < 0)
    more = batch.texts.take(np.flatnonzero(wanted))

    def number_of(hashes: np.ndarray, words: Codes) -> Codes:
        numbers = standing.numbers_of(hashes)
        if len(more.hashes):
            at = np.minimum(np.searchsorted(more.hashes, hashes), len(more.hashes) - 1)
            numbers = np.where((numbers < 0) & (more.hashes[at] == hashes), len(standing) + at, numbers)
        numbers[words == 0] = -1
        return numbers

    return more, number_of


def _places(ids: pa.Array, standing: pa.Array) -> Codes:
    """Where each of these ids stands, -1 where it does not."""
    of_standing = pc.index_in(standing, value_set=ids)  # the fewer are looked through
    there = np.flatnonzero(pc.is_valid(of_standing).to_numpy(zero_copy_only=False))
    places = np.full(len(ids), -1, dtype=np.int64)
    places[of_standing.take(pa.array(there)).to_numpy()] = there
    return places


def _now(text_of: Codes, numbers: Codes) -> Codes:
    """The numbers that texts have now; no text stays none."""
    now = np.full_like(text_of, -1)
    there = text_of >= 0
    now[there] = numbers[text_of[there]]
    return now


def _edges_of(result: Partition, batch: pa.Array) -> pa.Table:
    """The edges with a sighting of the batch at either end."""
    edges = result.edges()
    return edges.filter(
        pc.or_(pc.is_in(edges["left"], value_set=batch), pc.is_in(edges["right"], value_set=batch))
    )
