"""The steps of an erasure: each knows which rows of one table are due, and how they go.

A step erases in batches. Whoever calls `erase_batch` puts a transaction around it: killed at any
moment, a batch has happened or it has not.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from baken.audit.expiry import erase_oldest_seal, expired_events
from baken.privacy.retention import RetentionClass
from baken.rights.holding import held
from baken.tenancy.acting import Actor

BATCH = 1_000
"""Rows that go in one transaction."""

MOMENT = "due_from"

Gone = dict[str, int]
"""Rows by table."""


@dataclass(frozen=True, kw_only=True)
class Step(ABC):
    """What of one table expires, under which class. `name` stands in counts and in the log.

    `grace` is a period of the step's own, where that of the class is not what counts.
    """

    model: type[Model]
    keep: RetentionClass
    variant: str = ""
    grace: timedelta | None = None

    @property
    def name(self) -> str:
        """Table, class and variant."""
        parts = (self.model._meta.label_lower, self.keep.name.lower(), self.variant)
        return ".".join(filter(None, parts))

    @property
    def table(self) -> str:
        """The table in the database."""
        return self.model._meta.db_table

    def before(self, periods: Mapping[RetentionClass, timedelta], now: datetime) -> datetime:
        """What is from before this moment is due."""
        return now - (periods[self.keep] if self.grace is None else self.grace)

    @abstractmethod
    def due(self, before: datetime) -> QuerySet[Any]:
        """The rows whose period was over at a moment, held ones included."""

    def due_and_held(self, before: datetime) -> QuerySet[Any]:
        """Those of them that a hold keeps."""
        found: QuerySet[Any] = self.due(before).filter(held(self.model))
        return found

    def free(self, before: datetime, among: Collection[Any] | None = None) -> QuerySet[Any]:
        """Those of them that go; `among` restricts it to some rows."""
        found: QuerySet[Any] = self.due(before).exclude(held(self.model))
        return found if among is None else found.filter(pk__in=list(among))

    def oldest(self, before: datetime) -> datetime | None:
        """The moment of the oldest row that is due, where the step counts from one."""
        return None

    def erase_batch(self, by: Actor, before: datetime, among: Collection[Any] | None = None) -> Gone:
        """Erases at most `BATCH` rows; what went, empty when nothing was left."""
        keys = list(self.free(before, among).values_list("pk", flat=True)[:BATCH])
        return self.erase(by, keys) if keys else {}

    def erase(self, by: Actor, keys: list[Any]) -> Gone:
        """Erases these rows, with what hangs on them."""
        _, gone = self.model._default_manager.filter(pk__in=keys).only("pk").delete()
        return {label.lower(): count for label, count in gone.items()}


@dataclass(frozen=True, kw_only=True)
class Expire(Step):
    """Rows go when their moment is longer ago than the period."""

    moment: Combinable | str
    only: Q = field(default_factory=Q)

    def _dated(self) -> QuerySet[Any]:
        moment = F(self.moment) if isinstance(self.moment, str) else self.moment
        found: QuerySet[Any] = self.model._default_manager.filter(self.only).annotate(**{MOMENT: moment})
        return found

    def due(self, before: datetime) -> QuerySet[Any]:
        return self._dated().filter(**{f"{MOMENT}__lt": before})

    def oldest(self, before: datetime) -> datetime | None:
        found: datetime | None = self.due(before).order_by(MOMENT).values_list(MOMENT, flat=True).first()
        return found


@dataclass(frozen=True, kw_only=True)
class Follow(Step):
    """Rows go with the row they hang on, in its transaction: here they are only counted."""

    parents: Mapping[str, Step]

    def due(self, before: datetime) -> QuerySet[Any]:
        condition = Q()
        for path, step in self.parents.items():
            condition |= Q(**{f"{path}__in": step.due(before).values("pk")})
        return self.model._default_manager.filter(condition)

    def erase_batch(self, by: Actor, before: datetime, among: Collection[Any] | None = None) -> Gone:
        return {}


@dataclass(frozen=True, kw_only=True)
class Orphan(Step):
    """Rows go when none of another table points at them any more; `path` is its reference to them."""

    pointing: Step
    path: str

    def _without(self, others: QuerySet[Any]) -> QuerySet[Any]:
        return self.model._default_manager.filter(~Exists(others.filter(**{self.path: OuterRef("pk")})))

    def due(self, before: datetime) -> QuerySet[Any]:
        others = self.pointing.model._default_manager
        return self._without(others.exclude(pk__in=self.pointing.due(before).values("pk")))

    def free(self, before: datetime, among: Collection[Any] | None = None) -> QuerySet[Any]:
        found = self._without(self.pointing.model._default_manager.all())
        return found if among is None else found.filter(pk__in=list(among))


@dataclass(frozen=True, kw_only=True)
class Log(Step):
    """Events of the log go by whole seals; the seals stay."""

    def due(self, before: datetime) -> QuerySet[Any]:
        return expired_events(before)

    def due_and_held(self, before: datetime) -> QuerySet[Any]:
        return self.model._default_manager.none()

    def oldest(self, before: datetime) -> datetime | None:
        return self.due(before).order_by("at").values_list("at", flat=True).first()

    def erase_batch(self, by: Actor, before: datetime, among: Collection[Any] | None = None) -> Gone:
        if among is not None:
            return {}
        gone = erase_oldest_seal(by=by, before=before)
        return {self.model._meta.label_lower: gone} if gone else {}
