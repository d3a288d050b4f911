"""Cases in each state, of whoever looks or of a colleague, and what stands in them."""

from datetime import timedelta
from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague


def _worker(by: Any) -> Any:
    """Whoever looks where they accompany people, else a colleague who does."""
    may_work = {"analyst", "outreach_worker"} & set(by.user.roles)
    return acting(by, "outreach") if may_work else _colleague(by)


def _colleague(by: Any) -> Any:
    return acting(by, "outreach", make_colleague(by, "outreach_worker"))


def begun(by: Any) -> Parameters:
    from tests.factories.cases import make_case

    return {"case_id": make_case(_worker(by)).id}


def _filled(by: Any) -> Any:
    from django.utils import timezone

    from baken.cases.actions.share_case import let_in
    from baken.cases.actions.write_case import agree_task
    from tests.factories.cases import filled_case

    worker = _worker(by)
    case = filled_case(worker)
    late = timezone.localdate() - timedelta(days=2)
    agree_task(by=worker, case_id=case.id, words="Verzonnen: een brief posten.", doer="we", due_on=late)
    let_in(by=worker, case_id=case.id, user_id=make_colleague(by, "outreach_worker").id)
    return case


def filled(by: Any) -> Parameters:
    return {"case_id": _filled(by).id}


def organisation_stopped(by: Any) -> Parameters:
    from baken.cases.actions.write_case import stop_party

    case = _filled(by)
    stop_party(by=_worker(by), party_id=case.parties.get().id)
    return {"case_id": case.id}


def waiting(by: Any) -> Parameters:
    from tests.factories.cases import without_yes

    return {"case_id": without_yes(_worker(by)).id}


def in_danger(by: Any) -> Parameters:
    from tests.factories.cases import without_yes

    return {"case_id": without_yes(_worker(by), "danger").id}


def paused(by: Any) -> Parameters:
    from baken.cases.actions.move_case import pause_case
    from tests.factories.cases import make_case

    case = make_case(_worker(by))
    pause_case(by=_worker(by), case_id=case.id, seen=case.change_count, words="Even rust.")
    return {"case_id": case.id}


def closed(by: Any) -> Parameters:
    from baken.cases.actions.move_case import close_case
    from tests.factories.cases import make_case

    case = make_case(_worker(by))
    close_case(by=_worker(by), case_id=case.id, seen=case.change_count, closure="wishes_met")
    return {"case_id": case.id}


def taken_back(by: Any) -> Parameters:
    from baken.cases.actions.answer_yes import take_back_yes

    case = _filled(by)
    take_back_yes(by=_worker(by), case_id=case.id)
    return {"case_id": case.id}


def _says(worker: Any, case: Any, answer: str) -> Any:
    from django.utils import timezone

    from baken.cases.actions.note_said import note_said

    return note_said(by=worker, case_id=case.id, answer=answer, said_on=timezone.localdate())


def answered(by: Any) -> Parameters:
    """The person answered twice, once harm."""
    case = _filled(by)
    for answer in ("harmed", "no_difference"):
        _says(_worker(by), case, answer)
    return {"case_id": case.id}


def harmed(by: Any) -> Parameters:
    """The case of a colleague, of which the person said that it did harm."""
    from tests.factories.cases import filled_case

    colleague = _colleague(by)
    case = filled_case(colleague)
    return {"case_id": case.id, "case_answer_id": _says(colleague, case, "harmed").id}


def of_another(by: Any) -> Parameters:
    from tests.factories.cases import filled_case

    return {"case_id": filled_case(_colleague(by)).id}


def left_alone(by: Any) -> Parameters:
    from baken.accounts.models import User
    from tests.factories.cases import make_case

    gone = _colleague(by)
    case = make_case(gone)
    User.objects.filter(id=gone.user.id).update(is_active=False)
    return {"case_id": case.id}


def asked_by_another(by: Any) -> Parameters:
    from tests.factories.cases import without_yes

    case = without_yes(_colleague(by))
    return {"case_id": case.id, "case_look_id": case.looks.get().id}


def _agreed_case(by: Any, worker: Any) -> Any:
    from baken.cases.actions.look_second import decide_look
    from tests.factories.cases import all_steps_written, fresh, without_yes

    case = without_yes(worker)
    decide_look(by=_colleague(by), look_id=case.looks.get().id, approve=True)
    return all_steps_written(worker, fresh(case))


def report_asked(by: Any) -> Parameters:
    from baken.cases.actions.follow_meldcode import conclude_meldcode

    worker = _colleague(by)
    case = _agreed_case(by, worker)
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome="report")
    return {"case_look_id": case.looks.get(about="report").id}


def all_written(by: Any) -> Parameters:
    return {"case_id": _agreed_case(by, _worker(by)).id}


def concluded(by: Any) -> Parameters:
    from baken.cases.actions.follow_meldcode import conclude_meldcode
    from tests.factories.cases import all_steps_written, make_case

    worker = _worker(by)
    case = all_steps_written(worker, make_case(worker))
    conclude_meldcode(by=worker, case_id=case.id, seen=case.change_count, outcome="report")
    return {"case_id": case.id}


def one_meldcode_step(by: Any) -> Parameters:
    return begun(by) | {"meldcode_step": "talk"}


def one_plan_step(by: Any) -> Parameters:
    from baken.cases.actions.choose_step import choose_step
    from tests.factories.cases import make_case

    worker = _worker(by)
    case = make_case(worker)
    choose_step(
        by=worker, case_id=case.id, seen=case.change_count, step="safe_word", noticed="no",
        choice="chosen", words="Verzonnen: het woord is afgesproken.",
    )  # fmt: skip
    return {"case_id": case.id, "plan_step": "stop_sharing"}


def in_every_state(by: Any) -> Parameters:
    for make in (filled, organisation_stopped, waiting, in_danger, paused, closed, taken_back):
        make(by)
    for make in (asked_by_another, left_alone, of_another, harmed):
        make(by)
    return {}


def theirs(by: Any) -> Parameters:
    case = _filled(by)
    return {
        "case_id": case.id,
        "task_id": case.tasks.all()[0].id,
        "party_id": case.parties.get().id,
        "told_id": case.told_events.get().id,
        "case_look_id": asked_by_another(by)["case_look_id"],
        "case_answer_id": harmed(by)["case_answer_id"],
        "meldcode_step": "talk",
        "plan_step": "safe_word",
    }


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")


def chosen_without_words(page: Any) -> None:
    page.locator("main form.form input[name=noticed][value=unknown]").check()
    page.locator("main form.form input[name=choice][value=chosen]").check()
    sent_empty(page)
