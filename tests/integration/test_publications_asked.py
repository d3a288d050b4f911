"""Publications proposed on the desk and made by a worker: once, whole, and with words where it fails."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.audit.models import Event
from baken.operations.jobs import TASKS
from baken.pipeline.tasks import StageBroke
from baken.statistics.models import AskedPublication, PublicationFile
from baken.statistics.publications.asking import PUBLICATIONS, TASK, ask_publication
from baken.statistics.publications.exceptions import NotWhole, WrongState
from baken.statistics.publications.writing import add_block, change_title, make_publication
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.publications import AskedPublicationState
from tests.factories import editions, publications
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
ASKED = "baken.statistics.asked"
ASKING = "baken.statistics.publications.asking"
FEW = "emm-unnamed"


@pytest.fixture
def study(actor: Actor) -> Actor:
    editions.import_study(actor)
    return actor


def desk(by: Actor, *roles: str) -> Client:
    user = make_user(by.organisation, *roles)
    return confirm(sign_in(Client(), user), user)


def page(asked: AskedPublication) -> str:
    return reverse("statistics:asked_publication", args=[asked.id])


def of(asked: AskedPublication) -> str:
    return reverse("statistics:publication", args=[asked.publication_id])


def test_publication_is_made_by_a_worker_in_the_name_of_who_proposed_it(study: Actor) -> None:
    asked = publications.asked_for(study, FEW)
    assert asked.publication.state == "made" and not PublicationFile.objects.exists()
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, args__organisation_id=str(study.organisation.id))
    assert jobs.count() == 1 and TASK in TASKS
    publications.work(study)
    asked.refresh_from_db()
    made = asked.publication
    assert (asked.state, made.state, made.proposed_by) == ("made", "proposed", asked.asked_by)
    assert made.files.filter(form="pdf-nl").exists() and made.manifest
    said = set(Event.objects.filter(subject=f"publication:{made.id}").values_list("action", flat=True))
    assert said >= {"statistics.publication_asked", "statistics.publication_proposed"}


def test_page_says_how_far_it_is_and_looks_again_only_while_it_waits(study: Actor) -> None:
    first, second = publications.asked_for(study, FEW), publications.asked_for(study, "emm-table-1")
    client = desk(study, "analyst")
    waits = client.get(page(second)).text
    assert "Er gaat er één voor." in waits and "hx-get" in waits and "Laad opnieuw" in waits
    assert "hx-get" not in client.get(page(second) + "?keer=200").text.split("<main")[1]
    AskedPublication.objects.filter(id=first.id).update(state="making")
    assert "de bestanden worden gemaakt" in client.get(page(first)).text
    assert page(first) in client.get("/cijfers/publicaties/").text
    assert page(first) in client.get(of(first)).text
    publications.work(study)
    done = client.get(page(first)).text
    assert of(first) in done and "hx-get" not in done.split("<main")[1]
    assert page(first) not in client.get("/cijfers/publicaties/").text


def test_nobody_writes_in_what_is_being_made(study: Actor) -> None:
    asked = publications.asked_for(study, FEW)
    writer, draft = editions.analyst(study), asked.publication_id
    with pytest.raises(WrongState):
        change_title(by=writer, publication_id=draft, title=publications.TITLE)
    with pytest.raises(WrongState):
        add_block(by=writer, publication_id=draft, kind="text", content=publications.WORDS)
    client = desk(study, "analyst")
    shown = client.get(of(asked)).text
    assert "Voeg een blok toe" not in shown and "Wijzig de titel" not in shown
    assert "Stel voor om te publiceren" not in shown


def test_proposed_again_while_it_waits_stands_once_and_is_queued_again(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    asked, by = publications.asked_for(study, FEW), editions.analyst(study)
    again = ask_publication(by=by, publication_id=asked.publication_id)
    assert (again.id, queued) == (asked.id, [TASK, TASK])
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedPublication.objects.create(
            organisation=study.organisation, publication=asked.publication, asked_by=by.user,
            asked_at=timezone.now(),
        )  # fmt: skip


def test_page_of_what_waits_too_long_lets_it_be_queued_again(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, client = publications.asked_for(study, FEW), desk(study, "analyst")
    again = reverse("statistics:propose_publication", args=[asked.publication_id])
    assert again not in client.get(page(asked)).text
    AskedPublication.objects.update(state="making", asked_at=timezone.now() - timedelta(hours=1))
    assert again in client.get(page(asked)).text
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    assert client.post(again)["Location"] == page(asked)
    assert queued == [TASK] and AskedPublication.objects.count() == 1


def test_many_publications_let_other_stages_have_their_turn(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = publications.asked_for(study, FEW), publications.asked_for(study, "emm-table-1")
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    monkeypatch.setattr(f"{ASKED}.TURN", -1.0)
    publications.work(study)
    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, second.state, queued) == ("made", "waiting", [TASK])


def test_what_can_be_told_at_once_is(study: Actor) -> None:
    by = editions.analyst(study)
    empty = make_publication(by=by, title=publications.TITLE)
    with pytest.raises(NotWhole):
        ask_publication(by=by, publication_id=empty.id)
    stands = publications.proposed(study, FEW)
    with pytest.raises(WrongState):
        ask_publication(by=by, publication_id=stands.id)
    registrar = make_person(study.organisation, "registrar", purpose="statistics")
    with pytest.raises(NotPermitted):
        ask_publication(by=registrar, publication_id=empty.id)
    assert not AskedPublication.objects.exists()


def _kill(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


def _lose_connection(*_: Any, **__: Any) -> Any:
    raise OperationalError("connection lost")


@pytest.mark.parametrize(("stop", "seen"), [(_kill, KeyboardInterrupt), (_lose_connection, StageBroke)])
def test_worker_that_was_stopped_leaves_nothing_half_and_begins_again(
    study: Actor, monkeypatch: pytest.MonkeyPatch, stop: Callable[..., Any], seen: type[BaseException]
) -> None:
    asked = publications.asked_for(study, FEW)
    with monkeypatch.context() as patched:
        # the files stand, but not yet that they were made
        patched.setattr(f"{ASKED}.timezone.now", stop)
        with pytest.raises(seen):
            publications.work(study)
    asked.refresh_from_db()
    assert (asked.state, asked.publication.state) == ("making", "made")
    assert not PublicationFile.objects.exists()
    publications.work(study)
    asked = AskedPublication.objects.get()
    assert (asked.state, asked.publication.state) == ("made", "proposed")
    files = PublicationFile.objects.count()
    PUBLICATIONS.make_one(study, asked.id)
    assert PublicationFile.objects.count() == files


def test_fault_of_the_program_is_said_in_plain_words_and_stops_no_other(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.statistics.publications.actions import propose_publication

    broke = publications.asked_for(study, FEW)

    def broken(**asked: Any) -> Any:
        if asked["publication_id"] == broke.publication_id:
            raise ArithmeticError("a fault")
        return propose_publication(**asked)

    monkeypatch.setattr(f"{ASKING}.propose_publication", broken)
    fine = publications.asked_for(study, "emm-table-1")
    with pytest.raises(StageBroke, match="ArithmeticError"):
        publications.work(study)
    for one in (broke, fine):
        one.refresh_from_db()
    assert (broke.state, fine.state) == ("failed", "made")
    client = desk(study, "analyst")
    told = client.get(page(broke)).text
    assert "Er is niets half gemaakt" in told and "ArithmeticError" not in told
    assert page(broke) in client.get("/cijfers/publicaties/").text
    # it is a draft again, which somebody may write in and propose
    assert "Stel voor om te publiceren" in client.get(of(broke)).text
    assert Event.objects.filter(action="statistics.publication_not_made").count() == 1
    monkeypatch.setattr(f"{ASKING}.propose_publication", propose_publication)
    client.post(reverse("statistics:propose_publication", args=[broke.publication_id]))
    publications.work(study)
    assert page(broke) not in client.get("/cijfers/publicaties/").text


def test_what_stands_otherwise_by_then_is_refused_with_the_reason(study: Actor) -> None:
    asked = publications.asked_for(study, FEW)
    asked.publication.blocks = asked.publication.blocks[:2]
    asked.publication.save()
    publications.work(study)
    asked.refresh_from_db()
    assert (asked.state, asked.publication.state) == ("refused", "made")
    assert asked.reason["nl"] in desk(study, "researcher").get(page(asked)).text


def test_who_left_proposes_nothing_any_more(study: Actor) -> None:
    asked = publications.asked_for(study, FEW)
    asked.asked_by.is_active = False
    asked.asked_by.save()
    publications.work(study)
    asked.refresh_from_db()
    assert asked.state == "refused" and not PublicationFile.objects.exists()
    assert "mag geen publicaties meer maken" in desk(study, "researcher").get(page(asked)).text


def test_every_state_is_reached_by_a_test_here() -> None:
    assert set(AskedPublicationState.codes) == {"waiting", "making", "made", "refused", "failed"}
