"""How the pages of a case ask: the case of the reader, one form, and refusals beside fields."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise

from baken.cases.exceptions import CasesError
from baken.cases.models import Case
from baken.cases.policies import of_reader
from baken.cases.wording import WHY_NOT
from baken.desk.guard import DeskRequest

WHY = "accompanying people"
Say = str | Promise


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page with one form says: its heading, what will happen, the button, and what was done."""

    heading: Say
    intro: Say
    button: Say
    done: Say
    danger: bool = False


def case_of(request: DeskRequest, case_id: uuid.UUID) -> Case:
    """The case, for who is on it. Raises Http404."""
    return get_object_or_404(of_reader(request.actor), id=case_id)


def filled(request: DeskRequest, form: type[Form], **given: Any) -> Form:
    """The form as it was sent, or empty."""
    return form(request.POST if request.method == "POST" else None, **given)


def refuse(form: Form, fault: CasesError) -> None:
    """Says in the form why something can't be done, beside the field where there is one."""
    field, words = WHY_NOT[type(fault)]
    form.add_error(field if field in form.fields else None, str(words))


def ask(
    request: DeskRequest,
    case: Case,
    form: Form,
    asked: Asked,
    act: Callable[[Form], object],
    *,
    back: str = "cases:case",
    template: str = "cases/form.html",
    **context: Any,
) -> HttpResponse:
    """Shows the form; sent well it acts and goes back, else it says what is wrong."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except CasesError as fault:
            refuse(form, fault)
        else:
            messages.success(request, str(asked.done))
            return redirect(back, case.id)
    return render(
        request, template, {"form": form, "case": case, "asked": asked, "back": back, **context},
        status=422 if form.errors else 200,
    )  # fmt: skip


def tell(request: DeskRequest, fault: CasesError) -> None:
    """Says on the next page why something can't be done."""
    messages.error(request, str(WHY_NOT[type(fault)][1]))
