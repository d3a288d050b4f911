"""What people write about a lead: encrypted where it stands, bound to its table, column and row."""

import uuid
from dataclasses import dataclass

from baken.adverts.vault import Vault


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Facts, and the explanation of the decision."""

    facts: str = ""
    explanation: str = ""


def seal_words(vault: Vault, table: str, row: uuid.UUID, words: OwnWords) -> dict[str, bytes]:
    """The two columns as they are stored."""
    return {
        "facts": vault.seal(words.facts, f"{table}.facts", row),
        "explanation": vault.seal(words.explanation, f"{table}.explanation", row),
    }


def open_words(
    vault: Vault, table: str, row: uuid.UUID, facts: bytes | memoryview, explanation: bytes | memoryview
) -> OwnWords:
    """The words of a row. Raises `baken.privacy.encryption.NotDecryptable`."""
    return OwnWords(
        vault.open(facts, f"{table}.facts", row), vault.open(explanation, f"{table}.explanation", row)
    )


ASSESSMENT, DRAFT = "triage_assessment", "triage_draft"
