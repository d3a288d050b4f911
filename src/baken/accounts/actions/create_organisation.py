"""A new organisation."""

import uuid

from django.db import transaction

from baken.accounts.models import Organisation, User
from baken.accounts.queries import SYSTEM_USER
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor, acting_for


def create_organisation(*, slug: str, name_nl: str, name_en: str, synthetic: bool) -> Organisation:
    """A new organisation with its system user.

    `synthetic` says that all its data are invented: only then are there users with known passwords,
    and the nightly erasure leaves it alone.
    """
    organisation_id = uuid.uuid4()
    with acting_for(organisation_id), transaction.atomic():
        organisation = Organisation.objects.create(
            id=organisation_id, slug=slug, name_nl=name_nl, name_en=name_en, synthetic=synthetic
        )
        user = User(organisation=organisation, name=SYSTEM_USER, login=SYSTEM_USER, is_system=True)
        user.set_unusable_password()
        user.save()
        by = Actor(user, organisation, purpose="accountability", reason="a new organisation")
        record_event(by=by, action="accounts.organisation_created", subject=f"organisation:{organisation_id}")
    return organisation
