"""Advertisers of an invented market: what they are reached by, when, where and with which texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.benchmarks.linking.places import NAMES, TOWNS, phone_number
from tests.benchmarks.linking.texts import Text, Writer

SPAN_DAYS = 1500
"""Days between the first and the last capture of the market."""

HANDLES = ("telegram", "instagram", "signal", "snapchat", "kik")
RECYCLED_AFTER = 380
REMEMBERED = 20_000


@dataclass(slots=True)
class Own:
    """A text that an advertiser publishes: how often, between which days, with which pictures.

    `stolen` says that it was somebody else's first.
    """

    text: Text
    publications: int
    begin: float
    end: float
    images: list[str]
    stolen: bool = False


@dataclass(slots=True)
class Advertiser:
    """Its numbers with the days they are in use, its other contacts, texts, towns and platforms."""

    number: int
    begin: float
    end: float
    phones: list[tuple[str, float, float]]
    others: list[tuple[str, str]]
    texts: list[Own]
    towns: list[str]
    names: list[str]
    platforms: list[int]
    accounts: int
    price: int
    agency: tuple[str, str] | None = None
    safety: str = ""


@dataclass(slots=True)
class Agency:
    """What those who work through an agency have in common."""

    phone: tuple[str, str]
    language: str
    trade: str
    sentences: tuple[str, ...]
    left: int
    begin: float


@dataclass
class Population:
    """Draws one advertiser after another, and remembers what may be stolen or handed out anew."""

    seed: int
    size: int
    writer: Writer
    platforms: int
    drawn: int = 0
    numbers: int = 0
    popular: list[Own] = field(default_factory=list)
    ended: list[tuple[float, str]] = field(default_factory=list)
    agency: Agency | None = None
    waiting: list[Advertiser] = field(default_factory=list)

    @property
    def most_publications(self) -> int:
        return min(3500, max(60, self.size // 200))

    def phone(self) -> str:
        self.numbers += 1
        return phone_number(self.numbers)

    def next(self, draw: Random) -> Advertiser:
        if self.waiting:
            return self.waiting.pop()
        if self.agency is not None:
            return self._worker(self.agency, draw)
        chance = draw.random()
        if chance < 0.0004:
            self.agency = self._new_agency(draw)
            return self._worker(self.agency, draw)
        if chance < 0.0004 + 0.0025:
            return self._campaign(draw)
        if chance < 0.015:
            one, other = self._single(draw), self._single(draw)
            one.safety = other.safety = self.phone()
            self.waiting.append(other)
            return one
        return self._single(draw)

    def _advertiser(self, draw: Random, begin: float, days: float, phones: int) -> Advertiser:
        self.drawn += 1
        end = min(begin + days, SPAN_DAYS)
        numbers = [self.phone() for _ in range(phones)]
        if draw.random() < 0.04:
            self._recycle(numbers, begin, draw)
        share = (end - begin) / len(numbers)
        windows = [
            (number, begin + share * (at - 0.3), begin + share * (at + 1.3))
            for at, number in enumerate(numbers)
        ]
        others = []
        if draw.random() < 0.45 or not phones:
            others.append((draw.choice(HANDLES), f"{draw.choice(NAMES).lower()}.{self.drawn:x}"))
        if draw.random() < 0.08:
            others.append(("email", f"{draw.choice(NAMES).lower()}{self.drawn}@example.org"))
        if draw.random() < 0.05:
            others.append(("website", f"https://p{self.drawn}.example.nl"))
        towns = draw.choices(TOWNS, k=draw.choice((1, 1, 1, 1, 1, 1, 2, 3, 12, 20)))
        return Advertiser(
            number=self.drawn,
            begin=begin,
            end=end,
            phones=windows,
            others=others,
            texts=[],
            towns=towns,
            names=draw.choices(NAMES, k=draw.choice((1, 1, 1, 2, 3))),
            platforms=draw.sample(range(self.platforms), draw.choice((1, 1, 2, 2, 3, 4))),
            accounts=draw.choice((1, 1, 1, 2)),
            price=draw.randrange(4, 40) * 5,
        )

    def _single(self, draw: Random) -> Advertiser:
        days = min(20 * draw.random() ** -0.8, 900)
        begin = draw.random() * (SPAN_DAYS - 20)
        found = self._advertiser(draw, begin, days, draw.choice((1, 1, 1, 1, 1, 1, 1, 2, 2, 3)))
        language = self.writer.language(draw)
        count = draw.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 5))
        self._give_texts(found, language, count, self.most_publications, draw)
        if draw.random() < 0.06 and self.popular:
            stolen = draw.choice(self.popular)
            images = stolen.images if draw.random() < 0.1 else []
            times = min(int(draw.random() ** -0.67), 200)
            found.texts.append(Own(stolen.text, times, found.begin, found.end, images, stolen=True))
        self._remember(found, draw)
        return found

    def _campaign(self, draw: Random) -> Advertiser:
        """Many texts, many numbers, few of which stand beside very many texts."""
        days = 300 + draw.random() * 700
        count = min(int(8 * draw.random() ** -0.7), 60, max(9, self.size // 1500))
        phones = max(2, min(40, int(count * (0.3 + draw.random()))))
        found = self._advertiser(draw, draw.random() * 400, days, phones)
        language = self.writer.language(draw)
        found.accounts = draw.choice((1, 2, 4, 8))
        self._give_texts(found, language, count, self.most_publications // 8, draw, least=4)
        self._remember(found, draw)
        return found

    def _new_agency(self, draw: Random) -> Agency:
        language, trade = self.writer.language(draw), draw.choice(("massage", "beauty", "company", "house"))
        left = min(int(35 * draw.random() ** -0.7), 400)
        sentences = self.writer.for_agency(language, trade, draw)
        return Agency(("phone", self.phone()), language, trade, sentences, left, draw.random() * 900)

    def _worker(self, agency: Agency, draw: Random) -> Advertiser:
        agency.left -= 1
        if agency.left <= 0:
            self.agency = None
        begin = min(agency.begin + draw.random() * 500, SPAN_DAYS - 20)
        found = self._advertiser(draw, begin, 30 + draw.random() * 200, 1)
        found.agency = agency.phone
        text = self.writer.written_anew(agency.language, agency.trade, draw, agency.sentences)
        self._own(found, text, min(int(draw.random() ** -0.9), 60), draw)
        return found

    def _give_texts(
        self, found: Advertiser, language: str, count: int, most: int, draw: Random, least: int = 1
    ) -> None:
        trade = draw.choice(("massage", "massage", "massage", "beauty", "company", "house"))
        for _ in range(count):
            chance = draw.random()
            times = min(int(least * draw.random() ** -0.85), most)
            if chance < 0.015:
                text = self.writer.short(language, draw)
                times = min(times, 20)
            elif chance < 0.18:
                text = self.writer.by_template(language, draw)
            else:
                text = self.writer.written_anew(language, trade, draw)
            self._own(found, text, times, draw)

    def _own(self, found: Advertiser, text: Text, times: int, draw: Random) -> None:
        days = found.end - found.begin
        share = 0.4 + 0.6 * draw.random()
        begin = found.begin + days * (1 - share) * draw.random()
        images = []
        if draw.random() < 0.5:
            images = [f"{draw.getrandbits(256):064x}" for _ in range(draw.choice((1, 2, 3, 4)))]
        found.texts.append(Own(text, times, begin, begin + days * share, images))

    def _remember(self, found: Advertiser, draw: Random) -> None:
        for own in found.texts:
            if not own.text.common and not own.stolen:
                for _ in range(1 + min(own.publications, 200) // 10):
                    _keep(self.popular, own, draw)
        if len(found.phones) == 1:
            _keep(self.ended, (found.end + 20, found.phones[0][0]), draw)

    def _recycle(self, numbers: list[str], begin: float, draw: Random) -> None:
        """One of the numbers was another's, who gave it up more than a year before."""
        if not self.ended:
            return
        at = draw.randrange(len(self.ended))
        ended, number = self.ended[at]
        if ended + RECYCLED_AFTER < begin:
            numbers[0] = number
            self.ended[at] = self.ended[-1]
            self.ended.pop()


def _keep(kept: list[Any], new: Any, draw: Random) -> None:
    if len(kept) < REMEMBERED:
        kept.append(new)
    else:
        kept[draw.randrange(REMEMBERED)] = new


def active(phones: Sequence[tuple[str, float, float]], day: float) -> list[str]:
    """The numbers in use on a day."""
    return [number for number, begin, end in phones if begin <= day <= end] or [phones[0][0]]
