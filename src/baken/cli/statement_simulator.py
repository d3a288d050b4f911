"""`baken statement simulator`: the Commission's database on this machine, to try sending on."""

import contextlib

import click

from baken.cli import Failed


@click.command("simulator")
@click.option("--port", default=8901, show_default=True, type=click.IntRange(0, 65535), help="0: any.")
@click.option("--token", default="proef", show_default=True, help="The token that it takes.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    type=click.Choice(["silent", "lost", "busy", "broken", "stored_broken", "vague"]),
    help="What goes wrong with the next batch; more than once for those after it.",
)
def command(port: int, token: str, faults: tuple[str, ...]) -> None:
    """Serve a simulated transparency database on this machine, to try sending on.

    It answers and refuses as the Commission's own does, and forgets everything when it stops. Faults:
    silent (stored, and no answer), lost (not stored, and no answer), busy (429), broken (500),
    stored_broken (stored, and 500), vague (refused without saying which one). Each request is printed;
    Ctrl-C stops it.

    \b
    Examples:
      baken statement simulator
      baken statement simulator --fault silent --fault busy
    """
    from baken.demo.loopback import LoopbackSite
    from baken.demo.transparency_database import SimulatedDatabase

    app = SimulatedDatabase(token=token, on_request=click.echo)
    app.faults.extend(faults)
    try:
        with LoopbackSite(app, port) as site:
            click.echo(f"BAKEN_STATEMENTS_URL={site.address}", err=True)
            click.echo(f"a line for the file of BAKEN_STATEMENTS_TOKENS: demo {token}", err=True)
            with contextlib.suppress(KeyboardInterrupt):
                site.serve_until_told()
    except OSError as fault:
        raise Failed(f"port {port} can't be used: {fault.strerror or fault}; give another --port") from fault
