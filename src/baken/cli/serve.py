"""`baken serve`: the desk."""

import os

import click

from baken.cli.streams import say
from baken.config.command import database
from baken.operations.parts import PARTS


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: min(2 * (os.cpu_count() or 1) + 1, 9),
    help="Processes that answer; default two a core and one, at most 9.",
)
@click.option(
    "--no-worker", is_flag=True, help="Run no jobs beside the pages; `baken worker` runs elsewhere."
)
@click.option(
    "--only",
    type=click.Choice(tuple(PARTS)),
    help="Serve one part: of `platform` the pages of a platform, its administration and the API.",
)
@click.option("--quiet", is_flag=True, help="Say nothing unless something fails.")
def command(host: str, port: int, workers: int, no_worker: bool, only: str | None, quiet: bool) -> None:
    """Serve the desk, and run the jobs beside it, until it is stopped.

    The schema is brought up to date first. Ctrl-C or SIGTERM stops everything in order. Behind a
    proxy with https, set BAKEN_HTTPS=1 and BAKEN_HOSTS to the names the desk answers to. The
    demo's users are served to this machine only. With --only every address outside the part is not there,
    whoever asks.

    \b
    Examples:
      baken serve
      baken serve --host 0.0.0.0 --port 8443 --no-worker
      baken serve --only platform
    """
    with database():
        from baken.config.places import state_directory
        from baken.config.schema import bring_up_to_date
        from baken.config.serve import check_host, listen, serve
        from baken.config.styles import gathered_styles

        with listen(host, port) as listener:
            bring_up_to_date()
            check_host(host)
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{listener.getsockname()[1]}/"
            serve(
                listener,
                workers=workers,
                jobs=not no_worker,
                only=only,
                styles=gathered_styles(state_directory()),
                ready=lambda: say(f"The desk is at {address} and stops on Ctrl-C.", quiet=quiet),
            )
            say("Stopped.", quiet=quiet)
