"""A decision as a statement of reasons (article 17), field by field as the transparency database takes it."""

from typing import Any

from django.utils import timezone

from baken.notices.received.answers import decision_words
from baken.notices.received.models import NoticeDecision

_DONE: dict[str, dict[str, Any]] = {
    "remove": {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]},
    "disable": {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_DISABLED"]},
    "restrict": {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_DEMOTED"]},
    "suspend_account": {"decision_account": "DECISION_ACCOUNT_SUSPENDED"},
    "end_account": {"decision_account": "DECISION_ACCOUNT_TERMINATED"},
    "limit_service": {"decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"},
}


def statement_for(decision: NoticeDecision) -> dict[str, Any] | None:
    """The fields of the statement; None where nothing was done, so that there is nothing to state.

    Who gave notice is in it by kind alone, and a trusted flagger only where a person looked that up: till
    then it is a notice as anybody's (article 16).
    """
    if decision.outcome not in _DONE:
        return None
    words = decision_words(decision)
    flagged = decision.notices.filter(kind="trusted_flagger", flagger_by__isnull=False).exists()
    source = "SOURCE_TRUSTED_FLAGGER" if flagged else "SOURCE_ARTICLE_16"
    side = "illegal" if decision.illegal else "incompatible"
    return _DONE[decision.outcome] | {
        "puid": f"baken-{decision.id}",
        "decision_ground": f"DECISION_GROUND_{side.upper()}_CONTENT",
        "illegal_content_legal_ground"
        if decision.illegal
        else "incompatible_content_ground": decision.ground,
        f"{side}_content_explanation": words.explanation,
        "category": decision.category,
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": decision.content_on.isoformat(),
        "application_date": timezone.localdate(decision.at).isoformat(),
        "decision_facts": words.facts,
        "source_type": source,
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }
