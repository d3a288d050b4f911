"""What each character of a text becomes before words are compared.

Case, marks and width fall away (case folding and NFKD without marks), digits become 0 so that another
price or phone number does not make another advert, invisible characters vanish, everything else is a
border between words. For Cyrillic and Greek letters the Latin letter that they look like is kept
beside them: it counts where one word mixes the scripts, and where a word has a letter that looks like
no Latin one, so that it stays the same word when Latin letters are put into it.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from baken.linking.kernels import Bytes, Codes, Hashes, Places

CODE_POINTS = 0x110000

BORDER, LETTER, DIGIT, LONE = 0, 1, 2, 3
"""Between words; part of a word; a digit; a word in itself (scripts written without spaces)."""

LATIN, OTHER_ALPHABET = 1, 2

_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХҺԀԚԜаеѕіјкморстухһԁԛԝвнΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ",
        "abesijkmhopctyxhdqwaesijkmopctyxhdqwbhabezhikmnoptyxaeikvoptux",
        strict=True,
    )
)

_STROKES = dict(zip("ıłøđħŧᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ilodhtabcdefghijklmnoprstuvwyz", strict=True))
"""Letters with a stroke, and small capitals, which no normal form takes apart."""

_LONE_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")


@dataclass(frozen=True, slots=True)
class Letters:
    """Look-up columns over code points: `start` and `length` say where in the pool the result stands.

    The pool has for each resulting character its class, its code, the code of the Latin letter that
    it looks like, and its alphabet.
    """

    start: Places
    length: Bytes
    kinds: Bytes
    codes: Hashes
    latin: Hashes
    alphabets: Bytes


def letters_for(present: Codes, size: int = CODE_POINTS) -> Letters:
    """The columns for the code points that occur in a corpus, all below `size` (the others stay empty)."""
    start = np.zeros(size, dtype=np.int32)
    length = np.zeros(size, dtype=np.uint8)
    pool: list[tuple[int, int, int, int]] = []
    for code_point in present.tolist():
        became = _becomes(chr(code_point))
        start[code_point] = len(pool)
        length[code_point] = len(became)
        pool.extend(became)
    columns = np.array(pool, dtype=np.int64).reshape(-1, 4)
    return Letters(
        start=start,
        length=length,
        kinds=columns[:, 0].astype(np.uint8),
        codes=columns[:, 1].astype(np.uint32),
        latin=columns[:, 2].astype(np.uint32),
        alphabets=columns[:, 3].astype(np.uint8),
    )


@lru_cache(maxsize=4096)
def _becomes(character: str) -> tuple[tuple[int, int, int, int], ...]:
    if unicodedata.category(character) == "Cf":
        return ()  # soft hyphens, joiners, tags: unseen, so never a border
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _plain(character)).casefold())
    looks_like = _LOOK_ALIKES.get(character)
    result = []
    for part in folded:
        category = unicodedata.category(part)
        if category[0] == "M" or category == "Cf":
            continue
        if category in ("Nd", "No", "Nl") and unicodedata.numeric(part, None) is not None:
            result.append((DIGIT, ord("0"), ord("0"), 0))
        elif category[0] == "L":
            part = _STROKES.get(part, part)
            latin = looks_like or _LOOK_ALIKES.get(part, part)
            kind, alphabet = _script(part)
            result.append((kind, ord(part), ord(latin), alphabet))
        else:
            result.append((BORDER, 0, 0, 0))
    return tuple(result)


def _plain(character: str) -> str:
    """Letters in dark circles and squares, which no normal form unwraps."""
    code_point = ord(character)
    for first in (0x1F150, 0x1F170):
        if first <= code_point < first + 26:
            return chr(ord("a") + code_point - first)
    return character


def _script(character: str) -> tuple[int, int]:
    name = unicodedata.name(character, "")
    if name.startswith(_LONE_SCRIPTS):
        return LONE, 0
    if name.startswith("LATIN"):
        return LETTER, LATIN
    if name.startswith(("CYRILLIC", "GREEK")):
        return LETTER, OTHER_ALPHABET
    return LETTER, 0
