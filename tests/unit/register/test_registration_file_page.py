"""The page on files of registrations says what is read: its examples go in, every column is in it."""

import re
from pathlib import Path

from baken.register import formats
from baken.register.csv_format import ALL_COLUMNS

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "registration-file.md").read_text(encoding="utf-8")


def example(form: str) -> formats.ParsedFile:
    (text,) = re.findall(rf"```{form}\n(.*?)```", PAGE, re.DOTALL)
    return formats.parse(text.encode(), format=form, source="page")


def test_both_examples_of_the_page_say_the_same() -> None:
    found = [example(form) for form in formats.FORMATS]
    assert [parsed.rejects for parsed in found] == [(), ()]
    first, second = (parsed.registrations[0].record for parsed in found)
    assert first == second
    assert len(first.mentions) == 2


def test_every_column_is_on_the_page() -> None:
    table = "".join(line for line in PAGE.splitlines() if line.startswith("|"))
    assert [column for column in ALL_COLUMNS if f"`{column}`" not in table] == []
