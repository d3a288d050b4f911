"""The page of the jobs."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.adverts.models import EXTRACTION_VERSION, Extraction, Sighting
from baken.desk.guard import DeskRequest, page
from baken.operations.exceptions import JobWaitsAlready, NoSuchJob
from baken.operations.jobs import ACTIVE, FINISHED_SHOWN, jobs_of, retry_job, road_of
from baken.operations.permissions import MANAGE, READ_JOBS

LOOKS = 60
"""So many times the page looks again by itself, every five seconds: an open page must not keep
somebody signed in who went away."""


@page(READ_JOBS, reason="administration")
def jobs(request: DeskRequest) -> HttpResponse:
    """What the computer does now, what waits and what went wrong."""
    found = jobs_of(request.actor.organisation)
    active = [job for job in found if job.status in ACTIVE]
    asked = request.GET.get("keer", "")
    look = int(asked) + 1 if asked.isdecimal() and len(asked) < 4 else 1
    road = road_of(found)
    reading = None
    if road.now and (road.now.task, road.now.status) == ("extract", "doing"):
        reading = {
            "done": Extraction.objects.filter(version=EXTRACTION_VERSION).count(),
            "all": Sighting.objects.count(),
        }
    return render(
        request,
        "operations/jobs.html",
        {
            "active": active,
            "failed": [job for job in found if job.status == "failed"],
            "ended": [job for job in found if job.status not in (*ACTIVE, "failed")],
            "shown": FINISHED_SHOWN,
            "road": road,
            "reading": reading,
            "look": look,
            "looks_again": bool(active) and look <= LOOKS,
        },
    )


@require_POST
@page(MANAGE, reason="administration")
def retry(request: DeskRequest, job_id: int) -> HttpResponse:
    """Puts a job that failed back in the queue."""
    try:
        retry_job(by=request.actor, job_id=job_id)
    except NoSuchJob as fault:
        raise Http404 from fault
    except JobWaitsAlready:
        messages.info(request, _("Deze taak wacht al; u hoeft niets te doen."))
    else:
        messages.success(request, _("De taak staat weer in de rij."))
    return redirect("operations:jobs")
