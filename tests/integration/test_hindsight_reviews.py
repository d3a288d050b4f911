"""Proven cases run again: two people, the rules of their time, and sums that tell of no single case."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.models import Link, Sighting
from baken.adverts.rule_sets.actions import make_live, withdraw_rules
from baken.adverts.rule_sets.models import RuleSet
from baken.adverts.rule_sets.word_actions import propose_lists
from baken.audit.models import Event
from baken.indicators.hindsight.replay import THEN
from baken.indicators.own_lists import with_list
from baken.indicators.rulebook import digest_of, shipped_texts
from baken.pipeline.hindsight import run_reviews
from baken.pipeline.rule_trials import compare_waiting
from baken.rights.actions.erase_contact import erase_contact
from baken.rights.actions.run_retention import run_retention
from baken.statistics.hindsight.tables import LEAST_CASES, summed_table
from baken.statistics.models import Export
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready
from baken.triage.exceptions import CaseRunAlready, JudgedBlindNow, NotYetKnown
from baken.triage.hindsight.actions import Ground, ask_review, decide_review, ground_of
from baken.triage.hindsight.models import HindsightReview, HindsightSighting
from baken.triage.hindsight.queries import all_results, read_review
from baken.triage.hindsight.result import Result, as_kept, result_of
from baken.triage.hindsight.versions import course, versions_of_time
from baken.triage.models import Lead
from tests.factories.expiring import make_market
from tests.factories.lead_market import place_market
from tests.factories.organisations import make_actor
from tests.factories.rule_sets import changer
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

GROUND = Ground("ruling", "ECLI:NL:RBXXX:2025:1", "Nagaan wat de regels gezien hadden.")
KNOWN = date(2025, 6, 1)


@pytest.fixture
def analyst(organisation: Any) -> Actor:
    return make_person(organisation, "analyst")


@pytest.fixture
def officer(organisation: Any) -> Actor:
    return make_person(organisation, "data_protection_officer")


@pytest.fixture
def advertiser(actor: Actor) -> str:
    return place_market(actor).advertiser


def asked(by: Actor, advertiser: str, known_on: date = KNOWN) -> HindsightReview:
    return ask_review(by=by, advertiser=advertiser, known_on=known_on, ground=GROUND)


def run(actor: Actor, analyst: Actor, officer: Actor, advertiser: str, known_on: date = KNOWN) -> Result:
    made = asked(analyst, advertiser, known_on)
    decide_review(by=officer, review_id=made.id, approve=True)
    assert run_reviews(by=actor) == 1
    _, result = read_review(by=analyst, review_id=made.id)
    assert result is not None
    return result


def live(organisation: Any, number: int, at: datetime, **more: Any) -> RuleSet:
    """A version that was in force, of the shipped files."""
    proposer, other = (make_user(organisation, "analyst") for _ in range(2))
    return RuleSet.objects.create(
        organisation=organisation, number=number, files=shipped_texts(), digest=digest_of(shipped_texts()),
        reason="een test", proposed_by=proposer, proposed_at=at, made_live_by=other, made_live_at=at,
        **({"state": "replaced", "replaced_at": at} | more),
    )  # fmt: skip


def test_case_is_run_day_by_day_under_the_rules_of_its_time(
    actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    result = run(actor, analyst, officer, advertiser)

    assert sum(result.seen.values()) == Link.objects.filter(advertiser=advertiser).count()
    by_version = {one.version: one for one in result.replays}
    shipped = by_version["0"]
    assert shipped.lead_on is not None
    assert shipped.days_earlier == (KNOWN - shipped.lead_on).days > 100
    assert shipped.fired_on["contact_obscured"] == result.began
    assert shipped.band in ("look_first", "look_next")
    # nobody worked here yet when these adverts stood there, so no rules were in force
    assert by_version[THEN].lead_on is None


def test_only_what_was_seen_before_it_came_to_light_counts(
    actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    first = Sighting.objects.order_by("captured_at")[0].captured_at.date()
    result = run(actor, analyst, officer, advertiser, first)
    assert list(result.seen) == [first]
    HindsightSighting.objects.all().delete()
    none = run(actor, analyst, officer, advertiser, first - timedelta(days=1))
    assert none.began is None
    assert not none.replays
    assert len(all_results(by=analyst)) == 1, "one without an advert before it came to light is no case"


def test_rules_of_their_time_follow_what_was_withdrawn(organisation: Any, actor: Actor) -> None:
    day = [datetime(2025, month, 1, 12, tzinfo=UTC) for month in range(1, 7)]
    live(organisation, 1, day[1])
    stopped = {
        "state": "withdrawn",
        "withdrawn_because": "mis",
        "withdrawn_by": make_user(organisation, "analyst"),
    }
    live(organisation, 2, day[2], withdrawn_at=day[3], **stopped)
    live(organisation, 3, day[4], withdrawn_at=day[4] + timedelta(hours=1), **stopped)

    rows = list(RuleSet.objects.order_by("made_live_at"))
    assert [(one.number, one.at) for one in course(rows, day[0])] == [
        (0, day[0]), (1, day[1]), (2, day[2]), (1, day[3]), (3, day[4]), (1, day[4] + timedelta(hours=1)),
    ]  # fmt: skip
    versions, faulty = versions_of_time()
    assert faulty == []
    assert {version.name for version in versions} == {"0", "1", "2", "3"}
    assert [version.since for version in versions if version.name == "3"] == [None], "on no day in force"


def test_version_that_the_program_takes_no_more_is_told(
    organisation: Any, actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    row = live(organisation, 1, datetime(2025, 1, 2, tzinfo=UTC))
    assert row.digest
    HindsightReview.objects.all().delete()
    broken = {"contact_obscured.yaml": "indicator: contact_obscured"}
    RuleSet.objects.create(
        organisation=organisation, number=2, files=broken, digest="b40c" * 16, reason="een test",
        state="replaced", proposed_by=row.proposed_by, proposed_at=row.proposed_at,
        made_live_by=row.made_live_by,
        made_live_at=row.made_live_at + timedelta(days=1), replaced_at=timezone.now(),
    )  # fmt: skip
    assert run(actor, analyst, officer, advertiser).faulty == (2,)


def test_version_is_run_with_the_word_lists_that_belonged_to_it(
    actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    with_words = propose_lists(
        by=changer(actor.organisation),
        change=lambda lists: with_list(lists, "always_available", "nl", ["zachte doeken"]),
        reason="een toets",
    )
    compare_waiting(by=actor)
    make_live(by=changer(actor.organisation), rule_set_id=with_words.id)
    withdraw_rules(by=changer(actor.organisation), rule_set_id=with_words.id, reason="een toets")

    result = run(actor, analyst, officer, advertiser)

    by_version = {one.version: one for one in result.replays}
    assert "always_available" in by_version[str(with_words.number)].fired_on
    assert "always_available" not in by_version["0"].fired_on
    assert "doeken" not in str(HindsightReview.objects.get().result)


def test_second_person_decides_and_never_who_asked(
    organisation: Any, analyst: Actor, officer: Actor, advertiser: str, actor: Actor
) -> None:
    both = make_person(organisation, "analyst", "data_protection_officer")
    own = asked(both, advertiser)
    with pytest.raises(NotPermitted):
        decide_review(by=both, review_id=own.id, approve=True)
    with pytest.raises(NotPermitted):
        decide_review(by=analyst, review_id=own.id, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        HindsightReview.objects.filter(id=own.id).update(
            state="approved", decided_by=both.user, decided_at=timezone.now()
        )
    assert run_reviews(by=actor) == 0, "nothing runs before somebody agreed"
    assert decide_review(by=officer, review_id=own.id, approve=False).state == "declined"
    assert run_reviews(by=actor) == 0
    with pytest.raises(DecidedAlready):
        decide_review(by=officer, review_id=own.id, approve=True)


def test_lead_that_is_judged_blind_stays_blind(analyst: Actor, advertiser: str) -> None:
    Lead.objects.filter(advertiser=advertiser).update(blind=True)
    with pytest.raises(JudgedBlindNow):
        asked(analyst, advertiser)
    client = sign_in(Client(), analyst.user)
    given = {"kind": "ruling", "reference": "x", "known_on": "2025-06-01", "reason": "Nagaan."}
    told = client.post(reverse("hindsight:ask", args=[advertiser]), given, follow=True)
    assert "wordt nog blind beoordeeld" in told.text
    assert not HindsightReview.objects.exists()


def test_case_counts_once(organisation: Any, analyst: Actor, officer: Actor, advertiser: str) -> None:
    made = asked(analyst, advertiser)
    with pytest.raises(CaseRunAlready):
        asked(analyst, advertiser)
    client = sign_in(Client(), analyst.user)
    given = {"kind": "ruling", "reference": "x", "known_on": "2025-06-01", "reason": "Nagaan."}
    again = client.post(reverse("hindsight:ask", args=[advertiser]), given, follow=True)
    assert "Een zaak telt één keer" in again.text
    decide_review(by=officer, review_id=made.id, approve=False)
    assert asked(analyst, advertiser).state == "asked", "what was declined does not stand in the way"


def test_asking_is_refused_for_a_day_to_come_and_for_nobody(analyst: Actor, advertiser: str) -> None:
    with pytest.raises(NotYetKnown):
        asked(analyst, advertiser, timezone.localdate() + timedelta(days=1))
    with pytest.raises(Http404):
        asked(analyst, "a0000000000000000")
    with pytest.raises(NotPermitted):
        asked(make_person(analyst.organisation, "outreach_worker"), advertiser)


def test_ground_is_kept_encrypted_and_the_log_has_no_content(
    actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    run(actor, analyst, officer, advertiser)
    row = HindsightReview.objects.get()
    assert ground_of(row) == GROUND
    assert b"ECLI" not in bytes(row.sealed)
    told = list(Event.objects.filter(action__startswith="triage.hindsight").order_by("sequence"))
    assert [one.action.rpartition("_")[2] for one in told] == ["asked", "decided", "run", "read"]
    assert not any("ECLI" in str(one.details) + str(one.reason) for one in told)


def test_review_goes_with_its_sightings(
    organisation: Any, actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    run(actor, analyst, officer, advertiser)
    keeper = make_person(organisation, "data_protection_officer")
    Sighting.objects.exclude(id=HindsightSighting.objects.all()[0].sighting_id).delete()
    assert HindsightSighting.objects.count() == 1
    assert HindsightReview.objects.count() == 1
    Sighting.objects.all().delete()
    run_retention(by=keeper, scheduled=False)
    assert not HindsightReview.objects.exists()


def test_review_goes_when_somebody_asks_for_erasure(actor: Actor, analyst: Actor, officer: Actor) -> None:
    make_market(actor, 1, 2)
    advertiser = Link.objects.values_list("advertiser", flat=True)[0]
    asked(analyst, advertiser, timezone.localdate())
    erase_contact(by=officer, kind="phone", value="06 00 00 00 42")
    assert Sighting.objects.exists()
    assert not HindsightReview.objects.exists()


def results(found: int, missed: int) -> list[Result]:
    """So many cases that were a lead ten or more days before, and so many that never were."""
    made = []
    for number in range(found + missed):
        day = KNOWN - timedelta(days=10 + number)
        seen = number < found
        kept = {
            "seen": {day.isoformat(): 1}, "faulty": [],
            "asked": {"0": ["contact_obscured", "youthful_style"]},
            "replays": [
                {
                    "version": "0", "lead_on": day.isoformat() if seen else None,
                    "band": "look_next" if seen else None,
                    "fired_on": {"contact_obscured": day.isoformat()} if seen else {},
                }
            ],
        }  # fmt: skip
        made.append(result_of(kept, str(number), KNOWN))
    return made


def test_sum_tells_cases_with_intervals_and_median_days() -> None:
    lead, obscured, youthful = summed_table(results(8, 2), ()).figures.to_dicts()
    assert (lead["indicator"], lead["cases"], lead["found"], lead["share"]) == ("lead", 10, 8, 80)
    assert lead["share_low"] < 80 < lead["share_high"]
    assert lead["days"] == 13.5
    assert lead["days_low"] <= 13.5 <= lead["days_high"]
    assert obscured["found"] == 8
    assert (youthful["found"], youthful["share"], youthful["days"]) == (0, 0, None), "it missed every case"


def test_sum_tells_nothing_of_few_cases() -> None:
    assert summed_table(results(2, LEAST_CASES - 3), ()).figures.is_empty()
    lead, *_ = summed_table(results(LEAST_CASES - 1, 8), ()).figures.to_dicts()
    assert lead["cases"] == LEAST_CASES + 7
    assert {lead[name] for name in ("found", "share", "share_low", "days", "days_low")} == {None}


def test_kept_result_reads_back_as_it_was() -> None:
    (result,) = results(1, 0)
    days = [day for day, count in result.seen.items() for _ in range(count)]
    kept = as_kept(days, result.replays, [], [])
    again = result_of(kept, "0", KNOWN)
    assert (again.seen, again.replays) == (result.seen, result.replays)


# the pages


def test_pages_from_asking_to_what_came_out(organisation: Any, actor: Actor, advertiser: str) -> None:
    asker = sign_in(Client(), make_user(organisation, "analyst"))
    somebody = make_user(organisation, "data_protection_officer")
    unconfirmed = sign_in(Client(), somebody)
    decider = confirm(sign_in(Client(), somebody), somebody)
    assert f"/cijfers/terugblik/nieuw/{advertiser}/" in asker.get(f"/triage/adverteerder/{advertiser}/").text

    page = reverse("hindsight:ask", args=[advertiser])
    given = {
        "kind": "ruling",
        "reference": "ECLI:NL:RBXXX:2025:1",
        "known_on": "2025-06-01",
        "reason": "Nagaan.",
    }
    late = asker.post(page, given | {"known_on": "2999-01-01"})
    assert (late.status_code, "Deze dag moet nog komen" in late.text) == (422, True)
    shown = asker.post(page, given, follow=True).text
    assert "wacht op een tweede persoon" in shown

    row = HindsightReview.objects.get()
    decision = reverse("hindsight:decide", args=[row.id])
    listed = decider.get(reverse("hindsight:overview")).text
    assert decision in listed
    assert 'href="/cijfers/"' not in listed, "the officer opens no figures"
    assert "ECLI" not in unconfirmed.post(decision, {"do": "approve"}).text
    assert HindsightReview.objects.get().state == "asked"
    assert "ECLI:NL:RBXXX:2025:1" in decider.get(decision).text
    assert "Vastgelegd" in decider.post(decision, {"do": "approve"}, follow=True).text
    assert "Hierover is al beslist" in decider.post(decision, {"do": "decline"}, follow=True).text
    assert asker.get(decision).status_code == 403
    assert "op de achtergrond" in asker.get(reverse("hindsight:review", args=[row.id])).text

    run_reviews(by=actor)
    told = asker.get(reverse("hindsight:review", args=[row.id])).text
    assert "Meegeleverde regels" in told
    assert "Een contactgegeven is met opzet moeilijk leesbaar geschreven." in told
    assert "regels misten deze zaak" in told
    assert 'id="course-wide-words"' in told
    assert decider.get(reverse("hindsight:review", args=[row.id])).status_code == 403
    english = asker.get(reverse("hindsight:review", args=[row.id]), headers={"accept-language": "en"}).text
    assert "Shipped rules" in english


@pytest.mark.parametrize("synthetic", [True, False])
def test_pages_of_an_invented_case_say_that_no_court_spoke(
    organisation: Any, analyst: Actor, advertiser: str, synthetic: bool
) -> None:
    Organisation.objects.filter(id=organisation.id).update(synthetic=synthetic)
    row = asked(analyst, advertiser)
    asker = sign_in(Client(), make_user(organisation, "analyst"))
    somebody = make_user(organisation, "data_protection_officer")
    decider = confirm(sign_in(Client(), somebody), somebody)

    pages = (
        asker.get(reverse("hindsight:review", args=[row.id])).text,
        decider.get(reverse("hindsight:decide", args=[row.id])).text,
    )

    assert all("ECLI:NL:RBXXX:2025:1" in page for page in pages)
    assert [("Geen rechter zei iets over wie dan ook." in page) for page in pages] == [synthetic] * 2


def test_sum_is_shown_from_five_cases_and_taken_out(
    organisation: Any, actor: Actor, analyst: Actor, officer: Actor, advertiser: str
) -> None:
    client = sign_in(Client(), analyst.user)
    overview, file = reverse("hindsight:overview"), reverse("hindsight:take_out")
    run(actor, analyst, officer, advertiser)
    for _ in range(LEAST_CASES - 1):
        assert "Vanaf 5 zaken" in client.get(overview).text
        HindsightSighting.objects.all().delete()
        run(actor, analyst, officer, advertiser)
    shown = client.get(overview).text
    assert "Geteld: 5 bewezen zaken" in shown
    assert "Over zaken die niemand vond, zegt dit niets" in shown
    confirm(client, analyst.user)
    answer = client.post(file, {"form": "csv"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        lines = archive.read("hindsight.csv").decode().splitlines()
    assert lines[0].startswith("version,indicator,cases,found,share")
    assert any(line.startswith("0,lead,5,5,100,") for line in lines)
    ods = client.post(file, {"form": "ods"})
    assert ods.headers["Content-Type"].endswith("spreadsheet")
    assert set(Export.objects.values_list("what", flat=True)) == {"table:hindsight"}


def test_researcher_sees_the_sum_and_no_case(organisation: Any, analyst: Actor, advertiser: str) -> None:
    row = asked(analyst, advertiser)
    client = sign_in(Client(), make_user(organisation, "researcher"))
    shown = client.get(reverse("hindsight:overview"))
    assert shown.status_code == 200
    assert str(row.id) not in shown.text
    for name, args in (("review", [row.id]), ("decide", [row.id]), ("ask", [advertiser])):
        assert client.get(reverse(f"hindsight:{name}", args=args)).status_code == 403


def test_case_of_another_organisation_is_not_there(analyst: Actor, advertiser: str) -> None:
    row = asked(analyst, advertiser)
    other = make_actor()
    with acting_for(other.organisation.id):
        assert not HindsightReview.objects.exists()
        theirs = sign_in(Client(), make_user(other.organisation, "analyst"))
    assert theirs.get(reverse("hindsight:review", args=[row.id])).status_code == 404
