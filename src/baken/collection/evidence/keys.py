"""What a capture's row is called, and how its address is sealed."""

import uuid
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from baken.privacy.encryption import Cipher, associated_data
from baken.privacy.pseudonyms import pseudonym

URL_COLUMN = "collection_capture.url"


def capture_row(
    organisation_id: uuid.UUID, source_id: uuid.UUID | None, url: str, at: datetime, payload_sha256: str
) -> uuid.UUID:
    """The row of a capture: the same one of the same source always has the same, so that it stands once."""
    key = settings.BAKEN_KEYRING.key(str(organisation_id), "pseudonym")
    name = "\0".join((str(source_id or ""), url, str(at.timestamp()), payload_sha256))
    return uuid.uuid5(organisation_id, pseudonym("capture", name, key))


def seal_url(organisation_id: uuid.UUID, row: uuid.UUID, url: str) -> bytes:
    """The ciphertext of an address that will stand in this row."""
    return _cipher(organisation_id).encrypt(url, _place(organisation_id, row))


def open_url(organisation_id: uuid.UUID, row: uuid.UUID, sealed: bytes | memoryview) -> str:
    """The address. Raises `baken.privacy.encryption.NotDecryptable`."""
    return _cipher(organisation_id).decrypt(bytes(sealed), _place(organisation_id, row))


def _place(organisation_id: uuid.UUID, row: uuid.UUID) -> bytes:
    return associated_data(str(organisation_id), URL_COLUMN, str(row))


def _cipher(organisation_id: uuid.UUID) -> Cipher:
    return _made(*settings.BAKEN_KEYRING.keys(str(organisation_id), "encryption"))


@lru_cache(maxsize=16)
def _made(*keys: bytes) -> Cipher:
    return Cipher(*keys)
