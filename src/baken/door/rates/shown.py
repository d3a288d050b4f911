"""The rates in words, on the page and as rows of a file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from baken.door.rates.counting import UNKNOWN, Rate
from baken.door.rates.queries import Rates
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.door import HoldGround


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a name, how many of how many, and the rate of 100 with its interval; empty words
    where there are too few."""

    name: str
    counted: str
    rate: str
    interval: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page: its code, its title, what its first column is, and its rows."""

    code: str
    title: str
    of: str
    lines: list[Line]


def tables(rates: Rates) -> list[Table]:
    """The three tables in the language of the reader."""
    return [
        Table(
            "appeals",
            _("Na bezwaar teruggedraaid, per regel"),
            _("Regel of grond"),
            [_line(_rule(one.code), one) for one in rates.rules],
        ),
        Table(
            "gender",
            _("Ten onrechte vastgehouden, naar geslacht volgens de advertentie"),
            _("Geslacht"),
            [_line(_member(AdvertisedGender, one.code), one) for one in rates.genders],
        ),
        Table(
            "language",
            _("Ten onrechte vastgehouden, naar taal"),
            _("Taal"),
            [_line(_language(one.code), one) for one in rates.languages],
        ),
    ]


def file_rows(rates: Rates) -> list[tuple[str | int, ...]]:
    """A heading and a row a group or rule; counts and rates are empty where they are not shown."""
    rows: list[tuple[str | int, ...]] = [("table", "code", "count", "of", "rate", "low", "high")]
    for code, found in (("appeals", rates.rules), ("gender", rates.genders), ("language", rates.languages)):
        rows.extend((code, one.code, *_figures(one)) for one in found)
    return rows


def _figures(one: Rate) -> Iterator[str | int]:
    if one.part is None:
        yield from ("", "", "", "", "")
        return
    yield from (one.part.count, one.part.of)
    yield from (f"{value:.4f}" for value in (one.part.rate, *one.part.interval))


def _line(name: str, one: Rate) -> Line:
    if one.part is None:
        return Line(name, _("niet getoond: te weinig, of een ander getal zou eruit volgen"), "", "")
    low, high = one.part.interval
    counted = _("%(count)s van %(of)s") % {"count": one.part.count, "of": one.part.of}
    return Line(name, counted, _of_100(one.part.rate), f"{_of_100(low)} – {_of_100(high)}")


def _of_100(rate: float) -> str:
    return number_format(round(100 * rate, 1), decimal_pos=1)


def _rule(code: str) -> str:
    return _member(HoldGround, code) if code in HoldGround else code


def _member(codes: CodeList, code: str) -> str:
    if code == UNKNOWN or code not in codes:
        return _("niet gezegd")
    return codes[code].label.in_language("en" if get_language() == "en" else "nl")


def _language(code: str) -> str:
    if code == UNKNOWN:
        return _("niet te zeggen")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
