"""What programs of the platform hear of a check after its first answer."""

from baken.api.webhooks.outbox import queue_webhook
from baken.door.models import DoorCheck
from baken.tenancy.acting import Actor


def tell_decided(by: Actor, check: DoorCheck) -> None:
    """That a held advert was decided on, and how it stands now; in the transaction of that."""
    queue_webhook(
        organisation=by.organisation,
        kind="door.decided",
        payload={"check": check.id, "state": check.state},
    )
