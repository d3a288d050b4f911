"""How long every edition of the register, and a publication of them, takes over a million registrations.

    python -m tests.benchmarks.editions [--registrations 1000000] [--most 60] [--state DIRECTORY]

The editions are made together, as the desk and `baken statistics register --public` make them: the records
are read once and fingerprinted once, then each table is counted, made safe beside those before it, attacked,
and kept. Two people publish each edition and then the publication, with every table and its bars, in all its
files. Seconds are by the clock and of the processor (this process and the server's one for it; workers beside
that one not told); memory is the most that this process held so far. The peer is PostgreSQL: bare counts of
the same tables, as in `catalogue_tables`, which no one may publish. Everything is rolled back at the end.
`--most` fails the run where the whole takes longer.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from tests.benchmarks.catalogue_tables import ROOT, SQL, _memory, _register, _spent_by, _timed


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Editions and a publication of them")
    parser.add_argument("--registrations", type=int, default=1_000_000)
    parser.add_argument("--most", type=float, help="seconds that the whole may take")
    parser.add_argument("--state", type=Path, help="where the register is, or is made")
    options = parser.parse_args()
    state = options.state or ROOT / "var" / "bench" / f"register-{options.registrations}"
    state.mkdir(parents=True, exist_ok=True)
    state.chmod(0o711)
    os.environ["BAKEN_STATE"] = str(state)
    from baken.config.command import database

    with database():
        from django.db import transaction

        from baken.tenancy.acting import acting_for

        by = _register(options.registrations)
        with acting_for(by.organisation.id), transaction.atomic():
            took = _whole(by)
            transaction.set_rollback(True)
    if options.most is not None and took > options.most:
        sys.exit(f"the whole took {took:.1f} s, more than {options.most:g}")


def _whole(by: Any) -> float:
    from django.db import connection

    from baken.statistics.editions.actions import make_edition, records_together
    from baken.statistics.editions.definitions import tables_of
    from baken.statistics.editions.exceptions import EditionError
    from baken.statistics.models import Edition
    from baken.statistics.period import Period
    from tests.factories.users import make_person

    writer, second = (make_person(by.organisation, "analyst", purpose="statistics") for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    parts, processor = list[float](), list[float]()

    @contextmanager
    def told(what: str) -> Iterator[None]:
        began, spent = perf_counter(), process_time() + _spent_by(server)
        yield
        parts.append(perf_counter() - began)
        processor.append(process_time() + _spent_by(server) - spent)
        print(f"{what:42} {parts[-1]:7.2f} {processor[-1]:9.2f} {_memory():6}", flush=True)

    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'part':42} {'seconds':>7} {'processor':>9} {'MB':>6}")
    tables, period, editions = tables_of("register"), Period(), list[Edition]()
    with told("every record read, and its fingerprint"):
        records = records_together(by=writer)
        records.counted(tables[0], period, by=writer)
    for table in tables:
        with told(f"edition of {table}"):
            try:
                editions.append(make_edition(by=writer, table=table, period=period, records=records))
            except EditionError as refused:
                print(f"{table} was refused: {refused}")
    with told(f"{len(editions)} editions published by two people"):
        _publish_each(editions, writer, second)
    with told("a publication of them, with its files"):
        _publish(editions, writer, second)
    took = sum(parts)
    print(f"{'the whole':42} {took:7.2f} {sum(processor):9.2f}")
    plain = sum(_timed(lambda query=SQL[table]: _in_sql(query)) for table in tables)  # type: ignore[misc]
    print(f"{'plain SQL: bare counts of the same tables':42} {plain:7.2f}")
    return took


def _publish_each(editions: list[Any], writer: Any, second: Any) -> None:
    from baken.statistics.editions.actions import decide_edition, propose_edition

    for edition in editions:
        propose_edition(by=writer, edition_id=edition.id)
        decide_edition(by=second, edition_id=edition.id, publish=True)


def _publish(editions: list[Any], writer: Any, second: Any) -> None:
    from baken.statistics.publications.actions import decide_publication, propose_publication
    from baken.statistics.publications.writing import add_block, make_publication
    from baken.vocabulary.code_list import Label

    made = make_publication(by=writer, title=Label("Cijfers van een meting", "Figures of a measurement"))
    words = {"nl": "Verzonnen registraties.", "en": "Invented registrations."}
    add_block(by=writer, publication_id=made.id, kind="text", content=words)
    for edition in editions:
        for kind in ("table", "chart"):
            add_block(
                by=writer, publication_id=made.id, kind=kind, content={"edition": str(edition.id)}
            )  # fmt: skip
    propose_publication(by=writer, publication_id=made.id)
    decide_publication(by=second, publication_id=made.id, publish=True)


def _in_sql(query: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        cursor.fetchall()


if __name__ == "__main__":
    main()
