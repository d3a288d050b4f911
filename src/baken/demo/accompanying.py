"""Cases of invented people: what was done for some before today, and of today one that runs, one that waits
for a second person, one whose yes was taken back. Made by the actions that everybody uses; every word is
invented and bland."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.cases.actions.answer_yes import take_back_yes
from baken.cases.actions.begin_case import Yes, begin_case
from baken.cases.actions.choose_step import choose_step
from baken.cases.actions.follow_meldcode import write_meldcode_step
from baken.cases.actions.look_second import decide_look
from baken.cases.actions.move_case import close_case, pause_case
from baken.cases.actions.note_said import note_said
from baken.cases.actions.share_case import let_in
from baken.cases.actions.tell_event import tell_event
from baken.cases.actions.write_case import add_party, agree_task, settle_task, write_note
from baken.cases.models import Case
from baken.demo.case_stories import CASES, CaseStory
from baken.demo.conversing import USUAL
from baken.demo.moments import some_time_ago
from baken.tenancy.acting import Actor

TASKS = (
    ("Verzonnen: samen de brief van de gemeente lezen.", "together", 4),
    ("Verzonnen: vragen of er een rustige kamer vrij is.", "we", -2),
    ("Verzonnen: nadenken over een cursus.", "person", None),
)
"""What was agreed on, who does it, and in how many days it is due."""
PLAN = (
    ("safe_device", "no", "chosen", "Verzonnen: op dinsdag bij ons."),
    ("see_sharing", "unknown", "chosen", "Verzonnen: alleen kijken, samen."),
    ("stop_sharing", "yes", "later", ""),
)
STORY = (
    ("2023", "", "Verzonnen: kwam naar Nederland voor een baan."),
    ("9-2024", "na de zomer", "Verzonnen: de afspraken over geld veranderden."),
)


SECOND = {"noor": "yara", "daan": "noor", "yara": "daan"}
"""Who looks as a second person."""


@transaction.atomic
def accompany_some(*, by: Actor, scale: float = USUAL) -> None:
    """Makes them, unless that was done before; in a small market fewer of before today."""
    if Case.objects.exists():
        return
    people = {
        one.login: Actor(one, by.organisation, purpose="outreach", reason="demo")
        for one in User.objects.filter(login__in=SECOND)
    }
    for story in CASES:
        if story.small or scale >= USUAL:
            _accompany(people, story)
    _today(people["noor"], people["daan"])


def _accompany(people: dict[str, Actor], story: CaseStory) -> None:
    who, second = people[story.login], people[SECOND[story.login]]
    with some_time_ago(timedelta(days=story.began)):
        case = _begin(who, second, story)
        for words, doer, days, state in story.tasks:
            due = timezone.localdate() + timedelta(days=days)
            task = agree_task(by=who, case_id=case.id, words=words, doer=doer, due_on=due)
            if state != "open":
                settle_task(by=who, task_id=task.id, state=state)
        if story.party:
            name, role = story.party
            add_party(by=who, case_id=case.id, name=name, role=role, since=timezone.localdate())
    with some_time_ago(timedelta(days=story.last)):
        _go_on(who, case, story)


def _go_on(who: Actor, case: Case, story: CaseStory) -> None:
    for step, noticed, choice in story.plan:
        # nothing is done before it was chosen
        for chosen in ("chosen", "done") if choice == "done" else (choice,):
            choose_step(
                by=who, case_id=case.id, seen=_seen(case), step=step, noticed=noticed, choice=chosen, words=""
            )
    write_note(by=who, case_id=case.id, words=story.note)
    if story.ends == "paused":
        pause_case(by=who, case_id=case.id, seen=_seen(case), words=story.note)
    elif story.ends:
        close_case(by=who, case_id=case.id, seen=_seen(case), closure=story.ends)
    if story.said:
        note_said(by=who, case_id=case.id, answer=story.said, said_on=timezone.localdate())


def _begin(who: Actor, second: Actor, story: CaseStory) -> Case:
    if story.ground == "yes":
        yes = Yes(timezone.localdate(), story.way, who.user.id, story.wishes)
        return begin_case(by=who, called=story.called, wishes=story.wishes, yes=yes)
    why = "Verzonnen: kon die dag zelf niet antwoorden."
    case = begin_case(by=who, called=story.called, wishes="", ground=story.ground, why=why)
    decide_look(by=second, look_id=case.looks.get().id, approve=True)
    if story.ground == "reporting_code":
        for step in ("signals", "consult"):
            write_meldcode_step(
                by=who, case_id=case.id, seen=_seen(case), step=step, done_on=timezone.localdate(),
                words="Verzonnen: met een collega besproken.",
            )  # fmt: skip
    return case


def _seen(case: Case) -> int:
    return Case.objects.only("change_count").get(id=case.id).change_count


def _today(noor: Actor, daan: Actor) -> None:
    today = timezone.localdate()
    yes = Yes(today - timedelta(days=9), "spoken", noor.user.id, "Verzonnen: samen kijken naar ander werk.")
    runs = begin_case(by=noor, called="Roos", wishes="Verzonnen: ander werk en een rustige kamer.", yes=yes)
    let_in(by=noor, case_id=runs.id, user_id=daan.user.id)
    for words, doer, days in TASKS:
        due = None if days is None else today + timedelta(days=days)
        agree_task(by=noor, case_id=runs.id, words=words, doer=doer, due_on=due)
    name = "Verzonnen: Stichting Rustig Begin"
    add_party(by=noor, case_id=runs.id, name=name, role="guidance", since=today - timedelta(days=5))
    write_note(by=daan, case_id=runs.id, words="Verzonnen: het gesprek ging goed.")
    for step, noticed, choice, words in PLAN:
        seen = Case.objects.get(id=runs.id).change_count
        choose_step(
            by=noor, case_id=runs.id, seen=seen, step=step, noticed=noticed, choice=choice, words=words
        )
    for begins, when, words in STORY:
        tell_event(by=noor, case_id=runs.id, words=words, begins=begins, when=when)
    begin_case(
        by=daan, called="Lies", wishes="", ground="reporting_code",
        why="Verzonnen: er is zorg, en praten is nu niet veilig.",
    )  # fmt: skip
    ended = begin_case(by=noor, called="Mies", wishes="Verzonnen: alleen even praten.", yes=yes)
    take_back_yes(by=noor, case_id=ended.id)
