"""The fields of a statement in words, and the values of one as people read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.statement_keywords import StatementKeyword
from baken.vocabulary.statements import (
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

LISTS: dict[str, CodeList] = {
    "decision_visibility": StatementVisibility,
    "decision_monetary": StatementMonetary,
    "decision_provision": StatementProvision,
    "decision_account": StatementAccount,
    "account_type": StatementAccountType,
    "decision_ground": StatementGround,
    "category": StatementCategory,
    "category_addition": StatementCategory,
    "category_specification": StatementKeyword,
    "content_type": StatementContentType,
    "source_type": StatementSource,
    "automated_decision": StatementAutomation,
}
"""The code list of each field that has one; languages and countries are their own words."""
YES_NO: dict[str, Label] = {"Yes": Label("ja", "yes"), "No": Label("nee", "no")}

GROUPS: tuple[tuple[Label, dict[str, Label]], ...] = (
    (
        Label("Wat is besloten", "What was decided"),
        {
            "decision_visibility": Label("Zichtbaarheid", "Visibility"),
            "decision_visibility_other": Label("Zichtbaarheid, anders", "Visibility, other"),
            "end_date_visibility_restriction": Label("Zichtbaarheid, tot en met", "Visibility, until"),
            "decision_monetary": Label("Geld", "Payments"),
            "decision_monetary_other": Label("Geld, anders", "Payments, other"),
            "end_date_monetary_restriction": Label("Geld, tot en met", "Payments, until"),
            "decision_provision": Label("Dienst", "Service"),
            "end_date_service_restriction": Label("Dienst, tot en met", "Service, until"),
            "decision_account": Label("Account", "Account"),
            "end_date_account_restriction": Label("Account, tot en met", "Account, until"),
            "account_type": Label("Soort account", "Type of account"),
            "application_date": Label("Geldt vanaf", "Applies from"),
            "territorial_scope": Label("Geldt in", "Applies in"),
        },
    ),
    (
        Label("Waarom", "Why"),
        {
            "decision_facts": Label("De feiten", "The facts"),
            "decision_ground": Label("Grond", "Ground"),
            "illegal_content_legal_ground": Label("Wettelijke grond", "Legal ground"),
            "illegal_content_explanation": Label("Waarom dit tegen de wet is", "Why this is illegal"),
            "incompatible_content_ground": Label("Welke voorwaarde", "Which term"),
            "incompatible_content_explanation": Label(
                "Waarom dit tegen de voorwaarden is", "Why this is against the terms"
            ),
            "incompatible_content_illegal": Label("Ook tegen de wet", "Illegal as well"),
            "decision_ground_reference_url": Label(
                "Waar de grond te lezen is", "Where the ground can be read"
            ),
            "category": Label("Categorie", "Category"),
            "category_addition": Label("Ook deze categorieën", "Further categories"),
            "category_specification": Label("Trefwoorden", "Keywords"),
            "category_specification_other": Label("Ander trefwoord", "Other keyword"),
        },
    ),
    (
        Label("Waarover", "About what"),
        {
            "content_type": Label("Soort inhoud", "Type of content"),
            "content_type_other": Label("Soort inhoud, anders", "Type of content, other"),
            "content_language": Label("Taal", "Language"),
            "content_date": Label("Geplaatst op", "Published on"),
            "content_id": Label("Kenmerk van een product", "Identifier of a product"),
        },
    ),
    (
        Label("Hoe het begon en wie besloot", "How it began and who decided"),
        {
            "source_type": Label("Begonnen met", "Began with"),
            "source_identity": Label("Wie het meldde", "Who gave notice"),
            "automated_detection": Label("Gevonden door een machine", "Found by a machine"),
            "automated_decision": Label("Besloten", "Decided"),
        },
    ),
)
"""Every field but the identifier, in the order in which a person reads."""

LABELS: dict[str, Label] = {name: label for _, fields in GROUPS for name, label in fields.items()}


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the page shows it: its name in words, and its value: labels, a day or a text."""

    name: str
    label: Label
    labels: tuple[Label, ...] = ()
    day: date | None = None
    text: str = ""


def shown(fields: Mapping[str, Any]) -> Iterator[tuple[Label, list[Shown]]]:
    """The fields that say something, group by group. What is unreadable is shown as it stands."""
    for title, labels in GROUPS:
        found = [_shown(name, label, fields[name]) for name, label in labels.items() if fields.get(name)]
        if found:
            yield title, found


def _shown(name: str, label: Label, value: Any) -> Shown:
    if name in LISTS:
        codes = value if isinstance(value, list) else [value]
        known = LISTS[name]
        return Shown(
            name, label, tuple(known[one].label if one in known else Label(one, one) for one in codes)
        )
    if isinstance(value, str) and value in YES_NO:
        return Shown(name, label, (YES_NO[value],))
    if isinstance(value, list):
        return Shown(name, label, text=", ".join(str(one) for one in value))
    if isinstance(value, dict):
        return Shown(name, label, text=", ".join(f"{key} {one}" for key, one in value.items()))
    if "date" in name:
        try:
            return Shown(name, label, day=date.fromisoformat(str(value)))
        except ValueError:
            pass
    return Shown(name, label, text=str(value))
