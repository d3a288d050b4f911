"""Where a clause ends in an advert, or goes on with what may follow somebody's name."""

import re

from baken.extraction.channels import kind_of

_CLAUSE_END = re.compile(r"\s{0,2}(?:$|[^\w\s@'\u2019]|['\u2019](?!\w)|x{1,4}(?!\w))|\s?\n")
_ASKING = (
    "dm pm app add stuur send text message volg follow voeg reageer reply schreib schick envoie envoyez "
    "écris escribe escríbeme manda scrie trimite írj keress пиши napisz pisz bel call mail email sms ruf "
    "appelle appelez llama sună suna hívj обади dzwoń zadzwoń telefon telefoon tel"
)
_ASKS = frozenset(_ASKING.split())
_BEGINNING = "voor for für pour para pentru за dla ik ich je yo eu én аз ja"
_BEGINS_ANEW = frozenset(_BEGINNING.split())
_NEXT_WORD = re.compile(
    r"\s(?P<joint>(?:en|and|of|or|und|oder|et|ou|y|o|și|si|sau|és|vagy|и|или|i|lub)\s"
    r"(?:(?:op|on|auf|sur|en|pe|na|в)\s)?)?(?:(?P<word>[^\W\d_]+)|(?P<sign>[@+\d]))"
)


def ends_clause(low: str, end: int) -> bool:
    """Whether the clause ends here."""
    return _CLAUSE_END.match(low, end) is not None


def goes_on_anew(low: str, end: int) -> bool:
    """Whether the words go on with what may follow a name: "naam en tg …", "naam voor foto's"."""
    more = _NEXT_WORD.match(low, end)
    if more is None:
        return False
    word, joined = more["word"], more["joint"] is not None
    if word is None:
        return joined
    return word in _ASKS or (kind_of(word) is not None if joined else word in _BEGINS_ANEW)
