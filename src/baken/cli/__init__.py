"""The `baken` command: parse, call, print. No rules of its own."""

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_BAD_RECORDS = 3


class Failed(Exception):
    """The job failed and nothing was half-written; the message says what and what to do."""
