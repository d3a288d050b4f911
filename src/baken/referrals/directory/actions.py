"""Writes to the directory of help: the national list, one at a time, a file and its undoing."""

import csv
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.privacy.data_uris import cut_data_uris
from baken.referrals.directory.csv_rows import Fault, read_rows
from baken.referrals.exceptions import FileFaults, InUse, NameStands, WrongState
from baken.referrals.models import HelpImport, HelpOrganisation
from baken.referrals.permissions import KEEP_DIRECTORY
from baken.referrals.sealing import sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


def shipped_rows() -> list[dict[str, str]]:
    """The national organisations that come with the program: names and public roles, no contact details."""
    text = (resources.files(__package__) / "shipped.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@transaction.atomic
def load_shipped(*, by: Actor) -> int:
    """Gives the organisation the national ones that it has not got yet; returns how many."""
    check_may(by, KEEP_DIRECTORY)
    known = set(HelpOrganisation.objects.exclude(shipped="").values_list("shipped", flat=True))
    names = set(HelpOrganisation.objects.values_list("name", flat=True))
    made = [
        HelpOrganisation(
            organisation=by.organisation, shipped=row["code"], name=row["name"], role_nl=row["role_nl"],
            role_en=row["role_en"], receiver=row["receiver"], kinds=row["kinds"].split(","),
            fallback=row["fallback"] == "yes",
        )
        for row in shipped_rows()
        if row["code"] not in known and row["name"] not in names
    ]  # fmt: skip
    HelpOrganisation.objects.bulk_create(made)
    record_event(
        by=by,
        action="referrals.directory_loaded",
        subject=f"directory:{by.organisation.id}",
        details={"organisations": len(made)},
    )
    return len(made)


@transaction.atomic
def keep_help(*, by: Actor, facts: Mapping[str, Any], help_id: uuid.UUID | None = None) -> HelpOrganisation:
    """Adds an organisation, or changes one; that somebody did counts as checking it today.

    `facts` are the fields by name, `reached` in clear. Raises `NameStands`, Http404.
    """
    check_may(by, KEEP_DIRECTORY)
    check_person(by)
    if help_id:
        one = get_object_or_404(HelpOrganisation.objects.select_for_update(), id=help_id)
    else:
        one = HelpOrganisation(organisation=by.organisation)
    others = HelpOrganisation.objects.filter(name__iexact=facts["name"]).exclude(id=one.id)
    if others.exists():
        raise NameStands
    for name, value in facts.items():
        if name == "reached":
            one.reached = sealed(one, "reached", cut_data_uris(value).strip())
        else:
            setattr(one, name, value)
    one.checked_on, one.checked_by = timezone.localdate(), by.user
    one.save()
    record_event(by=by, action="referrals.help_kept", subject=f"help:{one.id}", details={"gone": one.gone})
    return one


@transaction.atomic
def import_help(*, by: Actor, data: bytes) -> HelpImport:
    """Takes a file in, whole or not at all. Raises `FileFaults` with every line that is wrong."""
    check_may(by, KEEP_DIRECTORY)
    check_person(by)
    read = read_rows(data)
    known = {name.casefold() for name in HelpOrganisation.objects.values_list("name", flat=True)}
    standing = [row.name for row in read.rows if row.name.casefold() in known]
    faults = [*read.faults, *(Fault(0, "name", "stands", name[:40]) for name in standing)]
    if faults:
        raise FileFaults(faults)
    made = HelpImport.objects.create(
        organisation=by.organisation, file_sha256=hashlib.sha256(data).hexdigest(), rows=len(read.rows),
        at=timezone.now(), by=by.user,
    )  # fmt: skip
    for row in read.rows:
        given: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(row).items()
        }
        reached, role = given.pop("reached"), given.pop("role")
        one = HelpOrganisation(organisation=by.organisation, imported=made, role_nl=role, **given)
        one.reached = sealed(one, "reached", cut_data_uris(reached))
        one.save()
    record_event(
        by=by, action="referrals.help_imported", subject=f"import:{made.id}", details={"rows": made.rows}
    )
    return made


@transaction.atomic
def undo_import(*, by: Actor, import_id: uuid.UUID) -> int:
    """Takes out what a file brought in. Raises `InUse` where a referral names one of them, `WrongState` when
    it was undone before, Http404."""
    check_may(by, KEEP_DIRECTORY)
    check_person(by)
    made = get_object_or_404(HelpImport.objects.select_for_update(), id=import_id)
    if made.undone_at is not None:
        raise WrongState
    brought = HelpOrganisation.objects.filter(imported=made)
    if brought.filter(Q(referrals__isnull=False) | Q(packets__isnull=False)).exists():
        raise InUse
    gone, _ = brought.delete()
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    record_event(by=by, action="referrals.import_undone", subject=f"import:{made.id}", details={"rows": gone})
    return gone
