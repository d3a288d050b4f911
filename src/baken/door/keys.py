"""By what an advert is found from another: numbers out of keyed pseudonyms, none of which says anything."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from baken.linking.candidates import band_keys
from baken.linking.settings import LinkSettings
from baken.linking.shingles import shingles_of
from baken.linking.weights import FULL_LEVEL, SIEVE, Weights
from baken.linking.words import read_texts
from baken.privacy.pseudonyms import pseudonym

SETTINGS = LinkSettings(bands=12)
"""Of two texts that linking holds for one person's (own_text_similar, a Jaccard similarity of about .67)
12 bands of 3 find 98.6 of 100; 32 bands as linking has would be more than twice the rows for the rest."""

BITS = 60
_DIGITS = {letter: at for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz234567")}

# In an index that grows a word weighs the same for good; how alike two texts are is for linking to say.
_EVEN = Weights(np.full(SIEVE, FULL_LEVEL, dtype=np.uint8), np.zeros(SIEVE, dtype=np.bool_))


def number_of(name: str) -> int:
    """A pseudonym as a number of 60 bits, which fits a column of the database."""
    value = 0
    for letter in name[: BITS // 5]:
        value = value << 5 | _DIGITS[letter]
    return value


def keys_of(
    row: Mapping[str, Any], contacts: Iterable[str], key: bytes, bands: Sequence[int] | None = None
) -> list[int]:
    """The keys of a row of the advert record whose contacts have these pseudonyms, each once, in order;
    `bands` are those of its text, for who has them already."""
    found = [value for values in things_of(row, contacts, key).values() for value in values]
    account = row.get("account") or {}
    if account.get("account_id"):
        found.append(account_key(row["platform"], account["account_id"], key))
    found.extend(
        number_of(pseudonym("door_text", f"{band}:{value}", key))
        for band, value in enumerate(bands_of([row])[0] if bands is None else bands)
    )
    return list(dict.fromkeys(found))


def things_of(row: Mapping[str, Any], contacts: Iterable[str], key: bytes) -> dict[str, list[int]]:
    """Of those keys the ones of what somebody has and takes along to another account, by kind: contacts,
    payer, device, images."""
    account = row.get("account") or {}
    found: dict[str, list[int]] = {"contact": [number_of(name) for name in contacts]}
    for kind, told in (("payer", "payer_hash"), ("device", "device_hash")):
        found[kind] = [number_of(pseudonym(f"door_{kind}", account[told], key))] if account.get(told) else []
    found["image"] = [
        number_of(pseudonym("door_image", f"{image['algorithm']}:{image['value']}", key))
        for image in row.get("image_hashes") or ()
    ]
    return found


def account_name(platform: str, account_id: str, key: bytes) -> str:
    """The pseudonym of an account."""
    return pseudonym("account", f"{platform}\0{account_id}", key)


def account_key(platform: str, account_id: str, key: bytes) -> int:
    """The key of an account."""
    return number_of(account_name(platform, account_id, key))


def bands_of(rows: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """For each advert the bands of MinHash values of its text; none where it has too few words to say whose
    it is. Many at once take far less time than each alone."""
    words = ["\n".join(filter(None, (row.get("title"), row["text"]))) for row in rows]
    texts = read_texts(pa.chunked_array([words], pa.string()))
    keys = list(band_keys(shingles_of(texts, _EVEN), SETTINGS))[: SETTINGS.bands]
    by_text = np.stack(keys, axis=1).tolist()
    enough = texts.word_counts() >= SETTINGS.own_text_words
    return [bands if says else [] for bands, says in zip(by_text, enough, strict=True)]
