"""Writing in a draft: each step is kept at once, and what was taken out last can be put back."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.statistics.models import Publication
from baken.statistics.permissions import MAKE_PUBLICATION
from baken.statistics.publications.exceptions import NotWhole, TooMuch, WrongState
from baken.statistics.publications.manifest import MOST_BLOCKS
from baken.statistics.publications.queries import being_made, fitting_editions, newer_version
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.code_list import Label
from baken.vocabulary.publications import FIGURES, BlockKind


@transaction.atomic
def make_publication(*, by: Actor, title: Label) -> Publication:
    """A draft with a title and nothing in it yet. Raises `NotPermitted`."""
    check_may(by, MAKE_PUBLICATION)
    check_person(by)
    made = Publication.objects.create(
        organisation=by.organisation, title_nl=title.nl, title_en=title.en, made_by=by.user,
        made_at=timezone.now(), writers=[str(by.user.id)],
    )  # fmt: skip
    note(by, made, "statistics.publication_made")
    return made


@transaction.atomic
def make_next_version(*, by: Actor, publication_id: uuid.UUID, changes: Label) -> Publication:
    """A draft of the next version, with the same blocks; `changes` says what it corrects, for everybody.

    Raises `WrongState` where this version is still being written, or has a next one; `NotPermitted`, Http404.
    """
    check_may(by, MAKE_PUBLICATION)
    check_person(by)
    before = get_object_or_404(Publication.objects.select_for_update(of=("self",)), id=publication_id)
    if before.state not in ("published", "withdrawn") or newer_version(before):
        raise WrongState(
            Label(
                "Van deze publicatie is al een volgende versie, of deze is nog niet gepubliceerd.",
                "This publication has a next version already, or was not published yet.",
            )
        )
    made = Publication.objects.create(
        organisation=by.organisation, series=before.series, version=before.version + 1,
        title_nl=before.title_nl, title_en=before.title_en, blocks=before.blocks, changes_nl=changes.nl,
        changes_en=changes.en, made_by=by.user, made_at=timezone.now(), writers=[str(by.user.id)],
    )  # fmt: skip
    note(by, made, "statistics.publication_made")
    return made


@transaction.atomic
def change_title(
    *, by: Actor, publication_id: uuid.UUID, title: Label, changes: Label | None = None
) -> Publication:
    """Another title; of a later one also what it corrects. Raises `WrongState`, `NotPermitted`, Http404."""
    draft = _draft(by, publication_id)
    draft.title_nl, draft.title_en = title.nl, title.en
    if changes and draft.version > 1:
        draft.changes_nl, draft.changes_en = changes.nl, changes.en
    return _keep(by, draft, "title")


@transaction.atomic
def add_block(*, by: Actor, publication_id: uuid.UUID, kind: str, content: Mapping[str, str]) -> Publication:
    """A block at the end: `content` has `nl` and `en`, or the id of an `edition`.

    Raises `TooMuch`, `NotWhole` for an edition that may not stand in it, ValueError for another kind, and
    `WrongState`, `NotPermitted`, Http404.
    """
    draft = _draft(by, publication_id)
    if len(draft.blocks) >= MOST_BLOCKS:
        raise TooMuch(
            Label(
                f"Een publicatie heeft hoogstens {MOST_BLOCKS} blokken.",
                f"A publication has at most {MOST_BLOCKS} blocks.",
            )
        )
    draft.blocks = [*draft.blocks, _block(kind, content, uuid.uuid4().hex[:8])]
    return _keep(by, draft, "block added")


@transaction.atomic
def change_block(
    *, by: Actor, publication_id: uuid.UUID, block: str, content: Mapping[str, str]
) -> Publication:
    """Other words, or another edition, in a block. Raises as `add_block`."""
    draft = _draft(by, publication_id)
    place = _place(draft, block)
    draft.blocks = _with(draft.blocks, place, _block(draft.blocks[place]["kind"], content, block))
    return _keep(by, draft, "block changed")


@transaction.atomic
def move_block(*, by: Actor, publication_id: uuid.UUID, block: str, down: bool) -> Publication:
    """A block one place down or up; at the end it stays where it is. Raises `WrongState`, `NotPermitted`,
    Http404."""
    draft = _draft(by, publication_id)
    place = _place(draft, block)
    to = min(max(place + (1 if down else -1), 0), len(draft.blocks) - 1)
    blocks = list(draft.blocks)
    blocks.insert(to, blocks.pop(place))
    draft.blocks = blocks
    return _keep(by, draft, "block moved")


@transaction.atomic
def remove_block(*, by: Actor, publication_id: uuid.UUID, block: str) -> Publication:
    """A block out of it; the one removed last can be put back.

    Raises `WrongState`, `NotPermitted`, Http404.
    """
    draft = _draft(by, publication_id)
    place = _place(draft, block)
    draft.removed = {"place": place, "block": draft.blocks[place]}
    draft.blocks = [one for one in draft.blocks if one["id"] != block]
    return _keep(by, draft, "block removed")


@transaction.atomic
def put_back(*, by: Actor, publication_id: uuid.UUID) -> Publication:
    """The block removed last, where it stood. Raises `WrongState` where there is none, `NotPermitted`,
    Http404."""
    draft = _draft(by, publication_id)
    if draft.removed is None or len(draft.blocks) >= MOST_BLOCKS:
        raise WrongState(Label("Er is niets om terug te zetten.", "There is nothing to put back."))
    blocks = list(draft.blocks)
    blocks.insert(draft.removed["place"], draft.removed["block"])
    draft.blocks, draft.removed = blocks, None
    return _keep(by, draft, "block put back")


def block_of(publication: Publication, block: str) -> dict[str, Any]:
    """A block by its id. Raises Http404."""
    found: dict[str, Any] = publication.blocks[_place(publication, block)]
    return found


def note(by: Actor, publication: Publication, action: str, **details: Any) -> None:
    """What was done with a version, in the log: numbers and codes only."""
    record_event(
        by=by,
        action=action,
        subject=f"publication:{publication.id}",
        details={"version": publication.version, "blocks": len(publication.blocks), **details},
    )


def _draft(by: Actor, publication_id: uuid.UUID) -> Publication:
    check_may(by, MAKE_PUBLICATION)
    check_person(by)
    # a worker that makes the files holds the row: who writes is told so, and does not wait for it
    _check_not_being_made(publication_id)
    draft = get_object_or_404(Publication.objects.select_for_update(of=("self",)), id=publication_id)
    _check_not_being_made(publication_id)
    if draft.state != "made":
        raise WrongState(
            Label(
                "Deze versie is geen concept meer: er verandert niets aan.",
                "This version is no draft any more: nothing in it changes.",
            )
        )
    return draft


def _check_not_being_made(publication_id: uuid.UUID) -> None:
    if being_made(publication_id):
        raise WrongState(
            Label(
                "Deze versie wordt nu gemaakt om voor te stellen: er verandert niets aan.",
                "This version is being made now, to be proposed: nothing in it changes.",
            )
        )


def _keep(by: Actor, draft: Publication, what: str) -> Publication:
    draft.writers = sorted({*draft.writers, str(by.user.id)})
    draft.save()
    note(by, draft, "statistics.publication_changed", what=what)
    return draft


def _place(publication: Publication, block: str) -> int:
    for place, one in enumerate(publication.blocks):
        if one["id"] == block:
            return place
    raise Http404


def _block(kind: str, content: Mapping[str, str], number: str) -> dict[str, str]:
    if kind not in BlockKind:
        raise ValueError(f"{kind} is no kind of block")
    if kind not in FIGURES:
        return {"id": number, "kind": kind, "nl": content["nl"], "en": content["en"]}
    edition = content["edition"]
    if not fitting_editions().filter(id=edition).exists():
        raise NotWhole(
            Label(
                "Alleen een voorgestelde of gepubliceerde uitgave kan in een publicatie staan.",
                "Only an edition that was proposed or published can stand in a publication.",
            )
        )
    return {"id": number, "kind": kind, "edition": str(edition)}


def _with(blocks: Sequence[dict[str, Any]], place: int, block: dict[str, Any]) -> list[dict[str, Any]]:
    return [block if at == place else one for at, one in enumerate(blocks)]
