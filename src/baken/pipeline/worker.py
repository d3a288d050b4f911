"""The job worker, on connections of its own under the same role as everything else."""

from procrastinate.contrib.django import app

from baken.pipeline.queue import QUEUE


def run_worker(*, once: bool) -> None:
    """Works the queue; with `once` until nothing waits. One job at a time: a stage uses all cores."""
    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    with app.replace_connector(worker.connector) as working:
        working.run_worker(queues=[QUEUE], wait=not once, concurrency=1, install_signal_handlers=not once)
