"""A narrative read for what a registration asks: platforms with their roles, persons, places.

What comes out are proposals, each with the words it rests on; nothing in here knows whether they are
true. A platform that the narrative says was not used is not proposed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from baken.extraction.disguises import ClearText
from baken.extraction.frequent_words import frequent_words
from baken.extraction.narratives.clauses_told import Word, sentences, word_set
from baken.extraction.narratives.denials_told import is_denied, is_of_the_report
from baken.extraction.narratives.mentions_told import Spoken, spoken_of
from baken.extraction.narratives.persons_told import persons_in
from baken.extraction.narratives.place_adjectives import told_by_adjective
from baken.extraction.narratives.platform_names import NameTable, name_table
from baken.extraction.narratives.role_words import Families
from baken.extraction.narratives.roles_told import (
    goes_on_from_before,
    near_words,
    only_named,
    parts_of,
    roles_in,
    shares_denial,
    without_failure,
)
from baken.extraction.narratives.told import KnownPlatform, Span, Told, ToldPlace, ToldPlatform, ToldRole
from baken.extraction.places import places
from baken.vocabulary.platforms import PlatformRole

LONGEST = 100_000
"""Code points of one narrative."""

_EVERYDAY = -5.6
"""Log frequency of the 250 most frequent words of a language."""
_ENGLISH = word_set(
    "the him they it at for not on then this who she he her his and was of to a an by through from with that"
)
_DUTCH = word_set("de het een zij hij haar zijn en van te dat met via door op er")
_PRESUMED = word_set(
    "vermoedelijk mogelijk waarschijnlijk misschien zou zouden lijkt kennelijk vermoedt vermoed possibly "
    "perhaps probably maybe allegedly reportedly seems might presumably likely"
)
_WOULD = word_set("zou zouden")
_STATED = word_set(
    "verklaart verklaarde vertelt vertelde zegt zei volgens meldt says said states stated told tells "
    "according"
)


@dataclass
class _Gathered:
    """What was read about one platform so far."""

    naming: str
    code: str | None
    spans: list[Span] = field(default_factory=list)
    roles: dict[str, ToldRole] = field(default_factory=dict)
    certainty: str | None = None
    certainty_span: Span | None = None


@dataclass
class _Reader:
    """What reading one narrative needs, and remembers until it is done."""

    text: str
    names: NameTable
    english: bool
    read: dict[str, str | None] = field(default_factory=dict)
    families: Families = field(default_factory=Families)
    last_roles: list[ToldRole] = field(default_factory=list)
    """What was told of the platform last spoken of: "Daarna op X" tells the same."""


def read_narrative(text: str, platforms: Iterable[KnownPlatform]) -> Told:
    """The proposals of one narrative. Raises ValueError for more than `LONGEST` code points."""
    if len(text) > LONGEST:
        raise ValueError(f"a narrative has at most {LONGEST} characters")
    names = name_table(tuple(platforms))
    clear = ClearText(text)
    found: dict[str, _Gathered] = {}
    rows = list(sentences(text))
    english = _is_english(rows)
    before: Spoken | None = None
    reader = _Reader(text, names, english)
    for sentence in rows:
        before = _read(reader, sentence, before, found)
    return Told(
        tuple(_platform(one) for one in found.values()),
        tuple(persons_in(text, clear)),
        tuple(_places(text, clear)),
    )


def _read(
    reader: _Reader, sentence: Sequence[Word], before: Spoken | None, found: dict[str, _Gathered]
) -> Spoken | None:
    """Adds what a sentence tells; returns the platform that a later "there" points back at."""
    spoken = spoken_of(sentence, reader.text, reader.names, reader.read, before)
    denied: list[bool] = []
    for number, one in enumerate(spoken):
        joined = number > 0 and shares_denial(sentence, spoken[number - 1], one)
        denied.append(
            is_denied(sentence, one, joined, joined and denied[-1])
            or (not one.again and is_of_the_report(sentence, one))
        )
    left: list[ToldRole] = []
    told: list[tuple[list[int], list[ToldRole]]] = []
    silent = False
    heard: Word | None = None
    for part in parts_of(sentence, spoken):
        types = frozenset(reader.names.types.get(spoken[number].code or "", "") for number in part.spoken)
        meant = [number for number in part.spoken if not denied[number]]
        names = [spoken[number] for number in part.spoken]
        near = near_words(part, sentence, spoken, reader.text)
        roles: list[ToldRole] = []
        for words in [near, part.words] if len(near) < len(part.words) else [near]:
            roles = roles or roles_in(
                words,
                types,
                reader.families,
                english=reader.english,
                denied=len(meant) < len(part.spoken),
                heard=heard,
                platforms=frozenset(sentence[one.first].start for one in spoken),
            )
        if not roles and only_named(without_failure(part.words), names, sentence):
            if told:
                roles = told[-1][1]
            else:
                silent = True
        if not roles and not told and goes_on_from_before(part.words, names, sentence):
            roles = list(reader.last_roles)
        if not meant:
            left += roles
        if roles and silent:
            told = [(one, said or roles) for one, said in told]
            silent = False
        told.append((meant, roles))
        heard = heard or next((one for one in part.words if "customer" in reader.families[one.key]), None)
    sure = _certainty(sentence)
    for meant, roles in told:
        for number in meant:
            _add(found, spoken[number], roles or left, sentence, sure)
    reader.last_roles = told[-1][1] or left if told else []
    held = [one for one, no in zip(spoken, denied, strict=True) if not no]
    return held[-1]._replace(first=0, last=0) if held else before


def _add(
    found: dict[str, _Gathered],
    one: Spoken,
    roles: Sequence[ToldRole],
    sentence: Sequence[Word],
    sure: tuple[str, Span] | None,
) -> None:
    if one.again and one.key not in found:
        return
    told = found.setdefault(one.key, _Gathered(one.naming, one.code))
    if not one.again:
        told.spans.append((sentence[one.first].start, sentence[one.last - 1].end))
    for role in roles:
        told.roles.setdefault(role.role, role)
    if sure and told.certainty is None and (roles or not one.again):
        told.certainty, told.certainty_span = sure


def _certainty(sentence: Sequence[Word]) -> tuple[str, Span] | None:
    for code, words in (("presumed", _PRESUMED), ("stated", _STATED)):
        for at, word in enumerate(sentence):
            if word.key in words and (word.key not in _WOULD or _would_have(sentence[at:])):
                return code, (word.start, word.end)
    return None


def _would_have(words: Sequence[Word]) -> bool:
    """Dutch "zou … hebben": so it is said; "zou" alone is what was still to come."""
    return any(word.key in ("hebben", "zijn") for word in words)


def _is_english(rows: Sequence[Sequence[Word]]) -> bool:
    keys = [word.key for sentence in rows for word in sentence]
    return sum(key in _ENGLISH for key in keys) > sum(key in _DUTCH for key in keys)


def _platform(one: _Gathered) -> ToldPlatform:
    roles = sorted(one.roles.values(), key=lambda role: PlatformRole.place(role.role))
    return ToldPlatform(
        one.naming, one.code, tuple(one.spans), tuple(roles), one.certainty, one.certainty_span
    )


def _places(text: str, clear: ClearText) -> list[ToldPlace]:
    """The places; one that is written like the everyday word that it is too ("hem") is none."""
    found = []
    words = frequent_words()
    for place in places(clear, [], None):
        if place.span is None:
            continue
        span = clear.span(*place.span)
        said = text[span[0] : span[1]]
        at = words.row.get(said)
        if at is not None and said.islower() and words.rows[at].max() > _EVERYDAY:
            continue
        found.append(ToldPlace(span, place.name, place.province))
    taken = [one.span for one in found]
    for one in told_by_adjective(text):
        if all(one.span[1] <= start or end <= one.span[0] for start, end in taken):
            found.append(one)
    return sorted(found, key=lambda one: one.span)
