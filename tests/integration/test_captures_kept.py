"""Captures are kept, each once, encrypted, and only under a basis in force."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from baken.audit.models import Event
from baken.collection.evidence.actions import keep_captures
from baken.collection.evidence.queries import read_capture, url_of
from baken.collection.evidence.store import CaptureStore, NewCapture
from baken.collection.evidence.text_only import NotText
from baken.collection.exceptions import BasisLapsed
from baken.collection.models import Capture
from tests.factories.bases import make_basis

PAGE = "<html><title>Ontspannende massage</title><p>Privé ontvangst in Tilburg.</html>".encode()


def a_page(**facts: Any) -> NewCapture:
    given: dict[str, Any] = {
        "kind": "response",
        "url": "https://example.org/een?x=ü",
        "at": datetime(2026, 3, 1, 12, 30, 15, 250000, tzinfo=UTC),
        "payload": PAGE,
        "content_type": "text/html; charset=utf-8",
        "status_line": "200 OK",
        "headers": (("Content-Type", "text/html; charset=utf-8"), ("Set-Cookie", "a=b"), ("Server", "x")),
    }
    return NewCapture(**(given | facts))


def keep(actor: Any, *captures: NewCapture, **facts: Any) -> list[Capture]:
    basis = facts.pop("basis", None) or make_basis(actor)
    return keep_captures(by=actor, basis=basis, source=None, captures=captures, how="crawl", **facts)


def test_a_capture_reads_back_as_it_was(actor: Any) -> None:
    [capture] = keep(actor, a_page())

    read = read_capture(by=actor, capture=capture)

    assert read.payload == PAGE
    assert read.status_line == "200 OK"
    assert ("Server", "x") in read.headers
    assert not any(name == "Set-Cookie" for name, _ in read.headers)
    assert read.fields["warc-date"] == "2026-03-01T12:30:15.250000Z"
    assert url_of(capture) == "https://example.org/een?x=ü"
    assert Event.objects.filter(action="collection.capture_read", subject=f"capture:{capture.id}").exists()


def test_the_same_capture_stands_once(actor: Any) -> None:
    basis = make_basis(actor)

    first = keep(actor, a_page(), a_page(), basis=basis)
    again = keep(actor, a_page(), basis=basis)

    assert Capture.objects.count() == 1
    assert {one.id for one in (*first, *again)} == {Capture.objects.get().id}
    store = CaptureStore(actor.organisation.id)
    assert [len(store.frames(file)) for file in store.files()] == [1]


def test_nothing_of_a_capture_stands_in_clear(actor: Any) -> None:
    [capture] = keep(actor, a_page())

    content = b"".join(path.read_bytes() for path in CaptureStore(actor.organisation.id).directory.iterdir())

    assert b"massage" not in content and b"WARC" not in content and b"example" not in content
    assert b"example" not in bytes(capture.url)


def test_a_data_uri_is_cut_and_its_digest_noted(actor: Any) -> None:
    picture = b'<p>Tilburg \xe9</p><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAE=">'

    [capture] = keep(actor, a_page(payload=picture, content_type="text/html; charset=iso-8859-1"))
    read = read_capture(by=actor, capture=capture)

    assert read.payload == b'<p>Tilburg \xe9</p><img src="">'
    assert read.fields["baken-original-payload-digest"].startswith("sha256:")


@pytest.mark.parametrize(
    ("payload", "kind"),
    [(b"\x89PNG\r\n\x1a\n", "text/html"), (PAGE, "image/png"), (b"\x00\x01\x02" * 50, "text/plain")],
)
def test_anything_but_text_is_refused(actor: Any, payload: bytes, kind: str) -> None:
    with pytest.raises(NotText):
        keep(actor, a_page(payload=payload, content_type=kind))

    assert Capture.objects.count() == 0


def test_a_basis_that_lapsed_keeps_nothing(actor: Any) -> None:
    basis = make_basis(actor, valid_until=date(2020, 1, 1))

    with pytest.raises(BasisLapsed):
        keep(actor, a_page(), basis=basis)


def test_text_without_an_answer_is_a_resource(actor: Any) -> None:
    text = a_page(
        kind="resource",
        url="urn:baken:by-hand:7e0e7b0e-3f3c-4c57-9f0b-6e1c7d2f1a11",
        payload=b"Rustige ontvangst",
        content_type="text/plain; charset=utf-8",
        status_line=None,
        headers=(),
    )

    [capture] = keep(actor, text)
    read = read_capture(by=actor, capture=capture)

    assert (read.payload, read.content_type) == (b"Rustige ontvangst", "text/plain; charset=utf-8")
