"""What of rights waits for a worker: the names of its tasks."""

RUN = "retention"
RUN_BY_CLOCK = "retention_by_clock"
REQUESTS = "erase_requested"
LINK = "link"
