"""What a platform's own installation serves: its pages, its administration, the API, and nothing else."""

import pytest
from django.urls import reverse

from baken.config.menu import MENU
from baken.operations.parts import EXACT, ONLY, PARTS, is_served, part_served
from tests.factories.desk_addresses import every_address

LEFT_OUT = (
    "/triage/", "/register/", "/markt/", "/cijfers/", "/overleg/", "/regels/", "/waarnemingen/", "/openbaar/",
    "/beheer/platforms/", "/beheer/bronnen/", "/beheer/grondslagen/", "/begeleiding/", "/gesprekken/",
)  # fmt: skip


@pytest.mark.parametrize("prefix", LEFT_OUT)
def test_what_is_not_a_platforms_is_not_there(prefix: str) -> None:
    assert not is_served(prefix, "platform")
    assert not is_served(prefix + "iets/", "platform")


def test_everything_is_there_without_a_part() -> None:
    assert all(is_served("/" + one.route, None) for one in every_address())


def test_every_room_with_pages_is_served_or_left_out() -> None:
    for entry in MENU:
        served, left_out = is_served(entry.area, "platform"), entry.area.startswith(LEFT_OUT)
        # of all figures a platform has one page: its own report under the law
        assert served != (left_out and entry.area != "/cijfers/transparantie/"), entry.area


def test_way_in_administration_and_api_are_there() -> None:
    for name in ("account_login", "accounts:profile", "api:keys", "api:webhooks", "operations:log", "start"):
        assert is_served(reverse(name), "platform")
    assert is_served("/api/statements/checks", "platform")
    assert not is_served("/apis/", "platform")


def test_part_is_one_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(PARTS) == set(EXACT)
    monkeypatch.setenv(ONLY, "platform")
    assert part_served() == "platform"
    monkeypatch.setenv(ONLY, "")
    assert part_served() is None
    monkeypatch.setenv(ONLY, "everything")
    with pytest.raises(ValueError, match="platform"):
        part_served()
