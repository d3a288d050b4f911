"""What a second person decides: whether a case may begin without a yes, what began in danger, a report."""

import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.cases.actions.keeping import changed, erase_words, happened, note
from baken.cases.models import Case, CaseLook
from baken.cases.permissions import SECOND
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may
from baken.tenancy.second_person import decide_as_second


@transaction.atomic
def decide_look(*, by: Actor, look_id: uuid.UUID, approve: bool) -> CaseLook:
    """The decision of a second person, who neither asked nor began or sees to the case.

    Declined before it began, its words go; what began in danger stands still until the person was asked;
    a declined outcome leaves the reporting code open. Raises `DecidedAlready`, `NotPermitted`, Http404.
    """
    check_may(by, SECOND)
    known = get_object_or_404(CaseLook, id=look_id)
    # first the case, as whoever writes to it does: nothing changes under who decides
    case = Case.objects.select_for_update(of=("self",)).get(id=known.case_id)
    if by.user.id in {case.owner_id, *case.events.filter(place=1).values_list("by_id", flat=True)}:
        raise NotPermitted("somebody else than whoever began a case decides on it")
    rows: QuerySet[CaseLook] = CaseLook.objects.all()
    look = decide_as_second(rows, by=by, request_id=look_id, approve=approve, what="a case")
    if look.about == "ground" and case.state == "waiting":
        happened(by, case, "approved" if approve else "declined", about="ground", approved=approve)
        if not approve:
            erase_words(case)
            changed(case)
        return look
    note(by, case, "cases.look_decided", about=look.about, approved=approve)
    if look.about == "danger" and not approve and case.state == "open":
        happened(by, case, "paused")
    if look.about == "report" and approve:
        case.meldcode, case.meldcode_at = look.outcome, timezone.now()
        changed(case)
    return look
