"""Every wrong thing asked of every endpoint there is (schemathesis, from the OpenAPI itself): never a
fault of
ours, and always an answer that the OpenAPI tells of. An endpoint that is added is covered by itself."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from baken.accounts.models import Organisation
from baken.api import guard
from baken.config.api_rooms import programs
from baken.config.wsgi import application
from tests.factories.programs import make_key

pytestmark = pytest.mark.django_db
EXAMPLES = 40
"""Requests of each endpoint; with `HYPOTHESIS_PROFILE=fuzz` as many as that profile says."""

SCHEMA = schemathesis.openapi.from_dict(programs.described())
SCHEMA.config.update(base_url="http://127.0.0.1")
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def program(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The secret of a key that may everything, at any pace. Within a test, whose transaction it would end, a
    request does not close its connection."""
    monkeypatch.setattr(guard, "wait_for_pace", lambda *_: 0)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield make_key(organisation).secret
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(
    max_examples=max(EXAMPLES, settings().max_examples if settings().max_examples > 100 else 0),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
def test_endpoint_answers_everything(case: Any, program: str) -> None:
    with transaction.atomic():
        response = case.call(app=application, headers={"Authorization": f"Bearer {program}"})
        transaction.set_rollback(True)
    case.validate_response(response, checks=CHECKS)
