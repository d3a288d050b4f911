"""Taking sightings out of what stands, with everything that was known through them alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.anew import found_anew
from baken.linking.incremental import Standing, lines_of
from baken.linking.judgements import Judgement
from baken.linking.kernels import Flags
from baken.linking.lineage import continued
from baken.linking.reading import ids_of
from baken.linking.settings import LinkSettings
from baken.linking.stage import partition
from baken.linking.standing import Segment, StandingTexts
from baken.linking.tally import Tally
from baken.linking.unique_adverts import unique_adverts
from baken.linking.unique_texts import UniqueTexts
from baken.linking.weights import weigh


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What stands without some sightings, the lines for the record of changed ids, and how many went.

    The first line says that sightings were forgotten, and how many; not which.
    """

    standing: Standing
    changes: list[dict[str, Any]]
    count: int


def without(
    standing: Standing,
    sighting_ids: Collection[str],
    *,
    settings: LinkSettings | None = None,
    judgements: Sequence[Judgement] = (),
    suppressed: Collection[str] = (),
) -> Forgotten:
    """Forgets sightings: their facts, the texts that no other sighting has, and what these counted for.

    Clusters that lose a text are found anew from what remains of them; others stay as they are, and ids
    go on. Ids of sightings that do not stand are passed over.
    """
    settings = settings or LinkSettings()
    ids = ids_of(standing.facts)
    wanted = pa.array(sorted(sighting_ids), pa.string())
    there = pc.is_in(ids, value_set=wanted).to_numpy(zero_copy_only=False)
    if not there.any():
        return Forgotten(standing, [], 0)
    stays = pa.array(~there)
    text_of = standing.text_of[~there]
    kept = np.zeros(len(standing.texts), dtype=np.bool_)
    kept[text_of[text_of >= 0]] = True
    texts = _of_kept(standing.texts, kept, settings)
    numbers = np.append(np.cumsum(kept) - 1, -1)  # the last is that of no text
    run = standing.run + 1
    left = replace(
        standing,
        run=run,
        facts=standing.facts.filter(stays).combine_chunks(),
        text_of=numbers[text_of],
        words=standing.words[~there],
        unique_adverts=standing.unique_adverts.filter(stays),
        advertisers=standing.advertisers.filter(stays),
        texts=texts,
    )
    none = np.zeros(0, dtype=np.int64)
    found = UniqueTexts(
        texts.representative, texts.similarity, none, none, none.astype(np.float64), none.astype(np.bool_)
    )
    result = partition(
        left.facts,
        unique_adverts(left.text_of, left.words, found),
        settings=settings,
        judgements=judgements,
        suppressed=suppressed,
    )
    of_adverts = continued("u", result.ids, result.of_adverts.first, left.unique_adverts, run)
    of_owners = continued("a", result.ids, result.of_owners.first, left.advertisers, run)
    told = {"kind": "forget", "sightings": int(there.sum()), "run": run}
    return Forgotten(
        standing=replace(left, unique_adverts=of_adverts.ids, advertisers=of_owners.ids),
        changes=[told, *lines_of(of_adverts, of_owners, run)],
        count=int(there.sum()),
    )


def _of_kept(standing: StandingTexts, kept: Flags, settings: LinkSettings) -> StandingTexts:
    """The texts that are kept, counted anew, for what the others counted for can't be taken off; their
    clusters found anew where they lost one."""
    numbers = np.cumsum(kept) - 1
    lost = np.zeros(len(standing), dtype=np.bool_)
    lost[standing.representative[~kept]] = True
    segments = []
    first = 0
    for segment in standing.segments:
        of_segment = kept[segment.first : segment.first + len(segment)]
        if left := int(of_segment.sum()):
            segments.append(_rewritten(segment, of_segment, first))
        first += left
    representative = standing.representative.copy()
    parted = np.flatnonzero(kept & lost[representative])
    first_of = np.full(len(standing), len(standing), dtype=np.int64)
    np.minimum.at(first_of, representative[parted], parted)
    representative[parted] = first_of[representative[parted]]  # until these are found anew
    touched = np.zeros(first, dtype=np.bool_)
    touched[numbers[representative[parted]]] = True
    left_over = replace(
        standing,
        segments=tuple(segments),
        representative=numbers[representative[kept]],
        similarity=standing.similarity[kept],
        weighed=min(standing.weighed, first),
    )
    every = left_over.take(np.arange(first, dtype=np.int64))
    tally = Tally.to_grow(len(every.words))
    tally.count(every)
    tally.count_own(every)
    found_anew(left_over, touched, weigh(tally, settings), settings)
    return replace(left_over, tally=tally)


def _rewritten(segment: Segment, kept: Flags, first: int) -> Segment:
    """A segment of the texts that are kept; the same where that is all of them."""
    if kept.all():
        return replace(segment, first=first)
    numbers = np.cumsum(kept) - 1
    of_keys = [kept[places] for places in segment.band_texts]
    bands = range(len(of_keys))
    return Segment(
        first,
        segment.texts.take(np.flatnonzero(kept)),
        np.array([segment.band_keys[band][of_keys[band]] for band in bands], dtype=np.uint32),
        np.array([numbers[segment.band_texts[band][of_keys[band]]] for band in bands], dtype=np.int32),
    )
