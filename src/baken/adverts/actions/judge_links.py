"""A person says what belongs to one advertiser and what does not; every later run follows it.

The links that stand are divided in the same transaction, so that the page shows what was said. A whole run
is queued beside it, which weighs everything else anew.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.division import Clusters, joined, parted
from baken.adverts.exceptions import DividedMeanwhile, NothingApart, OneAlready, UndoneAlready
from baken.adverts.judgement_queries import WORDS, judgements_in_order
from baken.adverts.models import JudgedSighting, Judgement, Link, LinkEdge
from baken.adverts.permissions import JUDGE_LINKS
from baken.adverts.vault import Vault
from baken.adverts.waiting import LINK
from baken.audit.actions import record_event
from baken.linking.names import cluster_id
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue

CHUNK = 5_000
APART, BY_PERSON = "judged apart", "judgement"
"""Why a link is refused that a person spoke against, and the kind of one that a person made, as linking calls
them."""


@dataclass(frozen=True, slots=True)
class Divided:
    """What became of it: the judgement, and the advertisers in which its two sides stand now."""

    judgement: Judgement
    left: str
    right: str


@transaction.atomic
def split_advertiser(
    *, by: Actor, advertiser: str, unique_adverts: Collection[str], reason: str, words: str = ""
) -> Divided:
    """These unique adverts, as this advertiser published them, belong to another one.

    Raises `NothingApart`, `DividedMeanwhile`, `NotPermitted`.
    """
    check_may(by, JUDGE_LINKS)
    check_person(by)
    _one_at_a_time(by)
    mine = dict(Link.objects.filter(advertiser=advertiser).values_list("sighting_id", "unique_advert"))
    going = {row for row, text in mine.items() if text in set(unique_adverts)}
    if set(unique_adverts) - set(mine.values()):
        raise DividedMeanwhile
    if not going or len(going) == len(mine):
        raise NothingApart
    return _judge(by, "split", mine.keys() - going, going, reason, words)


@transaction.atomic
def join_advertisers(*, by: Actor, advertiser: str, other: str, reason: str, words: str = "") -> Divided:
    """Two advertisers are one. Raises `OneAlready`, `DividedMeanwhile`, `NotPermitted`."""
    check_may(by, JUDGE_LINKS)
    check_person(by)
    if advertiser == other:
        raise OneAlready
    _one_at_a_time(by)
    left, right = (
        set(Link.objects.filter(advertiser=one).values_list("sighting_id", flat=True))
        for one in (advertiser, other)
    )
    if not left or not right:
        raise DividedMeanwhile
    return _judge(by, "join", left, right, reason, words)


@transaction.atomic
def undo_judgement(*, by: Actor, judgement_id: uuid.UUID) -> Divided:
    """What somebody said holds no more, whoever said it. Raises `UndoneAlready`, `NotPermitted`, Http404."""
    check_may(by, JUDGE_LINKS)
    check_person(by)
    _one_at_a_time(by)
    judgement = get_object_or_404(Judgement.objects.select_for_update(of=("self",)), id=judgement_id)
    if judgement.undone_at is not None:
        raise UndoneAlready
    sides = {which: frozenset(str(row) for row in _named(judgement, left=which)) for which in (True, False)}
    judgement.undone_by, judgement.undone_at = by.user, timezone.now()
    judgement.save(update_fields=["undone_by", "undone_at"])
    record_event(by=by, action="adverts.judgement_undone", subject=f"judgement:{judgement.id}")
    back = "split" if judgement.kind == "join" else "join"
    made = _divide(by, back, sides[True], sides[False], undoing=True)
    _edges_as_before(judgement.kind, sides[True], sides[False])
    put_in_queue(LINK, by.organisation.id)
    return Divided(judgement, *made)


def touched_by(judgement: Judgement) -> set[str]:
    """The advertisers in which sightings that a judgement names stand now."""
    named = JudgedSighting.objects.filter(judgement=judgement).values("sighting")
    return set(Link.objects.filter(sighting__in=named).values_list("advertiser", flat=True).distinct())


def _named(judgement: Judgement, *, left: bool) -> Iterable[uuid.UUID]:
    return JudgedSighting.objects.filter(judgement=judgement, left=left).values_list("sighting_id", flat=True)


def _one_at_a_time(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"links {by.organisation.id}"]
        )


def _judge(
    by: Actor, kind: str, left: Collection[uuid.UUID], right: Collection[uuid.UUID], reason: str, words: str
) -> Divided:
    row = uuid.uuid4()
    judgement = Judgement.objects.create(
        id=row, organisation=by.organisation, kind=kind, reason=reason,
        words=Vault(by.organisation.id).seal(cut_data_uris(words), WORDS, row),
        made_by=by.user, made_at=timezone.now(),
    )  # fmt: skip
    JudgedSighting.objects.bulk_create(
        (
            JudgedSighting(organisation=by.organisation, judgement=judgement, sighting_id=one, left=side)
            for named, side in ((left, True), (right, False))
            for one in sorted(named)
        ),
        batch_size=CHUNK,
    )
    record_event(
        by=by,
        action="adverts.judgement_made",
        subject=f"judgement:{judgement.id}",
        details={"kind": kind, "reason": reason, "left": len(left), "right": len(right)},
    )
    sides = frozenset(map(str, left)), frozenset(map(str, right))
    made = _divide(by, kind, *sides)
    _edges_follow(by, kind, *sides)
    put_in_queue(LINK, by.organisation.id)
    return Divided(judgement, *made)


def _divide(
    by: Actor, kind: str, left: frozenset[str], right: frozenset[str], undoing: bool = False
) -> tuple[str, str]:
    """Divides the links that stand; the advertisers of the smallest sighting of either side.

    After an undoing everything else that people said of these sightings is followed again, in its order.
    """
    names = Link.objects.filter(sighting_id__in=left | right).values("advertiser").distinct()
    stands: dict[str, set[str]] = {}
    for row, name in Link.objects.filter(advertiser__in=names).values_list("sighting_id", "advertiser"):
        stands.setdefault(name, set()).add(str(row))
    clusters: Clusters = [frozenset(one) for one in stands.values()]
    clusters = (joined if kind == "join" else parted)(clusters, left, right)
    if undoing:
        everything = frozenset().union(*clusters) if clusters else frozenset[str]()
        for one in judgements_in_order(by=by, touching=everything):
            if one.level == "advertiser":
                clusters = (joined if one.kind == "join" else parted)(clusters, one.left, one.right)
    before = {row: name for name, rows in stands.items() for row in rows}
    now: dict[str, str] = {}
    for cluster in clusters:
        name = cluster_id("a", min(cluster))
        now |= dict.fromkeys(cluster, name)
        moved = [row for row in cluster if before.get(row, name) != name]
        for start in range(0, len(moved), CHUNK):
            Link.objects.filter(sighting_id__in=moved[start : start + CHUNK]).update(advertiser=name)
    _signals_follow(by, {row for row, name in now.items() if before.get(row, name) != name})
    return now.get(min(left & now.keys(), default=""), ""), now.get(min(right & now.keys(), default=""), "")


def _signals_follow(by: Actor, moved: Collection[str]) -> None:
    """What was found in a sighting goes where it goes; what was found on an advertiser waits for the run."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE adverts_signal SET advertiser = link.advertiser FROM adverts_link link
            WHERE adverts_signal.organisation_id = %(organisation)s AND subject_kind = 'sighting'
                AND link.sighting_id = ANY(%(moved)s::uuid[]) AND subject = link.sighting_id::text
                AND adverts_signal.advertiser <> link.advertiser
            """,
            {"organisation": by.organisation.id, "moved": sorted(moved)},
        )


def _across(left: frozenset[str], right: frozenset[str]) -> QuerySet[LinkEdge]:
    return LinkEdge.objects.filter(
        Q(left__in=left, right__in=right) | Q(left__in=right, right__in=left), level="advertiser"
    )


def _edges_follow(by: Actor, kind: str, left: frozenset[str], right: frozenset[str]) -> None:
    """The links between both sides are refused, or there is one more, because a person said so."""
    across = _across(left, right)
    if kind == "split":
        across.filter(kind=BY_PERSON).delete()
        across.filter(refused=None).update(refused=APART)
        return
    across.filter(refused=APART).update(refused=None)
    one, other = sorted((min(left), min(right)))
    LinkEdge.objects.bulk_create(
        [
            LinkEdge(
                id=uuid.uuid5(by.organisation.id, f"edge {one} {other} {BY_PERSON} advertiser None"),
                organisation=by.organisation, left_id=one, right_id=other, kind=BY_PERSON, strength=1.0,
                level="advertiser",
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _edges_as_before(kind: str, left: frozenset[str], right: frozenset[str]) -> None:
    if kind == "split":
        _across(left, right).filter(refused=APART).update(refused=None)
    else:
        _across(left, right).filter(kind=BY_PERSON).delete()
