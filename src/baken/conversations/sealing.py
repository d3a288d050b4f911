"""Words sealed for the row and column they stand in; pseudonyms and keyed hashes of a conversation."""

import hashlib
import hmac
import uuid

from django.conf import settings

from baken.adverts.vault import Vault
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.owned import OrganisationOwned


def sealed(row: OrganisationOwned, column: str, words: str) -> bytes:
    """The ciphertext of words that will stand in a column of a row; nothing for no words."""
    return Vault(row.organisation_id).seal(words, _place(row, column), row.id) if words else b""


def opened(row: OrganisationOwned, column: str) -> str:
    """The words in a column. Raises `baken.privacy.encryption.NotDecryptable`."""
    stored = bytes(getattr(row, column))
    return Vault(row.organisation_id).open(stored, _place(row, column), row.id) if stored else ""


def contact_pseudonym(organisation_id: uuid.UUID, kind: str, value: str) -> str:
    """The pseudonym that adverts have of the same contact."""
    return pseudonym(kind, value, Vault(organisation_id).pseudonym_key)


def provider_mark(organisation_id: uuid.UUID, channel: str, provider_id: str) -> str:
    """What is kept of a provider's name for a message: some providers put the number into it."""
    return pseudonym(f"message {channel}", provider_id, Vault(organisation_id).pseudonym_key)


def text_mark(organisation_id: uuid.UUID, conversation_id: uuid.UUID, text: str) -> str:
    """What an approval holds of a text: a keyed hash, of this text in this conversation."""
    return _keyed(organisation_id, "approved text", f"{conversation_id}\0{text}")


def check_word_mark(organisation_id: uuid.UUID, conversation_id: uuid.UUID, word: str) -> str:
    """What is kept of a check word: case and spaces around it don't matter."""
    return _keyed(organisation_id, "check word", f"{conversation_id}\0{' '.join(word.casefold().split())}")


def same(one: str, other: str) -> bool:
    """Whether two marks are the same, in the same time."""
    return hmac.compare_digest(one, other)


def _keyed(organisation_id: uuid.UUID, purpose: str, text: str) -> str:
    key = settings.BAKEN_KEYRING.key(str(organisation_id), purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _place(row: OrganisationOwned, column: str) -> str:
    return f"{row._meta.db_table}.{column}"
