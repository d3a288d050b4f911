"""Changes of one platform: each keeps what was, and says who changed it and why.

What was registered is never rewritten: a registration keeps pointing at the platform that it named.
"""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.catalogue import PlatformIndex, code_for, folded
from baken.platforms.exceptions import DatesCrossed, NameTaken, NoSuccessor, NotThere, WrongState
from baken.platforms.models import Platform, PlatformAlias, PlatformChange, PlatformQualification
from baken.platforms.permissions import MANAGE
from baken.platforms.queries import catalogue_entries
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def add_platform(*, by: Actor, name: str, type: str, because: str, opened_on: date | None = None) -> Platform:
    """A platform of one's own. Raises `NameTaken`."""
    check_may(by, MANAGE)
    name = " ".join(name.split())
    entries = catalogue_entries()
    if PlatformIndex(entries).find(name):
        raise NameTaken
    platform = Platform.objects.create(
        organisation=by.organisation,
        code=code_for(name, [entry.code for entry in entries]),
        name=name,
        type=type,
        opened_on=opened_on,
    )
    _note(by, platform, "added", "", name, because)
    return platform


@transaction.atomic
def rename_platform(*, by: Actor, platform_id: uuid.UUID, name: str, because: str) -> Platform:
    """Another name; the old one stays as a nickname, so that it is still found. Raises `NameTaken`."""
    check_may(by, MANAGE)
    platform, name = _locked(platform_id), " ".join(name.split())
    if name == platform.name:
        return platform
    _check_free(name, platform)
    before, platform.name = platform.name, name
    platform.save(update_fields=["name"])
    _add_alias(by, platform, before)
    _note(by, platform, "renamed", before, name, because)
    return platform


@transaction.atomic
def retype_platform(*, by: Actor, platform_id: uuid.UUID, type: str, because: str) -> Platform:
    """Another type, from now on and for all that points at it: tables count it under the new type."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    before, platform.type = platform.type, type
    if before != type:
        platform.save(update_fields=["type"])
        _note(by, platform, "retyped", before, type, because)
    return platform


@transaction.atomic
def add_alias(*, by: Actor, platform_id: uuid.UUID, alias: str, because: str) -> Platform:
    """A nickname more. Raises `NameTaken` for one that means another platform."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    _check_free(alias, platform)
    if _add_alias(by, platform, alias):
        _note(by, platform, "alias_added", "", folded(alias), because)
    return platform


@transaction.atomic
def remove_alias(*, by: Actor, platform_id: uuid.UUID, alias: str, because: str) -> Platform:
    """A nickname less. Raises `NotThere`."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    gone, _ = PlatformAlias.objects.filter(platform=platform, alias=folded(alias)).delete()
    if not gone:
        raise NotThere
    _note(by, platform, "alias_removed", folded(alias), "", because)
    return platform


@transaction.atomic
def date_platform(*, by: Actor, platform_id: uuid.UUID, opened_on: date | None, because: str) -> Platform:
    """When it began, as far as known. Raises `DatesCrossed`."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    before, platform.opened_on = platform.opened_on, opened_on
    _check_dates(platform)
    if before != opened_on:
        platform.save(update_fields=["opened_on"])
        _note(by, platform, "dated", _day(before), _day(opened_on), because)
    return platform


@transaction.atomic
def close_platform(*, by: Actor, platform_id: uuid.UUID, closed_on: date, because: str) -> Platform:
    """It stopped on a day. Raises `WrongState`, `DatesCrossed`."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    if platform.status != "active":
        raise WrongState
    platform.status, platform.closed_on = "closed", closed_on
    _check_dates(platform)
    platform.save(update_fields=["status", "closed_on"])
    _note(by, platform, "closed", "", _day(closed_on), because)
    return platform


@transaction.atomic
def reopen_platform(*, by: Actor, platform_id: uuid.UUID, because: str) -> Platform:
    """It is active (again), or was never merged. Raises `WrongState`."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    if platform.status == "active":
        raise WrongState
    before = platform.successor.name if platform.successor else _day(platform.closed_on)
    platform.status, platform.closed_on, platform.successor = "active", None, None
    platform.save(update_fields=["status", "closed_on", "successor"])
    _note(by, platform, "reopened", before, "", because)
    return platform


@transaction.atomic
def merge_platform(
    *, by: Actor, platform_id: uuid.UUID, into_id: uuid.UUID, closed_on: date, because: str
) -> Platform:
    """It went on as part of another: its nicknames go with it, what was registered stays with it.

    Raises `WrongState`, `NoSuccessor`, `DatesCrossed`.
    """
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    into = Platform.objects.select_for_update().filter(id=into_id, status="active").first()
    if platform.status == "merged":
        raise WrongState
    if into is None or into.id == platform.id:
        raise NoSuccessor
    platform.status, platform.successor, platform.closed_on = "merged", into, closed_on
    _check_dates(platform)
    platform.save(update_fields=["status", "successor", "closed_on"])
    PlatformAlias.objects.filter(platform=platform).update(platform=into)
    _note(by, platform, "merged", platform.name, into.name, because)
    return platform


@transaction.atomic
def qualify_platform(
    *, by: Actor, platform_id: uuid.UUID, qualification: str, evidence: str, holds_from: date
) -> PlatformQualification:
    """How a person qualifies it for the DSA from a day on, and what that rests on."""
    check_may(by, MANAGE)
    platform = _locked(platform_id)
    newest = platform.qualifications.order_by("-holds_from", "-at").first()
    made = PlatformQualification.objects.create(
        organisation=by.organisation,
        platform=platform,
        qualification=qualification,
        evidence=evidence,
        holds_from=holds_from,
        at=timezone.now(),
        by=by.user,
    )
    _note(by, platform, "qualified", newest.qualification if newest else "", qualification, evidence)
    return made


def _locked(platform_id: uuid.UUID) -> Platform:
    return Platform.objects.select_for_update().get(id=platform_id)


def _check_free(name: str, platform: Platform) -> None:
    """A name means one platform. Raises `NameTaken`."""
    found = PlatformIndex(catalogue_entries()).find(name)
    if found is not None and found.code != platform.code:
        raise NameTaken


def _check_dates(platform: Platform) -> None:
    if platform.opened_on and platform.closed_on and platform.closed_on < platform.opened_on:
        raise DatesCrossed


def _add_alias(by: Actor, platform: Platform, alias: str) -> bool:
    made: bool
    _, made = PlatformAlias.objects.get_or_create(
        organisation=by.organisation, alias=folded(alias), defaults={"platform": platform}
    )
    return made


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _note(by: Actor, platform: Platform, what: str, before: str, after: str, because: str) -> None:
    PlatformChange.objects.create(
        organisation=by.organisation,
        platform=platform,
        at=timezone.now(),
        by=by.user,
        what=what,
        before=before,
        after=after,
        because=because,
    )
    record_event(by=by, action="platforms.changed", subject=f"platform:{platform.id}", details={"what": what})
