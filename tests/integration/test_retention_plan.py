"""No table that keeps something of a period is forgotten by the erasure plan."""

import pytest
from django.db.models import Model, Q
from django.utils import timezone

from baken.privacy.retention import EXPIRING, RetentionClass
from baken.rights.holding import held
from baken.rights.periods import periods
from baken.rights.plan import classes_of, models_kept, steps
from baken.rights.steps import Expire, Follow
from baken.tenancy.acting import Actor

KEPT = [model for model in models_kept() if classes_of(model)]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_every_table_with_a_period_is_reached(model: type[Model]) -> None:
    reached = {step.keep for step in steps() if step.model is model}
    assert reached
    shortest = min(classes_of(model), key=lambda keep: keep.value.longest)
    assert min(keep.value.longest for keep in reached) <= shortest.value.longest


def test_every_field_of_every_table_has_a_class() -> None:
    for model in models_kept():
        assert set(model.retention) == {field.name for field in model._meta.local_fields}
        assert all(isinstance(keep, RetentionClass) for keep in model.retention.values())


def test_plan_names_no_table_twice_for_one_reason() -> None:
    names = [step.name for step in steps()]
    assert len(names) == len(set(names))


def test_rows_that_follow_hang_on_rows_that_go() -> None:
    going = {step.model for step in steps()}
    for step in steps():
        if isinstance(step, Follow):
            assert step.parents
            for path in step.parents:
                field = step.model._meta.get_field(path)
                assert field.related_model in going
                assert not field.null


@pytest.mark.django_db
@pytest.mark.parametrize("step", steps(), ids=lambda step: step.name)
def test_every_step_can_be_asked(step: Expire, actor: Actor) -> None:
    before = step.before(periods(), timezone.now())
    assert step.due(before).count() == step.due_and_held(before).count() == 0
    assert step.oldest(before) is None
    assert step.erase_batch(actor, before) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_holds_can_be_asked_of_every_table(model: type[Model], actor: Actor) -> None:
    assert isinstance(held(model), Q)
    assert not model._default_manager.filter(held(model)).exists()


@pytest.mark.parametrize("keep", EXPIRING, ids=lambda keep: keep.name)
def test_every_class_says_between_what_it_lies(keep: RetentionClass) -> None:
    assert keep.value.longest is not None
    assert keep.value.shortest <= keep.value.longest
    assert keep.value.name.nl
    assert keep.value.name.en
