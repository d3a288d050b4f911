"""`baken door audit`: what a door stops, tried on test adverts, taken in and reported."""

import os
import stat
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import opened
from baken.cli.rule_sets import RULES, own_lists, region_option, rule_set, word_list_options
from baken.cli.streams import say, whole_output
from baken.vocabulary.code_list import Language

if TYPE_CHECKING:
    from baken.door.audits.catch_rates import GradationRate

DAY = click.DateTime(formats=["%Y-%m-%d"])
SHIPPED_STUDY = "four-sites"
"""The word for the published study that ships, where a file is asked for."""
organisation_option = click.option(
    "--organisation", metavar="SLUG", help="Default: the only organisation, or the demo one."
)


@click.group("audit")
def command() -> None:
    """Try a door on test adverts, and report what it stopped.

    Nothing is placed on any live site: a run tries the check itself, here or at a platform's test entrance,
    and what people did elsewhere with an authorisation, or published, is taken in from a file.

    \b
    Examples:
      baken door audit run
      baken door audit import attempts.csv --way authorised_test --reference "test plan 12" --on 2026-03-02
      baken door audit report -o door-audits.csv
    """


@command.command()
@click.option(
    "--rules", "directory", metavar="DIR", type=RULES,
    help="A directory of rule files, read alone; default the shipped ones.",
)  # fmt: skip
@word_list_options
@click.option(
    "--minimum-age", type=click.IntRange(18, 120), default=18, show_default=True,
    help="From which age the platform's policy lets advertise.",
)  # fmt: skip
@click.option(
    "--age-evidence", metavar="METHODS", default="in_person,idin", show_default=True,
    help="Of which methods the policy asks one, with commas between; 'none' asks for none.",
)  # fmt: skip
@click.option("--each", is_flag=True, help="Print every test advert, with what it was held on.")
@region_option
@click.option(
    "--at", "address", metavar="URL",
    help="A platform's test entrance, as the audit on the desk names it; the options above are not for it.",
)  # fmt: skip
@click.option(
    "--key-file", metavar="FILE", help="With --at: the secret of a key there, readable by nobody else."
)
@click.option("--audit", "number", type=int, help="With --at: which audit, where more name this address.")
@organisation_option
@click.option("--reason", help="With --at: why; it goes into the log.")
@click.pass_context
def run(
    context: click.Context,
    directory: Path | None,
    word_lists: str | None,
    word_key: str | None,
    minimum_age: int,
    age_evidence: str,
    each: bool,
    region: str,
    address: str | None,
    key_file: str | None,
    number: int | None,
    organisation: str | None,
    reason: str | None,
) -> None:
    """Try the shipped test adverts against a rule set and a policy; print what was stopped per gradation.

    Needs no database and keeps nothing: the desk keeps its runs. With nothing_amiss, being stopped is a false
    alarm. The adverts were chosen and are no sample: the interval (Wilson, 95%) is about so few attempts.

    With --at they go past a platform's test entrance, over its API, and are kept. Begin the audit on the desk
    first, with the document that allows it and the address that it names: nothing goes to another, nor to a
    door that does not say that it is a test entrance. What was tried stays; run it again to go on. It closes
    when all was tried.

    \b
    Examples:
      baken door audit run
      baken door audit run --rules my-rules --minimum-age 21 --each
      baken door audit run --at https://test.kleinegids.example --key-file key.txt --reason "test of March"
    """
    if address is not None:
        _run_at(context, address, key_file, number, organisation, reason, each=each)
        return
    if key_file or number is not None or organisation or reason:
        raise click.UsageError("--key-file, --audit, --organisation and --reason go with --at")
    import secrets

    from baken.door.audits.catch_rates import Attempt, catch_rates
    from baken.door.audits.gradations import probes
    from baken.door.audits.trial import run_trial
    from baken.door.checks.submission import BadSubmission

    rules = rule_set(directory, "tried", own_lists(word_lists, word_key))
    methods = [] if age_evidence == "none" else age_evidence.split(",")
    policy = {"reference": "audit run", "minimum_age": minimum_age, "age_evidence": methods}
    try:
        tried = run_trial(probes(), rules, policy, key=secrets.token_bytes(32), region=region)
    except BadSubmission as bad:
        raise click.UsageError(str(bad)) from bad
    if each:
        _print_each([(one.gradation, one.probe, one.outcome, " ".join(one.grounds)) for one in tried])
    _print_rates(catch_rates(Attempt("test entrance", one.gradation, one.outcome) for one in tried))


def _run_at(
    context: click.Context,
    address: str,
    key_file: str | None,
    number: int | None,
    organisation: str | None,
    reason: str | None,
    *,
    each: bool,
) -> None:
    given = click.core.ParameterSource.COMMANDLINE
    ours = ("directory", "word_lists", "word_key", "minimum_age", "age_evidence", "region")
    if any(context.get_parameter_source(name) is given for name in ours):
        raise click.UsageError(
            "with --at the platform's own rules and policy decide: leave these options out"
        )
    if key_file is None or reason is None:
        raise click.UsageError("--at asks for --key-file and --reason")
    secret = _secret(Path(key_file))

    from baken.config.command import NotReady, organisation_session

    try:
        with organisation_session(organisation, reason=reason, purpose="statistics") as by:
            from baken.door.audits.actions import run_entrance
            from baken.door.audits.entrances.client import EntranceClient
            from baken.door.audits.entrances.exceptions import EntranceError
            from baken.door.audits.exceptions import AuditsError
            from baken.door.audits.queries import attempts_of, entrance_audit, rates_of

            try:
                audit = entrance_audit(address, number)
                with EntranceClient(audit.address, secret) as entrance:
                    audit = run_entrance(
                        by=by, audit_id=audit.id, entrance=entrance,
                        progress=lambda done, of: say(f"{done} of {of} test adverts"),
                    )  # fmt: skip
            except (AuditsError, EntranceError) as fault:
                raise Failed(str(fault)) from fault
            tried = attempts_of(audit)
            if each:
                _print_each([(one.gradation, one.probe, one.outcome, " ".join(one.grounds)) for one in tried])
            _print_rates(rates_of(tried))
            say(f"Audit {audit.number} is closed and counts in the report.")
    except NotReady as fault:
        raise Failed(str(fault)) from fault


def _secret(path: Path) -> str:
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Failed(f"others can read the key file: chmod 600 {path.name}")
        secret = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Failed(f"the key file {path.name} can't be read") from fault
    if not secret.isprintable() or not secret or " " in secret:
        raise Failed(f"the key file {path.name} holds no secret of a key: one line, baken_...")
    return secret


@command.command("import")
@click.argument("file", metavar="FILE")
@click.option(
    "--way", required=True, type=click.Choice(["authorised_test", "published_study"]),
    help="What people did with authorisation, or what a study published.",
)  # fmt: skip
@click.option("--reference", required=True, help="Of the document that allowed the test, or of the study.")
@click.option(
    "--on", "held_on", type=DAY, metavar="YYYY-MM-DD", help="The day; only a study may leave it out."
)
@organisation_option
@click.option("--reason", required=True, help="Why; it goes into the log.")
def import_file(
    file: str, way: str, reference: str, held_on: datetime | None, organisation: str | None, reason: str
) -> None:
    """Take in the attempts of FILE, a CSV with a line a test advert, as one closed audit.

    The headings are site, gradation, outcome, online_hours, told_police and told_others; the codes stand in
    docs/reference/code-lists.md. online_hours is how long the advert stood online at the least, empty where
    nobody knows. FILE may be the word four-sites: the published study of four sites that ships. A file with a
    bad line is left out whole, since a rate over half a test would say something else: each fault is listed
    with its line, and the exit status is 3.

    \b
    Examples:
      baken door audit import four-sites --way published_study --reference "door study" --reason figures
      baken door audit import attempts.csv --way authorised_test --reference "test plan 12" --on 2026-03-02
        --reason "test of March"
    """
    from baken.config.command import NotReady, organisation_session

    data = _attempts(file)
    try:
        with organisation_session(organisation, reason=reason, purpose="statistics") as by:
            from baken.door.audits.actions import import_audit
            from baken.door.audits.attempts_file import BadFile, read_attempts
            from baken.door.audits.exceptions import AuditsError

            try:
                lines = read_attempts(data)
                day = held_on.date() if held_on else None
                made = import_audit(by=by, way=way, reference=reference, held_on=day, lines=lines)
            except BadFile as bad:
                for line, what in bad.faults:
                    click.echo(f"line {line}: {what}", err=True)
                say("Nothing was taken in.")
                sys.exit(EXIT_BAD_RECORDS)
            except AuditsError as fault:
                raise Failed(f"nothing was taken in: {fault}") from fault
            say(f"Audit {made.number} has {len(lines)} attempts.")
    except NotReady as fault:
        raise Failed(str(fault)) from fault


@command.command()
@click.option("--number", type=int, help="One audit, attempt by attempt; default all, by gradation.")
@click.option("-o", "--output", default="-", metavar="OUT", help="The file to write; - is standard output.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@organisation_option
@click.option("--reason", default="baken door audit report", help="Why you look, for the audit log.")
def report(number: int | None, output: str, language: str, organisation: str | None, reason: str) -> None:
    """Write what the doors stopped, as a table; as CSV to a file whose name ends in .csv.

    \b
    Examples:
      baken door audit report
      baken door audit report --number 3 --language nl
      baken door audit report -o door-audits.csv
    """
    from baken.config.command import NotReady, organisation_session

    try:
        with organisation_session(organisation, reason=reason, purpose="statistics"):
            from baken.door.audits.models import DoorAudit
            from baken.door.audits.queries import attempts_of, counting_audits
            from baken.door.audits.report import as_csv, as_text, attempt_rows, report_rows

            told: Language = "nl" if language == "nl" else "en"
            if number is None:
                rows = report_rows(counting_audits(), told)
            else:
                one = DoorAudit.objects.filter(number=number).first()
                if one is None:
                    raise Failed(f"there is no audit {number}; the desk lists them")
                rows = attempt_rows(attempts_of(one), told)
    except NotReady as fault:
        raise Failed(str(fault)) from fault
    content = as_csv(rows) if output.endswith(".csv") else as_text(rows).encode()
    with whole_output(output) as stream:
        stream.write(content)


def _attempts(file: str) -> bytes:
    from baken.door.audits.attempts_file import LARGEST
    from baken.door.audits.checklists import SHIPPED

    if file == SHIPPED_STUDY:
        return (SHIPPED.parent / "four-sites.csv").read_bytes()
    with opened(file) as stream:
        return stream.read(LARGEST + 1)


def _print_each(rows: list[tuple[str, ...]]) -> None:
    _print([("gradation", "advert", "outcome", "held on"), *rows])
    click.echo()


def _print_rates(rates: "list[GradationRate]") -> None:
    rows: list[tuple[str, ...]] = [("gradation", "attempts", "stopped", "percent", "interval")]
    from baken.door.audits.report import percent

    for one in rates:
        share = one.rate
        if share is None:
            continue
        low, high = share.interval
        told = (str(percent(share.rate)), f"{percent(low)} to {percent(high)}")
        rows.append((one.gradation, str(one.attempts), str(share.count), *told))
    _print(rows)


def _print(rows: "list[tuple[str, ...]]") -> None:
    from baken.door.audits.report import as_text

    click.echo(as_text(rows), nl=False)
