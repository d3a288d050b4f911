"""Banks of bland sentences, and the code by which texts draw on them so that no two are alike.

A template such as `Bel <mij|gerust> op {phone}` has choices between angle brackets. From the choices
of one template as many sentences are made as a bank needs, in such an order that two sentences agree
in at most one choice (lines of a finite plane: choice j of sentence (a, b) is a + j*b modulo the
number of options, a prime).

A text is a polynomial of degree one over the prime field of the bank's size (a Reed-Solomon code):
at topic t it takes sentence a + b*t. Two different texts then share at most one whole sentence, which
is what keeps the similarity of two unique adverts low by construction, not by chance.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

TOPICS = ("opening", "room", "massage", "atmosphere", "hours", "access", "price", "rules", "contact")

BANK_SIZES = {
    "nl": 191,
    "en": 83,
    "de": 47,
    "es": 43,
    "ro": 41,
    "pl": 37,
    "hu": 31,
    "bg": 31,
    "fr": 31,
    "nl-script": 11,
}
"""Sentences per topic and language: primes, whose square is how many texts the language can have."""

OPTIONS = 5
_CHOICE = re.compile(r"<([^<>]*)>")
_SHUFFLE_SEED = 20210


@dataclass(frozen=True, slots=True)
class Bank:
    """All sentences of one language."""

    topics: tuple[tuple[str, ...], ...]
    titles: tuple[str, ...]
    agency: tuple[str, ...]
    always: tuple[str, ...]
    personal: tuple[str, ...]
    like: tuple[str, ...]
    thing: tuple[str, ...]

    @property
    def size(self) -> int:
        """Sentences per topic."""
        return len(self.topics[0])

    def codeword(self, number: int) -> list[str]:
        """The sentences of text `number` (0 to size² - 1), one per topic of `TOPICS`."""
        a, b = divmod(number, self.size)
        if a >= self.size:
            raise ValueError(f"the bank has {self.size**2} texts, asked for number {number}")
        return [sentences[(a + b * topic) % self.size] for topic, sentences in enumerate(self.topics)]


def variants(template: str, count: int) -> list[str]:
    """`count` sentences out of one template, of which two agree in at most one choice.

    Raises ValueError if a choice has not `OPTIONS` options or the template has too few of them.
    """
    parts = _CHOICE.split(template)
    choices = [part.split("|") for part in parts[1::2]]
    if any(len(options) != OPTIONS for options in choices):
        raise ValueError(f"each choice has {OPTIONS} options: {template}")
    if count > (OPTIONS**2 if len(choices) > 1 else OPTIONS) or len(choices) > OPTIONS:
        raise ValueError(f"no {count} sentences in {template}")
    made = []
    for number in range(count):
        b, a = divmod(number, OPTIONS)
        words = [options[(a + j * b) % OPTIONS] for j, options in enumerate(choices)]
        made.append("".join(text + word for text, word in zip(parts[::2], [*words, ""], strict=True)))
    return made


def sections(name: str) -> dict[str, list[str]]:
    """The lines of a data file per section; comments and blank lines are left out."""
    text = resources.files(__package__).joinpath(f"data/{name}.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


@cache
def bank(language: str) -> Bank:
    """The bank of a language of `BANK_SIZES`."""
    size = BANK_SIZES[language]
    found = sections(f"sentences-{language}")
    rng = np.random.default_rng([_SHUFFLE_SEED, size])
    topics = []
    for topic in TOPICS:
        templates = found[topic]
        each = -(-size // len(templates))
        spread = [variants(template, each) for template in templates]
        # One of each template in turn, so that what is cut off at the end leaves all templates in.
        turns = [sentences[turn] for turn in range(each) for sentences in spread][:size]
        topics.append(tuple(turns[place] for place in rng.permutation(size)))
    return Bank(
        topics=tuple(topics),
        titles=_all(found["title"], 25),
        agency=_all(found.get("agency", []), 25),
        always=tuple(found.get("always", [])),
        personal=tuple(found.get("personal", [])),
        like=_list(found, "like"),
        thing=_list(found, "thing"),
    )


def _all(templates: list[str], most: int) -> tuple[str, ...]:
    return tuple(
        sentence
        for template in templates
        for sentence in variants(template, most if template.count("<") > 1 else OPTIONS)
    )


def _list(found: dict[str, list[str]], section: str) -> tuple[str, ...]:
    return tuple(word for line in found.get(section, []) for word in line.split("|"))
