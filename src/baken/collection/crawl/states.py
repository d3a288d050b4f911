"""The states of a crawl as a table: who moves it on, with which permission, and what the log says."""

from dataclasses import dataclass

from baken.collection.permissions import START_CRAWL, STOP_CRAWL
from baken.tenancy.permission import Permission
from baken.vocabulary.crawls import CrawlEnd

BY_CLOCK = "clock"
"""Who moves it where no person does: the program that crawls."""


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code in `CrawlState`, and who has to act next; nobody where it is over."""

    code: str
    owner: Permission | str | None

    @property
    def is_over(self) -> bool:
        return self.owner is None


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. Without a permission it is the program's own; `ends` are the reasons in `CrawlEnd` that it
    may give."""

    verb: str
    sources: tuple[str, ...]
    target: str
    permission: Permission | None
    event: str
    ends: tuple[str, ...] = ()


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("waiting", owner=BY_CLOCK),
        State("running", owner=BY_CLOCK),
        State("done", owner=None),
        State("stopped", owner=None),
        State("failed", owner=None),
    )
}
ACTIVE = tuple(code for code, state in STATES.items() if not state.is_over)

START = Transition("start", (), "waiting", START_CRAWL, "collection.crawl_started")
BEGIN = Transition("begin", ("waiting",), "running", None, "collection.crawl_begun")
RESUME = Transition("resume", ("running",), "running", None, "collection.crawl_resumed")
STOP = Transition("stop", ACTIVE, "stopped", STOP_CRAWL, "collection.crawl_stopped", ends=("by_person",))
FINISH = Transition(
    "finish", ("running",), "done", None, "collection.crawl_ended", ends=CrawlEnd.codes_in("done")
)
BREAK_OFF = Transition(
    "break off",
    ACTIVE,
    "stopped",
    None,
    "collection.crawl_ended",
    ends=tuple(code for code in CrawlEnd.codes_in("stopped") if code != "by_person"),
)
FAIL = Transition("fail", ACTIVE, "failed", None, "collection.crawl_ended", ends=CrawlEnd.codes_in("failed"))

FIRST = "waiting"
TRANSITIONS: tuple[Transition, ...] = (START, BEGIN, RESUME, STOP, FINISH, BREAK_OFF, FAIL)


def step_for(end: str) -> Transition:
    """The step that ends a crawl for a reason of `CrawlEnd`. Raises KeyError."""
    return {reason: step for step in TRANSITIONS for reason in step.ends}[end]
