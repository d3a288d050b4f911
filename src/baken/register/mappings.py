"""Reads of the organisation's mappings for files of other offices; call them while acting for it."""

from collections.abc import Iterable

from baken.platforms.catalogue import folded
from baken.register.mapped.mapping import ColumnMapping, from_json
from baken.register.models import ImportMapping


def current_mappings() -> list[ImportMapping]:
    """The newest version of each mapping that is offered, by name."""
    rows = ImportMapping.objects.filter(removed_at__isnull=True).select_related("made_by")
    return list(rows.order_by("name", "-version").distinct("name"))


def current_mapping(name: str) -> ImportMapping | None:
    """The newest version of the mapping of this name."""
    rows = ImportMapping.objects.filter(removed_at__isnull=True, name=name)
    return rows.order_by("-version").first()


def content_of(mapping: ImportMapping) -> ColumnMapping:
    """What a mapping says."""
    return from_json(mapping.content)


def mapping_for(headings: Iterable[str]) -> ImportMapping | None:
    """The mapping all of whose columns a file has; of several the one that takes most of them."""
    had = {folded(heading) for heading in headings}
    fitting = [one for one in current_mappings() if set(content_of(one).columns) <= had]
    return max(fitting, key=lambda one: len(one.content["columns"]), default=None)
