"""Pages of the frame itself: why somebody looks, and what is said when something can't be done."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.desk.forms import LONGEST_LINE, NO_CONTACTS
from baken.desk.guard import state_reason
from baken.extraction.told_contacts import tells_contact
from baken.tenancy.permission import ALL_PERMISSIONS, may


@require_POST
def reason(request: HttpRequest) -> HttpResponse:
    """Takes why somebody looks, and goes on to what they wanted to see."""
    asked = ALL_PERMISSIONS.get(request.POST.get("permission", ""))
    onwards = request.POST.get("next", "/")
    if asked is None or not may(request.user, asked):
        return HttpResponseBadRequest()
    if not url_has_allowed_host_and_scheme(onwards, allowed_hosts=None):
        onwards = "/"
    text = " ".join(request.POST.get("reason", "").split())
    if not 5 <= len(text) <= LONGEST_LINE or not text.isprintable():
        fault = _("Schrijf één zin, van 5 tot 500 tekens.")
    else:
        fault = str(NO_CONTACTS) if tells_contact(text) else ""
    if fault:
        return render(
            request, "desk/reason.html", {"asked": asked, "next": onwards, "fault": fault}, status=422
        )
    state_reason(request, asked, text)
    return redirect(onwards)


def could_not_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense, or one that is far too big."""
    too_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    # the form of a request that can't be read can't be looked into again, not even for its token
    request.POST = QueryDict()
    return render(request, "400.html", {"too_big": too_big}, status=413 if too_big else 400)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the reader's role may not see or do."""
    return render(request, "403.html", status=403)


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, or not for this organisation: the same words for both."""
    return render(request, "404.html", status=404)
