"""What reaching people led to: of each kind of thing the same total, once for each answer that is told of it.

Answers of one contact overlap, so that their counts never add up to it. Each stands in a part of its own with
those of which it is not so; parts of one kind share the name of their total, and what is only told of those
with another answer (help that began, of referrals that were accepted) has that answer as its total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from baken.disclosure.names import name
from baken.disclosure.tables import CountTable
from baken.statistics import notes
from baken.statistics.editions.part import Drafted, Part, PublicTable, shown
from baken.statistics.editions.tables.columns import SCHEMA, column_part, drawn_in_parts
from baken.statistics.period import Period
from baken.statistics.table import Column
from baken.statistics.tables.programme import (
    ALL,
    ANSWERS,
    OWN_EYES,
    PARTS,
    ROUNDED,
    SAID,
    SAID_UNKNOWN,
)
from baken.vocabulary.cases import CaseClosure
from baken.vocabulary.code_list import Label

RUNNING = "running"
ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "lead": (("no_concern", "unsure", "worth_contacting", "urgent", "undecided"),),
    "conversation": (("began_us", "began_them"),),
    "case": ((*(f"closed_{code}" for code in CaseClosure.codes), "ended", RUNNING),),
}
"""Of each kind of thing the answers of which each has exactly one."""
SAID_OF = dict.fromkeys(("approached", "conversation", "case"), (*SAID, SAID_UNKNOWN))
"""And what each person said of it: one answer, or none that is known. Told after all else."""
MAY_BE: dict[str, tuple[str, ...]] = {
    "approached": ("replied", "stopped", "complained", "threat"),
    "conversation": ("closed", "complained"),
    "referral": ("accepted", "refused", "withdrawn", "unanswered"),
}
"""And those that each may have besides others."""
AMONG = {("referral", "done"): "accepted"}
"""An answer that only those can have that have another."""
NEVER_WITH: dict[tuple[str, str], str] = {
    ("referral", "accepted"): "unanswered",
    ("referral", "withdrawn"): "unanswered",
    ("referral", "done"): "withdrawn",
}
"""An answer that nobody has together with another: what a reader holds against those without the other."""
NO = "not_"


def programme(frame: pl.DataFrame, period: Period, years: Sequence[int], state: str) -> Drafted[pl.DataFrame]:
    """Leads, contacts, conversations, cases and referrals that began, by what came of them."""
    since, inside = f"since:{years[0]}", frame.filter(period.holds("began_on"))
    parts = tuple(
        made
        for kind in PARTS
        for made in _of_kind(kind, inside.filter(part=kind).select("came"), since, state)
    )

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        rows: list[tuple[str, str, int | None]] = []
        for kind in PARTS:
            told = {one.name: published[one.name] for one in parts if one.name.startswith(f"{kind}:")}
            # what stands above is of all things of the kind, never of those with another answer alone
            whole = (told[one.name] for one in parts if one.name in told and _is_whole(one))
            rows.append((kind, ALL, _first_shown(int(one.values[-1, 0]) for one in whole)))
            rows += [
                (kind, code, shown(int(value)))
                for table in told.values()
                for code, value in zip(table.rows, table.values[:, 0], strict=False)
                if not code.startswith(NO)
            ]
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    return Drafted(parts, lay_out)


def _is_whole(part: Part) -> bool:
    return tuple(part.name.split(":")) not in AMONG


def _first_shown(totals: Iterable[int]) -> int | None:
    return next((value for one in totals if (value := shown(one)) is not None), None)


def _of_kind(kind: str, things: pl.DataFrame, since: str, state: str) -> list[Part]:
    made = [
        _part(kind, "+".join(codes[:1]), things.select(_one_of(codes).alias("code")), codes, since, state)
        for codes in ONE_OF.get(kind, ())
    ]
    made += [_may_be(kind, code, things, since, state) for code in MAY_BE.get(kind, ())]
    if kind in SAID_OF:
        codes = SAID_OF[kind]
        made.append(_part(kind, codes[0], things.select(_one_of(codes).alias("code")), codes, since, state))
    for (of, code), among in AMONG.items():
        if of == kind:
            some = things.filter(_has(among))
            made.append(_may_be(kind, code, some, since, state, among=(f"{kind}:{among}:{among}",)))
    return made


def _may_be(
    kind: str, code: str, things: pl.DataFrame, since: str, state: str, among: Sequence[str] = ()
) -> Part:
    told = things.select(
        pl.when(_has(code)).then(pl.lit(code)).otherwise(pl.lit(f"{NO}{code}")).alias("code")
    )
    return _part(kind, code, told, (code, f"{NO}{code}"), since, state, among)


def _part(
    kind: str, what: str, things: pl.DataFrame, rows: Sequence[str], since: str, state: str,
    among: Sequence[str] = (),
) -> Part:  # fmt: skip
    counted = f"programme {kind}"
    other = NEVER_WITH.get((kind, what))
    without = (
        {name(counted, since, *among, f"{kind}:{what}:{what}", f"{kind}:{other}:{NO}{other}"): [what]}
        if other
        else {}
    )
    made = column_part(
        f"{kind}:{what}", PARTS[kind], things, rows, since, state, counted=counted, among=among, sums=without
    )  # fmt: skip
    return replace(made, may_go=True)


def _one_of(codes: Sequence[str]) -> pl.Expr:
    """Which of these it has; the last where it has none."""
    found = pl.lit(codes[-1])
    for code in reversed(codes[:-1]):
        found = pl.when(_has(code)).then(pl.lit(code)).otherwise(found)
    return found


def _has(code: str) -> pl.Expr:
    return pl.col("came").list.contains(code)


PUBLIC = (
    PublicTable(
        "programme-results",
        programme,
        leaves_out=(ROUNDED, OWN_EYES, notes.WHOLE_PERCENTS),
        unit=Label(
            "aanwijzingen, benaderde contacten, gesprekken, begeleidingen en doorverwijzingen, elk apart",
            "leads, contacts approached, conversations, cases and referrals, each apart",
        ),
        columns=(
            Column(
                "code",
                Label("waarde", "value"),
                {**ANSWERS, RUNNING: Label("loopt nog", "still running")},
            ),
        ),
        draw=drawn_in_parts,
        notes=(
            Label(
                "Van elk onderdeel staat het geheel bovenaan. Wie antwoordde, kan ook een stop hebben gezet: "
                "die regels tellen niet op tot het geheel.",
                "Of each part the whole stands first. Who replied may have stopped messages too: those rows "
                "do not add up to the whole.",
            ),
        ),
    ),
)
