"""Reads for the rates: what held adverts say of gender and language, and why the appealed ones were held."""

from collections.abc import Iterator
from dataclasses import dataclass

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.exceptions import Broken
from baken.door.extracted import readings_of
from baken.door.kept import ANSWER, opened_json, opened_record, readable
from baken.door.models import DoorAppeal, DoorCheck
from baken.door.permissions import SEE_RATES
from baken.door.rates.counting import UNKNOWN, Appealed, HeldAdvert, Rate, by_group, by_rule
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

MOST = 2_000
"""Decisions that are read, the newest: so a page stays a page."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Appeals per rule, and what was held without need by advertised gender and by language."""

    rules: list[Rate]
    genders: list[Rate]
    languages: list[Rate]

    @property
    def anything(self) -> bool:
        """Whether anything was decided at all."""
        return bool(self.rules or self.genders)


def read_rates(*, by: Actor) -> Rates:
    """The rates over the newest `MOST` decisions. Raises `NotPermitted`."""
    check_may(by, SEE_RATES)
    vault = Vault(by.organisation.id)
    held, appealed = list(_held(vault)), list(_appealed(vault))
    record_event(
        by=by,
        action="door.rates_read",
        subject=f"organisation:{by.organisation.id}",
        details={"held": len(held), "appeals": len(appealed)},
    )
    return Rates(
        by_rule(appealed),
        by_group(held, lambda one: one.gender),
        by_group(held, lambda one: one.language),
    )


def _held(vault: Vault) -> Iterator[HeldAdvert]:
    decided = DoorCheck.objects.filter(decision="hold", state__in=("cleared", "refused"))
    rows = decided.select_related("standing").defer("facts", "answer").order_by("-state_at", "id")[:MOST]
    for check in rows:
        try:
            row = opened_record(vault, check.standing)
        except Broken:
            continue
        languages = readings_of([(check.standing, row)], vault)[row["sighting_id"]]["languages"]
        yield HeldAdvert(
            row.get("advertised_gender") or UNKNOWN,
            languages[0]["language"] if languages else UNKNOWN,
            check.state == "cleared",
        )


def _appealed(vault: Vault) -> Iterator[Appealed]:
    decided = DoorAppeal.objects.exclude(state="open").select_related("refusal__check_at_door")
    for appeal in decided.defer("why", "refusal__check_at_door__facts").order_by("-decided_at", "id")[:MOST]:
        check = appeal.refusal.check_at_door
        try:
            with readable("door_check", check.id):
                told = opened_json(vault, check.answer, ANSWER, check.id)
                rules = tuple(one["rule"] or one["ground"] for one in told["reasons"])
        except Broken:
            continue
        yield Appealed(rules, appeal.state == "overturned")
