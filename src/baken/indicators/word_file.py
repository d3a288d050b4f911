"""Word lists as one encrypted file, for a computer without the desk: useless without its key.

A first line that says what it is, then the lists as JSON under AES-256-GCM. The key is made of that of the
one who seals, for this alone: a file of pseudonyms under the same key is no help to who would read this.
"""

import hashlib
import json

from baken.indicators.own_lists import NotOnAList, OwnLists, check_place, wrong_with
from baken.privacy.encryption import Cipher, NotDecryptable, associated_data

MAGIC = b"BAKENWORDS2\n"
_PLACE = associated_data("", "word-list-file", "2")


class NotAWordFile(Exception):
    """This is no file of word lists, it was changed, or it is sealed with another key."""


def _cipher(key: bytes) -> Cipher:
    return Cipher(hashlib.blake2b(key=key, digest_size=32, person=b"word lists").digest())


def seal_word_lists(key: bytes, lists: OwnLists) -> bytes:
    """The file; `key` is 32 bytes."""
    told = {name: {code: sorted(lists[name][code]) for code in sorted(lists[name])} for name in sorted(lists)}
    return MAGIC + _cipher(key).encrypt(json.dumps(told, ensure_ascii=False), _PLACE)


def open_word_lists(key: bytes, data: bytes) -> OwnLists:
    """The lists. Raises `NotAWordFile`, and `NotOnAList` where one holds what no list may."""
    if not data.startswith(MAGIC):
        raise NotAWordFile(NotAWordFile.__doc__)
    try:
        told = json.loads(_cipher(key).decrypt(data.removeprefix(MAGIC), _PLACE))
    except NotDecryptable as fault:
        raise NotAWordFile(NotAWordFile.__doc__) from fault
    for name, languages in told.items():
        for code, phrases in languages.items():
            check_place(name, code)
            for number, phrase in enumerate(phrases, 1):
                if why := wrong_with(phrase):
                    raise NotOnAList(why, number)
    return {
        name: {code: tuple(phrases) for code, phrases in languages.items()}
        for name, languages in told.items()
    }
