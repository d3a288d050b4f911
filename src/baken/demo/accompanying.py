"""Cases of three invented people: one that runs, one that waits for a second person, one whose yes was taken
back. Made by the actions that everybody uses; every word is invented and bland."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.cases.actions.answer_yes import take_back_yes
from baken.cases.actions.begin_case import Yes, begin_case
from baken.cases.actions.choose_step import choose_step
from baken.cases.actions.share_case import let_in
from baken.cases.actions.tell_event import tell_event
from baken.cases.actions.write_case import add_party, agree_task, write_note
from baken.cases.models import Case
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


@transaction.atomic
def accompany_some(*, by: Actor) -> None:
    """Makes them, unless that was done before."""
    if Case.objects.exists():
        return
    staff = {user.login: user for user in User.objects.filter(login__in=("noor", "daan"))}
    noor, daan = (
        Actor(staff[login], by.organisation, purpose="outreach", reason="demo") for login in ("noor", "daan")
    )
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
