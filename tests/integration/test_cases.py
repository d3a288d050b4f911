"""Cases: they begin with a yes, only who is on one reads it, and a yes taken back erases."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.http import Http404
from django.utils import timezone

from baken.accounts.models import Organisation, User
from baken.audit.models import Event
from baken.cases import exceptions as faults
from baken.cases.actions.answer_yes import record_yes, take_back_yes
from baken.cases.actions.begin_case import Yes
from baken.cases.actions.choose_step import choose_step
from baken.cases.actions.follow_meldcode import conclude_meldcode, write_meldcode_step
from baken.cases.actions.look_second import decide_look
from baken.cases.actions.move_case import close_case, pause_case, reopen_case, resume_case
from baken.cases.actions.share_case import leave_case, let_in, put_on_case
from baken.cases.actions.tell_event import remove_told, tell_event
from baken.cases.actions.write_case import (
    add_party,
    agree_task,
    change_words,
    remove_party,
    settle_task,
    stop_party,
    write_note,
)
from baken.cases.models import Case, CaseLook, CaseYes
from baken.cases.queries import all_cases, cases_of, left_alone, looks_waiting, open_case, told_events
from baken.cases.sealing import opened
from baken.referrals.actions.prepare_referral import prepare_referral
from baken.rights.plan import steps
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.cases import (
    CALLED,
    STORY,
    WHAT_FOR,
    WHY,
    WISHES,
    a_yes,
    all_steps_written,
    filled_case,
    fresh,
    make_case,
    without_yes,
)
from tests.factories.referrals import make_help
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
NUMBER = "+31 6 00000042"


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def second(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def supervisor(organisation: Organisation) -> Actor:
    return make_person(organisation, "analyst")


# beginning


def test_case_begins_with_a_yes_that_says_when_how_to_whom_and_for_what(worker: Actor) -> None:
    case = make_case(worker)
    said = case.answers.get()
    assert (case.state, case.ground) == ("open", "yes")
    assert (said.way, said.told_to, said.recorded_by) == ("spoken", worker.user, worker.user)
    assert said.said_on == timezone.localdate()
    assert opened(said, "what_for") == WHAT_FOR
    assert opened(case, "called") == CALLED


def test_without_a_yes_or_a_ground_nothing_begins(worker: Actor) -> None:
    with pytest.raises(faults.YesMissing):
        make_case(worker, yes=None)
    with pytest.raises(faults.WordsMissing):
        make_case(worker, yes=a_yes(worker.user, what_for=" "))
    with pytest.raises(faults.DayInFuture):
        make_case(worker, yes=a_yes(worker.user, days_ago=-1))
    with pytest.raises(faults.YesMissing):
        make_case(worker, ground="danger", why=WHY)
    with pytest.raises(faults.WordsMissing):
        make_case(worker, ground="danger", yes=None)
    with pytest.raises(faults.WrongState):
        make_case(worker, ground="curiosity", yes=None)
    assert not Case.objects.exists()


def test_yes_was_said_to_a_colleague_who_accompanies_people(
    worker: Actor, organisation: Organisation
) -> None:
    other = make_person(organisation, "registrar").user
    with pytest.raises(faults.NotAColleague):
        make_case(worker, yes=a_yes(other))


def test_system_and_other_roles_begin_nothing(organisation: Organisation, actor: Actor) -> None:
    registrar = make_person(organisation, "registrar", purpose="registration")
    yes = a_yes(make_person(organisation, "analyst").user)
    for by in (registrar, actor):
        with pytest.raises(NotPermitted):
            make_case(by, yes=yes)


def test_without_yes_it_waits_and_nothing_is_written(worker: Actor, second: Actor) -> None:
    case = without_yes(worker)
    assert case.state == "waiting"
    for act in (
        lambda: write_note(by=worker, case_id=case.id, words="x"),
        lambda: tell_event(by=worker, case_id=case.id, words="x"),
        lambda: agree_task(by=worker, case_id=case.id, words="x", doer="we", due_on=None),
    ):
        with pytest.raises(faults.WrongState):
            act()
    with pytest.raises(NotPermitted):
        decide_look(by=worker, look_id=case.looks.get().id, approve=True)
    assert looks_waiting(worker) == []
    assert looks_waiting(second) == list(case.looks.all())
    decide_look(by=second, look_id=case.looks.get().id, approve=True)
    assert fresh(case).state == "open"


def test_declined_ground_ends_it_without_words(worker: Actor, second: Actor) -> None:
    case = without_yes(worker)
    decide_look(by=second, look_id=case.looks.get().id, approve=False)
    case = fresh(case)
    assert case.state == "ended"
    assert (bytes(case.called), bytes(case.why)) == (b"", b"")


def test_colleague_who_is_let_in_is_no_second_person_by_handing_it_over(worker: Actor, second: Actor) -> None:
    case = without_yes(worker)
    let_in(by=worker, case_id=case.id, user_id=second.user.id)
    leave_case(by=worker, case_id=case.id, user_id=worker.user.id)
    look = case.looks.get()
    for by in (worker, second):
        with pytest.raises(NotPermitted):
            decide_look(by=by, look_id=look.id, approve=True)


def test_in_danger_one_begins_at_once_and_a_second_reviews_within_a_day(worker: Actor, second: Actor) -> None:
    case = without_yes(worker, "danger")
    look = case.looks.get()
    assert case.state == "open"
    assert look.due_at is not None
    assert look.due_at - look.asked_at == timedelta(hours=24)
    write_note(by=worker, case_id=case.id, words="Verzonnen: 112 gebeld.")
    decide_look(by=second, look_id=look.id, approve=False)
    case = fresh(case)
    assert case.state == "paused"
    with pytest.raises(faults.YesMissing):
        resume_case(by=worker, case_id=case.id, seen=case.change_count)
    record_yes(by=worker, case_id=case.id, seen=case.change_count, yes=a_yes(worker.user))
    assert fresh(case).state == "open"


def test_taking_it_back_does_not_spare_what_began_in_danger_its_review(worker: Actor, second: Actor) -> None:
    case = without_yes(worker, "danger")
    take_back_yes(by=worker, case_id=case.id)
    assert looks_waiting(second) == list(case.looks.all())
    decide_look(by=second, look_id=case.looks.get().id, approve=False)
    assert fresh(case).state == "ended"


def test_yes_said_later_is_the_ground_from_then_on(worker: Actor) -> None:
    case = without_yes(worker)
    record_yes(by=worker, case_id=case.id, seen=case.change_count, yes=a_yes(worker.user))
    case = fresh(case)
    assert (case.ground, case.state) == ("yes", "open")
    assert not case.looks.exists()


def test_database_refuses_a_decision_by_who_asked(worker: Actor) -> None:
    case = without_yes(worker)
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseLook.objects.filter(case=case).update(
            state="approved", decided_by=worker.user, decided_at=timezone.now()
        )


# who reads


def test_only_who_is_on_it_reads_it_and_every_read_is_logged(
    worker: Actor, second: Actor, supervisor: Actor
) -> None:
    case = filled_case(worker)
    for by in (second, supervisor):
        with pytest.raises(Http404):
            open_case(by=by, case_id=case.id)
        with pytest.raises(Http404):
            write_note(by=by, case_id=case.id, words="x")
        assert list(cases_of(by, timezone.localdate())) == []
    before = Event.objects.filter(action="cases.read").count()
    one = open_case(by=worker, case_id=case.id)
    assert (one.called, one.wishes) == (CALLED, WISHES)
    assert Event.objects.filter(action="cases.read").count() == before + 1
    let_in(by=worker, case_id=case.id, user_id=second.user.id)
    assert open_case(by=second, case_id=case.id).wishes == WISHES


def test_who_goes_off_it_reads_no_more_and_nobody_leaves_it_alone(worker: Actor, second: Actor) -> None:
    case = make_case(worker)
    with pytest.raises(faults.LastOne):
        leave_case(by=worker, case_id=case.id, user_id=worker.user.id)
    let_in(by=worker, case_id=case.id, user_id=second.user.id)
    leave_case(by=worker, case_id=case.id, user_id=worker.user.id)
    assert fresh(case).owner_id == second.user.id
    with pytest.raises(Http404):
        open_case(by=worker, case_id=case.id)


def test_case_whose_worker_is_shut_out_is_seen_and_given_to_a_colleague(
    worker: Actor, second: Actor, supervisor: Actor
) -> None:
    case = make_case(worker)
    let_in(by=worker, case_id=case.id, user_id=second.user.id)
    User.objects.filter(id__in=[worker.user.id, second.user.id]).update(is_active=False)
    assert left_alone() == 1
    assert [one.seen_to for one in all_cases(timezone.localdate())] == [False]
    put_on_case(by=supervisor, case_id=case.id, user_id=supervisor.user.id)
    assert left_alone() == 0
    assert fresh(case).owner_id == supervisor.user.id
    assert open_case(by=supervisor, case_id=case.id).wishes == WISHES


def test_supervisor_does_not_put_themselves_where_a_colleague_is(worker: Actor, supervisor: Actor) -> None:
    case = make_case(worker)
    with pytest.raises(faults.NotAColleague):
        put_on_case(by=supervisor, case_id=case.id, user_id=supervisor.user.id)
    User.objects.filter(id=worker.user.id).update(roles=["registrar"])
    assert left_alone() == 1
    put_on_case(by=supervisor, case_id=case.id, user_id=supervisor.user.id)
    assert (left_alone(), fresh(case).owner_id) == (0, supervisor.user.id)


def test_yes_is_taken_back_of_a_closed_case_whose_worker_is_gone(worker: Actor, supervisor: Actor) -> None:
    case = make_case(worker)
    close_case(by=worker, case_id=case.id, seen=1, closure="own_choice")
    User.objects.filter(id=worker.user.id).update(is_active=False)
    put_on_case(by=supervisor, case_id=case.id, user_id=supervisor.user.id)
    take_back_yes(by=supervisor, case_id=case.id)
    assert fresh(case).state == "ended"


def test_who_does_not_supervise_puts_nobody_on(worker: Actor, second: Actor) -> None:
    case = make_case(worker)
    with pytest.raises(NotPermitted):
        put_on_case(by=second, case_id=case.id, user_id=second.user.id)


# what is written


def test_words_are_sealed_and_no_word_is_in_the_log(worker: Actor) -> None:
    case = filled_case(worker)
    write_note(by=worker, case_id=case.id, words="Een bijzondere zwaluw.")
    for row in (case, *case.answers.all(), *case.events.all(), *case.told_events.all()):
        for field in row._meta.local_fields:
            if isinstance(field, models.BinaryField):
                kept = bytes(getattr(row, field.name))
                assert not any(word.encode() in kept for word in (CALLED, WISHES, STORY, "zwaluw"))
    told = json.dumps([[one.details, one.subject, one.reason] for one in Event.objects.all()])
    assert not any(word in told for word in (CALLED, WISHES, STORY, "zwaluw", "Rustig"))
    # nor what a yes taken back erases: which organisation, which step of the plan
    choose_step(
        by=worker, case_id=case.id, seen=fresh(case).change_count, step="safe_word", noticed="no",
        choice="chosen",
    )  # fmt: skip
    erased = Event.objects.filter(action__in=("cases.party_added", "cases.plan_chosen"))
    assert [one.details for one in erased] == [{}, {}]


def test_contact_is_refused_everywhere(worker: Actor) -> None:
    case = make_case(worker)
    acts: list[Callable[[], Any]] = [
        lambda: write_note(by=worker, case_id=case.id, words=f"Bel {NUMBER}."),
        lambda: agree_task(by=worker, case_id=case.id, words=f"Bel {NUMBER}.", doer="we", due_on=None),
        lambda: add_party(
            by=worker, case_id=case.id, name=NUMBER, role="other", since=timezone.localdate()
        ),
        lambda: tell_event(by=worker, case_id=case.id, words=f"Zijn nummer is {NUMBER}."),
        lambda: tell_event(by=worker, case_id=case.id, words="Toen.", when=f"na {NUMBER}"),
        lambda: make_case(worker, called=NUMBER),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(faults.ContactTold):
            act()


def test_two_who_write_at_once_do_not_overwrite_each_other(worker: Actor, second: Actor) -> None:
    case = make_case(worker)
    let_in(by=worker, case_id=case.id, user_id=second.user.id)
    seen = fresh(case).change_count
    change_words(by=worker, case_id=case.id, seen=seen, called="Lies", wishes=WISHES)
    with pytest.raises(faults.ChangedMeanwhile):
        change_words(by=second, case_id=case.id, seen=seen, called="Roosje", wishes=WISHES)
    with pytest.raises(faults.ChangedMeanwhile):
        pause_case(by=second, case_id=case.id, seen=seen, words="Even niet.")
    assert opened(fresh(case), "called") == "Lies"
    # notes stand beside each other, so nobody loses one
    write_note(by=worker, case_id=case.id, words="Een.")
    write_note(by=second, case_id=case.id, words="Twee.")


def test_step_is_done_once_and_can_be_undone(worker: Actor) -> None:
    case = filled_case(worker)
    task = case.tasks.get()
    settle_task(by=worker, task_id=task.id, state="done")
    count = fresh(case).change_count
    settle_task(by=worker, task_id=task.id, state="done")
    assert fresh(case).change_count == count
    assert settle_task(by=worker, task_id=task.id, state="open").settled_by is None


def test_organisation_that_stopped_shows_that_others_are_to_take_over(worker: Actor) -> None:
    case = filled_case(worker)
    party = case.parties.get()
    stop_party(by=worker, party_id=party.id)
    assert len(open_case(by=worker, case_id=case.id).stopped) == 1
    assert cases_of(worker, timezone.localdate()).get().stopped == 1
    remove_party(by=worker, party_id=party.id)
    assert open_case(by=worker, case_id=case.id).stopped == []


def test_pausing_closing_and_reopening_with_a_new_yes(worker: Actor) -> None:
    case = make_case(worker)
    pause_case(by=worker, case_id=case.id, seen=1, words="Even rust.")
    resume_case(by=worker, case_id=case.id, seen=2)
    close_case(by=worker, case_id=case.id, seen=3, closure="wishes_met")
    assert (fresh(case).state, fresh(case).closure) == ("closed", "wishes_met")
    with pytest.raises(faults.WrongState):
        write_note(by=worker, case_id=case.id, words="x")
    reopen_case(by=worker, case_id=case.id, seen=4, yes=a_yes(worker.user))
    assert (fresh(case).state, fresh(case).closure) == ("open", "")
    assert CaseYes.objects.filter(case=case).count() == 2


# the yes taken back


def every_word(case: Case) -> list[str]:
    """Every sealed column of everything of the case that still holds something."""
    found = []
    for model in apps.get_app_config("cases").get_models():
        rows = [case] if model is Case else list(model._default_manager.filter(case=case))
        for row in rows:
            for field in model._meta.local_fields:
                if isinstance(field, models.BinaryField) and bytes(getattr(row, field.name)):
                    found.append(f"{model.__name__}.{field.name}")
    return found


def test_yes_taken_back_erases_every_word_at_once(worker: Actor) -> None:
    case = filled_case(worker)
    write_note(by=worker, case_id=case.id, words="Een.")
    choose_step(
        by=worker, case_id=case.id, seen=fresh(case).change_count, step="safe_word", noticed="no",
        choice="chosen", words="Met de collega.",
    )  # fmt: skip
    all_steps_written(worker, case)
    assert every_word(case)
    take_back_yes(by=worker, case_id=case.id)
    case = fresh(case)
    assert every_word(case) == []
    assert case.state == "ended"
    said = case.answers.get()
    assert (said.back_by, said.back_at is not None) == (worker.user, True)
    assert open_case(by=worker, case_id=case.id).called == ""
    with pytest.raises(faults.WrongState):
        record_yes(by=worker, case_id=case.id, seen=case.change_count, yes=a_yes(worker.user))


def test_steps_that_a_report_followed_from_stay(worker: Actor) -> None:
    case = all_steps_written(worker, filled_case(worker))
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome="report")
    take_back_yes(by=worker, case_id=case.id)
    assert set(every_word(fresh(case))) == {"MeldcodeEntry.words"}


@pytest.mark.parametrize("state", ["open", "paused", "closed"])
def test_yes_is_taken_back_in_every_state(worker: Actor, state: str) -> None:
    case = make_case(worker)
    if state != "open":
        pause_case(by=worker, case_id=case.id, seen=1, words="Rust.")
    if state == "closed":
        close_case(by=worker, case_id=case.id, seen=2, closure="own_choice")
    take_back_yes(by=worker, case_id=case.id)
    assert fresh(case).state == "ended"


# the reporting code


def test_step_is_left_out_with_a_reason_alone(worker: Actor) -> None:
    case = make_case(worker)
    with pytest.raises(faults.WordsMissing):
        write_meldcode_step(by=worker, case_id=case.id, seen=1, step="talk", done_on=None, words=" ")
    write_meldcode_step(by=worker, case_id=case.id, seen=1, step="talk", done_on=None, words="Niet veilig.")
    with pytest.raises(faults.StepsOpen):
        conclude_meldcode(by=worker, case_id=case.id, seen=2, outcome="report")
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(faults.DayInFuture):
        write_meldcode_step(by=worker, case_id=case.id, seen=2, step="weigh", done_on=tomorrow, words="x")


@pytest.mark.parametrize("outcome", ["report", "no_report"])
def test_without_yes_two_people_decide_on_a_report(worker: Actor, second: Actor, outcome: str) -> None:
    case = without_yes(worker)
    decide_look(by=second, look_id=case.looks.get().id, approve=True)
    case = all_steps_written(worker, case)
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome=outcome)
    assert fresh(case).meldcode == ""
    look = case.looks.get(about="report")
    with pytest.raises(NotPermitted):
        decide_look(by=worker, look_id=look.id, approve=True)
    decide_look(by=second, look_id=look.id, approve=True)
    assert fresh(case).meldcode == outcome


def test_changed_step_ends_what_was_asked_and_declining_leaves_it_open(worker: Actor, second: Actor) -> None:
    case = without_yes(worker)
    decide_look(by=second, look_id=case.looks.get().id, approve=True)
    case = all_steps_written(worker, case)
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome="report")
    case = all_steps_written(worker, case)
    assert not case.looks.filter(about="report").exists()
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome="report")
    decide_look(by=second, look_id=case.looks.get(about="report").id, approve=False)
    assert fresh(case).meldcode == ""


def test_what_was_asked_before_a_yes_does_not_change_what_was_decided_after(
    worker: Actor, second: Actor
) -> None:
    case = all_steps_written(worker, without_yes(worker, "danger"))
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome="report")
    look = case.looks.get(about="report")
    record_yes(by=worker, case_id=case.id, seen=fresh(case).change_count, yes=a_yes(worker.user))
    conclude_meldcode(by=worker, case_id=case.id, seen=fresh(case).change_count, outcome="no_report")
    with pytest.raises(Http404):
        decide_look(by=second, look_id=look.id, approve=True)
    assert fresh(case).meldcode == "no_report"


# the plan, and what is told


def test_nothing_is_changed_before_there_is_a_plan(worker: Actor) -> None:
    case = make_case(worker)
    given: dict[str, Any] = {"by": worker, "case_id": case.id, "step": "stop_sharing"}
    with pytest.raises(faults.NotPreparedYet):
        choose_step(**given, seen=1, noticed="unknown", choice="chosen")
    with pytest.raises(faults.NotChosenYet):
        choose_step(**given, seen=1, noticed="no", choice="done")
    choose_step(**given, seen=1, noticed="yes", choice="chosen", words="Eerst bij ons.")
    choose_step(**given, seen=2, noticed="yes", choice="done", words="Gedaan bij ons.")
    with pytest.raises(faults.WrongState):
        choose_step(**given | {"step": "no_such_step"}, seen=3, noticed="no", choice="later")
    assert case.plan_entries.get().choice == "done"


def test_story_is_in_order_of_time_as_vague_as_it_was_told(worker: Actor) -> None:
    case = make_case(worker)
    for begins, words in (
        ("", "Zonder dag."),
        ("6-2024", "Juni."),
        ("2023", "Eerder."),
        ("2-6-2024", "Dag."),
    ):
        tell_event(by=worker, case_id=case.id, words=words, begins=begins)
    told = told_events(by=worker, case=case)
    assert [one.words for one in told] == ["Eerder.", "Juni.", "Dag.", "Zonder dag."]
    for begins, until, fault in (
        ("2024", "2023", faults.DaysContradict),
        ("gisteren", "", faults.NoSuchDay),
        ("2099", "", faults.DayInFuture),
    ):
        with pytest.raises(fault):
            tell_event(by=worker, case_id=case.id, words="x", begins=begins, until=until)
    remove_told(by=worker, told_id=told[0].row.id)
    assert case.told_events.count() == 3


# beside other rooms


def test_referral_is_part_of_a_case_of_ones_own_alone(worker: Actor, second: Actor) -> None:
    case = make_case(worker)
    given: dict[str, Any] = {"receiver_id": make_help(worker).id, "ground": "consent", "why": "Vroeg het."}
    assert prepare_referral(by=worker, case_id=case.id, **given).case == case
    with pytest.raises(Http404):
        prepare_referral(by=second, case_id=case.id, **given)


def test_case_goes_whole_so_long_after_anything_happened(worker: Actor) -> None:
    case = all_steps_written(worker, filled_case(worker))
    kept = [step for step in steps() if step.model.__module__ == "baken.cases.models"]
    assert {step.model for step in kept} == set(apps.get_app_config("cases").get_models())
    assert {step.keep.name for step in kept} == {"CASE"}
    Case.objects.filter(id=case.id).update(created_at=timezone.now() - timedelta(days=900))
    before = timezone.now() - timedelta(days=731)
    (whole,) = [step for step in kept if step.model is Case]
    assert whole.due(before).count() == 0
    Case.objects.filter(id=case.id).update(last_at=timezone.now() - timedelta(days=732))
    assert whole.due(before).count() == 1


def test_yes_needs_a_known_way(worker: Actor) -> None:
    said = Yes(timezone.localdate(), "guessed", worker.user.id, WHAT_FOR)
    with pytest.raises(faults.YesMissing):
        make_case(worker, yes=said)
