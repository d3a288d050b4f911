"""Killed at any moment, who reads an archive leaves no process behind."""

import signal
import subprocess
import sys

READING = """
from baken.collection.page_records import PageReading
from baken.collection.page_workers import PageWorkers
from baken.collection.warc_records import MemberJob, RecordReading

with PageWorkers(RecordReading("a", None, PageReading()), 2) as readers:
    for _ in range(96):
        readers.give(MemberJob(0, b"WARC/1.1"))
    print(sum(len(found.pages) for found in readers.rest()), flush=True)
    input()
"""


def test_processes_that_read_leave_when_who_asked_is_killed() -> None:
    command = [sys.executable, "-c", READING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout
        assert asking.stdout.readline() == "96\n"

        asking.send_signal(signal.SIGKILL)

        # it ends when nobody holds the other end of it any more
        assert asking.communicate(timeout=120) == ("", None)
    assert asking.returncode == -signal.SIGKILL
