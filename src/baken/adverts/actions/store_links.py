"""Stores how sightings hang together, in place of what was stored before."""

import uuid

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from baken.adverts.bulk import insert_rows
from baken.adverts.models import Link, LinkEdge
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor

CHUNK = 20_000


def store_links(*, by: Actor, assignments: pa.Table, edges: pa.Table) -> None:
    """Replaces all links of the organisation in one transaction: a reader sees the old or the new.

    `assignments` has sighting (the row's id), unique_advert and advertiser; `edges` left, right
    (rows' ids), kind, strength, refused and level.
    """
    organisation = by.organisation.id
    with transaction.atomic():
        Link.objects.all().delete()
        LinkEdge.objects.all().delete()
        for chunk in assignments.to_batches(CHUNK):
            rows = chunk.to_pydict()
            insert_rows(
                Link,
                {
                    "id": [uuid.uuid5(organisation, f"link {row}") for row in rows["sighting"]],
                    "organisation_id": [organisation] * chunk.num_rows,
                    "sighting_id": rows["sighting"],
                    "unique_advert": rows["unique_advert"],
                    "advertiser": rows["advertiser"],
                },
            )
        for chunk in edges.to_batches(CHUNK):
            rows = chunk.to_pydict()
            insert_rows(
                LinkEdge,
                {
                    "id": [
                        uuid.uuid5(organisation, f"edge {left} {right} {kind} {level}")
                        for left, right, kind, level in zip(
                            rows["left"], rows["right"], rows["kind"], rows["level"], strict=True
                        )
                    ],
                    "organisation_id": [organisation] * chunk.num_rows,
                    "left_id": rows["left"],
                    "right_id": rows["right"],
                    "kind": rows["kind"],
                    "strength": rows["strength"],
                    "refused": rows["refused"],
                    "level": rows["level"],
                },
            )
        record_event(
            by=by,
            action="adverts.links_stored",
            subject="links",
            details={
                "sightings": assignments.num_rows,
                "unique_adverts": pc.count_distinct(assignments["unique_advert"]).as_py(),
                "advertisers": pc.count_distinct(assignments["advertiser"]).as_py(),
                "edges": edges.num_rows,
            },
        )
