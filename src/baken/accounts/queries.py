"""Who we act for."""

from django.db import connection, transaction

from baken.accounts.exceptions import NoSuchOrganisation, WhichOrganisation
from baken.accounts.models import Organisation, User

DEMO = "demo"
SYSTEM_USER = "baken"


def find_organisation(slug: str | None) -> Organisation:
    """The organisation with this slug; without one the only one there is, or the demo one.

    Raises `NoSuchOrganisation`, `WhichOrganisation`. The one place that looks past the wall, at
    the names of organisations and nothing else.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.look_up', 'organisations', true)")
        known = {organisation.slug: organisation for organisation in Organisation.objects.order_by("slug")}
        cursor.execute("SELECT set_config('baken.look_up', '', true)")
    if slug is not None:
        if slug not in known:
            raise NoSuchOrganisation(f"there is no organisation {slug!r}")
        return known[slug]
    if not known:
        raise NoSuchOrganisation("there is no organisation yet: `baken demo --no-serve` makes the demo one")
    if len(known) == 1:
        return next(iter(known.values()))
    if DEMO in known:
        return known[DEMO]
    raise WhichOrganisation()


def system_user(organisation: Organisation) -> User:
    """The user that commands and jobs act as. Call it while acting for the organisation."""
    return User.objects.get(organisation=organisation, is_system=True, login=SYSTEM_USER)
