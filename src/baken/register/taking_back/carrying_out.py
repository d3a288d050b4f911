"""A worker takes back what was asked, in the name of who asked: one file in one transaction."""

import uuid

from django.db import OperationalError, transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.actions.undo_import import undo_import
from baken.register.exceptions import AlreadyUndone, ChangedSinceImport, HeldInRegister
from baken.register.models import AskedUndo
from baken.register.taking_back.actions import TASK
from baken.register.taking_back.states import ACTIVE, BEGIN, FAIL, FINISH, REFUSE, Move
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.tenancy.waiting import put_in_queue


def carry_out_next(*, by: Actor) -> bool:
    """Takes the file back that waits longest, and leaves the next one to a next job, so that what else waits
    has its turn; returns whether one was dealt with.

    What a killed worker was taking back stands whole and is begun again. Raises what went wrong, once it is
    noted, so that the job fails with it; a lost connection is noted by nobody and tried again.
    """
    asked = AskedUndo.objects.filter(state__in=ACTIVE).order_by("asked_at", "id").first()
    if asked is None:
        return False
    # said outside of the transaction that does it: from now on nobody can withdraw it
    if AskedUndo.objects.filter(id=asked.id, state__in=BEGIN.sources).update(state=BEGIN.target):
        try:
            _carry_out(by, asked.id)
        except OperationalError:
            raise
        except ChangedSinceImport as fault:
            _end(by, asked, REFUSE, reason="corrected", corrected=fault.corrected)
        except HeldInRegister:
            _end(by, asked, REFUSE, reason="held")
        except NotPermitted:
            _end(by, asked, REFUSE, reason="no_longer_may")
        except AlreadyUndone:
            _end(by, asked, REFUSE, reason="gone")
        except Exception:
            _end(by, asked, FAIL)
            raise
    if AskedUndo.objects.filter(state__in=ACTIVE).exists():
        put_in_queue(TASK, by.organisation.id)
    return True


@transaction.atomic
def _carry_out(by: Actor, asked_id: uuid.UUID) -> None:
    """Takes out and says so, whole or not at all; not where another worker did it meanwhile."""
    one_writer_at_a_time(by)
    asked = AskedUndo.objects.select_related("asked_by", "organisation", "batch").get(id=asked_id)
    if asked.state not in FINISH.sources:
        return
    if asked.batch is None:
        raise AlreadyUndone
    who = Actor(asked.asked_by, asked.organisation, purpose=by.purpose, reason=by.reason)
    waiting = asked.batch.waiting.count()
    count = undo_import(by=who, batch=asked.batch, asked=asked)
    AskedUndo.objects.filter(id=asked.id).update(
        state=FINISH.target, registrations=count, waiting=waiting, ended_at=timezone.now()
    )


@transaction.atomic
def _end(by: Actor, asked: AskedUndo, move: Move, *, reason: str = "", corrected: int = 0) -> None:
    AskedUndo.objects.filter(id=asked.id, state__in=move.sources).update(
        state=move.target, reason=reason, corrected=corrected, ended_at=timezone.now()
    )
    record_event(
        by=by,
        action=str(move.event),
        subject=f"file:{asked.file_sha256}",
        details={"asked": str(asked.id)}
        | ({"reason": reason} if reason else {})
        | ({"corrected": corrected} if corrected else {}),
    )
