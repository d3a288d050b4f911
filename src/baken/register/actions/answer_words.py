"""What unknown words of an imported file mean: said once for all equal ones; then what waited comes in."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.db import transaction

from baken.audit.actions import record_event
from baken.platforms.actions import add_platforms
from baken.platforms.catalogue import PlatformEntry, code_for
from baken.platforms.queries import platform_index
from baken.register.actions.import_mapped import opened_rows, sealed_rows
from baken.register.actions.import_registrations import compared
from baken.register.actions.keep_mapping import keep_mapping
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.building import Builder
from baken.register.exceptions import AnswerUnknown
from baken.register.formats import Found
from baken.register.mapped.mapping import PLATFORM_ANSWER, REFUSED, ColumnMapping, answer_fits
from baken.register.mapped.picking import PickedRow
from baken.register.mapped.targets import PLATFORM
from baken.register.mapped.wording import Wording
from baken.register.mappings import content_of, current_mapping
from baken.register.models import ImportBatch, UnknownWord, WaitingRegistration
from baken.register.permissions import REGISTER_WRITE
from baken.register.person_numbers import pseudonym_of_only_person
from baken.register.platform_choice import fault_of_new
from baken.register.reasons.sentence import Reason
from baken.register.rows import insert
from baken.register.sealing import sealed, unsealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.platforms import PlatformType

NEW_ANSWER = "new:"
"""Before a type of platform: the word is the name of one that the catalogue does not have."""


@transaction.atomic
def answer_words(
    *, by: Actor, batch: ImportBatch, answers: Mapping[UUID, str], keep: bool = True
) -> tuple[int, int]:
    """Takes the answers, then registers what waits for nothing any more; returns how many came in and
    how many went for a refused word.

    With `keep` the words go into a next version of the mapping. What can't be registered after all
    stays, with the reason. Raises `AnswerUnknown`.
    """
    check_may(by, REGISTER_WRITE)
    check_person(by)
    one_writer_at_a_time(by)
    words = list(UnknownWord.objects.filter(batch=batch, id__in=answers))
    texts = {word.id: unsealed(word, "sealed") for word in words}
    for word in words:
        word.answer = _taken(by, word.column, texts[word.id], answers[word.id])
        word.save(update_fields=["answer"])
    if keep and batch.mapping and words:
        _keep_in_mapping(by, batch, [(word.column, texts[word.id], str(word.answer)) for word in words])
    came, went = _bring_in(by, batch)
    record_event(
        by=by,
        action="register.words_answered",
        subject=f"file:{batch.file_sha256}",
        details={"words": len(words), "registered": came, "refused": went},
    )
    return came, went


@transaction.atomic
def drop_waiting(*, by: Actor, batch: ImportBatch, ids: list[UUID]) -> int:
    """Erases registrations that wait and that nobody wants; returns how many."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    one_writer_at_a_time(by)
    dropped, _ = WaitingRegistration.objects.filter(batch=batch, id__in=ids).delete()
    _forget_words(batch)
    record_event(
        by=by,
        action="register.waiting_dropped",
        subject=f"file:{batch.file_sha256}",
        details={"registrations": dropped},
    )
    return dropped


def _taken(by: Actor, column: str, text: str, answer: str) -> str:
    if answer == REFUSED:
        return answer
    if column == PLATFORM and answer.startswith(NEW_ANSWER):
        type_ = answer.removeprefix(NEW_ANSWER)
        index = platform_index()
        known = index.find(text)
        if known is None:
            if type_ not in PlatformType or fault_of_new(text):
                raise AnswerUnknown
            code = code_for(text, {entry.code for entry in index.entries})
            known = PlatformEntry(code, " ".join(text.split()), type_)
            add_platforms(by=by, entries=[known])
        return f"{PLATFORM_ANSWER}{known.code}"
    if not answer_fits(column, answer):
        raise AnswerUnknown
    if answer.startswith(PLATFORM_ANSWER):
        code = answer.removeprefix(PLATFORM_ANSWER)
        if code not in {entry.code for entry in platform_index().entries}:
            raise AnswerUnknown
    return answer


def _keep_in_mapping(by: Actor, batch: ImportBatch, words: list[tuple[str, str, str]]) -> None:
    newest = current_mapping(batch.mapping.name) if batch.mapping else None
    if newest:
        keep_mapping(by=by, name=newest.name, content=content_of(newest).with_words(words))


def _bring_in(by: Actor, batch: ImportBatch) -> tuple[int, int]:
    answered = {word.id: word for word in UnknownWord.objects.filter(batch=batch, answer__isnull=False)}
    answers = {(word.column, unsealed(word, "sealed")): str(word.answer) for word in answered.values()}
    mapping = content_of(batch.mapping) if batch.mapping else ColumnMapping()
    wording = Wording(mapping, platform_index(), answers)
    ready = [
        row
        for row in WaitingRegistration.objects.filter(batch=batch).order_by("line")
        if set(row.words) <= set(answered)
    ]
    came = went = 0
    found: dict[str, tuple[WaitingRegistration, list[PickedRow], Found]] = {}
    builder = Builder(platform_index())
    for row in ready:
        rows, _ = opened_rows(row)
        worded = wording.said(rows, partial(pseudonym_of_only_person, by=by, case=rows[0].reference))
        if worded.refused:
            row.delete()
            went += 1
            continue
        record, faults = builder.build(worded.raw)
        if record is None:
            _stays(row, rows, [reason for _, reason in faults])
        else:
            found[record.reference] = (row, rows, Found(row.line, record))
    new, unchanged, conflicts = compared([one for _, _, one in found.values()])
    wrong = {one.line: reason for one, reason in conflicts}
    insert(by=by, batch=batch, records=[one.record for one in new])
    came = len(new)
    for row, rows, one in found.values():
        if one.line in wrong:
            _stays(row, rows, [wrong[one.line]])
        else:
            row.delete()
    batch.registrations += came
    batch.save(update_fields=["registrations"])
    _forget_words(batch)
    return came + unchanged, went


def _stays(row: WaitingRegistration, rows: list[PickedRow], faults: list[Reason]) -> None:
    row.sealed = sealed(row, "sealed", sealed_rows(rows, faults))
    row.save(update_fields=["sealed"])


def _forget_words(batch: ImportBatch) -> None:
    """A word stands there for what waits for it."""
    used = {word for words in batch.waiting.values_list("words", flat=True) for word in words}
    UnknownWord.objects.filter(batch=batch).exclude(id__in=used).delete()
