"""Encrypted columns of the register: bound to the organisation, the column and the row they stand in."""

from django.conf import settings

from baken.privacy.encryption import Cipher, associated_data
from baken.tenancy.owned import OrganisationOwned


def sealed(row: OrganisationOwned, column: str, text: str) -> bytes:
    """The text as that column of that row keeps it."""
    return _cipher(row).encrypt(text, _place(row, column))


def unsealed(row: OrganisationOwned, column: str) -> str:
    """The text in a column. Raises `NotDecryptable`."""
    return _cipher(row).decrypt(bytes(getattr(row, column)), _place(row, column))


def _cipher(row: OrganisationOwned) -> Cipher:
    return Cipher(*settings.BAKEN_KEYRING.keys(str(row.organisation_id), "encryption"))


def _place(row: OrganisationOwned, column: str) -> bytes:
    return associated_data(str(row.organisation_id), f"{row._meta.db_table}.{column}", str(row.id))
