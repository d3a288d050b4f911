"""Programs of others: keys, addresses that are told, and messages to them."""

from datetime import timedelta
from typing import Any

from tests.browser.things.who import Parameters, acting, turns

URL = "https://hooks.example.org/baken"


def _made(by: Any) -> Any:
    from django.utils import timezone

    from baken.api.actions import create_key

    made, _secret = create_key(
        by=acting(by, "accountability"),
        name=f"plaatsen {next(turns)}",
        scopes=["door:check", "statements:check"],
        valid_until=timezone.localdate() + timedelta(days=90),
        per_minute=600,
    )
    return made


def key(by: Any) -> Parameters:
    return {"key_id": _made(by).id}


def keys(by: Any) -> Parameters:
    key_revoked(by)
    return key(by)


def key_renewed(by: Any) -> Parameters:
    from baken.api.actions import rotate_key

    found = key(by)
    rotate_key(by=acting(by, "accountability"), overlap=timedelta(days=1), **found)
    return found


def key_revoked(by: Any) -> Parameters:
    from baken.api.actions import revoke_key

    found = key(by)
    revoke_key(by=acting(by, "accountability"), **found)
    return found


def webhook_unused(by: Any) -> Parameters:
    from baken.api.webhooks.actions import add_webhook

    made, _secret = add_webhook(by=acting(by, "accountability"), url=URL, kinds=["door.decided"])
    return {"webhook_id": made.id}


def webhook(by: Any) -> Parameters:
    """With a message in each state."""
    import uuid

    from django.utils import timezone

    from baken.api.models import Delivery
    from baken.vocabulary.api import DeliveryState

    found, now = webhook_unused(by), timezone.now()
    for state in DeliveryState.codes:
        waits = state == "waiting"
        Delivery.objects.create(
            organisation=by.organisation,
            webhook_id=found["webhook_id"],
            message=uuid.uuid4(),
            kind="door.decided",
            payload={"check": str(uuid.uuid4()), "state": "held"},
            happened_at=now,
            state=state,
            tries=2,
            next_try_at=now + timedelta(hours=2) if waits else None,
            ended_at=None if waits else now,
            last_status=200 if state == "sent" else 500,
            last_trouble="" if state == "sent" else "status",
        )
    return found


def webhook_failed(by: Any) -> Parameters:
    from django.utils import timezone

    from baken.api.models import Webhook

    found, now = webhook(by), timezone.now()
    Webhook.objects.filter(id=found["webhook_id"]).update(failing_since=now - timedelta(days=3), off_at=now)
    return found


def message(by: Any) -> Parameters:
    from baken.api.models import Delivery

    found = webhook(by)
    return found | {"delivery_id": Delivery.objects.filter(**found).values_list("id", flat=True)[0]}
