"""The pages for everybody: giving notice, and how one stands. They ask no cookie and know no reader.

They carry no token against forged requests: whoever sends one acts for nobody but themselves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from baken.accounts.attempts import count, counter_key, take_back
from baken.accounts.models import Organisation
from baken.desk.guard import public_page
from baken.notices.exceptions import NoticesError
from baken.notices.received.actions import give_notice, lodge_complaint
from baken.notices.received.answers import decision_words
from baken.notices.received.exceptions import DeskClosed, TooManyNotices
from baken.notices.received.forms import CodeForm, ComplainForm, GiveForm
from baken.notices.received.policies import can_complain
from baken.notices.received.queries import Standing, desk_of, open_at, standing_by
from baken.notices.received.sealing import unseal
from baken.notices.received.wording import why_not

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@contextmanager
def _desk(slug: str, language: str | None, *, closed_too: bool = False) -> Iterator[tuple[Organisation, str]]:
    """The organisation that takes notices, and the language of the page. Raises Http404."""
    spoken = language or translation.get_language() or "nl"
    if spoken not in LANGUAGES:
        raise Http404
    try:
        with open_at(slug, closed_too=closed_too) as organisation, translation.override(spoken):
            yield organisation, spoken
    except DeskClosed as fault:
        raise Http404 from fault


def _answer(
    template: str,
    organisation: Organisation,
    spoken: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    other = next(code for code in LANGUAGES if code != spoken)
    desk = desk_of()
    frame = {
        "organisation": organisation,
        "language": spoken,
        "other": other,
        "open": desk is not None and desk.open,
    }
    body = render_to_string(f"notices/public/{template}.html", frame | context)
    answer = HttpResponse(body, status=status)
    answer["Content-Language"] = spoken
    return answer


@public_page
@csrf_exempt
def give(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponse:
    """The form for a notice; sent, it shows the receipt with the code at once."""
    with _desk(slug, language) as (organisation, spoken):
        form = GiveForm(request.POST if request.method == "POST" else None)
        status = 200
        if request.method == "POST" and form.is_valid():
            try:
                receipt = give_notice(organisation=organisation, language=spoken, **form.cleaned_data)
            except NoticesError as fault:
                form.add_error(None, why_not(fault))
                status = 429 if isinstance(fault, TooManyNotices) else 422
            else:
                return _answer(
                    "receipt", organisation, spoken, {"notice": receipt.notice, "code": receipt.code}
                )
        elif form.errors:
            status = 422
        return _answer("give", organisation, spoken, {"form": form}, status)


@public_page
@csrf_exempt
def standing(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponse:
    """What stands under a code, and a complaint about it. A code that is not there gets the same page, and
    who tries many of them waits. It stays when the desk closes: decisions can be complained of for months."""
    with _desk(slug, language, closed_too=True) as (organisation, spoken):
        if request.method != "POST":
            return _answer("standing", organisation, spoken, {"form": CodeForm()})
        form = CodeForm(request.POST)
        if not form.is_valid():
            return _answer("standing", organisation, spoken, {"form": form}, 422)
        key = counter_key("notice code", slug, _origin(request))
        if not count(key).allowed:
            return _answer("standing", organisation, spoken, {"form": form, "wait": True}, 429)
        code = form.cleaned_data["code"]
        complain = ComplainForm(request.POST if "why" in request.POST else None, initial={"code": code})
        lodged = False
        if complain.is_bound and complain.is_valid():
            try:
                lodge_complaint(organisation=organisation, code=code, why=complain.cleaned_data["why"])
                lodged, complain = True, ComplainForm(initial={"code": code})
            except NoticesError as fault:
                complain.add_error(None, why_not(fault))
        with transaction.atomic():
            found = standing_by(organisation=organisation, code=code)
        if found is not None:
            take_back(key)
        shown = _shown(found) if found else {"unknown": True}
        context = {"form": CodeForm(), "complain": complain, "lodged": lodged, **shown}
        return _answer("standing", organisation, spoken, context, 422 if complain.errors else 200)


def _origin(request: HttpRequest) -> str:
    address = get_client_ip(request)
    return truncate_ip(address) if address else "unknown"


def _shown(found: Standing) -> dict[str, Any]:
    decision = found.decision
    now = timezone.now()
    before = [one for one in found.complaints if decision is not None and one.decision_id == decision.id]
    told = (*found.complaints, *found.others)
    return {
        "found": found,
        "words": decision_words(decision) if decision else None,
        "complaints": [(one, unseal(one, "answer"), unseal(one, "changes")) for one in told],
        "can_complain": decision is not None and can_complain(decision, found.side, before, now),
    }
