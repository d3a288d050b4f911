"""One cluster for all tests of a run, and adverts to link on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spark.adverts import write_adverts
from tests.spark.clusters import Cluster, standalone_cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers."""
    with standalone_cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture(scope="session")
def adverts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with adverts in several files; some lines are no records, some sightings doubled."""
    return write_adverts(tmp_path_factory.mktemp("adverts"))
