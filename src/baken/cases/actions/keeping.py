"""How a case is kept in step with its history: locked for who is on it, something happened, words erased."""

import uuid
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.cases.models import Case, CaseEvent
from baken.cases.policies import check_move, check_seen, of_reader
from baken.cases.sealing import sealed
from baken.cases.taking_back import ERASED
from baken.tenancy.acting import Actor
from baken.tenancy.said_by_person import HARMED


def locked(by: Actor, case_id: uuid.UUID, seen: int | None = None) -> Case:
    """The case, locked, where whoever acts is on it. Raises `ChangedMeanwhile`, Http404."""
    case = get_object_or_404(of_reader(by).select_for_update(of=("self",)), id=case_id)
    if seen is not None:
        check_seen(case, seen)
    return case


def note(by: Actor, case: Case, action: str, **details: Any) -> None:
    """Writes to the log what was done with a case, in codes and counts."""
    record_event(by=by, action=action, subject=f"case:{case.id}", details=details)


def changed(case: Case, now: datetime | None = None) -> None:
    """Counts a change and when it was; saves the case."""
    case.change_count += 1
    case.last_at = now or timezone.now()
    case.save()


def happened(by: Actor, case: Case, kind: str, words: str = "", **details: Any) -> CaseEvent:
    """Makes a step of the table, with its place in the history and in the log. Raises `WrongState`."""
    move = check_move(case, kind)
    return _written(by, case, kind, move.target, move.event, words, details)


def began(by: Actor, case: Case, kind: str, event: str, **details: Any) -> CaseEvent:
    """The first of its history, for a case that is just made."""
    return _written(by, case, kind, None, event, "", details)


def _written(
    by: Actor, case: Case, kind: str, target: str | None, event: str, words: str, details: dict[str, Any]
) -> CaseEvent:
    if target is not None:
        case.state = target
    now = timezone.now()
    changed(case, now)
    row = CaseEvent(
        organisation=by.organisation, case=case, place=case.change_count, kind=kind, at=now, by=by.user
    )
    row.words = sealed(row, "words", words)
    row.save()
    note(by, case, event, **details)
    return row


def erase_words(case: Case) -> None:
    """Erases every word about the person, as the table of taking back has it; what a report followed from
    stays. The caller saves the case."""
    related: dict[str, Any] = {
        "CaseEvent": case.events, "CaseTask": case.tasks, "CaseParty": case.parties,
        "PlanEntry": case.plan_entries, "ToldEvent": case.told_events, "CaseYes": case.answers,
    }  # fmt: skip
    for one in ERASED:
        for table, column in one.columns:
            if table == "Case":
                setattr(case, column, b"")
            elif one.rows:
                related[table].all().delete()
            else:
                related[table].update(**{column: b""})
    if case.meldcode != "report":
        case.meldcode_entries.all().delete()
        case.meldcode, case.meldcode_at = "", None
    # what they said goes too; harm once somebody talked it over, which holds no words either
    case.said.exclude(answer=HARMED, seen_at=None).delete()
    # what began in danger is reviewed all the same: it was done, and the review holds no words
    case.looks.filter(state="asked").exclude(about="danger").delete()
    case.lead = None
