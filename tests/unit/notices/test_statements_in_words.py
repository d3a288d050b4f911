"""Every field and every fault of a statement has words for people; every state is owned and reachable."""

from datetime import date

import pytest
from django.utils import translation

from baken.audit.words import ACTIONS
from baken.notices.statements.fields import FIELDS
from baken.notices.statements.labels import GROUPS, LABELS, LISTS, shown
from baken.notices.statements.screening import FREE, WORDS, Fault, faults_in
from baken.notices.statements.states import MOVES, STATES
from baken.notices.statements.wording import WHY_NOT, in_words
from tests.factories.statements import statement
from tests.unit.notices.test_statements import WRONG


def test_every_field_has_words_in_one_group() -> None:
    names = [name for _, fields in GROUPS for name in fields]
    assert sorted(names) == sorted(field.name for field in FIELDS if field.name != "puid")
    assert len(names) == len(set(names))


def test_lists_are_those_that_the_checks_use() -> None:
    codes = {field.name: field.codes for field in FIELDS}
    assert {name: frozenset(one.codes) for name, one in LISTS.items()} == {
        name: codes[name] for name in LISTS
    }


def test_what_people_write_is_kept_apart() -> None:
    assert set(FREE) < set(WORDS)
    assert {field.name for field in FIELDS if field.kind == "text"} - set(WORDS) == {"puid"}


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_every_fault_is_told_in_dutch(changes: dict[str, object], field: str) -> None:
    with translation.override("nl"):
        for fault in faults_in(statement(**changes)):
            assert in_words(fault) != fault.message


def test_what_nobody_foresaw_is_told_as_it_was_said() -> None:
    assert in_words(Fault("category", "Unheard of.")) == "Unheard of."


def test_page_shows_every_field_once() -> None:
    told = [one.name for _, fields in shown(statement()) for one in fields]
    assert sorted(told) == sorted(set(statement()) - {"puid"})
    days = {one.name: one.day for _, fields in shown(statement()) for one in fields if one.day}
    assert days == {"content_date": date(2026, 10, 30), "application_date": date(2026, 11, 2)}
    assert all(LABELS[name].nl and LABELS[name].en for name in told)


def test_every_state_is_owned_and_reached() -> None:
    reached = {move.target for move in MOVES}
    assert reached == set(STATES)
    assert {code for code, state in STATES.items() if state.owner is None} == {"sent"}
    leaving = {source for move in MOVES for source in move.sources}
    assert leaving == set(STATES) - {"sent"}
    assert all(move.event in ACTIONS for move in MOVES)


def test_machine_only_sends_what_a_person_let_go() -> None:
    assert {move.target for move in MOVES if not move.by_a_person} == {"sent", "refused"}
    assert all(move.sources == ("ready",) for move in MOVES if not move.by_a_person)


def test_every_refusal_has_words() -> None:
    from baken.notices.statements import exceptions

    bases = (exceptions.StatementError, exceptions.WrongStatement)
    found = {
        one
        for one in vars(exceptions).values()
        if isinstance(one, type) and issubclass(one, exceptions.StatementError) and one not in bases
    }
    assert found == set(WHY_NOT)
