"""What is loaded before the first advert comes: without a database, and only where a platform is served."""

from threading import Event

import pytest

from baken.config import serve
from baken.door import warm
from baken.door.audits.gradations import probes
from baken.operations.parts import ONLY


def test_warming_up_asks_no_database() -> None:
    # the tests of this file may not reach one
    assert warm.warm_up() == len(list(probes())) > 0


@pytest.mark.parametrize(("part", "warmed"), [("platform", True), (None, False)])
def test_process_warms_up_where_a_platform_is_served(
    monkeypatch: pytest.MonkeyPatch, part: str | None, warmed: bool
) -> None:
    asked = Event()
    monkeypatch.setattr(warm, "warm_up", asked.set)
    monkeypatch.delenv(ONLY, raising=False)
    if part:
        monkeypatch.setenv(ONLY, part)
    serve.warm(None)
    assert asked.wait(5 if warmed else 0) is warmed
