"""The fields of a statement of reasons, as a table: kind, limits, and on what they depend.

Source: the validation code of the Commission's transparency database. Fields that are not here are ignored
there, and here.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from baken.vocabulary.statement_keywords import StatementKeyword
from baken.vocabulary.statements import (
    CONTENT_LANGUAGES,
    TERRITORIES,
    StatementAccount,
    StatementAccountType,
    StatementAutomation,
    StatementCategory,
    StatementContentType,
    StatementGround,
    StatementMonetary,
    StatementProvision,
    StatementSource,
    StatementVisibility,
)

Kind = Literal["text", "code", "codes", "date", "identifiers"]
LAST_DAY = date(2038, 1, 1)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it holds, whether it must be there, and its limits.

    `longest` counts characters of a text, `codes` are those that a code or each of a list of codes may be,
    `first` and `last` the days that a date may be. `never_null`: it may be absent, not null. `free`: people
    write in it, so no contact of anybody may stand there.
    """

    name: str
    kind: Kind
    required: bool = False
    longest: int | None = None
    codes: Set[str] = frozenset()
    first: date | None = None
    last: date | None = None
    never_null: bool = False
    free: bool = False


YES_NO = frozenset(("Yes", "No"))


def _text(name: str, longest: int, *, required: bool = False, free: bool = True) -> Field:
    return Field(name, "text", required, longest=longest, free=free)


def _code(name: str, codes: Set[str], *, required: bool = False, never_null: bool = False) -> Field:
    return Field(name, "code", required, codes=codes, never_null=never_null)


def _codes(name: str, codes: Set[str], *, required: bool = False, never_null: bool = False) -> Field:
    return Field(name, "codes", required, codes=codes, never_null=never_null)


def _date(name: str, *, first: date | None = None, required: bool = False) -> Field:
    return Field(name, "date", required, first=first, last=LAST_DAY)


FIELDS: tuple[Field, ...] = (
    _text("puid", 500, required=True, free=False),
    _codes("decision_visibility", frozenset(StatementVisibility.codes)),
    _text("decision_visibility_other", 500),
    _date("end_date_visibility_restriction"),
    _code("decision_monetary", frozenset(StatementMonetary.codes)),
    _text("decision_monetary_other", 500),
    _date("end_date_monetary_restriction"),
    _code("decision_provision", frozenset(StatementProvision.codes)),
    _date("end_date_service_restriction"),
    _code("decision_account", frozenset(StatementAccount.codes)),
    _date("end_date_account_restriction"),
    _code("account_type", frozenset(StatementAccountType.codes)),
    _code("decision_ground", frozenset(StatementGround.codes), required=True),
    _text("decision_ground_reference_url", 500, free=False),
    _text("illegal_content_legal_ground", 500),
    _text("illegal_content_explanation", 2000),
    _text("incompatible_content_ground", 500),
    _text("incompatible_content_explanation", 2000),
    _code("incompatible_content_illegal", YES_NO, never_null=True),
    _code("category", frozenset(StatementCategory.codes), required=True),
    _codes("category_addition", frozenset(StatementCategory.codes), never_null=True),
    _codes("category_specification", frozenset(StatementKeyword.codes)),
    _text("category_specification_other", 500),
    _codes("content_type", frozenset(StatementContentType.codes), required=True),
    _text("content_type_other", 500),
    _code("content_language", CONTENT_LANGUAGES),
    Field("content_id", "identifiers"),
    _date("content_date", first=date(2000, 1, 1), required=True),
    _codes("territorial_scope", TERRITORIES),
    _date("application_date", first=date(2020, 1, 1), required=True),
    _text("decision_facts", 5000, required=True),
    _code("source_type", frozenset(StatementSource.codes), required=True),
    _text("source_identity", 500),
    _code("automated_detection", YES_NO, required=True),
    _code("automated_decision", frozenset(StatementAutomation.codes), required=True),
)

DECISIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
"""At least one of these."""

OTHERS: tuple[tuple[str, str, str], ...] = (
    ("decision_visibility", "DECISION_VISIBILITY_OTHER", "decision_visibility_other"),
    ("decision_monetary", "DECISION_MONETARY_OTHER", "decision_monetary_other"),
    ("content_type", "CONTENT_TYPE_OTHER", "content_type_other"),
    ("category_specification", "KEYWORD_OTHER", "category_specification_other"),
)
"""A field, its code for something else, and the text that must then be there, and only then."""

GROUNDS: dict[str, tuple[tuple[str, bool], ...]] = {
    "DECISION_GROUND_ILLEGAL_CONTENT": (
        ("illegal_content_legal_ground", True),
        ("illegal_content_explanation", True),
    ),
    "DECISION_GROUND_INCOMPATIBLE_CONTENT": (
        ("incompatible_content_ground", True),
        ("incompatible_content_explanation", True),
        ("incompatible_content_illegal", False),
    ),
}
"""The fields that go with a ground, and whether they must be there; with the other ground none may."""

ENDS: tuple[tuple[str, str], ...] = (
    ("end_date_visibility_restriction", "decision_visibility"),
    ("end_date_monetary_restriction", "decision_monetary"),
    ("end_date_service_restriction", "decision_provision"),
    ("end_date_account_restriction", "decision_account"),
)
"""An end date and the decision that it ends."""
