"""Organisations and those who act for them."""

import uuid

from baken.accounts.actions import create_organisation
from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.tenancy.acting import Actor, acting_for


def make_organisation(slug: str | None = None) -> Organisation:
    slug = slug or f"org-{uuid.uuid4().hex[:12]}"
    return create_organisation(
        slug=slug, name_nl=f"Stichting {slug}", name_en=f"Foundation {slug}", synthetic=True
    )


def make_actor(organisation: Organisation | None = None) -> Actor:
    organisation = organisation or make_organisation()
    with acting_for(organisation.id):
        user = system_user(organisation)
    return Actor(user=user, organisation=organisation, purpose="outreach", reason="a test")
