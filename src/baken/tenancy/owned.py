"""What every table has: the organisation a row belongs to, and a retention class for every field."""

import uuid
from typing import ClassVar

from django.db import models

from baken.privacy.retention import RetentionClass


class OrganisationOwned(models.Model):
    """A row of one organisation. Every table is one; `retention` names the class of every field."""

    retention: ClassVar[dict[str, RetentionClass]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


OWNED_RETENTION = {"id": RetentionClass.SYSTEM, "organisation": RetentionClass.SYSTEM}
"""The classes of the two fields every owned table has."""
