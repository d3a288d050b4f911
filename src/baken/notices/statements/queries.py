"""Reads of statements of reasons."""

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.shortcuts import get_object_or_404

from baken.audit.actions import record_event
from baken.notices.permissions import READ_STATEMENTS
from baken.notices.received.models import NoticeDecision
from baken.notices.statements.models import StatementOfReasons
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


def statements() -> QuerySet[Any]:
    """All statements, each with its `category`, `ground` and `day` (application date) out of its codes."""
    return StatementOfReasons.objects.select_related("words", "written_by").annotate(
        category=KeyTextTransform("category", "codes"),
        ground=KeyTextTransform("decision_ground", "codes"),
        day=KeyTextTransform("application_date", "codes"),
    )


Told = Callable[[Collection[uuid.UUID]], Iterable[uuid.UUID]]
"""Which of these decisions were overturned."""


def _decisions(ids: Collection[uuid.UUID]) -> Iterable[uuid.UUID]:
    return NoticeDecision.objects.filter(id__in=ids, state="overturned").values_list("id", flat=True)


_TOLD: dict[str, Told] = {"notice-decision": _decisions}


def tell_overturned(kind: str, told: Told) -> None:
    """Rooms above this one say here which of their decisions were overturned; `kind` is that of `about`."""
    _TOLD[kind] = told


def overturned(statements: Iterable[StatementOfReasons]) -> set[uuid.UUID]:
    """Which of these state the reasons of a decision that was overturned since."""
    about: dict[str, dict[uuid.UUID, uuid.UUID]] = {kind: {} for kind in _TOLD}
    for one in statements:
        kind, _, key = one.words.about.partition(":") if hasattr(one, "words") else ("", "", "")
        if kind in about:
            about[kind][uuid.UUID(key)] = one.id
    return {of[found] for kind, of in about.items() if of for found in _TOLD[kind](of)}


def states_counted() -> dict[str, int]:
    """How many statements there are in each state that has any."""
    rows = StatementOfReasons.objects.order_by().values("state").annotate(count=Count("id"))
    return {row["state"]: row["count"] for row in rows}


def read_statement(*, by: Actor, statement_id: uuid.UUID) -> Any:
    """One statement with its words, as a person reads it; noted in the log. Raises Http404."""
    check_may(by, READ_STATEMENTS)
    found = get_object_or_404(statements(), id=statement_id)
    record_event(by=by, action="notices.statement_read", subject=f"statement:{found.id}")
    return found


def lines_of(*, by: Actor, state: str | None, limit: int) -> Iterator[dict[str, Any]]:
    """Statements without their words, the newest first; noted in the log as one read."""
    check_may(by, READ_STATEMENTS)
    rows = statements().filter(**({"state": state} if state else {})).order_by("-written_at", "id")[:limit]
    record_event(by=by, action="notices.statements_listed", subject="statements", details={"rows": len(rows)})
    for row in rows:
        faults = row.words.faults if hasattr(row, "words") else []
        yield {
            "puid": row.puid,
            "state": row.state,
            "application_date": row.day,
            "category": row.category,
            "wrong": sorted({field for field, _ in faults}),
        }
