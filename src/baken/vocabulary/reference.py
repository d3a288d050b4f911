"""The reference page of the code lists, out of the lists themselves."""

from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.lists import ALL_LISTS

INTRODUCTION = """\
# Code lists

Made from the lists themselves. Codes stand in files, tables and the database; labels are what people read.
"""


def code_lists_page() -> str:
    """Every list with its codes and labels, as Markdown."""
    return "\n".join([INTRODUCTION, *(_section(one) for one in ALL_LISTS)])


def _section(one: CodeList) -> str:
    rows = [
        f"| `{member.code}` | {member.label.nl} | {member.label.en} | {_meaning(member.meaning)} |"
        for member in one
    ]
    head = f"## {one.label.en} ({one.label.nl})\n\nSource: {one.source}.\n"
    return "\n".join([head, "| code | Nederlands | English | meaning |", "|---|---|---|---|", *rows, ""])


def _meaning(meaning: Label | None) -> str:
    return "" if meaning is None else f"{meaning.nl} / {meaning.en}"
