"""`baken indicators learn`: what outcomes say of each indicator, and the weights that they propose."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.columns import in_columns
from baken.cli.inputs import name_of, opened, refuse_same_file
from baken.cli.rule_sets import (
    RULES,
    own_lists,
    quiet_option,
    rejects_option,
    rule_set,
    word_list_options,
)
from baken.cli.streams import reject_lines

if TYPE_CHECKING:
    from baken.indicators.learning.outcomes import Outcome
    from baken.indicators.learning.precision import Agreement, Precision
    from baken.indicators.learning.weights import Proposal
    from baken.indicators.proportions import Proportion
    from baken.indicators.rule import Rule, Weight
    from baken.indicators.wordlists import WordLists


@dataclass(frozen=True)
class Learned:
    """What outcomes say: of how many leads, each indicator's precision, and the proposed weights."""

    counts: dict[str, int]
    precisions: "list[Precision]"
    blind_precisions: "list[Precision]"
    agreement: "Agreement"
    proposals: "list[Proposal]"


@click.command()
@click.argument("file", metavar="OUTCOMES")
@click.option(
    "--rules",
    "directory",
    metavar="DIR",
    type=RULES,
    help="The rules that made these leads; default the shipped ones.",
)
@click.option(
    "-o",
    "--output",
    metavar="NEW",
    type=click.Path(path_type=Path),
    help="A new directory for the rule files with the proposed weights.",
)
@word_list_options
@click.option("--seen", is_flag=True, help="Learn weights also from leads whose reasons were in sight.")
@rejects_option
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def learn(
    file: str,
    directory: Path | None,
    output: Path | None,
    word_lists: str | None,
    word_key: str | None,
    seen: bool,
    rejects: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Learn from what people decided: precision per indicator, and proposed weights beside the old.

    OUTCOMES is what the desk gives out once a second person approved it, or the same rows as JSON Lines.
    Prints for each indicator how many leads in which it fired were found founded, with Wilson's interval
    of 95%, over all and by group; under 20 decided leads it is too few to say. Then the weight in force
    beside the one that outcomes propose, by logistic regression that starts at the weights in force.

    Weights are learned from leads that were judged blind: who sees the reasons may find what they say.
    --seen takes the others too. A proposal stays in the interval of the rule in force. What was decided
    under other rule versions is set aside and told, and so is what an earlier release gave out without what
    counted in a lead: of rules that say the same only the heaviest counts, and only that one learns. NEW
    becomes a whole rule set, in which each changed rule has the next version; no weight counts before
    somebody puts it in force. Rules that ask for a word list of your own need that list here too.

    Bad rows are listed with line and reason, the good ones go through, and the command exits 3.

    \b
    Examples:
      baken indicators learn outcomes.json
      baken indicators learn outcomes.json --rules my-rules -o proposed/
      baken indicators learn outcomes.json --rules my-rules --word-lists own.words --word-key words.key
      baken indicators learn outcomes.jsonl --seen --json
    """
    refuse_same_file(OUTCOMES=file, rejects=rejects, word_lists=word_lists)
    words = own_lists(word_lists, word_key)
    rules = rule_set(directory, "learned", words)
    if output is not None and output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise click.UsageError(f"{output} exists and is not an empty directory")
    with reject_lines(rejects) as listed:
        outcomes = _read(file, listed)
        learned = _learn(outcomes, rules, seen)
        counts = {**learned.counts, "rejects": listed.count}
    changed = [proposal for proposal in learned.proposals if proposal.changes]
    if output is not None and changed:
        _write(output, directory, changed, learned.counts, words)
    if as_json:
        click.echo(json.dumps(_as_json(counts, learned), ensure_ascii=False))
    elif not quiet:
        click.echo("\n".join(_text(counts, learned)))
        if output is not None:
            done = (
                f"{len(changed)} rules changed, all rules in {output}"
                if changed
                else "nothing to propose, nothing written"
            )
            click.echo(done)
    if listed.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _read(file: str, listed: Any) -> "list[Outcome]":
    from baken.indicators.learning.outcomes import BadOutcome, read_outcomes

    with opened(file) as stream:
        content = stream.read()
    found = []
    try:
        for number, row in read_outcomes(content):
            if isinstance(row, BadOutcome):
                listed.add([{"source": name_of(file), "line": number, "reason": str(row)}])
            else:
                found.append(row)
    except BadOutcome as fault:
        raise Failed(f"{file} can't be used: {fault}; give outcomes as the desk exports them") from fault
    return found


def _learn(outcomes: "Sequence[Outcome]", rules: "Sequence[Rule]", seen: bool) -> Learned:
    from baken.indicators.learning.outcomes import lead_rules, of_these_rules
    from baken.indicators.learning.precision import agreement, precisions
    from baken.indicators.learning.weights import learnable, propose

    own = list(of_these_rules(outcomes, rules))
    names = [rule.indicator for rule in lead_rules(rules)]
    learning = [one for one in own if seen or one.blind]
    counts = {
        "outcomes": len(outcomes),
        "of_other_rule_versions": len(outcomes) - len(own),
        "blind": sum(one.blind for one in own),
        "learned_from": sum(learnable(one) for one in learning),
        "without_what_counted": sum(one.decided and not learnable(one) for one in learning),
    }
    return Learned(
        counts, precisions(own, names), precisions(own, names, blind=True), agreement(own),
        propose(learning, rules),
    )  # fmt: skip


def _write(
    output: Path,
    directory: Path | None,
    changed: "list[Proposal]",
    counts: dict[str, int],
    words: "WordLists | None",
) -> None:
    """The whole set in its place at once, after every file was read back."""
    from baken.indicators.rulebook import SHIPPED_RULES, check_rules, rule_files
    from baken.indicators.weighing import NotWeighed, weighed_anew

    new = {proposal.indicator: proposal for proposal in changed}
    told = f"weight learned from {counts['learned_from']} decided leads"
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as temporary:
            place = Path(temporary) / "rules"
            place.mkdir()
            files = rule_files(directory or SHIPPED_RULES)
            texts = {path.name: path.read_bytes().decode("utf-8") for path in files}
            weights = {name: proposal.new for name, proposal in new.items()}
            for name, text in weighed_anew(texts, weights).items():
                known = new.get(Path(name).stem)
                comment = f"# version {known.version + 1}: {told}\n" if known else ""
                (place / name).write_bytes((comment + text).encode("utf-8"))
            read, faults = check_rules(place, word_lists=words)
            written = {rule.indicator: rule.weight for rule in read}
            if faults or any(written.get(name) != weight for name, weight in weights.items()):
                raise Failed(
                    f"the proposed rules do not read back, nothing was written: {next(iter(faults), '')}"
                )
            if output.is_dir():
                output.rmdir()
            shutil.move(place, output)
    except NotWeighed as fault:
        raise Failed(f"{fault} Nothing was written.") from fault
    except OSError as fault:
        raise Failed(f"{output} can't be written: {fault.strerror or fault}") from fault


def _as_json(counts: dict[str, int], learned: Learned) -> dict[str, Any]:
    from baken.indicators.proportions import LEAST

    table = learned.agreement
    return {
        **counts,
        "least_decided_leads": LEAST,
        "precision": [_precision(row) for row in learned.precisions],
        "precision_blind": [_precision(row) for row in learned.blind_precisions],
        "blind_sample": {
            **{name: getattr(table, name) for name in table.__slots__},
            "of_flagged": _share(table.of_flagged),
            "of_unflagged": _share(table.of_unflagged),
        },
        "weights": [
            {
                "indicator": one.indicator,
                "grade": one.grade,
                "version": one.version,
                "counted": one.counted,
                "founded": one.founded,
                "old": _weight(one.old),
                "new": _weight(one.new),
                "remark": one.remark,
            }
            for one in learned.proposals
        ],
    }


def _weight(weight: "Weight") -> dict[str, float]:
    return {"log_odds": weight.log_odds, "low": weight.low, "high": weight.high}


def _precision(row: "Precision") -> dict[str, Any]:
    from baken.indicators.proportions import LEAST

    # of a group the counts themselves would tell of one of them
    told = not row.group or row.decided >= LEAST
    counts = {name: getattr(row, name) if told else None for name in ("founded", "unfounded", "unsure")}
    return {
        "indicator": row.indicator,
        "group": row.group or None,
        **counts,
        "precision": _share(row.precision),
    }


def _share(share: "Proportion | None") -> dict[str, float] | None:
    if share is None:
        return None
    low, high = share.interval
    return {"rate": share.rate, "low": low, "high": high}


def _text(counts: dict[str, int], learned: Learned) -> Iterator[str]:
    from baken.indicators.learning.weights import REMARKS
    from baken.indicators.proportions import LEAST

    yield ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    for title, rows in (
        ("precision: of 100 leads in which it fired, how many were founded", learned.precisions),
        ("the same, of leads that were judged blind", learned.blind_precisions),
    ):
        yield f"\n{title}"
        yield from in_columns(
            [
                ("indicator", "group", "founded", "decided", "unsure", "of 100"),
                *(_told(row) for row in rows if row.decided or row.unsure),
            ],
            words=2,
            remarks=True,
        )
    table = learned.agreement
    yield "\nrules beside people, of what was judged blind (not a measure of what nobody saw)"
    yield from in_columns(
        [
            ("", "founded", "unfounded", "unsure", "founded of 100"),
            (
                "brought forward",
                table.flagged_founded,
                table.flagged_unfounded,
                table.flagged_unsure,
                _of_100(table.of_flagged),
            ),
            (
                "passed over",
                table.unflagged_founded,
                table.unflagged_unfounded,
                table.unflagged_unsure,
                _of_100(table.of_unflagged),
            ),
        ],
        remarks=True,
    )
    yield "\nweights, in log-odds"
    yield from in_columns(
        [
            ("indicator", "grade", "counted", "founded", "in force", "proposed", ""),
            *(
                (
                    one.indicator,
                    one.grade,
                    one.counted,
                    one.founded,
                    _in_words(one.old),
                    _in_words(one.new),
                    REMARKS[one.remark].en,
                )
                for one in learned.proposals
            ),
        ],
        words=2,
        remarks=True,
    )
    yield f"\ntoo few to say: fewer than {LEAST} decided leads; all intervals are 95%"


def _told(row: "Precision") -> tuple[Any, ...]:
    from baken.indicators.proportions import LEAST

    if row.group and row.decided < LEAST:
        return row.indicator, row.group, "", "", "", "too few to say"
    return row.indicator, row.group or "all", row.founded, row.decided, row.unsure, _of_100(row.precision)


def _of_100(share: "Proportion | None") -> str:
    if share is None:
        return "too few to say"
    low, high = share.interval
    return f"{100 * share.rate:.1f} [{100 * low:.1f}, {100 * high:.1f}]"


def _in_words(weight: "Weight") -> str:
    return f"{weight.log_odds:.2f} [{weight.low:.2f}, {weight.high:.2f}]"
