"""`baken indicators`: what rules may read, whether they hold, and the pages about them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.indicators_compare import compare
from baken.cli.indicators_hindsight import hindsight
from baken.cli.indicators_learn import learn
from baken.cli.inputs import refuse_same_file
from baken.cli.rule_sets import (
    RULES,
    own_lists,
    quiet_option,
    region_option,
    rejects_option,
    word_list_options,
)

if TYPE_CHECKING:
    from baken.indicators.rule import Rule

rules_option = click.option(
    "--rules",
    "directory",
    metavar="DIR",
    type=RULES,
    help="A directory of rule files, one NAME.yaml each; default the shipped ones.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.group()
def command() -> None:
    """The indicators: test rule files, try them on history, list the facts that they may read."""


command.add_command(compare)
command.add_command(learn)
command.add_command(hindsight)


@command.command("test")
@rules_option
@word_list_options
@click.option(
    "--market",
    metavar="FILE",
    multiple=True,
    help="Advert records to weigh the rules on; several files count as one market.",
)
@click.option("--links", metavar="FILE", help="What `baken link` wrote of the market; default: link here.")
@click.option(
    "--truth",
    metavar="FILE",
    help="What is known of its sightings: sighting_id, and founded (true, false or empty) or pattern.",
)
@click.option("--justified", metavar="FILE", help="The gaps that somebody answers for, as YAML.")
@click.option(
    "--gap",
    type=click.FloatRange(0, 100),
    default=5.0,
    show_default=True,
    help="The bound: how many more of 100 advertisers of a group than of the rest.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which justifications must be in force; default today.",
)
@region_option
@rejects_option
@quiet_option
@json_option
def test_rules(
    directory: Path | None,
    word_lists: str | None,
    word_key: str | None,
    market: tuple[str, ...],
    links: str | None,
    truth: str | None,
    justified: str | None,
    gap: float,
    on: datetime | None,
    region: str,
    rejects: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Run every rule's own examples and refuse what no rule may do.

    Prints a coverage table and exits 0, or prints one line for each fault (file, line, cause) and
    exits 3. The table says per rule how many of its examples fire, don't fire and are innocent, and
    how many of its comparisons the examples have seen both true and not true.

    With --market the rule set is weighed as well: how often it leads to advertisers by advertised
    gender, language, touring, agencies, duos and shared phones, against the rest, each with its
    interval; with --truth also how often wrongly. Beside a gap stands the rule that makes it, with the
    share that goes when that rule is left out. A gap whose lower end is over the bound ends with exit 3
    and a line, unless a justification in force covers the rules that make it; a gap that may be over the
    bound is a warning. On synthetic data this is a regression test and no finding.

    What the shipped rules do on the invented market is answered for by a justification that comes with
    them; it holds on no other market, and not with --rules, --justified or --truth.

    A justification is {group, indicator, reason, by, date, until}, in a list; `by` is a function (a role
    of the code lists), never a name. One that fits nothing is told.

    \b
    Examples:
      baken indicators test
      baken indicators test --rules my-rules
      baken indicators test --rules my-rules --word-lists own.words --word-key words.key
      baken indicators test --rules my-rules --market records.parquet --truth truth.parquet
      baken indicators test --market a.jsonl --market b.parquet --justified why.yaml --gap 3 --json
    """
    from baken.cli.fairness import read_justified, weigh_market
    from baken.indicators.coverage import coverage
    from baken.indicators.rulebook import NoRules, check_rules

    if not market and (needless := [name for name in WITH_MARKET if _given(name)]):
        raise click.UsageError(f"--{needless[0]} needs a --market")
    for file in market:
        refuse_same_file(IN=file, links=links, truth=truth, justified=justified, rejects=rejects)
    try:
        rules, faults = check_rules(directory, word_lists=own_lists(word_lists, word_key))
    except NoRules as fault:
        raise Failed(f"{fault}; give a directory with rule files") from fault
    justifications, faulty = read_justified(justified)
    faults = (*faults, *faulty)
    weighed = None
    if market and not faults:
        day = on.date() if on else datetime.now().astimezone().date()
        weighed = weigh_market(
            market,
            rules,
            justifications if directory or justified else None,
            links=links,
            truth=truth,
            bound=gap / 100,
            on=day,
            region=region,
            rejects=rejects,
            quiet=quiet,
        )
    if as_json:
        told: dict[str, Any] = {
            "faults": [{"file": fault.file, "line": fault.line, "cause": fault.cause} for fault in faults],
            "rules": [asdict(coverage(rule)) for rule in rules],
        }
        if weighed:
            told["fairness"] = weighed.as_json()
        click.echo(json.dumps(told, ensure_ascii=False))
    elif faults:
        click.echo("\n".join(map(str, faults)))
    else:
        click.echo("\n".join(_coverage_table(rules)))
        if weighed:
            click.echo(f"\n{weighed.as_text(justified)}")
    if faults or (weighed and (weighed.verdict.failures or weighed.rejects)):
        raise SystemExit(EXIT_BAD_RECORDS)


WITH_MARKET = ("links", "truth", "justified", "gap", "on", "region", "rejects")
"""The options that say nothing without a market."""


def _coverage_table(rules: "Sequence[Rule]") -> Iterator[str]:
    """A line a rule, and how many examples they have together."""
    from baken.indicators.coverage import coverage

    rows: list[tuple[str, ...]] = [
        ("indicator", "grade", "about", "fires", "not", "innocent", "both ways", "reads")
    ]
    for rule in rules:
        each = coverage(rule)
        counts = (str(each.fires), str(each.does_not_fire), str(each.innocent))
        tried = f"{each.tried_both_ways}/{each.comparisons}"
        rows.append((rule.indicator, rule.grade, rule.applies_to, *counts, tried, ", ".join(rule.facts)))
    yield from _table(rows)
    yield f"{len(rules)} rules, {sum(len(rule.examples) for rule in rules)} examples, all hold"


def _given(option: str) -> bool:
    source = click.get_current_context().get_parameter_source(option)
    return source is click.core.ParameterSource.COMMANDLINE


@command.command()
@json_option
def facts(as_json: bool) -> None:
    """Print the closed list of facts that a rule may read: name, type, origin, meaning.

    \b
    Example:
      baken indicators facts --json
    """
    from baken.indicators.facts import ALL_FACTS

    if as_json:
        told = [
            {
                "fact": fact.name,
                "type": fact.kind,
                "origin": fact.origin,
                "level": fact.level,
                "never_positive": fact.never_positive,
                "means": {"nl": fact.meaning.nl, "en": fact.meaning.en},
            }
            for fact in ALL_FACTS
        ]
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    rows: list[tuple[str, ...]] = [("fact", "type", "from", "", "means")]
    for fact in ALL_FACTS:
        never = "never positive" if fact.never_positive else ""
        rows.append((fact.name, fact.kind, fact.origin, never, fact.meaning.en))
    click.echo("\n".join(_table(rows)))


@command.command()
@click.option("--facts", "about_facts", is_flag=True, help="The page of facts instead.")
def reference(about_facts: bool) -> None:
    """Print the reference page of the shipped indicators, as Markdown.

    \b
    Examples:
      baken indicators reference > docs/reference/indicators.md
      baken indicators reference --facts > docs/reference/facts.md
    """
    from baken.indicators import reference as pages

    click.echo(pages.facts_page() if about_facts else pages.indicators_page(), nl=False)


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows in columns as wide as their widest cell, the last one free."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
