"""A session on a Spark cluster, or on this machine alone where no cluster is named.

Whatever Spark users set, where they always set it (spark-defaults.conf, PYSPARK_SUBMIT_ARGS), counts;
here stands only what the stages need beside it. What passes between machines tells which adverts
belong together and carries the key of the pseudonyms, so connections have to be encrypted.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ENCRYPTED = (
    ("spark.authenticate", "spark.network.crypto.enabled"),
    ("spark.authenticate", "spark.ssl.rpc.enabled"),
)
"""Either pair of settings encrypts what machines of a cluster say to each other."""

_NEEDED = {
    "spark.app.name": "baken link",
    "spark.sql.session.timeZone": "UTC",
    # so many texts at a time: a text can have a hundred thousand characters
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    "spark.ui.showConsoleProgress": "false",
    # what is left on a disk for a moment holds pseudonyms
    "spark.io.encryption.enabled": "true",
}
_UNLESS_GIVEN = {
    "spark.driver.maxResultSize": "0",
    "spark.log.level": "ERROR",
}
_NOW_AND_THEN = 1.0
"""Seconds."""

_ALONE = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""On this machine alone nothing listens to others."""


class NoSpark(Exception):
    """There is no Spark to run on; the message says what is missing and what to do."""


class SparkFailed(Exception):
    """A job on Spark ended before its end; the message says so without a word of the data."""


@contextlib.contextmanager
def spark_session(
    master: str | None = None, tell: Callable[[str], None] = lambda message: None
) -> Iterator["SparkSession"]:
    """A session on `master`, or where Spark's own settings say; it is ended with the block.

    `tell` hears now and then how far it is. Raises NoSpark when PySpark or Java is missing, the
    cluster can't be reached, or what its machines say to each other is not encrypted; SparkFailed when
    a job in the block fails.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise NoSpark("PySpark is not installed; install Baken with its extra: baken[spark]") from fault
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise NoSpark(
            "Spark needs Java, which is not installed; install Java 17 (on Debian: default-jre-headless)"
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryFile() as said:
        try:
            # Java is started first: it knows what the user of Spark set
            SparkContext._ensure_initialized(gateway=launch_gateway(popen_kwargs={"stderr": said}))
            settings = session_settings(dict(SparkConf().getAll()), master)
            session = SparkSession.builder.config(map=settings).getOrCreate()
        except (PySparkException, Py4JError, OSError) as fault:
            raise NoSpark(f"Spark does not start: {_reason(said)}") from fault
        try:
            with _progress(session, tell):
                yield session
        except (PySparkException, Py4JError) as fault:
            raise SparkFailed(
                "Spark could not finish and nothing was written; the logs of its workers say why"
            ) from fault
        finally:
            session.stop()


def _reason(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").splitlines()
    telling = [line.strip() for line in lines if "Exception" in line or "ERROR" in line]
    return (telling or lines[-1:] or ["no word why"])[-1]


@contextlib.contextmanager
def _progress(session: "SparkSession", tell: Callable[[str], None]) -> Iterator[None]:
    """Tells now and then how far the cluster is with what it is doing."""
    ended = threading.Event()
    tracker = session.sparkContext.statusTracker()

    def watch() -> None:
        while not ended.wait(_NOW_AND_THEN):
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            done = sum(stage.numCompletedTasks for stage in stages if stage)
            if count := sum(stage.numTasks for stage in stages if stage):
                tell(f"{done} of {count} parts of this step are done")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def session_settings(given: dict[str, str], master: str | None) -> dict[str, str]:
    """What is set for a session, beside and over what the user of Spark has `given`; raises NoSpark."""
    where = master or given.get("spark.master", "local[*]")
    settings = {name: value for name, value in _UNLESS_GIVEN.items() if name not in given}
    settings |= _NEEDED | {"spark.master": where}
    if where.startswith("local"):
        settings |= _ALONE
    elif not any(all(given.get(one) == "true" for one in pair) for pair in ENCRYPTED):
        raise NoSpark(
            f"the connections of the cluster at {where} are not encrypted; "
            "set spark.authenticate and spark.network.crypto.enabled in spark-defaults.conf, on every machine"
        )
    return settings
