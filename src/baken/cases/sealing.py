"""Words about a person, sealed for the row and column they stand in."""

from baken.adverts.vault import Vault
from baken.tenancy.owned import OrganisationOwned


def sealed(row: OrganisationOwned, column: str, words: str) -> bytes:
    """The ciphertext of words that will stand in a column of a row; nothing for no words."""
    return Vault(row.organisation_id).seal(words, _place(row, column), row.id) if words else b""


def opened(row: OrganisationOwned, column: str) -> str:
    """The words in a column. Raises `baken.privacy.encryption.NotDecryptable`."""
    stored = bytes(getattr(row, column))
    return Vault(row.organisation_id).open(stored, _place(row, column), row.id) if stored else ""


def _place(row: OrganisationOwned, column: str) -> str:
    return f"{row._meta.db_table}.{column}"
