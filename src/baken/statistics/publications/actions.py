"""A version is proposed by one person, published by another who wrote nothing in it, and stays for good."""

import uuid
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.statistics.editions.states import Move
from baken.statistics.models import Publication, PublicationFile
from baken.statistics.publications import states
from baken.statistics.publications.checking import faults_of
from baken.statistics.publications.exceptions import NotWhole, WrongState
from baken.statistics.publications.files import MANIFEST, MadeFile, make_files
from baken.statistics.publications.gathered import edition_ids, gather
from baken.statistics.publications.manifest import canonical, settled
from baken.statistics.publications.queries import day_of, editions_in
from baken.statistics.publications.writing import note
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.vocabulary.code_list import Label

MOST_CORRECTION = 500


@transaction.atomic
def propose_publication(*, by: Actor, publication_id: uuid.UUID) -> Publication:
    """Makes the files as they will go out, and asks a second person to publish them.

    Raises `NotWhole` with what is missing, `WrongState`, `NotPermitted`, Http404.
    """
    proposed = _moved(by, publication_id, states.PROPOSE)
    if faults := faults_of(proposed):
        raise NotWhole(faults[0])
    proposed.proposed_by, proposed.proposed_at = by.user, timezone.now()
    manifest = settled(manifest_of(proposed, dated=day_of(proposed.proposed_at)))
    files = make_files(manifest)
    manifest["files"] = [
        {"form": one.form, "name": one.name, "size": len(one.data), "sha256": one.sha256} for one in files
    ]
    written = canonical(manifest)
    proposed.manifest, proposed.removed = written.decode(), None
    proposed.save()
    for one in (*files, MadeFile(MANIFEST, f"{manifest['name']}.manifest.json", written)):
        PublicationFile.objects.update_or_create(
            publication=proposed, form=one.form, organisation=by.organisation,
            defaults={"name": one.name, "data": one.data, "size": len(one.data), "sha256": one.sha256},
        )  # fmt: skip
    return proposed


def manifest_of(publication: Publication, *, dated: str) -> dict[str, Any]:
    """What the files of a version would be made of, had it been proposed on a day."""
    before = Publication.objects.filter(
        series=publication.series, version__lt=publication.version, decided_at__isnull=False
    ).order_by("-version")
    corrections = [
        {
            "version": one.version,
            "dated": dated if one.decided_at is None else day_of(one.decided_at),
            "words": {"nl": one.changes_nl, "en": one.changes_en},
        }
        for one in (publication, *before)
        if one.version > 1
    ]
    return gather(publication, editions_in(publication.blocks), dated=dated, corrections=corrections)


@transaction.atomic
def decide_publication(*, by: Actor, publication_id: uuid.UUID, publish: bool) -> Publication:
    """A second person, who wrote nothing in it, publishes it or sends it back.

    Raises `NotWhole` while one of its editions is not published, `WrongState`, `NotPermitted`, Http404.
    """
    decided = _moved(by, publication_id, states.PUBLISH if publish else states.DECLINE)
    if publish:
        check_editions_published(decided)
        decided.decided_by, decided.decided_at = by.user, timezone.now()
    else:
        decided.proposed_by = decided.proposed_at = None
        decided.manifest = ""
    decided.save()
    return decided


def check_editions_published(publication: Publication) -> None:
    """Raises `NotWhole` unless everybody may see each table that is in it."""
    editions = editions_in(publication.blocks)
    if any(editions[number].state != "published" for number in edition_ids(publication.blocks)):
        raise NotWhole(
            Label(
                "Een tabel erin is nog niet gepubliceerd, of teruggenomen. Publiceer eerst die uitgave.",
                "A table in it was not published yet, or was taken back. Publish that edition first.",
            )
        )


@transaction.atomic
def withdraw_publication(*, by: Actor, publication_id: uuid.UUID, correction: Label) -> Publication:
    """Takes a version back at once; `correction` says why, and everybody reads it.

    Raises ValueError without one in both languages, `WrongState`, `NotPermitted`, Http404.
    """
    for words in (correction.nl, correction.en):
        if not words.strip() or len(words) > MOST_CORRECTION:
            raise ValueError("a correction says why, in one to 500 characters, in both languages")
    withdrawn = _moved(by, publication_id, states.WITHDRAW)
    withdrawn.withdrawn_by, withdrawn.withdrawn_at = by.user, timezone.now()
    withdrawn.correction_nl, withdrawn.correction_en = correction.nl.strip(), correction.en.strip()
    withdrawn.save()
    return withdrawn


def wrote_in(publication: Publication, user_id: uuid.UUID) -> bool:
    """Whether somebody made, wrote in or proposed a version, and so can't publish it."""
    return user_id in (publication.made_by_id, publication.proposed_by_id) or (
        str(user_id) in publication.writers
    )


def _moved(by: Actor, publication_id: uuid.UUID, move: Move) -> Publication:
    check_may(by, move.permission)
    check_person(by)
    found = get_object_or_404(Publication.objects.select_for_update(of=("self",)), id=publication_id)
    if found.state not in move.before:
        raise WrongState(
            Label("Deze publicatie staat er al anders voor.", "This publication stands otherwise by now.")
        )
    if move.by_another and wrote_in(found, by.user.id):
        raise NotPermitted("somebody else than who made, wrote in or proposed a publication decides on it")
    found.state = move.after
    note(by, found, move.action)
    return found
