"""Who does it, and under which basis: what the makers of things share.

A thing is what has to be there before a page can be looked at: found in the demo market, or made for the
one who looks. Each maker acts as that person (`by`) and gives the parameters of the page's address.
"""

import itertools
from typing import Any

Parameters = dict[str, Any]
turns = itertools.count()
"""A number that never comes twice in a run."""


def acting(by: Any, purpose: str = "outreach", user: Any = None) -> Any:
    from baken.tenancy.acting import Actor

    return Actor(user or by.user, by.organisation, purpose, "een toets")


def make_colleague(by: Any, *roles: str) -> Any:
    from tests.factories.users import make_user

    return make_user(by.organisation, *roles)


def basis_in_force(by: Any) -> Any:
    from baken.collection.models import LawfulBasis

    return LawfulBasis.objects.filter(state="in_force").order_by("code").first()
