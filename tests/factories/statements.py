"""Statements of reasons with invented content."""

from typing import Any


def statement(**changes: Any) -> dict[str, Any]:
    """A statement that the database takes; what is given replaces a field, or with `...` leaves it out."""
    whole = {
        "puid": "a3f0c2d8-7b1e-4c55-9a10-2f6f0d9be111",
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": "Artikel 273f Wetboek van Strafrecht",
        "illegal_content_explanation": "De advertentie lijkt te zijn geplaatst voor een ander.",
        "category": "STATEMENT_CATEGORY_VIOLENCE",
        "category_specification": ["KEYWORD_HUMAN_TRAFFICKING"],
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_language": "NL",
        "content_date": "2026-10-30",
        "application_date": "2026-11-02",
        "territorial_scope": ["NL"],
        "decision_facts": "Een medewerker zag op 30 oktober dat één account voor vijf personen adverteerde.",
        "source_type": "SOURCE_ARTICLE_16",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }
    changed = whole | changes
    return {name: value for name, value in changed.items() if value is not ...}
