"""Keeping the list of what was taken out."""

from typing import Any

from baken.desk.exports import Export as Leaving
from baken.statistics.models import Export
from baken.tenancy.acting import Actor


def keep_export(*, by: Actor, export: Leaving, **_signal: Any) -> Export:
    """Notes a file that leaves in the list of exports, in the same transaction as the page that made it."""
    return Export.objects.create(
        id=export.mark.number,
        organisation=by.organisation,
        user=by.user,
        what=export.what,
        form=export.form,
        rows=export.rows,
        size=export.size,
        sha256=export.sha256,
        content_sha256=export.content_sha256,
        purpose=by.purpose,
        reason=by.reason,
        at=export.mark.at,
    )
