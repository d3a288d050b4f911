"""Points raised with platforms and the meetings for them, in each state."""

from typing import Any

from tests.browser.things.who import Parameters, acting, make_colleague


def _writer(by: Any) -> Any:
    return acting(by, "statistics", make_colleague(by, "analyst"))


def _of_mine(by: Any) -> Any:
    """Who looks, where they may write themselves: what they wrote they can take back."""
    return acting(by, "statistics") if "analyst" in by.user.roles else _writer(by)


def nothing(by: Any) -> Parameters:
    return {}


def _point(by: Any) -> Any:
    from tests.factories.dialogue import make_point

    return make_point(_of_mine(by))


def point(by: Any) -> Parameters:
    return {"point_id": _point(by).id}


def point_with_a_story(by: Any) -> Parameters:
    """Corrected, agreed on and overdue, with a step that was taken back, and one that can be."""
    from baken.platforms.dialogue.actions import correct_step, take_back_step
    from tests.factories.dialogue import ago, happened

    writer, made = _of_mine(by), _point(by)
    first = made.steps.get()
    correct_step(
        by=writer, step_id=first.id, seen=made.step_count, words="Twee meldingen wachten op antwoord.",
        title="Twee meldingen zonder antwoord", subject=first.subject, on=first.on, way=first.way,
        because="het zijn er twee",
    )  # fmt: skip
    gone = happened(writer, made, "refused")
    take_back_step(by=writer, step_id=gone.id, seen=made.step_count)
    happened(writer, made, "agreed", due_on=ago(1))
    return {"point_id": made.id}


def point_erased(by: Any) -> Parameters:
    from baken.platforms.dialogue.actions import erase_words

    made = _point(by)
    officer = acting(by, "accountability", make_colleague(by, "data_protection_officer"))
    erase_words(by=officer, step_id=made.steps.get().id, reason="er stond een naam in")
    return {"point_id": made.id}


def point_and_meeting(by: Any) -> Parameters:
    return point(by) | meeting(by)


def step(by: Any) -> Parameters:
    return {"step_id": _point(by).steps.get().id}


def meeting(by: Any) -> Parameters:
    from tests.factories.dialogue import make_meeting

    made = make_meeting(_of_mine(by))
    return {"meeting_id": made.id, "meeting_step_id": made.steps.get().id}


def meeting_with_minutes(by: Any) -> Parameters:
    from baken.platforms.dialogue.models import DialoguePoint
    from tests.factories.dialogue import ago, happened

    made, there = _point(by), meeting(by)
    happened(
        _of_mine(by), DialoguePoint.objects.get(id=made.id), "agreed", due_on=ago(-9), **_only_meeting(there)
    )
    point(by)
    return there


def _only_meeting(there: Parameters) -> Parameters:
    return {"meeting_id": there["meeting_id"]}


def _moved(by: Any, there: Parameters, kind: str) -> Parameters:
    from baken.platforms.dialogue.actions import move_meeting
    from tests.factories.dialogue import ago

    move_meeting(
        by=_of_mine(by), meeting_id=there["meeting_id"], seen=1, kind=kind, on=ago(0),
        present="Platform: moderatie.", words="Zo liep het.",
    )  # fmt: skip
    return there


def meeting_held(by: Any) -> Parameters:
    return _moved(by, meeting_with_minutes(by), "held")


def meeting_cancelled(by: Any) -> Parameters:
    return _moved(by, meeting(by), "cancelled")


def platform_spoken_with(by: Any) -> Parameters:
    return {"code": _point(by).platform.code}


def sent_empty(page: Any) -> None:
    page.locator("main form.form button").first.click()
    page.wait_for_load_state("networkidle")
