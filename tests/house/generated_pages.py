"""The pages that are made from the code, and how to write them again: make docs."""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]


def pages() -> dict[str, Callable[[], str]]:
    """Each generated page with the function that makes it."""
    from baken.cli.reference import commands_page
    from baken.config.reference import permissions_page
    from baken.indicators.reference import facts_page, indicators_page
    from baken.register.json_schema import schema_file
    from baken.register.reference import htcds_page, schema_page
    from baken.statistics.reference import reference as tables_page
    from baken.vocabulary.reference import code_lists_page

    return {
        "docs/reference/code-lists.md": code_lists_page,
        "docs/reference/commands.md": commands_page,
        "docs/reference/facts.md": facts_page,
        "docs/reference/htcds.md": htcds_page,
        "docs/reference/indicators.md": indicators_page,
        "docs/reference/permissions.md": permissions_page,
        "docs/reference/registration-schema.md": schema_page,
        "docs/reference/tables.md": tables_page,
        "src/baken/register/registrations.schema.json": schema_file,
    }


def write(folder: Path) -> None:
    """Writes all of them, each under its name in `folder`."""
    for name, make in pages().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else ROOT)
