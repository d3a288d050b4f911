"""The pages on which a person looks at a held advert, and says where a suspicion went."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.door.exceptions import DoorError
from baken.door.models import DoorCheck
from baken.door.permissions import REVIEW
from baken.door.reviews.actions import review_check
from baken.door.reviews.forms import ReviewForm
from baken.door.reviews.reported import about_of
from baken.notices.exceptions import NoticesError
from baken.notices.received.wording import why_not
from baken.referrals.reports.queries import report_about

WHY = "moderation at the door"


@page(REVIEW, reason=WHY)
def review(request: DeskRequest, check_id: uuid.UUID) -> HttpResponse:
    """What happens to a held advert; each person says it once."""
    check = get_object_or_404(DoorCheck.objects.defer("facts", "answer"), id=check_id)
    said = check.said.filter(by=request.user).exists()
    if check.state != "held" or said:
        messages.info(request, _("U hebt hierover al gezegd wat u vindt, of er is al over beslist."))
        return redirect("door:check", check_id)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = review_check(by=request.actor, check_id=check_id, **form.given)
        except NoticesError as fault:
            form.add_error(None, why_not(fault))
        except DoorError:
            messages.error(request, _("Intussen is hier al over beslist. Kijk hoe het er nu voor staat."))
            return redirect("door:check", check_id)
        else:
            if made.state == "held":
                messages.info(request, _("Bewaard. Er gebeurt niets voordat twee mensen hetzelfde zeggen."))
            elif made.state == "cleared":
                messages.success(request, _("Besloten. De advertentie mag online."))
            elif made.refusal.state == "open":
                messages.success(request, _("Geweigerd. Meld nu het vermoeden: dat kan niet wachten."))
                report = report_about(about_of(made))
                if report is not None:
                    return redirect("reports:report", report.id)
            else:
                messages.success(request, _("Geweigerd. De motivering staat klaar bij Motiveringen."))
            return redirect("door:check", check_id)
    context = {"form": form, "check": check}
    return render(request, "door/review.html", context, status=422 if form.errors else 200)
