"""Sending a message once, and what follows from how that went.

A try is counted before it is made: whatever happens to us meanwhile, there are never more tries than the
table
says. A message may arrive twice (its answer was lost), never more often than it was tried; its id says so.
"""

import asyncio
import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from baken.api.exceptions import UnusableAddress
from baken.api.models import Delivery, Webhook
from baken.api.webhooks.addresses import Resolve, Target, target
from baken.api.webhooks.outbox import defer_sending
from baken.api.webhooks.signing import HEADER, signature
from baken.api.webhooks.states import MOST_TRIES, OFF_AFTER, next_wait
from baken.audit.actions import record_event
from baken.privacy.encryption import Cipher, NotDecryptable, associated_data
from baken.tenancy.acting import Actor

PATIENCE = 15.0
"""Seconds that a receiver gets for everything together."""
_GRACE = timedelta(hours=1)
"""After the last try was begun: whoever comes later finds that it broke off."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one try went: the status that came back, or a code for what stood in its way."""

    status: int | None = None
    trouble: str = ""

    @property
    def arrived(self) -> bool:
        """Whether the receiver took it."""
        return self.status is not None and 200 <= self.status <= 299


def send_delivery(
    *,
    by: Actor,
    delivery_id: uuid.UUID,
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: Resolve | None = None,
) -> Outcome | None:
    """Makes the next try of a message, if it is due; None where there is nothing to do."""
    begun = _begin(delivery_id)
    if begun is None:
        return None
    try:
        to = target(begun.webhook.url, resolve)
        outcome = asyncio.run(_post(to, *_signed(begun), transport))
    except UnusableAddress:
        outcome = Outcome(trouble="address")
    except NotDecryptable:
        outcome = Outcome(trouble="secret")
    _end(by, begun, outcome)
    return outcome


@transaction.atomic
def _begin(delivery_id: uuid.UUID) -> Delivery | None:
    now = timezone.now()
    found = (
        Delivery.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("webhook")
        .filter(id=delivery_id, state="waiting", next_try_at__lte=now)
        .first()
    )
    if found is None:
        return None
    if found.webhook.off_at is not None:
        _finish(found, "dropped", now)
        return None
    if found.tries >= MOST_TRIES:
        _finish(found, "given_up", now)
        return None
    found.tries += 1
    found.next_try_at = now + (next_wait(found.tries) or _GRACE)
    found.save(update_fields=["tries", "next_try_at"])
    return found


def _finish(delivery: Delivery, state: str, now: datetime) -> None:
    delivery.state, delivery.next_try_at, delivery.ended_at = state, None, now
    delivery.save(update_fields=["state", "next_try_at", "ended_at"])


def body_of(delivery: Delivery) -> bytes:
    """What is sent: the id of the message, what happened and when, and ids and codes."""
    told = {
        "id": str(delivery.message),
        "kind": delivery.kind,
        "happened_at": delivery.happened_at.isoformat(timespec="seconds"),
        "data": delivery.payload,
    }
    return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


def _signed(delivery: Delivery) -> tuple[bytes, dict[str, str]]:
    body, moment = body_of(delivery), int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Baken",
        "Baken-Message": str(delivery.message),
        HEADER: signature(opened_secret(delivery.webhook), moment, body),
    }
    return body, headers


async def _post(
    to: Target, body: bytes, headers: dict[str, str], transport: httpx.AsyncBaseTransport | None
) -> Outcome:
    # no proxy of the environment and no sending on: only the address that was looked at
    client = httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=PATIENCE, transport=transport)
    try:
        async with asyncio.timeout(PATIENCE), client:
            request = client.build_request(
                "POST",
                to.url,
                content=body,
                headers=headers | {"Host": to.host_header},
                extensions={"sni_hostname": to.host},
            )
            # what it answers beyond a status is never read
            answer = await client.send(request, stream=True)
            await answer.aclose()
            return Outcome(status=answer.status_code, trouble="" if answer.is_success else "status")
    except (TimeoutError, httpx.TimeoutException):
        return Outcome(trouble="timeout")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return Outcome(trouble="connection")


@transaction.atomic
def _end(by: Actor, begun: Delivery, outcome: Outcome) -> None:
    now = timezone.now()
    webhook = Webhook.objects.select_for_update().get(id=begun.webhook_id)
    delivery = Delivery.objects.select_for_update().get(id=begun.id)
    if delivery.state != "waiting":
        return
    delivery.last_status, delivery.last_trouble = outcome.status, outcome.trouble
    delivery.save(update_fields=["last_status", "last_trouble"])
    if outcome.arrived:
        _finish(delivery, "sent", now)
        Webhook.objects.filter(id=webhook.id).update(failing_since=None)
        return
    webhook.failing_since = webhook.failing_since or now
    webhook.save(update_fields=["failing_since"])
    if delivery.tries < MOST_TRIES:
        defer_sending(delivery)
        return
    _finish(delivery, "given_up", now)
    # only after a message that had all its tries: where little happens, the failure before may be weeks old
    if webhook.off_at is None and now - webhook.failing_since >= OFF_AFTER:
        switch_off_now(by=by, webhook=webhook, user_id=None)


def switch_off_now(*, by: Actor, webhook: Webhook, user_id: uuid.UUID | None) -> None:
    """Nothing is sent to the address any more, and what waited for it is dropped. Within a transaction."""
    now = timezone.now()
    webhook.off_at, webhook.off_by_id = now, user_id
    webhook.save(update_fields=["off_at", "off_by"])
    waiting = webhook.deliveries.filter(state="waiting")
    number = waiting.update(state="dropped", next_try_at=None, ended_at=now)
    record_event(
        by=by,
        action="api.webhook_switched_off",
        subject=f"webhook:{webhook.id}",
        details={"dropped": number, "by_itself": user_id is None},
    )


def drop_waiting() -> int:
    """Nothing is told any more for the organisation acted for, because it closed; how many messages waited.
    An administrator can ask for each again once it is open."""
    now = timezone.now()
    return Delivery.objects.filter(state="waiting").update(state="dropped", next_try_at=None, ended_at=now)


def sealed_secret(organisation_id: uuid.UUID, webhook_id: uuid.UUID, secret: str) -> bytes:
    """What the table keeps of the secret of an address: it is needed again for each signature."""
    return _cipher(organisation_id).encrypt(secret, _place(organisation_id, webhook_id))


def opened_secret(webhook: Webhook) -> str:
    """The secret. Raises `NotDecryptable`."""
    place = _place(webhook.organisation_id, webhook.id)
    return _cipher(webhook.organisation_id).decrypt(bytes(webhook.secret), place)


def _cipher(organisation_id: uuid.UUID) -> Cipher:
    return Cipher(*settings.BAKEN_KEYRING.keys(str(organisation_id), "webhook secret"))


def _place(organisation_id: uuid.UUID, webhook_id: uuid.UUID) -> bytes:
    return associated_data(str(organisation_id), "api_webhook.secret", str(webhook_id))
