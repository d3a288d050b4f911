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
_CLUSTER = re.compile(
    "[^\u0300-\u036f][\u00ad\u034f\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]*|.",
    re.DOTALL,
)


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The folded words of a text (NFKC, case folded, invisible characters out), or " " without any."""
    return f" {' '.join(_TOKEN.findall(_plain(text)))} "


def _plain(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def spans(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a folded phrase stands in a text, as [start, end) in the text's own code points."""
    folded, starts, ends = _with_places(text)
    at = folded.find(phrase)
    while at >= 0:
        yield starts[at + 1], ends[at + len(phrase) - 2]
        at = folded.find(phrase, at + len(phrase) - 1)


@lru_cache(maxsize=8)
def _with_places(text: str) -> tuple[str, list[int], list[int]]:
    """A folded text with, for each of its characters, where that came from."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        plain = _plain(cluster.group())
        characters.append(plain)
        places.extend([cluster.span()] * len(plain))
    folded, starts, ends = [" "], [0], [0]
    for token in _TOKEN.finditer("".join(characters)):
        inside = places[token.start() : token.end()]
        folded.append(f"{token.group()} ")
        starts.extend([start for start, _ in inside] + [inside[-1][1]])
        ends.extend([end for _, end in inside] + [inside[-1][1]])
    return "".join(folded), starts, ends
