"""Checks a second at a door behind which very many adverts stand, with a plain look-up beside it.

    python -m tests.benchmarks.door [--standing 100000] [--checks 500] [--clients 2] [--state DIRECTORY]

Everything runs on this machine, in a PostgreSQL of its own. Standing adverts are invented: every fifth
shares its contact with others, every tenth is an edited copy of another text, and one image is shared by a
fiftieth of all. A check is the whole action: read, kept, linked beside what stands, decided, sealed, noted in
the log. The peer does less: one SELECT of the adverts of the same account, by exact match, behind the same
wall. What a process loads once is loaded before the clock starts, as `baken serve --only platform` does; CPU
is that of this process, a mean a check, and not that of PostgreSQL.

Then programs ask `baken serve --only platform` over HTTP, each its next as soon as it has an answer: one, and
as many as `--clients` says for each of two processes. They run on this machine too, and take of its time.

Of more than 100,000 adverts the others are copies of those in the database itself, under keys of their own:
tables and indexes are as large as they would be, and a copy is never found beside an advert that comes in.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

WORDS = [
    "rustige", "praktijk", "kamer", "tuin", "avond", "middag", "ontvangst", "afspraak",
    "warme", "thee", "massage", "schouders", "rug", "kaarsen", "muziek", "handdoek",
    "bank", "uitzicht", "water", "bomen", "straat", "station", "parkeren", "eigen",
    "ingang", "fijne", "sfeer", "vriendelijk", "ontspannen", "lange", "korte", "sessie",
    "dagelijks", "weekend", "ochtend", "verse", "bloemen", "licht", "stil", "ruim",
    "modern", "klassiek",
]  # fmt: skip
AT_ONCE = 5_000
WRITTEN = 100_000
"""Adverts that are written by the encoders of the action; each further as many are a copy of these."""
PROCESSES = 2
SLUG = "door-benchmark"
ROOT = Path(__file__).parents[2]


def invented(number: int) -> dict[str, Any]:
    """Standing advert `number`, always the same."""
    chance = random.Random(number if number % 10 else number // 10 * 10 - 7)
    words = [chance.choice(WORDS) + str(chance.randrange(40)) * chance.randrange(2) for _ in range(40)]
    own = random.Random(number)
    if number % 10 == 0:
        words[own.randrange(40)] = "veranderd"
    contact = number // 4 if number % 5 == 0 else number
    images = [f"{own.getrandbits(256):064x}"] + (["0" * 64] if number % 50 == 0 else [])
    return {
        "record_version": 1,
        "sighting_id": f"standing-{number}",
        "platform": "kleinegids.example",
        "captured_at": "2026-01-01T00:00:00Z",
        "title": "Ontspannende massage",
        "text": " ".join(words),
        "stated_age": 25 + number % 30,
        "contacts": [{"kind": "telegram", "value": f"@invented_{contact}"}],
        "image_hashes": [{"algorithm": "sha256", "value": one} for one in images],
        "account": {
            "account_id": f"account-{number // 3}",
            "payer_hash": f"payer-{number // 3}",
            "device_hash": f"device-{number // 2}",
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Checks at the door")
    parser.add_argument("--standing", type=int, default=100_000)
    parser.add_argument("--checks", type=int, default=500)
    parser.add_argument("--clients", type=int, default=2, help="programs that ask at once, a process")
    parser.add_argument("--state", type=Path, help="where an earlier run left its database")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        os.environ["BAKEN_STATE"] = str(options.state or made)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.config.settings")
        from baken.config.command import database

        with database():
            _run(options.standing, options.checks, options.clients)


def _run(standing: int, checks: int, clients: int) -> None:
    from django.core.management import call_command

    from baken.config.schema import as_owner

    with as_owner():
        call_command("migrate", verbosity=0)
    from baken.accounts.queries import known_organisations, system_user
    from baken.door.models import DoorPolicy, StandingAdvert
    from baken.door.warm import warm_up
    from baken.tenancy.acting import Actor, acting_for
    from tests.factories.doors import make_policy
    from tests.factories.organisations import make_organisation
    from tests.factories.users import make_person

    organisation = next((one for one in known_organisations() if one.slug == SLUG), None)
    organisation = organisation or make_organisation(SLUG)
    with acting_for(organisation.id):
        by = Actor(system_user(organisation), organisation, "moderation", "a benchmark")
        began = perf_counter()
        if not DoorPolicy.objects.exists():
            make_policy(make_person(organisation, "moderator"), platform="kleinegids.example")
        there = StandingAdvert.objects.count()
        if there < min(standing, WRITTEN):
            _fill(organisation.id, min(standing, WRITTEN))
        if there < standing:
            _copy(organisation.id, standing // WRITTEN - 1)
        print(f"{StandingAdvert.objects.count():,} standing adverts, after {perf_counter() - began:.0f} s\n")
        print(
            f"{'':<24} {'checks':>7} {'a second':>9} {'median ms':>10} {'99% ms':>8} {'worst':>8} "
            f"{'CPU ms':>7}"
        )
        run, written = uuid.uuid4().hex[:8], min(standing, WRITTEN)
        _print("exact look-up (peer)", list(_looked_up(by, run, written, checks)))
        warm_up()
        _print("check at the door", list(_checked(by, run, written, checks)))
        _print("the same advert again", list(_checked(by, run, written, checks)))
    secret = _key(organisation)
    with _served() as port:
        for many in (1, PROCESSES * clients):
            coming = list(_coming(f"{run}-{many}", written, checks))
            began = perf_counter()
            measured = _asked(port, secret, coming, many)
            whole = perf_counter() - began
            _print(f"over HTTP, {many} at once", measured, whole)


def _fill(organisation_id: uuid.UUID, standing: int) -> None:
    """Standing adverts in bulk: what `keep_advert` writes, many at a time.

    Behind the wall nobody copies into a table, so they are copied beside it and taken in from there.
    """
    from django.db import connection, transaction

    newest = datetime.now(UTC) - timedelta(days=1)
    for begin in range(0, standing, AT_ONCE):
        numbers = range(begin, min(begin + AT_ONCE, standing))
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns, rows in _rows(organisation_id, numbers, newest - timedelta(seconds=standing)):
                names = ", ".join(columns)
                cursor.execute(
                    f"CREATE TEMP TABLE beside ON COMMIT DROP AS SELECT {names} FROM {table} WHERE false"
                )
                with cursor.copy(f"COPY beside ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM beside")
                cursor.execute("DROP TABLE beside")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', session_user, false)")
        cursor.execute("ANALYZE door_standingadvert")
        cursor.execute("ANALYZE door_standingkey")
        cursor.execute("SET ROLE baken_app")


def _copy(organisation_id: uuid.UUID, times: int) -> None:
    """Standing adverts beyond those that were written, in the database itself and all at once or not at all.
    What a table of so many keys is found by is built when they stand there, in a tenth of the time."""
    from django.db import connection, transaction

    if times < 1:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', session_user, true)")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        rebuilt = []
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) || CASE contype WHEN 'f' THEN ' NOT VALID' ELSE '' END"
            " FROM pg_constraint WHERE conrelid = 'door_standingkey'::regclass AND contype IN ('p', 'f')"
        )
        for name, definition in cursor.fetchall():
            rebuilt.append(f'ALTER TABLE door_standingkey ADD CONSTRAINT "{name}" {definition}')
            cursor.execute(f'ALTER TABLE door_standingkey DROP CONSTRAINT "{name}"')
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'door_standingkey'")
        for name, definition in cursor.fetchall():
            rebuilt.append(definition)
            cursor.execute(f'DROP INDEX "{name}"')
        asked = {"organisation": organisation_id, "times": times}
        cursor.execute(_COPIED_ADVERTS, asked)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_COPIED_KEYS, asked)
        for statement in rebuilt:
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', session_user, false)")
        cursor.execute("VACUUM ANALYZE door_standingadvert, door_standingkey")
        cursor.execute("SET ROLE baken_app")


# a copy has an id out of that of its original, so that its keys find it; and each time other keys
_COPIED_ADVERTS = """
    INSERT INTO door_standingadvert
        (id, organisation_id, advert, version, content, account, record, read, captured_at)
    SELECT md5(one.id::text || copy)::uuid, one.organisation_id,
        left(md5(one.advert || copy), 26), 1, left(md5(one.content || copy), 26),
        left(md5(one.account || copy), 26), one.record, one.read,
        one.captured_at - copy * interval '1 hour'
    FROM door_standingadvert AS one CROSS JOIN generate_series(1, %(times)s) AS copy
    WHERE one.organisation_id = %(organisation)s
"""
_COPIED_KEYS = """
    INSERT INTO door_standingkey (id, organisation_id, standing_id, value, captured_at)
    SELECT gen_random_uuid(), one.organisation_id, md5(one.standing_id::text || copy)::uuid,
        one.value # (copy * 72057594037927::bigint), one.captured_at - copy * interval '1 hour'
    FROM door_standingkey AS one CROSS JOIN generate_series(1, %(times)s) AS copy
    WHERE one.organisation_id = %(organisation)s
"""


def _rows(
    organisation_id: uuid.UUID, numbers: range, newest: datetime
) -> Iterator[tuple[str, tuple[str, ...], list[tuple[Any, ...]]]]:
    """The rows of standing adverts and of their keys, by the encoders of the action."""
    import pyarrow as pa

    from baken.adverts.vault import Vault
    from baken.collection.validity import row_of
    from baken.door.extracted import REGION, sealed_reading
    from baken.door.kept import RECORD, record_text
    from baken.door.keys import account_name, bands_of, keys_of
    from baken.door.models import StandingAdvert
    from baken.door.standing import advert_name, content_name
    from baken.extraction.stage import extract
    from baken.vocabulary.advert_record import SCHEMA

    vault = Vault(organisation_id)
    key = vault.pseudonym_key
    rows = [row_of(invented(number)) for number in numbers]
    records = pa.Table.from_pylist(rows, SCHEMA).combine_chunks().to_batches()[0]
    found = extract(records, key=key, region=REGION).to_pylist()
    ids = [uuid.uuid4() for _ in rows]
    moments = [newest + timedelta(seconds=number) for number in numbers]
    adverts = [
        (
            new, organisation_id, advert_name(row["platform"], row["sighting_id"], key), 1,
            content_name(row, key), account_name(row["platform"], row["account"]["account_id"], key),
            vault.seal(record_text(row), RECORD, new),
            sealed_reading(read, vault, StandingAdvert(id=new)), at,
        )
        for row, read, new, at in zip(rows, found, ids, moments, strict=True)
    ]  # fmt: skip
    keys = [
        (uuid.uuid4(), organisation_id, new, value, at)
        for row, read, new, at, bands in zip(rows, found, ids, moments, bands_of(rows), strict=True)
        for value in keys_of(row, [one["pseudonym"] for one in read["contacts"]], key, bands)
    ]
    yield (
        "door_standingadvert",
        ("id", "organisation_id", "advert", "version", "content", "account", "record", "read", "captured_at"),
        adverts,
    )
    yield "door_standingkey", ("id", "organisation_id", "standing_id", "value", "captured_at"), keys


def _key(organisation: Any) -> str:
    from django.db import connection

    from tests.factories.programs import make_key

    secret = make_key(organisation, "door:check", per_minute=60_000).secret
    connection.close()
    return secret


@contextmanager
def _served() -> Iterator[int]:
    command = [
        sys.executable, "-m", "baken.cli.main", "serve", "--port", "0", "--no-worker", "--only", "platform",
        "--workers", str(PROCESSES),
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr
        found = re.search(r":(\d+)/", serving.stderr.readline())
        try:
            assert found, serving.stderr.read()
            yield int(found[1])
        finally:
            serving.terminate()


def _asked(port: int, secret: str, coming: list[dict[str, Any]], many: int) -> list[tuple[float, float]]:
    """What each advert took that `many` programs had checked at once; CPU is not known here."""
    waiting, measured = iter(coming), []
    one_by_one = threading.Lock()

    def program() -> None:
        while True:
            with one_by_one:
                record = next(waiting, None)
            if record is None:
                return
            body = json.dumps({"advert": record})
            began = perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", "/api/door/checks", body, {
                "Authorization": f"Bearer {secret}", "Content-Type": "application/json",
            })  # fmt: skip
            answer = connection.getresponse()
            said = json.loads(answer.read())
            connection.close()
            assert answer.status == 200, said
            assert said["check"], said
            measured.append((perf_counter() - began, 0.0))

    programs = [threading.Thread(target=program) for _ in range(many)]
    for one in programs:
        one.start()
    for one in programs:
        one.join()
    assert len(measured) == len(coming)
    return measured


def _coming(run: str, standing: int, checks: int) -> Iterator[dict[str, Any]]:
    """New adverts that share something with one that stands: a text with a word changed, an account, a
    number."""
    chance = random.Random(run)
    for number in range(checks):
        record = invented(chance.randrange(standing)) | {"sighting_id": f"new-{run}-{number}"}
        yield record | {"text": record["text"] + f" nieuw{run}x{number}"}


def _checked(by: Any, run: str, standing: int, checks: int) -> Iterator[tuple[float, float]]:
    from baken.door.actions.check_advert import check_advert

    for record in _coming(run, standing, checks):
        began, worked = perf_counter(), process_time()
        check_advert(by=by, submission=record)
        yield perf_counter() - began, process_time() - worked


def _looked_up(by: Any, run: str, standing: int, checks: int) -> Iterator[tuple[float, float]]:
    from django.db import connection, transaction

    from baken.adverts.vault import Vault
    from baken.door.keys import account_key

    key = Vault(by.organisation.id).pseudonym_key
    for record in _coming(run, standing, checks):
        began, worked = perf_counter(), process_time()
        with transaction.atomic(), connection.cursor() as cursor:
            value = account_key(record["platform"], record["account"]["account_id"], key)
            cursor.execute("SELECT standing_id FROM door_standingkey WHERE value = %s LIMIT 100", [value])
            cursor.fetchall()
        yield perf_counter() - began, process_time() - worked


def _print(name: str, measured: list[tuple[float, float]], whole: float | None = None) -> None:
    """A row of the table; `whole` is how long all took together where several went at once."""
    took = sorted(wall for wall, _ in measured)
    worked = statistics.mean(cpu for _, cpu in measured)
    each = [1000 * one for one in took]
    last = each[min(len(each) - 1, round(0.99 * len(each)))]
    a_second = len(each) / (whole or sum(took))
    print(
        f"{name:<24} {len(each):>7,} {a_second:>9,.1f} {statistics.median(each):>10.1f} "
        f"{last:>8.1f} {each[-1]:>8.1f} " + (f"{1000 * worked:>7.1f}" if whole is None else "")
    )


if __name__ == "__main__":
    main()
