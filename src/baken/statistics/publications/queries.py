"""Publications as they are read: by those who may, and by everybody."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.statistics.asked import ACTIVE
from baken.statistics.models import AskedPublication, Edition, Publication
from baken.statistics.publications.gathered import edition_ids
from baken.statistics.publications.words import day_words
from baken.vocabulary.code_list import Label

_FITTING = ("proposed", "published")


def publications() -> QuerySet[Publication]:
    """Every version of the organisation acted for."""
    return Publication.objects.select_related("made_by", "proposed_by", "decided_by", "withdrawn_by")


def one_publication(publication_id: uuid.UUID) -> Publication:
    """One version. Raises Http404."""
    return get_object_or_404(publications(), id=publication_id)


def being_made(publication_id: uuid.UUID) -> AskedPublication | None:
    """What a worker is making of a draft, or is still to make; None where nothing waits."""
    return AskedPublication.objects.filter(publication=publication_id, state__in=ACTIVE).first()


def asked_publications() -> QuerySet[AskedPublication]:
    """What was proposed of drafts and is not made yet, or was not made; of each the newest, newest first."""
    newest = AskedPublication.objects.order_by("publication", "-asked_at", "id").distinct("publication")
    return (
        AskedPublication.objects.filter(id__in=newest.values("id"), publication__state="made")
        .exclude(state="made")
        .select_related("asked_by", "publication")
        .defer("publication__manifest", "publication__blocks", "publication__removed")
        .order_by("-asked_at", "id")
    )


def newest_versions() -> QuerySet[Publication]:
    """The newest version of each publication, in whatever state."""
    newest = Publication.objects.order_by("series", "-version").distinct("series").values("id")
    return publications().defer("manifest", "blocks", "removed").filter(id__in=newest)


def fitting_editions() -> QuerySet[Edition]:
    """Editions that may stand in a publication: public ones that somebody proposed or published."""
    return (
        Edition.objects.defer("sealed")
        .filter(kind="public", state__in=_FITTING)
        .order_by("table", "by", "-number")
    )


def editions_in(blocks: Iterable[Mapping[str, Any]]) -> dict[uuid.UUID, Edition]:
    """The editions that blocks show, whatever became of them."""
    found = Edition.objects.defer("sealed").filter(id__in=edition_ids(blocks))
    return {edition.id: edition for edition in found}


def showing(edition_id: uuid.UUID) -> list[Publication]:
    """The published versions that show an edition: they go when it goes."""
    found = Publication.objects.defer("manifest").filter(state="published").order_by("title_nl", "version")
    return [one for one in found if edition_id in edition_ids(one.blocks)]


def versions(series: uuid.UUID) -> list[Publication]:
    """Every version of a publication, oldest first."""
    return list(publications().filter(series=series).order_by("version"))


def newer_version(publication: Publication) -> Publication | None:
    """The newest version after this one, in whatever state."""
    return versions(publication.series)[-1] if _is_old(publication) else None


def _is_old(publication: Publication) -> bool:
    return Publication.objects.filter(series=publication.series, version__gt=publication.version).exists()


# for everybody


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A version as everybody sees it. `taken_back` says since when it can't be read any more and why;
    `newer` is the newest version that can."""

    publication: Publication
    taken_back: "TakenBack | None"
    newer: Publication | None = None

    @property
    def is_newest(self) -> bool:
        """Whether it can be read, and no newer one can."""
        return self.taken_back is None and self.newer is None

    @property
    def title(self) -> Label:
        """Its title in both languages."""
        return Label(self.publication.title_nl, self.publication.title_en)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That something was taken back: on which day (ISO 8601), and why."""

    day: str
    reason: Label

    @property
    def day_words(self) -> Label:
        """The day as people write it."""
        return day_words(self.day)


def public_versions() -> list[PublicVersion]:
    """Every version that two people published, newest first within its series; those that can't be read any
    more among them."""
    rows = list(
        Publication.objects.defer("manifest", "removed", "writers")
        .filter(state__in=("published", "withdrawn"))
        .order_by("-decided_at", "id")
    )
    wanted = {number for row in rows for number in edition_ids(row.blocks)}
    editions = Edition.objects.filter(id__in=wanted).defer("sealed", "content")
    kept = {edition.id: edition for edition in editions}
    taken = {row.id: _taken_back(row, kept) for row in rows}
    readable: dict[uuid.UUID, Publication] = {}
    for row in sorted(rows, key=lambda one: one.version):
        if taken[row.id] is None:
            readable[row.series] = row
    return [
        PublicVersion(row, taken[row.id], newest if newest and newest.version > row.version else None)
        for row in rows
        for newest in [readable.get(row.series)]
    ]


def public_version(publication_id: uuid.UUID) -> PublicVersion:
    """One version for everybody. Raises Http404."""
    for one in public_versions():
        if one.publication.id == publication_id:
            return one
    raise Http404


def table_taken_back(publication: Publication) -> "TakenBack | None":
    """Since when and why nobody can read a published version any more, because a table in it was taken back;
    None where everybody can, and for a version that is not published."""
    if publication.state != "published":
        return None
    return _taken_back(publication, editions_in(publication.blocks))


def _taken_back(row: Publication, editions: Mapping[uuid.UUID, Edition]) -> TakenBack | None:
    if row.state == "withdrawn" and row.withdrawn_at:
        return TakenBack(day_of(row.withdrawn_at), Label(row.correction_nl, row.correction_en))
    for number in edition_ids(row.blocks):
        edition = editions.get(number)
        if edition and edition.state == "withdrawn" and edition.withdrawn_at:
            return TakenBack(
                day_of(edition.withdrawn_at),
                Label(
                    f"Een tabel erin is teruggenomen. {edition.correction}",
                    f"A table in it was taken back. {edition.correction}",
                ),
            )
    return None


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the log of corrections: of which version (`of`), on which day (ISO 8601), what; `taken_back`
    for a version that can't be read any more."""

    of: PublicVersion
    day: str
    words: Label
    taken_back: bool

    @property
    def day_words(self) -> Label:
        """The day as people write it."""
        return day_words(self.day)


def corrections_of(found: Iterable[PublicVersion]) -> list[Correction]:
    """What was corrected and what was taken back, newest first."""
    lines = []
    for one in found:
        row = one.publication
        if row.version > 1 and row.decided_at:
            words = Label(row.changes_nl, row.changes_en)
            lines.append(Correction(one, day_of(row.decided_at), words, taken_back=False))
        if one.taken_back:
            lines.append(Correction(one, one.taken_back.day, one.taken_back.reason, taken_back=True))
    return sorted(lines, key=lambda line: (line.day, line.of.publication.version), reverse=True)


def day_of(moment: datetime) -> str:
    """The calendar day of a moment, where the desk stands."""
    return timezone.localtime(moment).date().isoformat()
