"""What of conversations waits for a worker: the names of its tasks."""

SEND_MESSAGES = "send_messages"
