"""`baken collect package`: captures handed over as evidence, after two people decided so."""

import uuid

import click

from baken.cli import Failed
from baken.cli.streams import say, whole_output
from baken.config.command import organisation_session


@click.command()
@click.argument("captures", metavar="CAPTURE...", nargs=-1, required=True, type=click.UUID)
@click.option("-o", "--output", metavar="FILE", required=True, help="Where the package is written.")
@click.option("--case", metavar="TEXT", required=True, help="What the receiver calls the case.")
@click.option("--reason", metavar="TEXT", required=True, help="Why; it goes into the log.")
@click.option(
    "--purpose",
    type=click.Choice(["crime_report", "outreach"]),
    default="crime_report",
    show_default=True,
    help="What it is handed over for.",
)
@click.option("--asked-by", metavar="LOGIN", required=True, help="The analyst who asks for it.")
@click.option("--approved-by", metavar="LOGIN", required=True, help="Another person, who approves it.")
@click.option("--organisation", metavar="SLUG", help="For whom; default the only one, or the demo one.")
def command(
    captures: tuple[uuid.UUID, ...],
    output: str,
    case: str,
    reason: str,
    purpose: str,
    asked_by: str,
    approved_by: str,
    organisation: str | None,
) -> None:
    """Make an evidence package of captures, for one case.

    A WACZ with a signed manifest, and a page that says in Dutch and English what it is and how to check
    it. It shows contact details, so two named people decide: an analyst asks, another analyst or the data
    protection officer approves. At most 100 captures; each package is in the log. Tell the receiver the
    fingerprint of the key in another way than you send the package.

    \b
    Example:
      baken collect package 5f0c2e6e-8f0f-4a53-9b7a-0d1f3f1c2a11 -o evidence.wacz --case 2026-114
        --reason "asked for by the prosecutor" --asked-by a.jansen --approved-by fg
    """
    with organisation_session(organisation, reason=reason) as by:
        from baken.accounts.models import User
        from baken.collection.evidence.package import EvidenceRefused, evidence_package, signing_fingerprint
        from baken.tenancy.permission import NotPermitted

        people = {user.login: user for user in User.objects.filter(login__in=[asked_by, approved_by])}
        for login in (asked_by, approved_by):
            if login not in people:
                raise Failed(f"there is nobody with the login {login!r}")
        try:
            package = evidence_package(
                by=by,
                capture_ids=captures,
                reason=reason,
                case=case,
                purpose=purpose,
                asked_by=people[asked_by],
                approved_by=people[approved_by],
            )
        except (EvidenceRefused, NotPermitted) as fault:
            raise Failed(str(fault)) from fault
        fingerprint = signing_fingerprint(by.organisation.id)
        with whole_output(output) as stream:
            stream.write(package)
    say(f"{len(set(captures))} captures, {len(package)} bytes. Fingerprint of the key: {fingerprint}")
