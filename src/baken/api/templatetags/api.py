"""What templates ask of messages to programs."""

from django import template

from baken.api.models import Delivery
from baken.api.policies import can_retry
from baken.api.wording import TROUBLE

register = template.Library()


@register.simple_tag
def trouble(delivery: Delivery) -> str:
    """What stood in the way of the last try, with the status that came back, if one did."""
    words = str(TROUBLE.get(delivery.last_trouble, ""))
    return f"{words} ({delivery.last_status})" if delivery.last_status else words


@register.simple_tag
def retriable(delivery: Delivery) -> bool:
    """Whether somebody may ask for it to be sent once more."""
    return can_retry(delivery)
