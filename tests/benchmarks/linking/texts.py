"""Unique adverts of an invented market: written anew, by a template, for an agency, or very short.

A *template* is a frame of sentences that many dealers fill in: some of the words in its sentences and
two or more whole sentences are the dealer's own, so that each dealer's text is another unique advert.
An *agency* has sentences that stand in the texts of all who work through it. A *short* text of a few
words is common property: whoever uses it has the same unique advert. *Customary* sentences are used
by everybody, some much more than others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.benchmarks.linking.grammar import TRADES, Grammar, Pattern, grammar

SPEAKERS = (
    ("nl", 35),
    ("en", 19),
    ("de", 7),
    ("fr", 5),
    ("es", 9),
    ("ro", 8),
    ("hu", 5),
    ("bg", 6),
    ("pl", 6),
)
SHORT_TEXTS = 14
MOST_TEMPLATES = 400


@dataclass(frozen=True, slots=True)
class Text:
    """A unique advert: its number, language, trade, title and sentences; slots stand open."""

    number: int
    language: str
    trade: str
    title: str
    sentences: tuple[str, ...]

    @property
    def common(self) -> bool:
        """Whether it is common property (a text of a few words)."""
        return self.number < 0


@dataclass(frozen=True, slots=True)
class Template:
    """Sentences of which some slots are filled, and the trade they are of."""

    trade: str
    frame: tuple[Pattern, ...]


class Writer:
    """Writes unique adverts; templates and short texts depend on the seed alone, so that a large
    corpus has more dealers to a template, and no more templates, than a small one."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.written = 0
        self.languages = [code for code, _ in SPEAKERS]
        self.shares = list(accumulate(share for _, share in SPEAKERS))
        self.often_customary = list(accumulate(1 / (rank + 2) for rank in range(18)))
        self.often_short = list(accumulate(1 / (rank + 1) for rank in range(SHORT_TEXTS)))
        self.often_template = list(accumulate(1 / (rank + 2) for rank in range(MOST_TEMPLATES)))
        self.templates = cache(self._templates)
        self.short_texts = cache(self._short_texts)

    def language(self, draw: Random) -> str:
        return draw.choices(self.languages, cum_weights=self.shares)[0]

    def written_anew(self, language: str, trade: str, draw: Random, agency: Sequence[str] = ()) -> Text:
        """Two to seven sentences of one's own, and customary ones; with an agency's around them."""
        speech = grammar(language)
        sentences = speech.different(_own_sentences(draw), trade, draw)
        sentences += self._customary(speech, draw)
        draw.shuffle(sentences)
        return self._text(speech, trade, [*agency[:1], *sentences, *agency[1:]], draw)

    def by_template(self, language: str, draw: Random) -> Text:
        """The frame of a template with its open slots filled, and two to five sentences of one's own."""
        speech = grammar(language)
        template = draw.choices(self.templates(language), cum_weights=self.often_template)[0]
        frame = [speech.filled(pattern, template.trade, draw) for pattern in template.frame]
        own = speech.different(draw.choice((2, 3, 3, 4, 5)), template.trade, draw)
        at = draw.randrange(len(frame) + 1)
        return self._text(speech, template.trade, [*frame[:at], *own, *frame[at:]], draw)

    def short(self, language: str, draw: Random) -> Text:
        texts: list[Text] = self.short_texts(language)
        return draw.choices(texts, cum_weights=self.often_short[: len(texts)])[0]

    def for_agency(self, language: str, trade: str, draw: Random) -> tuple[str, ...]:
        return tuple(grammar(language).different(draw.choice((2, 3)), trade, draw))

    def _text(self, speech: Grammar, trade: str, sentences: Sequence[str], draw: Random) -> Text:
        title = speech.filled(draw.choice(speech.titles), trade, draw)
        self.written += 1
        return Text(self.written, speech.code, trade, title, tuple(sentences))

    def _customary(self, speech: Grammar, draw: Random) -> list[str]:
        count = draw.choice((0, 1, 1, 2, 2, 3))
        chosen = draw.choices(speech.customary, cum_weights=self.often_customary, k=count)
        return list(dict.fromkeys(chosen))

    def _templates(self, language: str) -> list[Template]:
        draw = Random(f"templates {self.seed} {language}")
        speech = grammar(language)
        result = []
        for _ in range(MOST_TEMPLATES):
            trade = draw.choice(TRADES)
            count = draw.choice((2, 3, 3, 4))
            frame = tuple(speech.half_filled(trade, draw, share=0.7) for _ in range(count))
            result.append(Template(trade, frame))
        return result

    def _short_texts(self, language: str) -> list[Text]:
        draw = Random(f"short {self.seed} {language}")
        speech = grammar(language)
        first = -1_000 * (self.languages.index(language) + 1)
        patterns = _unlike([pattern for pattern in speech.short if pattern[0].count(" ") > 2], draw)
        titles = [pattern for pattern in speech.titles if "svc" not in pattern[1]]
        return [
            Text(
                first - rank,
                language,
                "massage",
                speech.filled(draw.choice(titles), "massage", draw) if draw.random() < 0.3 else "",
                (speech.filled(pattern, "massage", draw),),
            )
            for rank, pattern in enumerate(patterns)
        ]


def _own_sentences(draw: Random) -> int:
    return draw.choice((2, 3, 3, 4, 4, 5, 6, 7))


def _unlike(patterns: Sequence[Pattern], draw: Random) -> list[Pattern]:
    """Some patterns of which no two share more than a third of their words."""
    kept: list[tuple[set[str], Pattern]] = []
    for pattern in draw.sample(patterns, len(patterns)):
        words = set(pattern[0].lower().replace(",", "").split())
        if all(3 * len(words & others) <= len(words | others) for others, _ in kept):
            kept.append((words, pattern))
    return [pattern for _, pattern in kept[:SHORT_TEXTS]]


def footers() -> list[str]:
    """What each platform puts under every advert; for some nothing."""
    path = Path(__file__).parent / "grammars" / "footers.txt"
    return path.read_text("utf-8").splitlines()
