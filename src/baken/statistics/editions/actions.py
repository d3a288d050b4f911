"""Editions are made by one person. A public one is proposed, and published by another; one for partners is
given by two (`providing`). What was made stays for good."""

import re
import uuid
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from django.db import connection, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.disclosure.exceptions import NotSafe, TooMuchHidden
from baken.disclosure.release import SECONDS
from baken.statistics import notes
from baken.statistics.catalogue import TABLES
from baken.statistics.command_words import command_words
from baken.statistics.editions import definitions, states
from baken.statistics.editions.content import as_content
from baken.statistics.editions.exceptions import (
    CantBeSafe,
    EditionError,
    NeverPublic,
    OtherPeriod,
    TooLittleLeft,
    WrongState,
)
from baken.statistics.editions.kept_counts import COLUMN, open_counts, sealed_text
from baken.statistics.editions.notes import (
    left_out_note,
    mechanism_note,
    report_note,
    rules_note,
    standing,
)
from baken.statistics.editions.part import Drafted, NotPublic, units_of
from baken.statistics.editions.records import Records
from baken.statistics.editions.safe import FOR_PARTNERS, MECHANISM, SafePart, make_safe
from baken.statistics.models import Edition
from baken.statistics.period import Period
from baken.statistics.permissions import MAKE_EDITION
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.vocabulary.code_list import Label

MOST_CORRECTION = 500
RULES = f"Baken {version('baken')}"
"""Whose definitions a table is counted by."""
_BEGINS, _ENDS = re.compile(r"-01-01$"), re.compile(r"-12-31$")


@transaction.atomic
def make_edition(
    *,
    by: Actor,
    table: str,
    period: Period,
    cut: str | None = None,
    kind: str = "public",
    seconds: float = SECONDS,
    records: Records | None = None,
) -> Edition:
    """An edition of a table of the catalogue over whole calendar years, for everybody or (`kind` "partner")
    for partners, held against every edition before it, of either kind. What was made before with the same
    figures stands once. `records` are those of the other editions that are made in the same transaction.

    Raises `NotPermitted`, and one of `EditionError` with its reason: `NeverPublic`, `OtherPeriod`,
    `NothingCounted`, `CantBeSafe`, `TooLittleLeft`.
    """
    check_may(by, MAKE_EDITION)
    public = definitions.definition_of(table, cut)
    if isinstance(public, NotPublic):
        raise NeverPublic(public.reason)
    check_whole_years(period)
    mechanism = MECHANISM if kind == "public" else FOR_PARTNERS
    definition = TABLES[table]
    _one_at_a_time(by)
    counted = (records or Records()).counted(table, period, by=by)
    years = counted.years
    drafted = public.draft(counted.frames, counted.whole, years, counted.state)
    earlier = list(Edition.objects.filter(table__in=_of_source(table)).order_by("made_at", "id"))
    counts = {one.id: open_counts(one) for one in earlier}
    _check_period(drafted, [(one, counts[one.id]) for one in earlier], years)
    beside = [part for one in earlier for part in counts[one.id]]
    try:
        parts = make_safe(drafted.parts, _each_once(beside), mechanism=mechanism, seconds=seconds)
    except TooMuchHidden as fault:
        raise TooLittleLeft(
            Label(
                "Om niets over iemand te vertellen, zou meer dan twee derde van deze tabel verborgen moeten "
                "worden. Kies een tabel met grotere aantallen, of wacht tot er meer is veranderd.",
                "To tell nothing of anybody, more than two thirds of this table would have to be hidden. "
                "Choose a table with larger counts, or wait until more has changed.",
            )
        ) from fault
    except NotSafe as fault:
        raise CantBeSafe(
            Label(
                "Er is geen manier gevonden om deze tabel, naast de eerdere uitgaven, naar buiten te brengen "
                "zonder iets "
                "over iemand te vertellen.",
                "No way was found to let this table go out, beside the editions before it, without telling "
                "of somebody.",
            )
        ) from fault
    content = as_content(
        drafted.lay_out({one.part.name: one.published for one in parts}),
        title=definition.title,
        unit=public.unit or definition.unit,
        notes=(
            *((notes.SYNTHETIC,) if by.organisation.synthetic else ()),
            mechanism_note(mechanism),
            *left_out_note(parts),
            *standing(definition, public),
            rules_note(RULES),
        ),
    )
    for one in reversed(earlier):
        same_table = (one.kind, one.table, one.by, one.last_year) == (kind, table, cut or "", years[-1])
        # the last note is the report, which says how many editions were before it
        as_before = (one.content["rows"], one.content["notes"][:-1]) == (content["rows"], content["notes"])
        if same_table and as_before and all(part.reused for part in parts):
            return one
    content["notes"].append({"nl": report_note(parts).nl, "en": report_note(parts).en})
    return _keep(by, table, cut, kind, years, content, parts)


@transaction.atomic
def make_editions(
    *,
    by: Actor,
    tables: Sequence[str],
    period: Period,
    kind: str = "public",
    seconds: float = SECONDS,
    made: Callable[[str], None] = lambda table: None,
) -> dict[str, Edition | EditionError]:
    """Editions of several tables over the same years, in that order, out of one read of the records: all of
    them are kept, or, where something breaks, none. A table that can't be published has its reason. `made`
    is told of each table once it was dealt with.

    Raises `NotPermitted`, `OtherPeriod` for anything but whole calendar years.
    """
    check_may(by, MAKE_EDITION)
    check_whole_years(period)
    records, found = records_together(by=by), dict[str, Edition | EditionError]()
    for table in tables:
        try:
            found[table] = make_edition(
                by=by, table=table, period=period, kind=kind, seconds=seconds, records=records
            )
        except EditionError as refusal:
            found[table] = refusal
        made(table)
    return found


def records_together(*, by: Actor) -> Records:
    """Records for all editions of an organisation in the rest of this transaction, in which nobody else makes
    one: what was read before another edition is never counted after it."""
    _one_at_a_time(by)
    return Records()


def _keep(
    by: Actor,
    table: str,
    cut: str | None,
    kind: str,
    years: list[int],
    content: dict[str, Any],
    parts: list[SafePart],
) -> Edition:
    row = uuid.uuid4()
    whole = Period.of_years(years[0], years[-1])
    before = Edition.objects.filter(table=table, by=cut or "", kind=kind).order_by("-number").first()
    query = command_words(table, by.organisation.slug, whole, by=cut, margins=False)
    edition = Edition.objects.create(
        id=row,
        organisation=by.organisation,
        table=table,
        by=cut or "",
        kind=kind,
        number=before.number + 1 if before else 1,
        first_year=years[0],
        last_year=years[-1],
        content=content,
        sealed=Vault(by.organisation.id).seal(sealed_text(parts), COLUMN, row),
        threshold=parts[0].report.threshold,
        base=parts[0].report.base,
        rules=RULES,
        query=f"{query} --{kind}",
        made_by=by.user,
        made_at=timezone.now(),
    )
    record_event(
        by=by,
        action="statistics.edition_made",
        subject=f"edition:{edition.id}",
        details={
            "table": table,
            "kind": kind,
            "number": edition.number,
            "cells": sum(one.report.cells for one in parts),
            "hidden": sum(len(one.report.hidden) for one in parts),
        },
    )
    return edition


def _of_source(table: str) -> list[str]:
    source = TABLES[table].source
    return [name for name, one in TABLES.items() if one.source == source]


def _one_at_a_time(by: Actor) -> None:
    """Two editions at the same moment would each not know of the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"editions {by.organisation.id}"]
        )


def check_whole_years(period: Period) -> None:
    """Raises `OtherPeriod` for anything but whole calendar years."""
    if (period.first and not _BEGINS.search(str(period.first))) or (
        period.last and not _ENDS.search(str(period.last))
    ):
        raise OtherPeriod(
            Label(
                "Een uitgave telt hele kalenderjaren: van 1 januari tot en met 31 december.",
                "An edition counts whole calendar years: from 1 January to 31 December.",
            )
        )


def _check_period(drafted: Drafted[Any], earlier: list[tuple[Edition, list[Any]]], years: list[int]) -> None:
    """Two periods that overlap in another way than the later one going on tell their difference exactly
    where only one of them counts."""
    units = set().union(*(units_of(part.naming) for part in drafted.parts))
    for edition, parts in earlier:
        if not units & set().union(*(units_of(part.naming) for part in parts)):
            continue
        apart = edition.last_year < years[0] or years[-1] < edition.first_year
        goes_on = edition.first_year == years[0] and edition.last_year <= years[-1]
        if not (apart or goes_on):
            span = f"{edition.first_year}-{edition.last_year}"
            raise OtherPeriod(
                Label(
                    f"Een eerdere uitgave telt {span}. Tel vanaf {edition.first_year} tot en met "
                    f"{edition.last_year} "
                    "of later, of alleen jaren die daar niet in staan.",
                    f"An earlier edition counts {span}. Count from {edition.first_year} to "
                    f"{edition.last_year} "
                    "or later, or only years that are not in it.",
                )
            )


def _each_once(parts: list[Any]) -> list[Any]:
    """Without the parts that were published again as they were."""
    found: dict[tuple[Any, ...], Any] = {}
    for part in parts:
        key = (part.how, part.naming.names, part.naming.state, part.true.tobytes(), part.published.tobytes())
        found.setdefault(key, part)
    return list(found.values())


@transaction.atomic
def propose_edition(*, by: Actor, edition_id: uuid.UUID) -> Edition:
    """Somebody who looked at it asks for it to be published. Raises `WrongState`, `NotPermitted`, Http404."""
    edition = _moved(by, edition_id, states.PROPOSE)
    edition.proposed_by, edition.proposed_at = by.user, timezone.now()
    edition.save(update_fields=["state", "proposed_by", "proposed_at"])
    return edition


@transaction.atomic
def decide_edition(*, by: Actor, edition_id: uuid.UUID, publish: bool) -> Edition:
    """A second person publishes it, or sends it back. Raises `WrongState`, `NotPermitted`, Http404."""
    edition = _moved(by, edition_id, states.PUBLISH if publish else states.DECLINE)
    if publish:
        edition.decided_by, edition.decided_at = by.user, timezone.now()
    else:
        edition.proposed_by = edition.proposed_at = None
    edition.save(update_fields=["state", "proposed_by", "proposed_at", "decided_by", "decided_at"])
    return edition


@transaction.atomic
def withdraw_edition(*, by: Actor, edition_id: uuid.UUID, correction: str) -> Edition:
    """Takes a published edition back at once; `correction` says why, and everybody reads it.

    Raises ValueError without one, `WrongState`, `NotPermitted`, Http404.
    """
    if not correction.strip() or len(correction) > MOST_CORRECTION:
        raise ValueError("a correction says why, in one to 500 characters")
    edition = _moved(by, edition_id, states.WITHDRAW)
    edition.withdrawn_by, edition.withdrawn_at = by.user, timezone.now()
    edition.correction = correction.strip()
    edition.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "correction"])
    return edition


def _moved(by: Actor, edition_id: uuid.UUID, move: states.Move) -> Edition:
    check_may(by, move.permission)
    check_person(by)
    edition = get_object_or_404(Edition.objects.select_for_update(of=("self",)), id=edition_id)
    if edition.state not in move.before or edition.kind != "public":
        raise WrongState(
            Label("Deze uitgave staat er al anders voor.", "This edition stands otherwise by now.")
        )
    if move.by_another and by.user.id in (edition.made_by_id, edition.proposed_by_id):
        raise NotPermitted("somebody else than who made or proposed an edition decides on it")
    edition.state = move.after
    record_event(
        by=by,
        action=move.action,
        subject=f"edition:{edition.id}",
        details={"table": edition.table, "number": edition.number},
    )
    return edition
