"""Which platforms a sentence speaks of: named ones, "a website", "something like", and "that app"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from baken.extraction.narratives.clauses_told import Word, word_set
from baken.extraction.narratives.platform_names import Named, NameTable

NAMED, UNNAMED, UNCLEAR = "named", "unnamed", "unclear"


class Spoken(NamedTuple):
    """A platform spoken of at words [first, last). `again` where it only points back at an earlier one."""

    first: int
    last: int
    naming: str
    code: str | None
    key: str
    again: bool = False


_ONES = word_set("een a an 'n any some another andere ander onbekende certain")
_MANY = word_set(
    "verschillende meerdere diverse enkele several various different multiple allerlei paar two three "
    "four five six twee drie vier vijf zes andere other many"
)
_THAT = word_set("die deze dit dat that this same dezelfde datzelfde")
_THE = word_set("de het the")
_WHICH = word_set("welke which what")
_NOUN = re.compile(
    r"(?:[^\W\d_]{0,20}(?:website|web ?site|site|datingapp|chatapp|app|platform|forum|chatroom|chatbox|"
    r"chatsite|groepschat|chatgroep|marktplaats|marketplace|netwerk))$"
)
_NOUNS = re.compile(r"[^\W\d_]{0,20}(?:websites|sites|apps|platforms|platformen|forums|fora|chatrooms)$")
_NO_NOUN = word_set(
    "opposite composite requisite prerequisite onsite kennissennetwerk vriendennetwerk whatsapp groepsapp "
    "wapp whatsap bezienswaardigheidssite platform perronplatform bankapp bankierenapp vertaalapp "
    "navigatieapp weerapp"
) - {"platform"}
_NETWORK = frozenset({"netwerk"})
_SOCIAL = word_set("social sociale")
_MEDIA = word_set("media medium")
_LIKE = (
    ("iets", "als"), ("iets", "zoals"), ("zoiets", "als"), ("een", "soort"), ("een", "site", "als"),
    ("een", "website", "als"), ("een", "app", "als"), ("a", "kind", "of"), ("a", "sort", "of"),
    ("some", "kind", "of"), ("some", "sort", "of"),
    ("something", "like"), ("a", "site", "like"), ("a", "website", "like"), ("an", "app", "like"),
)  # fmt: skip
_KIND = word_set("of soort")
_OF = word_set("van of")
_OWNERS = word_set("de het een the a an")
_CALLED = word_set("genaamd namelijk called named heet genoemd van on op of")
_NAMED_SO = (
    ("die",), ("dat",), ("genaamd",), ("called",), ("named",), ("met", "de", "naam"), ("with", "the", "name"),
    ("by", "the", "name", "of"), ("that", "is", "called"), ("which", "is", "called"),
    ("which", "was", "called"), ("that", "was", "called"), ("met", "als", "naam"), ("known", "as"), (),
)  # fmt: skip
"""What may stand between "a site" and the name of one that no catalogue has."""
_ONE_GAP = 2
_HEET = word_set("heet heette genaamd genoemd")
_NO_NAME = word_set("ik zij ze hij i he she they we wij the de het een")
_TO_APP = word_set("via per over op in")
_ON = word_set("via op on through")
_PLAIN_TEXT = word_set("text texts")
_TOLD_OF = word_set("genoemd vermeld mentioned named")
_TEXTING = word_set("texted texting appte appten geappt appen appt")
_MAILING = word_set("mailen mailden mailde gemaild emailing emailed")
_SENDS = word_set("send sent sends sending got get received")
_PLACES_OF_ONE = word_set("account profiel profile groep group pagina page kanaal channel")
_BACK = word_set("daar daarop hierop daarover daarvia daarmee hierover there waar waarop")
_AS_APP = frozenset({"dating_service", "webcam_platform"})
_ADJECTIVE_AT_MOST = 2
_NO_ADJECTIVE = (
    _ONES
    | _THE
    | _THAT
    | word_set(
        "in op van voor via en of met aan bij and or of on for with at to from zij hij ze he she was is"
    )
)


def spoken_of(
    sentence: Sequence[Word],
    text: str,
    names: NameTable,
    read: dict[str, str | None],
    before: Spoken | None,
) -> list[Spoken]:
    """The platforms in a sentence, from left to right; `before` is the last one of the sentences before."""
    named = {one.first: one for one in names.find(sentence, text, read)}
    found: list[Spoken] = []
    last, at = before, 0
    while at < len(sentence):
        one = (
            _like(sentence, at, named) or _named(named.get(at)) or _general(sentence, at, named, last, names)
        )
        if one is None:
            at += 1
            continue
        if _is_way_of_writing(sentence, one, named):
            at = one.last
            continue
        one = _called_so(sentence, one, named) or one
        if not (one.naming == UNNAMED and not one.again and _explains(sentence, one, found, named)):
            found.append(one)
            last = one
        at = one.last
    return found


def _called_so(sentence: Sequence[Word], one: Spoken, named: dict[int, Named]) -> Spoken | None:
    """ "A site called Xyz", "via de site Xyz": a name that no catalogue has. Whoever reads it knows whether
    it is a platform, so it is unclear, with its name among its words."""
    if one.naming != UNNAMED or one.again or sentence[one.last - 1].key in _MEDIA:
        return None
    for row in _NAMED_SO:
        at = one.last + len(row)
        if at >= len(sentence) or at in named or tuple(word.key for word in sentence[one.last : at]) != row:
            continue
        relative = row in (("die",), ("dat",))
        said = relative or not row
        if relative and (at + 1 >= len(sentence) or sentence[at + 1].key not in _HEET):
            continue
        word = sentence[at]
        if (said and not word.text[:1].isupper()) or word.key in _NO_NAME:
            return None
        if not row and (word.start - sentence[at - 1].end > _ONE_GAP):
            return None
        return Spoken(one.first, at + 1 + relative, UNCLEAR, None, f"called {word.key}")
    return None


def _is_way_of_writing(sentence: Sequence[Word], one: Spoken, named: dict[int, Named]) -> bool:
    """ "Texting her on X": the platform is X; "the texts of the adverts" are no messages."""
    if sentence[one.first].key in _PLAIN_TEXT:
        return one.last < len(sentence) and sentence[one.last].key in _OF
    mailed = sentence[one.first].key in _MAILING
    if sentence[one.first].key not in _TEXTING and not mailed:
        return False
    clause = sentence[one.first].clause
    return any(
        at in named and sentence[at].clause == clause and (not mailed or sentence[at - 1].key in _ON)
        for at in range(one.last, min(one.last + 5, len(sentence)))
    )


def _named(one: Named | None) -> Spoken | None:
    return Spoken(one.first, one.last, NAMED, one.code, one.code) if one else None


def _like(sentence: Sequence[Word], at: int, named: dict[int, Named]) -> Spoken | None:
    """ "Something like X": it can't be told which."""
    for row in _LIKE:
        end = at + len(row)
        if tuple(word.key for word in sentence[at:end]) != row:
            continue
        if end in named:
            return Spoken(at, named[end].last, UNCLEAR, None, UNCLEAR)
        if row[-1] in _KIND:
            clause = sentence[at].clause
            noun = next((step for step in (end, end + 1) if _noun_at(sentence, step, clause)), None)
            if noun is not None:
                return Spoken(at, noun + 1, UNCLEAR, None, UNCLEAR)
    return None


def _noun_at(sentence: Sequence[Word], at: int, clause: int) -> bool:
    return at < len(sentence) and sentence[at].clause == clause and _is_noun(sentence[at].key)


def _general(
    sentence: Sequence[Word], at: int, named: dict[int, Named], last: Spoken | None, names: NameTable
) -> Spoken | None:
    key = sentence[at].key
    if key in _BACK and last is not None:
        return last._replace(first=at, last=at + 1, again=True)
    if key in _SOCIAL and at + 1 < len(sentence) and sentence[at + 1].key in _MEDIA:
        return Spoken(at, at + 2, UNNAMED, None, "social media")
    if key in _ONES | _MANY:
        return _one_of(sentence, at, named)
    if key in _WHICH and at + 1 < len(sentence) and _is_noun(sentence[at + 1].key):
        if last is not None:
            return last._replace(first=at, last=at + 2, again=True)
        return Spoken(at, at + 2, UNNAMED, None, sentence[at + 1].key)
    if _NOUNS.match(key) and at and sentence[at - 1].key in _ON:
        return Spoken(at, at + 1, UNNAMED, None, key)
    if key in _THE | _THAT:
        return _the(sentence, at, named, last, names)
    if key == "text" and _is_text_message(sentence, at):
        code = names.code_of("sms")
        return Spoken(at, at + 1, NAMED, code, code) if code else None
    if key in ("app", "appgroep") and at and sentence[at - 1].key in ("via", "per", "over"):
        return _whatsapp(at, at + 1, names)
    return None


def _is_text_message(sentence: Sequence[Word], at: int) -> bool:
    """ "By text", "send a text"."""
    before = tuple(word.key for word in sentence[max(0, at - 2) : at])
    if at + 1 < len(sentence) and sentence[at + 1].key in _OF | {"for"}:
        return False
    return before[-1:] in (("by",), ("via",)) or (before[-1:] == ("a",) and before[0] in _SENDS)


def _one_of(sentence: Sequence[Word], at: int, named: dict[int, Named]) -> Spoken | None:
    keys = [word.key for word in sentence[at : at + 7]]
    if keys[:3] == ["een", "of", "andere"] and len(keys) > 3 and _is_noun(keys[3]):
        return Spoken(at, at + 4, UNCLEAR, None, UNCLEAR)
    clause = sentence[at].clause
    for step in range(1, _ADJECTIVE_AT_MOST + 2):
        if step >= len(keys) or at + step in named or sentence[at + step].clause != clause:
            return None
        key = keys[step]
        if (
            _is_noun(key)
            or keys[step - 1 : step + 1] == ["group", "chat"]
            or (keys[0] in _MANY and _NOUNS.match(key))
        ):
            end = at + step + 1
            if keys[0] in _MANY and not _TOLD_OF.isdisjoint(keys[step + 1 : step + 3]):
                return None
            if keys[0] == "some" and keys[step + 1 : step + 3] == ["or", "other"]:
                return Spoken(at, end + 2, UNCLEAR, None, UNCLEAR)
            return Spoken(at, end, UNNAMED, None, " ".join(keys[1 : step + 1]))
        if key in _NO_ADJECTIVE and key not in _ONES:
            return None
    return None


def _the(
    sentence: Sequence[Word], at: int, named: dict[int, Named], last: Spoken | None, names: NameTable
) -> Spoken | None:
    if at + 1 >= len(sentence) or at + 1 in named:
        return None
    key = sentence[at + 1].key
    if last is not None and key in _PLACES_OF_ONE and sentence[at].key in _THAT and at + 2 not in named:
        return last._replace(first=at, last=at + 2, again=True)
    if not _is_noun(key):
        return _the_kind_of(sentence, at, named, last)
    if _is_owned(sentence, at + 2):
        return None
    dutch_app = key == "app" and sentence[at].key == "de"
    if dutch_app and at and sentence[at - 1].key in _TO_APP and not _is_app(last, names):
        return _whatsapp(at, at + 2, names)
    if at + 2 in named:
        return None
    if last is not None:
        return last._replace(first=at, last=at + 2, again=True)
    return Spoken(at, at + 2, UNNAMED, None, key)


def _the_kind_of(
    sentence: Sequence[Word], at: int, named: dict[int, Named], last: Spoken | None
) -> Spoken | None:
    """ "The dating app": one of which nothing was said yet."""
    clause = sentence[at].clause
    if last is not None or at + 2 in named or not _noun_at(sentence, at + 2, clause):
        return None
    if sentence[at + 1].key in _NO_ADJECTIVE or "'s" in sentence[at + 1].key or _is_owned(sentence, at + 3):
        return None
    return Spoken(at, at + 3, UNNAMED, None, f"{sentence[at + 1].key} {sentence[at + 2].key}")


def _is_owned(sentence: Sequence[Word], at: int) -> bool:
    """ "The app of the bank": a thing of somebody who has nothing to do with it."""
    behind = [word.key for word in sentence[at : at + 2]]
    return len(behind) == 2 and behind[0] in _OF and behind[1] in _OWNERS


def _is_app(last: Spoken | None, names: NameTable) -> bool:
    """Whether "the app" can point back at it."""
    if last is None:
        return False
    return last.naming != NAMED or names.types.get(last.code or "") in _AS_APP


def _whatsapp(first: int, last: int, names: NameTable) -> Spoken | None:
    code = names.code_of("whatsapp")
    return Spoken(first, last, NAMED, code, code) if code else Spoken(first, last, UNNAMED, None, "app")


def _is_noun(key: str) -> bool:
    return _NOUN.match(key) is not None and key not in _NO_NOUN and key not in _NETWORK


def _explains(sentence: Sequence[Word], one: Spoken, found: list[Spoken], named: dict[int, Named]) -> bool:
    """Whether "a site" only says what a name beside it is: "Kinky, a site for …", "a site called X"."""
    if found and found[-1].naming == NAMED and found[-1].last == one.first:
        return True
    at = one.last
    if at < len(sentence) and sentence[at].key in _CALLED:
        at += 1
    return at in named
