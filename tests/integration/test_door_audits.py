"""Audits of doors: what is recorded rests on something, stays, and counts once it is closed."""

import io
import zipfile
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import Http404
from django.test import Client

from baken.audit.models import Event
from baken.audit.words import ACTIONS
from baken.door.audits import actions, exceptions
from baken.door.audits.attempts_file import read_attempts
from baken.door.audits.models import DoorAttempt, DoorAudit, DoorReview
from baken.door.audits.queries import changed_since, compared, counting_audits, run_before, standings
from baken.door.audits.report import attempt_rows, report_rows
from baken.door.audits.states import MOVES, START
from baken.door.audits.trial import Tried
from baken.door.audits.wording import WHY_NOT
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.dialogue import make_platform
from tests.factories.door_audits import STUDY, ago, attempt, make_open, make_review, make_run, make_study
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(organisation: Any) -> Actor:
    return make_person(organisation, "analyst", purpose="statistics")


@pytest.fixture
def client(analyst: Actor) -> Client:
    return sign_in(Client(), analyst.user)


def _form(**given: Any) -> dict[str, Any]:
    return {
        "site": "A",
        "gradation": "age_under_eighteen",
        "outcome": "let_through",
        "told_police": "no",
    } | given


def test_every_fault_and_every_event_has_words() -> None:
    told = {one for one in vars(exceptions).values() if isinstance(one, type)} - {exceptions.AuditsError}
    assert told == set(WHY_NOT)
    assert {START.event, *(move.event for move in MOVES.values())} <= set(ACTIONS)


# what is recorded


def test_published_study_prints_as_it_was_published(analyst: Actor) -> None:
    audit = make_study(analyst)
    assert audit.state == "closed"
    heading, *rows = attempt_rows(audit.attempts.order_by("number"), "en")
    assert heading[:3] == ("site", "gradation", "outcome")
    assert [row[2] for row in rows] == ["let through", "let through", "refused at entry", "refused at entry"]
    assert [row[3] for row in rows] == [48, "", "", ""]
    assert {row[4] for row in rows} == {"no"}
    (line,) = report_rows(counting_audits(), "nl")[1:]
    # two of four, and so wide an interval
    assert line[4:13] == ("een leeftijd onder de 18 genoemd", 4, 2, 0, 2, 0, 50, 15, 85)
    assert line[13:] == (48, 0, 4)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"reference": " "}, exceptions.NothingSaid),
        ({"reference": "bel 06 12345678"}, exceptions.ContactTold),
        ({"held_on": None}, exceptions.NoDay),
        ({"held_on": ago(-1)}, exceptions.DayToCome),
        ({"way": "test_entrance"}, exceptions.OnlyByHand),
    ],
)
def test_test_elsewhere_rests_on_a_document_and_a_day(analyst: Actor, given: Any, fault: Any) -> None:
    facts = {"way": "authorised_test", "reference": "toetsplan 12", "held_on": ago(1)}
    with pytest.raises(fault):
        actions.start_audit(by=analyst, **(facts | given))
    assert not DoorAudit.objects.exists()


def test_database_refuses_a_test_elsewhere_without_a_document(analyst: Actor) -> None:
    audit = make_open(analyst)
    with pytest.raises(IntegrityError), transaction.atomic():
        DoorAudit.objects.create(
            organisation=analyst.organisation, number=99, way="authorised_test", state="open", reference="",
            held_on=ago(1), at=audit.at, by=analyst.user,
        )  # fmt: skip


def test_attempts_come_while_it_is_open_and_then_no_more(analyst: Actor) -> None:
    audit = make_open(analyst, attempts=2)
    actions.remove_attempt(by=analyst, attempt_id=audit.attempts.order_by("number")[0].id)
    attempt(analyst, audit, outcome="refused", online_hours=None)
    actions.close_audit(by=analyst, audit_id=audit.id)
    for again in (
        lambda: attempt(analyst, audit),
        lambda: actions.remove_attempt(by=analyst, attempt_id=audit.attempts.all()[0].id),
        lambda: actions.close_audit(by=analyst, audit_id=audit.id),
    ):
        with pytest.raises(exceptions.WrongState):
            again()
    assert sorted(audit.attempts.values_list("number", flat=True)) == [2, 3]


def test_only_what_was_let_through_stood_online(analyst: Actor) -> None:
    audit = make_open(analyst, attempts=0)
    with pytest.raises(exceptions.NeverOnline):
        attempt(analyst, audit, outcome="held")


def test_site_of_the_catalogue_is_called_as_it_is(analyst: Actor) -> None:
    platform = make_platform(analyst)
    made = attempt(analyst, make_open(analyst), site="", platform_id=platform.id)
    assert (made.site, made.platform) == (platform.name, platform)


def test_import_ties_known_sites_to_the_catalogue(analyst: Actor) -> None:
    platform = make_platform(analyst)
    data = STUDY.replace(b"\nC,", f"\n{platform.name},".encode())
    made = actions.import_audit(
        by=analyst, way="published_study", reference="onderzoek", held_on=None, lines=read_attempts(data)
    )
    assert [one.platform for one in made.attempts.order_by("number")] == [None, None, platform, None]


def test_open_and_withdrawn_audits_count_nowhere(analyst: Actor) -> None:
    make_open(analyst)
    gone = make_run(analyst)
    actions.withdraw_audit(by=analyst, audit_id=gone.id, because="verkeerde regels")
    kept = make_run(analyst)
    assert [one.audit for one in counting_audits()] == [kept]
    with pytest.raises(exceptions.WrongState):
        actions.withdraw_audit(by=analyst, audit_id=gone.id, because="nog eens")
    with pytest.raises(exceptions.NothingTried):
        actions.close_audit(by=analyst, audit_id=make_open(analyst, attempts=0).id)


def test_two_runs_are_held_against_each_other_advert_by_advert(analyst: Actor) -> None:
    first = make_run(analyst)
    tried = (Tried("plain", "nothing_amiss", "held", ("x",)), Tried("new", "contradiction", "held", ()))
    second = make_run(analyst, rules="b" * 64, tried=tried)
    assert run_before(second) == first
    assert run_before(first) is None
    (changed,) = changed_since(first, second)
    assert (changed.probe, changed.before, changed.now) == ("plain", "let_through", "held")


def test_log_has_codes_and_numbers_only(analyst: Actor) -> None:
    audit = make_open(analyst)
    actions.withdraw_audit(by=analyst, audit_id=audit.id, because="een bijzonder woord")
    events = Event.objects.filter(action__startswith="door.")
    assert events.count() == 3
    assert "bijzonder" not in str([(one.details, one.reason) for one in events])
    assert "toetsplan" not in str([one.details for one in events])


def test_what_was_recorded_can_not_be_changed(analyst: Actor) -> None:
    audit = make_run(analyst)
    review = make_review(analyst, make_platform(analyst).id)
    for change in (
        lambda: DoorAttempt.objects.filter(audit=audit).update(outcome="refused"),
        lambda: DoorAudit.objects.filter(id=audit.id).update(reference="anders"),
        lambda: DoorReview.objects.filter(id=review.id).update(reviewed_on=ago(9)),
        lambda: review.answers.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_only_who_may_records(organisation: Any, analyst: Actor) -> None:
    reader = make_person(organisation, "researcher", purpose="statistics")
    for refused in (
        lambda: make_study(reader), lambda: make_run(reader), lambda: make_open(reader),
        lambda: make_review(reader, make_platform(analyst).id),
        lambda: actions.withdraw_audit(by=reader, audit_id=make_run(analyst).id, because="x"),
    ):  # fmt: skip
        with pytest.raises(NotPermitted):
            refused()


# checklists


def test_checklist_keeps_its_history_beside_what_holds_now(analyst: Actor) -> None:
    platform = make_platform(analyst)
    make_review(analyst, platform.id, on=ago(1), report_button="yes")
    make_review(analyst, platform.id, on=ago(400), report_button="no")
    found = next(one for one in compared(platform) if one.checklist.code == "code-2018")
    assert [one.reviewed_on for one in found.reviews] == [ago(400), ago(1)]
    answers = {item.code: given for item, given in found.rows}["report-button"]
    assert [one.answer for one in answers if one] == ["no", "yes"]
    (now,) = standings()
    assert (now.platform, now.review.reviewed_on, now.counts["yes"]) == (platform, ago(1), 1)


@pytest.mark.parametrize(
    "answers", [{}, {"age-before-first": ("yes", "")}, {"age-before-first": ("maybe", "gezien")}]
)
def test_answer_rests_on_something(analyst: Actor, answers: Any) -> None:
    platform = make_platform(analyst)
    from baken.door.audits.checklists import checklists

    whole = {item.code: ("unknown", "") for item in checklists()["code-2018"].items} | answers
    with pytest.raises(exceptions.NotAnswered):
        actions.fill_checklist(
            by=analyst, platform_id=platform.id, checklist="code-2018", reviewed_on=ago(0),
            answers=whole if answers else {},
        )  # fmt: skip


# the pages


def test_run_on_the_desk_is_kept_with_the_rules_in_force(client: Client) -> None:
    from baken.adverts.rule_sets.queries import shipped_digest

    asked = {"minimum_age": "18", "age_evidence": ["in_person"]}
    answer = client.post("/deur/toetsen/proef/", asked, follow=True)
    audit = DoorAudit.objects.get()
    assert (audit.way, audit.state, audit.rules) == ("test_entrance", "closed", shipped_digest())
    assert "100%" in answer.content.decode()
    assert audit.attempts.filter(gradation="age_under_eighteen", outcome="held").count() == 6


def test_audit_by_hand_goes_its_way_on_the_desk(client: Client) -> None:
    begun = client.post(
        "/deur/toetsen/nieuw/",
        {"way": "authorised_test", "reference": "toetsplan 12", "held_on": ago(2).isoformat()},
    )
    audit = DoorAudit.objects.get()
    assert begun["Location"] == f"/deur/toetsen/toets/{audit.id}/poging/"
    here = f"/deur/toetsen/toets/{audit.id}/"
    assert client.post(f"{here}poging/", _form(online_hours="30")).status_code == 302
    assert client.post(f"{here}poging/", _form(outcome="held", online_hours="30")).status_code == 422
    assert client.post(f"{here}poging/", _form(site="")).status_code == 422
    assert client.post(f"{here}sluit/").status_code == 302
    told = client.get(here).content.decode()
    assert "30 uur online" in told
    assert "0 van 1" in told
    assert client.post(f"{here}intrekken/", {"because": "dubbel vastgelegd"}).status_code == 302
    assert "dubbel vastgelegd" in client.get(here).content.decode()


def test_attempt_taken_away_on_the_desk(client: Client, analyst: Actor) -> None:
    audit = make_open(analyst)
    one = audit.attempts.get()
    assert client.post(f"/deur/toetsen/poging/{one.id}/weg/").status_code == 302
    assert not audit.attempts.exists()


def test_checklist_filled_on_the_desk_asks_what_it_rests_on(client: Client, analyst: Actor) -> None:
    from baken.door.audits.checklists import checklists

    platform = make_platform(analyst)
    given = {"reviewed_on": ago(0).isoformat()}
    for item in checklists()["code-2018"].items:
        given |= {f"answer-{item.code}": "no", f"evidence-{item.code}": ""}
    where = f"/deur/toetsen/lijsten/{platform.code}/code-2018/"
    assert client.post(where, given).status_code == 422
    given |= {f"evidence-{item.code}": "geen vraag gezien" for item in checklists()["code-2018"].items}
    assert client.post(where, given).status_code == 302
    assert "geen vraag gezien" in client.get(f"/deur/toetsen/lijsten/{platform.code}/").content.decode()
    assert client.get(f"/deur/toetsen/lijsten/{platform.code}/geen-lijst/").status_code == 404


def test_report_puts_audits_beside_each_other(client: Client, analyst: Actor) -> None:
    make_study(analyst)
    make_run(analyst)
    told = client.get("/deur/toetsen/rapport/").content.decode()
    assert "2 van 4" in told
    assert "15 tot 85%" in told
    assert "1 van 1" in told


@pytest.mark.parametrize("form", ["ods", "csv"])
def test_report_leaves_as_a_file_with_its_origin(organisation: Any, analyst: Actor, form: str) -> None:
    make_study(analyst)
    user = make_user(organisation, "analyst")
    client = confirm(sign_in(Client(), user), user)
    client.post(
        "/reden/",
        {"permission": "door.take_audits_out", "next": "/deur/toetsen/", "reason": "voor het overleg"},
    )
    answer = client.post("/deur/toetsen/rapport/bestand/", {"form": form})
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        name = "content.xml" if form == "ods" else "door-audits.csv"
        assert "een leeftijd onder de 18 genoemd" in packed.read(name).decode()
    assert Event.objects.get(action="desk.exported").details["what"] == "door:audits"


def test_reader_sees_and_writes_nothing(organisation: Any, analyst: Actor) -> None:
    audit = make_open(analyst)
    client = sign_in(Client(), make_user(organisation, "researcher"))
    assert client.get(f"/deur/toetsen/toets/{audit.id}/").status_code == 200
    for path in ("nieuw/", "proef/", f"toets/{audit.id}/poging/", f"toets/{audit.id}/intrekken/"):
        assert client.get(f"/deur/toetsen/{path}").status_code == 403
    assert client.post(f"/deur/toetsen/toets/{audit.id}/sluit/").status_code == 403


def test_audit_that_is_not_there(analyst: Actor) -> None:
    import uuid

    with pytest.raises(Http404):
        actions.close_audit(by=analyst, audit_id=uuid.uuid4())


def test_demo_audits_once(organisation: Any) -> None:
    from baken.demo.door_audits import audit_doors
    from tests.factories.organisations import make_actor

    make_user(organisation, "analyst", login="bram")
    for _ in range(2):
        audit_doors(by=make_actor(organisation))
    assert sorted(DoorAudit.objects.values_list("way", flat=True)) == ["published_study", "test_entrance"]
