"""What an administrator does with addresses that are told."""

import secrets
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.api.exceptions import NoKind
from baken.api.models import Delivery, Webhook
from baken.api.permissions import MANAGE_PROGRAMS
from baken.api.policies import check_changed, check_retry
from baken.api.webhooks.addresses import check_address
from baken.api.webhooks.outbox import defer_sending, queue_for_one
from baken.api.webhooks.sending import sealed_secret, switch_off_now
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.api import WebhookKind

TRIAL = "webhook.tried"
CHOICES = tuple(code for code in WebhookKind.codes if code != TRIAL)
"""What an address can ask to be told of; a trial comes because somebody presses a button."""
_PREFIX = "bakenhook_"


@transaction.atomic
def add_webhook(*, by: Actor, url: str, kinds: Iterable[str]) -> tuple[Webhook, str]:
    """The address, and the secret its messages are signed with, which is shown once.

    Raises `UnusableAddress`, `NoKind`.
    """
    _check(by)
    check_address(url)
    given = set(kinds)
    chosen = [code for code in CHOICES if code in given]
    if not chosen or len(chosen) != len(given):
        raise NoKind
    webhook_id, secret = uuid.uuid4(), _new_secret()
    webhook = Webhook.objects.create(
        id=webhook_id,
        organisation=by.organisation,
        url=url,
        kinds=chosen,
        secret=sealed_secret(by.organisation.id, webhook_id, secret),
        created_by=by.user,
        created_at=timezone.now(),
    )
    _note(by, "api.webhook_added", webhook)
    return webhook, secret


@transaction.atomic
def switch_off(*, by: Actor, webhook_id: uuid.UUID) -> Webhook:
    """Nothing goes to the address; what waited is dropped. Raises `WebhookEnded`, Http404."""
    _check(by)
    webhook = _found(webhook_id)
    check_changed(webhook)
    if webhook.off_at is None:
        switch_off_now(by=by, webhook=webhook, user_id=by.user.id)
    return webhook


@transaction.atomic
def switch_on(*, by: Actor, webhook_id: uuid.UUID) -> Webhook:
    """What happens from now on is told again. Raises `WebhookEnded`, Http404."""
    _check(by)
    webhook = _found(webhook_id)
    check_changed(webhook)
    webhook.off_at = webhook.off_by = webhook.failing_since = None
    webhook.save(update_fields=["off_at", "off_by", "failing_since"])
    _note(by, "api.webhook_switched_on", webhook)
    return webhook


@transaction.atomic
def remove_webhook(*, by: Actor, webhook_id: uuid.UUID) -> None:
    """The address and its secret go; that there were messages stays as long as they do.

    Raises `WebhookEnded`, Http404.
    """
    _check(by)
    webhook = _found(webhook_id)
    check_changed(webhook)
    if webhook.off_at is None:
        switch_off_now(by=by, webhook=webhook, user_id=by.user.id)
    webhook.removed_at, webhook.url, webhook.secret = timezone.now(), "", b""
    webhook.save(update_fields=["removed_at", "url", "secret"])
    _note(by, "api.webhook_removed", webhook)


@transaction.atomic
def renew_secret(*, by: Actor, webhook_id: uuid.UUID) -> str:
    """Another secret, shown once; the next message is signed with it. Raises `WebhookEnded`, Http404."""
    _check(by)
    webhook = _found(webhook_id)
    check_changed(webhook)
    secret = _new_secret()
    webhook.secret = sealed_secret(webhook.organisation_id, webhook.id, secret)
    webhook.save(update_fields=["secret"])
    _note(by, "api.webhook_secret_renewed", webhook)
    return secret


@transaction.atomic
def try_webhook(*, by: Actor, webhook_id: uuid.UUID) -> Delivery:
    """Sends a message that says nothing but that it is a trial. Raises `WebhookEnded`, Http404."""
    _check(by)
    webhook = _found(webhook_id)
    check_changed(webhook)
    made = queue_for_one(webhook=webhook, kind=TRIAL)
    _note(by, "api.webhook_tried", webhook)
    return made


@transaction.atomic
def send_again(*, by: Actor, delivery_id: uuid.UUID) -> Delivery:
    """Tries a message that was given up from the start, under the id it had. Raises `NotToRetry`, Http404."""
    _check(by)
    waiting = Delivery.objects.select_for_update(of=("self",)).select_related("webhook")
    delivery: Delivery = get_object_or_404(waiting, id=delivery_id)
    check_retry(delivery)
    delivery.state, delivery.tries, delivery.ended_at = "waiting", 0, None
    delivery.next_try_at = timezone.now()
    delivery.save(update_fields=["state", "tries", "ended_at", "next_try_at"])
    defer_sending(delivery)
    record_event(by=by, action="api.delivery_asked_again", subject=f"delivery:{delivery.id}")
    return delivery


def _check(by: Actor) -> None:
    check_may(by, MANAGE_PROGRAMS)
    check_person(by)


def _found(webhook_id: uuid.UUID) -> Webhook:
    found: Webhook = get_object_or_404(Webhook.objects.select_for_update(of=("self",)), id=webhook_id)
    return found


def _new_secret() -> str:
    return _PREFIX + secrets.token_urlsafe(32)


def _note(by: Actor, action: str, webhook: Webhook) -> None:
    record_event(by=by, action=action, subject=f"webhook:{webhook.id}")
