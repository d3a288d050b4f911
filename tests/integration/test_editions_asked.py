"""Editions asked for on the desk and made by a worker: once, whole, and with words where it fails."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.audit.models import Event
from baken.operations.jobs import TASKS
from baken.pipeline.tasks import StageBroke
from baken.statistics.editions.actions import make_editions
from baken.statistics.editions.asking import EDITIONS, TASK, ask_edition
from baken.statistics.editions.definitions import tables_of
from baken.statistics.editions.exceptions import NeverPublic, NothingCounted, OtherPeriod
from baken.statistics.editions.forms import EVERY
from baken.statistics.editions.kept_counts import open_counts
from baken.statistics.models import AskedEdition, Edition
from baken.statistics.period import Period
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.editions import AskedEditionState
from tests.factories import editions
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
ASKED = "baken.statistics.asked"
ASKING = "baken.statistics.editions.asking"


@pytest.fixture
def study(actor: Actor) -> Actor:
    editions.import_study(actor)
    return actor


def desk(by: Actor, *roles: str) -> Client:
    user = make_user(by.organisation, *roles)
    return confirm(sign_in(Client(), user), user)


def page(asked: AskedEdition) -> str:
    return reverse("statistics:asked_edition", args=[asked.id])


def test_edition_is_made_by_a_worker_in_the_name_of_who_asked(study: Actor) -> None:
    asked = editions.asked_for(study)
    assert not Edition.objects.exists()
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, args__organisation_id=str(study.organisation.id))
    assert jobs.count() == 1 and TASK in TASKS
    editions.work(study)
    asked.refresh_from_db()
    edition = Edition.objects.get()
    assert (asked.state, asked.edition, edition.made_by) == ("made", edition, asked.asked_by)
    assert Event.objects.filter(
        action="statistics.edition_asked", subject=f"asked_edition:{asked.id}"
    ).exists()


def test_page_says_how_far_it_is_and_looks_again_only_while_it_waits(study: Actor) -> None:
    first, second = editions.asked_for(study), editions.asked_for(study, "emm-unnamed")
    client = desk(study, "analyst")
    waits = client.get(page(second)).text
    assert "Er gaat er één voor." in waits and "hx-get" in waits and "Laad opnieuw" in waits
    assert "hx-get" not in client.get(page(second) + "?keer=200").text.split("<main")[1]
    AskedEdition.objects.filter(id=first.id).update(state="making")
    assert "wordt gemaakt en aangevallen" in client.get(page(first)).text
    assert page(first) in client.get("/cijfers/uitgaven/").text
    editions.work(study)
    done = client.get(page(first)).text
    assert reverse("statistics:edition", args=[Edition.objects.get(table=first.table).id]) in done
    assert "hx-get" not in done.split("<main")[1]
    assert page(first) not in client.get("/cijfers/uitgaven/").text


def test_asked_again_while_it_waits_stands_once(study: Actor) -> None:
    by = editions.analyst(study)
    assert len({ask_edition(by=by, table="emm-unnamed", period=Period()).id for _ in range(2)}) == 1


def test_asked_again_after_its_job_was_lost_it_is_queued_again(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    by = editions.analyst(study)
    for _ in range(2):
        ask_edition(by=by, table="emm-unnamed", period=Period())
    assert queued == [TASK, TASK]


def test_many_editions_let_other_stages_have_their_turn(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = editions.asked_for(study), editions.asked_for(study, "emm-unnamed")
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    monkeypatch.setattr(f"{ASKED}.TURN", -1.0)
    editions.work(study)
    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, second.state, queued) == ("made", "waiting", [TASK])


def test_what_waits_is_made_out_of_one_read(study: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    from baken.statistics.editions import records

    read: list[str] = []
    once = records.frames_for
    monkeypatch.setattr(records, "frames_for", lambda *a, **k: (read.append("read"), once(*a, **k))[1])
    asked = [editions.asked_for(study, table) for table in ("emm-annex-1", "emm-unnamed", "per-province")]
    before = Event.objects.filter(action="statistics.frames_read").count()
    editions.work(study)
    assert read == ["read"]
    assert {one.state for one in AskedEdition.objects.all()} == {"made"}
    states = {part.naming.state for one in Edition.objects.all() for part in open_counts(one) if part.naming}
    assert len(states) == 1
    # each is a read of who asked for it
    reads = Event.objects.filter(action="statistics.frames_read").order_by("sequence")[before:]
    assert [one.subject for one in reads] == [f"table:{one.table}" for one in asked]


def test_what_a_killed_worker_was_making_is_made_alone(study: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = editions.asked_for(study, "emm-unnamed"), editions.asked_for(study)
    make = EDITIONS.make
    killing = replace(
        EDITIONS,
        make=lambda by, asked, shared: _kill() if asked.id == second.id else make(by, asked, shared),
    )
    with pytest.raises(KeyboardInterrupt):
        killing.make_waiting(by=study)
    assert not Edition.objects.exists()
    assert set(AskedEdition.objects.values_list("state", flat=True)) == {"making"}
    # what breaks the worker again takes the other with it no more
    with pytest.raises(KeyboardInterrupt):
        killing.make_waiting(by=study)
    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, second.state) == ("made", "making")


def test_every_table_of_the_register_is_asked_for_at_once(study: Actor) -> None:
    client = desk(study, "analyst")
    answer = client.post(reverse("statistics:make_edition"), {"table": EVERY, "kind": "public"})
    assert answer.status_code == 302 and answer.url == reverse("statistics:editions")
    asked = AskedEdition.objects.order_by("asked_at", "id")
    assert [one.table for one in asked] == tables_of("register")
    shown = client.get(answer.url).text
    assert f"{len(asked)} uitgaven gevraagd" in shown
    assert all(page(one) in shown for one in asked)


def test_every_table_of_the_register_is_refused_at_once_for_half_a_year(study: Actor) -> None:
    with pytest.raises(OtherPeriod):
        make_editions(
            by=editions.analyst(study), tables=tables_of("register"), period=Period(date(2018, 3, 1))
        )
    assert not Edition.objects.exists()


def test_editions_made_together_are_those_made_one_by_one(study: Actor) -> None:
    tables = ("emm-table-1", "emm-persons", "programme-results", "question-7")
    alone: dict[str, Any] = {}
    with transaction.atomic():
        for table in ("emm-table-1", "emm-persons", "question-7"):
            alone[table] = editions.made(study, table).content
        transaction.set_rollback(True)
    together = make_editions(by=editions.analyst(study), tables=tables, period=Period())
    assert isinstance(together.pop("programme-results"), NothingCounted)
    assert {name: one.content for name, one in together.items() if isinstance(one, Edition)} == alone
    again = make_editions(by=editions.analyst(study), tables=tuple(alone), period=Period())
    assert list(again.values()) == list(together.values()) and Edition.objects.count() == 3


def test_what_another_worker_made_meanwhile_stays_made(study: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = editions.asked_for(study)
    editions.work(study)
    monkeypatch.setattr(f"{ASKING}.make_edition", _kill)
    EDITIONS.make_one(study, asked.id)
    asked.refresh_from_db()
    assert asked.state == "made"


@pytest.mark.parametrize(
    ("table", "period", "fault"),
    [
        ("emm-annex-1", Period(date(2018, 3, 1)), OtherPeriod),
        ("circumstances", Period(), NeverPublic),
    ],
)
def test_what_can_be_told_at_once_is(
    study: Actor, table: str, period: Period, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        ask_edition(by=editions.analyst(study), table=table, period=period)
    assert not AskedEdition.objects.exists()


def test_who_may_not_make_one_asks_for_none(study: Actor) -> None:
    with pytest.raises(NotPermitted):
        ask_edition(
            by=make_person(study.organisation, "registrar", purpose="statistics"), table="emm-unnamed",
            period=Period(),
        )  # fmt: skip


def _kill(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


def _lose_connection(*_: Any, **__: Any) -> Any:
    raise OperationalError("connection lost")


@pytest.mark.parametrize(("stop", "seen"), [(_kill, KeyboardInterrupt), (_lose_connection, StageBroke)])
def test_worker_that_was_stopped_leaves_nothing_half_and_begins_again(
    study: Actor, monkeypatch: pytest.MonkeyPatch, stop: Callable[..., Any], seen: type[BaseException]
) -> None:
    asked = editions.asked_for(study)
    with monkeypatch.context() as patched:
        # the edition stands, but not yet that it was made
        patched.setattr(f"{ASKED}.timezone.now", stop)
        with pytest.raises(seen):
            editions.work(study)
    asked.refresh_from_db()
    assert asked.state == "making" and not Edition.objects.exists()
    editions.work(study)
    asked.refresh_from_db()
    assert asked.state == "made" and Edition.objects.count() == 1


def test_fault_of_the_program_is_said_in_plain_words_and_stops_no_other(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.statistics.editions.actions import make_edition

    def broken(**asked: Any) -> Edition:
        if asked["table"] == "emm-unnamed":
            raise ArithmeticError("a fault")
        return make_edition(**asked)

    monkeypatch.setattr(f"{ASKING}.make_edition", broken)
    broke, fine = editions.asked_for(study, "emm-unnamed"), editions.asked_for(study)
    with pytest.raises(StageBroke, match="ArithmeticError"):
        editions.work(study)
    for one in (broke, fine):
        one.refresh_from_db()
    assert (broke.state, fine.state) == ("failed", "made")
    told = desk(study, "analyst").get(page(broke)).text
    assert "Er is niets half gemaakt" in told and "ArithmeticError" not in told
    editions.work(study)
    assert Event.objects.filter(action="statistics.edition_refused").count() == 1


def test_who_left_makes_no_edition_any_more(study: Actor) -> None:
    asked = editions.asked_for(study)
    asked.asked_by.is_active = False
    asked.asked_by.save()
    editions.work(study)
    asked.refresh_from_db()
    assert asked.state == "refused" and not Edition.objects.exists()
    assert "mag geen uitgaven meer maken" in desk(study, "researcher").get(page(asked)).text


def test_every_state_is_reached_by_a_test_here() -> None:
    assert set(AskedEditionState.codes) == {"waiting", "making", "made", "refused", "failed"}
