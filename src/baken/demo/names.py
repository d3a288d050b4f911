"""First names of invented people."""

from functools import cache

from baken.demo.people import GENDERS
from baken.demo.sentences import sections


def name(gender: int, pick: int) -> str:
    """A first name for somebody of a gender (two for a couple); `pick` is any number."""
    women, men = _names("women"), _names("men")
    woman, man = women[pick % len(women)], men[pick // 64 % len(men)]
    match GENDERS[gender]:
        case "couples":
            return f"{woman} & {man}"
        case "women":
            return woman
        case "men":
            return man
    return woman if pick // 4096 % 2 else man


@cache
def _names(which: str) -> tuple[str, ...]:
    return tuple(" ".join(sections("first-names")[which]).split())
