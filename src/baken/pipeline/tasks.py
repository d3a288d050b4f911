"""The jobs: thin callers of the stages, one after the other. A job holds ids only, never content."""

import logging
import uuid
from collections.abc import Callable

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.audit.actions import seal_events
from baken.pipeline import stages
from baken.pipeline.queue import QUEUE, defer_once
from baken.tenancy.acting import Actor, acting_for

_log = logging.getLogger("baken.pipeline")

# A stage that failed (a lost connection, a full disk) is tried again; what it did stays done.
_RETRY = RetryStrategy(max_attempts=3, exponential_wait=5)


class StageBroke(Exception):
    """A stage broke off. Says which fault and where, not what it was about: that may be content."""


def _act(organisation_id: str, task: str, stage: Callable[[Actor], object]) -> None:
    organisation_uuid = uuid.UUID(organisation_id)
    try:
        with acting_for(organisation_uuid):
            organisation = Organisation.objects.get(id=organisation_uuid)
            stage(Actor(system_user(organisation), organisation, purpose="outreach", reason=f"job {task}"))
    except Exception as fault:
        # what the server says of itself, such as a full disk, is no content
        why = f": {str(fault).splitlines()[0]}" if isinstance(fault, OperationalError) and str(fault) else ""
        broke = StageBroke(f"{task}: {type(fault).__name__}{why}").with_traceback(fault.__traceback__)
        broke.__suppress_context__ = True
        # the queue itself is silent about what it will try again
        _log.error("a stage broke off", exc_info=broke)
        raise broke from None


@app.task(name="extract", queue=QUEUE, retry=_RETRY)
def extract(organisation_id: str) -> None:
    """Reads the words of every sighting that was not read yet."""
    _act(organisation_id, "extract", lambda by: stages.extract_waiting(by=by))
    defer_once("link", uuid.UUID(organisation_id))


@app.task(name="link", queue=QUEUE, retry=_RETRY)
def link(organisation_id: str) -> None:
    """Assigns every sighting to a unique advert and an advertiser."""
    _act(organisation_id, "link", lambda by: stages.link_all(by=by))
    defer_once("indicate", uuid.UUID(organisation_id))


@app.task(name="indicate", queue=QUEUE, retry=_RETRY)
def indicate(organisation_id: str) -> None:
    """Says which indicators fire, and places the leads."""
    _act(organisation_id, "indicate", lambda by: stages.indicate_all(by=by))
    defer_once("seal", uuid.UUID(organisation_id))


@app.task(name="seal", queue=QUEUE, retry=_RETRY)
def seal(organisation_id: str) -> None:
    """Seals what the log has gathered."""
    _act(organisation_id, "seal", lambda by: seal_events(by=by))
