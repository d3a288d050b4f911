"""Links to somebody on a messaging service: t.me/name, wa.me/number, instagram.com/name."""

import re
from collections.abc import Iterator

from baken.extraction.contacts import PHONE, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.emails import DOT
from baken.extraction.marks import ask
from baken.extraction.numbering import read_international, read_national

_SLASH = (
    r"(?:\s?/\s?|\s(?:slash|schuine streep|schr[äa]gstrich|barra|barre oblique|barre|perjel|per|bar[aă]|"
    r"uko[sś]nik|наклонена черта|черта)\s)"
)
_ANY_LINK = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:"
    rf"(?P<telegram>(?:t|telegram)(?:{DOT}|[, ])(?:me|dog){_SLASH}(?:s/)?|tg://resolve\?domain=)"
    rf"|(?P<whatsapp>wa(?:{DOT})me{_SLASH}|(?:api\.|web\.|chat\.)?whatsapp\.com/send/?\?(?:text=[^\s&]*&)?phone=|whatsapp://send/?\?phone=)"
    rf"|(?P<instagram>(?:instagram(?:{DOT})com|instagr(?:{DOT})am|ig(?:{DOT})me/m){_SLASH})"
    rf"|(?P<snapchat>snapchat(?:{DOT})com{_SLASH}(?:add{_SLASH}|(?=@)))"
    rf"|(?P<kik>kik(?:{DOT})me{_SLASH})|(?P<signal>signal(?:{DOT})me/#p/)"
    r")(?P<handle>(?:\+|%2b|@)?[\w.\-]{2,40})/?"
)
_HOSTS = ask(
    "hosts",
    ("t", "telegram", "wa", "whatsapp", "instagram", "instagr", "ig", "snapchat", "kik", "signal", "tg"),
)
_MAY_LINK = re.compile(rf"\w+(?:\.\w+)?(?:{DOT}|[, ]me\s?[/s]|://|//)")
_NO_NAMES = (
    "joinchat addstickers share proxy socks iv setlanguage c p reel reels stories explore accounts tv add "
    "discover spotlight lens message qr channel direct about legal www"
)
_NOBODY = frozenset(_NO_NAMES.split())
_KINDS = ("telegram", "whatsapp", "instagram", "snapchat", "kik", "signal")
_INVITATION = re.compile(r"[+]\w*[a-z_]")
_LONGEST_LEAD, _LONGEST = 14, 400


def may_hold_links(clear: ClearText) -> bool:
    """A cheap look: whether the name of a host of such links stands there."""
    return clear.has(_HOSTS)


def links(clear: ClearText, region: str) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """Handles and numbers in links, each with its span in the clear text."""
    low = clear.low
    after = 0
    for start, _ in clear.marked(_HOSTS):
        if start < after or not _MAY_LINK.match(low, start):
            continue
        match = _ANY_LINK.search(low, max(after, start - _LONGEST_LEAD), start + _LONGEST)
        if match is None or match.start() > start:
            continue
        after = match.end()
        kind = next(name for name in _KINDS if match[name])
        value = match["handle"].replace("%2b", "+").rstrip(".-").lstrip("@")
        span = match.start(), match.end() - (len(match["handle"]) - len(match["handle"].rstrip(".-")))
        hidden = any(sign in match[kind] for sign in " ()[]{}<>*") or clear.is_disguised(*span)
        digits = value.lstrip("+").replace("-", "")
        if digits.isdigit():
            reading = read_international(digits.removeprefix("00")) or read_national(digits, region)
            if reading is not None:
                # The number itself is what can be dialled; the link around it is taken all the same.
                own = clear.span(match.start("handle"), span[1])
                yield Contact(PHONE, reading.e164, hidden, reading.valid, own), span
        elif kind != "whatsapp" and value not in _NOBODY and not _INVITATION.match(value):
            yield Contact(kind, value.lstrip("+"), hidden, True, clear.span(*span)), span
