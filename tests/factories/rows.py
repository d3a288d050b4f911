"""One row of every table, for tests of what every table must keep.

What may stand in a column is read from the model: its type, whether it may be empty, and the values
that its constraints name. Of what suits the columns one by one, other choices are tried until the
database takes a row.
"""

import datetime
import random
import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import Error, models, transaction
from django.db.models import Q
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.tenancy.owned import OrganisationOwned

TRIES = 400
SHAPES = {"regex": {"^[0-9a-f]{64}$": "0" * 64, "^[A-Z]{2}$": "NL", "^GM[0-9]{4}$": "GM0363"}}
"""An example of each pattern that a constraint asks for."""

OURS = [model for model in apps.get_models() if model.__module__.startswith("baken.")]
FILLED = [model for model in OURS if issubclass(model, OrganisationOwned)]


def fill_every_table(organisation: Organisation, word: str) -> dict[type[models.Model], models.Model]:
    """A row in each table, every free text of which holds `word`. Act for the organisation meanwhile."""
    rows: dict[type[models.Model], models.Model] = {Organisation: organisation}
    for model in FILLED:
        _row(model, word, rows)
    return rows


def _row(model: type[models.Model], word: str, rows: dict[type[models.Model], models.Model]) -> models.Model:
    if model in rows:
        return rows[model]
    chance = random.Random(model._meta.label)
    named = _named(model)
    fault: Exception | None = None
    for attempt in range(TRIES):
        values = {}
        for field in model._meta.local_fields:
            # the first attempt leaves empty what may be empty
            empty = field.null and (attempt == 0 or chance.random() < 0.5)
            options = [None] if empty else list(_options(field, word, rows, named))
            if options:
                values[field.attname] = options[0] if attempt == 0 else chance.choice(options)
        try:
            with transaction.atomic():
                rows[model] = model._base_manager.create(**values)
            return rows[model]
        except Error as refused:
            fault = refused
    raise AssertionError(f"no row of {model._meta.label} could be made; the last try: {fault}")


def _options(
    field: models.Field, word: str, rows: dict[type[models.Model], models.Model], named: dict[str, list[Any]]
) -> Iterator[Any]:
    if field.remote_field:
        related = field.related_model
        yield (rows[related] if related in rows else _row(related, word, rows)).pk
    elif field.name in named:
        yield from named[field.name]
    elif field.choices:
        yield from [code for code, _ in field.flatchoices]
    elif field.has_default() and not isinstance(field, models.CharField | models.TextField):
        yield field.get_default()
    elif field.db_default is not models.NOT_PROVIDED:
        return
    else:
        yield from _of_type(field, word)


def _of_type(field: models.Field, word: str) -> Iterator[Any]:
    if isinstance(field, ArrayField):
        yield []
        yield list(_of_type(field.base_field, word))[:1]
    elif isinstance(field, models.CharField | models.TextField):
        name = f"{word}-{field.name}".replace("_", "-")
        yield name if field.max_length is None else name[: field.max_length]
    elif isinstance(field, models.BooleanField):
        yield from (False, True)
    elif isinstance(field, models.IntegerField | models.FloatField):
        yield from (1, 0, 2)
    elif isinstance(field, models.DateTimeField):
        # not over yet, for what expires
        yield from (timezone.now() + datetime.timedelta(hours=hours) for hours in (1, 2, 3))
    elif isinstance(field, models.DateField):
        yield from (timezone.now().date() + datetime.timedelta(days=days) for days in (1, 2, 3))
    elif isinstance(field, models.BinaryField):
        yield word.encode().ljust(32, b"-")[:32]
    elif isinstance(field, models.JSONField):
        yield {}
        yield []
    elif isinstance(field, models.UUIDField):
        yield uuid.uuid4()
    else:
        raise AssertionError(f"no value is known for {field}: add its kind here")


def _named(model: type[models.Model]) -> dict[str, list[Any]]:
    """Per field the values that constraints of the model speak of."""
    found: dict[str, list[Any]] = {}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            for path, value in _leaves(constraint.condition):
                name, _, lookup = path.partition("__")
                if lookup == "in":
                    found.setdefault(name, []).extend(value)
                elif lookup == "contained_by":
                    found.setdefault(name, []).extend([[one] for one in value])
                elif lookup in SHAPES:
                    found.setdefault(name, []).append(SHAPES[lookup][value])
                elif lookup in ("", "exact") and not hasattr(value, "resolve_expression"):
                    found.setdefault(name, []).append(value)
    return found


def _leaves(condition: Q) -> Iterator[tuple[str, Any]]:
    # what must not be is no example of what may be
    for child in () if condition.negated else condition.children:
        if isinstance(child, Q):
            yield from _leaves(child)
        elif isinstance(child, tuple):
            yield child
