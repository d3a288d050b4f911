"""A crawl runs only while it may: whatever lapses in the middle, it stops by itself and says why."""

import os
import signal
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.models import Sighting
from baken.audit.models import Event
from baken.collection.actions import end_source
from baken.collection.crawl import policies, states
from baken.collection.crawl.actions import (
    change_profile,
    end_crawl,
    set_schedule,
    start_crawl,
    start_if_due,
    stop_crawl,
)
from baken.collection.crawl.queries import is_due, next_due
from baken.collection.exceptions import (
    BasisLapsed,
    CrawlIsThere,
    CrawlOver,
    DocumentsMissing,
    NotACrawlSource,
    OutsideHours,
    SourceInactive,
)
from baken.collection.models import Crawl, LawfulBasis, Source
from baken.collection.profile import BadProfile
from baken.pipeline import crawl as pipeline_crawl
from baken.pipeline.crawl import CrawlBusy, CrawlInterrupted, run_crawl
from baken.pipeline.crawls import carry_out, start_what_is_due
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.crawls import CrawlEnd, CrawlState
from tests.factories.crawls import crawl, make_source, site
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
NOWHERE = "http://127.0.0.1:9"


def _lapse(source: Source) -> None:
    LawfulBasis.objects.filter(id=source.basis_id).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )


def _end_basis(source: Source) -> None:
    LawfulBasis.objects.filter(id=source.basis_id).update(
        state="ended", ended_because="een test", ended_by=source.added_by
    )


def _no_dpia(source: Source) -> None:
    LawfulBasis.objects.filter(id=source.basis_id).update(dpia_reference=" ")


def _nobody_answers(source: Source) -> None:
    LawfulBasis.objects.filter(id=source.basis_id).update(responsible=" ")


def _end_source(source: Source) -> None:
    Source.objects.filter(id=source.id).update(ended_at=timezone.now())


def _hours(source: Source) -> None:
    hour = timezone.localtime().hour
    hours = f"hours: {(hour + 2) % 24:02d}:00-{(hour + 3) % 24:02d}:00"
    Source.objects.filter(id=source.id).update(profile=source.profile.replace("timeout: 10", hours))


@pytest.mark.parametrize(
    ("lapse", "because"),
    [
        (_lapse, "basis_lapsed"),
        (_end_basis, "basis_lapsed"),
        (_no_dpia, "basis_lapsed"),
        (_nobody_answers, "basis_lapsed"),
        (_end_source, "source_inactive"),
        (_hours, "outside_hours"),
    ],
)
def test_crawl_stops_by_itself_when_something_lapses(actor: Actor, lapse: Any, because: str) -> None:
    stored: list[int] = []

    def progress(running: Crawl) -> None:
        if running.adverts_seen and not stored:
            stored.append(running.adverts_seen)
            lapse(source)

    with site(count=60, crawl_delay=0.1) as market:
        source = make_source(actor, market)
        ended = crawl(actor, source, on_progress=progress)
    assert (ended.state, ended.ended_because) == ("stopped", because)
    assert ended.adverts_seen == stored[0] == Sighting.objects.count()
    # it had asked for a few more before it was told; what came of these is not stored
    assert len(market.asked) < stored[0] + 30
    assert Event.objects.filter(action="collection.crawl_ended", details__because=because).exists()


def test_person_stops_a_crawl_that_runs(actor: Actor) -> None:
    person = make_person(actor.organisation, "data_protection_officer", purpose="accountability")

    def progress(running: Crawl) -> None:
        if running.adverts_seen:
            stop_crawl(by=person, crawl_id=running.id, because="de site vroeg erom")

    with site(count=60, crawl_delay=0.1) as market:
        ended = crawl(actor, make_source(actor, market), on_progress=progress)
    assert (ended.state, ended.ended_because, ended.ended_note) == (
        "stopped", "by_person", "de site vroeg erom",
    )  # fmt: skip
    assert Sighting.objects.count() == ended.adverts_seen < 40
    with pytest.raises(CrawlOver):
        stop_crawl(by=person, crawl_id=ended.id, because="nog eens")


def test_process_that_is_killed_is_started_again_and_fetches_nothing_twice(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Any] = []

    class Noted(pipeline_crawl.FetchingProcess):
        def __enter__(self) -> Any:
            begun.append(self)
            return super().__enter__()

    monkeypatch.setattr(pipeline_crawl, "FetchingProcess", Noted)
    killed: set[int] = set()

    def progress(running: Crawl) -> None:
        if (
            begun
            and running.adverts_seen >= 4 * len(begun)
            and begun[-1].pid not in killed
            and len(begun) < 3
        ):
            killed.add(begun[-1].pid)
            os.kill(begun[-1].pid, signal.SIGKILL)

    with site(count=20) as market:
        ended = crawl(actor, make_source(actor, market), on_progress=progress)
    assert len(begun) == 3
    assert (ended.state, ended.adverts_seen) == ("done", len(market.adverts()))
    assert Sighting.objects.count() == len(market.adverts())


def test_process_that_always_dies_ends_the_crawl(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying(pipeline_crawl.FetchingProcess):
        def __enter__(self) -> Any:
            started = super().__enter__()
            os.kill(self.pid, signal.SIGKILL)
            return started

    monkeypatch.setattr(pipeline_crawl, "FetchingProcess", Dying)
    ended = crawl(actor, make_source(actor, NOWHERE))
    assert (ended.state, ended.ended_because) == ("failed", "broke")


def test_crawl_that_was_left_goes_on_where_it_was(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(running: Crawl) -> None:
        if running.adverts_seen >= 3:
            pipeline_crawl.leaving.set()

    with site(count=20) as market:
        source = make_source(actor, market)
        try:
            with pytest.raises(CrawlInterrupted):
                crawl(actor, source, on_progress=leave)
        finally:
            pipeline_crawl.leaving.clear()
        left = Crawl.objects.get()
        stored = Sighting.objects.count()
        assert (left.state, left.adverts_seen) == ("running", stored)
        market.asked.clear()
        carry_out(by=actor, crawl_id=left.id)
    left.refresh_from_db()
    asked = [path for path in market.paths() if "advertentie" in path]
    assert (left.state, left.adverts_seen) == ("done", len(market.adverts()))
    assert len(asked) == len(set(asked)) == len(market.adverts()) - stored
    assert Event.objects.filter(action="collection.crawl_resumed").count() == 1


def test_site_that_is_not_there_fails_in_words(actor: Actor) -> None:
    ended = crawl(actor, make_source(actor, NOWHERE))
    assert (ended.state, ended.ended_because) == ("failed", "unreachable")


def test_profile_that_finds_nothing_any_more_says_so(actor: Actor) -> None:
    with site(count=3) as market:
        ended = crawl(actor, make_source(actor, market, replace={"article.kaart a.naar": "li.nieuw a"}))
    assert (ended.state, ended.ended_because) == ("failed", "nothing_found")


def test_real_data_are_crawled_by_a_named_person_and_never_on_this_machine(actor: Actor) -> None:
    with site(count=3) as market:
        source = make_source(actor, market)
        actor.organisation.synthetic = False
        actor.organisation.save()
        with pytest.raises(NotPermitted):
            start_crawl(by=actor, source_id=source.id)
        with pytest.raises(NotPermitted):
            start_crawl(by=make_person(actor.organisation, "outreach_worker"), source_id=source.id)
        person = make_person(actor.organisation, "analyst")
        started = start_crawl(by=person, source_id=source.id, here=True)
        ended = run_crawl(by=actor, crawl_id=started.id)
    assert ended.ended_because == "address_refused"
    assert market.asked == []
    assert started.started_by == person.user


def test_start_is_refused_where_something_is_missing(actor: Actor) -> None:
    source = make_source(actor, NOWHERE)
    start_crawl(by=actor, source_id=source.id)
    with pytest.raises(CrawlIsThere):
        start_crawl(by=actor, source_id=source.id)
    end_crawl(by=actor, crawl_id=Crawl.objects.get().id, because="unreachable")
    LawfulBasis.objects.update(
        ground="police_inquiry",
        approved_by=source.added_by,
        drafted_by=make_person(actor.organisation, "admin").user,
    )
    with pytest.raises(DocumentsMissing, match="authorisation"):
        start_crawl(by=actor, source_id=source.id)
    LawfulBasis.objects.update(ground="synthetic")
    _hours(source)
    with pytest.raises(OutsideHours):
        start_crawl(by=actor, source_id=source.id)
    end_source(by=actor, source_id=source.id)
    with pytest.raises(SourceInactive):
        start_crawl(by=actor, source_id=source.id)
    _lapse(source)
    with pytest.raises(BasisLapsed):
        start_crawl(by=actor, source_id=source.id)
    assert not policies.can_crawl(source, timezone.now())


def test_source_of_another_kind_is_not_crawled(actor: Actor) -> None:
    source = make_source(actor, NOWHERE, kind="web_archive")
    with pytest.raises(NotACrawlSource):
        start_crawl(by=actor, source_id=source.id)
    with pytest.raises(BadProfile):
        change_profile(by=actor, source_id=source.id, profile="crawl: {}")
    with pytest.raises(NotACrawlSource):
        set_schedule(by=actor, source_id=source.id, every="daily")


def test_crawl_that_is_started_waits_in_the_queue_of_crawls(actor: Actor) -> None:
    started = start_crawl(by=actor, source_id=make_source(actor, NOWHERE).id)
    job = ProcrastinateJob.objects.get(queue_name="crawls")
    assert job.args == {"organisation_id": str(actor.organisation.id), "crawl_id": str(started.id)}


def test_schedule_starts_a_crawl_as_the_person_who_set_it(actor: Actor) -> None:
    source = make_source(actor, NOWHERE)
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    schedule = set_schedule(by=admin, source_id=source.id, every="daily")
    now = timezone.now()
    started = start_if_due(by=actor, schedule=schedule, now=now)
    assert started is not None
    assert (started.started_by, started.by_clock) == (admin.user, True)
    assert not is_due(schedule, now + timedelta(days=2))
    end_crawl(by=actor, crawl_id=started.id, because="unreachable")
    assert not is_due(schedule, now + timedelta(hours=20))
    assert is_due(schedule, now + timedelta(hours=23))
    schedule.every = "weekly"
    assert not is_due(schedule, now + timedelta(days=6))
    schedule.every = "off"
    assert next_due(schedule) is None


def test_clock_passes_over_who_may_no_longer_start_and_takes_up_what_was_left(actor: Actor) -> None:
    left = start_crawl(by=actor, source_id=make_source(actor, NOWHERE).id, here=True)
    other = make_source(actor, NOWHERE, name="andere bron")
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    set_schedule(by=admin, source_id=other.id, every="daily")
    admin.user.is_active = False
    admin.user.save()
    start_what_is_due(by=actor)
    assert Crawl.objects.get() == left
    assert ProcrastinateJob.objects.filter(queue_name="crawls").count() == 1


def test_two_never_carry_out_the_same_crawl(actor: Actor, server_url: str) -> None:
    import psycopg
    from django.db import connection

    started = start_crawl(by=actor, source_id=make_source(actor, NOWHERE).id, here=True)
    name = connection.settings_dict["NAME"]
    with psycopg.connect(server_url, dbname=name) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"crawl {started.id}"])
        with pytest.raises(CrawlBusy):
            run_crawl(by=actor, crawl_id=started.id)


def test_every_state_is_owned_and_every_end_reached() -> None:
    assert tuple(states.STATES) == CrawlState.codes
    reached = {step.target for step in states.TRANSITIONS}
    assert reached == set(CrawlState.codes)
    for code, state in states.STATES.items():
        leaves = [step for step in states.TRANSITIONS if code in step.sources]
        assert bool(leaves) != state.is_over
    ends = [end for step in states.TRANSITIONS for end in step.ends]
    assert sorted(ends) == sorted(CrawlEnd.codes)
    for end in CrawlEnd:
        assert states.step_for(end.code).target == end.group
