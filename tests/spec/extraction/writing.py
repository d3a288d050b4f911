"""How the sets write an advert down: `¶` parts title and text, braces mark a span, <style digits> a style.

The styles are written out letter by letter, so that a reader sees which digits stand there:
`<keycap 06>` emoji keycaps, `<circled …>`, `<dark …>` (white on black circles), `<wide …>` (full width),
`<bold …>`, `<double …>`, `<sans …>`, `<mono …>` (mathematical), `<super …>`, `<sub …>`, `<arabic …>`,
`<deva …>` (Devanagari), `<zw …>` (a zero-width space behind each character), `<entity …>` and `<hex …>`
(HTML entities, decimal and hexadecimal).
"""

import re
from dataclasses import dataclass

PARTING = "¶"
_STYLE = re.compile(r"<(\w+) ([^<>]*)>")
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
_DARK = "⓿❶❷❸❹❺❻❼❽❾"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _row(first: int) -> str:
    return "".join(chr(first + digit) for digit in range(10))


_DIGITS = {
    "circled": _CIRCLED,
    "dark": _DARK,
    "super": _SUPER,
    "wide": _row(0xFF10),
    "bold": _row(0x1D7CE),
    "double": _row(0x1D7D8),
    "sans": _row(0x1D7E2),
    "mono": _row(0x1D7F6),
    "sub": _row(0x2080),
    "arabic": _row(0x0660),
    "deva": _row(0x0966),
}
_LETTERS = {"keycap": "{}\ufe0f\u20e3", "zw": "{}\u200b", "entity": "&#{code};", "hex": "&#x{code:x};"}
STYLES = frozenset(_DIGITS) | frozenset(_LETTERS)


@dataclass(frozen=True, slots=True)
class Written:
    """An advert as it is captured, with the marked spans in code points of title + newline + text."""

    title: str | None
    text: str
    spans: tuple[tuple[int, int], ...]


def styled(name: str, characters: str) -> str:
    """`characters` in one of the styles; what the style does not know stays as it is."""
    if name in _DIGITS:
        return "".join(_DIGITS[name][int(one)] if one.isdecimal() else one for one in characters)
    form = _LETTERS[name]
    changes = str.isdecimal if name == "keycap" else bool
    whole = "".join(form.format(one, code=ord(one)) if changes(one) else one for one in characters)
    return whole.removesuffix("\u200b")


def written(line: str, before: str = "", after: str = "") -> Written:
    """The advert that `line` writes down, with other sentences before and after it."""
    plain = _STYLE.sub(lambda found: styled(found[1], found[2]) if found[1] in STYLES else found[0], line)
    title, parted, text = plain.rpartition(PARTING)
    whole = f"{title.rstrip()}\n{text.lstrip()}" if parted else f"\n{before}{plain}"
    whole += after
    spans: list[tuple[int, int]] = []
    starts: list[int] = []
    out: list[str] = []
    for one in whole:
        if one == "{":
            starts.append(len(out))
        elif one == "}":
            spans.append((starts.pop(), len(out)))
        else:
            out.append({"\ue000": "{", "\ue001": "}"}.get(one, one))
    said = "".join(out)
    head, _, body = said.partition("\n")
    return Written(head or None, body, tuple(sorted(spans)))
