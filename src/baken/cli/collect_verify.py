"""`baken collect verify`: whether an evidence package is whole."""

import json
import zipfile
from pathlib import Path

import click

from baken.cli import EXIT_BAD_RECORDS, Failed


@click.command()
@click.argument("package", metavar="PACKAGE")
@click.option(
    "--fingerprint", metavar="HEX", help="Of the key that must have signed it, as its owner told you."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(package: str, fingerprint: str | None, as_json: bool) -> None:
    """Prove that an evidence package is whole; needs no database.

    Holds every part against the signed manifest. Exits 0 when it is whole; 3 when it is not, and names
    each part that was changed, is missing or was added, with the byte where that can be known; 1 when it
    can't be read at all. The key is in the package: compare its fingerprint with what the organisation
    told you in another way, or give it with --fingerprint.

    \b
    Example:
      baken collect verify evidence.wacz --fingerprint "9f2c 11d0 ..."
    """
    from baken.collection.evidence.verifying import LARGEST, Fault, NoPackage, verify_package

    try:
        path = Path(package)
        size = path.stat().st_size
        if not path.is_file():
            raise Failed(f"{package} is no file")
        if size > LARGEST:
            raise Failed(f"{package} is larger than a package can be ({LARGEST} bytes)")
        # a look at its end first: what is no zip is not read into memory
        if not zipfile.is_zipfile(path):
            raise NoPackage(NoPackage.__doc__)
        verdict = verify_package(path.read_bytes())
    except OSError as fault:
        raise Failed(f"{package} can't be read: {fault.strerror or fault}") from fault
    except NoPackage as fault:
        raise Failed(f"{package}: {' '.join(str(fault).split())}") from fault
    if fingerprint is not None and _plain(fingerprint) != _plain(verdict.fingerprint):
        verdict.faults.append(Fault("evidence/public-key.pem", "is not the key that you gave"))
    if as_json:
        faults = [
            {"part": one.part, "what": one.what, "offset": one.offset, "exact": one.exact}
            for one in verdict.faults
        ]
        found = {"whole": verdict.whole, "fingerprint": verdict.fingerprint, "faults": faults}
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for one in verdict.faults:
            click.echo(str(one))
        if verdict.whole:
            about = verdict.manifest
            click.echo(
                f"Whole: {len(about['captures'])} captures in {len(about['parts'])} parts, "
                f"made at {about['made_at']} by {about['organisation']['en']}."
            )
        if verdict.fingerprint:
            click.echo(f"Fingerprint of the key: {verdict.fingerprint}")
    if not verdict.whole:
        raise SystemExit(EXIT_BAD_RECORDS)


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.lower().replace(":", "").split())
