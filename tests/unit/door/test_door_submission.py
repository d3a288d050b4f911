"""What is wrong with a submission is told, field by field, and never repeats what was sent."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.door.checks.submission import BadSubmission, read_submission
from tests.factories.door import advert, before, evidence, policy, submission

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


def faults(sent: Any) -> dict[str, str]:
    with pytest.raises(BadSubmission) as told:
        read_submission(sent)
    return dict(told.value.faults)


def told_of(sent: Any) -> list[str]:
    try:
        read_submission(sent)
    except BadSubmission as bad:
        return [where for where, _ in bad.faults]
    return []


@given(JSON)
def test_anything_is_a_fault_or_a_submission(sent: Any) -> None:
    assert faults(sent)


@pytest.mark.parametrize("place", ["standing", "age_evidence", "policy"])
@given(value=JSON)
def test_any_context_is_a_fault_or_read(place: str, value: Any) -> None:
    sent = submission()
    sent["context"][place] = value
    assert all(where.startswith(f"context.{place}") for where in told_of(sent))


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"advert": policy()}, "advert"),
        (submission(asks=policy(minimum_age=17)), "context.policy.minimum_age"),
        (submission(asks=policy(minimum_age=True)), "context.policy.minimum_age"),
        (submission(asks=policy(grade_c_hours=1000)), "context.policy.grade_c_hours"),
        (submission(asks=policy(reference="")), "context.policy.reference"),
        (submission(asks=policy(age_evidence=["passport copy"])), "context.policy.age_evidence[0]"),
        (submission(asks=policy(required=["nationality"])), "context.policy.required[0]"),
        (submission(asks=policy(document="scan")), "context.policy"),
        (submission(shown=[evidence(method="selfie")]), "context.age_evidence[0].method"),
        (submission(shown=[evidence(checked_at="yesterday")]), "context.age_evidence[0].checked_at"),
        (submission(shown=[evidence(checked_at="2026-01-01T00:00")]), "context.age_evidence[0].checked_at"),
        (submission(shown=[evidence(valid_until="2025-01-01T00:00:00Z")]),
         "context.age_evidence[0].valid_until"),
        (submission(shown=[evidence(copy="scan")]), "context.age_evidence[0]"),
        (submission(standing=[before(platform="elders.example")]), "context.standing[0].platform"),
        (submission(standing=[before("new")]), "context.standing[0].sighting_id"),
        (submission(standing=[before(), before()]), "context.standing[1].sighting_id"),
        (submission(standing=[advert("late", captured_at="2026-06-02T00:00:00Z")]),
         "context.standing[0].captured_at"),
        (submission(standing=[{}]), "context.standing[0]"),
        ({"advert": advert(), "contxt": {}}, "submission"),
        ({"advert": advert(), "context": {"history": []}}, "context"),
        ([], "advert"),
    ],
)  # fmt: skip
def test_wrong_field_is_named(sent: Any, where: str) -> None:
    assert list(faults(sent)) == [where]


def test_faults_never_repeat_what_was_sent() -> None:
    secret = "+31600000009"
    sent = submission(advert(stated_age=secret), shown=[evidence(method=secret)], asks={secret: secret})
    assert secret not in str(faults(sent))


def test_all_faults_are_told_at_once() -> None:
    sent = submission(advert(stated_age=400), shown=[evidence(method="x")], asks=policy(minimum_age=1))
    assert set(faults(sent)) == {"advert", "context.age_evidence[0].method", "context.policy.minimum_age"}
