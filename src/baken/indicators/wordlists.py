"""Word lists that rules name in `contains_any`.

What ships is conservative and from public literature. An organisation keeps sharper lists of its
own outside the repository, in an encrypted file, and hands them to the loader once decrypted.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

WordLists = Mapping[str, tuple[str, ...]]
"""The phrases of each list, by its name."""


def read_word_list(text: str) -> tuple[str, ...]:
    """The phrases of one list: one a line; blank lines and lines from `#` are for readers."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def shipped_word_lists() -> WordLists:
    """The lists in `wordlists/`, named after their files."""
    folder = resources.files(__package__) / "wordlists"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".txt"))
    lists = {name.removesuffix(".txt"): read_word_list((folder / name).read_text("utf-8")) for name in files}
    return MappingProxyType(lists)
