"""Rows that go in together stand there as they were given, whatever their texts hold."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.adverts.models import Sighting
from baken.tenancy.bulk import Same, insert_rows
from tests.factories.bases import make_basis

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def columns(actor: Any, platforms: list[str], **facts: Any) -> dict[str, Any]:
    count = len(platforms)
    given: dict[str, Any] = {
        "id": [uuid.uuid4() for _ in range(count)],
        "organisation_id": Same(actor.organisation.id),
        "basis_id": Same(make_basis(actor).id),
        "platform": platforms,
        "captured_at": [AT] * count,
        "published_at": Same(None),
        "advertised_gender": Same("women"),
        "record": [bytes([one, 0, 255]) for one in range(count)],
        "evidence_file": Same("a"),
        "evidence_sha256": Same(None),
    }
    return given | facts


@pytest.mark.parametrize(
    "texts",
    [
        [""],
        ["", ""],
        ["een", "", "twee"],
        ["a,b", "{c}", '"d"', "e\\f", "'g'", "NULL", "%s", "h\ni"],
        ["met \x1f erin", "zonder"],
        ["\x1e"],
        ["\x1e", "\x1f"],
    ],
)
def test_texts_come_back_as_they_went_in(actor: Any, texts: list[str]) -> None:
    given = columns(actor, texts)

    assert insert_rows(Sighting, given) == len(texts)

    stored = {one.id: one for one in Sighting.objects.all()}
    rows = [stored[row] for row in given["id"]]
    assert [one.platform for one in rows] == texts
    assert [bytes(one.record) for one in rows] == given["record"]
    assert {(one.captured_at, one.published_at, one.basis_id) for one in rows} == {
        (AT, None, given["basis_id"].value)
    }


def test_what_is_nothing_stays_nothing(actor: Any) -> None:
    given = columns(
        actor,
        ["a", "b", "c"],
        published_at=[None, AT, None],
        evidence_offset=[None, None, 2**40],
        evidence_sha256=["", None, "c"],
    )

    insert_rows(Sighting, given)

    stored = {one.id: one for one in Sighting.objects.all()}
    rows = [stored[row] for row in given["id"]]
    assert [one.published_at for one in rows] == [None, AT, None]
    assert [one.evidence_offset for one in rows] == [None, None, 2**40]
    assert [one.evidence_sha256 for one in rows] == ["", None, "c"]


def test_bytes_go_in_of_either_kind(actor: Any) -> None:
    record = memoryview(bytes(range(256)))
    given = columns(actor, ["a", "b"], record=[record, b"\\x00'"])

    insert_rows(Sighting, given)

    stored = {one.id: bytes(one.record) for one in Sighting.objects.all()}
    assert [stored[row] for row in given["id"]] == [bytes(record), b"\\x00'"]


def test_rows_of_a_batch_are_one_statement(actor: Any) -> None:
    given = columns(actor, ["a", "b", "c"])

    with CaptureQueriesContext(connection) as asked:
        assert insert_rows(Sighting, given) == 3

    assert len(asked) == 1


def test_no_rows_are_no_statement(actor: Any) -> None:
    assert insert_rows(Sighting, columns(actor, [])) == 0
    assert insert_rows(Sighting, {}) == 0
