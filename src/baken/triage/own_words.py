"""What people write about a lead: encrypted where it stands, bound to its table, column and row."""

import uuid
from dataclasses import dataclass

from baken.adverts.vault import Vault
from baken.privacy.data_uris import cut_data_uris


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Facts, and the explanation of the decision."""

    facts: str = ""
    explanation: str = ""


def seal_words(vault: Vault, table: str, row: uuid.UUID, words: OwnWords) -> dict[str, bytes]:
    """The two columns as they are stored; a picture written as text is cut (rule 3)."""
    return {
        "facts": vault.seal(cut_data_uris(words.facts), f"{table}.facts", row),
        "explanation": vault.seal(cut_data_uris(words.explanation), f"{table}.explanation", row),
    }


def open_words(
    vault: Vault, table: str, row: uuid.UUID, facts: bytes | memoryview, explanation: bytes | memoryview
) -> OwnWords:
    """The words of a row. Raises `baken.privacy.encryption.NotDecryptable`."""
    return OwnWords(
        vault.open(facts, f"{table}.facts", row), vault.open(explanation, f"{table}.explanation", row)
    )


ASSESSMENT, DRAFT = "triage_assessment", "triage_draft"
STEP_WORDS = "triage_leadstep.words"
