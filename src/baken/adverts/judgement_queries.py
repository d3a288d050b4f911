"""Reads of what people said of links."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection

from baken.adverts.models import Judgement
from baken.adverts.vault import Vault
from baken.tenancy.acting import Actor

if TYPE_CHECKING:
    from baken.linking.judgements import Judgement as LinkJudgement

WORDS = "adverts_judgement.words"


@dataclass(frozen=True, slots=True)
class Sides:
    """A judgement with the sightings it names that are still there, as linking names them."""

    id: uuid.UUID
    kind: str
    level: str
    left: frozenset[str]
    right: frozenset[str]


_IN_FORCE = """
    SELECT judgement.id, judgement.kind, judgement.level,
        array_agg(named.sighting_id::text ORDER BY named.sighting_id::text) FILTER (WHERE named."left"),
        array_agg(named.sighting_id::text ORDER BY named.sighting_id::text) FILTER (WHERE NOT named."left")
    FROM adverts_judgement judgement
    JOIN adverts_judgedsighting named ON named.judgement_id = judgement.id
    WHERE judgement.organisation_id = %(organisation)s AND judgement.undone_at IS NULL {which}
    GROUP BY judgement.id ORDER BY judgement.made_at, judgement.id
"""
_TOUCHING = """AND judgement.id IN (
    SELECT judgement_id FROM adverts_judgedsighting WHERE sighting_id = ANY(%(sightings)s::uuid[]))"""


def judgements_in_order(*, by: Actor, touching: Iterable[str] | None = None) -> list[Sides]:
    """The judgements that were not undone, first made first; `touching` keeps those that name one of these
    sightings. One of which a whole side has expired says nothing any more, and is left out."""
    which = "" if touching is None else _TOUCHING
    given: dict[str, Any] = {"organisation": by.organisation.id, "sightings": sorted(touching or ())}
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE.format(which=which), given)
        return [
            Sides(row, kind, level, frozenset(left), frozenset(right))
            for row, kind, level, left, right in cursor.fetchall()
            if left and right
        ]


def judgements_for_linking(*, by: Actor) -> "list[LinkJudgement]":
    """The judgements as linking reads them: sides and kind, and nothing of who said so or why."""
    from baken.linking.judgements import Judgement as LinkJudgement

    return [
        LinkJudgement(
            kind=one.kind, left=tuple(sorted(one.left)), right=tuple(sorted(one.right)), level=one.level
        )
        for one in judgements_in_order(by=by)
    ]


@dataclass(frozen=True, slots=True)
class JudgementShown:
    """A judgement on an advertiser as its page tells it.

    `sightings` and `texts` of each side (right first for a split: what was set apart); `elsewhere` are
    the advertisers, other than this one, where sightings of it stand now.
    """

    id: uuid.UUID
    kind: str
    reason: str
    words: str
    who: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None
    left: tuple[int, int]
    right: tuple[int, int]
    elsewhere: tuple[str, ...]


_OF_ADVERTISER = """
    WITH touching AS (
        SELECT DISTINCT named.judgement_id FROM adverts_judgedsighting named
        JOIN adverts_link link ON link.sighting_id = named.sighting_id
        WHERE link.organisation_id = %(organisation)s AND link.advertiser = %(advertiser)s
    )
    SELECT judgement.id,
        count(*) FILTER (WHERE named."left"), count(DISTINCT link.unique_advert) FILTER (WHERE named."left"),
        count(*) FILTER (WHERE NOT named."left"),
        count(DISTINCT link.unique_advert) FILTER (WHERE NOT named."left"),
        array_remove(array_agg(DISTINCT link.advertiser), %(advertiser)s)
    FROM touching
    JOIN adverts_judgement judgement ON judgement.id = touching.judgement_id
    JOIN adverts_judgedsighting named ON named.judgement_id = judgement.id
    LEFT JOIN adverts_link link ON link.sighting_id = named.sighting_id
    WHERE judgement.level = 'advertiser'
    GROUP BY judgement.id
"""


def judgements_on(*, by: Actor, advertiser: str, most: int = 20) -> list[JudgementShown]:
    """What people said of the sightings of an advertiser, newest first, undone ones too; at most `most`."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_ADVERTISER, {"organisation": by.organisation.id, "advertiser": advertiser})
        counted = {row[0]: row[1:] for row in cursor.fetchall()}
    vault = Vault(by.organisation.id)
    rows = Judgement.objects.filter(id__in=counted).select_related("made_by", "undone_by")
    return [
        JudgementShown(
            id=row.id,
            kind=row.kind,
            reason=row.reason,
            words=vault.open(row.words, WORDS, row.id),
            who=row.made_by.name,
            at=row.made_at,
            undone_by=row.undone_by.name if row.undone_by else None,
            undone_at=row.undone_at,
            left=_pair(counted[row.id][:2]),
            right=_pair(counted[row.id][2:4]),
            elsewhere=tuple(one for one in counted[row.id][4] if one),
        )
        for row in rows.order_by("-made_at", "id")[:most]
    ]


def _pair(numbers: Sequence[int]) -> tuple[int, int]:
    first, second = numbers
    return first, second
