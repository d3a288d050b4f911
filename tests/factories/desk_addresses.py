"""Every address of the desk, read from the table of addresses itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from baken.api.application import NAMESPACE

FROM_ELSEWHERE = ("allauth.", "django.")
"""Views of packages: they guard themselves; which of them answer is a closed list in the tests."""


@dataclass(frozen=True)
class Address:
    """One address: its name with the room before it, its route and the view that answers."""

    name: str
    route: str
    view: Callable[..., Any]
    parameters: tuple[str, ...]

    @property
    def ours(self) -> bool:
        """Whether the view is one of the project's own."""
        return not self.view.__module__.startswith(FROM_ELSEWHERE)


def every_address() -> list[Address]:
    """All of them, in the order in which they are looked through."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, route: str, rooms: tuple[str, ...]) -> Iterator[Address]:
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver) and one.namespace == NAMESPACE:
            continue  # endpoints of programs are no pages: test_api_guard has tests of its own for them
        if isinstance(one, URLResolver):
            yield from _walk(one, here, (*rooms, one.namespace) if one.namespace else rooms)
        elif isinstance(one, URLPattern):
            name = ":".join((*rooms, one.name or here))
            yield Address(name, here, one.callback, tuple(one.pattern.regex.groupindex))
