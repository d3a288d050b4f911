"""What of notices waits for a worker: the names of its tasks."""

SEND_STATEMENTS = "send_statements"
