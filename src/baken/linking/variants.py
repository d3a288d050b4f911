"""What stays and what varies between texts of one advert: a template with slots.

Words are compared one by one, capitals aside. One text is the measure, the most frequent; every other one is
laid beside it by the longest row of words that both have in one order. A word that nearly all have there
stays; what lies between the words that stay is a slot, with every value that stands in it and how often.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.int64]

STAYS_IN = 0.9
"""Of the texts, in how many a word stands at its place for it to stay; of fewer than ten that is all."""

MOST_WORDS = 400
"""Words of a text that are compared: the work for two texts is the product of their lengths."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a slot in some of the texts; without words where it is left out."""

    words: tuple[str, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the measure's words [start, end): one that stays, without values, or a slot with its values,
    most frequent first. A slot may hold none of the measure's words: others have something there."""

    start: int
    end: int
    values: tuple[Value, ...] = ()

    @property
    def varies(self) -> bool:
        """Whether it is a slot."""
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of the text that is the measure, in their order; `measure` is its place among the texts,
    `different` how many texts differ in a word."""

    measure: int
    parts: tuple[Part, ...]
    different: int

    @property
    def slots(self) -> tuple[Part, ...]:
        """What varies."""
        return tuple(part for part in self.parts if part.varies)


def template(texts: Sequence[Sequence[str]]) -> Template:
    """The template of texts, each a row of words; of each the first `MOST_WORDS` are compared.

    The same for the same texts in any order, but for which of equal texts is the measure: the first.
    Raises ValueError without a text.
    """
    if not texts:
        raise ValueError("a template is made of at least one text")
    folded = [tuple(word.casefold() for word in text[:MOST_WORDS]) for text in texts]
    times = Counter(folded)
    chosen = min(times, key=lambda text: (-times[text], -len(text), text))
    measure = folded.index(chosen)
    others = sorted(text for text in times if text != chosen)
    spoken = {text: texts[folded.index(text)] for text in times}
    number = {word: place for place, word in enumerate(sorted({word for text in times for word in text}))}
    beside = [_beside(_numbers(chosen, number), _numbers(text, number)) for text in others]
    shares = np.full(len(chosen), times[chosen], dtype=np.int64)
    added = np.zeros(len(chosen) + 1, dtype=np.int64)
    for text, matched in zip(others, beside, strict=True):
        shares += (matched >= 0) * times[text]
        added += _added(matched, len(text)) * times[text]
    stays = shares >= STAYS_IN * len(texts)
    parts = _parts(stays, added > (1 - STAYS_IN) * len(texts))
    rows = [(chosen, np.arange(len(chosen), dtype=np.int64)), *zip(others, beside, strict=True)]
    filled = []
    for start, end, slot in parts:
        if not slot:
            filled.append(Part(start, end))
            continue
        found: Counter[tuple[str, ...]] = Counter()
        said: dict[tuple[str, ...], tuple[str, ...]] = {}
        for text, matched in rows:
            low, high = _between(matched, len(text), start, end)
            found[text[low:high]] += times[text]
            said.setdefault(text[low:high], tuple(spoken[text][low:high]))
        ordered = sorted(found, key=lambda value: (-found[value], value))
        filled.append(Part(start, end, tuple(Value(said[value], found[value]) for value in ordered)))
    return Template(measure, tuple(filled), len(times))


def _numbers(text: Sequence[str], number: dict[str, int]) -> Row:
    return np.array([number[word] for word in text], dtype=np.int64)


def _beside(one: Row, other: Row) -> Row:
    """For each word of one text the place of the same word in the other, -1 for none; places only rise."""
    matched = np.full(len(one), -1, dtype=np.int64)
    shortest = min(len(one), len(other))
    begin = _alike(one[:shortest], other[:shortest])
    ends = _alike(one[::-1][: shortest - begin], other[::-1][: shortest - begin])
    matched[:begin] = np.arange(begin)
    matched[len(one) - ends :] = np.arange(len(other) - ends, len(other))
    rows, columns = len(one) - begin - ends, len(other) - begin - ends
    if not rows or not columns:
        return matched
    same = one[begin : begin + rows, None] == other[None, begin : begin + columns]
    # how many words both still have in one order, from each place of one and the other to their ends
    best = np.zeros((rows + 1, columns + 1), dtype=np.int16)
    for row in range(rows - 1, -1, -1):
        taken = np.maximum(best[row + 1, :-1], best[row + 1, 1:] + same[row])
        best[row, :-1] = np.maximum.accumulate(taken[::-1])[::-1]
    row = column = 0
    while row < rows and column < columns:
        if same[row, column]:
            matched[begin + row] = begin + column
            row += 1
            column += 1
        elif best[row + 1, column] >= best[row, column + 1]:
            row += 1
        else:
            column += 1
    return matched


def _alike(one: Row, other: Row) -> int:
    """How many words of two rows of one length are the same from the beginning."""
    different = np.flatnonzero(one != other)
    return int(different[0]) if len(different) else len(one)


def _added(matched: Row, length: int) -> Row:
    """Before which words of the measure (or behind its last) the other text has words of its own, where the
    words on both sides stand in both."""
    before = np.concatenate([[-1], matched])
    after = np.concatenate([matched, [length]])
    both = (np.concatenate([[0], matched]) >= 0) & (after >= 0)
    added: Row = (both & (after - before > 1)).astype(np.int64)
    return added


def _parts(stays: npt.NDArray[np.bool_], added: npt.NDArray[np.bool_]) -> list[tuple[int, int, bool]]:
    """Runs of words that stay, and slots between them; a slot without a word stands where many add some."""
    parts: list[tuple[int, int, bool]] = []
    for place in range(len(stays) + 1):
        if added[place] and not (parts and parts[-1][2]) and (place == len(stays) or stays[place]):
            parts.append((place, place, True))
        if place == len(stays):
            break
        if parts and parts[-1][2] is not bool(stays[place]):
            parts[-1] = (parts[-1][0], place + 1, parts[-1][2])
        else:
            parts.append((place, place + 1, not stays[place]))
    return parts


def _between(matched: Row, length: int, start: int, end: int) -> tuple[int, int]:
    """Where another text has what stands between two places of the measure."""
    before = matched[:start]
    after = matched[end:]
    known_before, known_after = before[before >= 0], after[after >= 0]
    low = int(known_before[-1]) + 1 if len(known_before) else 0
    high = int(known_after[0]) if len(known_after) else length
    return low, max(low, high)
