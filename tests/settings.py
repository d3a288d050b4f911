"""The project's own settings, with a state directory for the tests alone."""

import os
from pathlib import Path

os.environ["BAKEN_STATE"] = os.environ.get(
    "BAKEN_TEST_STATE", str(Path(__file__).parents[1] / "var" / "test")
)

from baken.config.settings import *  # noqa: F403
