"""The desk's settings with one address more: that of `bare_pages`."""

from baken.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.bare_pages"
