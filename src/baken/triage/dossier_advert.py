"""The advert that is read on the lead page: one version of it, marked, beside what varies in it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from baken.adverts.advertiser_queries import OpenedSighting
from baken.adverts.reading.marks import marked
from baken.adverts.reading.segments import Contact, Evidence, Segment, likely_contacts, segments
from baken.adverts.reading.versions import Varying, compare, tokens
from baken.triage.dossier_findings import Findings
from baken.vocabulary.advert_record import words

MOST_CHARACTERS = 8_000
"""Of the words of an advert that are shown; what comes after is told as a number."""


@dataclass(frozen=True, slots=True)
class ShownAdvert:
    """One advert of several: `title` and `body` in segments, the numbers of the indicators marked in it,
    what varies over `versions` of it, and how often and when it was seen here."""

    number: int
    of: int
    title: tuple[Segment, ...]
    body: tuple[Segment, ...]
    notes: tuple[int, ...]
    varying: tuple[Varying, ...]
    versions: int
    captured_at: datetime
    sightings: int
    first: datetime
    last: datetime
    characters_left: int

    @property
    def previous(self) -> int | None:
        """The number of the advert before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the advert after this one."""
        return self.number + 1 if self.number < self.of else None

    @property
    def title_marked(self) -> SafeString:
        """The title as HTML."""
        return marked(self.title)

    @property
    def body_marked(self) -> SafeString:
        """The words after the title as HTML, without the newline that parts them."""
        return marked(self.body)

    @property
    def unseen(self) -> bool:
        """Whether something that can't be seen was made visible."""
        return any("‹U+" in part.text for part in (*self.title, *self.body))

    @property
    def cut(self) -> bool:
        """Whether contacts were cut out of the stored words, because their period was over."""
        return any("█" in part.text for part in (*self.title, *self.body))

    @property
    def unread(self) -> bool:
        """Whether something was cut out that only looks like a contact."""
        return any(one.kind is None for part in (*self.title, *self.body) for one in part.contacts)


def show_advert(findings: Findings, notes: Mapping[str, int], names: Mapping[str, str]) -> ShownAdvert | None:
    """The advert with the findings' number; None where nothing was opened.

    `notes` gives each indicator its number, `names` each contact its name. Of the opened versions the
    one with most evidence is shown, the newest of those.
    """
    if not findings.opened:
        return None
    evidence = _evidence(findings, notes)
    shown = max(
        findings.opened,
        key=lambda one: (len({mark.note for mark in evidence.get(str(one.sighting), ())}), one.captured_at),
    )
    shared = {one.pseudonym for one in findings.contacts if one.shared_by is not None}
    whole = words(shown.title, shown.text)
    text = whole[:MOST_CHARACTERS]
    contacts = _cut(shown, whole, names, shared)
    others = [
        tokens(told[:MOST_CHARACTERS], _cut(one, told, names, shared))
        for one in findings.opened
        if one is not shown and (told := words(one.title, one.text))
    ]
    slots, varying = compare(tokens(text, contacts), others)
    marks = evidence.get(str(shown.sighting), [])
    title_end = min(len(shown.title or ""), len(text))
    pieces = segments(text, marks, contacts, slots, breaks=(title_end, title_end + 1))
    seen = next(
        one for one in findings.seen.texts if one.unique_advert == findings.order[findings.number - 1]
    )
    return ShownAdvert(
        number=findings.number,
        of=len(findings.order),
        title=tuple(piece for piece in pieces if piece.end <= title_end),
        body=tuple(piece for piece in pieces if piece.end > title_end + 1),
        notes=tuple(sorted({note for piece in pieces for note in piece.notes})),
        varying=tuple(varying),
        versions=len(findings.opened),
        captured_at=shown.captured_at,
        sightings=seen.sightings,
        first=seen.first,
        last=seen.last,
        characters_left=len(whole) - len(text),
    )


def _evidence(findings: Findings, notes: Mapping[str, int]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for subject, indicator, items in findings.evidence:
        spans = [item["span"] for item in items if item.get("span") and indicator in notes]
        found.setdefault(subject, []).extend(Evidence(start, end, notes[indicator]) for start, end in spans)
    return found


def _cut(sighting: OpenedSighting, whole: str, names: Mapping[str, str], shared: Set[str]) -> list[Contact]:
    read = [
        Contact(start, end, kind, names.get(pseudonym, pseudonym[:4].upper()), obscured, pseudonym in shared)
        for kind, pseudonym, obscured, start, end in sighting.contacts
    ]
    # a little further than what is shown, so that a number is not cut in two at the end of it
    return [*read, *likely_contacts(whole[: MOST_CHARACTERS + 200])]
