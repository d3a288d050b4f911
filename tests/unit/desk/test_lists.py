"""A list sorts, filters and pages, and never fails on what somebody typed into its address."""

from typing import Any

import pytest
from django import forms
from django.db.models import Q
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from baken.accounts.models import User
from baken.desk.lists import Column, Turns, list_page
from tests.factories.users import make_user

COLUMNS = (
    Column("name", "Naam", "name"),
    Column("since", "Sinds", "last_login", descending=True),
    Column("x", "X"),
)


class Filters(forms.Form):
    active = forms.ChoiceField(choices=[("", "alle"), ("True", "ja"), ("False", "nee")], required=False)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["active"].filter_by = "is_active"  # type: ignore[attr-defined]


def page(query: str = "", **facts: Any) -> Any:
    request = RequestFactory().get(f"/?{query}")
    filters = Filters(request.GET) if facts.pop("filters", False) else None
    return list_page(
        request, User.objects.filter(is_system=False), COLUMNS, default="name", filters=filters, **facts
    )


@pytest.fixture
def people(organisation: Any) -> list[User]:
    return [make_user(organisation, name=name, is_active=name != "Bo") for name in ("Cas", "Ada", "Bo")]


def test_list_is_sorted_as_asked(people: list[User]) -> None:
    assert [one.name for one in page().rows] == ["Ada", "Bo", "Cas"]
    assert [one.name for one in page("sort=-name").rows] == ["Cas", "Bo", "Ada"]
    assert page("sort=-name").headings[0].sorted == "descending"
    assert page("sort=-name").headings[0].link == "?sort=name"


def test_column_that_looks_better_down_starts_down(people: list[User]) -> None:
    assert page().headings[1].link == "?sort=-since"
    assert page().headings[2].link is None


def test_list_is_filtered_by_choices_only(people: list[User]) -> None:
    found = page("active=False", filters=True)
    assert [one.name for one in found.rows] == ["Bo"]
    assert found.filtered
    assert not page("active=drop+table", filters=True).filtered


def test_pages_keep_sort_and_filter(people: list[User]) -> None:
    found = page("sort=-name&active=True&p=1", filters=True, page_size=1)
    assert found.next_link == "?sort=-name&active=True&p=2"


@given(sort=st.text(max_size=12), number=st.text(max_size=6))
def test_any_address_gives_a_page(sort: str, number: str) -> None:
    request = RequestFactory().get("/", {"sort": sort, "p": number})
    assert list_page(request, User.objects.none(), COLUMNS, default="name").page.number == 1


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_parts_in_turn_page_as_one_list(people: list[User], size: int, down: bool) -> None:
    """Who is not active comes first, whoever is called Ada last; a part that nobody is in changes nothing."""
    nobody = Q(name="nobody")
    turns = Turns((Q(is_active=False), nobody, Q(name="Cas"), Q(name="Ada")), ("name", "pk"))
    shown = ["Bo", "Cas", "Ada"][:: -1 if down else 1]
    for number in range(1, -(-3 // size) + 1):
        found = page(f"sort={'-' if down else ''}name&p={number}", page_size=size, in_turn={"name": turns})
        assert [one.name for one in found.rows] == shown[(number - 1) * size : number * size]
        assert found.page.paginator.count == 3
