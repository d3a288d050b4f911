"""What stands behind a door: adverts kept once, linked, checked, held, let through, and proved."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock
from uuid import RFC_4122

import pytest
from django.db import connection
from django.utils import timezone

from baken.adverts.rule_sets.queries import rules_in_force
from baken.adverts.vault import Vault
from baken.api.models import Delivery
from baken.api.webhooks.actions import add_webhook
from baken.audit.models import Event
from baken.door import extracted
from baken.door.actions import check_advert as checking
from baken.door.actions.check_advert import check_advert
from baken.door.actions.let_through import let_through_in_time
from baken.door.actions.record_evidence import record_evidence
from baken.door.actions.replay import replay
from baken.door.checks.submission import BadSubmission
from baken.door.exceptions import NoPolicy, NoSuchAdvert, OtherPlatform, WrongEvidence
from baken.door.in_force import decided_by
from baken.door.kept import READ, RECORD, opened_json, policy_of
from baken.door.models import AgeProof, DoorCheck, DoorPolicy, DoorRules, StandingAdvert, StandingKey
from baken.door.policies import policy_in_force
from baken.door.standing import row_beside
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from tests.factories.door import advert
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(organisation: Any) -> Actor:
    return make_person(organisation, "moderator")


@pytest.fixture
def policy(moderator: Actor) -> DoorPolicy:
    return make_policy(moderator)


def grounds(answer: Any) -> list[str]:
    return [one["ground"] for one in answer.told["reasons"]]


def test_ordinary_advert_is_let_through_and_kept_without_a_word_in_clear(
    moderator: Actor, policy: DoorPolicy
) -> None:
    answer = come_to_the_door(moderator)
    assert (answer.told["decision"], answer.state, answer.online) == ("allow", "allowed", True)
    with connection.cursor() as cursor:
        for table in ("door_standingadvert", "door_standingkey", "door_doorcheck"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            stored = cursor.fetchone()[0]
            for told in ("31600000001", "Rustige", "account-1", "payer-1", "a" * 64, "kleinegids"):
                assert told not in stored
                assert told.encode().hex() not in stored
    event = Event.objects.get(action="door.checked")
    assert event.details == {"decision": "allow", "grounds": [], "beside": 0}


def test_same_advert_again_gives_the_same_answer_and_no_second_row(
    moderator: Actor, policy: DoorPolicy
) -> None:
    first = come_to_the_door(moderator)
    rows = StandingKey.objects.count()
    again = come_to_the_door(moderator, captured_at="2031-01-01T00:00:00Z")
    assert again.as_json() == first.as_json()
    assert (StandingAdvert.objects.count(), DoorCheck.objects.count()) == (1, 1)
    assert StandingKey.objects.count() == rows


def test_changed_advert_is_checked_anew(moderator: Actor, policy: DoorPolicy) -> None:
    first = come_to_the_door(moderator)
    second = come_to_the_door(moderator, text="Nieuwe tekst over een rustige middag bij ons in de praktijk.")
    back = come_to_the_door(moderator)
    assert len({first.check, second.check, back.check}) == 3
    assert list(StandingAdvert.objects.order_by("version").values_list("version", flat=True)) == [1, 2, 3]


def test_without_a_recorded_policy_nothing_is_checked(moderator: Actor) -> None:
    with pytest.raises(NoPolicy):
        come_to_the_door(moderator)


def test_advert_of_another_platform_is_no_advert_of_this_door(moderator: Actor, policy: DoorPolicy) -> None:
    with pytest.raises(OtherPlatform):
        come_to_the_door(moderator, platform="anderegids.example")
    assert not StandingAdvert.objects.exists()


@pytest.mark.parametrize("given", [{}, [], None, {"advert": {}}, {"advert": advert(), "context": {}}])
def test_what_is_no_advert_alone_is_refused(moderator: Actor, policy: DoorPolicy, given: Any) -> None:
    with pytest.raises(BadSubmission):
        check_advert(by=moderator, submission=given)


def test_only_the_platforms_own_people_and_programs_check(organisation: Any, policy: DoorPolicy) -> None:
    for role in ("outreach_worker", "analyst", "admin", "observer", "data_protection_officer"):
        with pytest.raises(NotPermitted):
            come_to_the_door(make_person(organisation, role))


def test_age_under_eighteen_waits_for_two_people_whatever_comes_after(
    moderator: Actor, policy: DoorPolicy
) -> None:
    young = come_to_the_door(moderator, stated_age=16)
    assert (young.told["two_people"], young.told["hold_until"], young.online) == (True, None, False)
    older = come_to_the_door(moderator, stated_age=24)
    assert (grounds(older), older.online) == (["two_people_wait"], False)
    other = come_to_the_door(moderator, "another")
    assert grounds(other) == ["two_people_wait"]
    assert DoorCheck.objects.get(id=young.check).state == "held"


def test_suspected_minor_under_another_account_is_held_and_a_shared_phone_alone_holds_nobody(
    moderator: Actor, policy: DoorPolicy
) -> None:
    young = come_to_the_door(moderator, stated_age=16)
    other: dict[str, Any] = {
        "account": {"account_id": "account-2", "payer_hash": "p2", "device_hash": "d2"},
        "image_hashes": [{"algorithm": "sha256", "value": "b" * 64}],
    }
    # a phone for safety, a reception: many share one
    assert come_to_the_door(moderator, "shared phone", **other).online
    device = {"account": other["account"] | {"account_id": "account-3", "device_hash": "device-1"}}
    back = come_to_the_door(moderator, "phone and device", **other | device)
    assert (grounds(back), back.told["two_people"], back.online) == (["two_people_wait"], True, False)
    # one that only waits with another makes nobody wait
    third = {"account": {"account_id": "account-4", "payer_hash": "p2", "device_hash": "d4"}}
    contacts = [{"kind": "phone", "value": "+31600000007"}]
    assert come_to_the_door(moderator, "third", **other | third, contacts=contacts).online
    _wait(young.check, two_people=True, hold_until=None, grounds=["suspected_minority"], state="cleared")
    assert come_to_the_door(moderator, "phone and device", **other | device).online


def test_standing_adverts_are_linked_by_each_thing_they_share(moderator: Actor, policy: DoorPolicy) -> None:
    from baken.adverts.vault import Vault
    from baken.door.keys import keys_of
    from baken.door.standing import found_beside

    text = "Wij ontvangen u in een rustige kamer met uitzicht op de tuin en een kop verse thee erbij."
    own = advert("own", text=text)
    come_to_the_door(moderator, "own", text=text)
    standing = StandingAdvert.objects.get()
    vault = Vault(moderator.organisation.id)

    def shares(**fields: Any) -> bool:
        unlike: dict[str, Any] = {
            "contacts": [], "image_hashes": [],
            "text": "Iets anders dat op geen enkele tekst lijkt, over verre bergen en dalen.",
            "account": {"account_id": "x", "payer_hash": None, "device_hash": None},
        }  # fmt: skip
        other = advert("other", **unlike | fields)
        keys = keys_of(other, [], vault.pseudonym_key)
        stranger = StandingAdvert(organisation=moderator.organisation)
        return found_beside(stranger, keys, ()) == [standing]

    account = {"account_id": "x", "payer_hash": None, "device_hash": None}
    assert not shares()
    assert shares(account=account | {"account_id": "account-1"})
    assert shares(account=account | {"payer_hash": "payer-1"})
    assert shares(account=account | {"device_hash": "device-1"})
    assert shares(image_hashes=own["image_hashes"])
    assert shares(text=text.replace("kop verse thee", "glas koude thee"))
    # a number is found however it is written
    phone = come_to_the_door(
        moderator, "by phone", contacts=[], image_hashes=None, text="Bel 06 00 00 00 01 voor een afspraak.",
        account={"account_id": "y", "payer_hash": None, "device_hash": None},
    )  # fmt: skip
    event = Event.objects.get(subject=f"door_check:{phone.check}")
    assert event.details["beside"] == 1


def test_number_that_half_the_platform_shares_crowds_nothing_out(
    moderator: Actor, policy: DoorPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.door import standing

    monkeypatch.setattr(standing, "MOST_A_KEY", 3)
    for number in range(6):
        come_to_the_door(
            moderator, f"many-{number}", image_hashes=None,
            account={"account_id": f"m{number}", "payer_hash": None, "device_hash": None},
            text=f"Kamer {number}, op afspraak.",
        )  # fmt: skip
    last = come_to_the_door(moderator, "last", image_hashes=None, text="Kort.")
    assert Event.objects.get(subject=f"door_check:{last.check}").details["beside"] == 3


# age evidence


def tell(by: Actor, **fields: Any) -> AgeProof:
    now = timezone.now()
    given: dict[str, Any] = {
        "account_id": "account-1", "advert_id": "new", "method": "in_person", "checked_at": now,
        "valid_until": now + timedelta(days=100), "checked_by": "balie 3",
    }  # fmt: skip
    return record_evidence(by=by, **given | fields)


@pytest.fixture
def asks_evidence(moderator: Actor) -> DoorPolicy:
    return make_policy(moderator, age_evidence=["in_person", "idin"])


def test_evidence_is_asked_given_and_counts_at_once(moderator: Actor, asks_evidence: DoorPolicy) -> None:
    first = come_to_the_door(moderator)
    assert grounds(first) == ["age_evidence_missing"]
    proof = tell(moderator)
    assert tell(moderator, checked_at=proof.checked_at, valid_until=proof.valid_until).id == proof.id
    second = come_to_the_door(moderator)
    assert second.online
    assert DoorCheck.objects.get(id=first.check).state == "overtaken"
    assert come_to_the_door(moderator).check == second.check
    assert b"balie" not in bytes(AgeProof.objects.get().checked_by)


BESIDE: dict[str, dict[str, Any]] = {
    "phone": {
        "contacts": [{"kind": "phone", "value": "+31600000001"}, {"kind": "phone", "value": "+31600000009"}]
    },
}


@pytest.mark.parametrize("bond", BESIDE)
def test_old_one_kept_beside_a_new_one_is_a_change(
    moderator: Actor, asks_evidence: DoorPolicy, bond: str
) -> None:
    come_to_the_door(moderator)
    tell(moderator)
    changed = come_to_the_door(moderator, **BESIDE[bond])
    assert grounds(changed) == ["age_evidence_fallen_away"]
    assert changed.told["reasons"][0]["evidence"] == [bond]


CHANGES: dict[str, dict[str, Any]] = {
    "phone": {"contacts": [{"kind": "phone", "value": "+31600000009"}]},
    "payer": {"account": {"payer_hash": "payer-9"}},
    "device": {"account": {"device_hash": "device-9"}},
    "photos": {"image_hashes": [{"algorithm": "sha256", "value": "f" * 64}]},
    "text": {"text": "Een heel ander verhaal met andere woorden over een huis aan het water en de wind."},
}


@pytest.mark.parametrize("bond", CHANGES)
def test_evidence_falls_away_when_what_it_was_bound_to_changed(
    moderator: Actor, asks_evidence: DoorPolicy, bond: str
) -> None:
    come_to_the_door(moderator)
    tell(moderator)
    changed = come_to_the_door(moderator, **CHANGES[bond])
    assert grounds(changed) == ["age_evidence_fallen_away"]
    assert bond in changed.told["reasons"][0]["evidence"]


def test_evidence_that_ends_is_asked_again(
    moderator: Actor, asks_evidence: DoorPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_to_the_door(moderator)
    tell(moderator, valid_until=timezone.now() + timedelta(hours=1))
    assert come_to_the_door(moderator).online
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(checking.timezone, "now", lambda: later)
    assert grounds(come_to_the_door(moderator)) == ["age_evidence_missing"]


def test_evidence_of_another_account_or_advert_is_none(moderator: Actor, asks_evidence: DoorPolicy) -> None:
    come_to_the_door(moderator)
    for wrong in ({"account_id": "account-2"}, {"advert_id": "never seen"}):
        with pytest.raises(NoSuchAdvert):
            tell(moderator, **wrong)
    late = timezone.now() + timedelta(days=1)
    for bad in ({"checked_at": late}, {"valid_until": datetime(2020, 1, 1, tzinfo=UTC)}, {"method": "fax"}):
        with pytest.raises(WrongEvidence):
            tell(moderator, **bad)
    assert not AgeProof.objects.exists()


def test_fact_that_the_policy_requires_and_nobody_told_holds(moderator: Actor) -> None:
    make_policy(moderator, required=["accounts_per_payer_max"])
    unknown = come_to_the_door(moderator, account={"payer_hash": None})
    assert grounds(unknown) == ["fact_unknown"]
    assert come_to_the_door(moderator).online


# time, faults, proof


def _wait(check: Any, **fields: Any) -> DoorCheck:
    """A check as it would stand if practice alone held it. The decision itself is tested elsewhere."""
    row = DoorCheck.objects.get(id=check)
    given: dict[str, Any] = {
        "decision": "hold", "state": "held", "grounds": ["indicators"],
        "hold_until": timezone.now() - timedelta(minutes=1),
    }  # fmt: skip
    values = {field.attname: getattr(row, field.attname) for field in row._meta.local_fields}
    row.delete()
    return DoorCheck.objects.create(**values | given | fields)


def test_practice_alone_holds_no_longer_than_the_set_time(
    moderator: Actor, actor: Actor, policy: DoorPolicy
) -> None:
    unlike: dict[str, Any] = {
        "account": {"account_id": "account-2", "payer_hash": "p2", "device_hash": "d2"},
        "image_hashes": [{"algorithm": "sha256", "value": "b" * 64}],
    }
    due = _wait(come_to_the_door(moderator, "due", **unlike).check)
    # one of another account, that shares phone and device with it, waits too
    same_hand = unlike | {"account": unlike["account"] | {"account_id": "a3", "device_hash": "device-1"}}
    beside = _wait(come_to_the_door(moderator, "beside", **same_hand).check)
    # another advert of this account waits for two people: it waits with it
    _wait(come_to_the_door(moderator, "with it").check)
    later = _wait(come_to_the_door(moderator, "later").check, hold_until=timezone.now() + timedelta(hours=1))
    for_good = _wait(come_to_the_door(moderator, "asked").check, hold_until=None, grounds=["fact_unknown"])
    two = _wait(
        come_to_the_door(moderator, "two").check, hold_until=None, two_people=True,
        grounds=["suspected_minority"],
    )  # fmt: skip
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    add_webhook(by=admin, url="https://hooks.example.org/baken", kinds=["door.decided"])
    assert let_through_in_time(by=actor) == 1
    assert Delivery.objects.get().payload == {"check": str(due.id), "state": "let_through"}
    states = dict(DoorCheck.objects.values_list("id", "state"))
    assert states.pop(due.id) == "let_through"
    assert {later.id, for_good.id, two.id, beside.id} < set(states)
    assert set(states.values()) == {"held"}
    assert Event.objects.get(action="door.let_through").subject == f"door_check:{due.id}"
    assert let_through_in_time(by=actor) == 0


def test_what_nobody_can_read_waits_and_holds_up_no_other(
    moderator: Actor, actor: Actor, policy: DoorPolicy
) -> None:
    lost = _wait(come_to_the_door(moderator, "lost").check)
    account = {"account_id": "account-2", "payer_hash": "p2", "device_hash": "d2"}
    due = _wait(come_to_the_door(moderator, "due", account=account, contacts=None).check)
    StandingAdvert.objects.filter(id=lost.standing_id).update(record=b"lost")
    assert let_through_in_time(by=actor) == 1
    assert dict(DoorCheck.objects.values_list("id", "state")) == {lost.id: "held", due.id: "let_through"}


def test_newer_library_of_others_reads_adverts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = extracted.code_that_reads.__wrapped__()
    monkeypatch.setattr(extracted.metadata, "version", lambda _name: "newer")
    assert extracted.code_that_reads.__wrapped__() != before


def _reader_of(standing: StandingAdvert, vault: Vault) -> str:
    assert standing.read is not None
    return str(opened_json(vault, standing.read, READ, standing.id)["by"])


def test_what_other_code_read_is_read_once_more_and_kept(
    moderator: Actor, policy: DoorPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault(moderator.organisation.id)
    come_to_the_door(moderator, "first")
    first = StandingAdvert.objects.get()
    before = _reader_of(first, vault)
    monkeypatch.setattr(extracted, "code_that_reads", lambda: "newer")
    read = Mock(wraps=extracted.extract)
    monkeypatch.setattr(extracted, "extract", read)
    for name in ("second", "third"):
        come_to_the_door(moderator, name)
        assert _reader_of(StandingAdvert.objects.get(id=first.id), vault) != before
    # each new one, and once the first beside the second
    assert read.call_count == 3


def test_what_was_read_of_words_that_changed_meanwhile_is_not_kept(
    moderator: Actor, policy: DoorPolicy
) -> None:
    vault = Vault(moderator.organisation.id)
    come_to_the_door(moderator)
    before = StandingAdvert.objects.get()
    row = row_beside(vault, before)
    StandingAdvert.objects.update(record=vault.seal("", RECORD, before.id), read=None)
    before.read = None
    assert extracted.kept_readings_of([(before, row)], vault)[str(before.id)]["contacts"]
    assert StandingAdvert.objects.get().read is None


def test_policy_and_rules_that_decide_are_those_in_force(moderator: Actor) -> None:
    with pytest.raises(NoPolicy):
        decided_by(moderator, "kleinegids")
    make_policy(moderator)
    live = make_policy(moderator, minimum_age=21, age_evidence=["idin"])
    policy, rules = decided_by(moderator, live.platform)
    assert policy == policy_in_force() == live
    assert policy_of(policy) == policy_of(live)
    assert rules == rules_in_force()
    with pytest.raises(OtherPlatform):
        decided_by(moderator, "another")


def test_keys_of_one_advert_stand_together(moderator: Actor, policy: DoorPolicy) -> None:
    come_to_the_door(moderator)
    names = list(StandingKey.objects.values_list("id", flat=True))
    moment = int(StandingAdvert.objects.get().captured_at.timestamp() * 1000)
    assert len(names) > 1
    assert {(name.version, name.variant, name.int >> 80) for name in names} == {(7, RFC_4122, moment)}


def test_replay_proves_every_check_and_names_what_does_not_come_out(
    moderator: Actor, asks_evidence: DoorPolicy
) -> None:
    come_to_the_door(moderator)
    tell(moderator)
    come_to_the_door(moderator)
    come_to_the_door(moderator, text="Een geheel andere tekst over bergen en zeeën, met twaalf woorden erin.")
    young = come_to_the_door(moderator, "young", stated_age=16)
    proof = replay(by=moderator)
    assert (proof.checks, proof.unproved) == (4, ())
    DoorRules.objects.create(
        organisation=moderator.organisation, digest="0" * 64, files=DoorRules.objects.get().files
    )
    row = DoorCheck.objects.get(id=young.check)
    values = {field.attname: getattr(row, field.attname) for field in row._meta.local_fields}
    row.delete()
    # the same rules by a name of their own prove it too
    DoorCheck.objects.create(**values | {"rules_digest": "0" * 64})
    assert replay(by=moderator).unproved == ()
    DoorCheck.objects.all().delete()
    DoorCheck.objects.create(**values | {"rules_digest": "1" * 64})
    assert [one.why for one in replay(by=moderator).unproved] == ["rules_gone"]
    DoorCheck.objects.all().delete()
    DoorCheck.objects.create(**values | {"decision": "allow", "state": "allowed", "two_people": False})
    found = replay(by=moderator).unproved
    assert [(one.check, one.why) for one in found] == [(young.check, "other_decision")]


def test_replay_of_a_period_decides_its_checks_alone_and_names_what_is_broken(
    moderator: Actor, policy: DoorPolicy
) -> None:
    first = DoorCheck.objects.get(id=come_to_the_door(moderator).check)
    second = DoorCheck.objects.get(id=come_to_the_door(moderator, "second", contacts=None).check)
    assert replay(by=moderator, since=first.at, until=second.at).checks == 1
    assert replay(by=moderator, since=second.at).checks == 1
    assert replay(by=moderator, until=first.at).checks == 0
    with connection.cursor() as cursor:
        # as a wrong restore does it
        cursor.execute("SET ROLE NONE")
        cursor.execute("UPDATE door_doorcheck SET facts = %s WHERE id = %s", [b"\x01short", first.id])
        cursor.execute("SET ROLE baken_app")
    found = replay(by=moderator)
    assert found.checks == 2
    assert [(one.check, one.why) for one in found.unproved] == [(first.id, "not_readable")]


def test_erased_contact_takes_its_adverts_from_the_door(
    moderator: Actor, actor: Actor, policy: DoorPolicy
) -> None:
    from baken.rights.actions.erase_contact import erase_contact

    come_to_the_door(moderator)
    come_to_the_door(moderator, "other", contacts=[{"kind": "phone", "value": "+31600000005"}])
    erase_contact(by=actor, kind="phone", value="+31600000001")
    assert StandingAdvert.objects.count() == DoorCheck.objects.count() == 1


def test_erased_contact_leaves_what_two_people_must_look_at(
    moderator: Actor, actor: Actor, policy: DoorPolicy
) -> None:
    from baken.door.queries import read_check
    from baken.rights.actions.erase_contact import erase_contact

    young = come_to_the_door(moderator, "young", stated_age=16, text="Bel 06 00000001 voor een afspraak.")
    erase_contact(by=actor, kind="phone", value="+31600000001")
    assert DoorCheck.objects.get(id=young.check).state == "held"
    left = str(read_check(by=moderator, check_id=young.check).advert)
    assert "00000001" not in left
    assert "afspraak" in left
    assert not StandingKey.objects.exists()
    assert grounds(come_to_the_door(moderator, "young", stated_age=24)) == ["two_people_wait"]


def test_other_organisations_see_nothing_of_it(moderator: Actor, policy: DoorPolicy) -> None:
    come_to_the_door(moderator)
    other = make_organisation()
    with acting_for(other.id):
        for model in (DoorPolicy, DoorRules, StandingAdvert, StandingKey, AgeProof, DoorCheck):
            assert not model.objects.exists()
        theirs = make_person(other, "moderator")
        make_policy(theirs)
        assert come_to_the_door(theirs).online
        assert Event.objects.get(action="door.checked").details["beside"] == 0
