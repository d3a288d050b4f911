"""Documents that a screen reader can read: PDF/UA-1, set by typst from a template that never changes.

Every word and number goes in as data, and is shown as it stands: nothing in it is read as an instruction.
The typeface comes with typst; no letters of the machine are used, no clock and no chance.
"""

import json
from collections.abc import Mapping
from importlib import resources

from baken.desk.table_heads import with_row_heads

LETTERS = "Libertinus Serif"


def as_pdf(package: str, template: str, says: Mapping[str, object]) -> bytes:
    """What the document `says`, in `template`, a file of a package, which finds the letters in it as well.
    The first cell of each row of a table is the head of that row.

    Raises `typst.TypstError` for what would be no PDF/UA-1: signs that the letters can't show, too.
    """
    import typst

    made: bytes = typst.compile(
        (resources.files(package) / template).read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=0,
        sys_inputs={"data": json.dumps({"letters": LETTERS, **says}, ensure_ascii=False)},
    )
    return with_row_heads(made)


def pdf_if_shown(package: str, template: str, says: Mapping[str, object]) -> bytes | None:
    """The same; None where the letters can't show every sign of it (Thai, Chinese, a small picture)."""
    import typst

    try:
        return as_pdf(package, template, says)
    except typst.TypstError:
        return None
