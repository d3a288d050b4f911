"""Each dependency has its reason beside it."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_every_dependency_has_a_reason() -> None:
    text = PROJECT.read_text()
    listed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    groups = re.search(r"^\[dependency-groups\]\n(.*?)^\[", text, re.DOTALL | re.MULTILINE)
    assert listed
    assert groups
    lines = [line for line in (listed[1] + groups[1]).splitlines() if line.strip().startswith('"')]
    assert lines
    assert [line for line in lines if not re.search(r'",\s+# \S.{10,}', line)] == []
