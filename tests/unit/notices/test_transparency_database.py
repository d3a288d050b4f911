"""The simulated database answers as the Commission's own, and our side reads its answers right."""

import json
from typing import Any

import httpx
import pytest

from baken.demo.transparency_database import FAULTS, SimulatedDatabase, wrong
from baken.notices.sending.database import Refused, TransparencyDatabase, Unstored
from baken.notices.sending.exceptions import Away, NotTheDatabase, TokenRefused
from baken.notices.sending.service import Service
from tests.factories.sent_statements import ADDRESS, connected
from tests.factories.statements import statement


def answering(status: int, body: Any = None) -> TransparencyDatabase:
    transport = httpx.MockTransport(lambda request: httpx.Response(status, json=body))
    return TransparencyDatabase(Service(ADDRESS, "x"), transport=transport)


def test_batch_is_stored_whole_and_found_by_its_identifier() -> None:
    app = SimulatedDatabase()
    with connected(app) as database:
        assert not database.has("a")
        assert database.store([statement(puid="a"), statement(puid="b")]) is None
        assert database.has("a") and database.has("b") and not database.has("c")


def test_one_wrong_statement_refuses_all_and_is_named() -> None:
    app = SimulatedDatabase()
    with connected(app) as database:
        refused = database.store([statement(puid="a"), statement(puid="b", category="NONE")])
    assert isinstance(refused, Refused)
    assert set(refused.faults) == {1} and refused.faults[1][0][0] == "category"
    assert not app.stored


def test_identifier_that_is_there_or_twice_refuses_all() -> None:
    app = SimulatedDatabase()
    with connected(app) as database:
        database.store([statement(puid="a")])
        refused = database.store([statement(puid="a"), statement(puid="b")])
        twice = database.store([statement(puid="c"), statement(puid="c")])
    assert refused is not None and refused.existing == {"a"} and not refused.faults
    assert twice is not None and twice.existing == {"c"}
    assert set(app.stored) == {"a"}


def test_batch_of_none_or_too_many_is_refused() -> None:
    app = SimulatedDatabase()
    with connected(app) as database:
        assert database.store([]) is not None
        assert database.store([statement(puid=str(one)) for one in range(101)]) is not None
    assert not app.stored


def test_simulator_looks_at_what_the_real_one_looks_at_and_no_further() -> None:
    assert wrong(statement(decision_facts="Bel 06 12 34 56 78.")) == {}
    assert wrong(statement(content_date="2026-11-03")) == {}
    assert wrong(statement(end_date_service_restriction="2027-01-01")) == {}
    assert wrong(statement(category_specification=["KEYWORD_PHISHING"])) == {}
    assert set(wrong(statement(application_date="2038-01-02"))) == {"application_date"}
    assert set(wrong(statement(illegal_content_legal_ground=...))) == {"illegal_content_legal_ground"}
    assert wrong("no statement")


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_can_be_asked_for(fault: str) -> None:
    app = SimulatedDatabase()
    app.faults.append(fault)
    with connected(app) as database:
        if fault == "vague":
            refused = database.store([statement(category="NONE")])
            assert refused is not None and not refused.faults
            return
        with pytest.raises(Away):
            database.store([statement(puid="a")])
    assert ("a" in app.stored) is (fault in ("silent", "stored_broken"))


def test_wrong_token_is_told_apart() -> None:
    with connected(SimulatedDatabase(), token="een-ander") as database, pytest.raises(TokenRefused):
        database.store([statement()])


@pytest.mark.parametrize(
    ("status", "fault"), [(429, Unstored), (503, Away), (401, TokenRefused), (413, NotTheDatabase)]
)
def test_answers_to_a_batch_are_read_right(status: int, fault: type[Exception]) -> None:
    with answering(status) as database, pytest.raises(fault):
        database.store([statement()])


@pytest.mark.parametrize(
    ("status", "body"), [(302, None), (302, {"puid": "b"}), (404, {}), (200, {"puid": "a"})]
)
def test_what_does_not_name_the_statement_is_no_answer_to_a_check(status: int, body: Any) -> None:
    with answering(status, body) as database, pytest.raises(NotTheDatabase):
        database.has("a")


@pytest.mark.parametrize(
    "body", [None, [], {"errors": []}, {"errors": {"statement_9": {}, "statement_x": 3}}]
)
def test_refusal_that_names_nothing_is_read_as_such(body: Any) -> None:
    with answering(422, body) as database:
        refused = database.store([statement()])
    assert refused is not None and not refused.faults and not refused.existing


def test_token_shows_nowhere() -> None:
    assert "geheim" not in repr(Service(ADDRESS, "geheim"))


def test_request_is_as_the_interface_asks() -> None:
    asked: list[httpx.Request] = []

    def note(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(201, json={})

    with TransparencyDatabase(Service(ADDRESS, "t"), transport=httpx.MockTransport(note)) as database:
        database.store([statement()])
    (request,) = asked
    assert request.headers["Authorization"] == "Bearer t" and request.headers["Accept"] == "application/json"
    assert str(request.url) == f"{ADDRESS}/api/v1/statements"
    assert json.loads(request.content) == {"statements": [statement()]}
