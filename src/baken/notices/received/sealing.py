"""Sealing what people wrote, each value bound to its column and row, and pseudonyms of who and where."""

from django.db.models import Model

from baken.adverts.vault import Vault
from baken.notices.received.places import one_way_of_writing
from baken.privacy.pseudonyms import pseudonym


def _column(row: Model, name: str) -> str:
    return f"{row._meta.db_table}.{name}"


def seal(vault: Vault, row: Model, name: str, text: str) -> None:
    """Puts a text sealed into a column of a row that has its key already."""
    setattr(row, name, vault.seal(text, _column(row, name), row.pk))


def unseal(row: Model, name: str) -> str:
    """The text of a column; empty for one that holds nothing. Raises `NotDecryptable`."""
    stored = getattr(row, name)
    if stored is None:
        return ""
    return Vault(row.organisation_id).open(stored, _column(row, name), row.pk)  # type: ignore[attr-defined]


def place_key(vault: Vault, location: str) -> str:
    """The keyed pseudonym of a place."""
    return pseudonym("noticed", one_way_of_writing(location), vault.pseudonym_key)


def notifier_key(vault: Vault, email: str) -> str:
    """The keyed pseudonym of who gives notice: apart from that of the same address in an advert."""
    return pseudonym("notifier", email.strip().lower(), vault.pseudonym_key)
