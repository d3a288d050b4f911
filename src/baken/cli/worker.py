"""`baken worker`: runs what waits in the queue."""

import click

from baken.cli import Failed
from baken.cli.streams import say
from baken.config.command import database


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing waits any more.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something fails.")
def command(once: bool, quiet: bool) -> None:
    """Run the jobs that are waiting: extract, link, indicate, seal.

    Jobs are queued by `baken collect`, in the same transaction as what it stores. A job that a
    killed worker left halfway is taken up again.

    \b
    Examples:
      baken worker          until it is stopped
      baken worker --once   until nothing waits
    """
    with database():
        from baken.pipeline.worker import WorkerRunning, run_worker

        say("Waiting for jobs; Ctrl-C stops after the job at hand.", quiet=quiet or once)
        try:
            unfinished = run_worker(once=once)
        except WorkerRunning as fault:
            raise Failed(str(fault)) from fault
    if once and unfinished:
        raise Failed(f"these stages did not end well: {', '.join(unfinished)}; see above, and run it again")
