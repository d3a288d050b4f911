"""Letters that every file of a publication can show: those of the typeface that goes with the PDF.

Latin, Greek and Cyrillic with their marks, digits and signs. A mark that turns the direction of text is none:
it could make a line read otherwise than it stands.
"""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_OTHER = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u0300-\u036f\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u04ff\u1e00-\u1eff\u2010-\u2015\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2032\u2033\u2039\u203a\u20a0-\u20bf\u2116\u2122\u2190-\u2193\u2212\u2248\u2260\u2264\u2265"
    "\ufffd]"
)


def displayable(text: str) -> str:
    """The text with a replacement for each sign that can't be shown; any end of a line is one."""
    return _OTHER.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))


def not_displayable(text: str) -> list[str]:
    """The signs of a text that can't be shown, each once."""
    return list(dict.fromkeys(_OTHER.findall(text.replace("\r\n", "\n").replace("\r", "\n"))))
