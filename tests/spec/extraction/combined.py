"""Combinations of disguises, made and not written: seeded, so the same at every run.

Each advert hides one Dutch number in nobody's hands (06 0…), or a foreign one of phones/*.yaml, in one
to three ways at once, between the bland sentences of its language.
"""

from collections.abc import Callable
from functools import cache
from random import Random

from tests.spec.extraction.number_words import DOUBLE, THEN, digit, number
from tests.spec.extraction.sets import HERE, LANGUAGES, Case, Expected, _read
from tests.spec.extraction.writing import Written, styled, written

PER_KIND = 12
Maker = Callable[[Random, str, str], tuple[str, bool | None]]

_INVITES = {
    "nl": ("Bel {}", "App naar {}", "mijn nummer is {}", "Bereikbaar op {}", "afspraak via {}"),
    "en": ("Call {}", "Text {}", "my number is {}", "Reach me on {}", "book via {}"),
    "de": ("Ruf {} an", "Schreib an {}", "meine Nummer ist {}", "Erreichbar unter {}", "Termin unter {}"),
    "fr": ("Appelez le {}", "SMS au {}", "mon numéro est le {}", "Joignable au {}", "rdv au {}"),
    "es": ("Llama al {}", "Escribe al {}", "mi número es {}", "Estoy en el {}", "cita en el {}"),
    "ro": ("Sună la {}", "Scrie la {}", "numărul meu este {}", "Mă găsești la {}", "programări la {}"),
    "hu": ("Hívj: {}", "Írj: {}", "a számom {}", "Itt érsz el: {}", "időpont: {}"),
    "bg": ("Обади се на {}", "Пиши на {}", "моят номер е {}", "На линия съм на {}", "час на {}"),
    "pl": ("Zadzwoń {}", "Pisz {}", "mój numer to {}", "Jestem pod {}", "termin pod {}"),
}


def _groups(random: Random, digits: str) -> list[str]:
    sizes = random.choice(((2, 2, 2, 2, 2), (2, 8), (2, 4, 4), (4, 3, 3), (4, 2, 2, 2), (2, 3, 3, 2)))
    out, at = [], 0
    for size in sizes:
        out.append(digits[at : at + size])
        at += size
    return out


def grouped(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    first, *rest = _groups(random, digits)
    joint = random.choice((" ", "-", ".", "\u00a0", " – "))
    opening = random.choice((f"{first}", f"({first})")) if len(first) == 2 else first
    return opening + random.choice((joint, " ", "-")) + joint.join(rest), False


def international(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    opening = random.choice(("+31 ", "+31", "0031 ", "0031", "+31 (0)", "(+31) "))
    rest = _groups(random, digits)
    return opening + random.choice((" ", "", "-")).join(rest)[1:].lstrip(" -"), False


def _said(random: Random, words: list[str]) -> str:
    joint = random.choice((" ", " ", "-", ", ", " - ", ".", "_", "\n"))
    spoken = joint.join(words)
    return random.choice((spoken, spoken, spoken.upper(), spoken.title()))


def spelled(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    return _said(random, [digit(language, int(one)) for one in digits]), True


def doubled(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    words, at = [], 0
    while at < len(digits):
        if digits[at : at + 2] == digits[at] * 2:
            words.append(f"{DOUBLE[language]} {digit(language, int(digits[at]))}")
            at += 2
        else:
            words.append(digit(language, int(digits[at])))
            at += 1
    return " ".join(words), True


def compound(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    words = []
    for at in range(0, len(digits), 2):
        pair = digits[at : at + 2]
        if pair[0] == "0":
            words += [digit(language, 0), digit(language, int(pair[1]))]
        else:
            words.append(number(language, int(pair)))
    return random.choice((", ", " - ", " ; ")).join(words), True


def mixed(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    spoken = set(random.sample(range(len(digits)), random.randint(2, 6)))
    parts = [f" {digit(language, int(one))} " if at in spoken else one for at, one in enumerate(digits)]
    return " ".join("".join(parts).split()), True


def in_style(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    style = random.choice(
        ("keycap", "circled", "dark", "wide", "bold", "double", "sans", "mono", "super", "sub", "arabic")
    )
    joint = random.choice(("", " ", "-"))
    return joint.join(styled(style, one) for one in _groups(random, digits)), True


def look_alike(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    swaps = {"0": "OoОо", "1": "Il|", "3": "З", "5": "S"}
    chosen = set(random.sample([at for at, one in enumerate(digits) if one == "0"], 1))
    chosen |= {at for at, one in enumerate(digits) if one in swaps and random.random() < 0.5}
    parts = [random.choice(swaps[one]) if at in chosen else one for at, one in enumerate(digits)]
    return random.choice(("", " ", "-")).join(_groups(random, "".join(parts))), True


def odd_separators(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    mark = random.choice(("*", "_", "~", "|", "#", "♥", "❤️", "★", " • ", " ~ ", "=", "^", "+++", " ✆ ", "…"))
    parts = list(digits) if random.random() < 0.4 else _groups(random, digits)
    return mark.join(parts), True


def filled(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    filler = random.choice(THEN[language])
    return f" {filler} ".join(_groups(random, digits)), True


def bracketed(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    opening, closing = random.choice(("()", "[]", "<>", "«»", "【】", "⟦⟧", "\ue000\ue001"))
    parts = list(digits) if random.random() < 0.5 else _groups(random, digits)
    return random.choice(("", " ")).join(f"{opening}{one}{closing}" for one in parts), True


def invisible(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    mark = random.choice("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u2063\u034f\u200e")
    return mark.join(_groups(random, digits) if random.random() < 0.5 else digits), True


def entities(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    chosen = set(random.sample(range(len(digits)), random.randint(3, len(digits))))
    style = random.choice(("entity", "hex"))
    return "".join(styled(style, one) if at in chosen else one for at, one in enumerate(digits)), True


def parted(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    said = random.choice((digits, " ".join(digit(language, int(one)) for one in digits)))
    parts = said.split() if " " in said else list(digits)
    at = random.choice((2, 4, 6))
    joint = " " if " " in said else ""
    return f"{joint.join(parts[:at])} ¶ {joint.join(parts[at:])}", True


def twice_hidden(random: Random, language: str, digits: str) -> tuple[str, bool | None]:
    """A part of the number one way, the rest another."""
    one, other = random.sample((spelled, in_style, odd_separators, invisible, look_alike, bracketed), 2)
    cut = random.choice((2, 4, 6))
    head = _part(random, one, language, digits[:cut])
    return head + random.choice((" ", " - ", "-")) + _part(random, other, language, digits[cut:]), True


def _part(random: Random, maker: Maker, language: str, digits: str) -> str:
    if maker is spelled:
        return " ".join(digit(language, int(one)) for one in digits)
    if maker is in_style:
        return styled(random.choice(("keycap", "wide", "bold", "circled")), digits)
    if maker is look_alike:
        return digits.replace("0", "O")
    if maker is invisible:
        return "\u200b".join(digits)
    if maker is bracketed:
        return "".join(f"({one})" for one in digits)
    return "*".join(digits)


MAKERS: tuple[Maker, ...] = (
    grouped,
    international,
    spelled,
    doubled,
    compound,
    mixed,
    in_style,
    look_alike,
    odd_separators,
    filled,
    bracketed,
    invisible,
    entities,
    parted,
    twice_hidden,
)


def _digits(random: Random, maker: Maker) -> str:
    if maker is doubled:
        pairs = "".join(str(random.randrange(10)) * 2 for _ in range(3))
        return f"060{random.randrange(1, 10)}{pairs}"
    return "060" + "".join(str(random.randrange(10)) for _ in range(7))


@cache
def combined() -> tuple[Case, ...]:
    """PER_KIND adverts of each kind in each language."""
    out = []
    for language in LANGUAGES:
        around = _read(HERE / "phones" / f"{language}.yaml")["around"]
        for maker in MAKERS:
            random = Random(f"{language}/{maker.__name__}")
            for _ in range(PER_KIND):
                out.append(_case(random, language, maker, around))
    return tuple(out)


def _case(random: Random, language: str, maker: Maker, around: list[str]) -> Case:
    digits = _digits(random, maker)
    hidden, obscured = maker(random, language, digits)
    hidden = hidden.strip()
    kind = maker.__name__.replace("_", " ")
    if "¶" in hidden:
        head, tail = hidden.split(" ¶ ")
        line = f"{random.choice(_INVITES[language]).partition('{}')[0]}\ue002{head} ¶ {tail}\ue003"
        before = ""
    else:
        line = random.choice(_INVITES[language]).replace("{}", f"\ue002{hidden}\ue003")
        before = "".join(f"{one} " for one in random.sample(around, random.randint(0, 2)))
    after = ", " + " ".join(random.sample(around, random.randint(1, 3)))
    advert = _spanned(line, before, after)
    expected = (Expected(f"+31{digits[1:]}", advert.spans[0], obscured),)
    return Case("combined", language, kind, "NL", advert, expected, line)


def _spanned(line: str, before: str, after: str) -> Written:
    # The marks of the span go in last: what hides the number may hold braces of its own.
    return written(line.replace("\ue002", "{").replace("\ue003", "}"), before, after)
