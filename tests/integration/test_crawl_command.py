"""`baken collect crawl` on a real server: check, crawl, again the next day, and what it says if it can't."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from baken.demo.market_site.profiles import profile_text
from baken.demo.market_site.server import MarketSite
from tests.factories.crawls import QUICK, site

PREPARING = """
from datetime import date
from baken.config.command import organisation_session, database
from baken.config.schema import bring_up_to_date
with database():
    bring_up_to_date()
    from baken.accounts.actions import create_organisation
    create_organisation(slug="oefen", name_nl="Oefening", name_en="Practice", synthetic=True)
with organisation_session("oefen", reason="a test") as by:
    from tests.factories.bases import make_basis
    make_basis(by)
    make_basis(by, code="voorbij", valid_until=date(2020, 1, 1))
"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("installation")
    directory.chmod(0o711)
    assert _python(directory, "-c", PREPARING).returncode == 0
    return directory


@pytest.fixture
def market() -> Iterator[MarketSite]:
    with site(count=12) as running:
        yield running


def _python(state: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    apart = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "BAKEN_KEY_FILE")
    environment = {name: value for name, value in os.environ.items() if name not in apart}
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | {"BAKEN_STATE": str(state), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _crawl(state: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return _python(state, "-m", "baken.cli.main", "collect", "crawl", *map(str, arguments))


def test_command_crawls_day_after_day(state: Path, tmp_path: Path, market: MarketSite) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(profile_text("cards", market.base, delay=QUICK))
    first = _crawl(state, profile, "--basis", "basis-1", "--json")
    assert first.returncode == 0, first.stderr
    summary = json.loads(first.stdout)
    assert (summary["state"], summary["ended_because"]) == ("done", "finished")
    assert summary["adverts"] == summary["new"] == len(market.adverts())

    market.day = 1
    broken = market.adverts()[0].number
    market.faults[broken] = "nothing_of_ours"
    second = _crawl(state, profile, "--basis", "basis-1", "--json", "--rejects", tmp_path / "rejects.jsonl")
    assert second.returncode == 3, second.stderr
    summary = json.loads(second.stdout)
    assert summary["vanished"] >= 1
    assert summary["errors"] == 1
    reject = json.loads((tmp_path / "rejects.jsonl").read_text())
    assert reject["source"] == "marktplein-kaarten"
    assert reject["url"].endswith(f"/{broken}")

    market.faults[market.adverts()[1].number] = "refused"
    third = _crawl(state, profile, "--basis", "basis-1", "--quiet")
    assert third.returncode == 1
    assert "the site refuses. The site answered that this is not allowed." in third.stderr

    other = tmp_path / "other.yaml"
    other.write_text(
        profile_text("table", market.base, delay=QUICK).replace("http://127.0.0.1", "http://10.0.0.1")
    )
    away = _crawl(state, other, "--basis", "basis-1")
    assert away.returncode == 1
    assert "a practice organisation visits its own machine only" in away.stderr

    lapsed = _crawl(state, other, "--basis", "voorbij", "--source", "x")
    assert lapsed.returncode == 1
    assert "in force from" in lapsed.stderr


def test_check_says_what_the_profile_says_and_asks_for_nothing(tmp_path: Path, market: MarketSite) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(profile_text("more", market.base))
    told = _crawl(tmp_path, profile, "--check")
    assert told.returncode == 0, told.stderr
    assert "lists: advertenties[].link" in told.stdout
    assert "makes itself known as: Baken/" in told.stdout
    assert market.asked == []


@pytest.mark.parametrize(
    ("text", "arguments", "status", "said"),
    [
        ("crawl: {contact: x}", ["--check"], 1, "line 1: crawl: needs start, list"),
        ("title: h1", ["--check"], 1, "it needs an entry `crawl`"),
        ("", [], 1, "can't be used"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(
    tmp_path: Path, text: str, arguments: list[str], status: int, said: str
) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(text)
    told = _crawl(tmp_path, profile, *arguments)
    assert (told.returncode, said in told.stderr) == (status, True), told.stderr


def test_crawl_without_a_basis_is_wrong_usage(tmp_path: Path, market: MarketSite) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(profile_text("cards", market.base))
    told = _crawl(tmp_path, profile)
    assert told.returncode == 2
    assert "nothing is crawled without a recorded lawful basis" in told.stderr
