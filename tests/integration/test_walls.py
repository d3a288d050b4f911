"""The wall between organisations, held in the database itself."""

import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction

from baken.accounts.models import AUTHENTICATOR_RETENTION, User
from baken.accounts.queries import find_organisation
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.owned import OrganisationOwned
from baken.tenancy.references import crossing_references
from tests.factories.organisations import make_actor, make_organisation

OURS = [model for model in apps.get_models() if model.__module__.startswith("baken.")]
SHARED = {"django_migrations", "django_content_type"}
"""Tables of the framework that belong to no organisation; the app role may only read them."""
FOLLOWS_ITS_USER = {"mfa_authenticator"}
"""Tables of packages that hold something of a user: walled through the wall around users."""
CLOSED = {
    "account_emailaddress",
    "account_emailconfirmation",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
}
"""Tables of packages that nothing here uses: the app role has no right on them at all."""

pytestmark = pytest.mark.django_db


def test_wall_stands_around_every_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            r"""
            SELECT relname, relrowsecurity AND relforcerowsecurity
                AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid)
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
              AND relname NOT LIKE 'procrastinate\_%'
            """
        )
        walled = dict(cursor.fetchall())
    open_tables = {name for name, stands in walled.items() if not stands}
    assert open_tables == SHARED | CLOSED
    assert {model._meta.db_table for model in OURS} == set(walled) - SHARED - CLOSED - FOLLOWS_ITS_USER


def test_tables_of_packages_are_closed_or_read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT relname, array_remove(ARRAY[
                CASE WHEN has_table_privilege(oid, 'SELECT') THEN 'SELECT' END,
                CASE WHEN has_table_privilege(oid, 'INSERT') THEN 'INSERT' END,
                CASE WHEN has_table_privilege(oid, 'UPDATE') THEN 'UPDATE' END,
                CASE WHEN has_table_privilege(oid, 'DELETE') THEN 'DELETE' END,
                CASE WHEN has_table_privilege(oid, 'TRUNCATE') THEN 'TRUNCATE' END], NULL)
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            """
        )
        rights = dict(cursor.fetchall())
    assert {name: rights[name] for name in CLOSED} == {name: [] for name in CLOSED}
    assert {right for name in SHARED for right in rights[name]} <= {"SELECT"}


def test_second_factor_cannot_be_given_to_a_user_of_another_organisation() -> None:
    one, other = make_actor(), make_actor()
    with (
        acting_for(one.organisation.id),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Authenticator.objects.create(user_id=other.user.pk, type="totp", data={})


def test_every_field_of_a_second_factor_has_a_retention_class() -> None:
    assert set(AUTHENTICATOR_RETENTION) == {field.name for field in Authenticator._meta.local_fields}


def test_work_is_done_as_a_role_that_bypasses_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("baken_app", False)
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND pg_has_role(current_user, relowner, 'USAGE')"
        )
        assert cursor.fetchone() == (0,)


def test_rows_of_another_organisation_are_not_there() -> None:
    one, other = make_organisation(), make_organisation()
    with acting_for(one.id):
        assert {user.organisation_id for user in User.objects.all()} == {one.id}
    with acting_for(other.id):
        assert not User.objects.filter(organisation=one).exists()
    assert not User.objects.exists()


def test_rows_cannot_be_written_for_another_organisation() -> None:
    one, other = make_organisation(), make_organisation()
    with (
        acting_for(one.id),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        User.objects.create(organisation=other, name="somebody")


def test_rows_cannot_be_moved_to_another_organisation() -> None:
    one, other = make_organisation(), make_organisation()
    with (
        acting_for(one.id),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        User.objects.update(organisation=other)


def test_no_reference_can_cross_the_wall() -> None:
    with connection.cursor() as cursor:
        assert crossing_references(cursor) == []
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname LIKE '%\\_own'")
        (count,) = cursor.fetchone()
    references = [
        field
        for model in OURS
        for field in model._meta.local_fields
        if field.remote_field and issubclass(field.related_model, OrganisationOwned)
    ]
    assert references
    assert count == len(references)


def test_a_row_cannot_point_at_a_row_of_another_organisation() -> None:
    one, other = make_actor(), make_actor()
    crossing = Actor(other.user, one.organisation, "outreach", "a test")
    with acting_for(one.organisation.id), transaction.atomic():
        point = transaction.savepoint()
        record_event(by=crossing, action="a", subject="b")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.savepoint_rollback(point)


def test_acting_ends_even_when_it_fails() -> None:
    one = make_organisation()
    with pytest.raises(ValueError, match="halfway"), acting_for(one.id):
        raise ValueError("halfway")
    assert not User.objects.exists()


def test_a_name_finds_its_organisation_and_opens_nothing_else() -> None:
    one = make_organisation()
    assert find_organisation(one.slug) == one
    assert not User.objects.exists()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_shows_nothing_without_an_organisation(model: type) -> None:
    assert not model._default_manager.exists()
    with acting_for(uuid.uuid4()):
        assert not model._default_manager.exists()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_has_a_retention_class(model: type) -> None:
    assert set(model.retention) == {field.name for field in model._meta.local_fields}
