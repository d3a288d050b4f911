"""Under which basis something may be collected today."""

from datetime import date

from baken.collection.exceptions import BasisLapsed, NoLawfulBasis
from baken.collection.models import LawfulBasis


def check_basis(code: str, today: date) -> LawfulBasis:
    """The recorded basis with this code, in force today.

    Raises `NoLawfulBasis`, `BasisLapsed`.
    """
    basis = LawfulBasis.objects.filter(code=code).first()
    if basis is None:
        known = ", ".join(LawfulBasis.objects.order_by("code").values_list("code", flat=True)) or "none"
        raise NoLawfulBasis(f"there is no recorded lawful basis {code!r} (recorded: {known})")
    if not basis.valid_from <= today <= basis.valid_until:
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
