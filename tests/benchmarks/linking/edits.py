"""What happens to a text when it is published again: words, sentences, slots, letters, length.

Every change leaves it the same unique advert.
"""

import unicodedata
from collections.abc import Sequence
from random import Random

from tests.benchmarks.linking.grammar import Grammar

LOOK_ALIKE = str.maketrans("aeopcxyiAEOPCXBHKMT", "аеорсхуіАЕОРСХВНКМТ")
LOOK_ALIKE_OF_CYRILLIC = str.maketrans("аеорсхуАЕОРСХВНКМТ", "aeopcxyAEOPCXBHKMT")
HIDDEN = ("\u200b", "\u00ad", "\u2060", "\u200d")
MARKS = (" ", " ", " ", " ", "\n", " ✨ ", " * ", " ... ", " ! ", " 🌸 ", " - ")
_PLAIN = {ord("ł"): "l", ord("Ł"): "L", ord("ß"): "ss", ord("ø"): "o"}


def words_replaced(text: str, count: int, grammar: Grammar, draw: Random) -> str:
    """The text with that many of its words (each at most once) replaced: by another word of the
    language, or for one in four by a slip of the pen."""
    words = text.split(" ")
    for at in draw.sample(range(len(words)), min(count, len(words))):
        words[at] = _another(words[at], grammar, draw)
    return " ".join(words)


def _another(old: str, grammar: Grammar, draw: Random) -> str:
    if len(old) > 4 and draw.random() < 0.25:
        slip = 1 + int((len(old) - 3) * draw.random())
        if old[slip] != old[slip + 1]:
            return old[:slip] + old[slip + 1] + old[slip] + old[slip + 2 :]
    new = grammar.vocabulary[int(len(grammar.vocabulary) * draw.random())]
    return new + old[-1] if old[-1:] in {".", ",", "!", "?", ":"} else new


def edited(sentences: Sequence[str], grammar: Grammar, trade: str, draw: Random, most: int = 12) -> list[str]:
    """Sentences in another order, one more or one less, words replaced: mostly few, seldom many, `most`
    in sixty at most."""
    result = list(sentences)
    chance = draw.random
    if len(result) > 1:
        if chance() < 0.15:
            draw.shuffle(result)
        if chance() < 0.12 and len(result) > 3:
            del result[draw.randrange(len(result))]
        if chance() < 0.12:
            result.insert(draw.randrange(len(result) + 1), grammar.sentence(trade, draw))
    per_sixty = min(_replaced(chance()), most)
    if per_sixty:
        for _ in range(max(1, round(per_sixty * _words(result) / 60))):
            at = int(len(result) * chance())
            words = result[at].split(" ")
            place = int(len(words) * chance())
            words[place] = _another(words[place], grammar, draw)
            result[at] = " ".join(words)
    return result


def _replaced(chance: float) -> int:
    """How many of 60 words: half of the time none, one time in a hundred a dozen."""
    for below, count in ((0.5, 0), (0.62, 1), (0.74, 2), (0.83, 3), (0.9, 5), (0.96, 8), (0.99, 10)):
        if chance < below:
            return count
    return 12


def _words(sentences: Sequence[str]) -> int:
    return sum(sentence.count(" ") + 1 for sentence in sentences)


def disguised(text: str, language: str, draw: Random) -> str:
    """The text as some write it: capitals, look-alike letters, hidden characters, no diacritics."""
    chance = draw.random()
    if chance < 0.84:
        return text
    if chance < 0.88:
        return text.upper()
    if chance < 0.91:
        table = LOOK_ALIKE_OF_CYRILLIC if language == "bg" else LOOK_ALIKE
        letters = dict(draw.sample(sorted(table.items()), 3))
        return text.translate(letters)
    if chance < 0.94:
        hidden = draw.choice(HIDDEN)
        letter = draw.choice("eанaо" if language == "bg" else "eain")
        return text.replace(letter, letter + hidden)
    if language == "bg":
        return text
    return without_diacritics(text)


def without_diacritics(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_PLAIN)


def snippet(text: str) -> str:
    """The first quarter, as a page of results shows it."""
    words = text.split()
    return " ".join(words[: max(10, len(words) // 4)]) + " …"
