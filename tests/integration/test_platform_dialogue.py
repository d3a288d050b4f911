"""The dialogue with platforms: what is raised keeps its history, and nothing in it tells of persons."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.http import Http404

from baken.audit.models import Event
from baken.platforms import changes
from baken.platforms.dialogue import actions, exceptions
from baken.platforms.dialogue.agenda import agenda
from baken.platforms.dialogue.history import Entry, entries
from baken.platforms.dialogue.models import (
    DialogueMeeting,
    DialogueMeetingPlatform,
    DialogueMeetingStep,
    DialoguePoint,
    DialogueStep,
)
from baken.platforms.dialogue.policies import TAKE_BACK_WITHIN
from baken.platforms.dialogue.queries import counts_of, points, points_of
from baken.platforms.dialogue.states import MOVES, STATES, moves_from
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from tests.factories.dialogue import TITLE, WORDS, ago, happened, make_meeting, make_platform, make_point
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db

ROAD = {
    "raised": (), "answered": ("answered",), "agreed": ("agreed",), "refused": ("refused",),
    "done": ("done",), "dropped": ("dropped",),
}  # fmt: skip
"""The steps that bring a new point into each state."""


@pytest.fixture
def analyst(organisation: Any) -> Actor:
    return make_person(organisation, "analyst", purpose="statistics")


@pytest.fixture
def officer(organisation: Any) -> Actor:
    return make_person(organisation, "data_protection_officer", purpose="accountability")


def _story(point: DialoguePoint) -> list[Entry]:
    return entries(point.steps.all())


def _correct(by: Actor, step: DialogueStep, **given: Any) -> DialogueStep:
    step.point.refresh_from_db()
    facts = {
        "words": "Anders gezegd.", "on": step.on, "way": step.way, "because": "de dag klopte niet",
        "title": "Een andere zin", "subject": "age_checks",
    }  # fmt: skip
    return actions.correct_step(by=by, step_id=step.id, seen=step.point.step_count, **(facts | given))


def _held(by: Actor, meeting: DialogueMeeting, kind: str = "held", **given: Any) -> DialogueMeeting:
    meeting.refresh_from_db()
    facts = {"on": meeting.on, "present": "Platform: moderatie.", "words": "Kort."}
    return actions.move_meeting(
        by=by, meeting_id=meeting.id, seen=meeting.step_count, kind=kind, **(facts | given)
    )


# points and their steps


def test_point_is_raised_with_its_day_and_way_and_stands_in_the_log(analyst: Actor) -> None:
    point = make_point(analyst)
    assert (point.number, point.state, point.title, point.raised_on) == (1, "raised", TITLE, ago(10))
    step = point.steps.get()
    assert (step.words, step.way, step.by_id) == (WORDS, "mail", analyst.user.id)
    event = Event.objects.get(action="platforms.point_raised")
    assert event.subject == f"point:{point.id}"
    assert event.details == {"subject": "notice_unanswered"}
    assert make_point(analyst).number == 2


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", MOVES)
def test_each_move_holds_in_its_states_alone(analyst: Actor, state: str, kind: str) -> None:
    point = make_point(analyst)
    for one in ROAD[state]:
        happened(analyst, point, one)
    assert point.state == state
    if MOVES[kind] in moves_from(state):
        happened(analyst, point, kind)
        assert point.state == (MOVES[kind].target or state)
        assert Event.objects.filter(action=MOVES[kind].event, details={"what": kind}).exists()
    else:
        with pytest.raises(exceptions.NoSuchMove):
            happened(analyst, point, kind)


def test_day_that_was_agreed_on_stays_until_something_else_is_decided(analyst: Actor) -> None:
    point = make_point(analyst)
    happened(analyst, point, "agreed", due_on=ago(-4))
    assert point.due_on == ago(-4)
    happened(analyst, point, "noted")
    assert (point.state, point.due_on) == ("agreed", ago(-4))
    happened(analyst, point, "agreed", due_on=ago(-9))
    assert point.due_on == ago(-9)
    happened(analyst, point, "done")
    assert (point.state, point.due_on) == ("done", None)


def test_day_goes_with_an_agreement_alone(analyst: Actor) -> None:
    point = make_point(analyst)
    assert happened(analyst, point, "answered", due_on=ago(-4)).due_on is None


@pytest.mark.parametrize(
    ("kind", "given", "fault"),
    [
        ("answered", {"on": ago(-1)}, exceptions.DayToCome),
        ("answered", {"on": ago(11)}, exceptions.DaysCrossed),
        ("agreed", {"due_on": ago(6)}, exceptions.DaysCrossed),
        ("answered", {"words": "  "}, exceptions.NothingSaid),
    ],
)
def test_step_that_does_not_fit_is_refused(
    analyst: Actor, kind: str, given: dict[str, Any], fault: type[Exception]
) -> None:
    point = make_point(analyst)
    with pytest.raises(fault):
        happened(analyst, point, kind, **given)
    assert point.steps.count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "Hun man daar is te bellen op 06 00 00 00 12.",
        "Mail naar iemand@example.org.",
        "Zie @iemand_daar op insta.",
    ],
)
def test_contact_of_anybody_is_refused_everywhere(analyst: Actor, officer: Actor, words: str) -> None:
    point = make_point(analyst)
    meeting = make_meeting(analyst)
    step = point.steps.get()
    attempts = (
        lambda: make_point(analyst, words=words),
        lambda: make_point(analyst, title=words),
        lambda: happened(analyst, point, "answered", words=words),
        lambda: _correct(analyst, step, words=words),
        lambda: _correct(analyst, step, because=words),
        lambda: _held(analyst, meeting, present=words),
        lambda: _held(analyst, meeting, words=words),
        lambda: actions.erase_words(by=officer, step_id=step.id, reason=words),
    )
    for attempt in attempts:
        with pytest.raises(exceptions.ContactTold), transaction.atomic():
            attempt()
    assert DialogueStep.objects.count() == 1


def test_picture_as_text_is_cut(analyst: Actor) -> None:
    point = make_point(analyst, words="Zo zag het eruit: data:image/png;base64,iVBORw0KGgo= en niet anders.")
    assert "base64" not in point.steps.get().words


def test_who_saw_an_older_point_writes_nothing(analyst: Actor) -> None:
    point = make_point(analyst)
    happened(analyst, point, "answered")
    with pytest.raises(exceptions.ChangedMeanwhile):
        actions.move_point(
            by=analyst, point_id=point.id, seen=1, kind="agreed", words="Iets anders.", on=ago(1), way="mail"
        )


def test_platform_that_went_on_takes_no_point_but_keeps_its_own(analyst: Actor) -> None:
    old, new = make_platform(analyst), make_platform(analyst, 1)
    point = make_point(analyst, old)
    admin = make_person(analyst.organisation, "admin", purpose="registration")
    changes.merge_platform(
        by=admin, platform_id=old.id, into_id=new.id, closed_on=ago(2), because="zo staat het op de site"
    )
    with pytest.raises(exceptions.GoneOn):
        make_point(analyst, old)
    with pytest.raises(exceptions.GoneOn):
        make_meeting(analyst, old)
    assert [one.id for one in points_of(new)] == [point.id]
    meeting = make_meeting(analyst, new)
    assert [one.point for one in agenda(meeting)] == [point]
    # and minutes can be written of it
    assert happened(analyst, point, "answered", meeting_id=meeting.id).meeting_id == meeting.id


# nothing is overwritten


def test_correction_keeps_what_stood_there(analyst: Actor) -> None:
    point = make_point(analyst)
    raised = point.steps.get()
    happened(analyst, point, "agreed", due_on=ago(-4))
    _correct(analyst, raised, on=ago(12))
    _correct(analyst, raised, on=ago(11), words="Nog een keer anders.")
    point.refresh_from_db()
    assert (point.title, point.subject, point.raised_on) == ("Een andere zin", "age_checks", ago(11))
    assert (point.state, point.due_on) == ("agreed", ago(-4))
    first = _story(point)[0]
    assert first.now.words == "Nog een keer anders."
    assert [before.words for before, _after in first.earlier] == ["Anders gezegd.", WORDS]
    assert first.earlier[0][1].because == "de dag klopte niet"


def test_corrected_agreement_is_due_on_its_new_day(analyst: Actor) -> None:
    point = make_point(analyst)
    step = happened(analyst, point, "agreed", due_on=ago(-4))
    _correct(analyst, step, due_on=ago(-6))
    point.refresh_from_db()
    assert point.due_on == ago(-6)
    assert point.title == TITLE
    with pytest.raises(exceptions.DaysCrossed):
        _correct(analyst, step, due_on=ago(6))


def test_raising_is_not_corrected_to_after_what_followed(analyst: Actor) -> None:
    point = make_point(analyst)
    happened(analyst, point, "answered")
    with pytest.raises(exceptions.DaysCrossed):
        _correct(analyst, point.steps.get(number=1), on=ago(2))


def test_correction_itself_is_not_corrected(analyst: Actor) -> None:
    point = make_point(analyst)
    made = _correct(analyst, point.steps.get())
    with pytest.raises(exceptions.NotToCorrect):
        _correct(analyst, made)


def test_last_step_is_taken_back_and_stays_in_the_history(analyst: Actor) -> None:
    point = make_point(analyst)
    happened(analyst, point, "agreed", due_on=ago(-3))
    step = happened(analyst, point, "done")
    actions.take_back_step(by=analyst, step_id=step.id, seen=point.step_count)
    point.refresh_from_db()
    assert (point.state, point.due_on) == ("agreed", ago(-3))
    assert _story(point)[-1].taken_back is not None
    with pytest.raises(exceptions.NotToCorrect):
        _correct(analyst, step)
    with pytest.raises(exceptions.NotToTakeBack):
        actions.take_back_step(by=analyst, step_id=step.id, seen=point.step_count)
    # and then the one before it
    before = point.steps.get(kind="agreed")
    actions.take_back_step(by=analyst, step_id=before.id, seen=point.step_count)
    point.refresh_from_db()
    assert point.state == "raised"


def test_taking_back_is_for_who_wrote_it_lately_and_last(analyst: Actor, monkeypatch: Any) -> None:
    point = make_point(analyst)
    first = happened(analyst, point, "answered")
    other = make_person(analyst.organisation, "registrar", purpose="statistics")

    def refused(by: Actor, step: DialogueStep) -> None:
        point.refresh_from_db()
        with pytest.raises(exceptions.NotToTakeBack), transaction.atomic():
            actions.take_back_step(by=by, step_id=step.id, seen=point.step_count)

    refused(other, first)
    refused(analyst, point.steps.get(kind="raised"))
    last = happened(analyst, point, "refused")
    refused(analyst, first)
    later = last.at + TAKE_BACK_WITHIN + timedelta(minutes=1)
    monkeypatch.setattr("baken.platforms.dialogue.actions.change_steps.timezone.now", lambda: later)
    refused(analyst, last)


def test_steps_cannot_be_changed_nor_removed(analyst: Actor) -> None:
    make_point(analyst)
    make_meeting(analyst)
    for attempt in (
        lambda: DialogueStep.objects.update(kind="done"),
        lambda: DialogueStep.objects.update(on=ago(1)),
        lambda: DialogueStep.objects.all()._raw_delete("default"),
        lambda: DialogueMeetingStep.objects.update(on=ago(1)),
        lambda: DialogueMeetingStep.objects.all()._raw_delete("default"),
        lambda: DialogueMeetingPlatform.objects.all()._raw_delete("default"),
        lambda: DialoguePoint.objects.all()._raw_delete("default"),
        lambda: DialogueMeeting.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            attempt()


# what should never have been written down


def test_officer_erases_words_for_good_and_nothing_else(analyst: Actor, officer: Actor) -> None:
    point = make_point(analyst, words="De heer Voorbeeld van het platform belde terug.")
    step = point.steps.get()
    actions.erase_words(by=officer, step_id=step.id, reason="er stond een naam in")
    step.refresh_from_db()
    point.refresh_from_db()
    assert (step.words, step.title, point.title) == ("", "", "")
    assert (step.kind, step.on, step.by_id, point.state) == ("raised", ago(10), analyst.user.id, "raised")
    event = Event.objects.get(action="platforms.words_erased")
    assert event.reason == "er stond een naam in"
    assert "Voorbeeld" not in str(event.details)
    with pytest.raises(exceptions.ErasedAlready):
        actions.erase_words(by=officer, step_id=step.id, reason="er stond een naam in")
    # what should have stood there can still be written
    _correct(analyst, step, title=TITLE)
    point.refresh_from_db()
    assert point.title == TITLE


def test_officer_erases_who_was_there(analyst: Actor, officer: Actor) -> None:
    meeting = make_meeting(analyst)
    step = meeting.steps.get()
    actions.erase_meeting_words(by=officer, meeting_step_id=step.id, reason="er stond een naam in")
    meeting.refresh_from_db()
    step.refresh_from_db()
    assert (meeting.present, step.present, step.words) == ("", "", "")
    with pytest.raises(exceptions.ErasedAlready):
        actions.erase_meeting_words(by=officer, meeting_step_id=step.id, reason="er stond een naam in")


def test_who_may_only_read_writes_nothing(analyst: Actor, officer: Actor, organisation: Any) -> None:
    point, meeting = make_point(analyst), make_meeting(analyst)
    step = point.steps.get()
    for role in ("outreach_worker", "researcher", "admin", "observer", "moderator"):
        reader = make_person(organisation, role, purpose="statistics")
        for attempt in (
            lambda by=reader: make_point(by),
            lambda by=reader: happened(by, point, "answered"),
            lambda by=reader: _correct(by, step),
            lambda by=reader: actions.take_back_step(by=by, step_id=step.id, seen=1),
            lambda by=reader: make_meeting(by),
            lambda by=reader: _held(by, meeting),
            lambda by=reader: actions.erase_words(by=by, step_id=step.id, reason="zomaar wissen"),
        ):
            with pytest.raises(NotPermitted):
                attempt()
    for attempt in (
        lambda: happened(officer, point, "answered"),
        lambda: actions.erase_words(by=analyst, step_id=step.id, reason="zomaar wissen"),
        lambda: actions.erase_meeting_words(
            by=analyst, meeting_step_id=meeting.steps.get().id, reason="zomaar wissen"
        ),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_point_of_another_organisation_is_not_there(analyst: Actor) -> None:
    point = make_point(analyst)
    other = make_organisation()
    with acting_for(other.id):
        stranger = make_person(other, "analyst", purpose="statistics")
        facts = {"kind": "answered", "words": "Iets.", "on": ago(1), "way": "mail"}
        with pytest.raises(Http404):
            actions.move_point(by=stranger, point_id=point.id, seen=1, **facts)


# whose turn it is


def test_turns_and_counts_follow_the_states_and_the_day(analyst: Actor) -> None:
    platform = make_platform(analyst)
    turns = {
        "theirs": make_point(analyst, platform), "ours": make_point(analyst, platform),
        "overdue": make_point(analyst, platform), "nobody": make_point(analyst, platform),
    }  # fmt: skip
    happened(analyst, turns["ours"], "refused")
    happened(analyst, turns["overdue"], "agreed", due_on=ago(1))
    happened(analyst, turns["nobody"], "dropped")
    today = make_point(analyst, platform)
    happened(analyst, today, "agreed", due_on=ago(0))
    assert {one.id: one.turn for one in points()} == {
        **{point.id: turn for turn, point in turns.items()},
        today.id: "theirs",
    }
    assert [one.turn for one in points_of(platform)] == ["overdue", "ours", "theirs", "theirs", "nobody"]
    counts = counts_of(platform)
    assert (counts.open, counts.overdue, counts.closed) == (4, 1, 1)
    assert not counts_of(make_platform(analyst, 1)).any


# meetings


def test_agenda_makes_itself_out_of_what_is_open(analyst: Actor) -> None:
    platform, other = make_platform(analyst), make_platform(analyst, 1)
    made = {
        name: make_point(analyst, platform)
        for name in ("waiting", "ours", "overdue", "due", "later", "sometime", "closed")
    }
    elsewhere = make_point(analyst, other)
    happened(analyst, made["ours"], "answered")
    happened(analyst, made["overdue"], "agreed", due_on=ago(2))
    happened(analyst, made["due"], "agreed", due_on=ago(-7))
    happened(analyst, made["later"], "agreed", due_on=ago(-8))
    happened(analyst, made["sometime"], "agreed")
    happened(analyst, made["closed"], "done")
    listed = agenda(make_meeting(analyst, platform, on=ago(-7)))
    assert [(one.group, one.point) for one in listed] == [
        ("overdue", made["overdue"]), ("due", made["due"]), ("ours", made["ours"]),
        ("waiting", made["waiting"]), ("later", made["later"]), ("later", made["sometime"]),
    ]  # fmt: skip
    both = agenda(make_meeting(analyst, platform, other))
    assert elsewhere in [one.point for one in both]


def test_minutes_become_steps_with_the_day_of_the_meeting(analyst: Actor) -> None:
    point = make_point(analyst)
    meeting = make_meeting(analyst, on=ago(3))
    step = happened(analyst, point, "agreed", due_on=ago(-3), on=ago(1), meeting_id=meeting.id)
    raised = make_point(analyst, on=ago(1), meeting_id=meeting.id)
    assert (step.on, step.way) == (ago(3), "meeting")
    assert (raised.raised_on, raised.steps.get().way) == (ago(3), "meeting")
    listed = {one.point: one for one in agenda(meeting)}
    assert (listed[point].group, listed[raised].group) == ("waiting", "new")
    assert [one.first for one in listed[point].said] == [step]


def test_agenda_of_a_meeting_that_was_held_reads_the_same_for_good(analyst: Actor) -> None:
    point, quiet = make_point(analyst), make_point(analyst)
    meeting = make_meeting(analyst)
    happened(analyst, point, "done", meeting_id=meeting.id)
    _held(analyst, meeting)
    meeting.refresh_from_db()

    def read() -> list[tuple[str, DialoguePoint, int]]:
        return [(one.group, one.point, len(one.said)) for one in agenda(meeting)]

    then = read()
    assert then == [("waiting", point, 1), ("waiting", quiet, 0)]
    happened(analyst, quiet, "dropped")
    make_point(analyst)
    happened(analyst, point, "reopened")
    assert read() == then


def test_minutes_are_for_a_meeting_of_the_day_with_this_platform_alone(analyst: Actor) -> None:
    point = make_point(analyst)
    held = make_meeting(analyst, on=ago(2))
    _held(analyst, held)
    for meeting in (
        make_meeting(analyst, on=ago(-2)),
        make_meeting(analyst, make_platform(analyst, 1)),
        held,
    ):
        with pytest.raises(exceptions.NoMinutes):
            happened(analyst, point, "answered", meeting_id=meeting.id)


def test_step_of_complete_minutes_is_not_taken_back_until_they_are_open_again(analyst: Actor) -> None:
    point = make_point(analyst)
    meeting = make_meeting(analyst)
    step = happened(analyst, point, "answered", meeting_id=meeting.id)
    _held(analyst, meeting)
    with pytest.raises(exceptions.NotToTakeBack), transaction.atomic():
        actions.take_back_step(by=analyst, step_id=step.id, seen=point.step_count)
    _held(analyst, meeting, "reopened")
    actions.take_back_step(by=analyst, step_id=step.id, seen=point.step_count)
    point.refresh_from_db()
    assert point.state == "raised"


def test_meeting_keeps_every_step_of_its_own(analyst: Actor) -> None:
    meeting = make_meeting(analyst, on=ago(-4))
    with pytest.raises(exceptions.DayToCome):
        _held(analyst, meeting)
    _held(analyst, meeting, "moved", on=ago(1), present="Platform: directie.")
    _held(analyst, meeting, "cancelled", words="Het platform kon niet.")
    with pytest.raises(exceptions.NoSuchMove):
        _held(analyst, meeting)
    _held(analyst, meeting, "reopened", words="Het kon toch.")
    _held(analyst, meeting)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.on, meeting.present) == ("held", ago(1), "Platform: moderatie.")
    steps = meeting.steps.order_by("number").values_list("kind", "on")
    assert list(steps) == [
        ("planned", ago(-4)),
        *((kind, ago(1)) for kind in ("moved", "cancelled", "reopened", "held")),
    ]
    with pytest.raises(exceptions.ChangedMeanwhile):
        actions.move_meeting(
            by=analyst, meeting_id=meeting.id, seen=2, kind="reopened", on=ago(1), present="", words="Weer."
        )


def test_day_of_a_meeting_stays_once_minutes_are_written(analyst: Actor) -> None:
    point, meeting = make_point(analyst), make_meeting(analyst)
    happened(analyst, point, "answered", meeting_id=meeting.id)
    with pytest.raises(exceptions.MinutesWritten):
        _held(analyst, meeting, "moved", on=ago(1))


def test_meeting_is_with_somebody(analyst: Actor) -> None:
    with pytest.raises(exceptions.NoPlatform):
        actions.plan_meeting(by=analyst, on=ago(0), platforms=[], present="Wij.")
