"""Records to rows of the database, table by table and in bulk."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection
from django.db.models import Model

from baken.platforms.models import Platform
from baken.register.models import (
    AllegationDecision,
    ImportBatch,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.register.raw import (
    LATER_COLUMNS,
    LATER_ROLE_COLUMNS,
    LISTS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
)
from baken.register.records import PersonFacts, RegistrationRecord
from baken.tenancy.acting import Actor
from baken.tenancy.bulk import Same, begin_part, insert_rows

FIRST_VERSION = 1
CHUNK = 2000
"""Rows in one statement: few round trips, and a statement that stays small."""


def insert(*, by: Actor, batch: ImportBatch | None, records: Sequence[RegistrationRecord]) -> list[UUID]:
    """Inserts registrations that the register does not hold yet, with all that belongs to them;
    returns the id of each.

    Their platforms must stand in the catalogue; persons that the register knows are used again.
    Without a batch they were registered on the desk.
    """
    ids = [uuid4() for _ in records]
    columns = {name: [getattr(record, name) for record in records] for name in own_columns()}
    _insert_rows(
        by,
        Registration,
        {"id": ids, **columns},
        {"imported_in_id": batch.id if batch else None, "version": FIRST_VERSION},
    )
    _insert_parts(by, ids, records)
    return ids


def own_columns() -> tuple[str, ...]:
    """The names of the columns of the registration itself."""
    return ("reference", *REGISTRATION_COLUMNS, *LATER_COLUMNS)


def _insert_rows(
    by: Actor, model: type[Model], columns: Mapping[str, Sequence[Any]], same: Mapping[str, Any] | None = None
) -> None:
    """All of them, as one statement for so many; raises IntegrityError where one stands there already."""
    count = len(columns["id"])
    fixed = {name: Same(value) for name, value in (same or {}).items()}
    fixed["organisation_id"] = Same(by.organisation.id)
    for start in range(0, count, CHUNK):
        part: dict[str, Sequence[Any] | Same] = {
            name: [_stored(one) for one in values[start : start + CHUNK]] for name, values in columns.items()
        }
        if insert_rows(model, {**part, **fixed}) != len(columns["id"][start : start + CHUNK]):
            raise IntegrityError(f"a row of {model._meta.db_table} stands there already")


def _stored(value: Any) -> Any:
    """A list of codes or days as the database writes one."""
    if not isinstance(value, list | tuple):
        return value
    if None in value:
        value = ["NULL" if one is None else one for one in value]
    return f"{{{','.join(map(str, value))}}}"


def own_values(record: RegistrationRecord) -> dict[str, Any]:
    """The columns of the registration itself."""
    values = {name: getattr(record, name) for name in own_columns()}
    return {name: list(value) if name in LISTS else value for name, value in values.items()}


def replace(*, by: Actor, registration: Registration, record: RegistrationRecord) -> None:
    """Gives a stored registration other content; who is in no registration any more is forgotten."""
    for name, value in own_values(record).items():
        setattr(registration, name, value)
    registration.save()
    persons = list(registration.participations.values_list("person_id", flat=True))
    registration.mentions.all().delete()
    registration.participations.all().delete()
    registration.statuses.all().delete()
    _insert_parts(by, [registration.id], [record])
    _forget_persons_without_registration(persons)


def take_out(batch: ImportBatch) -> int:
    """Takes the registrations that came in with a file out of the register, with all that belongs to them;
    returns how many.

    A part at a time and by statement, so that memory stays the same however many there are: rows that Django
    deletes itself are all held in memory first.
    """
    count = 0
    part: list[Any] = []
    imported = Registration.objects.filter(imported_in=batch).values_list("id", flat=True)
    for one in imported.iterator(chunk_size=CHUNK):
        part.append(one)
        if len(part) == CHUNK:
            count += _take_out(part)
            part = []
    return count + _take_out(part)


def _take_out(registrations: list[Any]) -> int:
    begin_part()
    with connection.cursor() as cursor:
        # named one by one: of a part of a table the server would else read the whole table each time
        cursor.execute("SELECT id FROM register_mention WHERE registration_id = ANY(%s)", [registrations])
        mentions = [mention for (mention,) in cursor.fetchall()]
        cursor.execute("DELETE FROM register_mentionrole WHERE mention_id = ANY(%s)", [mentions])
        cursor.execute(
            "DELETE FROM register_participation WHERE registration_id = ANY(%s) RETURNING person_id",
            [registrations],
        )
        persons = list({person for (person,) in cursor.fetchall()})
        for table in BELONGING:
            cursor.execute(f"DELETE FROM {table} WHERE registration_id = ANY(%s)", [registrations])  # noqa: S608
        cursor.execute("DELETE FROM register_registration WHERE id = ANY(%s)", [registrations])
        count: int = cursor.rowcount
    _forget_persons_without_registration(persons)
    return count


BELONGING = (
    "register_mention",
    "register_allegationdecision",
    "register_registrationversion",
    "register_registrationdraft",
)
"""The tables of which rows belong to a registration, besides those that more hangs on."""


def _forget_persons_without_registration(among: Sequence[Any]) -> None:
    """Persons stand in the register for the sake of registrations."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM register_registeredperson person WHERE id = ANY(%s) AND NOT EXISTS "
            "(SELECT FROM register_participation WHERE person_id = person.id)",
            [list(among)],
        )


def _insert_parts(by: Actor, ids: Sequence[UUID], records: Sequence[RegistrationRecord]) -> None:
    _insert_mentions(by, ids, records)
    _insert_participations(by, ids, records)
    rows = [
        (uuid4(), registration, *(getattr(status, name) for name in STATUS_COLUMNS))
        for registration, record in zip(ids, records, strict=True)
        for status in record.statuses
    ]
    _insert_rows(by, AllegationDecision, _columns(("id", "registration_id", *STATUS_COLUMNS), rows))


def _columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    turned = zip(*rows, strict=True) if rows else ((),) * len(names)
    return dict(zip(names, turned, strict=True))


def _insert_mentions(by: Actor, ids: Sequence[UUID], records: Sequence[RegistrationRecord]) -> None:
    platforms: dict[str | None, UUID | None] = {None: None}
    platforms |= dict(Platform.objects.values_list("name", "id"))
    mentions: list[tuple[Any, ...]] = []
    roles: list[tuple[Any, ...]] = []
    for registration, record in zip(ids, records, strict=True):
        for number, said in enumerate(record.mentions, 1):
            mention = uuid4()
            mentions.append((mention, registration, number, said.naming, platforms[said.platform or None]))
            roles += [
                (uuid4(), mention, role.role, role.moment, role.certainty, role.role_source)
                for role in said.roles
            ]
    _insert_rows(
        by, Mention, _columns(("id", "registration_id", "number", "naming", "platform_id"), mentions)
    )
    names = ("id", "mention_id", *ROLE_COLUMNS, *LATER_ROLE_COLUMNS)
    _insert_rows(by, MentionRole, _columns(names, roles))


def _insert_participations(by: Actor, ids: Sequence[UUID], records: Sequence[RegistrationRecord]) -> None:
    said = {person.person: person for record in records for person in record.persons}
    found = RegisteredPerson.objects.filter(pseudonym__in=said)
    known: dict[str, UUID] = dict(found.values_list("pseudonym", "id"))
    new = {name: uuid4() for name in said if name not in known}
    facts = [(new[name], name, *said[name].facts) for name in new]
    _insert_rows(by, RegisteredPerson, _columns(("id", "pseudonym", *PersonFacts._fields), facts))
    known |= new
    rows = [
        (
            uuid4(), registration, known[person.person], person.age,
            person.roles, person.vulnerabilities, person.roles_since,
        )
        for registration, record in zip(ids, records, strict=True)
        for person in record.persons
    ]  # fmt: skip
    own = ("age", "roles", "vulnerabilities", "roles_since")
    _insert_rows(by, Participation, _columns(("id", "registration_id", "person_id", *own), rows))
