"""The reference pages of exchange, out of the schema and the mapping themselves."""

from collections.abc import Iterator
from typing import Any

from baken.register.htcds.losses import WHY
from baken.register.htcds.mapping import (
    AGE,
    AGE_COLUMN,
    CONSENT,
    LIST_OF_ROLE,
    NOT_HELD,
    ORGANISATION,
    ORGANISATION_COLUMN,
    PERSON_TABLES,
    PLATFORM_FIELDS,
    REGISTRATION_TABLES,
    ROLE_OF_LIST,
    CodeTable,
)
from baken.register.htcds.standard import FIELDS, KEYS, PLATFORMS
from baken.register.json_schema import FILE, schema

_SCHEMA = f"""\
# The register's JSON, field by field

Made from the schema, JSON Schema 2020-12, which stands in the package as `src/baken/register/{FILE}`.
`baken register export FILE.json` writes it, `baken register import FILE.json` reads it; nothing is lost on
the way. Every export is valid by the schema. A file that is valid by it is read, unless one of these says no:
"""

_HTCDS = """\
# HTCDS 2.0, field by field

Made from the mapping that the code uses. The Human Trafficking Case Data Standard is by IOM, version 2.0
(December 2021), CC BY 4.0; IOM endorses neither Baken nor this mapping, and no conformity is claimed: Baken
fills and reads a part of the standard and tells what it leaves out.

`baken register export FILE --standard htcds` writes a row (CSV) or an object (JSON) a victim, with the
standard's field names; `baken register import FILE --standard htcds` reads the same. Several codes stand with
semicolons between them, in JSON in a list. What does not come through is listed by field, reason and number.

Read too: the standard's spreadsheet (a second line with labels is passed over, and the field name that it
misspells is known) and its survey form (`vic_Methods_of_Control`, spaces between codes, `DebtBondage` with a
space behind it). A label reads as its code. `ThreatOfLawEnforcement`, `RestrictsMovement` and `UsesChildren`,
which the standard defines and does not list, are read; none of them is written. A CSV may have semicolons or
tabs for commas, be UTF-16 or Windows-1252, have its columns in any order and in any case, and carry the
names of the survey form's groups before its fields.
"""


def schema_page() -> str:
    """Every field of the JSON with what it may hold, as Markdown."""
    made = schema()
    said = made["description"].partition("not said here: ")[2].rstrip(".").split("; ")
    parts = [("A registration", made["items"]), *((f"A {name}", one) for name, one in made["$defs"].items())]
    return "\n".join(
        [_SCHEMA, *(f"- {one}" for one in said), "", *(line for part in parts for line in _part(*part))]
    )


def _part(heading: str, part: dict[str, Any]) -> Iterator[str]:
    yield from (f"## {heading}", "", "| field | must be there | what |", "|---|---|---|")
    for name, said in part["properties"].items():
        required = name in part["required"]
        one = said if required else said["anyOf"][0]
        yield f"| `{name}` | {'yes' if required else 'no'} | {_what(one)} |"
    yield ""


def _what(one: dict[str, Any]) -> str:
    if "$ref" in one.get("items", {}):
        return f"a list of {one['items']['$ref'].rpartition('/')[2]}s"
    said = [str(one["description"])]
    if one.get("type") == "array":
        said.append("a list, each once" + (", at least one" if one.get("minItems") else ""))
    if "minimum" in one:
        said.append(f"{one['minimum']} to {one['maximum']}")
    return "; ".join(said)


def htcds_page() -> str:
    """What becomes of every field of the standard, and of every code, as Markdown."""
    return "\n".join([_HTCDS, *_keys(), *_tables(), *_platforms(), *_passed_over()])


def _keys() -> Iterator[str]:
    yield from ("## Keys", "")
    yield (
        f"The standard names no case and no person. `{KEYS[0]}` and `{KEYS[1]}` are Baken's own columns for "
        "the "
        "reference and the pseudonym, so that what comes back is recognised. A file without them is taken in "
        "under references made from the file itself: the same file again changes nothing, a file with the "
        "same "
        "rows and more is taken in anew, so deliver new rows only.\n"
    )
    yield (
        "Not in the standard and asked of who takes a file in: the day of registration, and the kind of "
        "source "
        "(unknown where nobody says). `scope` comes in as unknown.\n"
    )


def _tables() -> Iterator[str]:
    for table in (*REGISTRATION_TABLES, *PERSON_TABLES):
        yield from (f"## `{table.field}` and `{table.column}`", "", "| ours | theirs | |", "|---|---|---|")
        yield from _codes(table)
        yield ""
    yield from (f"## `{AGE}` and `{AGE_COLUMN}`", "", "The age in whole years, both ways.", "")
    yield from (
        f"## `{ORGANISATION}` and `{ORGANISATION_COLUMN}`",
        "",
        "The name of the organisation, both ways; what holds a long number or a sign that no name has is not "
        "kept.",
        "",
    )


def _codes(table: CodeTable) -> Iterator[str]:
    for ours, theirs in table.out.items():
        kept = "kept" if table.keeps(ours) else "goes out; comes back as `" + table.into[theirs] + "`"
        yield f"| `{ours}` | {f'`{theirs}`' if theirs else 'empty'} | {kept} |"
    for theirs, ours in table.into.items():
        if table.out.get(ours) != theirs:
            yield f"| `{ours}` | `{theirs}` | comes in; goes back as `{table.out[ours]}` |"


def _platforms() -> Iterator[str]:
    yield from ("## Platforms", "", "| ours | theirs |", "|---|---|")
    for role, field in LIST_OF_ROLE.items():
        yield f"| role `{role}` | `{field}` |"
    yield "| role `threats_after`; role `unknown` that was not during the exploitation; no role | lost |\n"
    for field in PLATFORM_FIELDS:
        role, moment = ROLE_OF_LIST[field]
        yield f"- `{field}` comes in as role `{role}`, moment `{moment}`, certainty `unknown`."
    yield (
        f"\nThe standard's list: {', '.join(PLATFORMS)}, Other. It may be added to: a platform outside it "
        "goes "
        "out as Other with its name behind it, or with `--listed-only` as Other alone. Other alone comes in "
        "as a "
        "platform without a name; a name that the catalogue does not know comes in as an unclear platform, "
        "and "
        "its line is told.\n"
    )


def _passed_over() -> Iterator[str]:
    yield from ("## Passed over", "", "| field | core | why |", "|---|---|---|")
    for field, core in FIELDS.items():
        if field in NOT_HELD:
            yield f"| `{field}` | {'yes' if core else ''} | {WHY[NOT_HELD[field]].en} |"
    yield (
        f"\nA row in which `{CONSENT}` says anything but yes stays out whole; an empty cell says "
        "nothing. A registration of smuggling, or without a "
        "victim "
        "or injured party, has no row. Every other column of the register that is filled (days, region, "
        "scope, "
        "country of birth, mode of recruitment, who talks to customers, moment, certainty and source of a "
        "role, since when a person had one) goes nowhere in the standard and is counted in the list of "
        "losses.\n"
    )
