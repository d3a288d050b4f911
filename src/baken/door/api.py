"""The door for programs of the platform: have an advert checked, tell that an account showed an age."""

import uuid
from datetime import UTC, datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import AwareDatetime

from baken.adverts.rule_sets.queries import rules_in_force
from baken.api.guard import ProgramRequest, endpoint
from baken.api.problems import Refused, documented
from baken.door.actions.check_advert import check_advert, not_checked
from baken.door.actions.record_evidence import record_evidence as record
from baken.door.appeals.actions import lodge_appeal
from baken.door.appeals.queries import appeal_of_check
from baken.door.checks.submission import LONGEST, BadSubmission, faults_of
from baken.door.exceptions import (
    AppealTooLate,
    Broken,
    DoorError,
    NoPolicy,
    NoSuchAdvert,
    OtherPlatform,
    WrongEvidence,
)
from baken.door.models import DoorAppeal
from baken.door.permissions import APPEAL, CHECK, RECORD_EVIDENCE
from baken.door.policies import check_policy
from baken.indicators.faults import FaultyRules
from baken.notices.received.exceptions import WhyMissing
from baken.vocabulary.code_list import Label

router = Router(tags=["Door"])

EXAMPLE = {
    "advert": {
        "record_version": 1,
        "sighting_id": "2026-06-01-17",
        "platform": "kleinegids.example",
        "captured_at": "2026-06-01T10:00:00Z",
        "title": "Relaxing massage",
        "text": "Quiet practice at home.",
        "stated_age": 35,
        "contacts": [{"kind": "phone", "value": "+31600000001"}],
        "account": {"account_id": "account-1", "payer_hash": "p1", "device_hash": "d1"},
    }
}
_WRONG = {
    NoPolicy: (409, "no_policy"),
    OtherPlatform: (422, "other_platform"),
    NoSuchAdvert: (404, "no_such_advert"),
    WrongEvidence: (422, "wrong_evidence"),
}


Moment = Annotated[
    AwareDatetime,
    Field(gt=datetime(1900, 1, 1, tzinfo=UTC), lt=datetime(3000, 1, 1, tzinfo=UTC)),
]
"""With its time zone, and such as any calendar can show."""


class CheckAsked(Schema):
    """An advert as the advert record has it; its moment is that of asking. `test` is for the test adverts of
    an audit: only a test entrance answers to them, and none of them may ever go online."""

    advert: dict[str, Any]
    test: bool = False


class PolicyTold(Schema):
    """The version of the platform's own policy that is in force, and what it asks."""

    number: int
    minimum_age: int
    age_evidence: list[str]
    required: list[str]
    grade_c_hours: int


class EntranceTold(Schema):
    """Which door this is: whether it is for tests alone, whose, and what decides there. `rules` is the
    SHA-256 of the rule set in force, `rules_number` its version here, 0 for the rules that ship."""

    test_entrance: bool
    platform: str
    policy: PolicyTold
    rules: str
    rules_number: int


class AppealTold(Schema):
    """Why an advertiser does not agree with a refusal, in their own words."""

    why: str = Field(min_length=1, max_length=2_000)


class EvidenceTold(Schema):
    """That an account showed its holder's age, for one of its adverts as it came to the door last."""

    account_id: str = Field(min_length=1, max_length=LONGEST)
    sighting_id: str = Field(min_length=1, max_length=LONGEST)
    method: str = Field(max_length=30)
    checked_at: Moment
    valid_until: Moment | None = None
    checked_by: str = Field(min_length=1, max_length=LONGEST)


def _hold(request: HttpRequest) -> dict[str, Any]:
    """What is said while the database can't be reached: wait."""
    return not_checked("").as_json()


@router.post("/checks", response={200: dict[str, Any]}, openapi_extra={
    "requestBody": {"content": {"application/json": {"example": EXAMPLE}}},
})  # fmt: skip
@endpoint("door:check", CHECK, words=Label("Controleer een advertentie", "Check an advert"), away=_hold)
def check(request: ProgramRequest, given: CheckAsked) -> dict[str, Any]:
    """Let through, or hold until a person looks, with the reasons. Only a person refuses. The same advert
    under the same policy, rules and evidence gets the same answer. Put an advert online only where
    `may_go_online` is true; while anything is wrong it is not."""
    if given.test and not settings.TEST_ENTRANCE:
        raise Refused(409, "no_test_entrance", "This door takes no test adverts: it is no test entrance.")
    try:
        answer = check_advert(by=request.actor, submission={"advert": given.advert})
    except BadSubmission as bad:
        raise Refused(422, "bad_advert", "; ".join(faults_of(bad))) from bad
    except DoorError as fault:
        raise Refused(*_WRONG[type(fault)], str(fault)) from fault
    except FaultyRules:
        # the rules can't be used now, which is no reason to let anything through
        answer = not_checked(str(given.advert.get("sighting_id", "")))
    # "could not be looked at" is true of this moment, not for a day
    request.not_done = answer.check is None
    return answer.as_json() | ({"may_go_online": False} if given.test else {})


@router.get(
    "/entrance",
    response={200: EntranceTold},
    openapi_extra=documented(409, "No policy is in force yet, or the rules can't be used."),
)
@endpoint("door:check", CHECK, words=Label("Vraag welke deur dit is", "Ask which door this is"))
def get_entrance(request: ProgramRequest) -> dict[str, Any]:
    """Whose door it is, whether for tests alone, and under which policy and rules it decides now."""
    try:
        policy, rules = check_policy(), rules_in_force()
    except NoPolicy as fault:
        raise Refused(*_WRONG[type(fault)], str(fault)) from fault
    except FaultyRules as faulty:
        raise Refused(409, "faulty_rules", "The rules in force can't be used.") from faulty
    return {
        "test_entrance": settings.TEST_ENTRANCE,
        "platform": policy.platform,
        "policy": {name: getattr(policy, name) for name in PolicyTold.model_fields},
        "rules": rules.digest,
        "rules_number": rules.number,
    }


@router.put("/checks/{check_id}/appeal", response={200: dict[str, Any]})
@endpoint("door:check", APPEAL, words=Label("Maak bezwaar tegen een weigering", "Appeal against a refusal"))
def put_appeal(request: ProgramRequest, check_id: uuid.UUID, given: AppealTold) -> dict[str, Any]:
    """The advertiser does not agree: until six months after a person refused. Told again, the first one
    stands. Somebody else than who refused decides; `GET` says how it stands."""
    try:
        made = lodge_appeal(by=request.actor, check_id=check_id, why=given.why)
    except AppealTooLate as late:
        raise Refused(422, "too_late", str(late)) from late
    except WhyMissing as missing:
        raise Refused(422, "why_missing", "Say why the advertiser does not agree.", field="why") from missing
    return _appeal(made, "")


@router.get(
    "/checks/{check_id}/appeal",
    response={200: dict[str, Any]},
    openapi_extra=documented(409, "What is kept of this appeal can't be read."),
)
@endpoint("door:read", APPEAL, words=Label("Lees hoe een bezwaar ervoor staat", "Read how an appeal stands"))
def get_appeal(request: ProgramRequest, check_id: uuid.UUID) -> dict[str, Any]:
    """`answer` is for the advertiser; it is empty while the appeal is open."""
    try:
        return _appeal(*appeal_of_check(by=request.actor, check_id=check_id))
    except Broken as broken:
        raise Refused(409, "not_readable", "What is kept of this appeal can't be read.") from broken


def _appeal(appeal: DoorAppeal, answer: str) -> dict[str, Any]:
    return {
        "appeal": str(appeal.id),
        "state": appeal.state,
        "received_at": appeal.received_at.isoformat(),
        "answer_before": appeal.due_at.isoformat(),
        "answer": answer or None,
    }


@router.put("/evidence", response={200: dict[str, Any]})
@endpoint(
    "door:check", RECORD_EVIDENCE, words=Label("Vertel van een leeftijdsbewijs", "Tell of age evidence")
)
def put_evidence(request: ProgramRequest, given: EvidenceTold) -> dict[str, Any]:
    """Told again it stands once. Send no document and no number of one: who looked, how and when will do."""
    try:
        proof = record(
            by=request.actor,
            account_id=given.account_id,
            advert_id=given.sighting_id,
            method=given.method,
            checked_at=given.checked_at,
            valid_until=given.valid_until,
            checked_by=given.checked_by,
        )
    except DoorError as fault:
        raise Refused(*_WRONG[type(fault)], str(fault)) from fault
    return {"evidence": str(proof.id), "method": proof.method}
