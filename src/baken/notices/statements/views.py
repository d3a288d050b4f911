"""The pages of statements of reasons: the list, one of them, correcting it, letting them go."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.templatetags.desk import words
from baken.notices.permissions import READ_STATEMENTS, WRITE_STATEMENTS
from baken.notices.sending.exceptions import NotSetUp
from baken.notices.sending.service import service_of
from baken.notices.statements import queries, writing
from baken.notices.statements.exceptions import StatementError, WrongStatement
from baken.notices.statements.forms import CorrectForm, StatementFilter
from baken.notices.statements.labels import LABELS, shown
from baken.notices.statements.models import StatementOfReasons, whole_fields
from baken.notices.statements.screening import Fault
from baken.notices.statements.states import RELEASE, STATES
from baken.notices.statements.wording import WHY_NOT, in_words
from baken.tenancy.acting import Actor
from baken.vocabulary.code_list import Label

WHY = "statements of reasons"
AT_ONCE = 500
"""Statements that one release takes along."""
_COLUMNS = (
    Column("written", gettext_lazy("Geschreven"), "written_at", descending=True),
    Column("category", gettext_lazy("Categorie"), "category"),
    Column("ground", gettext_lazy("Grond"), "ground"),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("by", gettext_lazy("Door")),
)


def _sending(by: Actor) -> str:
    """Whether what is released goes out by itself: "on", "off" or "wrong"."""
    try:
        return "off" if service_of(by.organisation) is None else "on"
    except NotSetUp:
        return "wrong"


@page(READ_STATEMENTS, reason=WHY)
def statements(request: DeskRequest) -> HttpResponse:
    """All statements, the newest first, with how many stand where."""
    counted = queries.states_counted()
    listed = list_page(
        request, queries.statements(), _COLUMNS, default="-written", filters=StatementFilter(request.GET)
    )
    return render(
        request,
        "notices/statements/list.html",
        {
            "list": listed,
            "counted": [(code, counted[code]) for code in STATES if counted.get(code)],
            "written": counted.get("written", 0),
            "refused": counted.get("refused", 0),
            "sending": _sending(request.actor),
        },
    )


@page(READ_STATEMENTS, reason=WHY)
def statement(request: DeskRequest, statement_id: uuid.UUID) -> HttpResponse:
    """One statement, readable for people."""
    found = queries.read_statement(by=request.actor, statement_id=statement_id)
    written = getattr(found, "words", None)
    fields = whole_fields(found) if written else found.codes
    return render(
        request,
        "notices/statements/statement.html",
        {
            "statement": found,
            "words": written,
            "groups": list(shown(fields)),
            "faults": _told(written.faults) if written else [],
            "overturned": bool(queries.overturned([found])),
            "state": STATES[found.state],
            "sending": _sending(request.actor),
        },
    )


def _told(faults: list[list[str]]) -> list[tuple[Label, str, str]]:
    """The field, what is wrong in the reader's language where we know it, and what was said itself."""
    found = []
    for field, message in faults:
        said = in_words(Fault(field, message))
        found.append((LABELS.get(field, Label(field, field)), "" if said == message else said, message))
    return found


@page(WRITE_STATEMENTS, reason=WHY)
def correct(request: DeskRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Corrects a statement that was refused, or not let go yet."""
    found = queries.read_statement(by=request.actor, statement_id=statement_id)
    written = getattr(found, "words", None)
    if written is None or not STATES[found.state].can_be_corrected:
        messages.error(request, _("Deze motivering kan nu niet worden verbeterd."))
        return redirect("statements:statement", found.id)
    fields = {name: value for name, value in whole_fields(found).items() if name != "puid"}
    form = CorrectForm(
        request.POST if request.method == "POST" else None,
        fields=fields,
        wrong=[one[0] for one in written.faults],
    )
    if request.method == "POST" and form.is_valid():
        try:
            writing.correct_statement(by=request.actor, statement_id=found.id, fields=form.given)
        except WrongStatement as wrong:
            for fault in wrong.faults:
                form.add_error(fault.field if fault.field in form.fields else None, _beside(fault, form))
        except StatementError as fault:
            form.add_error(None, str(WHY_NOT[type(fault)]))
        else:
            messages.success(
                request, _("De verbetering is bewaard. Zet de motivering klaar als zij weg mag.")
            )
            return redirect("statements:statement", found.id)
    context = {"statement": found, "form": form, "faults": _told(written.faults)}
    return render(request, "notices/statements/correct.html", context, status=422 if form.errors else 200)


def _beside(fault: Fault, form: CorrectForm) -> str:
    said = in_words(fault)
    if fault.field in form.fields or fault.field not in LABELS:
        return said
    return f"{words(LABELS[fault.field])}: {said}"


@page(WRITE_STATEMENTS, reason=WHY)
def release_all(request: DeskRequest) -> HttpResponse:
    """Lets go of all that wait for it, once somebody confirms."""
    waiting = queries.statements().filter(state__in=RELEASE.sources, words__isnull=False)
    shown_here = list(waiting.order_by("written_at", "id")[:AT_ONCE])
    if request.method == "POST":
        # those that were on the page that somebody looked at, and no newer ones
        seen = {str(one.id) for one in shown_here} & set(request.POST.getlist("seen"))
        count = _release(request, [uuid.UUID(one) for one in seen])
        if count is not None:
            messages.success(
                request,
                ngettext(
                    "{count} motivering staat klaar.", "{count} motiveringen staan klaar.", count
                ).format(count=count),
            )
        return redirect("statements:list")
    context = {
        "waiting": shown_here,
        "overturned": queries.overturned(shown_here),
        "sending": _sending(request.actor),
    }
    return render(request, "notices/statements/release.html", context)


@require_POST
@page(WRITE_STATEMENTS, reason=WHY)
def release(request: DeskRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Lets one statement go."""
    found = get_object_or_404(StatementOfReasons, id=statement_id)
    if _release(request, [found.id]):
        messages.success(
            request, _("De motivering staat klaar. Zolang zij niet is verstuurd, kunt u dat terugnemen.")
        )
    return redirect("statements:statement", found.id)


def _release(request: DeskRequest, ids: list[uuid.UUID]) -> int | None:
    try:
        return writing.release_statements(by=request.actor, statement_ids=ids)
    except StatementError as fault:
        messages.error(request, str(WHY_NOT[type(fault)]))
    except NotSetUp:
        messages.error(request, _("Het versturen is verkeerd ingesteld. Vraag de beheerder van de server."))
    return None


@require_POST
@page(WRITE_STATEMENTS, reason=WHY)
def hold(request: DeskRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Takes back that a statement may go."""
    found = get_object_or_404(StatementOfReasons, id=statement_id)
    try:
        writing.hold_back(by=request.actor, statement_id=found.id)
    except StatementError as fault:
        messages.error(request, str(WHY_NOT[type(fault)]))
    else:
        messages.success(request, _("De motivering gaat nu niet weg."))
    return redirect("statements:statement", found.id)
