"""The jobs of the administration: thin callers. A job holds ids only."""

import logging
import uuid

from procrastinate.contrib.django import app

from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.operations.closing.came_in import came_in_for_closed, what_to_do
from baken.operations.verifying import QUEUE, verify_and_note
from baken.tenancy.acting import Actor, acting_for

_log = logging.getLogger("baken.operations")


@app.task(name="verify_log", queue=QUEUE)
def verify_whole_log(organisation_id: str) -> None:
    """Computes every seal of the log again."""
    organisation_uuid = uuid.UUID(organisation_id)
    with acting_for(organisation_uuid):
        organisation = Organisation.objects.get(id=organisation_uuid)
        by = Actor(system_user(organisation), organisation, purpose="accountability", reason="job verify_log")
        verify_and_note(by=by)


@app.periodic(cron="13 * * * *", periodic_id="closed_every_hour")
@app.task(name="closed_every_hour", queue=QUEUE)
def closed_every_hour(timestamp: int) -> None:
    """Says on standard error, for whoever keeps the installation, that somebody wrote to an organisation that
    closed and waits: nobody of it can sign in to see that. Numbers only, and each hour again."""
    for organisation, found in came_in_for_closed():
        if found.counts:
            _log.error(
                "%s is closed: %s %s", organisation.slug, found.in_words(), what_to_do(organisation, found)
            )
