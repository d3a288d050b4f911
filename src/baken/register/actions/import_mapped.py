"""A file of another office into the register, by a mapping: one transaction, a part of it in memory.

What has a word that nobody said the meaning of waits, encrypted; nothing is registered unconfirmed.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.actions import load_catalogue
from baken.platforms.catalogue import folded
from baken.platforms.queries import platform_index
from baken.privacy.pseudonyms import pseudonym
from baken.register.actions.import_registrations import compared
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.building import Builder
from baken.register.days import latest_day
from baken.register.exceptions import TooManyRows, TooManyWords, Unreadable
from baken.register.fields import shown
from baken.register.formats import Found
from baken.register.mapped.mapping import MOST_WORDS, ColumnMapping
from baken.register.mapped.picking import PickedRow, Picker
from baken.register.mapped.survey import MOST_ROWS, together
from baken.register.mapped.table import Row, Table
from baken.register.mapped.targets import NUMBERS, PERSON, REFERENCE, column_labels
from baken.register.mapped.wording import Word, Wording
from baken.register.mappings import content_of
from baken.register.models import ImportBatch, ImportMapping, Registration, UnknownWord, WaitingRegistration
from baken.register.permissions import REGISTER_WRITE
from baken.register.person_numbers import pseudonym_of_number, pseudonym_of_only_person
from baken.register.reasons import other_files as why
from baken.register.reasons.registrations import IN_REGISTRATION
from baken.register.reasons.sentence import Reason
from baken.register.records import RegistrationRecord
from baken.register.rejects import Reject
from baken.register.rows import insert
from baken.register.sealing import sealed, unsealed
from baken.tenancy.acting import Actor
from baken.tenancy.bulk import begin_part
from baken.tenancy.permission import check_may
from baken.vocabulary.code_list import Label

AT_ONCE = 1000
"""Registrations that are in memory at one time."""
WAITING_HOLDS = timedelta(days=90)
FIRST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line: in which registration and column of the file, where it is known."""

    line: int
    reference: str
    heading: str
    reason: Reason

    @property
    def words(self) -> Label:
        """Why, for who does not know what the register calls its columns and codes."""
        return self.reason.labelled(column_labels())

    def as_reject(self, source: str) -> Reject:
        """As every list of bad lines has it."""
        reason = self.reason
        if self.heading:
            reason = why.IN_COLUMN(heading=repr(self.heading), reason=reason)
        if self.reference:
            reason = IN_REGISTRATION(reference=self.reference, reason=reason)
        return Reject(source, self.line, reason)


@dataclass(slots=True)
class MappedResult:
    """What an import by a mapping did, in registrations; `waiting` are those with words that nobody said
    the meaning of, `words` those words. `imported_before` is when the same file came in already."""

    new: int = 0
    unchanged: int = 0
    waiting: int = 0
    left_out: int = 0
    faults: int = 0
    words: dict[Word, int] = field(default_factory=dict)
    first: list[RegistrationRecord] = field(default_factory=list)
    imported_before: datetime | None = None
    batch: ImportBatch | None = None


def import_mapped(
    *,
    by: Actor,
    table: Table,
    mapping: ImportMapping,
    on_fault: Callable[[Fault], None] | None = None,
    on_rows: Callable[[], None] | None = None,
    most_rows: int | None = None,
) -> MappedResult:
    """Takes the table in, in one transaction: whole, or nothing of it.

    What is there already is left as it is; a registration with a fault is left out whole. Each fault
    goes to `on_fault`; `on_rows` is called as it goes on. Raises Unreadable, MappingWrong, TooManyWords,
    TooManyRows.
    """
    with transaction.atomic():
        run = _Run(by, table, content_of(mapping), mapping, on_fault, on_rows, most_rows)
        result = run.go()
        record_event(
            by=by,
            action="register.imported",
            subject=f"file:{table.sha256}",
            details=_counts(result) | {"mapping": str(mapping.id), "version": mapping.version},
        )
    return result


def try_mapped(
    *,
    by: Actor,
    table: Table,
    mapping: ColumnMapping,
    on_fault: Callable[[Fault], None] | None = None,
    on_rows: Callable[[], None] | None = None,
    most_rows: int | None = None,
) -> MappedResult:
    """What `import_mapped` would do, by doing it and taking all of it back."""
    with transaction.atomic():
        result = _Run(by, table, mapping, None, on_fault, on_rows, most_rows).go()
        transaction.set_rollback(True)
    result.batch = None
    record_event(
        by=by, action="register.import_tried", subject=f"file:{table.sha256}", details=_counts(result)
    )
    return result


def _counts(result: MappedResult) -> dict[str, int]:
    return {
        "new": result.new,
        "unchanged": result.unchanged,
        "waiting": result.waiting,
        "left_out": result.left_out,
        "rejects": result.faults,
    }


class _Run:
    """One go through one table."""

    def __init__(
        self,
        by: Actor,
        table: Table,
        mapping: ColumnMapping,
        kept: ImportMapping | None,
        on_fault: Callable[[Fault], None] | None,
        on_rows: Callable[[], None] | None,
        most_rows: int | None,
    ) -> None:
        check_may(by, REGISTER_WRITE)
        mapping.check()
        _refuse_other_columns(table, mapping)
        one_writer_at_a_time(by)
        load_catalogue(by=by)
        self._by, self._table, self._mapping, self._kept = by, table, mapping, kept
        self._on_fault, self._on_rows, self._most_rows = on_fault, on_rows, most_rows
        self._platforms = platform_index()
        self._wording = Wording(mapping, self._platforms)
        self._headings = {
            mapping.columns[folded(one)]: one for one in table.headings if folded(one) in mapping.columns
        }
        for name in NUMBERS:
            if name in self._headings:
                self._headings[PERSON] = self._headings[name]
        self._result = MappedResult()
        self._batch = ImportBatch.objects.filter(file_sha256=table.sha256).first()
        if self._batch:
            self._result.imported_before = self._batch.imported_at
        self._words: dict[Word, UnknownWord] = {}
        for word in UnknownWord.objects.filter(batch=self._batch) if self._batch else ():
            self._words[(word.column, folded(unsealed(word, "sealed")))] = word

    def go(self) -> MappedResult:
        """Goes through the table, a part at a time."""
        part: list[list[PickedRow]] = []
        for rows in self._registrations():
            part.append(rows)
            if len(part) == AT_ONCE:
                self._take(part)
                part = []
        self._take(part)
        result = self._result
        if self._batch and (result.new or result.waiting):
            self._batch.registrations += result.new
            self._batch.rejects = result.faults
            self._batch.mapping = self._kept
            self._batch.save()
        result.batch = self._batch
        return result

    def _registrations(self) -> Iterator[list[PickedRow]]:
        """The picked rows of each registration; those with a fault are noted and left out here."""
        by = self._by

        def numbered(source: str, number: str, case: str | None) -> str:
            return pseudonym_of_number(by=by, source_kind=source, number=number, case=case)

        picker = Picker(self._table, self._mapping, numbered)
        count = 0
        for rows, scattered in together(self._table, picker):
            count += len(rows)
            if self._most_rows and count > self._most_rows:
                raise TooManyRows
            picked = self._picked(picker, rows, scattered)
            if picked:
                yield picked

    def _picked(self, picker: Picker, rows: list[Row], scattered: bool) -> list[PickedRow]:
        if scattered or len(rows) > MOST_ROWS:
            reason = (
                why.SCATTERED(column=REFERENCE)
                if scattered
                else why.TOO_MANY_LINES(column=REFERENCE, most=MOST_ROWS)
            )
            picked = [picker.pick(rows[0])]
            if not picked[0].faults:
                picked[0].faults.append((REFERENCE, reason))
        else:
            picked = [picker.pick(row) for row in rows]
        faults = [(row, name, reason) for row in picked for name, reason in row.faults]
        if not faults:
            return picked
        self._result.left_out += 1
        for row, name, reason in faults:
            # a case number that may be somebody's number is not repeated
            reference = "" if name == REFERENCE and reason != why.SCATTERED(column=name) else row.reference
            self._fault(row.line, reference, name, reason)
        return []

    def _take(self, part: list[list[PickedRow]]) -> None:
        """Registers what is whole and new, and lets wait what has an unknown word."""
        if self._on_rows:
            self._on_rows()
        begin_part()
        builder = Builder(self._platforms, latest=latest_day())
        found: list[Found] = []
        waiting: list[tuple[list[PickedRow], list[Word]]] = []
        for rows in part:
            reference = rows[0].reference
            worded = self._wording.said(rows, partial(pseudonym_of_only_person, by=self._by, case=reference))
            if worded.unknown and not worded.raw.faults:
                waiting.append((rows, list(worded.unknown)))
                continue
            record, faults = builder.build(worded.raw)
            if record:
                found.append(Found(rows[0].line, record))
                continue
            self._result.left_out += 1
            for line, reason in faults:
                self._fault(line, reference, reason.partition(":")[0], reason)
        new, unchanged, conflicts = compared(found)
        self._result.unchanged += unchanged
        self._result.left_out += len(conflicts)
        for one, reason in conflicts:
            self._fault(one.line, one.record.reference, "", reason)
        if new:
            insert(by=self._by, batch=self._the_batch(), records=[one.record for one in new])
            self._result.new += len(new)
            room = max(0, FIRST_SHOWN - len(self._result.first))
            self._result.first += [one.record for one in new[:room]]
        self._hold(waiting)

    def _hold(self, waiting: list[tuple[list[PickedRow], list[Word]]]) -> None:
        keys = {rows[0].reference: reference_key(self._by, rows[0].reference) for rows, _ in waiting}
        there = set(Registration.objects.filter(reference__in=keys).values_list("reference", flat=True))
        known = set(
            WaitingRegistration.objects.filter(reference_key__in=keys.values()).values_list(
                "reference_key", flat=True
            )
        )
        held: list[WaitingRegistration] = []
        for rows, words in waiting:
            reference, line = rows[0].reference, rows[0].line
            if reference in there:
                self._result.left_out += 1
                column = words[0][0]
                self._fault(line, reference, column, why.HELD_AND_UNKNOWN_WORD(column=column))
                continue
            self._result.waiting += 1
            if keys[reference] in known:
                continue
            row = WaitingRegistration(
                organisation=self._by.organisation,
                batch=self._the_batch(),
                line=line,
                reference_key=keys[reference],
                words=[self._word(word).id for word in words],
                held_at=timezone.now(),
                expires_at=timezone.now() + WAITING_HOLDS,
            )
            row.sealed = sealed(row, "sealed", sealed_rows(rows))
            held.append(row)
        WaitingRegistration.objects.bulk_create(held, batch_size=AT_ONCE)

    def _word(self, word: Word) -> UnknownWord:
        column, text = word
        known = self._words.get((column, folded(text)))
        self._result.words[(column, folded(text))] = self._result.words.get((column, folded(text)), 0) + 1
        if known:
            return known
        if sum(1 for name, _ in self._words if name == column) >= MOST_WORDS:
            raise TooManyWords(self._headings.get(column, column))
        row = UnknownWord(
            organisation=self._by.organisation,
            batch=self._the_batch(),
            column=column,
            expires_at=timezone.now() + WAITING_HOLDS,
        )
        row.sealed = sealed(row, "sealed", text)
        row.save()
        self._words[(column, folded(text))] = row
        return row

    def _the_batch(self) -> ImportBatch:
        if self._batch is None:
            self._batch = ImportBatch.objects.create(
                organisation=self._by.organisation,
                file_sha256=self._table.sha256,
                imported_at=timezone.now(),
                registrations=0,
                rejects=0,
            )
        return self._batch

    def _fault(self, line: int, reference: str, column: str, reason: Reason) -> None:
        self._result.faults += 1
        if self._on_fault:
            self._on_fault(Fault(line, reference, self._headings.get(column, ""), reason))


def _refuse_other_columns(table: Table, mapping: ColumnMapping) -> None:
    lacking = set(mapping.columns) - {folded(heading) for heading in table.headings}
    if lacking:
        named = ", ".join(map(shown, sorted(lacking)))
        raise Unreadable(why.COLUMN_GONE(names=named))


def reference_key(by: Actor, reference: str) -> str:
    """By what a waiting registration is told apart, without its reference."""
    return pseudonym(
        "register reference",
        reference,
        settings.BAKEN_KEYRING.key(str(by.organisation.id), "register waiting"),
    )


def sealed_rows(rows: list[PickedRow], faults: Iterable[Reason] = ()) -> str:
    """What of a waiting registration is kept; faults in both languages."""
    kept = [{"line": row.line, "reference": row.reference, "values": row.values} for row in rows]
    told = [asdict(reason.labelled(column_labels())) for reason in faults]
    return json.dumps({"rows": kept, "faults": told}, ensure_ascii=False)


def opened_rows(waiting: WaitingRegistration) -> tuple[list[PickedRow], list[Label]]:
    """The rows of a waiting registration, and why it could not be registered after all."""
    kept = json.loads(unsealed(waiting, "sealed"))
    rows = [PickedRow(row["line"], row["reference"], row["values"]) for row in kept["rows"]]
    # those of before there was Dutch are texts in English
    faults = [Label(one, one) if isinstance(one, str) else Label(**one) for one in kept["faults"]]
    return rows, faults
