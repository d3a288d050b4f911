"""Submissions at the door of an invented platform, as it would send them."""

from typing import Any

PLATFORM = "kleinegids.example"


def advert(sighting_id: str = "new", **fields: Any) -> dict[str, Any]:
    """An ordinary advert of a verified account; a field given as None is left out."""
    account = {
        "account_id": "account-1",
        "verified_at": "2026-01-01T00:00:00Z",
        "payer_hash": "payer-1",
        "device_hash": "device-1",
    }
    record = {
        "record_version": 1,
        "sighting_id": sighting_id,
        "platform": PLATFORM,
        "captured_at": "2026-06-01T10:00:00Z",
        "title": "Ontspannende massage",
        "text": "Rustige praktijk aan huis, ontvangst op afspraak in de avond.",
        "stated_age": 35,
        "contacts": [{"kind": "phone", "value": "+31600000001"}],
        "image_hashes": [{"algorithm": "sha256", "value": "a" * 64}],
        "account": account | fields.pop("account", {}),
        **fields,
    }
    record["account"] = {name: value for name, value in account_of(record).items() if value is not None}
    return {name: value for name, value in record.items() if value is not None}


def account_of(record: dict[str, Any]) -> dict[str, Any]:
    """The account of a record."""
    found: dict[str, Any] = record["account"]
    return found


def before(sighting_id: str = "first", **fields: Any) -> dict[str, Any]:
    """The same advert when the account was verified."""
    return advert(sighting_id, captured_at="2026-01-02T10:00:00Z", **fields)


def evidence(**fields: Any) -> dict[str, Any]:
    """Age evidence that was given for the advert `first` of the account."""
    return {
        "method": "in_person",
        "account_id": "account-1",
        "given_for": "first",
        "checked_at": "2026-01-01T00:00:00Z",
        "valid_until": "2027-01-01T00:00:00Z",
        "checked_by": "desk 3",
        **fields,
    }


def policy(**fields: Any) -> dict[str, Any]:
    """A recorded policy that asks for age evidence."""
    return {"reference": "door policy 1", "age_evidence": ["in_person", "idin"], **fields}


def submission(
    given: dict[str, Any] | None = None,
    *,
    standing: list[dict[str, Any]] | None = None,
    shown: list[dict[str, Any]] | None = None,
    asks: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What a platform sends: an advert, what stands, the evidence that was shown, what its policy asks."""
    return {
        "advert": given or advert(),
        "context": {
            "standing": [before()] if standing is None else standing,
            "age_evidence": [evidence()] if shown is None else shown,
            "policy": asks or policy(),
        },
    }
