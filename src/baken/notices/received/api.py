"""Notices for programs: give one on somebody's behalf, and ask by its code how it stands.

The same actions and rules as the form of the desk: who may stay without a name, how many an hour, what waits
apart. What is decided goes out by signed message (`notice.state_changed`), with ids and codes alone.
"""

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Field, Router, Schema

from baken.api.guard import ProgramRequest, endpoint
from baken.api.problems import Refused
from baken.notices.exceptions import NoticesError
from baken.notices.permissions import ASK_STATE, GIVE
from baken.notices.received import exceptions as wrong
from baken.notices.received.actions.give_notice import give_notice
from baken.notices.received.answers import decision_words
from baken.notices.received.policies import MEASURES
from baken.notices.received.queries import Standing, standing_by
from baken.vocabulary.code_list import Label
from baken.vocabulary.notices import NoticeSubject, NotifierKind

router = Router(tags=["Notices"])

EXAMPLE: dict[str, Any] = {
    "kind": "user",
    "subject": "without_consent",
    "location": "https://kleinmarkt.example/advert/4711",
    "why": "The text is mine, and I did not place it.",
    "good_faith": True,
    "name": "Some Notifier",
    "email": "notifier@voorbeeld.example",
    "language": "en",
}
_WRONG: dict[type[NoticesError], tuple[int, str, str | None]] = {
    wrong.DeskClosed: (409, "desk_closed", None),
    wrong.TooManyNotices: (429, "too_many_notices", None),
    wrong.WhyMissing: (422, "why_missing", "why"),
    wrong.ContactNeeded: (422, "contact_needed", "email"),
    wrong.NotInGoodFaith: (422, "not_in_good_faith", "good_faith"),
}


class NoticeGiven(Schema):
    """A notice (article 16(2)). Without `name` and `email` only about abuse of a minor."""

    kind: str = Field(max_length=20, json_schema_extra={"enum": list(NotifierKind.codes)})
    subject: str = Field(max_length=20, json_schema_extra={"enum": list(NoticeSubject.codes)})
    location: str = Field(min_length=1, max_length=500)
    why: str = Field(min_length=10, max_length=5_000)
    good_faith: bool
    name: str = Field("", max_length=150)
    email: str = Field("", max_length=254)
    language: Literal["nl", "en"] = "nl"


class ReceiptTold(Schema):
    """What the notifier gets at once. `code` is told now and can't be had again; pass it on to them."""

    notice: str
    number: int
    code: str
    state: str
    due_at: str


class CodeTold(Schema):
    """The code of a notice, or the one with which an advertiser asks for the reasons."""

    code: str = Field(min_length=1, max_length=60)


class StandingTold(Schema):
    """How a notice or decision stands, for the side whose code it is; what is not there (yet) is null."""

    side: Literal["notifier", "advertiser"]
    notice: str | None
    state: str | None
    due_at: str | None
    outcome: str | None
    decided_at: str | None
    answer: str | None = Field(description="To who gave notice.")
    ground: str | None = Field(description="To the advertiser, where something was done.")
    explanation: str | None
    facts: str | None
    overturned: bool


def _refused(fault: NoticesError) -> Refused:
    status, code, field = _WRONG[type(fault)]
    return Refused(status, code, str(fault), field=field)


@router.post("", response={200: ReceiptTold}, openapi_extra={
    "requestBody": {"content": {"application/json": {"example": EXAMPLE}}},
})  # fmt: skip
@endpoint("notices:give", GIVE, words=Label("Geef een melding", "Give a notice"))
def give(request: ProgramRequest, given: NoticeGiven) -> dict[str, Any]:
    """Takes a notice in, as the form of the notice desk does: for a user, a trusted flagger, an organisation,
    an authority, or, about abuse of a minor, for somebody without a name. That somebody is a trusted flagger
    is their word until a person looked it up. Send an `Idempotency-Key`, or a line that is cut gives two."""
    for name, codes in (("kind", NotifierKind), ("subject", NoticeSubject)):
        if getattr(given, name) not in codes:
            raise Refused(422, "unknown_code", "This code is not known.", field=name)
    if given.email:
        try:
            validate_email(given.email)
        except ValidationError as fault:
            raise Refused(422, "no_address", "This is no e-mail address.", field="email") from fault
    try:
        receipt = give_notice(
            organisation=request.actor.organisation, through=request.actor, **given.model_dump()
        )
    except NoticesError as fault:
        raise _refused(fault) from fault
    notice = receipt.notice
    return {
        "notice": str(notice.id),
        "number": notice.number,
        "code": receipt.code,
        "state": "received",
        "due_at": notice.due_at.isoformat(),
    }


@router.post("/standing", response={200: StandingTold}, openapi_extra={
    "requestBody": {"content": {"application/json": {"example": {"code": "aaaaa-bbbbb-ccccc-ddddd-eeeee"}}}},
})  # fmt: skip
@endpoint("notices:read", ASK_STATE, words=Label("Vraag hoe een melding staat", "Ask how a notice stands"))
def standing(request: ProgramRequest, given: CodeTold) -> dict[str, Any]:
    """How a notice stands, by its code: a code is not sent in an address, which others may keep. An unknown
    code is 404. The advertiser's code gives the reasons and nothing of who gave notice."""
    found = standing_by(organisation=request.actor.organisation, code=given.code, through=request.actor)
    if found is None:
        raise Refused(404, "unknown_code", "Nothing stands under this code.")
    return _told(found)


def _told(found: Standing) -> dict[str, Any]:
    notice, decision = found.notice, found.decision
    words = decision_words(decision) if decision else None
    reasons = decision is not None and decision.outcome in MEASURES and found.side == "advertiser"
    return {
        "side": found.side,
        "notice": str(notice.id) if notice else None,
        # who waits apart is not told so: a notice that is not decided on is received
        "state": None if notice is None else "decided" if notice.state == "decided" else "received",
        "due_at": notice.due_at.isoformat() if notice else None,
        "outcome": decision.outcome if decision else None,
        "decided_at": decision.at.isoformat() if decision else None,
        "answer": words.answer if words and found.side == "notifier" else None,
        "ground": decision.ground if decision and reasons else None,
        "explanation": words.explanation if words and reasons else None,
        "facts": words.facts if words and reasons else None,
        "overturned": bool(decision and decision.state == "overturned"),
    }
