"""What programs ask of the notices: statements of reasons, checked before they are sent."""

import dataclasses
from typing import Annotated, Any

from ninja import Body, Router, Schema
from pydantic import Field

from baken.api.guard import ProgramRequest, endpoint
from baken.audit.actions import record_event
from baken.notices.permissions import CHECK_STATEMENTS
from baken.notices.statements.checking import BATCH, MOST, check_statements
from baken.vocabulary.code_list import Label

router = Router(tags=["Statements of reasons"])

EXAMPLE: dict[str, Any] = {
    "puid": "advert-10482-removed-1",
    "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    "incompatible_content_ground": "House rules, article 4",
    "incompatible_content_explanation": "An advert names one person once; this one stood under three names.",
    "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    "category_specification": ["KEYWORD_INAUTHENTIC_LISTINGS"],
    "content_type": ["CONTENT_TYPE_TEXT"],
    "content_date": "2026-01-10",
    "application_date": "2026-01-12",
    "decision_facts": "The same text stood three times under other names; a moderator compared them.",
    "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "No",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
}


class FaultTold(Schema):
    """What is wrong with a field of the statement at `index`, from 0."""

    index: int
    field: str
    message: str


class Checked(Schema):
    """Whether the transparency database would keep it whole, and every fault."""

    accepted: bool
    statements: int = Field(description="How many statements were looked at.")
    errors: list[FaultTold]


@router.post(
    "/checks",
    response=Checked,
    openapi_extra={
        "requestBody": {"content": {"application/json": {"example": EXAMPLE}}, "required": True},
        "responses": {
            200: {
                "content": {
                    "application/json": {
                        "example": {
                            "accepted": False,
                            "statements": 1,
                            "errors": [{"index": 0, "field": "category", "message": "is missing"}],
                        }
                    }
                }
            }
        },
    },
)
@endpoint(
    "statements:check",
    CHECK_STATEMENTS,
    words=Label("Kijk een motivering na", "Check a statement of reasons"),
)
def check(request: ProgramRequest, given: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
    """Names every wrong field of one statement of reasons, or of a batch `{"statements": [1 to 100]}`.

    The fields, codes and limits are those of the Commission's transparency database (Digital Services Act,
    articles 17 and 24). Besides what it refuses, this names what it drops without a word and what it does not
    look at. Nothing is kept and nothing is sent.
    """
    faults = list(check_statements(given))
    batch = given.get(BATCH, [given])
    number = len(batch) if isinstance(batch, list) else 0
    record_event(
        by=request.actor,
        action="notices.statements_checked",
        subject=f"endpoint:{CHECK_STATEMENTS.code}",
        details={"statements": min(number, MOST + 1), "wrong": len(faults)},
    )
    return {
        "accepted": not faults,
        "statements": number,
        "errors": [dataclasses.asdict(fault) for fault in faults],
    }
