"""How long each table of the catalogue takes over a million registrations, with plain SQL beside it.

    python -m tests.benchmarks.catalogue_tables [--registrations 1000000] [--most 2] [--state DIRECTORY]
        [--tables emm-table-3,question-7]

Each row is a table as `baken statistics` makes it over everything on record: its columns read behind the wall
of the organisation, and counted with its totals; the best of three by the clock, and the least processor time
of this process and of the server's one for it (workers beside it not told): on a busy machine only that says
something. Beside it PostgreSQL itself, on the same rows in the same session, makes only the bare counts of
that table, without notes, order, totals or what is counted once: the least that a report written by hand in
SQL would do. Memory is the most that this process held so far. `--most` fails the run where a table takes
longer. At the end what an edition costs before it is made safe: every record, its fingerprint, and the counts
of each public table. The register is made once, in var/bench.
"""

import argparse
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).parents[2]
TIMES = 3
PER_PLATFORM = """
    SELECT platform_id, extract(year FROM registered_on), count(*) FROM register_mention mention
    JOIN register_registration registration ON registration.id = mention.registration_id
    WHERE naming = 'named' GROUP BY 1, 2
"""
BY = """
    SELECT {0}, count(DISTINCT registration.id), count(platform_id) FROM register_registration registration
    LEFT JOIN register_mention mention ON registration.id = mention.registration_id GROUP BY 1
"""
ROLES = """
    SELECT {0}, role, count(*) FROM register_mentionrole said JOIN register_mention mention
        ON mention.id = said.mention_id JOIN platforms_platform platform ON platform.id = mention.platform_id
    GROUP BY 1, 2
"""
SQL = {
    **dict.fromkeys(
        ("emm-annex-1", "emm-table-1", "emm-types-per-year", "emm-platforms-per-year",
         "platforms-new-and-vanished", "platform-lifespans"),
        PER_PLATFORM,
    ),
    "emm-table-2": PER_PLATFORM.replace("extract(year FROM registered_on)", "police_unit"),
    "emm-table-3": ROLES.format("platform.code"),
    "roles-per-type": ROLES.format("platform.type"),
    "emm-unnamed": PER_PLATFORM.replace("= 'named'", "<> 'named'").replace("platform_id", "naming"),
    "emm-persons": """
        SELECT sex, min_age < 18, count(*) FROM register_registeredperson person
        JOIN (SELECT person_id, min(age) AS min_age FROM register_participation GROUP BY 1) aged
            ON aged.person_id = person.id GROUP BY 1, 2
    """,
    "how-it-happened": """
        SELECT technology_part, recruitment_mode, customer_contact, count(*) FROM register_registration
        GROUP BY 1, 2, 3
    """,
    "chat-codings": """
        SELECT met_online, sextortion_kinds <> '{}', coercion_means <> '{}', count(*)
        FROM register_registration WHERE source_kind = 'help_chat' GROUP BY 1, 2, 3
    """,
    "per-police-unit": BY.format("police_unit"),
    "per-province": BY.format("province"),
    "per-source-kind": BY.format("source_kind"),
    "circumstances": """
        SELECT code, count(*) FROM register_participation
        LEFT JOIN LATERAL unnest(vulnerabilities) code ON true
        GROUP BY 1
    """,
    "offender-types": "SELECT offender_type, count(*) FROM register_registration GROUP BY 1",
    "status-flows": """
        SELECT first, present, count(*) FROM (
            SELECT DISTINCT ON (registration_id)
                first_value(allegation_status) OVER earlier AS first, allegation_status AS present
            FROM register_allegationdecision
            WINDOW earlier AS (PARTITION BY registration_id ORDER BY decided_on NULLS FIRST)
            ORDER BY registration_id, decided_on DESC NULLS LAST) courses
        GROUP BY 1, 2
    """,
    "eu-directive": """
        SELECT source_kind, count(DISTINCT part.person_id) FILTER (WHERE aged.age < 18),
            count(DISTINCT part.person_id) FILTER (WHERE aged.age >= 18)
        FROM register_participation part JOIN register_registration registration
            ON registration.id = part.registration_id
        JOIN (SELECT person_id, min(age) AS age FROM register_participation WHERE 'victim' = ANY(roles)
              GROUP BY 1) aged ON aged.person_id = part.person_id
        WHERE 'victim' = ANY(roles) GROUP BY 1
    """,
    "question-7": """
        SELECT count(*), count(*) FILTER (WHERE age < 18) FROM (
            SELECT person_id, min(age) AS age FROM register_participation part
            WHERE 'victim' = ANY(roles) AND registration_id IN (
                SELECT registration_id FROM register_mention mention
                JOIN platforms_platform platform ON platform.id = mention.platform_id
                JOIN register_mentionrole said ON said.mention_id = mention.id
                WHERE type = 'sex_advertising_website'
                    AND role IN ('placing_adverts', 'attracting_customers'))
            GROUP BY 1) victims
    """,
}  # fmt: skip
"""For each table of the register its bare counts."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Tables of the catalogue")
    parser.add_argument("--registrations", type=int, default=1_000_000)
    parser.add_argument("--most", type=float, help="seconds that a table may take")
    parser.add_argument("--state", type=Path, help="where the register is, or is made")
    parser.add_argument("--tables", help="only these, with commas between them, and no edition")
    options = parser.parse_args()
    state = options.state or ROOT / "var" / "bench" / f"register-{options.registrations}"
    state.mkdir(parents=True, exist_ok=True)
    state.chmod(0o711)
    os.environ["BAKEN_STATE"] = str(state)
    from baken.config.command import database

    with database():
        from baken.tenancy.acting import acting_for

        by = _register(options.registrations)
        with acting_for(by.organisation.id):
            slowest = _tables(by, options.tables.split(",") if options.tables else None)
            if not options.tables:
                _edition(by)
    if options.most is not None and slowest > options.most:
        sys.exit(f"the slowest table took {slowest:.2f} s, more than {options.most:g}")


def _register(registrations: int) -> Any:
    from django.db import transaction

    from baken.accounts.actions import create_organisation
    from baken.accounts.models import Organisation
    from baken.accounts.queries import find_organisation, system_user
    from baken.config.schema import bring_up_to_date
    from baken.platforms.actions import load_catalogue
    from baken.register.models import Registration
    from baken.tenancy.acting import Actor, acting_for
    from tests.benchmarks.register_rows import enlarge_register

    bring_up_to_date()
    from baken.accounts.exceptions import AccountsError

    try:
        organisation: Organisation = find_organisation("bench")
    except AccountsError:
        with transaction.atomic():
            organisation = create_organisation(
                slug="bench", name_nl="Meting", name_en="Measurement", synthetic=True
            )
    with acting_for(organisation.id):
        by = Actor(system_user(organisation), organisation, "statistics", "a benchmark")
        if not Registration.objects.exists():
            load_catalogue(by=by)
            enlarge_register(organisation, registrations)
        print(f"{Registration.objects.count():,} registrations; seconds, the best of {TIMES}\n")
    return by


def _tables(by: Any, only: list[str] | None) -> float:
    from django.db import connection

    from baken.statistics.catalogue import TABLES
    from baken.statistics.period import Period
    from baken.statistics.queries import columns_for
    from baken.statistics.table import fill

    def in_sql(query: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(query)
            cursor.fetchall()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    slowest = 0.0
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'table':28} {'read':>6} {'count':>6} {'both':>6} {'processor':>9} {'plain SQL':>10} {'MB':>6}")
    for name, table in TABLES.items():
        if table.source != "register" or (only and name not in only):
            continue
        took: list[tuple[float, float]] = []
        processor: list[float] = []
        for _ in range(TIMES):
            began, spent = perf_counter(), process_time() + _spent_by(server)
            frames = columns_for(table, by=by, period=Period())
            read = perf_counter()
            fill(table, frames, Period(), margins=table.has_margins)
            took.append((perf_counter() - began, read - began))
            processor.append(process_time() + _spent_by(server) - spent)
        both, read_in = min(took)
        plain = min(_timed(lambda query=SQL[name]: in_sql(query)) for _ in range(TIMES))
        slowest = max(slowest, both)
        print(
            f"{name:28} {read_in:6.2f} {both - read_in:6.2f} {both:6.2f} {min(processor):9.2f} "
            f"{plain:10.2f} {_memory():6}",
            flush=True,
        )
    return slowest


def _edition(by: Any) -> None:
    from baken.statistics.catalogue import TABLES
    from baken.statistics.editions import definitions
    from baken.statistics.period import Period
    from baken.statistics.queries import frames_for

    table = TABLES["emm-annex-1"]
    began = perf_counter()
    frames = frames_for(table, by=by)
    print(f"\n{'every record, for an edition':42} {perf_counter() - began:6.2f} {_memory():6} MB")
    years = definitions.years_of(table, frames, Period())
    whole = Period.of_years(years[0], years[-1])
    began = perf_counter()
    state = definitions.state(table, frames, whole, years)
    print(f"{'fingerprint of the records':42} {perf_counter() - began:6.2f} {_memory():6} MB", flush=True)
    for name, public in definitions.PUBLIC.items():
        if TABLES[name].source == "register":
            took = _timed(lambda public=public: public.draft(frames, whole, years, state))
            print(f"counts of the public {name:21} {took:6.2f} {_memory():6} MB", flush=True)


def _timed(work: Callable[[], Any]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _spent_by(process: int) -> float:
    """Processor seconds of another process on this machine; 0 where that can't be seen."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
