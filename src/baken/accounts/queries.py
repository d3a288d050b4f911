"""Who we act for."""

import uuid

from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from baken.accounts.exceptions import NoSuchOrganisation, WhichOrganisation
from baken.accounts.models import Organisation, Session, StartLink, User
from baken.accounts.sessions import IDLE, LONGEST

DEMO = "demo"
SYSTEM_USER = "baken"


def find_organisation(slug: str | None) -> Organisation:
    """The organisation with this slug; without one the only one there is, or the demo one.

    Raises `NoSuchOrganisation`, `WhichOrganisation`.
    """
    known = {organisation.slug: organisation for organisation in known_organisations()}
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


def known_organisations() -> list[Organisation]:
    """Every organisation of this installation, in the order of their slugs.

    The one place that looks past the wall, at the names of organisations and nothing else.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.look_up', 'organisations', true)")
        known = list(Organisation.objects.order_by("slug"))
        cursor.execute("SELECT set_config('baken.look_up', '', true)")
    return known


def open_organisations() -> list[Organisation]:
    """Those that did not close: the ones for which something may go out by the clock."""
    return [one for one in known_organisations() if one.closed_at is None]


def hold_organisation(organisation_id: uuid.UUID) -> Organisation:
    """The organisation as it is now, held for this transaction: it does not close meanwhile."""
    return Organisation.objects.select_for_update(no_key=True).get(id=organisation_id)


def system_user(organisation: Organisation) -> User:
    """The user that commands and jobs act as. Call it while acting for the organisation."""
    return User.objects.get(organisation=organisation, is_system=True, login=SYSTEM_USER)


def open_sessions(user: User) -> QuerySet[Session]:
    """The sessions of a user that have not ended, the latest seen first."""
    now = timezone.now()
    return Session.objects.filter(user=user, seen_at__gt=now - IDLE, created_at__gt=now - LONGEST).order_by(
        "-seen_at", "pk"
    )


def people() -> QuerySet[User]:
    """Whoever works at the organisation acted for; not the system itself."""
    return User.objects.filter(is_system=False).annotate(
        protected=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
        waits_for_start=Exists(StartLink.objects.filter(user=OuterRef("pk"), valid_until__gt=timezone.now())),
    )
