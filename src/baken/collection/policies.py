"""Under which basis something may be collected today, and when a basis may come into force."""

from datetime import date

from baken.collection.exceptions import (
    BasisLapsed,
    BasisOver,
    CollectionError,
    DocumentsMissing,
    NoLawfulBasis,
    NotByTheDrafter,
    WrongState,
)
from baken.collection.models import BasisDocument, LawfulBasis
from baken.collection.states import STATES, Transition
from baken.tenancy.acting import Actor
from baken.vocabulary.grounds import required_documents


def check_basis(code: str, today: date) -> LawfulBasis:
    """The recorded basis with this code, in force today.

    Raises `NoLawfulBasis`, `BasisLapsed`.
    """
    basis = LawfulBasis.objects.filter(code=code).first()
    if basis is None:
        known = ", ".join(LawfulBasis.objects.order_by("code").values_list("code", flat=True)) or "none"
        raise NoLawfulBasis(f"there is no recorded lawful basis {code!r} (recorded: {known})")
    if not STATES[basis.state].collects:
        raise BasisLapsed(f"the basis {code!r} is not in force: it is {basis.state.replace('_', ' ')}")
    if not basis.holds_on(today):
        raise BasisLapsed(
            f"the basis {code!r} is in force from {basis.valid_from} to {basis.valid_until}, not today"
        )
    return basis


def can_collect(code: str, today: date) -> bool:
    """Whether `check_basis` would let it pass."""
    try:
        check_basis(code, today)
    except (NoLawfulBasis, BasisLapsed):
        return False
    return True


def missing_documents(basis: LawfulBasis) -> tuple[str, ...]:
    """The kinds of document that its ground asks for and that are not there, in their order."""
    there = set(BasisDocument.objects.filter(basis=basis).values_list("kind", flat=True))
    return tuple(kind for kind in required_documents(basis.ground) if kind not in there)


def check_step(basis: LawfulBasis, step: Transition, by: Actor) -> None:
    """Raises `WrongState` where the step does not begin at the basis' state, `NotByTheDrafter`."""
    if basis.state != step.source:
        raise WrongState
    if step.by_another and basis.drafted_by_id == by.user.id:
        raise NotByTheDrafter


def check_approval(basis: LawfulBasis, step: Transition, by: Actor, today: date) -> None:
    """All that must hold before a basis comes into force.

    Raises `WrongState`, `NotByTheDrafter`, `BasisOver`, `DocumentsMissing`.
    """
    check_step(basis, step, by)
    if basis.valid_until < today:
        raise BasisOver
    if missing := missing_documents(basis):
        raise DocumentsMissing(missing)


def can_approve(basis: LawfulBasis, step: Transition, by: Actor, today: date) -> bool:
    """Whether `check_approval` would let it pass."""
    try:
        check_approval(basis, step, by, today)
    except CollectionError:
        return False
    return True
