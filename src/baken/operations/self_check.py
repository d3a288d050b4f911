"""What must hold before an installation may be trusted with anything."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from baken.accounts.queries import known_organisations
from baken.conversations.suppression.consulting import every_stop_can_be_asked
from baken.operations.closing.came_in import came_in_for_closed, what_to_do
from baken.operations.closing.connected import connected_channels
from baken.operations.closing.reopening import can_reopen
from baken.operations.desk_safety import desk_safety
from baken.tenancy.references import crossing_references

OLDEST_POSTGRESQL = 15


@dataclass(frozen=True)
class Finding:
    """One thing that was checked; `remedy` says what to do when it does not hold."""

    what: str
    holds: bool
    remedy: str


def self_check() -> Iterator[Finding]:
    """Checks database, walls, schema, keys, the desk's settings, and that nobody waits for an organisation
    that closed; of the data of organisations it only counts what came in for those."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        bypasses = bool(cursor.fetchone()[0])
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'"
        )
        walled = {name for (name,) in cursor.fetchall()}
        crossing = crossing_references(cursor)
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("baken.")}
    yield Finding(
        f"PostgreSQL {version}", version >= OLDEST_POSTGRESQL, f"use PostgreSQL {OLDEST_POSTGRESQL} or newer"
    )
    yield Finding("schema up to date", not _waiting_migrations(), "run `baken migrate`")
    yield Finding(
        "work is done as a role that bypasses no wall",
        not bypasses,
        "run `baken migrate` as a login that may make roles",
    )
    yield Finding(
        f"a wall around each of {len(ours)} tables",
        ours <= walled,
        f"run `baken migrate`; open: {sorted(ours - walled)}",
    )
    yield Finding(
        "no reference between tables crosses a wall",
        not crossing,
        f"run `baken migrate`; crossing: {[f'{table}.{column}' for table, _, column in crossing]}",
    )
    yield from _keys()
    yield from _closed()
    for what, holds, remedy in desk_safety():
        yield Finding(what, holds, remedy)


def _waiting_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _keys() -> Iterator[Finding]:
    directory = settings.BAKEN_STATE / "keys"
    if directory.exists():
        open_to_others = stat.S_IMODE(directory.stat().st_mode) & 0o077
        yield Finding("keys are readable by their owner only", not open_to_others, f"chmod 700 {directory}")
    if _waiting_migrations():
        return
    replaced = [one.slug for one in known_organisations() if not one.key_stands]
    yield Finding(
        "the master key is the one that every organisation began with",
        not replaced,
        f"put the whole key file back; under another: {replaced}",
    )
    yield Finding(
        "every no to messages stands under a key that is here",
        every_stop_can_be_asked(),
        "put the whole key file back, with the key of each rotation; until then no message goes",
    )


def _closed() -> Iterator[Finding]:
    """Whoever wrote to an organisation that closed waits for somebody who keeps the installation."""
    if _waiting_migrations():
        return
    for organisation, found in came_in_for_closed():
        what = f"nobody waits for {organisation.slug}, which is closed"
        yield Finding(what, not found.counts, f"{found.in_words()} {what_to_do(organisation, found)}")
        if can_reopen(organisation, found):
            continue
        yield Finding(
            f"{organisation.slug}, which is closed for good, is connected to nothing",
            not connected_channels(organisation),
            "disconnect its numbers and mailbox at the provider and take it out of the file of channels: "
            "whoever writes there waits for nobody",
        )
