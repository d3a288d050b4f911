"""The texts of unique adverts, with the slots that vary from one publication to the next.

Promise, on sets of three-word shingles of title and text (case folded, digits as 0): two different
unique adverts have a Jaccard similarity of at most .30, two copies of one of at least .65.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baken.demo.sentences import BANK_SIZES, Bank, bank

Numbers = npt.NDArray[np.int64]

LANGUAGES = ("nl", "en", "de", "es", "ro", "pl", "hu", "bg", "fr", "nl-script")
LANGUAGE_SHARE = (0.728, 0.12, 0.039, 0.03, 0.026, 0.02, 0.0135, 0.0135, 0.01, 0.0)

SCRIPT = LANGUAGES.index("nl-script")
DUTCH = LANGUAGES.index("nl")

_MIDDLE = (1, 2, 3, 4, 5, 7)
_PRICE, _CONTACT = 6, 8
_LONG_ENOUGH = 5

ALWAYS = 6
"""One in so many texts says that one can always call: a way of advertising that an indicator takes for more,
so that most of what the rules find in this market is innocent, as it is outside."""


@dataclass(frozen=True, slots=True)
class Text:
    """A unique advert's text: sentences in order, slots in braces still open.

    `odd` is the place (sentence, word) where a copy may have a typing error or a hidden letter, and
    `swap` the sentence that may change places with the next: one place per text, so that two copies
    never differ by more than that.
    """

    title: str
    sentences: tuple[str, ...]
    odd: tuple[int, str]
    swap: int


def languages(advertisers: int, rng: np.random.Generator) -> Numbers:
    """The language (index in `LANGUAGES`) in which each advertiser writes."""
    share = np.array(LANGUAGE_SHARE)
    return rng.choice(len(LANGUAGES), size=advertisers, p=share / share.sum())


def write(language: Numbers, agency: npt.NDArray[np.bool_], rng: np.random.Generator) -> list[Text]:
    """A text for each unique advert, in its language; agencies add a sentence about their reception."""
    texts: list[Text | None] = [None] * len(language)
    for code, name in enumerate(LANGUAGES):
        rows = np.flatnonzero(language == code)
        if not len(rows):
            continue
        made = _write_in(name, agency[rows], rng)
        for row, text in zip(rows.tolist(), made, strict=True):
            texts[row] = text
    return [text for text in texts if text is not None]


def _write_in(language: str, agency: npt.NDArray[np.bool_], rng: np.random.Generator) -> list[Text]:
    source = bank(language)
    count = len(agency)
    capacity = BANK_SIZES[language] ** 2
    if count > capacity:
        raise ValueError(f"the bank of {language} has {capacity} texts, the market asks for {count}")
    numbers = rng.permutation(capacity)[:count].tolist()
    middles = rng.integers(3, 6, size=count)
    orders = np.argsort(rng.random((count, len(_MIDDLE))), axis=1)
    titles = rng.integers(0, len(source.titles), size=count).tolist()
    reception = rng.integers(0, max(len(source.agency), 1), size=count).tolist()
    picks = rng.random((count, 3))
    likes = _draw(source.like, count, rng)
    things = _draw(source.thing, count, rng)
    texts = []
    for row in range(count):
        sentences = source.codeword(numbers[row])
        if source.personal:
            kept = orders[row, : middles[row]].tolist()
            body = [sentences[_MIDDLE[topic]] for topic in kept] + [sentences[_PRICE]]
            body[1:1] = _personal(source, likes[row], things[row], picks[row, 0])
        else:
            body = sentences[1:_CONTACT]
        if source.always and numbers[row] % ALWAYS == 0:
            body.append(source.always[numbers[row] // ALWAYS % len(source.always)])
        if agency[row]:
            body.append(source.agency[reception[row]])
        whole = (sentences[0], *body, sentences[_CONTACT])
        title = source.titles[titles[row]]
        texts.append(Text(title, whole, _odd_place(whole, picks[row, 1]), 1 + int(picks[row, 2] * 3)))
    return texts


def _draw(words: tuple[str, ...], count: int, rng: np.random.Generator) -> list[list[str]]:
    """Eight different words of a list for each text."""
    if not words:
        return [[]] * count
    places = np.argsort(rng.random((count, len(words)), dtype=np.float32), axis=1)[:, :8]
    return [[words[place] for place in row] for row in places.tolist()]


def _personal(source: Bank, likes: list[str], things: list[str], pick: float) -> list[str]:
    """Two sentences of favourite words: the part of a text that hardly any other text has."""
    count = len(source.personal)
    first = int(pick * count)
    second = (first + 1 + int(pick * count * 97) % (count - 1)) % count
    like, thing = iter(likes), iter(things)
    made = []
    for template in (source.personal[first], source.personal[second]):
        words = []
        for part in template.replace("}", "{").split("{"):
            words.append(next(like) if part == "like" else next(thing) if part == "thing" else part)
        made.append("".join(words))
    return made


def _odd_place(sentences: tuple[str, ...], pick: float) -> tuple[int, str]:
    """A sentence in the middle and a longer word of it that stands in it once."""
    for turn in range(len(sentences) - 2):
        place = 1 + (int(pick * 1000) + turn) % (len(sentences) - 2)
        words = sentences[place].split()
        able = [word for word in words[1:] if len(word) > _LONG_ENOUGH and word.isalpha()]
        if able:
            word = able[int(pick * 7919) % len(able)]
            if sentences[place].count(word) == 1:
                return place, word
    return NOWHERE


NOWHERE = (0, "")
"""No word of the text can be changed."""
