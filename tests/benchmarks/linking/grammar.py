"""A language's bland sentences: read from its file in `grammars`, drawn with a seed.

In a file `name: phrase; phrase` names the phrases of a slot, `> ` begins a sentence, `= ` a customary
sentence that everybody may use as it stands, `~ ` a whole advert of a few words, and `title: ` a title.
`[a|b|]` stands for each of its alternatives. `{svc}` is what an advert offers, of one of four trades;
`{town}`, `{name}` and `{price}` stay open until a text is published.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from random import Random

from tests.benchmarks.linking.places import NAMES, STREETS

LANGUAGES = ("nl", "en", "de", "fr", "es", "ro", "hu", "bg", "pl")
TRADES = ("massage", "beauty", "company", "house")
TOWN, NAME, PRICE = "\x01", "\x02", "\x03"
"""What stands in a text until it is published."""

MOST_PHRASES = 6000
MOST_PATTERNS = 900
_OPEN = {"town": TOWN, "name": NAME, "price": PRICE}
_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")

Pattern = tuple[str, tuple[str, ...]]
"""A sentence with `%s` for its slots, and what they are."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language: phrases of each slot, patterns of each sentence, fixed sentences, single words."""

    code: str
    phrases: dict[str, list[str]]
    sentences: list[list[Pattern]]
    customary: list[str]
    short: list[Pattern]
    titles: list[Pattern]
    vocabulary: list[str]

    def filled(self, pattern: Pattern, trade: str, draw: Random) -> str:
        """A sentence: each slot with a phrase, some phrases oftener than others."""
        chance = draw.random
        chosen = []
        for slot in pattern[1]:
            phrases = self.phrases[f"svc.{trade}" if slot == "svc" else slot]
            chosen.append(phrases[int(len(phrases) * chance() ** 1.5)])
        return _capital(pattern[0] % tuple(chosen))

    def sentence(self, trade: str, draw: Random) -> str:
        patterns = self.sentences[int(len(self.sentences) * draw.random())]
        return self.filled(patterns[int(len(patterns) * draw.random())], trade, draw)

    def different(self, count: int, trade: str, draw: Random) -> list[str]:
        """Sentences of which no two have the same build."""
        builds = draw.sample(self.sentences, count)
        return [self.filled(build[int(len(build) * draw.random())], trade, draw) for build in builds]

    def half_filled(self, trade: str, draw: Random, share: float) -> Pattern:
        """A sentence of a template: some slots stand, the others are for whoever takes it over."""
        build = draw.choice(self.sentences)
        words, slots = draw.choice(build)
        fixed: list[str] = []
        left: list[str] = []
        for slot in slots:
            if slot in self.phrases or slot == "svc":
                if draw.random() < share:
                    fixed.append(draw.choice(self.phrases[f"svc.{trade}" if slot == "svc" else slot]))
                else:
                    fixed.append("%s")
                    left.append(slot)
        return words % tuple(fixed), tuple(left)


@cache
def grammar(code: str) -> Grammar:
    """The grammar of a language; the same each time."""
    draw = Random(f"grammar {code}")
    phrases = {"street": list(STREETS), "person": list(NAMES)}
    sentences: list[list[Pattern]] = []
    fixed: list[str] = []
    short: list[Pattern] = []
    titles: list[Pattern] = []
    path = Path(__file__).parent / "grammars" / f"{code}.txt"
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("= "):
            fixed.append(line[2:])
        elif line.startswith("> "):
            sentences.append(_patterns(line[2:], draw))
        elif line.startswith("~ "):
            short.extend(_patterns(line[2:], draw))
        elif line.startswith("title: "):
            titles.extend(_patterns(line[7:], draw))
        elif line:
            name, _, rest = line.partition(": ")
            phrases[name] = [_open(phrase) for phrase in _expanded(rest.split("; "), draw, MOST_PHRASES)]
    words = {
        word.lower()
        for listed in phrases.values()
        for phrase in listed
        for word in re.findall(r"[^\W\d_]{3,}", phrase)
    }
    return Grammar(code, phrases, sentences, fixed, short, titles, sorted(words))


def _expanded(lines: Sequence[str], draw: Random, most: int) -> list[str]:
    """The phrases that the alternatives of each line give, in a mixed order; of very many some."""
    result: set[str] = set()
    for line in lines:
        parts = _ALTERNATIVES.split(line)
        choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
        result.update(_tidy("".join(chosen)) for chosen in _combinations(choices, draw, most))
    ordered = sorted(result)
    draw.shuffle(ordered)
    return ordered[:most]


def _combinations(choices: Sequence[Sequence[str]], draw: Random, most: int) -> Iterable[Sequence[str]]:
    if prod(len(choice) for choice in choices) <= most:
        return product(*choices)
    return [[draw.choice(choice) for choice in choices] for _ in range(most)]


def _open(phrase: str) -> str:
    return _SLOT.sub(lambda slot: _OPEN[slot[1]], phrase)


def _patterns(line: str, draw: Random) -> list[Pattern]:
    result = []
    for phrase in _expanded([line.replace("%", "%%")], draw, MOST_PATTERNS):
        slots = tuple(slot for slot in _SLOT.findall(phrase) if slot not in _OPEN)
        words = _SLOT.sub(lambda slot: _OPEN.get(slot[1], "%s"), phrase)
        result.append((words, slots))
    return result


def _tidy(phrase: str) -> str:
    phrase = re.sub(r"\s+", " ", phrase).strip()
    return re.sub(r" ([,.!?])", r"\1", phrase)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
