"""How a hand-over or a report of a suspected crime stands, for programs of the organisation that made it.

States, kinds and moments alone: no words, nothing of whom or what it is about, no name of who receives.
That something changed goes out by signed message (`referral.state_changed`) with the id of a hand-over, or of
one receiver's packet; asked here it says the same.
"""

import uuid
from typing import Any

from ninja import Field, Router, Schema

from baken.api.guard import ProgramRequest, endpoint
from baken.api.problems import Refused
from baken.referrals.permissions import ASK_STATE
from baken.referrals.program_queries import Standing, standing_by_id, standing_by_number
from baken.vocabulary.code_list import Label
from baken.vocabulary.crime_reports import PacketState
from baken.vocabulary.referrals import ReceiverKind, ReferralState

router = Router(tags=["Referrals"])
EXAMPLE = {"number": "BCDF-GH23"}
_STATES = tuple(dict.fromkeys((*ReferralState.codes, *PacketState.codes)))


class NumberTold(Schema):
    """The number of a hand-over or a report, as people and the receiver name it."""

    number: str = Field(min_length=1, max_length=20)


class PartTold(Schema):
    """What goes to one receiver. `due_at` is when the next step must be there, null where nothing is
    waited for; `overdue` stands where it is not."""

    id: str
    receiver: str = Field(json_schema_extra={"enum": list(ReceiverKind.codes)})
    state: str = Field(json_schema_extra={"enum": [*_STATES]})
    due_at: str | None
    settled: bool = Field(
        description="A report: sent, or a named person said why not. A hand-over: it ended."
    )


class StandingTold(Schema):
    """A hand-over has one receiver; a report of a suspected crime one or more, each with its own state."""

    kind: str = Field(json_schema_extra={"enum": ["referral", "report"]})
    number: str
    settled: bool
    receivers: list[PartTold]


@router.post("/standing", response={200: StandingTold}, openapi_extra={
    "requestBody": {"content": {"application/json": {"example": EXAMPLE}}},
})  # fmt: skip
@endpoint(
    "referrals:read", ASK_STATE,
    words=Label(
        "Vraag met zijn nummer hoe een doorverwijzing staat", "Ask by its number how a referral stands"
    ),
)  # fmt: skip
def standing(request: ProgramRequest, given: NumberTold) -> dict[str, Any]:
    """How a hand-over or a report stands, by its number: that is not sent in an address, which others may
    keep. One of another organisation is not there."""
    return _told(standing_by_number(by=request.actor, number=given.number))


@router.get("/{referral_id}", response={200: StandingTold})
@endpoint(
    "referrals:read", ASK_STATE,
    words=Label("Lees hoe een doorverwijzing staat", "Read how a referral stands"),
)  # fmt: skip
def get_standing(request: ProgramRequest, referral_id: uuid.UUID) -> dict[str, Any]:
    """The same by the id that a signed message told: of a hand-over, or of a packet of a report."""
    return _told(standing_by_id(by=request.actor, found_id=referral_id))


def _told(found: Standing | None) -> dict[str, Any]:
    if found is None:
        raise Refused(404, "no_such_referral", "Nothing stands under this.")
    return {
        "kind": found.kind,
        "number": found.number,
        "settled": all(one.settled for one in found.receivers),
        "receivers": [
            {
                "id": str(one.id),
                "receiver": one.receiver,
                "state": one.state,
                "due_at": one.due_at.isoformat() if one.due_at else None,
                "settled": one.settled,
            }
            for one in found.receivers
        ],
    }
