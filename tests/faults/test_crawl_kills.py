"""Killed at any moment, a crawl goes on where it was: what was acknowledged is there, nothing is twice."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from baken.demo.market_site.server import MarketSite
from tests.factories.crawls import site
from tests.faults.demo_databases import ROOT, database

ADVERTS = 16
STATEMENTS = 150
"""About as many as a crawl of this site takes; a later one leaves it alone."""


def run(url: str, state: Path, base: str, *, kill_at: int = 0, moment: str = "before") -> Any:
    environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(state)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_crawl", base, str(kill_at), moment],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config('baken.look_up', 'organisations', false)")
        (organisation,) = connection.execute("SELECT id FROM accounts_organisation").fetchone() or ("",)
        connection.execute("SELECT set_config('baken.organisation', %s, false)", [str(organisation)])
        return connection.execute(query).fetchall()


def adverts_asked(market: MarketSite) -> list[str]:
    return [path for path in market.paths() if path.startswith("/kaarten/advertentie/")]


@pytest.fixture
def market() -> Iterator[MarketSite]:
    with site(count=ADVERTS) as running:
        yield running


def killed_again_and_again(url: str, state: Path, market: MarketSite, seed: int, kills: int) -> None:
    chance = random.Random(seed)
    there = len(market.adverts())
    for _ in range(kills):
        moment = chance.choice(["before", "after"])
        ended = run(url, state, market.base, kill_at=chance.randint(1, STATEMENTS), moment=moment)
        assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        if ended.returncode == 0:
            break  # its moment never came
    market.asked.clear()
    ended = run(url, state, market.base)
    assert ended.returncode == 0, ended.stderr
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert lines[1]["because"] == "finished"
    if lines[0]["left"]:
        # nothing that was acknowledged is asked for again, and everything else is
        assert len(adverts_asked(market)) == there - lines[0]["stored"]
    crawls = rows(url, "SELECT count(*) FROM collection_crawl")[0][0]
    pages, keys, captures, sightings, linked = rows(
        url,
        "SELECT (SELECT count(*) FROM collection_crawlpage), "
        "(SELECT count(DISTINCT (crawl_id, url_key)) FROM collection_crawlpage), "
        "(SELECT count(*) FROM collection_capture), (SELECT count(*) FROM adverts_sighting), "
        "(SELECT count(DISTINCT capture_id) FROM adverts_sighting)",
    )[0]
    assert pages == keys == captures == sightings == linked == there * crawls
    assert rows(url, "SELECT sum(adverts_seen) FROM collection_crawl") == [(pages,)]
    assert rows(url, "SELECT count(*) FROM collection_crawl WHERE state <> 'done'") == [(0,)]


@pytest.mark.parametrize("seed", range(2))
def test_killed_crawl_goes_on_where_it_was(
    server_url: str, migrated: str, tmp_path: Path, market: MarketSite, seed: int
) -> None:
    with database(server_url, migrated) as url:
        killed_again_and_again(url, tmp_path, market, seed, 3)


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(100, 140))
def test_killed_crawl_goes_on_where_it_was_hundreds_of_times(
    server_url: str, migrated: str, tmp_path: Path, market: MarketSite, seed: int
) -> None:
    with database(server_url, migrated) as url:
        killed_again_and_again(url, tmp_path, market, seed, 6)
