"""A platform's door: its policy, and adverts that come to it."""

from typing import Any

from baken.door.actions.check_advert import Answer, check_advert
from baken.door.actions.set_policy import set_policy
from baken.door.models import DoorPolicy
from baken.tenancy.acting import Actor
from tests.factories.door import PLATFORM, advert


def make_policy(by: Actor, **asks: Any) -> DoorPolicy:
    """A version of the policy; by default it asks for an age from 18 and nothing else."""
    given: dict[str, Any] = {
        "platform": PLATFORM,
        "minimum_age": 18,
        "age_evidence": [],
        "required": [],
        "grade_c_hours": 24,
        "reason": "zoals de gemeente vraagt",
    }
    return set_policy(by=by, **given | asks)


def come_to_the_door(by: Actor, sighting_id: str = "new", **fields: Any) -> Answer:
    """An advert comes to the door."""
    return check_advert(by=by, submission={"advert": advert(sighting_id, **fields)})
