"""The demo and the commands after it, as a newcomer runs them: in processes of their own."""

import csv
import io
import json
import os
import re
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
def demo(
    server_url: str, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Run, str]]:
    """`baken` on a database of its own in which the demo has run at scale .01, and its address."""
    state = tmp_path_factory.mktemp("demo")
    with database(server_url, migrated) as url:
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


def test_demo_prints_what_was_said_and_done(demo: tuple[Run, str]) -> None:
    printed = demo[0]("demo", "--no-serve", "--scale", "0.01", "--quiet").stdout
    for what in ("conversations", "cases", "referrals", "checks of an advert", "of which from help chats"):
        (line,) = [one for one in printed.splitlines() if one.endswith(f"  {what}")]
        assert int(line.split()[0]) > 0


def test_chats_and_results_have_figures(demo: tuple[Run, str]) -> None:
    for table in ("chat-codings", "programme-results"):
        made = demo[0]("statistics", table, "-o", "-")
        assert made.returncode == 0, made.stderr
        rows = list(csv.DictReader(io.StringIO(made.stdout)))
        assert any(int(row["count"] or 0) > 0 for row in rows), table


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


def test_demo_has_somebody_in_every_role_and_says_what_they_sign_in_with(demo: tuple[Run, str]) -> None:
    from baken.vocabulary.roles import Role

    printed = demo[0]("demo", "codes").stdout
    assert printed.count("@demo") == 11
    for role in Role:
        assert f"{role.label.nl} · {role.label.en}" in printed
    only = demo[0]("demo", "codes", "noor@demo").stdout
    assert only.count("@demo") == 1
    assert re.search(r"noor@demo +code \d{6}, daarna · then \d{6}", only)


def test_nobody_unknown_gets_codes(demo: tuple[Run, str]) -> None:
    refused = demo[0]("demo", "codes", "niemand")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "noor" in refused.stderr


def test_demo_of_another_installation_has_other_passwords(
    demo: tuple[Run, str], server_url: str, tmp_path: Path
) -> None:
    run, url = demo
    here = run("demo", "codes", "noor").stdout.splitlines()[2]
    environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "baken.cli.main", "demo", "codes", "noor"]
    there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert here.startswith("  wachtwoord · password  ")
    assert there.splitlines()[2] != here


@pytest.mark.parametrize("command", [("serve", "--host", "0.0.0.0"), ("demo", "--host", "0.0.0.0")])
def test_demo_is_served_to_this_machine_only(demo: tuple[Run, str], command: tuple[str, ...]) -> None:
    refused = demo[0](*command)
    assert refused.returncode in (1, 2)
    assert "this machine only" in refused.stderr


def _within_organisation(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    owner.execute("SELECT set_config('baken.look_up', 'organisations', false)")
    owner.execute(
        "SELECT set_config('baken.organisation', "
        "(SELECT id::text FROM accounts_organisation WHERE slug = 'demo'), false)"
    )


def test_pages_of_the_demo_are_not_empty(demo: tuple[Run, str]) -> None:
    with psycopg.connect(demo[1]) as owner:
        _within_organisation(owner)
        outcomes = dict(
            owner.execute("SELECT outcome, count(*) FROM triage_assessment GROUP BY 1").fetchall()
        )
        (approached,) = owner.execute(
            "SELECT count(*) FROM conversations_conversation WHERE began = 'us'"
        ).fetchone() or (0,)
        (drafts,) = owner.execute("SELECT count(*) FROM register_registrationdraft").fetchone() or (0,)
    assert outcomes == {
        "no_concern": 2,
        "unsure": 1,
        "worth_contacting": 1 + approached,
        "urgent": 2,
        "urgent_confirmed": 1,
    }
    assert drafts == 1


def test_what_invented_staff_write_is_true_of_their_leads(demo: tuple[Run, str]) -> None:
    from baken.demo.decisions import DECISIONS, UNFINISHED

    facts = [one.facts for one in DECISIONS if one.kind is None] + [UNFINISHED.facts]
    counted = re.compile(r"\b(twee|drie|vier|vijf|zes|zeven|acht) (teksten|contacten)", re.IGNORECASE)
    assert not list(filter(counted.search, facts))
    assert any("nummer staat in woorden" in one for one in facts)
    with psycopg.connect(demo[1]) as owner:
        _within_organisation(owner)
        decided = owner.execute("SELECT reasons FROM triage_assessment WHERE kind IS NULL").fetchall()
    assert decided
    assert all("contact_obscured" in reasons for (reasons,) in decided)


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
