"""What the page of an advertiser tells: plain data, made from what was read of it; it asks the database
nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from baken.adverts.advertiser_links import Neighbour, TextSeen, Within
from baken.adverts.advertiser_queries import AdvertiserSeen, ContactInAdvert, OpenedSighting
from baken.adverts.judgement_queries import JudgementShown
from baken.adverts.reading.segments import names_of
from baken.adverts.reading.template_words import TextTemplate, text_template
from baken.desk.drawings.svg import Drawing
from baken.triage.dossier_contacts import ContactShown, contacts_shown
from baken.triage.dossier_refused import KINDS, REASONS
from baken.triage.drawings.lifelines import Life, draw_lifelines
from baken.triage.drawings.map import draw_map
from baken.triage.drawings.web import WebContact, WebOther, draw_web, groups_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Found:
    """All that was read of an advertiser. `order` has its unique adverts by number, the first as 1; `opened`
    are versions of those on the page."""

    advertiser: str
    seen: AdvertiserSeen
    order: Sequence[str]
    texts: Sequence[TextSeen]
    contacts: Sequence[ContactInAdvert]
    neighbours: Sequence[Neighbour]
    neighbours_in_all: int
    within: Within
    judgements: Sequence[JudgementShown]
    opened: Mapping[str, Sequence[OpenedSighting]]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A unique advert in the list; `template` is None where nothing was opened of it."""

    number: int
    unique_advert: str
    sightings: int
    first: datetime
    last: datetime
    platforms: tuple[str, ...]
    provinces: tuple[str, ...]
    contacts: tuple[str, ...]
    template: TextTemplate | None


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One reason why another advertiser was not put together with this one."""

    what: str | Promise
    why: str | Promise
    times: int
    contacts: tuple[str, ...]
    texts: tuple[int, ...]
    judged: bool


@dataclass(frozen=True, slots=True)
class OtherLine:
    """Another advertiser by its letter on the page, with all reasons why it stands apart."""

    letter: str
    advertiser: str
    reasons: tuple[RefusedLine, ...]


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """What puts two texts together, by number; the same number twice: its sightings are one text."""

    left: int
    right: int
    what: str | Promise
    times: int
    weakest: float
    strongest: float


@dataclass(frozen=True, slots=True)
class AdvertiserDossier:
    """Everything on the page."""

    advertiser: str
    sightings: int
    texts: int
    first: datetime
    last: datetime
    platforms: tuple[tuple[str, int], ...]
    timeline: Drawing | None
    map: Drawing
    web: Drawing | None
    contacts: tuple[ContactShown, ...]
    lines: tuple[TextLine, ...]
    others: tuple[OtherLine, ...]
    others_in_all: int
    edges: tuple[EdgeLine, ...]
    edges_in_all: int
    through: tuple[str | Promise, ...]
    judgements: tuple[JudgementShown, ...]


def names_in(found: Found) -> Mapping[str, str]:
    """A short name for every contact on the page."""
    return names_of(
        [one.pseudonym for one in found.contacts]
        + [pseudonym for one in found.neighbours for pseudonym in one.contacts]
    )


def compose_advertiser(found: Found, shown: Sequence[str]) -> AdvertiserDossier:
    """The page; `shown` are the unique adverts whose words are on it, in their order."""
    numbers = {text: place for place, text in enumerate(found.order, 1)}
    names = names_in(found)
    contacts = contacts_shown(found.contacts, numbers, names)
    of_text: dict[int, list[str]] = {}
    for one in contacts:
        for number in one.texts:
            of_text.setdefault(number, []).append(one.name)
    others = _others(found.neighbours, numbers, names)
    by_text = {one.unique_advert: one for one in found.texts}
    shared = {one.pseudonym for one in found.contacts if one.shared_by is not None}
    return AdvertiserDossier(
        advertiser=found.advertiser,
        sightings=found.seen.sightings,
        texts=len(found.order),
        first=min(one.first for one in found.texts),
        last=max(one.last for one in found.texts),
        platforms=tuple(sorted(found.seen.platforms.items(), key=lambda pair: (-pair[1], pair[0]))),
        timeline=draw_lifelines(
            [
                Life(numbers[one.unique_advert], one.weeks)
                for one in found.texts
                if one.unique_advert in numbers
            ]
        ),
        map=draw_map(found.seen.provinces, found.seen.without_province),
        web=draw_web(
            groups_of(numbers.values(), [(number, one.name) for one in contacts for number in one.texts]),
            [WebContact(one.name, one.sightings, one.shared_by is not None) for one in contacts],
            [_web_other(one) for one in others],
            found.neighbours_in_all,
        ),
        contacts=contacts,
        lines=tuple(
            TextLine(
                numbers[text], text, by_text[text].sightings, by_text[text].first, by_text[text].last,
                by_text[text].platforms, by_text[text].provinces, tuple(of_text.get(numbers[text], ())),
                text_template(found.opened.get(text, ()), names, shared),
            )
            for text in shown
            # linking may have run between two statements
            if text in by_text
        ),
        others=others,
        others_in_all=found.neighbours_in_all,
        edges=tuple(
            EdgeLine(
                min(numbers[one.left], numbers[one.right]), max(numbers[one.left], numbers[one.right]),
                KINDS.get(one.kind, one.kind), one.times, one.weakest, one.strongest,
            )
            for one in found.within.joined
            if one.left in numbers and one.right in numbers
        ),
        edges_in_all=found.within.in_all,
        through=tuple(KINDS.get(kind, kind) for kind in found.within.kinds),
        judgements=tuple(found.judgements),
    )  # fmt: skip


def _others(
    neighbours: Sequence[Neighbour], numbers: Mapping[str, int], names: Mapping[str, str]
) -> tuple[OtherLine, ...]:
    reasons: dict[str, list[RefusedLine]] = {}
    for one in neighbours:
        reasons.setdefault(one.advertiser, []).append(
            RefusedLine(
                KINDS.get(one.kind, one.kind),
                REASONS.get(one.refused, one.refused),
                one.times,
                tuple(names[pseudonym] for pseudonym in one.contacts),
                tuple(sorted(numbers[text] for text in one.texts if text in numbers)),
                one.refused == "judged apart",
            )
        )
    return tuple(
        OtherLine(letter, advertiser, tuple(told))
        for letter, (advertiser, told) in zip(LETTERS, reasons.items(), strict=False)
    )


def _web_other(other: OtherLine) -> WebOther:
    return WebOther(
        other.letter,
        sum(one.times for one in other.reasons),
        tuple(dict.fromkeys(name for one in other.reasons for name in one.contacts)),
        tuple(dict.fromkeys(number for one in other.reasons if not one.contacts for number in one.texts)),
    )
