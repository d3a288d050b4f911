"""The process from which those that read pages part has read one: all that reading takes is loaded."""

import subprocess
import sys

LOADED = """
import sys
import baken.collection.page_worker_start
print(*(name in sys.modules for name in ("baken.collection.page_scan", "isal", "django", "psycopg")))
"""


def test_reading_a_page_loads_what_it_takes_and_no_database() -> None:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout

    assert said.split() == ["True", "True", "False", "False"]
