"""Tables that may leave the house: made safe beside each other, kept sealed, published by two people."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404

from baken.audit.models import Event
from baken.cli.statistics import command
from baken.disclosure.attack import Reader
from baken.register.models import Mention, Registration
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.actions import (
    decide_edition,
    make_edition,
    propose_edition,
    withdraw_edition,
)
from baken.statistics.editions.definitions import NOT_PUBLIC, PUBLIC
from baken.statistics.editions.exceptions import (
    CantBeSafe,
    NeverPublic,
    NothingCounted,
    OtherPeriod,
    WrongState,
)
from baken.statistics.editions.kept_counts import open_counts
from baken.statistics.editions.safe import MECHANISM
from baken.statistics.editions.states import MOVES
from baken.statistics.models import Edition
from baken.statistics.period import Period
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.editions import EditionState
from baken.vocabulary.roles import Role
from tests.factories import editions
from tests.factories.organisations import make_actor
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
REGISTER = [name for name in PUBLIC if TABLES[name].source == "register"]


@pytest.fixture
def study(actor: Actor) -> Actor:
    editions.import_study(actor)
    return actor


@pytest.fixture
def run(study: Actor, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command inside the test's own session, as the system does it."""

    @contextmanager
    def session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        yield replace(study, reason=reason, purpose=purpose)

    monkeypatch.setattr("baken.config.command.organisation_session", session)
    monkeypatch.setattr(study.user, "is_system", True)
    return lambda *arguments: CliRunner().invoke(command, [str(one) for one in arguments])


# the command


def test_command_writes_the_safe_table_and_its_report(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("emm-annex-1", "--public", "-o", tmp_path / "x.csv")
    assert done.exit_code == 0, done.output
    head, *rows = (line.split(",") for line in (tmp_path / "x.csv").read_text().splitlines())
    assert head == ["platform_type", "platform", "2017", "2018", "2019", "2020", "total"]
    values = [cell for row in rows for cell in row[2:]]
    assert {int(cell) for cell in values if cell != "."} & set(range(1, 10)) == set()
    assert all(int(cell) % 5 == 0 for cell in values if cell != ".")
    assert values.count(".") <= 4
    for column in range(2, 7):
        cells = [row[column] for row in rows]
        if "." not in cells:
            assert sum(map(int, cells[:-1])) == int(cells[-1])
    report = (tmp_path / "x.csv.report.txt").read_text()
    for words in ("Concept: deze uitgave is nog niet gepubliceerd", "Dark", "minstens 5 in het duister"):
        assert words.lower() in report.lower()
    assert "baken statistics emm-annex-1 --organisation" in report
    assert "100 cells" in done.stderr


def test_command_run_again_writes_the_same_and_makes_nothing_new(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    for name in ("a.csv", "b.csv"):
        assert run("emm-annex-1", "--public", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("form", ["json", "ods", "xlsx", "svg"])
def test_report_stands_in_formats_with_room_for_it(
    run: Callable[..., Any], tmp_path: Path, form: str
) -> None:
    done = run("emm-unnamed", "--public", "-o", tmp_path / f"x.{form}")
    assert done.exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == [f"x.{form}"]
    if form == "json":
        told = json.loads((tmp_path / "x.json").read_text())
        assert told["exact"] is False
        assert "." in {row["2017"] for row in told["rows"]}
        assert any("15 cells" in note["en"] for note in told["notes"])


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("emm-platforms-per-year",), "which of the small counts are none"),
        (("emm-annex-1", "--from", "2018-03-01"), "whole calendar years"),
        (("emm-annex-1", "--from", "2030-01-01", "--to", "2030-12-31"), "nothing to count"),
    ],
)
def test_command_refuses_with_the_reason_and_writes_nothing(
    run: Callable[..., Any], tmp_path: Path, arguments: tuple[str, ...], reason: str
) -> None:
    done = run(*arguments, "--public", "-o", tmp_path / "x.csv")
    assert done.exit_code == 1
    assert reason in str(done.exception)
    assert list(tmp_path.iterdir()) == []
    assert not Edition.objects.exists()


# the ledger


def test_every_table_beside_every_other_tells_of_nobody(study: Actor) -> None:
    for name in REGISTER:
        editions.made(study, name)
    parts = [part for one in Edition.objects.order_by("made_at") for part in open_counts(one)]
    assert len(parts) >= len(REGISTER)
    assert list(Reader(parts, MECHANISM).sharp()) == []


def test_register_that_changed_gives_a_next_edition_that_tells_of_nobody(study: Actor) -> None:
    first = editions.made(study, "emm-annex-1")
    # two cases are registered anew, as a copy with a reference of its own
    for row in Registration.objects.filter(mentions__naming="named").order_by("reference").distinct()[:2]:
        mentions = list(row.mentions.all())
        row.pk, row.reference = None, f"{row.reference}-B"
        row.save()
        for mention in mentions:
            mention.pk, mention.registration = None, row
            mention.save()
    assert Mention.objects.count() > 0
    second = editions.made(study, "emm-annex-1")
    assert (first.number, second.number) == (1, 2)
    parts = [*open_counts(first), *open_counts(second)]
    assert (parts[0].true != parts[1].true).any()
    assert list(Reader(parts, MECHANISM).sharp()) == []


def test_edition_says_what_a_reader_must_know(study: Actor) -> None:
    edition = editions.made(study, "emm-table-3")
    told = " ".join(note["nl"] + note["en"] for note in edition.content["notes"])
    for words in (
        "dark number", "registered roles", "multiple of 5", "Rules: the definition of this table in Baken",
        "84 cells", "at least ten times",
    ):  # fmt: skip
        assert words in told
    assert "exact" not in told.lower()
    assert "--from 2017-01-01 --to 2020-12-31 --public" in edition.query


def test_counts_are_sealed_and_stand_nowhere_in_clear(study: Actor) -> None:
    edition = editions.made(study, "emm-annex-1")
    true = json.dumps(open_counts(edition)[0].true.tolist())
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(one)::text FROM statistics_edition one")
        (stored,) = cursor.fetchone()
    assert true not in stored
    assert "naming:" not in stored
    assert b"naming:" not in bytes(edition.sealed)


def test_edition_stays_for_good(study: Actor) -> None:
    edition = editions.made(study)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        edition.delete()
    other = make_actor()
    with acting_for(other.organisation.id):
        assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("period", "fine"),
    [
        (Period.of_years(2017, 2018), True),
        (Period.of_years(2017, 2020), True),
        (Period.of_years(2017, 2017), False),
        (Period.of_years(2018, 2020), False),
        (Period.of_years(2019, 2020), True),
    ],
)
def test_period_may_go_on_or_stand_apart(study: Actor, period: Period, fine: bool) -> None:
    editions.made(study, "emm-table-2", Period.of_years(2017, 2018))
    if fine:
        editions.made(study, "emm-table-2", period)
    else:
        with pytest.raises(OtherPeriod, match="counts 2017-2018"):
            editions.made(study, "emm-table-2", period)
    # what is counted in another unit is another matter
    assert editions.made(study, "question-7", Period.of_years(2018, 2020)).first_year == 2018


def test_table_that_cannot_be_made_safe_is_not_kept(study: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from baken.disclosure.exceptions import NotSafe

    def never(*_: Any, **__: Any) -> Any:
        raise NotSafe("no way")

    monkeypatch.setattr("baken.statistics.editions.actions.make_safe", never)
    with pytest.raises(CantBeSafe, match="without telling of somebody"):
        editions.made(study)
    assert not Edition.objects.exists()


def test_table_that_may_not_be_published_says_why(study: Actor) -> None:
    for name in NOT_PUBLIC:
        with pytest.raises(NeverPublic):
            editions.made(study, name)


def test_empty_market_has_nothing_to_publish(study: Actor) -> None:
    with pytest.raises(NothingCounted):
        editions.made(study, "market")


# two people


def test_edition_is_made_proposed_and_published_by_different_people(study: Actor) -> None:
    edition = editions.published(study)
    assert edition.state == "published"
    assert len({edition.made_by_id, edition.proposed_by_id, edition.decided_by_id}) == 3
    subject = f"edition:{edition.id}"
    actions = set(Event.objects.filter(subject=subject).values_list("action", flat=True))
    assert actions == {f"statistics.edition_{step}" for step in ("made", "proposed", "published")}


@pytest.mark.parametrize("who", ["made_by", "proposed_by"])
def test_nobody_publishes_what_they_made_or_proposed(study: Actor, who: str) -> None:
    edition = editions.proposed(study)
    by = Actor(getattr(edition, who), study.organisation, "statistics", "a test")
    for publish in (True, False):
        with pytest.raises(NotPermitted):
            decide_edition(by=by, edition_id=edition.id, publish=publish)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(id=edition.id).update(state="published", decided_by=by.user)


def test_command_publishes_nothing(study: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = editions.made(study)
    monkeypatch.setattr(study.user, "is_system", True)
    with pytest.raises(NotPermitted):
        propose_edition(by=study, edition_id=edition.id)
    proposed = editions.proposed(study, "emm-unnamed")
    with pytest.raises(NotPermitted):
        decide_edition(by=study, edition_id=proposed.id, publish=True)


@pytest.mark.parametrize("role", Role.codes)
def test_each_role_does_what_is_its_own(study: Actor, role: str) -> None:
    by = make_person(study.organisation, role, purpose="statistics")
    steps = {
        "make": lambda: make_edition(by=by, table="emm-unnamed", period=Period()),
        "propose": lambda: propose_edition(by=by, edition_id=editions.made(study).id),
        "publish": lambda: decide_edition(
            by=by, edition_id=editions.proposed(study, "question-7").id, publish=True
        ),
        "withdraw": lambda: withdraw_edition(
            by=by, edition_id=editions.published(study, "emm-persons").id, correction="een fout"
        ),
    }
    done = set()
    for name, step in steps.items():
        try:
            step()
        except NotPermitted:
            continue
        done.add(name)
    both = {"analyst", "researcher"}
    expected = {"make", "propose"} if role in both else set()
    expected |= {"publish", "withdraw"} if role in {*both, "data_protection_officer"} else set()
    assert done == expected


def test_every_step_from_every_state_goes_where_it_may(study: Actor) -> None:
    begin: dict[str, Callable[[Actor, str], Edition]] = {
        "made": editions.made, "proposed": editions.proposed, "published": editions.published,
        "withdrawn": editions.withdrawn,
    }  # fmt: skip
    assert set(begin) == set(EditionState.codes)
    steps: dict[str, Callable[[Edition], Edition]] = {
        "statistics.edition_proposed": lambda one: propose_edition(
            by=editions.analyst(study), edition_id=one.id
        ),
        "statistics.edition_declined": lambda one: decide_edition(
            by=editions.analyst(study), edition_id=one.id, publish=False
        ),
        "statistics.edition_published": lambda one: decide_edition(
            by=editions.analyst(study), edition_id=one.id, publish=True
        ),
        "statistics.edition_withdrawn": lambda one: withdraw_edition(
            by=editions.analyst(study), edition_id=one.id, correction="een fout in de telling"
        ),
    }
    assert {move.action for move in MOVES} == set(steps)
    for state, move in itertools.product(begin, MOVES):
        point = transaction.savepoint()
        edition = begin[state](study, "emm-types-per-year")
        if state in move.before:
            assert steps[move.action](edition).state == move.after
        else:
            with pytest.raises(WrongState):
                steps[move.action](edition)
        transaction.savepoint_rollback(point)
    assert {"made"} | {move.after for move in MOVES} == set(EditionState.codes)


def test_taking_back_needs_a_reason(study: Actor) -> None:
    edition = editions.published(study)
    with pytest.raises(ValueError, match="says why"):
        withdraw_edition(by=editions.analyst(study), edition_id=edition.id, correction=" ")


def test_edition_of_another_organisation_is_not_there(study: Actor) -> None:
    edition = editions.made(study)
    other = make_actor()
    with acting_for(other.organisation.id), pytest.raises(Http404):
        propose_edition(by=editions.analyst(other), edition_id=edition.id)
