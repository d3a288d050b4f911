"""What templates ask of the desk, as they ask it."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 1, 20, tzinfo=UTC), "1 mrt 2026"),
        (datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 4, 2, 8, tzinfo=UTC), "1 mrt 2026 – 2 apr 2026"),
        # past midnight here is the next day
        (
            datetime(2026, 3, 1, 8, tzinfo=UTC),
            datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
            "1 mrt 2026 – 2 mrt 2026",
        ),
    ],
)
def test_two_moments_of_one_day_are_told_as_one_day(first: datetime, last: datetime, said: str) -> None:
    page = Template("{% load desk %}{% days first last %}")

    with override("nl"):
        assert page.render(Context({"first": first, "last": last})) == said
