"""What a text that begins a conversation may not say (rule 7): somebody else may hold the phone."""

import re
import unicodedata

from baken.extraction.told_contacts import tells_contact
from baken.vocabulary.conversations import TextFault

LONGEST = 320
FORBIDDEN = (
    # Dutch
    "mensenhandel", "uitbuiting", "politie", "slachtoffer", "prostitutie", "seks", "sekswerk", "escort",
    "gedwongen", "dwang", "pooier", "loverboy", "aangifte", "opsporing",
    # English
    "trafficking", "exploitation", "police", "victim", "prostitution", "sex", "sexwork", "forced", "pimp",
    "rescue",
    # German, French, Spanish, Italian, Portuguese
    "menschenhandel", "ausbeutung", "polizei", "opfer", "zwang", "traite", "exploitation", "victime",
    "trata", "policia", "victima", "explotacion", "tratta", "polizia", "vittima", "sfruttamento", "trafico",
    # Romanian, Hungarian, Bulgarian, Polish
    "trafic", "politia", "victima", "exploatare", "emberkereskedelem", "rendorseg", "aldozat", "трафик",
    "полиция", "жертва", "handel ludzmi", "policja", "ofiara", "wyzysk",
)  # fmt: skip
ADVERT = (
    "advertentie", "annonce", "advert", "anzeige", "anuncio", "annuncio", "anunt", "hirdetes", "обява",
    "ogloszenie", "profiel", "your ad", "je ad", "uw ad", "website waar",
)  # fmt: skip
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
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
    words = f" {_folded(without)} "
    # a word anywhere within another one counts: what it is part of says the same; short ones stand alone
    if any((word in words) if len(word) > 4 else f" {word} " in words for word in FORBIDDEN):
        found.add("forbidden_word")
    if any(word in words for word in ADVERT):
        found.add("advert")
    if tells_contact(without):
        found.add("contact")
    return found


def _page(address: str) -> str:
    return (
        address.casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/.,")
    )


def _folded(text: str) -> str:
    """Without accents, capitals and signs between letters, so that none of them hides a word."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w]|_", " ", letters).split())
