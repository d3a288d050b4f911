"""Which digits make a phone number: possible for its country, and valid in its numbering plan.

A number counts when it is possible; fiction and test ranges are possible and not always valid.
For the Netherlands, where the library's metadata takes anything of 5 to 11 digits, the numbering
plan's own lengths decide: 9 digits after the trunk zero, 7 or 10 for 0800, 0900, 0906 and 0909,
11 for 0970 (data numbers).
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LONGEST = 17
"""Digits of the longest number, with 00 before it."""

LONGEST_DUTCH = 12
"""Digits of the longest Dutch number, with its trunk zero."""

_DUTCH = "31"
_FEWEST_NATIONAL_DIGITS = 7
_OF_NINE = frozenset("1234567")
"""Dutch numbers that begin so have nine digits."""
_NINE = 9
_NEIGHBOURS = ("32", "33", "34", "351", "352", "359", "36", "39", "40", "44", "48", "49")
"""Country codes that are recognised without a plus, where something says that a phone follows."""


_BY_BEGINNING: dict[int, tuple[tuple[tuple[str, ...], range], ...]] = {
    32: ((("40", "45", "46", "47", "48", "49"), range(9, 10)), (("",), range(8, 9))),
    36: ((("20", "30", "31", "50", "60", "70"), range(9, 10)), (("",), range(8, 9))),
    44: ((("7",), range(10, 11)), (("1", "2", "3"), range(9, 11))),
    49: ((("15", "16", "17"), range(10, 12)), (("",), range(6, 12))),
    359: ((("87", "88", "89"), range(9, 10)),),
}
"""By country code how many digits numbers have that begin so: mobile ones first, then the rest."""


_MOBILE = {
    "NL": ("6",),
    "BE": ("4",),
    "BG": ("87", "88", "89"),
    "DE": ("15", "16", "17"),
    "FR": ("6", "7"),
    "GB": ("7",),
    "HU": ("20", "30", "31", "50", "60", "70"),
    "RO": ("7",),
}
"""With what mobile numbers begin behind the trunk prefix."""


class Reading(NamedTuple):
    """Digits read as a phone number. `fits` says that mobile or fixed numbers have this length."""

    e164: str
    valid: bool
    fits: bool


def dutch_lengths(national: str) -> tuple[int, ...]:
    """How many digits a Dutch number has after the trunk zero, by its first digits."""
    if national.startswith(("800", "900", "906", "909")):
        return (10, 7)
    if national.startswith("970"):
        return (11,)
    return (9,)


@lru_cache(maxsize=65536)
def read_international(digits: str) -> Reading | None:
    """Digits that follow a plus: country code and national number."""
    if digits.startswith(_DUTCH):
        # Some write the trunk zero behind the country code.
        return read_dutch(digits.removeprefix(_DUTCH).removeprefix("0"))
    import phonenumbers

    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    return _foreign(number)


@lru_cache(maxsize=65536)
def read_national(digits: str, region: str) -> Reading | None:
    """Digits as they are dialled inside `region` (ISO 3166-1), with the trunk prefix if it has one."""
    if region == "NL":
        return read_dutch(digits[1:]) if digits.startswith("0") else None
    if not digits.startswith(_trunk_prefix(region)):
        return None
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    national = phonenumbers.national_significant_number(number)
    if number.country_code != country_code(region) or (has_trunk_prefix(region) and national[0] == "0"):
        return None
    return _foreign(number)


def read_dutch(national: str) -> Reading | None:
    """Digits that follow the trunk zero of a Dutch number."""
    if national[:1] in _OF_NINE:
        if len(national) != _NINE:
            return None
    elif national.startswith("0") or len(national) not in dutch_lengths(national):
        return None
    return Reading(f"+{_DUTCH}{national}", _dutch_plan().fullmatch(national) is not None, True)


def _foreign(number: "PhoneNumber") -> Reading | None:
    import phonenumbers

    national = phonenumbers.national_significant_number(number)
    if len(national) < _FEWEST_NATIONAL_DIGITS:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    fits = _fits(number.country_code or 0, national)
    valid = phonenumbers.is_valid_number(number)
    if not (fits or valid):
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Reading(e164, valid, fits)


def _fits(code: int, national: str) -> bool:
    """Whether numbers of the kind that begins like this have so many digits."""
    for first, lengths in _BY_BEGINNING.get(code, ()):
        if national.startswith(first):
            return len(national) in lengths
    return len(national) in _usual_lengths(code)


@cache
def _dutch_plan() -> re.Pattern[str]:
    """The patterns of every kind of Dutch number, as the library checks them one after another."""
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region("NL")
    kinds = (
        "fixed_line",
        "mobile",
        "toll_free",
        "premium_rate",
        "shared_cost",
        "voip",
        "pager",
        "uan",
        "voicemail",
    )
    plans = [getattr(metadata, kind) for kind in (*kinds, "personal_number")]
    return re.compile(
        "|".join(f"(?:{one.national_number_pattern})" for one in plans if one and one.national_number_pattern)
    )


@cache
def _usual_lengths(code: int) -> frozenset[int]:
    import phonenumbers

    region = phonenumbers.region_code_for_country_code(code)
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if metadata is None:
        return frozenset()
    lengths: set[int] = set()
    for plan in (metadata.mobile, metadata.fixed_line):
        if plan is not None:
            lengths.update(plan.possible_length)
    return frozenset(lengths)


@cache
def _trunk_prefix(region: str) -> str:
    """What stands before a national number: "0", in Hungary "06", in Spain nothing."""
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    prefix = metadata.national_prefix if metadata is not None else None
    return prefix if prefix in ("0", "06") else ""


@cache
def has_trunk_prefix(region: str) -> bool:
    """Whether a national number begins with a digit that says so."""
    return bool(_trunk_prefix(region))


@lru_cache(maxsize=65536)
def read_bare(digits: str, region: str) -> Reading | None:
    """A mobile number that is written without the trunk prefix."""
    if not digits.startswith(_MOBILE.get(region, ())):
        return None
    reading = read_national(_trunk_prefix(region) + digits, region)
    return reading if reading is not None and reading.fits else None


def bare_mobile(region: str) -> tuple[str, ...]:
    """With what a mobile number begins that is written without the trunk prefix."""
    return _MOBILE.get(region, ())


@cache
def country_code(region: str) -> int:
    """The country code of a region (ISO 3166-1), 0 when there is none: NL is 31."""
    import phonenumbers

    code: int = phonenumbers.country_code_for_region(region)
    return code


def is_country_code(digits: str) -> bool:
    """Whether the digits are a country code, such as 31."""
    import phonenumbers

    return digits.isdecimal() and int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE


@cache
def bare_codes(region: str) -> tuple[str, ...]:
    """Country codes that are recognised without a plus, the region's own first."""
    own = str(country_code(region))
    return (own, *(code for code in ("31", *_NEIGHBOURS) if code != own))
