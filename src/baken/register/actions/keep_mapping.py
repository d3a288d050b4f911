"""Mappings for files of other offices: kept as versions, and removed."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.mapped.mapping import ColumnMapping, may_be_kept
from baken.register.mappings import content_of, current_mapping
from baken.register.models import ImportMapping
from baken.register.permissions import REGISTER_WRITE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def keep_mapping(*, by: Actor, name: str, content: ColumnMapping) -> ImportMapping:
    """The mapping of this name with this content: the version there is, or a new one.

    Words that could hold a number or an address are left out. Raises `MappingWrong`.
    """
    check_may(by, REGISTER_WRITE)
    check_person(by)
    one_writer_at_a_time(by)
    content.check()
    kept = ColumnMapping(
        content.columns,
        content.fixed,
        {
            column: {word: answer for word, answer in words.items() if may_be_kept(word)}
            for column, words in content.words.items()
            if column in content.used
        },
        content.day_order,
    )
    known = current_mapping(name)
    if known and content_of(known) == kept:
        return known
    newest = ImportMapping.objects.filter(name=name).order_by("-version").first()
    mapping = ImportMapping.objects.create(
        organisation=by.organisation,
        name=name,
        version=newest.version + 1 if newest else 1,
        content=kept.as_json(),
        made_at=timezone.now(),
        made_by=by.user,
    )
    record_event(
        by=by,
        action="register.mapping_kept",
        subject=f"mapping:{mapping.id}",
        details={"version": mapping.version, "columns": len(kept.columns)},
    )
    return mapping


@transaction.atomic
def remove_mapping(*, by: Actor, mapping: ImportMapping) -> None:
    """Offers a mapping no more: versions that no import was done with are erased, the others stay."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    one_writer_at_a_time(by)
    versions = ImportMapping.objects.filter(name=mapping.name)
    erased, _ = versions.filter(imports__isnull=True).delete()
    kept = versions.filter(removed_at__isnull=True).update(removed_at=timezone.now())
    record_event(
        by=by,
        action="register.mapping_removed",
        subject=f"mapping:{mapping.id}",
        details={"erased": erased, "kept": kept},
    )
