"""Addresses that nobody wrote down: label, sign, shape, disguise and language drawn at random, by a seed.

Names are rows of syllables that are words nowhere, so that no list can know them. The seed "open" is for
whoever mends extraction; of any other seed only the rates are looked at, or the set measures nothing any
more (`tests/unit/extraction/test_addresses_made.py`).
"""

from collections.abc import Iterator
from functools import cache
from random import Random

from tests.spec.extraction.sets import HERE, LANGUAGES, Case, Expected, _read
from tests.spec.extraction.writing import written

PER_KIND = 12
HELD_BACK = ("held back one", "held back two")
"""Seeds of which only the rates are looked at."""

_SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
_SERVICES = {
    "telegram": ("Telegram", "telegram", "TG", "tg", "TELEGRAM"),
    "instagram": ("Instagram", "insta", "Insta", "IG", "ig"),
    "snapchat": ("Snapchat", "snap", "Snap", "SNAP", "snapchat"),
    "kik": ("Kik", "kik", "KIK"),
    "signal": ("Signal", "signal"),
}
_LABELS = (
    "{s}: {h}",
    "{s} : {h}",
    "{s}:{h}",
    "{s} = {h}",
    "{s} - {h}",
    "{s} → {h}",
    "{s} 👉 {h}",
    "{s}\n{h}",
)
_TELLING = ("{s} {h}", "({s}) {h}", "{s} • {h}", "[{s}] {h}", "{s}... {h}", "{s} ✨ {h}")
_WITH_AT = ("{s} @{h}", "@{h} ({s})", "{s}: @{h}", "{s} - @{h}", "@{h} {on} {s}", "{s}, @{h}")
_LED = {
    "nl": ("mijn {s} is {h}", "volg me op {s}: {h}", "voeg {h} toe op {s}", "ik heet {h} op {s}"),
    "en": ("my {s} is {h}", "follow me on {s}: {h}", "add {h} on {s}", "find me on {s} as {h}"),
    "de": ("mein {s} ist {h}", "folge mir auf {s}: {h}", "adde {h} auf {s}", "auf {s} heiße ich {h}"),
    "fr": ("mon {s} est {h}", "suivez-moi sur {s} : {h}", "ajoute {h} sur {s}", "mon {s} c'est {h}"),
    "es": ("mi {s} es {h}", "sígueme en {s}: {h}", "agrega a {h} en {s}", "en {s} me llamo {h}"),
    "ro": ("pe {s} sunt {h}", "urmărește-mă pe {s}: {h}", "adaugă {h} pe {s}", "caută-mă pe {s} ca {h}"),
    "hu": ("a {s} nevem {h}", "kövess itt: {s}: {h}", "{s} név: {h}", "{s} felhasználónév {h}"),
    "bg": ("моят {s} е {h}", "последвай ме в {s}: {h}", "добави {h} в {s}", "търси ме в {s} като {h}"),
    "pl": ("mój {s} to {h}", "obserwuj mnie na {s}: {h}", "dodaj {h} na {s}", "szukaj mnie na {s} jako {h}"),
}
_ON = dict(zip(LANGUAGES, ("op", "on", "auf", "sur", "en", "pe", "na", "в", "na"), strict=True))
_LOW_LINES = {
    "nl": ("underscore", "laag streepje", "liggend streepje"),
    "en": ("underscore", "under score"),
    "de": ("Unterstrich", "underscore"),
    "fr": ("tiret bas", "underscore", "tiret du bas"),
    "es": ("guion bajo", "guión bajo", "barra baja"),
    "ro": ("underscore", "linie de jos"),
    "hu": ("alulvonás", "alsóvonás"),
    "bg": ("долна черта", "подчертавка"),
    "pl": ("podkreślnik", "podłoga"),
}
_DOTS = dict(
    zip(
        LANGUAGES,
        ("punt", "dot", "Punkt", "point", "punto", "punct", "pont", "точка", "kropka"),
        strict=True,
    )
)
_ATS = {
    "nl": ("apenstaartje", "apestaart", "at"),
    "en": ("at", "AT"),
    "de": ("at", "ät", "Klammeraffe"),
    "fr": ("arobase", "at"),
    "es": ("arroba",),
    "ro": ("arond", "at"),
    "hu": ("kukac",),
    "bg": ("маймунка", "кльомба"),
    "pl": ("małpa", "at"),
}
_WRAPS = ("({})", " ({}) ", "[{}]", " [{}] ", " {} ", " *{}* ", "<{}>")
_TRAPS = {
    "nl": (
        "{s} mag ook",
        "Geen {s} meer",
        "{s} gebruik ik niet",
        "liever {s} dan bellen",
        "{s}: op aanvraag",
    ),
    "en": ("{s} is fine too", "No {s} any more", "I do not use {s}", "{s} works best", "{s}: on request"),
    "de": ("{s} geht auch", "Kein {s} mehr", "{s} nutze ich nicht", "lieber {s} als Anruf", "{s}: nur Text"),
    "fr": ("{s} possible aussi", "Pas de {s}", "je préfère {s}", "{s} : sur demande", "ni {s} ni sms"),
    "es": ("{s} también vale", "No uso {s}", "mejor por {s}", "{s}: solo mensajes", "sin {s} por ahora"),
    "ro": ("merge și {s}", "Nu am {s}", "prefer {s}", "{s}: doar mesaje", "fără {s} momentan"),
    "hu": ("{s} is jó", "Nincs {s}", "inkább {s}", "{s}: csak üzenet", "most {s} nélkül"),
    "bg": ("може и {s}", "Нямам {s}", "предпочитам {s}", "{s}: само съобщения", "без {s} засега"),
    "pl": ("może być {s}", "Nie mam {s}", "wolę {s}", "{s}: tylko wiadomości", "na razie bez {s}"),
}
_Made = tuple[str, str, str, bool]
"""Kind of the case, what must be found, the line with its braces, and whether it is obscured."""


def _word(random: Random, least: int = 3, most: int = 4) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.randint(least, most)))


def _telling(random: Random) -> str:
    one, other, number = _word(random), _word(random, 2, 3), random.randrange(1, 100)
    return random.choice((f"{one}_{other}", f"{one}.{other}{number}", f"{one}{number}", f"_{one}{number}_"))


def _wide(letters: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in letters)


def _bold(letters: str) -> str:
    return "".join(chr(0x1D41A + ord(one) - ord("a")) if one.isalpha() else one for one in letters)


def _framed(template: str, service: str, shown: str, language: str) -> str:
    return template.format(s=service, h="\0", on=_ON[language]).replace("\0", f"{{{shown}}}")


def _handles(random: Random, language: str) -> Iterator[_Made]:
    kind = random.choice(tuple(_SERVICES))
    service = random.choice(_SERVICES[kind])
    word, telling = _word(random), _telling(random)
    led, labelled = random.choice(_LED[language]), random.choice(_LABELS)
    shouted = random.choice((str.lower, str.title, str.upper))
    yield "labelled", f"{kind}:{word}", _framed(labelled, service, shouted(word), language), False
    yield "telling", f"{kind}:{telling}", _framed(random.choice(_TELLING), service, telling, language), False
    yield "with at", f"{kind}:{word}", _framed(random.choice(_WITH_AT), service, word, language), False
    yield "led to", f"{kind}:{telling}", _framed(led, service, telling, language), False
    yield "led to a word", f"{kind}:{word}", _framed(led, _SERVICES[kind][0], word, language), False
    both = f"insta{random.choice((' & ', '/', ' + '))}snap: {{{{{word}}}}}"
    yield "for two", f"instagram:{word} snapchat:{word}", both, False
    other, low = _word(random, 2, 3), random.choice(_LOW_LINES[language])
    wrap = random.choice((" {} ", " ({}) ", "({})", "[{}]"))
    said = f"{word}{wrap.format(low)}{other}"
    yield "low line said", f"{kind}:{word}_{other}", _framed(labelled, service, said, language), True
    styled = random.choice((_wide, _bold, "\u200b".join, " ".join))(word)
    yield "in style", f"{kind}:{word}", _framed(labelled, service, styled, language), True


def _emails(random: Random, language: str) -> Iterator[_Made]:
    name = random.choice((_word(random), _telling(random).strip("_")))
    top = random.choice(("nl", "com", "org", language if language not in ("en", "bg") else "net"))
    value = f"{name}@example.{top}"
    around = random.choice(("{}", "e-mail: {}", "📧 {}", "({})", "mail {}!", "{}.", "{} ✨"))
    shown = random.choice((str, str.upper))(value)
    yield "mail", f"email:{value}", around.replace("{}", f"{{{shown}}}"), False
    at, dot = random.choice(_ATS[language]), _DOTS[language]
    wrap = random.choice(_WRAPS)
    said = f"{name}{wrap.format(at)}example{wrap.format(dot)}{top}"
    yield "mail said", f"email:{value}", f"{{{said}}}", True
    half = f"{name}{wrap.format(at)}example.{top}" if wrap != " {} " else f"{name} @ example {dot} {top}"
    yield "mail half said", f"email:{value}", f"{{{half}}}", True
    odd = random.choice((f"{name} @ example . {top}", _wide(value), f"{name}(at)example.{top}"))
    yield "mail in disguise", f"email:{value}", f"{{{odd}}}", True


def _traps(random: Random, language: str) -> Iterator[_Made]:
    service = random.choice([one[0] for one in _SERVICES.values()])
    yield "trap", "", random.choice(_TRAPS[language]).format(s=service), False
    price, hour = random.randrange(5, 30) * 10, random.randrange(8, 22)
    yield (
        "trap",
        "",
        random.choice((f"{price} @ home", f"open @ {hour}:00", f"insta {hour}u", f"{hour}@{price}")),
        False,
    )


def _sentence_traps(random: Random, language: str) -> Iterator[_Made]:
    """A service as the label of a sentence: no word of it is anybody's name there."""
    sentence = random.choice(_sentences()[language])
    label = random.choice(("{}: ", "{} - ", "{} ", "{}:\n", "{} → "))
    service = random.choice(random.choice(tuple(_SERVICES.values())))
    yield "trap of a sentence", "", label.format(service) + random.choice((str, _small))(sentence), False


@cache
def _sentences() -> dict[str, list[str]]:
    sentences: dict[str, list[str]] = _read(HERE / "languages.yaml")["one"]
    return sentences


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


@cache
def made(seed: str) -> tuple[Case, ...]:
    """PER_KIND adverts of each kind in each language, between the bland sentences of the language."""
    found = []
    for language in LANGUAGES:
        around = _read(HERE / "addresses" / f"{language}.yaml")["around"]
        random, of_sentences = Random(f"{seed}/{language}"), Random(f"{seed}/{language}/sentences")
        for _ in range(PER_KIND):
            for kind, values, line, obscured in (
                *_handles(random, language),
                *_emails(random, language),
                *_traps(random, language),
                *_sentence_traps(of_sentences, language),
            ):
                before, after = random.choice(around), random.choice(around)
                joint = random.choice((" ", "\n"))
                advert = written(line, before + joint, random.choice((". ", "\n")) + after)
                expected = tuple(
                    Expected(value, span, obscured)
                    for value, span in zip(values.split(), advert.spans, strict=True)
                )
                found.append(Case("addresses", language, f"made {kind}", "NL", advert, expected, line))
    return tuple(found)
