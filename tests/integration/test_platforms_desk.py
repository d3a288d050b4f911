"""The catalogue on the desk: every change keeps what was, and what is registered is never rewritten."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client

from baken.platforms import changes
from baken.platforms.actions import load_catalogue
from baken.platforms.exceptions import DatesCrossed, NameTaken, NoSuccessor, NotThere, WrongState
from baken.platforms.models import Platform, PlatformChange
from baken.platforms.queries import find_platform
from baken.platforms.views import CHANGES
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.catalogue import PlatformStatus
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db

WHY = "zo staat het op de site"


@pytest.fixture
def registrar(organisation: Any) -> Actor:
    return make_person(organisation, "registrar", purpose="registration")


def _platform(by: Actor, name: str = "Kleinmarkt", type: str = "marketplace") -> Platform:
    return changes.add_platform(by=by, name=name, type=type, because=WHY)


def _what(platform: Platform) -> list[str]:
    return list(
        PlatformChange.objects.filter(platform=platform).order_by("at").values_list("what", flat=True)
    )


def test_renamed_platform_is_found_by_both_names(registrar: Actor) -> None:
    platform = _platform(registrar)
    changes.rename_platform(by=registrar, platform_id=platform.id, name="Grootmarkt", because=WHY)
    assert find_platform("grootmarkt") == find_platform("KLEINMARKT") == platform
    change = PlatformChange.objects.get(what="renamed")
    assert (change.before, change.after, change.by_id) == ("Kleinmarkt", "Grootmarkt", registrar.user.id)


def test_name_means_one_platform(registrar: Actor) -> None:
    first, second = _platform(registrar), _platform(registrar, "Ontmoet")
    changes.add_alias(by=registrar, platform_id=first.id, alias="KM", because=WHY)
    with pytest.raises(NameTaken):
        changes.rename_platform(by=registrar, platform_id=second.id, name="km", because=WHY)
    with pytest.raises(NameTaken):
        changes.add_alias(by=registrar, platform_id=second.id, alias="Kleinmarkt", because=WHY)
    with pytest.raises(NameTaken):
        _platform(registrar, "KLEINMARKT")


def test_merged_platform_keeps_what_was_registered_and_gives_its_nicknames(registrar: Actor) -> None:
    old, new = _platform(registrar), _platform(registrar, "Grootmarkt")
    changes.add_alias(by=registrar, platform_id=old.id, alias="km", because=WHY)
    changes.merge_platform(
        by=registrar, platform_id=old.id, into_id=new.id, closed_on=date(2024, 5, 1), because=WHY
    )
    old.refresh_from_db()
    assert (old.status, old.successor_id) == ("merged", new.id)
    assert find_platform("km") == new
    assert find_platform("kleinmarkt") == old
    changes.reopen_platform(by=registrar, platform_id=old.id, because=WHY)
    assert _what(old) == ["added", "alias_added", "merged", "reopened"]


def test_platform_is_not_merged_into_itself_nor_into_one_that_stopped(registrar: Actor) -> None:
    first, second = _platform(registrar), _platform(registrar, "Ontmoet")
    changes.close_platform(by=registrar, platform_id=second.id, closed_on=date(2024, 1, 1), because=WHY)
    for into in (first, second):
        with pytest.raises(NoSuccessor):
            changes.merge_platform(
                by=registrar, platform_id=first.id, into_id=into.id, closed_on=date(2024, 5, 1), because=WHY
            )
    with pytest.raises(WrongState):
        changes.close_platform(by=registrar, platform_id=second.id, closed_on=date(2024, 1, 1), because=WHY)


def test_platform_does_not_stop_before_it_began(registrar: Actor) -> None:
    platform = _platform(registrar)
    changes.date_platform(by=registrar, platform_id=platform.id, opened_on=date(2020, 1, 1), because=WHY)
    with pytest.raises(DatesCrossed):
        changes.close_platform(by=registrar, platform_id=platform.id, closed_on=date(2019, 1, 1), because=WHY)


def test_nickname_goes_once(registrar: Actor) -> None:
    platform = _platform(registrar)
    changes.add_alias(by=registrar, platform_id=platform.id, alias="km", because=WHY)
    changes.remove_alias(by=registrar, platform_id=platform.id, alias="KM", because=WHY)
    with pytest.raises(NotThere):
        changes.remove_alias(by=registrar, platform_id=platform.id, alias="km", because=WHY)


def test_history_cannot_be_changed(registrar: Actor) -> None:
    _platform(registrar)
    for attempt in (
        lambda: PlatformChange.objects.update(because="anders"),
        lambda: PlatformChange.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            attempt()


def test_who_may_only_read_changes_nothing(organisation: Any, registrar: Actor) -> None:
    platform = _platform(registrar)
    reader = make_person(organisation, "researcher", purpose="statistics")
    with pytest.raises(NotPermitted):
        changes.retype_platform(by=reader, platform_id=platform.id, type="forum", because=WHY)
    client = sign_in(Client(), reader.user)
    assert client.get(f"/beheer/platforms/p/{platform.code}/").status_code == 200
    assert client.get(f"/beheer/platforms/p/{platform.code}/naam/").status_code == 403
    assert "/naam/" not in client.get(f"/beheer/platforms/p/{platform.code}/").text


def test_every_state_can_be_left_or_entered_by_a_change() -> None:
    for status in PlatformStatus.codes:
        assert [name for name, change in CHANGES.items() if status in change.states]


def test_catalogue_is_filtered_and_sorted(actor: Actor, registrar: Actor) -> None:
    load_catalogue(by=actor)
    client = sign_in(Client(), registrar.user)
    page = client.get("/beheer/platforms/?type=dating_service&sort=-name").text
    assert "datingdienst" in page
    assert client.get("/beheer/platforms/?sort=-mentions&p=2").status_code == 200


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("naam", {"name": "Grootmarkt"}),
        ("soort", {"type": "forum"}),
        ("bijnaam-erbij", {"alias": "km"}),
        ("begin", {"opened_on": "2020-01-01"}),
        ("gestopt", {"closed_on": "2024-01-01"}),
        ("opgegaan", {"into": "", "closed_on": "2024-01-01"}),
        (
            "dsa",
            {"qualification": "small_platform", "holds_from": "2024-02-17", "evidence": "eigen opgave"},
        ),
    ],
)
def test_change_goes_through_its_page(registrar: Actor, name: str, given: dict[str, str]) -> None:
    platform, other = _platform(registrar), _platform(registrar, "Ontmoet")
    if "into" in given:
        given = given | {"into": str(other.id)}
    if name != "dsa":
        given = given | {"because": WHY}
    client = sign_in(Client(), registrar.user)
    address = f"/beheer/platforms/p/{platform.code}/{name}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    answer = client.post(address, given)
    assert answer.status_code == 302, answer.text
    assert PlatformChange.objects.filter(platform=platform).exclude(what="added").count() == 1
    assert client.get(f"/beheer/platforms/p/{platform.code}/").status_code == 200


def test_change_that_does_not_fit_the_state_is_refused_in_words(registrar: Actor) -> None:
    platform = _platform(registrar)
    client = sign_in(Client(), registrar.user)
    address = f"/beheer/platforms/p/{platform.code}/"
    assert client.get(f"{address}weer-actief/").status_code == 302
    assert client.get(f"{address}onzin/").status_code == 404
    taken = client.post(f"{address}naam/", {"name": _platform(registrar, "Ontmoet").name, "because": WHY})
    assert taken.status_code == 422
    assert "Zo heet al een ander platform" in taken.text


def test_platform_is_added_through_its_page(registrar: Actor) -> None:
    client = sign_in(Client(), registrar.user)
    given = {"name": "Avondplein", "type": "forum", "because": WHY}
    assert client.post("/beheer/platforms/nieuw/", given).status_code == 302
    assert client.post("/beheer/platforms/nieuw/", given).status_code == 422
    assert Platform.objects.get(name="Avondplein").code == "avondplein"
