"""Killed at any moment, the demo loses nothing and doubles nothing when it is run again."""

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from baken.demo.chats import CHATS
from tests.faults.demo_databases import Left, database, left_in, run_demo


@pytest.fixture(scope="module")
def undisturbed(
    server_url: str, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Left, int]]:
    """What a run leaves that nobody kills, and how many statements it takes."""
    with database(server_url, migrated) as url:
        ended = run_demo(url, tmp_path_factory.mktemp("undisturbed"))
        assert ended.returncode == 0, ended.stderr
        yield left_in(url), int(ended.stdout.split("statements:")[1])


def _killed_again_and_again(
    server_url: str, like: str, state: Path, seed: int, kills: int, statements: int
) -> Left:
    chance = random.Random(seed)
    with database(server_url, like) as url:
        for _ in range(kills):
            moment = chance.choice(["before", "after"])
            ended = run_demo(url, state, kill_at=chance.randint(1, statements), moment=moment)
            # a second run has less left to do, so it may well end before its moment comes
            assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        ended = run_demo(url, state)
        assert ended.returncode == 0, ended.stderr
        return left_in(url)


@pytest.mark.parametrize("seed", range(4))
def test_killed_demo_ends_as_an_undisturbed_one(
    server_url: str, migrated: str, tmp_path: Path, undisturbed: tuple[Left, int], seed: int
) -> None:
    expected, statements = undisturbed
    assert _killed_again_and_again(server_url, migrated, tmp_path, seed, 4, statements) == expected


def test_demo_killed_while_it_makes_the_schema_ends_as_an_undisturbed_one(
    server_url: str, tmp_path: Path, undisturbed: tuple[Left, int]
) -> None:
    # the schema takes more statements than this
    assert _killed_again_and_again(server_url, "template1", tmp_path, 4, 2, 2_000) == undisturbed[0]


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(100, 150))
def test_killed_demo_ends_as_an_undisturbed_one_hundreds_of_times(
    server_url: str, migrated: str, tmp_path: Path, undisturbed: tuple[Left, int], seed: int
) -> None:
    expected, statements = undisturbed
    assert _killed_again_and_again(server_url, migrated, tmp_path, seed, 6, statements) == expected


def test_undisturbed_demo_leaves_everything_done(undisturbed: tuple[Left, int]) -> None:
    left, _ = undisturbed
    assert left.sightings
    assert (left.doubled, left.without_extraction, left.jobs_left) == (0, 0, 0)
    # those of the published study, and the invented chats
    assert left.registrations == 210 + CHATS
    assert {what for what, *_ in left.stands} == {
        "conversation", "message", "ground", "case", "referral", "check", "appeal",
    }  # fmt: skip
