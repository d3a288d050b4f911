"""The sightings of an invented market: each text of each advertiser, published, seen, seen again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from tests.benchmarks.linking.advertisers import SPAN_DAYS, Advertiser, Own, Population, active
from tests.benchmarks.linking.edits import MARKS, disguised, edited, snippet
from tests.benchmarks.linking.grammar import NAME, PRICE, TOWN, grammar
from tests.benchmarks.linking.places import face_of, obscured_face_of, phone_number
from tests.benchmarks.linking.texts import Writer, footers

PLATFORMS = 14
WITH_ACCOUNTS = (1, 6, 11)
WITH_IMAGES = (0, 1, 3, 4, 6, 7, 9, 11, 12)
WITH_HOTLINE = (2, 8)
STOCK_PHOTOS = 40
LIFE_DAYS = 14
DAY = 86_400_000_000
BEGIN = 1_640_995_200_000_000
"""Microseconds: the first of January 2022."""

CALL = {
    "nl": "Bel of app {}",
    "en": "Call {}",
    "de": "Tel. {}",
    "fr": "Tél. {}",
    "es": "Llama al {}",
    "ro": "Sună la {}",
    "hu": "Hívj: {}",
    "bg": "Тел. {}",
    "pl": "Tel. {}",
}
GENDERS = ("women", "women", "men", "trans", "couples", "other", "unknown")


class Sighting(NamedTuple):
    """One row of a corpus, with its truth."""

    captured_at: int
    platform: int
    advert: int
    title: str
    text: str
    place: str
    gender: str
    age: int
    contacts: list[tuple[str, str]]
    account: str | None
    images: list[str]
    unique_advert: int
    advertiser: int


@dataclass
class Market:
    """Draws sightings without end, advertiser by advertiser.

    `contacts` is "fields" (most pages show them beside the text, some texts say the number) or "text"
    (no page does, nearly every text says them, one in three obscured).
    """

    seed: int
    size: int
    contacts: str = "fields"
    adverts: int = 0
    population: Population = field(init=False)

    def __post_init__(self) -> None:
        self.population = Population(self.seed, self.size, Writer(self.seed), PLATFORMS)
        self.footers = footers()
        draw = Random(f"market {self.seed}")
        self.stock = [f"{draw.getrandbits(256):064x}" for _ in range(STOCK_PHOTOS)]
        self.hotlines = {platform: phone_number(9_000_000 + platform) for platform in WITH_HOTLINE}

    def sightings(self) -> Iterator[Sighting]:
        draw = Random(f"sightings {self.seed}")
        while True:
            advertiser = self.population.next(draw)
            for own in advertiser.texts:
                yield from self._published(advertiser, own, draw)

    def _published(self, who: Advertiser, own: Own, draw: Random) -> Iterator[Sighting]:
        text = own.text
        speech = grammar(text.language)
        versions: list[Sequence[str]] = [text.sentences]
        for _ in range(min(own.publications.bit_length() // 2, 5)):
            versions.append(edited(text.sentences, speech, text.trade, draw))
        for _ in range(own.publications):
            sentences: Sequence[str] = text.sentences
            chance = draw.random()
            if text.common:  # of so few words none can change without it being another text
                pass
            elif chance < 0.2:
                sentences = edited(sentences, speech, text.trade, draw)
            else:
                sentences = draw.choice(versions)
                if chance < 0.5:
                    sentences = edited(sentences, speech, text.trade, draw, most=3)
            yield from self._publication(who, own, sentences, draw)

    def _publication(
        self, who: Advertiser, own: Own, sentences: Sequence[str], draw: Random
    ) -> Iterator[Sighting]:
        chance = draw.random
        language = own.text.language
        self.adverts += 1
        advert = self.adverts
        platform = draw.choice(who.platforms)
        day = min(own.begin + (own.end - own.begin) * chance(), SPAN_DAYS - 1)
        town = draw.choice(who.towns)
        name = who.names[0] if chance() < 0.8 else draw.choice(who.names)
        price = f"€ {who.price + (draw.randrange(-2, 3) * 5 if chance() < 0.3 else 0)}"
        mark = " " if chance() < 0.7 else draw.choice(MARKS)
        words = mark.join(sentences)
        shown = self._shown(who, own, day, draw)
        numbers = [value for kind, value in shown if kind == "phone"]
        if self.contacts == "text":
            for kind, value in shown:
                if kind == "phone":
                    hidden = chance() < 0.35
                    face = obscured_face_of(value, draw) if hidden else face_of(value, draw)
                    words += " " + CALL[language].format(face)
                elif kind != "website":
                    words += f" {kind}: {value}"
        elif numbers and chance() < 0.25:
            words += " " + CALL[language].format(face_of(numbers[0], draw))
        words = words.replace(TOWN, town).replace(NAME, name).replace(PRICE, price)
        words = disguised(words, language, draw)
        title = own.text.title.replace(TOWN, town).replace(NAME, name).replace(PRICE, price)
        if chance() < 0.03:
            words = snippet(words)
        elif self.footers[platform]:
            words = f"{words}\n{self.footers[platform]}"
        if self.contacts == "text" or chance() < 0.15:
            fields = []
        else:
            fields = [(kind, face_of(value, draw) if kind == "phone" else value) for kind, value in shown]
            if platform in self.hotlines and chance() < 0.35:
                fields.append(("phone", self.hotlines[platform]))
        account = None
        if platform in WITH_ACCOUNTS and chance() < 0.9:
            account = f"{who.number}-{draw.randrange(who.accounts)}"
        images: list[str] = []
        if platform in WITH_IMAGES:
            if own.images and chance() < 0.6:
                images = [own.images[0]] if chance() < 0.6 else list(own.images)
            if chance() < 0.03:
                images.append(self.stock[int(STOCK_PHOTOS * chance() ** 2)])
        gender, age = GENDERS[who.number % len(GENDERS)], 21 + who.number % 37
        seen = day
        while True:
            yield Sighting(
                captured_at=BEGIN + int(seen * DAY),
                platform=platform,
                advert=advert,
                title=title,
                text=words,
                place=town,
                gender=gender,
                age=age,
                contacts=fields,
                account=account,
                images=images,
                unique_advert=own.text.number,
                advertiser=who.number,
            )
            seen += 0.9 + 5 * chance() ** 2
            if seen > day + LIFE_DAYS or chance() > 0.3:
                return

    def _shown(self, who: Advertiser, own: Own, day: float, draw: Random) -> list[tuple[str, str]]:
        """Which contacts an advert shows; one that stole its text nearly always shows some."""
        chance = draw.random
        shown: list[tuple[str, str]] = []
        if chance() < (0.02 if own.stolen else 0.05):
            return shown
        numbers = active(who.phones, day)
        if who.agency is not None and chance() < 0.8:
            shown.append(who.agency)
            if chance() < 0.3:
                return shown
        if chance() < 0.9 or not who.others:
            number = numbers[-1] if len(numbers) == 1 or chance() < 0.6 else numbers[0]
            shown.append(("phone", number))
            if len(numbers) > 1 and chance() < 0.3:
                shown = [("phone", each) for each in numbers]
            if who.safety and chance() < 0.4:
                shown.append(("phone", who.safety))
        for other in who.others:
            if chance() < 0.5 or not shown:
                shown.append(other)
        return shown
