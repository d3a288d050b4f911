"""Roles per type: counted by numbers, and the same as counting them one by one."""

from collections import defaultdict

from hypothesis import given, settings

from baken.register.coded import CodedRegister
from baken.statistics.period import Period
from baken.statistics.tables.roles_per_type import ROLES_PER_TYPE, played_roles
from tests.unit.statistics.coded_registers import registers


@given(registers())
@settings(max_examples=100)
def test_roles_are_those_of_plain_counting(register: CodedRegister) -> None:
    roles: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for registration, platform, kind, role in (
        played_roles(register).select("registration", "platform", "platform_type", "role").iter_rows()
    ):
        roles[kind, role].add((registration, platform))
        if role != "unknown":
            known[kind].add((registration, platform))
    for kind, role, count, of, _ in ROLES_PER_TYPE.compute(register, Period(), False).iter_rows():
        if role != "unknown":
            assert (count, of) == (len(roles[kind, role]), len(known[kind]))
