"""Reads of audits and checklists: closed audits with their rates, and how a platform's answers changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from baken.door.audits.catch_rates import Attempt, GradationRate, catch_rates
from baken.door.audits.checklists import Checklist, Item, checklists
from baken.door.audits.entrances.address import read_address
from baken.door.audits.exceptions import NotAuthorised, SeveralNameIt
from baken.door.audits.models import DoorAnswer, DoorAttempt, DoorAudit, DoorReview
from baken.door.audits.policies import BY_HAND, ENTRANCE
from baken.door.audits.states import COUNTS, START
from baken.platforms.models import Platform

COMPARED = 6
"""Audits, or reviews, that stand beside each other in one table: more is too wide to read."""


def audits() -> QuerySet[Any]:
    """All audits, each with `tried` (how many attempts) and `sites` (at how many sites)."""
    return DoorAudit.objects.select_related("by", "ended_by").annotate(
        tried=Count("attempts"), sites=Count("attempts__site", distinct=True)
    )


def attempts_of(audit: DoorAudit) -> list[DoorAttempt]:
    """Its attempts as they were written down."""
    return list(audit.attempts.select_related("platform").order_by("number"))


def rates_of(attempts: Iterable[DoorAttempt]) -> list[GradationRate]:
    """What became of them, per gradation."""
    return catch_rates(
        Attempt(
            one.site, one.gradation, one.outcome, one.online_hours, one.told_police, tuple(one.told_others)
        )
        for one in attempts
    )


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit that counts, with its rates by gradation."""

    audit: DoorAudit
    rates: dict[str, GradationRate]


def counting_audits() -> list[Audited]:
    """Every closed audit, the newest day first; a study that tells no day comes last."""
    found = (
        DoorAudit.objects.filter(state=COUNTS)
        .order_by(F("held_on").desc(nulls_last=True), "-number")
        .prefetch_related("attempts")
    )
    return [Audited(one, {rate.gradation: rate for rate in rates_of(one.attempts.all())}) for one in found]


@dataclass(frozen=True, slots=True)
class Changed:
    """A test advert with which the door now does something else than in the run before."""

    probe: str
    gradation: str
    before: str
    now: str


def run_before(audit: DoorAudit) -> DoorAudit | None:
    """The run that came before this one, at the same entrance."""
    if audit.way in BY_HAND:
        return None
    return (
        DoorAudit.objects.filter(way=audit.way, address=audit.address, state=COUNTS, number__lt=audit.number)
        .order_by("-number")
        .first()
    )


def entrance_audit(address: str, number: int | None) -> DoorAudit:
    """The audit that is to be run at an address; `number` says which, where more name it.

    Raises `BadAddress`, `NotAuthorised`, `SeveralNameIt`.
    """
    open_ones = DoorAudit.objects.filter(way=ENTRANCE, state=START.target, address=read_address(address))
    found = list((open_ones if number is None else open_ones.filter(number=number)).order_by("number")[:2])
    if not found:
        raise NotAuthorised
    if len(found) > 1:
        raise SeveralNameIt
    return found[0]


def changed_since(before: DoorAudit, now: DoorAudit) -> list[Changed]:
    """Test advert by test advert; one that only one of the two runs had is left out."""
    then = dict(before.attempts.values_list("probe", "outcome"))
    return [
        Changed(one.probe, one.gradation, then[one.probe], one.outcome)
        for one in now.attempts.order_by("number")
        if one.probe in then and then[one.probe] != one.outcome
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """A checklist of one platform over time: its newest reviews, the oldest of those first, and a row an item
    with an answer per review."""

    checklist: Checklist
    reviews: list[DoorReview]
    rows: list[tuple[Item, list[DoorAnswer | None]]]


def compared(platform: Platform) -> list[Compared]:
    """Every checklist, answered or not."""
    reviews = (
        DoorReview.objects.filter(platform=platform)
        .select_related("by")
        .prefetch_related("answers")
        .order_by("-reviewed_on", "-at")
    )
    found = []
    for one in checklists().values():
        newest = [review for review in reviews if review.checklist == one.code][:COMPARED][::-1]
        answers = [{answer.item: answer for answer in review.answers.all()} for review in newest]
        rows = [(item, [given.get(item.code) for given in answers]) for item in one.items]
        found.append(Compared(one, newest, rows))
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest review of a checklist for a platform, with how often each answer stands in it."""

    platform: Platform
    review: DoorReview
    counts: dict[str, int]


def standings() -> list[Standing]:
    """Per platform and checklist that was answered, by the platform's name."""
    newest: dict[tuple[object, str], DoorReview] = {}
    reviews = DoorReview.objects.select_related("platform").prefetch_related("answers")
    for review in reviews.order_by("reviewed_on", "at"):
        newest[review.platform_id, review.checklist] = review
    found = []
    for review in newest.values():
        counts: dict[str, int] = {}
        for answer in review.answers.all():
            counts[answer.answer] = counts.get(answer.answer, 0) + 1
        found.append(Standing(review.platform, review, counts))
    order = list(checklists())
    return sorted(found, key=lambda one: (one.platform.name.casefold(), order.index(one.review.checklist)))
