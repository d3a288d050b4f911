"""The encrypted advert record of a sighting: sealed on the way in, opened for a stage."""

import uuid

from django.conf import settings

from baken.privacy.encryption import Cipher, associated_data

RECORD_COLUMN = "adverts_sighting.record"
CONTACT_COLUMN = "adverts_advertcontact.value"


class Vault:
    """Encrypts and decrypts for one organisation; each value is bound to its column and row."""

    def __init__(self, organisation_id: uuid.UUID) -> None:
        self._organisation = str(organisation_id)
        self._cipher = Cipher(*settings.BAKEN_KEYRING.keys(self._organisation, "encryption"))
        self.pseudonym_key: bytes = settings.BAKEN_KEYRING.key(self._organisation, "pseudonym")

    def seal(self, text: str, column: str, row: uuid.UUID) -> bytes:
        """The ciphertext of a value that will stand in this column and row."""
        return self._cipher.encrypt(text, associated_data(self._organisation, column, str(row)))

    def open(self, stored: bytes | memoryview, column: str, row: uuid.UUID) -> str:
        """The text. Raises `baken.privacy.encryption.NotDecryptable`."""
        return self._cipher.decrypt(bytes(stored), associated_data(self._organisation, column, str(row)))
