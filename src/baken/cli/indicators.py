"""`baken indicators`: what rules may read, whether they hold, and the pages about them."""

import json
from pathlib import Path

import click

from baken.cli import EXIT_BAD_RECORDS, Failed

rules_option = click.option(
    "--rules",
    "directory",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A directory of rule files, one NAME.yaml each; default the shipped ones.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.group()
def command() -> None:
    """The indicators: test rule files, list the facts that they may read."""


@command.command("test")
@rules_option
@json_option
def test_rules(directory: Path | None, as_json: bool) -> None:
    """Run every rule's own examples and refuse what no rule may do.

    Prints a coverage table and exits 0, or prints one line for each fault (file, line, cause) and
    exits 3. The table says per rule how many of its examples fire, don't fire and are innocent, and
    how many of its comparisons the examples have seen both true and not true.

    \b
    Examples:
      baken indicators test
      baken indicators test --rules my-rules
    """
    from baken.indicators.coverage import coverage
    from baken.indicators.rulebook import NoRules, check_rules

    try:
        rules, faults = check_rules(directory)
    except NoRules as fault:
        raise Failed(f"{fault}; give a directory with rule files") from fault
    covered = [coverage(rule) for rule in rules]
    if as_json:
        names = ("indicator", "fires", "does_not_fire", "innocent", "comparisons", "tried_both_ways")
        told = {
            "faults": [{"file": fault.file, "line": fault.line, "cause": fault.cause} for fault in faults],
            "rules": [{name: getattr(each, name) for name in names} for each in covered],
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    elif faults:
        click.echo("\n".join(map(str, faults)))
    else:
        rows: list[tuple[str, ...]] = [
            ("indicator", "grade", "about", "fires", "not", "innocent", "both ways", "reads")
        ]
        for rule, each in zip(rules, covered, strict=True):
            counts = (str(each.fires), str(each.does_not_fire), str(each.innocent))
            tried = f"{each.tried_both_ways}/{each.comparisons}"
            rows.append((rule.indicator, rule.grade, rule.applies_to, *counts, tried, ", ".join(rule.facts)))
        click.echo("\n".join(_table(rows)))
        examples = sum(len(rule.examples) for rule in rules)
        click.echo(f"{len(rules)} rules, {examples} examples, all hold")
    if faults:
        raise SystemExit(EXIT_BAD_RECORDS)


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
