"""Handles on messaging services: after a channel's name, or in a link; a number in one is a phone."""

import re
from collections.abc import Iterator

from baken.extraction.contacts import PHONE, Contact
from baken.extraction.digit_words import digits_of
from baken.extraction.disguises import ClearText
from baken.extraction.numbering import read_international, read_national

_CHANNELS = {
    "telegram": r"telegram|telegr|tg",
    "snapchat": r"snapchat|snap|sc",
    "instagram": r"instagram|insta|ig",
    "kik": r"kik",
    "signal": r"signal",
    "whatsapp": r"whats\s?app|wapp",
}
_CHANNEL = "|".join(_CHANNELS.values())
_SHORT = frozenset(("tg", "sc", "ig"))
_HANDLE = r"[^\W_][\w.\-]{1,31}"
_MENTION = re.compile(
    rf"(?<![^\W_])(?P<channels>(?:{_CHANNEL})(?:\s?(?:/|&|en|and|of|or|\+|,)\s?(?:{_CHANNEL})){{0,3}})(?![^\W_])"
    r"(?P<named>\s?[-:]?\s?(?:gebruikersnaam|naam|username|user|name|nick|account|handle|adres|id)(?![\w]|\.\w))?"
    r"(?P<between>\s{0,2}[:=>\-\u2013|(]{1,2}\s{0,2}|\s{1,2}(?:is|me|mij|op|at|via|on|add)\s{1,2}|\s{0,2})"
    rf"(?P<at>@\s?)?(?P<handle>_?{_HANDLE})"
)
_MENTION_AFTER = re.compile(
    rf"(?<![\w.])@(?P<handle>_?{_HANDLE})\s{{0,2}}[(\-,]?\s{{0,2}}(?:(?:op|on|via|bij|in|auf|sur|en|my|mijn)\s)?(?P<channels>{_CHANNEL})(?![^\W_])"
)
_LINK = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.)?(?:"
    r"(?P<telegram>(?:t|telegram)\.me/|telegram\.dog/|tg://resolve\?domain=)|(?P<whatsapp>wa\.me/|(?:api\.|web\.)?whatsapp\.com/send/?\?phone=|whatsapp://send\?phone=)"
    r"|(?P<instagram>instagram\.com/|instagr\.am/)|(?P<snapchat>snapchat\.com/add/)|(?P<kik>kik\.me/)|(?P<signal>signal\.me/#p/)"
    r")(?P<handle>(?:\+|%2b|@)?[\w.\-]{2,40})/?"
)
_ORDINARY_WORDS = (
    "ja nee yes no ok ook via me mij my mijn je jij u the de het een en and of or a an is are am ben "
    "bent op in on at to stuur send add voeg zie see look kijk alleen only nummer number nr beschikbaar "
    "available vraag ask bel call app bericht berichtje message text sms mogelijk possible graag please "
    "contact meer more info for voor foto fotos photo video videos naam name geen niet not without "
    "zonder met with bij whatsapp telegram snapchat snap insta instagram kik signal aanvraag request "
    "verzoek hieronder below above hier here chat online prive privé private dm pm nu now altijd always "
    "dagelijks daily sturen toevoegen volg follow mail email website tel telefoon phone mobile mobiel "
    "nul zero verkoop selling sale betaald paid gratis free sessie session show shows klik click link"
)
_NO_HANDLES = frozenset(_ORDINARY_WORDS.split())
_CHANNEL_WORDS = frozenset(
    (
        "telegram",
        "telegr",
        "tg",
        "snapchat",
        "snap",
        "sc",
        "instagram",
        "insta",
        "ig",
        "kik",
        "signal",
        "whatsapp",
    )
) | {"whats", "wapp"}
_LINK_SIGNS = (
    ".me/",
    "whatsapp.com",
    "whatsapp:",
    "instagram.com",
    "instagr.am",
    "snapchat.com",
    "tg:",
    ".dog/",
)
_SHORTEST = 3
_DIGITS_OF_A_NUMBER = 7


def may_hold_handles(clear: ClearText) -> bool:
    """A cheap look: whether a channel is named at all."""
    if not _CHANNEL_WORDS.isdisjoint(clear.kinds):
        return True
    return any(map(clear.low.__contains__, _LINK_SIGNS))


def handles(clear: ClearText, region: str) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """Handles and numbers in links and after channels' names, each with its span in the clear text."""
    low = clear.low
    for match in _LINK.finditer(low) if any(map(low.__contains__, _LINK_SIGNS)) else ():
        kind = next(name for name in _CHANNELS if match[name])
        value = match["handle"].replace("%2b", "+").strip("@.-")
        span = match.span()
        digits = value.lstrip("+").replace("-", "")
        if digits.isdigit():
            reading = read_international(digits.removeprefix("00")) or read_national(digits, region)
            if reading is not None:
                yield (
                    Contact(PHONE, reading.e164, clear.is_disguised(*span), reading.valid, clear.span(*span)),
                    span,
                )
        elif kind != "whatsapp":
            yield Contact(kind, value, clear.is_disguised(*span), True, clear.span(*span)), span
    after = 0
    for start, _ in clear.standing(_CHANNEL_WORDS & clear.kinds):
        if start >= after:
            mention = _MENTION.match(low, start)
            if mention is not None:
                after = mention.end("channels")
                yield from _mentioned(clear, mention)
    for match in _MENTION_AFTER.finditer(low) if "@" in low else ():
        yield from _contacts(clear, match, with_at=True)


def _mentioned(clear: ClearText, match: re.Match[str]) -> Iterator[tuple[Contact, tuple[int, int]]]:
    handle = match["handle"].rstrip(".-")
    with_at = match["at"] is not None
    signed = any(sign in match["between"] for sign in ":=>|")
    telling = any(c.isdigit() or c == "_" for c in handle) or "." in handle
    if not with_at:
        if match["channels"] in _SHORT and not signed:
            return
        if not match["between"].strip() and match["between"] == "":
            return
        if not (signed or match["named"] or telling) or "whatsapp" in _kinds(match["channels"]):
            return
    yield from _contacts(clear, match, with_at=with_at)


def _contacts(
    clear: ClearText, match: re.Match[str], *, with_at: bool
) -> Iterator[tuple[Contact, tuple[int, int]]]:
    handle = match["handle"].rstrip(".-")
    if len(handle) < _SHORTEST or not any(map(str.isalpha, handle)):
        return
    if not with_at and (handle in _NO_HANDLES or digits_of(handle.split("-")[0]) is not None):
        return
    if sum(map(str.isdigit, handle)) >= _DIGITS_OF_A_NUMBER and not handle[0].isalpha():
        return
    if (
        clear.low[match.end() : match.end() + 2] in ("::", "//")
        or clear.low[match.end() : match.end() + 1] == "@"
    ):
        return
    start = match.start("handle")
    if clear.low[start - 1 : start] == "@":
        start -= 1
    span = (start, match.start("handle") + len(handle))
    for kind in _kinds(match["channels"]):
        yield Contact(kind, handle, clear.is_disguised(*span), True, clear.span(*span)), span


def _kinds(channels: str) -> list[str]:
    return [
        kind for kind, names in _CHANNELS.items() if re.search(rf"(?<![^\W_])(?:{names})(?![^\W_])", channels)
    ]
