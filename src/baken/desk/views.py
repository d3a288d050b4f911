"""Pages of the frame itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.desk.forms import LONGEST_LINE
from baken.desk.guard import state_reason
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
        return render(
            request, "desk/reason.html", {"asked": asked, "next": onwards, "fault": fault}, status=422
        )
    state_reason(request, asked, text)
    return redirect(onwards)
