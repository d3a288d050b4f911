"""Writing a statement of reasons down, correcting it, and letting it go; each by a named person."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.notices.permissions import WRITE_STATEMENTS
from baken.notices.sending.service import service_of
from baken.notices.statements.exceptions import OnItsWay, WordsGone, WrongState, WrongStatement
from baken.notices.statements.models import LONGEST_ABOUT, StatementOfReasons, StatementWords
from baken.notices.statements.screening import WORDS, Fault, faults_in
from baken.notices.statements.states import CORRECT, HOLD, RELEASE, WRITE, Move
from baken.notices.statements.values import read_values
from baken.notices.waiting import SEND_STATEMENTS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue


@transaction.atomic
def write_statement(*, by: Actor, fields: Mapping[str, Any], about: str) -> StatementOfReasons:
    """Keeps the statement of reasons of a decision that a person took; it goes out once one releases it.

    `fields` are those of the Commission's database, `puid` apart: each statement gets a random one. `about`
    is a kind and an id ("notice:…"), never a word about somebody. Raises `WrongStatement` with every wrong
    field, and the marked words where a text tells how to reach somebody.
    """
    check_may(by, WRITE_STATEMENTS)
    check_person(by)
    if len(about) > LONGEST_ABOUT:
        raise WrongStatement((Fault("about", f"has more than {LONGEST_ABOUT} characters"),))
    puid = str(uuid.uuid4())
    codes, texts = _checked(puid, fields)
    now = timezone.now()
    made = StatementOfReasons.objects.create(
        organisation=by.organisation, puid=puid, codes=codes, written_at=now, written_by=by.user
    )
    StatementWords.objects.create(
        organisation=by.organisation, statement=made, about=about, texts=texts, created_at=now
    )
    _note(by, WRITE, made)
    return made


@transaction.atomic
def correct_statement(*, by: Actor, statement_id: uuid.UUID, fields: Mapping[str, Any]) -> StatementOfReasons:
    """Puts other fields in the place of those of a statement that was not let go or was refused.

    It was never stored, so its `puid` stays. Raises `WrongStatement`, `WrongState`, `WordsGone`, Http404.
    """
    check_may(by, WRITE_STATEMENTS)
    check_person(by)
    made = _locked(statement_id, CORRECT)
    words = StatementWords.objects.filter(statement=made).first()
    if words is None:
        raise WordsGone
    made.codes, words.texts = _checked(made.puid, fields)
    words.faults = []
    words.save(update_fields=["texts", "faults"])
    made.state = CORRECT.target
    made.released_at = made.released_by = None
    made.save(update_fields=["codes", "state", "released_at", "released_by"])
    _note(by, CORRECT, made)
    return made


@transaction.atomic
def release_statements(*, by: Actor, statement_ids: Collection[uuid.UUID]) -> int:
    """Lets statements go: they are sent from now on. Returns how many; one released before stays so.

    Raises `WordsGone` where there is nothing left to send.
    """
    check_may(by, WRITE_STATEMENTS)
    check_person(by)
    rows = StatementOfReasons.objects.select_for_update().filter(
        id__in=statement_ids, state__in=RELEASE.sources
    )
    released = list(rows.order_by("written_at", "id"))
    if StatementWords.objects.filter(statement__in=released).count() < len(released):
        raise WordsGone
    now = timezone.now()
    for made in released:
        made.state, made.released_at, made.released_by = RELEASE.target, now, by.user
        _note(by, RELEASE, made)
    StatementOfReasons.objects.bulk_update(released, ["state", "released_at", "released_by"])
    if released and service_of(by.organisation) is not None:
        put_in_queue(SEND_STATEMENTS, by.organisation.id)
    return len(released)


@transaction.atomic
def hold_back(*, by: Actor, statement_id: uuid.UUID) -> StatementOfReasons:
    """Takes back that a statement may go, as long as the database was not asked to store it.

    Raises `OnItsWay`, `WrongState`, Http404.
    """
    check_may(by, WRITE_STATEMENTS)
    check_person(by)
    made = _locked(statement_id, HOLD)
    if made.asked_at is not None:
        raise OnItsWay
    made.state = HOLD.target
    made.released_at = made.released_by = None
    made.save(update_fields=["state", "released_at", "released_by"])
    _note(by, HOLD, made)
    return made


@transaction.atomic
def hold_back_about(*, by: Actor, about: str) -> int:
    """Takes back that what is stated about this may go, where the database was not asked for it; how many."""
    rows = StatementOfReasons.objects.select_for_update(of=("self",)).filter(
        words__about=about, state__in=HOLD.sources, asked_at__isnull=True
    )
    return len([hold_back(by=by, statement_id=one.id) for one in rows])


def _checked(puid: str, fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The codes and the texts of a statement, as they are kept. Raises `WrongStatement`."""
    whole = {**fields, "puid": puid}
    if faults := faults_in(whole):
        raise WrongStatement(faults)
    values, _ = read_values(whole)
    kept = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name != "puid"
    }
    texts = {name: kept.pop(name) for name in WORDS if name in kept}
    return kept, texts


def _locked(statement_id: uuid.UUID, move: Move) -> StatementOfReasons:
    made = get_object_or_404(StatementOfReasons.objects.select_for_update(), id=statement_id)
    if made.state not in move.sources:
        raise WrongState
    return made


def _note(by: Actor, move: Move, made: StatementOfReasons) -> None:
    record_event(by=by, action=move.event, subject=f"statement:{made.id}")
