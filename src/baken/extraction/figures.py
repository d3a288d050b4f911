"""Figures that are something else than a phone number: dates, times, measures, codes."""

import re

from baken.extraction.disguises import ClearText

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTES = r"[:.h][0-5]\d"
_CLOCK = r"(?:uur|u|h|hrs?|am|pm|uhr|heures?|o['\u2019]clock)(?![^\W_])"
_MONTH = (
    r"(?:jan|feb|mrt|maart|mar|apr|mei|may|jun|jul|aug|sep|sept|okt|oct|nov|dec|januari|februari|april|juni|juli|"
    r"augustus|september|oktober|november|december|january|february|march|june|july|august|october)\b"
)
_ZERO = r"nul|zero|z\u00e9ro|cero|нул"
_UNIT = (
    r"kg|kilo|cm|mm|km|m2|m|mtr|meter|min|minuten|minuut|minutes|minute|mins|%|procent|ml|gr|gram|"
    rf"keer(?! (?:{_ZERO}))|x(?!\s?(?:\d|{_ZERO}))|"
    r"dagen|days|weken|weeks|maand|maanden|months|jaar|jr|jaren|years|personen|persons|pers|graden|°|sterren|stars|"
    r"dames|girls|meiden|vrouwen|ladies|heren|mannen|ft|inch|uur|uren|hours|pk|nd|th|e|ste|de(?=\s(?:verdieping|etage))"
)
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DATE = (
    r"[0-3]?\d(?P<sign>[-/.])(?:0?[1-9]|1[0-2])(?P=sign)(?:19|20)\d{2}(?!\d|[-/.]\d)"
    r"|(?:19|20)\d{2}[-/](?:0[1-9]|1[0-2])[-/](?:[0-2]\d|3[01])(?!\d|[-/]\d)"
)

# A date and a time may stand behind other digits; the rest only where no digits lead into it.
_ANYWHERE = re.compile(rf"(?:{_DATE}|{_HOUR}:[0-5]\d(?::[0-5]\d)?(?![:\d]))")
_UNLED = re.compile(
    r"(?:"
    rf"(?:0?[1-9]|[12]\d|3[01]) {_MONTH}(?: (?:19|20)\d{{2}})?"
    r"|[0-3]?\d[-/.](?:0?[1-9]|1[0-2])[-/.]\d\d(?!\d|[ \-/.]{1,3}\d)"
    rf"|{_HOUR}{_MINUTES}[^\S\n]?(?:uur|u|h)?[^\S\n]{{0,2}}(?:-|\u2013|—|tot|t/m|to|till|until|bis|"
    rf"en)[^\S\n]{{0,2}}{_HOUR}{_MINUTES}(?!\d|[-. ]\d\d)"
    rf"|{_HOUR}(?:{_MINUTES})?[^\S\n]?(?:{_CLOCK})?[^\S\n]{{0,2}}(?:-|\u2013|—|tot|t/m|to|till|until|bis|en)[^\S\n]{{0,2}}{_HOUR}(?:{_MINUTES})?[^\S\n]?{_CLOCK}"
    rf"|{_HOUR}(?:{_MINUTES})?[^\S\n]?{_CLOCK}"
    rf"|{_HOUR}h[0-5]\d(?![^\W_])"
    r"|(?:0?[1-9]|1[0-2])/20[12]\d(?!\d|[ \-/.]{1,2}\d)"
    r"|24[^\S\n]?[/x\-][^\S\n]?7(?!\d)|7[^\S\n]?[/x][^\S\n]?7(?!\d)"
    rf"|\d{{1,3}}(?:[.,]\d{{1,2}})?[^\S\n]{{0,2}}(?:{_UNIT})(?![^\W_])"
    r"|1[.,m]\d{2}[^\S\n]?(?:m|meter)?(?![\w.,]\d)(?!\d)"
    r"|\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?!\d)"
    r"|\d{1,3}[.,]\d{4,8},?[^\S\n]?\d{1,3}[.,]\d{4,8}(?!\d)"
    r"|(?:(?<=sinds )|(?<=since )|(?<=anno )|(?<=in )|(?<=jaar )|(?<=© ))(?:19|20)\d{2}(?!\d|[ -]\d)"
    r")"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TO = (
    r"-|\u2013|—|,|;|&|\+|t/m|tot|to|till|until|bis|au|al|a|à|la|până la|pana la|do|до|en|und|and|et|y|și|si|"
    r"i|и|és"
)
_MOST_DAYS = 31
_NO_MORE = r"(?!\d|,?[ \-/.]{1,2}\d)"
_DAYS = re.compile(
    rf"{_DAY}(?P<sign>[-/.]){_MONTH_NUMBER}\.?"
    rf"(?:(?:\s(?:{_TO})|,|;|(?!(?P=sign))[-\u2013])\s?{_DAY}(?P=sign){_MONTH_NUMBER}\.?){{1,{_MOST_DAYS}}}{_NO_MORE}"
    rf"|{_DAY}(?P<dot>[/.]){_MONTH_NUMBER}(?:,?\s{_DAY}(?P=dot){_MONTH_NUMBER}){{2,{_MOST_DAYS}}}{_NO_MORE}"
    rf"|{_DAY}(?P<all>[-/.]){_MONTH_NUMBER}(?P=all)\d\d"
    rf"(?:(?:,|\s(?:{_TO}))?\s{_DAY}(?P=all){_MONTH_NUMBER}(?P=all)\d\d){{1,{_MOST_DAYS}}}{_NO_MORE}"
    rf"|{_HOUR}(?P<point>[.:])[0-5][05](?:,?\s{_HOUR}(?P=point)[0-5][05]){{2,{_MOST_DAYS}}}(?!\d|[ .:]\d)"
)
"""Days or times in a row, or from one to the other: "06-01, 07-01 en 08-01", "01/09-08/09"."""
_LEADS_IN = re.compile(r"\d[^\w,;\n]$")
_CODE = re.compile(
    r"(?<![^\W_])(?:[a-z]{2}\d{2}\s?[a-z]{4}(?:\s?\d{2,4}){2,6}|nl\s?\d{9}\s?b\s?\d{2}|[a-z]{2}\d{2}(?:\s\d{4}){3,7}(?:\s\d{1,3})?)"
    r"(?![^\W_])"
)
_SIGNS_IN_DATES = frozenset("-/.:")
_BEHIND_NO_FIGURE = frozenset(")]}>*#~_")
_GO_ON_IN_DIGITS = frozenset("hm")
"""Letters that may part the digits of a figure: "8h30", "1m75"; of the others only "7x7" is one."""
_NO_CODE = 1, 3
"""So many digits in one group are no part of a year or an account, with one of these signs behind them."""
_POSTCODE_DIGITS = 4
_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}(?![^\W_])")


def figures(clear: ClearText, region: str = "NL") -> list[tuple[int, int]]:
    """The spans in the clear text of figures that are no phone number; none where no number is searched."""
    return [] if clear.is_settled(region) or clear.may_be_lone(region) else every_figure(clear)


def every_figure(clear: ClearText) -> list[tuple[int, int]]:
    """The same, wherever they stand."""
    found: list[tuple[int, int]] = []
    after = 0
    for start, end in clear.numbers:
        if start < after:
            continue
        match = _figure_at(clear.low, clear.text, start, end)
        if match is not None:
            found.append(match.span())
            after = match.end()
    return found


def begins_figure(clear: ClearText, start: int, end: int) -> bool:
    """Whether the run of digits at [start, end) of the clear text begins such a figure."""
    if end - start in _NO_CODE and clear.low[end : end + 1] in _BEHIND_NO_FIGURE:
        return False
    return _figure_at(clear.low, clear.text, start, end) is not None


def _figure_at(low: str, text: str, start: int, end: int) -> re.Match[str] | None:
    match = None
    if end - start == 1 and _is_filled(low, start, end):
        return None
    if end - start <= 4:
        if low[end : end + 1] in _SIGNS_IN_DATES and low[start - 1 : start] != ":":
            match = _ANYWHERE.match(low, start)
        led = start > 1 and low[start - 2].isdigit() and _LEADS_IN.match(low, start - 2, start)
        if match is None and not led:
            match = _UNLED.match(low, start) or (
                _DAYS.match(low, start) if low[end : end + 1] in _SIGNS_IN_DATES else None
            )
            if match is None and end - start == _POSTCODE_DIGITS and not low[start - 1 : start].isalnum():
                match = _POSTCODE.match(text, start)
    if match is None and end - start in (2, 9):
        match = _CODE.match(low, start - 2) or _CODE.match(low, start - 3)
    return match


def _is_filled(low: str, start: int, end: int) -> bool:
    """Whether a letter parts one digit from the next, as somebody does who hides a number: "0x6x1"."""
    return (
        low[end + 1 : end + 2].isdigit()
        and low[end].isalpha()
        and low[end] not in _GO_ON_IN_DIGITS
        and low[start : end + 1] != "7x"
    )
