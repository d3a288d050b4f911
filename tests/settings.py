"""The project's own settings, with a state directory for the tests alone, one for each who runs a part."""

import os
from pathlib import Path

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
_STATE = os.environ.get("BAKEN_TEST_STATE", str(Path(__file__).parents[1] / "var" / "test"))
os.environ["BAKEN_STATE"] = f"{_STATE}{WORKER and '-'}{WORKER}"

from baken.config.settings import *  # noqa: E402, F403

DATABASES["default"]["TEST"] = {"NAME": f"test_baken{WORKER and '_'}{WORKER}"}  # noqa: F405
