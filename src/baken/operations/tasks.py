"""The jobs of the administration: thin callers. A job holds ids only."""

import uuid

from procrastinate.contrib.django import app

from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.operations.verifying import QUEUE, verify_and_note
from baken.tenancy.acting import Actor, acting_for


@app.task(name="verify_log", queue=QUEUE)
def verify_whole_log(organisation_id: str) -> None:
    """Computes every seal of the log again."""
    organisation_uuid = uuid.UUID(organisation_id)
    with acting_for(organisation_uuid):
        organisation = Organisation.objects.get(id=organisation_uuid)
        by = Actor(system_user(organisation), organisation, purpose="accountability", reason="job verify_log")
        verify_and_note(by=by)
