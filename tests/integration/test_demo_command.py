"""The demo and the commands after it, as a newcomer runs them: in processes of their own."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tests.factories.adverts import advert, json_lines
from tests.faults.demo_databases import database, left_in

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def demo(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, str]]:
    """`baken` on a database of its own in which the demo has run at scale .01, and its address."""
    state = tmp_path_factory.mktemp("demo")
    with database(server_url) as url:
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(state)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)

        def baken(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "baken.cli.main", *arguments]
            return subprocess.run(
                command, env=environment, cwd=state, capture_output=True, text=True, check=False
            )

        ran = baken("demo", "--no-serve", "--scale", "0.01")
        assert ran.returncode == 0, ran.stderr
        yield baken, url


def _market(run: Run) -> dict[tuple[str, str], int]:
    table = run("statistics", "market", "-o", "-")
    assert table.returncode == 0, table.stderr
    rows = csv.DictReader(io.StringIO(table.stdout))
    return {(row["area"], row["advertised_gender"]): int(row["unique_adverts"]) for row in rows}


def test_market_gives_back_the_published_counts(demo: tuple[Run, str]) -> None:
    market = _market(demo[0])
    published = {("NL", "women"): 250, ("NL", "men"): 170, ("NL-NB", "women"): 46, ("NL-NB", "men"): 26}
    assert {place: market[place] for place in published} == published


def test_provinces_add_up_to_more_than_the_country(demo: tuple[Run, str]) -> None:
    market = _market(demo[0])
    women = {area: count for (area, gender), count in market.items() if gender == "women"}
    assert sum(women.values()) - women["NL"] > women["NL"]


def test_demo_speaks_dutch_and_english_and_accuses_nobody(demo: tuple[Run, str]) -> None:
    printed = demo[0]("demo", "--no-serve", "--scale", "0.01", "--quiet").stdout
    assert "unieke advertenties" in printed
    assert "unique adverts" in printed
    assert "Of 100 such leads are wrong" in printed
    assert "may be innocent" in printed
    for word in ("victim", "slachtoffer", "trafficked", "suspect", "verdachte", "probability", "%"):
        assert word not in printed.casefold()


def test_demo_again_changes_nothing(demo: tuple[Run, str]) -> None:
    run, url = demo
    before = left_in(url)
    assert run("demo", "--no-serve", "--scale", "0.01", "--quiet").returncode == 0
    assert left_in(url) == before


def test_another_scale_takes_the_place_of_the_first(demo: tuple[Run, str]) -> None:
    run, url = demo
    before = left_in(url)
    assert run("demo", "--no-serve", "--scale", "0.005", "--quiet").returncode == 0
    assert _market(run)["NL", "women"] == 125
    assert run("demo", "--no-serve", "--scale", "0.01", "--quiet").returncode == 0
    assert left_in(url) == before


def test_demo_refuses_a_scale_there_is_no_market_of(demo: tuple[Run, str]) -> None:
    refused = demo[0]("demo", "--no-serve", "--scale", "0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1].startswith("baken: ")


def test_log_of_the_demo_is_whole(demo: tuple[Run, str]) -> None:
    verified = demo[0]("audit", "verify", "--json")
    assert verified.returncode == 0
    assert json.loads(verified.stdout)["whole"] is True


def test_installation_of_the_demo_can_be_trusted(demo: tuple[Run, str]) -> None:
    checked = demo[0]("check", "--json")
    findings = json.loads(checked.stdout)
    assert checked.returncode == 0
    assert findings
    assert all(finding["holds"] for finding in findings)


def test_worker_takes_up_what_a_killed_one_left_though_the_same_stage_waits(demo: tuple[Run, str]) -> None:
    run, url = demo
    left_halfway = (
        "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = "
        "(SELECT max(id) FROM procrastinate_jobs WHERE task_name = 'extract')"
    )
    waiting = (
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status) "
        "SELECT queue_name, task_name, lock, queueing_lock, args, 'todo' "
        "FROM procrastinate_jobs WHERE status = 'doing'"
    )
    with psycopg.connect(url) as owner:
        owner.execute(left_halfway)
        owner.execute(waiting)
    before = left_in(url)
    worked = run("worker", "--once", "--quiet")
    assert worked.returncode == 0, worked.stderr
    assert before.jobs_left == 2
    assert left_in(url) == replace(before, jobs_left=0)


def test_collect_wants_a_recorded_basis(demo: tuple[Run, str], tmp_path: Path) -> None:
    path = tmp_path / "adverts.jsonl"
    path.write_bytes(json_lines(advert()).getvalue())
    refused = demo[0]("collect", str(path), "--basis", "nothing")
    assert refused.returncode == 1
    assert "no recorded lawful basis" in refused.stderr


def test_unknown_organisation_is_refused(demo: tuple[Run, str]) -> None:
    refused = demo[0]("statistics", "market", "--organisation", "elsewhere", "-o", "-")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "elsewhere" in refused.stderr


def test_empty_database_says_what_to_do(server_url: str, tmp_path: Path) -> None:
    with database(server_url) as url:
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(tmp_path)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        ran = subprocess.run(
            [sys.executable, "-m", "baken.cli.main", "audit", "verify"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 1
    assert "baken migrate" in ran.stderr
    assert "Traceback" not in ran.stderr
