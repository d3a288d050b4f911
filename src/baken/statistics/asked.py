"""What somebody asked for and a worker makes, in the name of who asked: editions, and files of publications.

What stands of it is one row with its state. Making it and saying so is one transaction: a worker that is
killed leaves nothing half, and the next one begins again with what waits. What is made out of the same
records is made in one transaction together, out of one read; what a killed worker was making is made alone.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

from django.db import OperationalError, transaction
from django.utils import timezone

from baken.statistics.editions.exceptions import EditionError
from baken.statistics.models import AskedEdition, AskedPublication
from baken.statistics.publications.exceptions import PublicationError
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.tenancy.waiting import put_in_queue
from baken.vocabulary.code_list import Label

ACTIVE = ("waiting", "making")
TURN = 60.0
"""After so many seconds what else waits has its turn, who is called for what is urgent among it."""

Row = TypeVar("Row", AskedEdition, AskedPublication)


@dataclass(frozen=True, slots=True)
class AskedWork(Generic[Row]):
    """One kind of what is asked for.

    `make` makes what a row asks for, in the name of the actor that it gets, and returns the fields of the row
    that point to what was made; of `EditionError` and `PublicationError` it may raise what refuses it.
    `no_longer_may` says that who asked may not any more. `note_end` puts in the audit log that nothing was
    made, with the state. `together` begins a transaction in which several are made, and gives what they share
    (handed to `make`); without it each is made by itself, and nothing is shared (None).
    """

    task: str
    rows: type[Row]
    make: Callable[[Actor, Row, Any], Mapping[str, object]]
    no_longer_may: Label
    note_end: Callable[[Actor, Row, str], None]
    together: Callable[[Actor], Any] | None = None

    def make_waiting(self, *, by: Actor) -> int:
        """Makes everything that waits, oldest first, and after a while the rest in a next job; returns how
        many were dealt with.

        What a killed worker was making waits still. Raises what went wrong, once it is noted, so that the
        job fails with it; a lost connection is noted by nobody and tried again.
        """
        done, broke, began = 0, list[Exception](), monotonic()
        while batch := self._next():
            if done and monotonic() - began > TURN:
                put_in_queue(self.task, by.organisation.id)
                break
            of_batch = self.rows.objects.filter(id__in=[one.id for one in batch], state__in=ACTIVE)
            of_batch.update(state="making")
            with transaction.atomic():
                shared = self.together(by) if self.together else None
                for asked in batch:
                    if done and monotonic() - began > TURN:
                        break
                    try:
                        self.make_one(by, asked.id, shared)
                    except OperationalError:
                        raise
                    except Exception as fault:
                        broke.append(fault)
                        self._end(by, asked, "failed")
                    done += 1
                of_batch.update(state="waiting")
        if broke:
            raise broke[-1]
        return done

    def _next(self) -> Sequence[Row]:
        """What is made next: all that waits where it is made together, else one."""
        active = self.rows.objects.filter(state__in=ACTIVE).order_by("asked_at", "id")
        first = active.first()
        if first is None or self.together is None or first.state == "making":
            return [first] if first else []
        return list(active.filter(state="waiting"))

    @transaction.atomic
    def make_one(self, by: Actor, asked_id: uuid.UUID, shared: Any = None) -> None:
        """Makes one, unless another worker dealt with it meanwhile."""
        asked = self.rows.objects.select_for_update(of=("self",)).get(id=asked_id)
        if asked.state not in ACTIVE:
            return
        who = Actor(asked.asked_by, asked.organisation, purpose="statistics", reason=by.reason)
        made: Mapping[str, object] = {}
        try:
            if not asked.asked_by.is_active:
                raise NotPermitted("who asked is no user any more")
            with transaction.atomic():
                made = self.make(who, asked, shared)
        except (EditionError, PublicationError) as fault:
            self._end(by, asked, "refused", fault.reason)
        except NotPermitted:
            self._end(by, asked, "refused", self.no_longer_may)
        else:
            asked.state, asked.ended_at = "made", timezone.now()
            for field, thing in made.items():
                setattr(asked, field, thing)
            asked.save(update_fields=["state", "ended_at", *made])

    @transaction.atomic
    def _end(self, by: Actor, asked: Row, state: str, reason: Label | None = None) -> None:
        asked.state, asked.ended_at = state, timezone.now()
        asked.reason = {"nl": reason.nl, "en": reason.en} if reason else {}
        asked.save(update_fields=["state", "ended_at", "reason"])
        self.note_end(by, asked, state)
