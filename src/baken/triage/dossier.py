"""What the lead page tells of an advertiser: plain data, made from findings and rules, no models.

`compose` asks the database nothing, so that invented leads for practice are shown the same way.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from baken.adverts.reading.segments import names_of
from baken.desk.drawings.svg import Drawing
from baken.indicators.bands import ALL_BANDS, Band
from baken.indicators.leads import BandSummary
from baken.indicators.lines import outwards
from baken.indicators.part_in_band import Part, Shown, parts
from baken.indicators.rule import GRADES, HARD_STOP, Rule
from baken.triage.blind_sample import BLIND
from baken.triage.dossier_advert import ShownAdvert, show_advert
from baken.triage.dossier_contacts import ContactShown, contacts_shown
from baken.triage.dossier_findings import Findings
from baken.triage.dossier_refused import refused_words
from baken.triage.dossier_unknown import unknowns
from baken.triage.drawings.map import draw_map
from baken.triage.drawings.network import ContactNode, TextNode, draw_network
from baken.triage.drawings.timeline import draw_timeline
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class Reason:
    """An indicator that fired: what it means, how well it is supported, the innocent explanation, and
    where it was seen. `part` says what it does to the band (None where nothing fires any more), and
    `instead` is the number of the reason that counts in its place, if one does; texts go by number.
    """

    number: int
    indicator: str
    grade: str
    grade_words: Label
    means: Label
    innocent: Label
    source: str
    part: Part | None
    instead: int | None
    sightings: int
    texts: tuple[int, ...]
    on_advertiser: bool
    contacts: tuple[ContactShown, ...]
    shown_texts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Of 100 leads of the band how many are wrong, if exploitation is behind `rate` in 100 adverts."""

    rate: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class SightingRow:
    """A sighting in the list: where, when, and where its evidence lies. One that was invented for practice
    has no page of its own."""

    sighting: uuid.UUID | None
    text: int
    platform: str
    captured_at: datetime
    provinces: tuple[str, ...]
    evidence_file: str
    evidence_offset: int | None
    evidence_sha256: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on the page, in the order in which it is read."""

    band: Band
    reasons: tuple[Reason, ...]
    wrong: tuple[Wrong, ...]
    leads_in_band: int
    unknowns: tuple[str, ...]
    advert: ShownAdvert | None
    sightings: int
    texts: int
    timeline: Drawing | None
    map: Drawing
    network: Drawing | None
    contacts: tuple[ContactShown, ...]
    refused: tuple[str, ...]
    rows: tuple[SightingRow, ...]
    platforms: tuple[tuple[str, int], ...]
    blind: bool = False

    @property
    def usual(self) -> Wrong | None:
        """How many are wrong at the middle base rate, which is shown first."""
        return self.wrong[len(self.wrong) // 2] if self.wrong else None


def compose(findings: Findings, rules: Sequence[Rule], summary: BandSummary | None = None) -> Dossier:
    """The dossier of what was found. `summary` is what the lead's band holds; without it the page says
    nothing of how many are wrong. An indicator that no rule describes any more is told by its code."""
    numbers = {text: place for place, text in enumerate(findings.order, 1)}
    names = names_of(one.pseudonym for one in findings.contacts)
    contacts = contacts_shown(findings.contacts, numbers, names)
    reasons = _reasons(findings, {rule.indicator: rule for rule in rules}, numbers, contacts)
    notes = {reason.indicator: reason.number for reason in reasons}
    by_text = {text.unique_advert: text for text in findings.seen.texts}
    drawn = [
        ContactNode(one.name, one.sightings, one.shared_by is not None, _others(one)) for one in contacts
    ]
    edges = [(number, one.name) for one in contacts for number in one.texts]
    return Dossier(
        band=next(band for band in (*ALL_BANDS, BLIND) if band.code == findings.band),
        blind=findings.blind,
        reasons=reasons,
        wrong=_wrong(summary),
        leads_in_band=summary.leads if summary else 0,
        unknowns=tuple(unknowns(findings)),
        advert=show_advert(findings, notes, {one.pseudonym: one.name for one in contacts}),
        sightings=findings.seen.sightings,
        texts=len(findings.order),
        timeline=draw_timeline(findings.seen.weeks),
        map=draw_map(findings.seen.provinces, findings.seen.without_province),
        network=draw_network(
            [TextNode(number, by_text[text].sightings) for text, number in numbers.items()], drawn, edges
        ),
        contacts=contacts,
        refused=tuple(refused_words(findings.refused)),
        rows=_rows(findings, numbers),
        platforms=tuple(sorted(findings.seen.platforms.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _others(contact: ContactShown) -> int:
    return max((contact.shared_by or 0) - len(contact.texts), 0)


def _reasons(
    findings: Findings,
    rules: Mapping[str, Rule],
    numbers: Mapping[str, int],
    contacts: Sequence[ContactShown],
) -> tuple[Reason, ...]:
    firings = {firing.indicator: firing for firing in findings.firings}
    named = {one.pseudonym: one for one in contacts}
    order = {
        name: place for place, name in enumerate(dict.fromkeys([*findings.reasons, *sorted(firings)]), 1)
    }
    shown = {one.indicator: Shown(one.on_advertiser, len(one.texts)) for one in findings.firings}
    if HARD_STOP in order:
        # it is a fact of its own, whether or not a rule fired on it
        shown[HARD_STOP] = Shown(True, 0)
    played = parts(shown, len(findings.order), tuple(rules.values()))
    made = []
    for indicator, place in order.items():
        rule, firing = rules.get(indicator), firings.get(indicator)
        ids = [
            item["id"]
            for subject, about, items in findings.evidence
            if about == indicator and subject == findings.advertiser
            for item in items
            if item.get("id")
        ]
        grade = rule.grade if rule else (firing.grade if firing else "X")
        part, instead = played.get(indicator, (None, ""))
        made.append(
            Reason(
                number=place,
                indicator=indicator,
                grade=grade,
                grade_words=GRADES[grade],  # type: ignore[index]
                means=rule.means if rule else Label(indicator, indicator),
                innocent=rule.innocent if rule else Label("", ""),
                source=rule.source if rule else "",
                part=part,
                instead=order.get(instead),
                sightings=firing.sightings if firing else 0,
                texts=tuple(sorted(numbers[text] for text in firing.texts if text in numbers))
                if firing
                else (),
                on_advertiser=bool(firing and firing.on_advertiser),
                contacts=tuple(dict.fromkeys(named[one] for one in ids if one in named)),
                shown_texts=tuple(sorted({numbers[one] for one in ids if one in numbers})),
            )
        )
    return tuple(made)


def _wrong(summary: BandSummary | None) -> tuple[Wrong, ...]:
    if summary is None or summary.wrong_per_100 is None:
        return ()
    return tuple(
        Wrong(round(rate * 100), *outwards(*ends)) for rate, ends in sorted(summary.wrong_per_100.items())
    )


def _rows(findings: Findings, numbers: Mapping[str, int]) -> tuple[SightingRow, ...]:
    return tuple(
        SightingRow(
            place.sighting, numbers[place.unique_advert], place.platform, place.captured_at, place.provinces,
            place.evidence_file, place.evidence_offset, place.evidence_sha256,
        )
        for place in findings.sightings
        # linking may have run between two statements
        if place.unique_advert in numbers
    )  # fmt: skip
