"""Words as `contains` compares them: case folded, one space between, punctuation apart.

A folded text begins and ends with a space, so that a phrase stands in it as whole words or not at
all: " with her " does not stand in " with heritage ".
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_PICTOGRAPHS = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_TOKEN = re.compile(rf"[^\W_]+|[{_PICTOGRAPHS}€$£]")
# soft hyphen, zero-width characters, direction marks, variation selectors: invisible, so no boundary
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
# between these nothing joins two words, whatever it is folded to
_BETWEEN = r"\s!-#%-/:-@\[-`{-~¡«·»¿\u2010-\u2027\u2030-\u205e"
_RUN = re.compile(f"[^{_BETWEEN}]+")
# in a normal text without any of these each run holds at least one word
_WORDLESS = re.compile(rf"[^\w{_PICTOGRAPHS}€$£{_BETWEEN}]")


# the signs of ASCII that part words, a byte at a time: twice as fast as the pattern
_PARTED = bytes(
    code if code > 127 or chr(code).isalnum() or code == ord("$") else ord(" ") for code in range(256)
)


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The folded words of a text (NFKC, case folded, invisible characters out), or "  " without any."""
    plain = text if text.isascii() else _plain(text)
    parted = plain.encode("utf-8", "surrogatepass").lower().translate(_PARTED).replace(b"$", b" $ ").split()
    folded = b" ".join(parted).decode("utf-8", "surrogatepass")
    # beyond ASCII there may be letters alone, in most adverts, or signs that part words too
    if plain.isascii() or folded.replace(" ", "").replace("$", "").isalnum():
        return f" {folded} "
    return f" {' '.join(_TOKEN.findall(plain))} "


def _plain(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def spans(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a folded phrase stands in a text, as [start, end) in the text's own code points.

    A word that folding takes apart is shown whole.
    """
    folded, places = _with_places(text)
    words = phrase.count(" ") - 1
    at = folded.find(phrase)
    while at >= 0:
        first = folded.count(" ", 0, at)
        yield places[first][0], places[first + words - 1][1]
        at = folded.find(phrase, at + len(phrase) - 1)


@lru_cache(maxsize=8)
def _with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A folded text, and for each of its words where that stands."""
    folded = fold(text)
    if not _WORDLESS.search(text) and unicodedata.is_normalized("NFKC", text):
        runs = [run.span() for run in _RUN.finditer(text)]
        if len(runs) == folded.count(" ") - 1:  # so that each is one word
            return folded, runs
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        for word in _TOKEN.findall(_plain(run.group())):
            words.append(word)
            places.append(run.span())
    return f" {' '.join(words)} ", places
