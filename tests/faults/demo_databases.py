"""Databases of their own for runs of the demo, and what a run left in one."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).parents[2]
SCALE = "0.005"


@contextmanager
def database(server_url: str, like: str = "template1") -> Iterator[str]:
    """The address of a database on the server that is a copy of the one named, and so empty if that is not
    said; dropped afterwards."""
    name = f"baken_faults_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}"')


def run_demo(
    url: str, state: Path, *, kill_at: int = 0, moment: str = "before"
) -> subprocess.CompletedProcess[str]:
    """The demo in a process of its own, killed at a statement (0: never)."""
    environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(state)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_demo", SCALE, str(kill_at), moment],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass(frozen=True)
class Left:
    """What a run left behind, in terms that do not depend on keys, ids or the moment."""

    sightings: frozenset[tuple[str, int, str]]
    doubled: int
    without_extraction: int
    mentions: int
    partition: frozenset[frozenset[str]]
    advertisers: frozenset[frozenset[str]]
    signals: tuple[tuple[str, int], ...]
    bands: tuple[tuple[str, int], ...]
    registrations: int
    stands: tuple[tuple[str, str, str, int], ...]
    jobs_left: int


# of the people of the demo: what there is, and in which state
_STANDS = """
    SELECT 'conversation', began, state, count(*) FROM conversations_conversation GROUP BY 2, 3
    UNION ALL SELECT 'message', kind, state, count(*) FROM conversations_message GROUP BY 2, 3
    UNION ALL SELECT 'ground', kind, state, count(*) FROM conversations_contactground GROUP BY 2, 3
    UNION ALL SELECT 'case', ground, state, count(*) FROM cases_case GROUP BY 2, 3
    UNION ALL SELECT 'referral', ground, state, count(*) FROM referrals_referral GROUP BY 2, 3
    UNION ALL SELECT 'check', decision, state, count(*) FROM door_doorcheck GROUP BY 2, 3
    UNION ALL SELECT 'appeal', '', state, count(*) FROM door_doorappeal GROUP BY 2, 3
    ORDER BY 1, 2, 3
"""

# each database names the files of evidence under a key of its own: here they are counted as they came in;
# what was crawled or recorded by hand has the moment at which that was done, in no two runs the same
_PLACES = (
    "SELECT id, evidence_offset, captured_at, dense_rank() OVER (ORDER BY first)::text AS file "
    "FROM (SELECT sighting.*, min(sequence) OVER (PARTITION BY evidence_file) AS first "
    "FROM adverts_sighting sighting LEFT JOIN collection_capture capture ON capture.id = sighting.capture_id "
    "WHERE coalesce(capture.how, 'file') = 'file') placed"
)


def left_in(url: str) -> Left:
    """Reads it all as the owner, who still needs to say for which organisation."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config('baken.look_up', 'organisations', false)")
        (organisation,) = connection.execute("SELECT id FROM accounts_organisation").fetchone() or ("",)
        connection.execute("SELECT set_config('baken.organisation', %s, false)", [str(organisation)])

        def rows(query: str) -> list[tuple]:  # type: ignore[type-arg]
            return connection.execute(query).fetchall()

        def count(query: str) -> int:
            return rows(query)[0][0]

        def groups(column: str) -> frozenset[frozenset[str]]:
            return frozenset(
                frozenset(members)
                for (members,) in rows(
                    f"SELECT array_agg(file || ' ' || evidence_offset) FROM adverts_link link "
                    f"JOIN ({_PLACES}) sighting ON sighting.id = link.sighting_id GROUP BY {column}"
                )
            )

        seen = rows(f"SELECT file, evidence_offset, captured_at::text FROM ({_PLACES}) sighting")
        return Left(
            sightings=frozenset(seen),
            doubled=len(seen) - len(set(seen)),
            without_extraction=count(
                "SELECT count(*) FROM adverts_sighting "
                "WHERE id NOT IN (SELECT sighting_id FROM adverts_extraction)"
            ),
            mentions=count("SELECT count(*) FROM adverts_contactmention"),
            partition=groups("unique_advert"),
            advertisers=groups("advertiser"),
            signals=tuple(rows("SELECT indicator, count(*) FROM adverts_signal GROUP BY 1 ORDER BY 1")),
            bands=tuple(rows("SELECT band, count(*) FROM triage_lead GROUP BY 1 ORDER BY 1")),
            registrations=count("SELECT count(*) FROM register_registration"),
            stands=tuple(rows(_STANDS)),
            jobs_left=count("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"),
        )
