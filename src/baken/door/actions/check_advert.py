"""An advert at the door: kept, looked at beside what stands, and let through or held."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.collection.moments import write_moment
from baken.door.broken import note_broken
from baken.door.checks.beside import look_beside
from baken.door.checks.decision import Decision, decide
from baken.door.checks.grounds import COULD_NOT_CHECK, KEPT_BROKEN, Reason
from baken.door.checks.lines import as_json
from baken.door.checks.submission import AgeEvidence, BadSubmission, Submission, read_submission
from baken.door.exceptions import Broken
from baken.door.extracted import REGION, kept_readings_of, read_rows
from baken.door.in_force import decided_by
from baken.door.kept import (
    ANSWER,
    CHECKED_BY,
    FACTS,
    facts_told,
    opened_json,
    policy_of,
    readable,
    sealed_json,
)
from baken.door.keys import account_name, keys_of, things_of
from baken.door.models import AgeProof, DoorCheck, DoorPolicy, StandingAdvert
from baken.door.permissions import CHECK
from baken.door.standing import (
    advert_name,
    content_name,
    found_beside,
    keep_advert,
    newest_version,
    one_at_a_time,
    row_beside,
)
from baken.door.states import FIRST, MOVES, OVERTAKE, REFUSE, STATES
from baken.door.waiting import two_people_wait
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

CHECKED, AGAIN = MOVES[0].event, "door.answered_again"
_MOST_PROOFS = 20
"""Of one account, the newest."""

_PROOFS = """
    SELECT id, organisation_id, standing_id, account, method, checked_at, valid_until, checked_by
    FROM door_ageproof WHERE organisation_id = %s AND account = %s ORDER BY checked_at DESC, id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform is told. `check` and `state` are missing where nothing could be checked: then it
    is a hold. `rules` is the SHA-256 of the rule set that decided. `online` says whether the advert may be
    seen now."""

    check: uuid.UUID | None
    state: str | None
    told: dict[str, Any]
    rules: str | None = None

    @property
    def online(self) -> bool:
        """Whether the advert may be seen now."""
        return self.state is not None and STATES[self.state].online

    def as_json(self) -> dict[str, Any]:
        """The answer for a program."""
        return self.told | {
            "check": None if self.check is None else str(self.check),
            "state": self.state,
            "rules": self.rules,
            "may_go_online": self.online,
        }


def check_advert(*, by: Actor, submission: Mapping[str, Any]) -> Answer:
    """Whether an advert may go online, or waits for a person, and why; in one transaction.

    `submission` is an advert record, or an object with it under `advert`. What stands, which evidence there
    is and what the policy asks is known here and can't be sent along; the moment is that of this call. The
    same advert under the same policy, rules and evidence gets the same answer, and stands once. Where the
    database can't be reached, or something kept that the check rests on can't be read, the answer is a hold;
    the log names what can't be read.

    Raises `BadSubmission`, `NoPolicy`, `OtherPlatform`, `NotPermitted`, and `FaultyRules` where the rules
    in force can't be used any more.
    """
    check_may(by, CHECK)
    at = timezone.now()
    row = _read(submission, at)
    try:
        with transaction.atomic():
            return _checked(by, row, at)
    except (OperationalError, InterfaceError):
        return not_checked(row["sighting_id"])
    except Broken as broken:
        _note(by, broken)
        return not_checked(row["sighting_id"], KEPT_BROKEN)


def _note(by: Actor, broken: Broken) -> None:
    # what the check itself wrote was rolled back; that nobody can note it now changes nothing of the hold
    with suppress(OperationalError, InterfaceError), transaction.atomic():
        note_broken(by, broken)


def not_checked(sighting_id: str, why: Reason = COULD_NOT_CHECK) -> Answer:
    """The answer where nothing could be looked at: wait. Asks the database nothing."""
    waiting = Decision(True, False, None, (why,), (), (), ())
    return Answer(None, None, as_json(sighting_id, waiting, ""))


def _read(given: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    whole = given if isinstance(given, dict) and "advert" in given else {"advert": given}
    if any(name != "advert" for name in whole):
        raise BadSubmission([("submission", "holds more than an advert: what stands is known here")])
    if isinstance(whole["advert"], dict):
        # whose clock is wrong would else decide how long evidence holds
        whole = {"advert": whole["advert"] | {"captured_at": write_moment(at)}}
    return dict(read_submission(whole).advert)


def _checked(by: Actor, row: dict[str, Any], at: datetime) -> Answer:
    policy, rules = decided_by(by, row["platform"])
    vault = Vault(by.organisation.id)
    advert = advert_name(row["platform"], row["sighting_id"], vault.pseudonym_key)
    one_at_a_time(advert)
    content = content_name(row, vault.pseudonym_key)
    standing = newest_version(by.organisation.id, advert)
    proofs = _proofs_of(by, row, vault)
    said = standing if standing is not None and standing.content == content else None
    found = read_rows([row], vault)[0]
    contacts = [one["pseudonym"] for one in found["contacts"]]
    came_before = standing is not None
    wait = two_people_wait(
        same_wording=said, came_before=came_before, advert=advert, row=row, vault=vault,
        organisation_id=by.organisation.id, things=things_of(row, contacts, vault.pseudonym_key),
    )  # fmt: skip
    asked = _asked(policy, rules.digest, proofs, wait, at, vault)
    if said is not None:
        before = DoorCheck.objects.filter(standing=said).order_by("-at", "-id").first()
        if before is not None and (before.asked == asked or before.state == REFUSE.target):
            # no new rule or policy lets through what a person refused
            return _again(by, vault, before)
    keys = keys_of(row, contacts, vault.pseudonym_key)
    if said is None:
        version = 1 if standing is None else standing.version + 1
        standing = keep_advert(
            by=by, vault=vault, row=row, advert=advert, content=content, keys=keys, found=found, at=at,
            version=version,
        )  # fmt: skip
    else:
        standing = said
    others = found_beside(standing, keys, {one.standing_id for one in proofs})
    rows = [(one, row_beside(vault, one)) for one in others]
    given = replace(
        _submission(vault, row, standing, [one for _, one in rows], proofs, policy, at), two_people_wait=wait
    )
    read = kept_readings_of(rows, vault) | {str(standing.id): found}
    beside = look_beside(given, key=vault.pseudonym_key, region=REGION, read=read)
    decision = decide(given, beside, rules.rules)
    told = as_json(row["sighting_id"], decision, str(policy))
    new = uuid.uuid4()
    if came_before:
        earlier = DoorCheck.objects.filter(standing__advert=advert, state=OVERTAKE.source, two_people=False)
        earlier.update(state=OVERTAKE.target, state_at=at)
    check = DoorCheck.objects.create(
        id=new,
        organisation=by.organisation,
        standing=standing,
        policy=policy,
        rules_number=rules.number,
        rules_digest=rules.digest,
        asked=asked,
        at=at,
        decision=told["decision"],
        two_people=decision.two_people,
        hold_until=decision.until if decision.held else None,
        state=FIRST[told["decision"]],
        state_at=at,
        grounds=list(dict.fromkeys(one.ground for one in decision.reasons)),
        facts=sealed_json(vault, facts_told(given, beside), FACTS, new),
        answer=sealed_json(vault, told, ANSWER, new),
    )
    record_event(
        by=by,
        action=CHECKED,
        subject=f"door_check:{new}",
        details={"decision": check.decision, "grounds": check.grounds, "beside": len(given.standing)},
    )
    return Answer(new, check.state, told, rules.digest)


def _again(by: Actor, vault: Vault, check: DoorCheck) -> Answer:
    record_event(by=by, action=AGAIN, subject=f"door_check:{check.id}", details={"state": check.state})
    with readable("door_check", check.id):
        told = dict(opened_json(vault, check.answer, ANSWER, check.id))
    return Answer(check.id, check.state, told, check.rules_digest)


def _proofs_of(by: Actor, row: Mapping[str, Any], vault: Vault) -> list[AgeProof]:
    account = (row.get("account") or {}).get("account_id")
    if account is None:
        return []
    name = account_name(row["platform"], account, vault.pseudonym_key)
    return list(AgeProof.objects.raw(_PROOFS, [by.organisation.id, name, _MOST_PROOFS]))


def _asked(
    policy: DoorPolicy, digest: str, proofs: list[AgeProof], wait: bool, at: datetime, vault: Vault
) -> str:
    """Policy, rules and evidence in time, as one pseudonym: while it is the same, so is the answer."""
    in_time = sorted(str(one.id) for one in proofs if one.valid_until is None or at < one.valid_until)
    return pseudonym(
        "door_asked", "\0".join([str(policy.id), digest, str(wait), *in_time]), vault.pseudonym_key
    )


def _submission(
    vault: Vault,
    row: dict[str, Any],
    standing: StandingAdvert,
    beside: list[dict[str, Any]],
    proofs: list[AgeProof],
    policy: DoorPolicy,
    at: datetime,
) -> Submission:
    account = (row.get("account") or {}).get("account_id")
    return Submission(
        advert=row | {"sighting_id": str(standing.id), "captured_at": at},
        standing=tuple(beside),
        age_evidence=tuple(_shown(vault, str(account), one) for one in proofs),
        policy=policy_of(policy),
    )


def _shown(vault: Vault, account: str, proof: AgeProof) -> AgeEvidence:
    with readable("age_evidence", proof.id):
        checked_by = vault.open(proof.checked_by, CHECKED_BY, proof.id)
    return AgeEvidence(
        method=proof.method,
        account_id=account,
        given_for=str(proof.standing_id),
        checked_at=proof.checked_at,
        valid_until=proof.valid_until,
        checked_by=checked_by,
    )
