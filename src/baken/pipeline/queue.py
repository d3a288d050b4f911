"""Putting a stage in the queue, in the transaction of whoever has work for it."""

import uuid

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from baken.api.webhooks.outbox import CALLS
from baken.conversations.waiting import SEND_MESSAGES

QUEUE = "stages"
CRAWLS = "crawls"
"""A crawl takes hours in which it mostly waits: it stands in no stage's way."""


def put(task: str, organisation_id: uuid.UUID) -> None:
    """Queues work of an organisation where that work belongs."""
    (queue_messages if task == SEND_MESSAGES else defer_once)(task, organisation_id)


def defer_once(task: str, organisation_id: uuid.UUID) -> None:
    """Queues a stage for an organisation. Waiting once is enough; stages of one organisation never
    run side by side."""
    try:
        with transaction.atomic():
            app.configure_task(
                task,
                queue=QUEUE,
                queueing_lock=f"{task} {organisation_id}",
                lock=str(organisation_id),
                allow_unknown=False,
            ).defer(organisation_id=str(organisation_id))
    except AlreadyEnqueued:
        pass


def queue_crawl(organisation_id: uuid.UUID, crawl_id: uuid.UUID) -> None:
    """Queues a crawl; one that waits in the queue already waits once."""
    try:
        with transaction.atomic():
            app.configure_task(
                "crawl",
                queue=CRAWLS,
                queueing_lock=f"crawl {crawl_id}",
                lock=f"crawl {crawl_id}",
                allow_unknown=False,
            ).defer(organisation_id=str(organisation_id), crawl_id=str(crawl_id))
    except AlreadyEnqueued:
        pass


def queue_messages(task: str, organisation_id: uuid.UUID) -> None:
    """Queues the sending of messages beside the stages: somebody waits for an answer, and a stage can take
    an hour. One that waits already waits once."""
    try:
        with transaction.atomic():
            app.configure_task(
                task,
                queue=CALLS,
                queueing_lock=f"{task} {organisation_id}",
                lock=f"{task} {organisation_id}",
                allow_unknown=False,
            ).defer(organisation_id=str(organisation_id))
    except AlreadyEnqueued:
        pass
