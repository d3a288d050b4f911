"""What changed between two states of a registration, in words."""

from dataclasses import dataclass

from baken.register.content import Content
from baken.register.story import facts, parts_as_facts


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that changed; None where it was not there before, or is not there any more."""

    label: str
    before: str | None
    after: str | None


def differences(before: Content, after: Content) -> list[Difference]:
    """The facts that are not the same, in the order of the form."""
    old = {fact.key: fact for fact in (*facts(before), *parts_as_facts(before))}
    new = {fact.key: fact for fact in (*facts(after), *parts_as_facts(after))}
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, is_now = old.get(key), new.get(key)
        if was == is_now:
            continue
        known = is_now or was
        assert known
        found.append(Difference(known.label, was.value if was else None, is_now.value if is_now else None))
    return found
