"""The states of a case: every one owned and reached; every refusal in words, every sealed word in a table."""

import pytest
from django.apps import apps
from django.db.models import BinaryField

from baken.audit.words import ACTIONS
from baken.cases.exceptions import CasesError
from baken.cases.meldcode import ASKS
from baken.cases.states import IN_HAND, MOVES, STATES, WITH_WORDS, moves_from
from baken.cases.taking_back import ERASED, KEPT_WHEN_REPORTED, what_happens
from baken.cases.wording import WHY_NOT
from baken.vocabulary.cases import CaseEventKind, CaseState, MeldcodeStep


def test_every_state_is_reached_and_every_one_in_hand_is_owned() -> None:
    assert tuple(STATES) == CaseState.codes
    assert {move.target for move in MOVES.values() if move.target} == set(STATES)
    assert tuple(code for code, state in STATES.items() if state.owner) == IN_HAND


def test_every_move_is_a_kind_of_event_with_words_in_the_log() -> None:
    assert set(MOVES) == set(CaseEventKind.codes)
    assert all(move.event in ACTIONS for move in MOVES.values())
    assert all(set(move.sources) <= set(STATES) for move in MOVES.values())


@pytest.mark.parametrize("code", WITH_WORDS)
def test_yes_can_be_taken_back_wherever_there_are_words(code: str) -> None:
    assert "yes_back" in {move.kind for move in moves_from(code)}


def test_nothing_follows_on_the_end() -> None:
    assert moves_from("ended") == ()


def test_every_refusal_has_its_words() -> None:
    assert set(WHY_NOT) == set(CasesError.__subclasses__())


def test_every_sealed_column_stands_in_one_table_of_taking_back() -> None:
    sealed = {
        (model.__name__, field.name)
        for model in apps.get_app_config("cases").get_models()
        for field in model._meta.local_fields
        if isinstance(field, BinaryField)
    }
    told = [column for one in ERASED for column in one.columns] + list(KEPT_WHEN_REPORTED)
    assert sorted(told) == sorted(sealed)


def test_page_of_taking_back_says_of_the_reporting_code_what_happens() -> None:
    without, reported = what_happens(reported=False), what_happens(reported=True)
    assert len(without.goes) == len(reported.goes) + 1
    assert len(reported.stays) == len(without.stays) + 1


def test_every_step_of_the_reporting_code_says_what_it_asks() -> None:
    assert tuple(ASKS) == MeldcodeStep.codes
    assert len(ASKS) == 5
