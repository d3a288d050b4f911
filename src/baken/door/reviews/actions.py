"""A person looks at a held advert. Where an age under 18 holds it, two must say the same."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.exceptions import NotHeld, SaidAlready
from baken.door.models import DoorCheck, DoorRefusal, DoorSay
from baken.door.permissions import REVIEW
from baken.door.reviews.reported import report_refusal
from baken.door.states import CLEAR, REFUSE
from baken.door.telling import tell_decided
from baken.notices.received.policies import plain_words, words_for_others
from baken.notices.statements.writing import write_statement
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.notices import SeriousSuspicion

REASON = "door_doorsay.reason"
PEOPLE = {False: 1, True: 2}
"""How many people must say the same, by whether two look."""
GRAVEST_FIRST = ("minority", "danger", "exploitation")
"""Of several suspicions the one that is reported: that of a minor asks for child protection, the police and
two people, and none of these may be lost because a colleague suspected something else."""
assert set(GRAVEST_FIRST) == set(SeriousSuspicion.codes_in("serious"))
SAID = "door.said"
NOT_PUBLISHED = "the advert was not published"


@dataclass(frozen=True, slots=True)
class Stated:
    """What the advertiser is told of a refusal (article 17), and how serious the suspicion is."""

    suspicion: str
    illegal: bool
    ground: str
    category: str
    explanation: str
    facts: str


@transaction.atomic
def review_check(
    *, by: Actor, check_id: uuid.UUID, outcome: str, reason: str, stated: Stated | None = None
) -> DoorCheck:
    """Says of a held advert that it goes online, or is refused (then with `stated`); once a person.

    Where two people look it stays held until two have said the same; a third decides between two who differ.
    A refusal writes its statement of reasons. Raises `NotHeld`, `SaidAlready`, `NotPermitted`,
    `baken.notices.exceptions.NoticesError` for words that can't go to others, ValueError for a refusal
    without `stated`, Http404.
    """
    check_may(by, REVIEW)
    check_person(by)
    check = get_object_or_404(
        DoorCheck.objects.select_for_update(of=("self",)).select_related("standing"), id=check_id
    )
    if check.state != CLEAR.source:
        raise NotHeld
    if check.said.filter(by=by.user).exists():
        raise SaidAlready
    if (outcome == "refuse") != (stated is not None):
        raise ValueError("a refusal has what the advertiser is told, and nothing else has")
    say = DoorSay(organisation=by.organisation, check_at_door=check, outcome=outcome, by=by.user)
    say.suspicion = stated.suspicion if stated else "none"
    say.at = timezone.now()
    say.reason = Vault(by.organisation.id).seal(plain_words(reason), REASON, say.id)
    fields = statement_fields(check, stated) if stated else None
    say.save()
    agreed = check.said.filter(outcome=outcome).count() >= PEOPLE[check.two_people]
    record_event(
        by=by,
        action=SAID,
        subject=f"door_check:{check.id}",
        details={"agreed": agreed, "two": check.two_people},
    )
    if agreed:
        move = REFUSE if stated else CLEAR
        check.state, check.state_at = move.target, say.at
        check.save(update_fields=["state", "state_at"])
        if stated and fields:
            _refuse(by, check, say)
            write_statement(by=by, fields=fields, about=f"door-check:{check.id}")
        record_event(by=by, action=move.event, subject=f"door_check:{check.id}")
        tell_decided(by, check)
    return check


def _refuse(by: Actor, check: DoorCheck, last: DoorSay) -> None:
    """A suspicion that any of those who refuse has is not lost because another has none."""
    suspected = set(check.said.filter(outcome="refuse").values_list("suspicion", flat=True))
    serious = [code for code in GRAVEST_FIRST if code in suspected]
    DoorRefusal.objects.create(
        organisation=by.organisation,
        check_at_door=check,
        suspicion=serious[0] if serious else "none",
        state="open" if serious else "closed",
        at=last.at,
    )
    if serious:
        report_refusal(by, check, serious[0])


def statement_fields(check: DoorCheck, stated: Stated) -> dict[str, Any]:
    """The statement of reasons of a refusal, as the Commission's database takes it.

    Raises `WhyMissing`, `ContactTold`.
    """
    side = "illegal" if stated.illegal else "incompatible"
    named = "illegal_content_legal_ground" if stated.illegal else "incompatible_content_ground"
    return {
        "decision_visibility": ["DECISION_VISIBILITY_OTHER"],
        "decision_visibility_other": NOT_PUBLISHED,
        "decision_ground": f"DECISION_GROUND_{side.upper()}_CONTENT",
        named: words_for_others(stated.ground),
        f"{side}_content_explanation": words_for_others(stated.explanation),
        "category": stated.category,
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": timezone.localdate(check.standing.captured_at).isoformat(),
        "application_date": timezone.localdate().isoformat(),
        "decision_facts": words_for_others(stated.facts),
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "Yes",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }
