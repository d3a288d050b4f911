"""What a crawl found, checked and stored: the capture as evidence, then the sighting that points at it.

What comes here was made by the process that reads hostile pages: nothing of it is believed unchecked.
"""

from typing import Any

import pyarrow as pa
from django.utils import timezone

from baken.adverts.actions.store_sightings import sighting_row, store_sightings
from baken.adverts.models import Sighting
from baken.adverts.vault import Vault
from baken.collection.batches import Gathering, Place
from baken.collection.crawl.addresses import BadAddress, host_of, plain_url
from baken.collection.crawl.process import Frame
from baken.collection.crawl.queries import PageKeys, stored_already
from baken.collection.evidence.actions import keep_captures
from baken.collection.evidence.records import NewCapture
from baken.collection.evidence.text_only import NotText, text_only
from baken.collection.models import Capture, Crawl, CrawlPage
from baken.collection.moments import read_moment
from baken.collection.profile import Profile
from baken.collection.rejects import BadRecord
from baken.collection.validity import row_of
from baken.tenancy.acting import Actor

_UNNAMED = "crawl"
_AHEAD = 60
"""Seconds that a capture may seem to lie ahead of this process' clock."""

Checked = tuple[str, dict[str, Any], NewCapture]


class CrawlStore:
    """Stores the pages of one crawl."""

    def __init__(self, by: Actor, keys: PageKeys, profile: Profile, platform: str) -> None:
        self._by, self._keys, self._profile, self._platform = by, keys, profile, platform

    def store(self, crawl: Crawl, pages: list[Frame]) -> tuple[int, list[tuple[str, str]]]:
        """Stores pages within the transaction of whoever calls; how many are stored now, and the addresses
        of those that can't be, with the reason."""
        rejects: list[tuple[str, str]] = []
        fresh: dict[str, Checked] = {}
        for header, body in pages:
            try:
                asked, record, capture = self._checked(header, body)
            except BadRecord as bad:
                rejects.append((str(header.get("asked", "")), str(bad)))
            else:
                fresh.setdefault(self._keys.of_url(asked), (asked, record, capture))
        for key in stored_already(crawl, list(fresh)):
            del fresh[key]
        if fresh:
            self._keep(crawl, fresh)
        return len(fresh), rejects

    def _checked(self, header: dict[str, Any], body: bytes) -> Checked:
        """The address that was asked for, the record and the capture. Raises `BadRecord`."""
        plan = self._profile.crawl
        assert plan is not None
        try:
            asked, url = plain_url(str(header["asked"])), plain_url(str(header["url"]))
            record = dict(header["record"])
            text_only(body, str(header["content_type"]))
            headers = tuple((str(name), str(value)) for name, value in header["headers"])
            status = f"{int(header['status'])}"
        except (KeyError, TypeError, ValueError, BadAddress) as fault:
            raise BadRecord("the page came in damaged") from fault
        except NotText as fault:
            raise BadRecord("the page is not text, though it says it is") from fault
        if host_of(asked) not in plan.hosts or host_of(url) not in plan.hosts:
            raise BadRecord("the page came from another site")
        record |= {"sighting_id": _UNNAMED, "url": url, "platform": self._platform}
        row_of(record)
        at = read_moment(str(record["captured_at"]))
        if (at - timezone.now()).total_seconds() > _AHEAD:
            raise BadRecord("the page came from the future")
        original = header.get("original_sha256")
        capture = NewCapture(
            kind="response",
            url=url,
            at=at,
            payload=body,
            content_type=str(header["content_type"]),
            status_line=status,
            headers=headers,
            original_sha256=str(original) if original else None,
        )
        return asked, record, capture

    def _keep(self, crawl: Crawl, fresh: dict[str, Checked]) -> None:
        source, basis = crawl.source, crawl.source.basis
        captures = keep_captures(
            by=self._by,
            basis=basis,
            source=source,
            captures=[capture for _, _, capture in fresh.values()],
            how="crawl",
        )
        gathering = Gathering(source.name, len(fresh) + 1)
        CrawlPage.objects.bulk_create(
            CrawlPage(
                organisation=self._by.organisation,
                crawl=crawl,
                capture=capture,
                url_key=key,
                content_key=self._keys.of_words(str(record.get("title", "")), str(record.get("text", ""))),
            )
            for (key, (_, record, _)), capture in zip(fresh.items(), captures, strict=True)
        )
        for (_, record, _), capture in zip(fresh.values(), captures, strict=True):
            record["sighting_id"] = str(capture.id)
            record["capture"] = {
                "warc": capture.file,
                "offset": capture.offset,
                "payload_sha256": capture.payload_sha256,
            }
            gathering.take(record, Place(capture.file, capture.offset, capture.payload_sha256), size=0)
        batch = gathering.batch()
        store_sightings(by=self._by, basis=basis, records=batch.records, evidence=batch.evidence)
        self._point(batch.records, captures)

    def _point(self, records: pa.RecordBatch, captures: list[Capture]) -> None:
        """Each sighting to its capture: a sighting is called after it."""
        key = Vault(self._by.organisation.id).pseudonym_key
        moments = records.column("captured_at").cast(pa.int64()).to_pylist()
        platforms = records.column("platform").to_pylist()
        named = records.column("sighting_id").to_pylist()
        of_name = {str(capture.id): capture for capture in captures}
        rows = {
            sighting_row(self._by.organisation.id, f"{platform}\0{name}\0{moment}", key): of_name[name]
            for platform, name, moment in zip(platforms, named, moments, strict=True)
        }
        found = list(Sighting.objects.filter(id__in=list(rows)).only("id", "capture"))
        for sighting in found:
            sighting.capture = rows[sighting.id]
        Sighting.objects.bulk_update(found, ["capture"])
