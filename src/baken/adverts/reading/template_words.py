"""The versions of one advert as one text with slots, to read: contacts by name, what is hidden shown."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from baken.adverts.advertiser_queries import OpenedSighting
from baken.adverts.reading.segments import Contact, likely_contacts, visible
from baken.adverts.reading.versions import MOST_WORDS, Token, tokens
from baken.linking.variants import template
from baken.vocabulary.advert_record import words

MOST_CHARACTERS = 4_000
MOST_VALUES = 4
LONGEST_VALUE = 48
_SIGN_AFTER = re.compile(r" ([.,;:!?)\]])")


@dataclass(frozen=True, slots=True)
class SlotValue:
    """What stands in a slot, and in how many of the versions; no words where it is left out."""

    words: str
    times: int


@dataclass(frozen=True, slots=True)
class TemplatePiece:
    """Words that stay, a contact by its name (in words that stay), or a slot with its values.

    `more` is how many further values a slot has; `spaced` whether a space comes after it.
    """

    words: str = ""
    contact: str | None = None
    values: tuple[SlotValue, ...] = ()
    more: int = 0
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """One advert as a template. `versions` were laid side by side, `different` of them differ in a word;
    `cut` tells that there is more text than was compared."""

    pieces: tuple[TemplatePiece, ...]
    versions: int
    different: int
    cut: bool

    @property
    def slots(self) -> int:
        """How many things vary."""
        return sum(bool(piece.values) for piece in self.pieces)


def text_template(
    opened: Sequence[OpenedSighting], names: Mapping[str, str], shared: Set[str] = frozenset()
) -> TextTemplate | None:
    """The template of the opened versions; None without any. `names` gives each contact its name."""
    if not opened:
        return None
    told = [words(one.title, one.text) for one in opened]
    rows = [
        tokens(said[:MOST_CHARACTERS], _cut(one, said, names, shared))
        for one, said in zip(opened, told, strict=True)
    ]
    rows = [[token for token in row if token.word != "\n"] for row in rows]
    made = template([[token.word for token in row] for row in rows])
    measure, said = rows[made.measure], told[made.measure]
    pieces: list[TemplatePiece] = []
    for part in made.parts:
        if not part.varies:
            pieces += _staying(measure[part.start : part.end], said)
            continue
        values = [SlotValue(_line(value.words), value.times) for value in part.values]
        spaced = part.end >= len(measure) or measure[part.end].word not in ".,;:!?)]"
        pieces.append(
            TemplatePiece(
                values=tuple(values[:MOST_VALUES]), more=max(len(values) - MOST_VALUES, 0), spaced=spaced
            )
        )
    return TextTemplate(
        pieces=tuple(pieces),
        versions=len(opened),
        different=made.different,
        cut=len(said) > MOST_CHARACTERS or len(measure) >= MOST_WORDS,
    )


def _staying(row: Sequence[Token], said: str) -> list[TemplatePiece]:
    pieces: list[TemplatePiece] = []
    run = ""
    for place, token in enumerate(row):
        after = (
            said[token.end : row[place + 1].start]
            if place + 1 < len(row)
            else said[token.end : token.end + 1]
        )
        gap = "\n" if "\n" in after else " " if after[:1].isspace() else ""
        if is_contact(token.word):
            if run:
                pieces.append(TemplatePiece(visible(run)))
                run = ""
            pieces.append(TemplatePiece(contact=token.word[1:-1], spaced=bool(gap)))
        else:
            run += token.word + gap
    return [*pieces, TemplatePiece(visible(run))] if run else pieces


def is_contact(word: str) -> bool:
    """Whether a token stands for a contact: a sign never stands in one token with others."""
    return len(word) > 1 and word[0] == "‹"


def _line(said: Sequence[str]) -> str:
    line = visible(_SIGN_AFTER.sub(r"\1", " ".join(said))).removeprefix(". ").removeprefix(", ")
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"


def _cut(sighting: OpenedSighting, said: str, names: Mapping[str, str], shared: Set[str]) -> list[Contact]:
    read = [
        Contact(start, end, kind, names.get(pseudonym, pseudonym[:4].upper()), obscured, pseudonym in shared)
        for kind, pseudonym, obscured, start, end in sighting.contacts
    ]
    # a little further than what is shown, so that a number is not cut in two at the end of it
    return [*read, *likely_contacts(said[: MOST_CHARACTERS + 200])]
