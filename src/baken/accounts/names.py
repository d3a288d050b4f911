"""The name somebody signs in with: login@organisation."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from baken.accounts.exceptions import NoSuchOrganisation
from baken.accounts.models import Organisation
from baken.accounts.queries import find_organisation
from baken.tenancy.acting import acting_for

LONGEST = 121


def split_name(name: str) -> tuple[str, str]:
    """Login and organisation as they are stored; a name without @ has no organisation."""
    login, _, slug = name.strip().lower().rpartition("@")
    return login, slug


@contextmanager
def acting_as_named(name: str) -> Iterator[Organisation | None]:
    """Acts for the organisation in a name. An unknown one acts for an organisation that is not there,
    so that what follows finds nobody in the same way and in the same time."""
    _login, slug = split_name(name)
    try:
        organisation = find_organisation(slug)
    except NoSuchOrganisation:
        organisation = None
    with acting_for(organisation.id if organisation else uuid.uuid4()):
        yield organisation
