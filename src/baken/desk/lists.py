"""Lists that can be sorted, filtered and paged: one shape for every table of things on the desk.

There is no filter by free text: nobody searches for a number, a handle, a name or words (rule 15).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and the field the database sorts by (none: can't be sorted).

    `descending` says which way comes first; `numeric` sets figures right, in tabular figures.
    """

    name: str
    label: str | Promise
    order: str | None = None
    descending: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """An order that no one field gives: what is shown first, then and last, each part in the order of the
    same fields. Everything is in exactly one part."""

    parts: Sequence[Q]
    order: Sequence[str]


class _InTurn:
    """The parts of one list, one after the other. Each is read in its own order by an index, and only as far
    as the page goes; as one order the database would sort the whole list for each page."""

    def __init__(self, things: QuerySet[Any], turns: Turns, *, down: bool) -> None:
        self._things = things
        self._turns = Turns(turns.parts[::-1], turns.order) if down else turns
        self._down = down

    @cached_property
    def _sizes(self) -> list[int]:
        """How many are in each part, in one statement."""
        counted = [Count("pk", filter=part) for part in self._turns.parts]
        sizes = self._things.order_by().aggregate(**{f"part_{at}": one for at, one in enumerate(counted)})
        return list(sizes.values())

    def count(self) -> int:
        return sum(self._sizes)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, asked: slice) -> list[Any]:
        found: list[Any] = []
        before = 0
        for part, size in zip(self._turns.parts, self._sizes, strict=True):
            first, last = max(asked.start - before, 0), min(asked.stop - before, size)
            before += size
            if first < last:
                rows = self._things.filter(part).order_by(*self._turns.order)
                found += (rows.reverse() if self._down else rows)[first:last]
        return found


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as the page shows it: how it is sorted now, and the link that sorts it otherwise."""

    column: Column
    sorted: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """What `desk/list.html` needs: headings, rows, paging links and the filter form."""

    headings: list[Heading]
    page: Page[Any]
    filters: forms.Form | None
    filtered: bool
    query: str

    @property
    def rows(self) -> list[Any]:
        """The things on this page."""
        return list(self.page.object_list)

    def link_to(self, number: int) -> str:
        """The link to a page of this same list."""
        return f"?{self.query}&p={number}" if self.query else f"?p={number}"

    @property
    def previous_link(self) -> str:
        """The link to the page before this one."""
        return self.link_to(self.page.previous_page_number())

    @property
    def next_link(self) -> str:
        """The link to the page after this one."""
        return self.link_to(self.page.next_page_number())


def list_page(
    request: HttpRequest,
    things: QuerySet[Any],
    columns: Sequence[Column],
    *,
    default: str,
    filters: forms.Form | None = None,
    page_size: int = PAGE_SIZE,
    in_turn: Mapping[str, Turns] | None = None,
) -> ListPage:
    """One page of `things`, sorted as `?sort=` asks ("-name" is the other way round).

    `default` is the sort when nothing was asked. `filters` is a bound form of choices; each cleaned
    value that is set filters by its field's `filter_by` (default: its name). An unknown column, a
    wrong choice or a page that is not there falls back to what is nearest, never to an error. `in_turn` says
    by an order's name which things come first, then and last, where no one field of the database does.
    """
    filtered = False
    if filters is not None and filters.is_valid():
        for name, value in filters.cleaned_data.items():
            if value not in (None, "", []):
                things = things.filter(**{getattr(filters.fields[name], "filter_by", name): value})
                filtered = True
    by_name = {column.name: column for column in columns if column.order}
    asked = request.GET.get("sort", default)
    if asked.lstrip("-") not in by_name:
        asked = default
    column = by_name[asked.lstrip("-")]
    assert column.order
    down = asked.startswith("-")
    ordered: Any
    if in_turn and column.order in in_turn:
        ordered = _InTurn(things, in_turn[column.order], down=down)
    else:
        field = F(column.order)
        order = field.desc(nulls_last=True) if down else field.asc(nulls_last=True)
        ordered = things.order_by(order, "pk")
    page = Paginator(ordered, page_size).get_page(request.GET.get("p"))
    kept = request.GET.copy()
    kept.pop("p", None)
    headings = [_heading(one, asked, request) for one in columns]
    return ListPage(headings, page, filters, filtered, kept.urlencode())


def _heading(column: Column, asked: str, request: HttpRequest) -> Heading:
    if column.order is None:
        return Heading(column, None, None)
    now = None
    target = f"-{column.name}" if column.descending else column.name
    if asked.lstrip("-") == column.name:
        now = "descending" if asked.startswith("-") else "ascending"
        target = column.name if now == "descending" else f"-{column.name}"
    kept = request.GET.copy()
    kept.pop("p", None)
    kept["sort"] = target
    return Heading(column, now, f"?{kept.urlencode()}")
