"""The sets of this folder as cases: an advert, what must be found in it, and in which half it falls.

The halves are made by a hash of the case. The open half may be looked at by whoever mends extraction;
of the kept half only the rates are shown, so that they stay an honest measure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from unicodedata import combining, normalize

import yaml

from tests.spec.extraction.writing import Written, written

HERE = Path(__file__).parent
LANGUAGES = ("nl", "en", "de", "fr", "es", "ro", "hu", "bg", "pl")

Half = Literal["open", "kept"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One fact that must be found; `obscured` is None where the set leaves that open."""

    value: str
    span: tuple[int, int] | None = None
    obscured: bool | None = None


@dataclass(frozen=True, slots=True)
class Case:
    suite: str
    language: str
    kind: str
    region: str
    advert: Written
    expected: tuple[Expected, ...]
    line: str
    place: str | None = None
    ambiguous: tuple[str, ...] = ()

    @property
    def half(self) -> Half:
        if self.kind.startswith(("later", "unseen", "fresh", "last")):
            return "kept"
        seed = f"{self.suite}/{self.language}/{self.kind}/{self.line}/{self.expected}"
        return "open" if sha256(seed.encode()).digest()[0] % 2 else "kept"


def _read(path: Path) -> Any:
    # Braces of the advert itself are written \u007b and \u007d: they mark no span.
    said = path.read_text(encoding="utf-8").replace("\\u007b", "\ue000").replace("\\u007d", "\ue001")
    return yaml.load(said, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _framed(line: str, around: list[str], seed: str) -> Written:
    """The line in an advert of its language: up to two sentences before and behind it."""
    if not around:
        return written(line)
    pick = sha256(f"{seed}/{line}".encode()).digest()
    before = [around[pick[n] % len(around)] for n in range(1, 1 + pick[0] % 3)]
    after = [around[pick[n] % len(around)] for n in range(4, 4 + pick[3] % 3)]
    ended = "" if line.rstrip("}").endswith((".", "!", "?", ")")) else "."
    return written(
        line,
        "".join(f"{one} " for one in before),
        ended + "".join(f" {one}" for one in after) if after else "",
    )


def _marked(line: str, values: list[str], around: list[str], seed: str, obscured: bool | None) -> Any:
    advert = _framed(line, around, seed)
    if len(advert.spans) != len(values):
        raise ValueError(f"{seed}: {len(values)} values, {len(advert.spans)} spans: {line}")
    found = (Expected(v, span, obscured) for v, span in zip(values, advert.spans, strict=True))
    return advert, tuple(found)


def _phones(language: str) -> Iterator[Case]:
    content = _read(HERE / "phones" / f"{language}.yaml")
    around = content["around"]
    for section in content["sections"]:
        kind, region = section["kind"], section.get("region", "NL")
        for values, line, *rest in section["cases"]:
            numbers = [f"+{one}" for one in (values if isinstance(values, list) else [values])]
            obscured = rest[0] if rest else section["obscured"]
            advert, expected = _marked(line, numbers, around, f"{language}/{kind}", obscured)
            yield Case("phones", language, kind, region, advert, expected, line)
    for line in content["look_alikes"]:
        kind = "look-alike"
        advert = _framed(line, around, f"{language}/{kind}")
        yield Case("phones", language, kind, "NL", advert, (), line)


def _more_phones(name: str) -> Iterator[Case]:
    """The files that go over several languages."""
    content = _read(HERE / "phones" / f"{name}.yaml")
    around = {one: _read(HERE / "phones" / f"{one}.yaml")["around"] for one in LANGUAGES}
    for section in content["sections"]:
        language, kind, region = section["language"], section["kind"], section.get("region", "NL")
        for values, line, *rest in section["cases"]:
            numbers = [f"+{one}" for one in (values if isinstance(values, list) else [values])]
            obscured = rest[0] if rest else section["obscured"]
            advert, expected = _marked(line, numbers, around[language], f"{name}/{kind}", obscured)
            yield Case(
                "phones",
                language,
                kind if kind.startswith(name) else f"{name} {kind}",
                region,
                advert,
                expected,
                line,
            )
    for language, lines in content["look_alikes"].items():
        for line in lines:
            advert = _framed(line, around[language], language)
            yield Case("phones", language, f"{name} look-alike", "NL", advert, (), line)


def _addresses(language: str) -> Iterator[Case]:
    content = _read(HERE / "addresses" / f"{language}.yaml")
    for section in content["sections"]:
        for values, line, *rest in section["cases"]:
            contacts = values.split() if isinstance(values, str) else values
            obscured = rest[0] if rest else section.get("obscured")
            advert, expected = _marked(line, contacts, content["around"], language, obscured)
            yield Case("addresses", language, section["kind"], "NL", advert, expected, line)
    for line in content["look_alikes"]:
        advert = _framed(line, content["around"], language)
        yield Case("addresses", language, "look-alike", "NL", advert, (), line)


def _more_addresses(name: str) -> Iterator[Case]:
    """The files that go over all languages."""
    content = _read(HERE / "addresses" / f"{name}.yaml")
    around = {one: _read(HERE / "addresses" / f"{one}.yaml")["around"] for one in LANGUAGES}
    for section in content["sections"]:
        language = section["language"]
        for values, line in section["cases"]:
            wanted = values.split()
            advert, expected = _marked(line, wanted, around[language], name, section["obscured"])
            yield Case("addresses", language, section["kind"], "NL", advert, expected, line)
    for language, lines in content["look_alikes"].items():
        for line in lines:
            advert = _framed(line, around[language], name)
            yield Case("addresses", language, f"{name} look-alike", "NL", advert, (), line)


def _provinces() -> Iterator[Case]:
    content = _read(HERE / "provinces.yaml")
    for section in content["sections"]:
        for values, line, *rest in section["cases"]:
            words = values.split()
            sure = tuple(Expected(f"NL-{one}") for one in words if not one.startswith("?"))
            open_ones = tuple(one[1:].replace("_", " ") for one in words if one.startswith("?"))
            place = rest[0] if rest else None
            language = section.get("language", "nl")
            kind = section["kind"]
            yield Case("provinces", language, kind, "NL", written(line), sure, line, place, open_ones)


def _without_diacritics(line: str) -> str:
    plain = "".join(one for one in normalize("NFD", line) if not combining(one))
    return line if any("а" <= one <= "я" for one in line) else plain.replace("ł", "l")


_CHANGES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "without diacritics": _without_diacritics,
    "with figures": lambda line: f"❤️ {line} 06-01234567 ❤️ 10:00-22:00 120 €",
    "small letters, no marks": lambda line: line.lower().replace(",", "").rstrip("."),
}


def _languages() -> Iterator[Case]:
    content = _read(HERE / "languages.yaml")
    for language, lines in content["one"].items():
        for line in lines:
            yield Case("languages", language, "one", "NL", written(line), (Expected(language),), line)
            for kind, change in _CHANGES.items():
                if (changed := change(line)) != line:
                    yield Case(
                        "languages", language, kind, "NL", written(changed), (Expected(language),), line
                    )
    for spoken, line in content["mixed"]:
        expected = tuple(Expected(one) for one in spoken.split())
        yield Case("languages", expected[0].value, "mixed", "NL", written(line), expected, line)


def _figures(suite: str) -> Iterator[Case]:
    content = _read(HERE / f"{suite}.yaml")
    for language, sections in content.items():
        for kind, cases in sections.items():
            for values, line in cases:
                expected = tuple(Expected(one) for one in str(values).split())
                yield Case(suite, language, kind.replace("_", " "), "NL", written(line), expected, line)


@cache
def cases(suite: str) -> tuple[Case, ...]:
    """Every written case of one suite: phones, addresses, provinces, languages, ages or prices."""
    if suite == "phones":
        return (
            *(case for language in LANGUAGES for case in _phones(language)),
            *_more_phones("hard"),
            *_more_phones("abroad"),
            *_more_phones("later"),
            *_more_phones("third"),
            *_more_phones("last"),
        )
    if suite == "addresses":
        return (
            *(case for language in LANGUAGES for case in _addresses(language)),
            *_more_addresses("later"),
            *_more_addresses("second"),
            *_more_addresses("unseen"),
            *_more_addresses("fresh"),
            *_more_addresses("third"),
            *_more_addresses("last"),
        )
    if suite == "provinces":
        return tuple(_provinces())
    if suite == "languages":
        return tuple(_languages())
    return tuple(_figures(suite))


SUITES = ("phones", "addresses", "provinces", "languages", "ages", "prices")
