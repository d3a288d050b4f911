"""An evidence package of some captures: decided by two people, for one case, signed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.collection.evidence.frames import Position
from baken.collection.evidence.package_format import (
    ARCHIVE,
    FORMAT,
    INDEX,
    KEY,
    MANIFEST,
    ORDER,
    PAGE,
    PAGES,
    SIGNATURE,
    SUMS,
    as_json,
    described,
    package_lists,
    sha256,
    sums_page,
    wrapped,
)
from baken.collection.evidence.package_page import evidence_page
from baken.collection.evidence.queries import url_of
from baken.collection.evidence.records import compressed, read_member
from baken.collection.evidence.store import CaptureDamaged, CaptureStore
from baken.collection.evidence.verifying import fingerprint_of
from baken.collection.exceptions import CollectionError
from baken.collection.models import Capture
from baken.collection.permissions import APPROVE_HAND_OVER, HAND_OVER
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, may
from baken.vocabulary.captures import CaptureWay
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.roles import Role

MOST_CAPTURES = 100
"""In one package: it is made for a case, never in bulk."""
LARGEST = 256 * 1024 * 1024
SOFTWARE = "Baken"
_PURPOSES = ("crime_report", "outreach")


class EvidenceRefused(CollectionError):
    """This evidence package can't be made."""


@dataclass(frozen=True)
class _Taken:
    """A capture as it goes into a package."""

    capture: Capture
    member: bytes
    url: str
    payload_bytes: int
    status: str
    mime: str


@transaction.atomic
def evidence_package(
    *,
    by: Actor,
    capture_ids: Sequence[uuid.UUID],
    reason: str,
    case: str,
    approved_by: User,
    purpose: str = "crime_report",
) -> bytes:
    """A WACZ of these captures with a signed manifest, and a page that says what it is.

    It shows contact details, so one named person asks for it (`by`) and another approves. `case` is what the
    receiver calls the case. Noted in the log with the digest of the manifest. Raises `NotPermitted` and
    `EvidenceRefused`.
    """
    asker = by.user
    _check_people(asker, approved_by)
    if purpose not in _PURPOSES:
        raise EvidenceRefused(f"evidence is handed over for one of these purposes: {', '.join(_PURPOSES)}")
    if not case.strip() or not reason.strip():
        raise EvidenceRefused("a package is made for one case, and with a reason: name both")
    taken = _take(by, capture_ids)
    now = timezone.now()
    key = signing_key(by.organisation.id)
    number = uuid.uuid4()
    parts, places = _web_archive(taken, number, now)
    about = _about(by, asker, approved_by, purpose, reason, case, now, number, key.public_key())
    about["captures"] = [_described_capture(one, place) for one, place in zip(taken, places, strict=True)]
    parts[KEY] = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts[PAGE] = evidence_page(about)
    parts[SUMS] = sums_page(parts)
    manifest = as_json(about | {"parts": {name: described(data) for name, data in parts.items()}})
    parts[MANIFEST], parts[SIGNATURE] = manifest, key.sign(manifest)
    parts |= package_lists(manifest, parts[SIGNATURE])
    record_event(
        by=by,
        action="collection.evidence_handed_over",
        subject=f"package:{sha256(manifest)}",
        purpose=purpose,
        reason=reason,
        details={
            "captures": [str(one.capture.id) for one in taken],
            "asked_by": str(asker.id),
            "approved_by": str(approved_by.id),
        },
    )
    return wrapped((name, parts[name]) for name in ORDER)


def signing_key(organisation_id: uuid.UUID) -> Ed25519PrivateKey:
    """The key that an organisation signs its packages with."""
    return Ed25519PrivateKey.from_private_bytes(
        settings.BAKEN_KEYRING.key(str(organisation_id), "evidence-signing")
    )


def signing_fingerprint(organisation_id: uuid.UUID) -> str:
    """What a receiver compares the key in a package with; to be told to them in another way."""
    return fingerprint_of(signing_key(organisation_id).public_key())


def _check_people(asker: User, approver: User) -> None:
    if asker.is_system or approver.is_system:
        raise NotPermitted("a named person asks for evidence to be handed over, and another approves it")
    if not may(asker, HAND_OVER):
        raise NotPermitted("who asks for it may not hand over evidence")
    if approver.pk == asker.pk:
        raise NotPermitted("somebody else than who asks for it approves it")
    if not may(approver, APPROVE_HAND_OVER):
        raise NotPermitted("who approves it may not do so")


def _take(by: Actor, capture_ids: Sequence[uuid.UUID]) -> list[_Taken]:
    wanted = list(dict.fromkeys(capture_ids))
    if not wanted:
        raise EvidenceRefused("name at least one capture")
    if len(wanted) > MOST_CAPTURES:
        raise EvidenceRefused(f"a package holds at most {MOST_CAPTURES} captures: it is made for one case")
    found = Capture.objects.select_related("basis", "source").in_bulk(wanted)
    if missing := [str(one) for one in wanted if one not in found]:
        raise EvidenceRefused(f"there is no capture {missing[0]}: it was erased, or never there")
    store = CaptureStore(by.organisation.id)
    taken, size = [], 0
    for capture in sorted(found.values(), key=lambda one: (one.at, str(one.id))):
        try:
            member = store.member(capture.file, Position(capture.offset, capture.length))
        except CaptureDamaged as fault:
            raise EvidenceRefused(f"capture {capture.id} can't be read: {fault}") from fault
        kept = read_member(member)
        if sha256(kept.payload) != capture.payload_sha256:
            raise EvidenceRefused(f"capture {capture.id} does not match its digest")
        size += len(member)
        if size > LARGEST:
            raise EvidenceRefused(f"a package holds at most {LARGEST} bytes: choose fewer captures")
        status = (kept.status_line or "").split(" ")[0]
        mime = capture.content_type.partition(";")[0].strip()
        taken.append(_Taken(capture, member, url_of(capture) or kept.url, len(kept.payload), status, mime))
    return taken


def _web_archive(
    taken: Sequence[_Taken], number: uuid.UUID, now: datetime
) -> tuple[dict[str, bytes], list[tuple[int, int]]]:
    """The WARC file with its index and its list of pages; and where each capture stands in it."""
    archive = bytearray(compressed(_warc_info(number, now)))
    places, lines = [], []
    for one in taken:
        places.append((len(archive), len(one.member)))
        lines.append(_index_line(one, len(archive)))
        archive += one.member
    pages = [{"format": "json-pages-1.0", "id": "pages", "title": "Pages"}]
    pages += [{"id": str(one.capture.id), "url": one.url, "ts": _utc(one.capture.at)} for one in taken]
    listed = b"".join(as_line(page) for page in pages)
    return {ARCHIVE: bytes(archive), INDEX: b"".join(sorted(lines)), PAGES: listed}, places


def as_line(content: Any) -> bytes:
    """JSON on one line."""
    return as_json(content).replace(b"\n ", b" ").replace(b"\n}", b"}")


def _warc_info(number: uuid.UUID, now: datetime) -> bytes:
    block = f"software: {SOFTWARE}\r\nformat: WARC File Format 1.1\r\n".encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Date: {_utc(now)}\r\nWARC-Filename: captures.warc.gz\r\n"
        f"Content-Type: application/warc-fields\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _index_line(one: _Taken, offset: int) -> bytes:
    content = {
        "url": one.url,
        "mime": one.mime,
        **({"status": one.status} if one.status else {}),
        "digest": f"sha256:{one.capture.payload_sha256}",
        "length": str(len(one.member)),
        "offset": str(offset),
        "filename": "captures.warc.gz",
    }
    moment = one.capture.at.strftime("%Y%m%d%H%M%S")
    return f"{_index_key(one.url)} {moment} ".encode() + as_line(content)


def _index_key(url: str) -> str:
    """An address as indexes sort it: its host from the right, then its path."""
    try:
        split = urlsplit(url)
        host = split.hostname
    except ValueError:
        host = None
    if not host:
        return url.lower()
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    return f"{','.join(reversed(host.removeprefix('www.').split('.')))}){path}".lower().replace(" ", "%20")


def _described_capture(one: _Taken, place: tuple[int, int]) -> dict[str, Any]:
    capture = one.capture
    return {
        "id": str(capture.id),
        "url": one.url,
        "captured_at": _utc(capture.at),
        "stored_at": _utc(capture.stored_at),
        "how": capture.how,
        "how_words": {"nl": CaptureWay[capture.how].label.nl, "en": CaptureWay[capture.how].label.en},
        "record": capture.kind,
        "payload_sha256": capture.payload_sha256,
        "payload_bytes": one.payload_bytes,
        "archive_offset": place[0],
        "archive_length": place[1],
        "source": capture.source.name if capture.source else None,
        "basis": {
            "code": capture.basis.code,
            "ground": capture.basis.ground,
            "nl": capture.basis.ground_nl,
            "en": capture.basis.ground_en,
            "responsible": capture.basis.responsible,
            "dpia": capture.basis.dpia_reference,
        },
    }


def _about(
    by: Actor,
    asker: User,
    approver: User,
    purpose: str,
    reason: str,
    case: str,
    now: datetime,
    number: uuid.UUID,
    key: Ed25519PublicKey,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "id": str(number),
        "software": SOFTWARE,
        "title": {"nl": "Bewijspakket", "en": "Evidence package"},
        "made_at": _utc(now),
        "organisation": {"nl": by.organisation.name_nl, "en": by.organisation.name_en},
        "synthetic": by.organisation.synthetic,
        "asked_by": _person(asker),
        "approved_by": _person(approver),
        "purpose": purpose,
        "purpose_words": {"nl": Purpose[purpose].label.nl, "en": Purpose[purpose].label.en},
        "case": case,
        "reason": reason,
        "key_fingerprint": fingerprint_of(key),
    }


def _person(user: User) -> dict[str, Any]:
    labels = [Role[role].label for role in user.roles]
    return {
        "name": user.name,
        "function": {"nl": ", ".join(one.nl for one in labels), "en": ", ".join(one.en for one in labels)},
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
