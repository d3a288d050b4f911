"""Which roles a sentence gives to the platforms that it speaks of.

A sentence is taken apart where it turns to another platform; what stands in a part is said of the
platforms of that part, and what is said beside a denied platform ("not on X but on Y") of the other.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from baken.extraction.narratives.clauses_told import Word, word_set
from baken.extraction.narratives.mentions_told import Spoken
from baken.extraction.narratives.role_words import TOLD_BY, Families
from baken.extraction.narratives.told import ToldRole
from baken.extraction.narratives.verb_families import APART
from baken.vocabulary.platforms import PlatformRole

_BETWEEN = word_set(
    "en and of or in via op on verschillende several noch nor ook also maar but the de through by met "
    "with zowel als as well "
    "een a an per over"
)
_NEXT = _BETWEEN | word_set(
    "daarna dan then vervolgens toen later after that afterwards eerst first ten slotte"
)
_THEN = word_set("daarna later then vervolgens toen afterwards after next nadien")
_GOING_ON = word_set(
    "ging gingen het zij ze hij he she they it verder over ook weer contact liep stapten stapte gebeurde "
    "dat continued moved switched went on to too again naar herself hetzelfde the same"
)
_WORKS = word_set("lukte werkte hielp work help succeed gelukt")
_FAILS = word_set("mislukte failed")
_SHARES = word_set("en and of or via op on through by de the een a an")
_WHO = word_set("zij ze hij she he they")
_BEING = word_set("was is were waren moest")
_WHOSE = word_set("the her his their my no")
_LOVES = word_set("hield houdt houden hou")
_OF = word_set("van")
_FROM = word_set("van from via")
_BY_PEOPLE = frozenset({"instant_messaging", "social_network"})
_NO_ADVERT = word_set("work lodging customer control checks police")
_DEALS = word_set("meet plan antwoord")
_ASKING = word_set("what how when who where which wat hoe wanneer wie waar welke hoeveel")
_MUST = word_set("moest moesten moet moeten mocht mochten had")
_HAVE = word_set("had has have")
_TO_COME = word_set("te to zou zouden would will zal gaan going")
_HELPED = word_set("client cliënt cliënte")
_ONE_HELPED = word_set("the our this my de onze deze een a")
_PARTICLE_WITHIN = 12
_ENGLISH_PARTICLES = word_set("out into up off round around")
_AFTER_PARTICLE = word_set(
    "via op met om en of naar in door voor per te als dat die of maar toen waar omdat aan over"
)
_STOPS = word_set("niet geen nooit not no never")


@dataclass
class Part:
    """What is said of some platforms in one breath: their numbers in the sentence, and the words."""

    spoken: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def shares_denial(sentence: Sequence[Word], before: Spoken, after: Spoken) -> bool:
    """Whether one platform is only joined to the one before: "on X or Y"."""
    return _only(sentence[before.last : after.first], _SHARES, 3)


def _only(words: Sequence[Word], known: frozenset[str], most: int) -> bool:
    return len(words) <= most and all(word.key in known for word in words)


def parts_of(sentence: Sequence[Word], spoken: Sequence[Spoken]) -> list[Part]:
    """A sentence taken apart."""
    starts: dict[int, list[int]] = {}
    for number, one in enumerate(spoken):
        starts.setdefault(sentence[one.first].clause, []).append(number)
    clauses: list[tuple[int, list[Word]]] = []
    for word in sentence:
        if not clauses or clauses[-1][0] != word.clause:
            clauses.append((word.clause, []))
        clauses[-1][1].append(word)
    parts: list[Part] = []
    waiting: list[Word] = []
    for clause, words in clauses:
        own = starts.get(clause, [])
        if not own:
            (parts[-1].words if parts else waiting).extend(words)
        elif parts and _goes_on(sentence, spoken, parts[-1], own):
            parts[-1].spoken += own
            parts[-1].words += words
        else:
            parts.append(Part(list(own), [*waiting, *words]))
            waiting = []
    return parts


def only_named(words: Sequence[Word], spoken: Sequence[Spoken], sentence: Sequence[Word]) -> bool:
    """Whether a part of a sentence says no more than a platform: "…, then on X"."""
    named = {sentence[at].start for one in spoken for at in range(one.first, one.last)}
    return all(word.start in named or word.key in _NEXT for word in words)


def near_words(part: Part, sentence: Sequence[Word], spoken: Sequence[Spoken], text: str) -> list[Word]:
    """The words of a part up to the first semicolon behind its platforms."""
    last = sentence[max(spoken[number].last for number in part.spoken) - 1].end
    for at, word in enumerate(part.words):
        if word.start >= last and at and ";" in text[part.words[at - 1].end : word.start]:
            return part.words[:at]
    return part.words


def goes_on_from_before(words: Sequence[Word], spoken: Sequence[Spoken], sentence: Sequence[Word]) -> bool:
    """Whether a sentence only goes on to another platform: "Daarna op X", "Later they moved to X"."""
    if not sentence or sentence[0].key not in _THEN:
        return False
    named = {sentence[at].start for one in spoken for at in range(one.first, one.last)}
    return all(word.start in named or word.key in _NEXT or word.key in _GOING_ON for word in words)


def without_failure(words: Sequence[Word]) -> list[Word]:
    """The words without a clause that says it did not work: "toen dat niet lukte"."""
    failed = {
        word.clause
        for at, word in enumerate(words)
        if word.key in _WORKS and any(one.key in _STOPS for one in words[max(0, at - 4) : at])
    } | {word.clause for word in words if word.key in _FAILS}
    return [word for word in words if word.clause not in failed]


def _goes_on(sentence: Sequence[Word], spoken: Sequence[Spoken], part: Part, own: list[int]) -> bool:
    last, first = spoken[part.spoken[-1]], spoken[own[0]]
    if _only(sentence[last.last : first.first], _BETWEEN, 4):
        return True
    return {spoken[number].key for number in own} <= {spoken[number].key for number in part.spoken}


def roles_in(
    words: Sequence[Word],
    types: frozenset[str],
    families: Families,
    *,
    english: bool,
    denied: bool,
    heard: Word | None,
    platforms: Collection[int] = (),
) -> list[ToldRole]:
    """The roles that the words tell, in the order of the list of roles.

    `types` are those of the platforms they are said of: to offer somebody on an advertising site is to
    place an advert. `heard` is the word for customers earlier in the sentence, who may still be meant.
    Where the platforms are denied, a "not" beside the role is about them. `platforms` are the places
    where they begin.
    """
    first: dict[str, Word] = {}
    for at, word in enumerate(words):
        if at and words[at - 1].key in _STOPS and not denied:
            continue
        if word.key == "met" and not english:
            continue
        if word.key == "pay" and at and (words[at - 1].key in _WHOSE or words[at - 1].key.endswith("'s")):
            continue
        kinds = families[word.key]
        if word.key in APART:
            kinds |= _apart(words, at)
        if word.key in _HELPED and at and words[at - 1].key in _ONE_HELPED:
            kinds -= {"customer"}
        for family in kinds:
            first.setdefault(family, word)
        if word.key in _HAVE and at + 1 < len(words) and words[at + 1].key == "to":
            first.setdefault("has_to", word)
        if word.key in _ASKING and _asks_what_to(words, at):
            first.setdefault("what_to", word)
        if word.key in ("waar", "where") and _tells_whereabouts(words, at):
            first.setdefault("whereabouts", word)
        if word.key in _LOVES and _OF.intersection(one.key for one in words[max(0, at - 2) : at + 2]):
            first.setdefault("loves", word)
        if "knew" in families[word.key] and _from_there(words[at + 1 : at + 7], platforms):
            first.setdefault("know", word)
    if heard is not None and (
        "contact" in first or (types == {"instant_messaging"} and not first.keys().isdisjoint(_DEALS))
    ):
        first.setdefault("customer", heard)
    found: dict[str, ToldRole] = {}
    for role, needed, without in TOLD_BY:
        if role not in found and first.keys() >= set(needed) and first.keys().isdisjoint(without):
            found[role] = _told(role, first[needed[0]])
    answers = not first.keys().isdisjoint(("answered", "sees", "offer"))
    if answers and "work" in first and first.keys().isdisjoint(("put", "customer")):
        found.pop("placing_adverts", None)
    if "threats_after" in found:
        found.pop("recruiting", None)
        if _is_to_come(words, families):
            found.pop("spreading_images", None)
    if "cash" in first:
        found.pop("payment", None)
    gets = {"customer", "gets"} <= first.keys() and first.keys().isdisjoint(("advert", *_DEALS))
    if gets and found.keys().isdisjoint(("attracting_customers", "meeting_customers")):
        role = "meeting_customers" if types == {"instant_messaging"} else "attracting_customers"
        found[role] = _told(role, first["customer"])
    if types == {"sex_advertising_website"} and "placing_adverts" in found and "bookings" not in first:
        found.pop("meeting_customers", None)
    if "dating_service" in types and "match" in first:
        found.setdefault("recruiting", _told("recruiting", first["match"]))
    if "sex_advertising_website" in types and "placing_adverts" not in found:
        for needed in (("sell",), ("profile", "make"), ("put", "her"), ("put", "image"), ("number", "stood")):
            if first.keys() >= set(needed) and "work" not in first:
                found.setdefault("placing_adverts", _told("placing_adverts", first[needed[0]]))
    if {"sell", "as"} <= first.keys() and types.isdisjoint(_BY_PEOPLE) and "work" not in first:
        found.setdefault("placing_adverts", _told("placing_adverts", first["sell"]))
    if types == {"sex_advertising_website"} and "profile" in first and first.keys().isdisjoint(_NO_ADVERT):
        found.setdefault("placing_adverts", _told("placing_adverts", first["profile"]))
    if types == {"sex_advertising_website"} and "placing_adverts" in found:
        found.pop("spreading_images", None)
    if "attracting_customers" in found and "meeting_customers" in found and "bookings" not in first:
        del found["meeting_customers"]
    return sorted(found.values(), key=lambda one: PlatformRole.place(one.role))


def _from_there(words: Sequence[Word], platforms: Collection[int]) -> bool:
    """ "(Knew him) from X"."""
    return any(word.key in _FROM and words[at + 1].start in platforms for at, word in enumerate(words[:-1]))


def _tells_whereabouts(words: Sequence[Word], at: int) -> bool:
    """ "Where she was"."""
    keys = [word.key for word in words[at + 1 : at + 3]]
    return len(keys) == 2 and keys[0] in _WHO and keys[1] in _BEING


def _apart(words: Sequence[Word], at: int) -> frozenset[str]:
    """The families of a verb whose particle comes later in its clause: "sprak (haar) aan"."""
    rows = APART[words[at].key]
    for step in range(at + 1, min(at + _PARTICLE_WITHIN, len(words))):
        if words[step].clause != words[at].clause:
            break
        if words[step].key in rows:
            closes = step + 1 == len(words) or words[step + 1].clause != words[step].clause
            if closes or words[step + 1].key in _AFTER_PARTICLE or words[step].key in _ENGLISH_PARTICLES:
                return rows[words[step].key]
    return frozenset()


def _asks_what_to(words: Sequence[Word], at: int) -> bool:
    """ "(Told her) what to do", "(schreef voor) wat zij moest doen"."""
    keys = [word.key for word in words[at + 1 : at + 4]]
    return keys[:1] == ["to"] or (len(keys) > 1 and keys[0] in _WHO and keys[1] in _MUST)


def _is_to_come(words: Sequence[Word], families: Families) -> bool:
    """Whether images are only said to be going to be sent: "threatened to send them to …"."""
    return all(
        at and words[at - 1].key in _TO_COME
        for at, word in enumerate(words)
        if not families[word.key].isdisjoint(("spread", "send_on"))
    )


def _told(role: str, word: Word) -> ToldRole:
    return ToldRole(role, (word.start, word.end))
