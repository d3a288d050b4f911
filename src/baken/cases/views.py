"""The pages of cases: one's own, beginning one, one's page, and every step on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.audit.actions import record_event
from baken.cases import forms, queries
from baken.cases.actions import answer_yes, begin_case, look_second, move_case, share_case, write_case
from baken.cases.asking import WHY, Asked, ask, case_of, filled, refuse, tell
from baken.cases.exceptions import CasesError
from baken.cases.models import Case, CaseLook, CaseParty, CaseTask
from baken.cases.permissions import SECOND, WORK
from baken.cases.policies import can_move, of_reader
from baken.cases.sealing import opened
from baken.cases.states import STATES
from baken.cases.taking_back import ELSEWHERE, what_happens
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.tenancy.second_person import DecidedAlready
from baken.triage.models import Lead

COLUMNS = (
    Column("number", gettext_lazy("Nummer"), "number"),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("to_do", gettext_lazy("Te doen"), "to_do", descending=True, numeric=True),
    Column("owner", gettext_lazy("Van wie"), "owner__name"),
    Column("last", gettext_lazy("Laatst"), "last_at", descending=True),
)


@page(WORK, reason=WHY)
def listed(request: DeskRequest) -> HttpResponse:
    """The cases that the reader is on, and what waits for a second person."""
    now = timezone.now()
    found = list_page(
        request, queries.cases_of(request.actor, timezone.localdate()), COLUMNS, default="-last",
        filters=forms.CaseFilter(request.GET),
    )  # fmt: skip
    looks = queries.looks_waiting(request.actor)
    return render(request, "cases/list.html", {"list": found, "looks": looks, "now": now})


@page(WORK, reason=WHY)
def new(request: DeskRequest) -> HttpResponse:
    """Begins a case: from a lead, or from nothing."""
    lead = _lead(request.GET.get("aanwijzing", ""))
    form = filled(request, forms.NewForm, initial={"told_to": request.user.id})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = begin_case.begin_case(
                by=request.actor, called=given["called"], wishes=given["wishes"], ground=given["ground"],
                yes=form.given_yes, why=given["why"], lead_id=lead.id if lead else None,  # type: ignore[attr-defined]
            )  # fmt: skip
        except CasesError as fault:
            refuse(form, fault)
        else:
            return redirect("cases:case", made.id)
    return render(request, "cases/new.html", {"form": form, "lead": lead}, status=422 if form.errors else 200)


def _lead(key: str) -> Lead | None:
    try:
        return Lead.objects.filter(id=uuid.UUID(key)).first()
    except ValueError:
        return None


@page(WORK, reason=WHY)
def case(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """One case: wishes, what is to do, who is involved, what happened, and what can be done now."""
    one = queries.open_case(by=request.actor, case_id=case_id)
    return render(request, "cases/case.html", {"one": one, "case": one.case, "now": timezone.now()})


WORDS = Asked(
    gettext_lazy("Naam en wensen"),
    gettext_lazy("Schrijf zoals de persoon het zegt. Versleuteld bewaard, alleen voor wie erop staat."),
    gettext_lazy("Bewaar"),
    gettext_lazy("Bewaard."),
)
NOTE = Asked(
    gettext_lazy("Schrijf een aantekening"),
    gettext_lazy("De persoon mag dit lezen. Schrijf feiten, en wat u denkt als wat u denkt."),
    gettext_lazy("Bewaar"),
    gettext_lazy("De aantekening is bewaard."),
)
TASK = Asked(
    gettext_lazy("Spreek iets af"),
    gettext_lazy("Klein en haalbaar: wat, wie, en uiterlijk wanneer."),
    gettext_lazy("Bewaar"),
    gettext_lazy("De afspraak staat erbij."),
)
PARTY = Asked(
    gettext_lazy("Wie is erbij betrokken?"),
    gettext_lazy("Een organisatie die de persoon al kent of helpt. Contactgegevens horen in de gids."),
    gettext_lazy("Bewaar"),
    gettext_lazy("Bewaard."),
)


def _writing(
    request: DeskRequest, case_id: uuid.UUID, form: type[Form], asked: Asked, act: Any
) -> HttpResponse:
    one = case_of(request, case_id)
    if not STATES[one.state].writes:
        return redirect("cases:case", one.id)

    def write(sent: Form) -> None:
        act(by=request.actor, case_id=one.id, **sent.cleaned_data)

    return ask(request, one, filled(request, form), asked, write)


@page(WORK, reason=WHY)
def words(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Changes name and wishes."""
    one = case_of(request, case_id)
    if not STATES[one.state].writes:
        return redirect("cases:case", one.id)
    there = {
        "seen": one.change_count, "called": opened(one, "called"), "wishes": opened(one, "wishes")
    }  # fmt: skip

    def act(sent: Form) -> None:
        write_case.change_words(by=request.actor, case_id=one.id, **sent.cleaned_data)

    return ask(request, one, filled(request, forms.WordsForm, initial=there), WORDS, act)


@page(WORK, reason=WHY)
def note(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Writes a note."""
    return _writing(request, case_id, forms.NoteForm, NOTE, write_case.write_note)


@page(WORK, reason=WHY)
def task(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Agrees on a step."""
    return _writing(request, case_id, forms.TaskForm, TASK, write_case.agree_task)


@page(WORK, reason=WHY)
def party(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Adds an organisation that is involved."""
    return _writing(request, case_id, forms.PartyForm, PARTY, write_case.add_party)


@require_POST
@page(WORK, reason=WHY)
def settle(request: DeskRequest, task_id: uuid.UUID) -> HttpResponse:
    """A step was done, is not needed any more, or is to do again."""
    row = get_object_or_404(CaseTask, id=task_id, case__in=of_reader(request.actor))
    try:
        write_case.settle_task(by=request.actor, task_id=row.id, state=request.POST.get("do", ""))
    except CasesError as fault:
        tell(request, fault)
    return redirect("cases:case", row.case_id)


@require_POST
@page(WORK, reason=WHY)
def change_party(request: DeskRequest, party_id: uuid.UUID) -> HttpResponse:
    """An organisation can't help any more, or was written by mistake."""
    row = get_object_or_404(CaseParty, id=party_id, case__in=of_reader(request.actor))
    try:
        if request.POST.get("do") == "stop":
            write_case.stop_party(by=request.actor, party_id=row.id)
        elif request.POST.get("do") == "remove":
            write_case.remove_party(by=request.actor, party_id=row.id)
    except CasesError as fault:
        tell(request, fault)
    return redirect("cases:case", row.case_id)


YES = Asked(
    gettext_lazy("De persoon zegt ja"),
    gettext_lazy("De persoon kan dit altijd terugnemen. Zeg dat erbij."),
    gettext_lazy("Leg het ja vast"),
    gettext_lazy("Het ja is vastgelegd."),
)
REOPEN = Asked(
    gettext_lazy("Heropen"),
    gettext_lazy("Een nieuw begin vraagt een nieuw ja."),
    gettext_lazy("Heropen"),
    gettext_lazy("De begeleiding loopt weer."),
)
PAUSE = Asked(
    gettext_lazy("Zet stil"),
    gettext_lazy("Alles blijft bewaard. U kunt haar elk moment weer oppakken."),
    gettext_lazy("Zet stil"),
    gettext_lazy("De begeleiding staat stil."),
)
RESUME = Asked(
    gettext_lazy("Ga weer verder"),
    gettext_lazy("Vraag de persoon eerst of het ja nog geldt."),
    gettext_lazy("Ga weer verder"),
    gettext_lazy("De begeleiding loopt weer."),
)
CLOSE = Asked(
    gettext_lazy("Sluit af"),
    gettext_lazy(
        "Wie terugkomt, kan met een nieuw ja verder. Alles gaat weg als de bewaartermijn voorbij is."
    ),
    gettext_lazy("Sluit af"),
    gettext_lazy("De begeleiding is afgesloten."),
)
TAKE_BACK = Asked(
    gettext_lazy("De persoon neemt het ja terug"),
    gettext_lazy("Dit werkt meteen en kan niet ongedaan."),
    gettext_lazy("Neem terug en wis"),
    gettext_lazy("Het ja is teruggenomen. De woorden zijn gewist."),
    danger=True,
)
MEMBER = Asked(
    gettext_lazy("Zet een collega erbij"),
    gettext_lazy("Deze collega leest dan alles van deze begeleiding. Vraag de persoon of dat goed is."),
    gettext_lazy("Zet erbij"),
    gettext_lazy("Uw collega staat er nu bij."),
)


def _moving(
    request: DeskRequest, case_id: uuid.UUID, kind: str, form: type[Form], asked: Asked, act: Any
) -> HttpResponse:
    one = case_of(request, case_id)
    if not can_move(one, kind):
        return redirect("cases:case", one.id)
    initial = {"seen": one.change_count, "told_to": request.user.id}

    def move(sent: Form) -> None:
        given = dict(sent.cleaned_data)
        if isinstance(sent, forms.YesForm):
            given = {"seen": given["seen"], "yes": sent.yes}
        act(by=request.actor, case_id=one.id, **given)

    return ask(request, one, filled(request, form, initial=initial), asked, move)


@page(WORK, reason=WHY)
def answer(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Records a yes that is said later, or anew."""
    return _moving(request, case_id, "said_yes", forms.YesForm, YES, answer_yes.record_yes)


@page(WORK, reason=WHY)
def reopen(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Opens a closed case again."""
    return _moving(request, case_id, "reopened", forms.YesForm, REOPEN, move_case.reopen_case)


@page(WORK, reason=WHY)
def pause(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Sets a case aside."""
    return _moving(request, case_id, "paused", forms.WhyForm, PAUSE, move_case.pause_case)


@page(WORK, reason=WHY)
def resume(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Takes a case up again."""
    return _moving(request, case_id, "resumed", forms.ResumeForm, RESUME, move_case.resume_case)


@page(WORK, reason=WHY)
def close(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Closes a case."""
    return _moving(request, case_id, "closed", forms.CloseForm, CLOSE, move_case.close_case)


@page(WORK, reason=WHY)
def take_back(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Shows what goes and what stays; sent, the yes is taken back at once."""
    one = case_of(request, case_id)
    if not can_move(one, "yes_back"):
        return redirect("cases:case", one.id)

    def act(_sent: Form) -> None:
        answer_yes.take_back_yes(by=request.actor, case_id=one.id)

    return ask(
        request, one, filled(request, Form), TAKE_BACK, act, template="cases/take_back.html",
        shown=what_happens(reported=one.meldcode == "report"), elsewhere=ELSEWHERE,
        has_story=one.told_events.exists(),
    )  # fmt: skip


@page(WORK, reason=WHY)
def member(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """Lets a colleague in."""
    one = case_of(request, case_id)
    if not can_move(one, "joined"):
        return redirect("cases:case", one.id)

    def act(sent: Form) -> None:
        share_case.let_in(by=request.actor, case_id=one.id, user_id=sent.cleaned_data["user"].id)

    return ask(request, one, filled(request, forms.MemberForm), MEMBER, act)


@require_POST
@page(WORK, reason=WHY)
def leave(request: DeskRequest, case_id: uuid.UUID, user_id: uuid.UUID) -> HttpResponse:
    """Takes somebody off a case."""
    one = case_of(request, case_id)
    try:
        share_case.leave_case(by=request.actor, case_id=one.id, user_id=user_id)
    except CasesError as fault:
        tell(request, fault)
        return redirect("cases:case", one.id)
    messages.success(request, _("Wie eraf is, leest deze begeleiding niet meer."))
    still_on = of_reader(request.actor).filter(id=one.id).exists()
    return redirect("cases:case", one.id) if still_on else redirect("cases:list")


@page(SECOND, reason=WHY)
def look(request: DeskRequest, case_look_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person: what was asked, why, and the steps it rests on."""
    asked = get_object_or_404(
        CaseLook.objects.select_related("asked_by", "decided_by", "case"), id=case_look_id
    )
    choice = request.POST.get("do")
    # declining erases: nothing but the button itself says so
    if request.method != "POST" or choice not in ("approve", "decline"):
        return _look(request, asked, asked.case)
    try:
        look_second.decide_look(by=request.actor, look_id=asked.id, approve=choice == "approve")
    except DecidedAlready:
        messages.info(request, _("Hierover was al beslist."))
    else:
        messages.success(request, _("Bewaard. Wie het vroeg, ziet uw besluit."))
    return redirect("cases:list")


def _look(request: DeskRequest, asked: CaseLook, one: Case) -> HttpResponse:
    record_event(by=request.actor, action="cases.look_read", subject=f"case:{one.id}")
    began = one.events.filter(place=1).first()
    own = request.user.id in {asked.asked_by_id, one.owner_id, began.by_id if began else None}
    # who is not on the case reads what they are to decide on, and no longer than until it is decided
    reads = (asked.state == "asked" and not own) or of_reader(request.actor).filter(id=one.id).exists()
    shows_steps = reads and asked.about == "report"
    told = queries.open_meldcode(by=request.actor, case=one) if shows_steps else None
    context = {
        "look": asked,
        "case": one,
        "why": opened(one, "why") if reads else "",
        "told": told,
        "own": own,
        "now": timezone.now(),
    }
    return render(request, "cases/look.html", context)
