"""Stores how sightings hang together, in place of what was stored before."""

import uuid

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from baken.adverts.bulk import insert_rows
from baken.adverts.models import ContactHub, Link, LinkEdge
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor

CHUNK = 20_000


def store_links(*, by: Actor, assignments: pa.Table, edges: pa.Table, hubs: pa.Table) -> None:
    """Replaces all links of the organisation in one transaction: a reader sees the old or the new.

    The tables are those of `baken.linking.stage.Links`, where each sighting is named by its row.
    """
    organisation = by.organisation.id
    with transaction.atomic():
        Link.objects.all().delete()
        LinkEdge.objects.all().delete()
        ContactHub.objects.all().delete()
        found = hubs.to_pydict()
        # an image's name is its hash, by which somebody who has the picture could find it here
        key = Vault(organisation).pseudonym_key
        shared = [
            pseudonym(kind, name, key) if kind == "image" else name
            for kind, name in zip(found["kind"], found["contact"], strict=True)
        ]
        insert_rows(
            ContactHub,
            {
                "id": [
                    uuid.uuid5(organisation, f"hub {kind} {contact}")
                    for kind, contact in zip(found["kind"], shared, strict=True)
                ],
                "organisation_id": [organisation] * hubs.num_rows,
                "kind": found["kind"],
                "pseudonym": shared,
                "unique_adverts": found["texts"],
                "sightings": found["sightings"],
            },
        )
        for chunk in assignments.to_batches(CHUNK):
            rows = chunk.to_pydict()
            insert_rows(
                Link,
                {
                    "id": [uuid.uuid5(organisation, f"link {row}") for row in rows["sighting_id"]],
                    "organisation_id": [organisation] * chunk.num_rows,
                    "sighting_id": rows["sighting_id"],
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
                        uuid.uuid5(organisation, f"edge {left} {right} {kind} {level} {refused}")
                        for left, right, kind, level, refused in zip(
                            *(rows[name] for name in ("left", "right", "kind", "level", "refused")),
                            strict=True,
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
