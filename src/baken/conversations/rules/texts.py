"""What a text that begins a conversation may not say (rule 7): somebody else may hold the phone."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from baken.conversations.rules.harmful_words import HARMFUL, INNOCENT
from baken.extraction.told_contacts import tells_contact
from baken.vocabulary.conversations import TextFault

LONGEST = 320
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_MONEY_SIGN = re.compile(r"[€$£]")
_PLACE = re.compile(r"[{}\[\]<>]|_{2,}|\.{4,}|%\w")


def text_faults(text: str, *, kind: str, neutral_page: str) -> tuple[str, ...]:
    """What is wrong with it, in the order of `TextFault`; a template of an answer is only bounded and has no
    places to fill in."""
    found = set()
    plain = text.strip()
    if not plain:
        found.add("empty")
    if len(plain) > LONGEST:
        found.add("too_long")
    if _PLACE.search(plain):
        found.add("place")
    if kind != "reply":
        found |= _harmful(plain, neutral_page)
    return tuple(code for code in TextFault.codes if code in found)


def _harmful(text: str, neutral_page: str) -> set[str]:
    found = set()
    without = text
    for link in _LINK.findall(text):
        if not neutral_page or _page(link) != _page(neutral_page):
            found.add("link")
        without = without.replace(link, " ")
    if _MONEY_SIGN.search(without):
        found.add("money")
    found |= harmful_words(without)
    if tells_contact(without):
        found.add("contact")
    return found


def harmful_words(text: str) -> set[str]:
    """Which kinds of words that can harm stand in it, in whichever language: whoever reads along may know
    another one than it was written in. Codes of `HARMFUL`."""
    words = _pattern(INNOCENT).sub(" . ", f" {_folded(text)} ")
    return {
        code
        for code, by_language in HARMFUL.items()
        if any(_pattern(listed).search(words) for listed in by_language.values())
    }


def _page(address: str) -> str:
    return (
        address.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/.,")
    )


def _folded(text: str) -> str:
    """Without accents, capitals and signs between letters, so that none of them hides a word."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    letters = "".join(
        sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf"
    )
    return " ".join(re.sub(r"[^\w]|_", " ", letters).split())


@cache
def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Whether a folded text, with a space around each word, holds any of them; a star is any ending."""
    return re.compile(rf"(?<= )(?:{'|'.join(_written(listed))})(?= )")


def _written(listed: Iterable[str]) -> Iterable[str]:
    for one in listed:
        yield re.escape(_folded(one)) + (r"\w*" if one.endswith("*") else "")
