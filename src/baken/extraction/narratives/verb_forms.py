"""The forms that Dutch and English verbs take, so that a family of verbs is listed by its infinitives.

Dutch: "benaderen" gives benader, benadert, benaderde, benaderden, benaderd; one that falls apart is
written with its particle, "aan|spreken": aangesproken, aan te spreken, and "sprak … aan" (see `Apart`).
English: "lure" gives lures, lured, luring.
"""

from collections.abc import Iterator
from typing import NamedTuple


def _strong(table: str) -> dict[str, list[str]]:
    """Infinitive to its other forms."""
    rows = [row.split() for row in table.split(";")]
    return {row[0]: row[1:] for row in rows}


_DUTCH_STRONG = _strong(
    """
    bieden bood boden geboden; brengen bracht brachten gebracht; dragen droeg droegen gedragen;
    dringen drong drongen gedrongen; dwingen dwong dwongen gedwongen; geven gaf gaven gegeven;
    houden hield hielden gehouden; kijken keek keken gekeken; komen kwam kwamen gekomen;
    kopen kocht kochten gekocht; krijgen kreeg kregen gekregen; lezen las lazen gelezen;
    nemen nam namen genomen; roepen riep riepen geroepen; rijden reed reden gereden;
    schrijven schreef schreven geschreven; spreken sprak spraken gesproken;
    trekken trok trokken getrokken; vallen viel vielen gevallen; vinden vond vonden gevonden;
    vragen vroeg vroegen gevraagd; werven wierf wierven geworven; winnen won wonnen gewonnen;
    zenden zond zonden gezonden; zien zag zagen gezien; zoeken zocht zochten gezocht;
    blijven bleef bleven gebleven; sluiten sloot sloten gesloten; vangen ving vingen gevangen;
    bevelen beval bevalen bevolen; doen deed deden gedaan; gaan ging gingen gegaan;
    beginnen begon begonnen begonnen; prijzen prees prezen geprezen;
    strijken streek streken gestreken; treffen trof troffen getroffen; duiken dook doken gedoken;
    staan stond stonden gestaan
    """
)
_STEMS = {"doen": "doe", "gaan": "ga", "staan": "sta", "zien": "zie", "komen": "kom", "bevelen": "beveel"}
_UNSTRESSED = frozenset({"benaderen", "naderen", "vorderen", "luisteren", "hinderen", "verzekeren"})
"""Verbs in -eren whose stress lies before it: benader, where another is controleer."""
_ENGLISH_STRONG = _strong(
    """
    begin began begun; bring brought; buy bought; come came; deal dealt; draw drew drawn;
    drive drove driven; find found; get got gotten; give gave given; go went gone; keep kept; let;
    pay paid; put; read; say said; see saw seen; seek sought; send sent; speak spoke spoken;
    take took taken; tell told; win won; write wrote written; strike struck;
    withdraw withdrew withdrawn; oversee oversaw overseen; forbid forbade forbidden
    """
)
_WITHOUT_GE = ("be", "ver", "ont", "her", "ge", "over")
_HARD = frozenset("tkfschp")
_VOWELS = frozenset("aeiou")


class Apart(NamedTuple):
    """A form of a Dutch verb that stands away from its particle: "sprak (haar) aan"."""

    form: str
    particle: str


def dutch_forms(infinitive: str) -> Iterator[str | Apart]:
    """Every form of a Dutch verb; in a verb with a particle those that stand apart too."""
    particle, _, base = infinitive.rpartition("|")
    present, past, participle = _dutch_parts(base)
    for one in (base, *present, *past):
        yield particle + one
    yield particle + participle
    if particle:
        for one in (base, *present, *past):
            yield Apart(one, particle)


def _dutch_parts(base: str) -> tuple[list[str], list[str], str]:
    """(present, past, participle)."""
    prefix = next((one for one in _WITHOUT_GE if base.startswith(one) and len(base) > len(one) + 4), "")
    rest = base.removeprefix(prefix)
    if base in _DUTCH_STRONG:
        prefix, rest = "", base
    stem = _dutch_stem(rest)
    present = [prefix + stem, prefix + stem + ("" if stem.endswith("t") else "t")]
    if rest in _DUTCH_STRONG:
        *past, participle = _DUTCH_STRONG[rest]
        return (
            present,
            [prefix + one for one in past],
            prefix + participle.removeprefix("ge" if prefix else ""),
        )
    last = rest.removesuffix("n").removesuffix("e")[-1:]
    ending = "t" if last in _HARD or last == "x" else "d"
    closed = stem if stem.endswith(ending) else stem + ending
    past = [f"{prefix}{stem}{ending}e", f"{prefix}{stem}{ending}en"]
    ge = "" if prefix else "ge"
    return present, past, prefix + ge + (f"ë{closed[1:]}" if ge and closed[0] == "e" else closed)


def _dutch_stem(infinitive: str) -> str:
    """ "maken": maak; "zetten": zet; "beloven": beloof; "benaderen": benader."""
    if infinitive in _STEMS:
        return _STEMS[infinitive]
    stem = infinitive.removesuffix("n").removesuffix("e")
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        return stem[:-1]
    open_vowel = len(stem) > 1 and stem[-1] not in _VOWELS and stem[-2] in "aeou"
    before = stem[-3:-2]
    unstressed = stem[-2:] in ("el", "en", "ig") and any(one in _VOWELS for one in stem[:-2])
    unstressed = unstressed or infinitive in _UNSTRESSED
    if open_vowel and before not in _VOWELS and not unstressed:
        stem = stem[:-1] + stem[-2] + stem[-1]
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def english_forms(infinitive: str) -> Iterator[str]:
    """Every form of an English verb. A consonant that doubles is written doubled: "entrapp"."""
    doubled = len(infinitive) > 3 and infinitive[-1] == infinitive[-2] and infinitive[-1] in "bdgmnpt"
    base = infinitive[:-1] if doubled else infinitive
    yield base
    if base.endswith("y") and base[-2] not in _VOWELS:
        yield base[:-1] + "ies"
    elif base.endswith(("s", "sh", "ch", "x")):
        yield base + "es"
    else:
        yield base + "s"
    yield (base.removesuffix("e") if not base.endswith("ee") else base) + "ing"
    if doubled:
        yield infinitive + "ing"
    if base in _ENGLISH_STRONG:
        yield from _ENGLISH_STRONG[base]
    elif base.endswith("e"):
        yield base + "d"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        yield base[:-1] + "ied"
    else:
        yield infinitive + "ed"
