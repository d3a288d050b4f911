"""Word lists of an organisation as one encrypted file: for the loader of rules, on this installation.

Without the key of the organisation the file says nothing; with another organisation's it does not open.
What comes out is what rules take: the phrases of each list, by its name.
"""

import json
import uuid
from collections.abc import Mapping, Sequence

from django.conf import settings

from baken.privacy.encryption import Cipher, NotDecryptable, associated_data

MAGIC = b"BAKENWORDS1\n"
_PURPOSE = "word lists"


class NotAWordListFile(Exception):
    """This is no word-list file of this organisation, or it was changed."""


def _cipher(organisation_id: uuid.UUID) -> Cipher:
    return Cipher(*settings.BAKEN_KEYRING.keys(str(organisation_id), _PURPOSE))


def _place(organisation_id: uuid.UUID) -> bytes:
    return associated_data(str(organisation_id), "word-list-file", "1")


def sealed_word_lists(organisation_id: uuid.UUID, lists: Mapping[str, Sequence[str]]) -> bytes:
    """The file."""
    told = json.dumps({name: sorted(lists[name]) for name in sorted(lists)}, ensure_ascii=False)
    return MAGIC + _cipher(organisation_id).encrypt(told, _place(organisation_id))


def open_word_lists(organisation_id: uuid.UUID, data: bytes) -> dict[str, tuple[str, ...]]:
    """The phrases of each list. Raises `NotAWordListFile`."""
    if not data.startswith(MAGIC):
        raise NotAWordListFile(NotAWordListFile.__doc__)
    try:
        told = _cipher(organisation_id).decrypt(data.removeprefix(MAGIC), _place(organisation_id))
    except NotDecryptable as fault:
        raise NotAWordListFile(NotAWordListFile.__doc__) from fault
    return {name: tuple(phrases) for name, phrases in json.loads(told).items()}
