"""What is allowed with a key and an address as they stand."""

from datetime import date

from django.utils import timezone

from baken.api.exceptions import KeyEnded, NotToRetry, WebhookEnded
from baken.api.models import ApiKey, Delivery, Webhook


def can_let_in(key: ApiKey, today: date | None = None) -> bool:
    """Whether the key opens anything today."""
    return key.revoked_at is None and key.valid_until >= (today or timezone.localdate())


def check_stands(key: ApiKey) -> None:
    """A key that ended is not changed any more. Raises `KeyEnded`."""
    if not can_let_in(key):
        raise KeyEnded


def can_be_changed(webhook: Webhook) -> bool:
    """Whether an address is there still."""
    return webhook.removed_at is None


def check_changed(webhook: Webhook) -> None:
    """Raises `WebhookEnded`."""
    if not can_be_changed(webhook):
        raise WebhookEnded


def can_retry(delivery: Delivery) -> bool:
    """Whether a message may be sent once more because somebody asks for it."""
    on = delivery.webhook.off_at is None
    return on and delivery.state in ("given_up", "dropped")


def check_retry(delivery: Delivery) -> None:
    """Raises `NotToRetry`."""
    if not can_retry(delivery):
        raise NotToRetry
