"""The rules of an organisation as versions: two people put one in force, one withdraws it, leads follow."""

from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from baken.adverts.exceptions import (
    FaultyRuleSet,
    NotByTheAuthor,
    NotCompared,
    SameRules,
    WrongRuleSetState,
)
from baken.adverts.models import RuleSet, RuleTrial, Signal
from baken.adverts.rule_sets import actions
from baken.adverts.rule_sets.queries import rules_by_number, rules_in_force, standing_of
from baken.audit.models import Event
from baken.indicators.faults import FaultyRules
from baken.indicators.rulebook import load_rules, shipped_texts
from baken.indicators.weighing import NotWeighed
from baken.pipeline.rule_trials import compare_waiting
from baken.pipeline.stages import indicate_all
from baken.tenancy.acting import acting_for
from baken.tenancy.permission import NotPermitted
from baken.triage.models import Lead
from baken.vocabulary.roles import Role
from tests.factories.lead_market import place_market
from tests.factories.organisations import make_actor
from tests.factories.rule_sets import SHARED, changer, in_force, proposed, texts_without
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


def events(row: RuleSet) -> list[str]:
    found = Event.objects.filter(subject=f"rule_set:{row.id}").order_by("sequence")
    return [one.action.removeprefix("adverts.rules_") for one in found]


def queued() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        return {task for (task,) in cursor.fetchall()}


# proposing


def test_proposed_version_keeps_its_files_and_counts_for_nothing(actor: Any) -> None:
    files = texts_without(SHARED)
    row = proposed(actor, files, "minder ruis")
    assert (row.number, row.state, row.reason) == (1, "proposed", "minder ruis")
    assert row.files == {name: content.decode() for name, content in files.items()}
    assert rules_in_force().number == 0
    assert events(row) == ["proposed", "comparison_asked"]
    assert queued() == {"try_rules"}


def test_faulty_files_are_told_with_file_line_and_cause_and_nothing_is_kept(actor: Any) -> None:
    files = texts_without() | {"broken.yaml": b"indicator: broken\nversion: 1\nversion: 2\n"}
    with pytest.raises(FaultyRuleSet) as refused:
        proposed(actor, files)
    assert ("broken.yaml", 3, "key 'version' twice in one mapping (first on line 2)") in {
        (fault.file, fault.line, fault.cause) for fault in refused.value.faults
    }
    assert not RuleSet.objects.exists()


def test_rule_on_a_protected_trait_is_refused(actor: Any) -> None:
    text = shipped_texts()[f"{SHARED}.yaml"].replace("texts_per_contact_max", "nationality")
    with pytest.raises(FaultyRuleSet):
        proposed(actor, {f"{SHARED}.yaml": text.encode()})


def test_rules_that_stand_already_are_not_proposed_again(actor: Any) -> None:
    with pytest.raises(SameRules):
        proposed(actor, texts_without())
    proposed(actor)
    with pytest.raises(SameRules):
        proposed(actor)


def test_numbers_go_on_and_are_never_used_twice(actor: Any) -> None:
    first = proposed(actor)
    actions.withdraw_rules(by=changer(actor.organisation), rule_set_id=first.id, reason="toch niet")
    assert proposed(actor).number == 2


def test_weights_alone_make_a_version_of_the_rules_in_force(actor: Any) -> None:
    live = in_force(actor, texts_without("always_available"))
    row = actions.propose_weights(
        by=changer(actor.organisation), weights={SHARED: (0.5, 0.1, 0.8)}, reason="uit de uitkomsten"
    )
    changed = {name for name, text in row.files.items() if live.files[name] != text}
    assert row.files.keys() == live.files.keys()
    assert changed == {f"{SHARED}.yaml"}
    assert "weight: {log_odds: 0.5, low: 0.1, high: 0.8}" in row.files[f"{SHARED}.yaml"]
    assert "version: 3" in row.files[f"{SHARED}.yaml"]


def test_weight_outside_its_interval_or_on_a_rule_without_one_is_refused(actor: Any) -> None:
    by = changer(actor.organisation)
    with pytest.raises(FaultyRuleSet):
        actions.propose_weights(by=by, weights={SHARED: (0.9, 0.1, 0.8)}, reason="een toets")
    with pytest.raises(NotWeighed):
        actions.propose_weights(by=by, weights={"stated_age_under_minimum": (1, 0, 2)}, reason="een toets")
    assert not RuleSet.objects.exists()


# putting in force


def test_author_never_puts_a_version_in_force(actor: Any) -> None:
    row = proposed(actor)
    compare_waiting(by=actor)
    author = actions.Actor(row.proposed_by, actor.organisation, "accountability", "een toets")
    with pytest.raises(NotByTheAuthor):
        actions.make_live(by=author, rule_set_id=row.id)


def test_database_itself_refuses_an_author_who_puts_in_force(actor: Any) -> None:
    row = proposed(actor)
    row.state, row.made_live_by, row.made_live_at = "live", row.proposed_by, timezone.now()
    with pytest.raises(Error, match="rule_set_live_by_another"), transaction.atomic():
        row.save(update_fields=["state", "made_live_by", "made_live_at"])


def test_version_that_was_not_compared_is_not_put_in_force(actor: Any) -> None:
    row = proposed(actor)
    with pytest.raises(NotCompared):
        actions.make_live(by=changer(actor.organisation), rule_set_id=row.id)


def test_comparison_with_other_rules_than_those_in_force_does_not_count(actor: Any) -> None:
    waiting = proposed(actor, texts_without("always_available"))
    in_force(actor)
    with pytest.raises(NotCompared):
        actions.make_live(by=changer(actor.organisation), rule_set_id=waiting.id)
    actions.ask_comparison(by=changer(actor.organisation), rule_set_id=waiting.id)
    compare_waiting(by=actor)
    assert actions.make_live(by=changer(actor.organisation), rule_set_id=waiting.id).state == "live"


def test_one_version_is_in_force_and_the_one_before_is_replaced(actor: Any) -> None:
    first = in_force(actor)
    second = in_force(actor, texts_without("always_available"))
    first.refresh_from_db()
    assert (first.state, second.state, rules_in_force().number) == ("replaced", "live", 2)
    assert events(first)[-1] == "replaced"
    assert events(second) == ["proposed", "comparison_asked", "compared", "made_live"]
    assert "indicate" in queued()


def test_version_in_force_is_not_compared_again(actor: Any) -> None:
    row = in_force(actor)
    with pytest.raises(WrongRuleSetState):
        actions.ask_comparison(by=changer(actor.organisation), rule_set_id=row.id)


# withdrawing


def test_one_person_withdraws_at_once_and_the_one_before_is_back(actor: Any) -> None:
    first, second = in_force(actor), in_force(actor, texts_without("always_available"))
    author = actions.Actor(second.proposed_by, actor.organisation, "accountability", "een toets")
    actions.withdraw_rules(by=author, rule_set_id=second.id, reason="te ruim")
    first.refresh_from_db()
    assert (first.state, first.replaced_at, rules_in_force().number) == ("live", None, 1)
    assert events(first)[-1] == "resumed"
    actions.withdraw_rules(by=author, rule_set_id=first.id, reason="ook te ruim")
    assert rules_in_force().number == 0
    assert Event.objects.filter(action="adverts.rules_withdrawn", reason="ook te ruim").exists()


def test_version_that_was_withdrawn_never_comes_back(actor: Any) -> None:
    first, second = in_force(actor), in_force(actor, texts_without("always_available"))
    by = changer(actor.organisation)
    actions.withdraw_rules(by=by, rule_set_id=first.id, reason="fout")
    actions.withdraw_rules(by=by, rule_set_id=second.id, reason="fout")
    assert rules_in_force().number == 0
    for step in (
        lambda: actions.make_live(by=by, rule_set_id=first.id),
        lambda: actions.withdraw_rules(by=by, rule_set_id=first.id, reason="weer"),
        lambda: actions.ask_comparison(by=by, rule_set_id=first.id),
    ):
        with pytest.raises(WrongRuleSetState):
            step()


def test_withdrawing_asks_for_a_reason(actor: Any) -> None:
    with pytest.raises(ValueError, match="reason"):
        actions.withdraw_rules(by=changer(actor.organisation), rule_set_id=proposed(actor).id, reason=" ")


# who may


@pytest.mark.parametrize("role", sorted(set(Role.codes) - {"admin", "analyst"}))
def test_other_roles_change_no_rules(actor: Any, role: str) -> None:
    row = proposed(actor)
    by = make_person(actor.organisation, role, purpose="accountability")
    for step in (
        lambda: actions.propose_rules(by=by, files=texts_without("always_available"), reason="x"),
        lambda: actions.propose_weights(by=by, weights={SHARED: (0.2, 0.1, 0.3)}, reason="x"),
        lambda: actions.ask_comparison(by=by, rule_set_id=row.id),
        lambda: actions.make_live(by=by, rule_set_id=row.id),
        lambda: actions.withdraw_rules(by=by, rule_set_id=row.id, reason="x"),
    ):
        with pytest.raises(NotPermitted):
            step()


def test_no_machine_changes_rules(actor: Any) -> None:
    row = proposed(actor)
    assert actor.user.is_system
    for step in (
        lambda: actions.propose_rules(by=actor, files=texts_without("always_available"), reason="x"),
        lambda: actions.make_live(by=actor, rule_set_id=row.id),
        lambda: actions.withdraw_rules(by=actor, rule_set_id=row.id, reason="x"),
    ):
        with pytest.raises(NotPermitted):
            step()


@pytest.mark.parametrize(
    "statement", ["UPDATE adverts_ruleset SET files = '{}'", "DELETE FROM adverts_ruleset"]
)
def test_what_a_version_says_never_changes(actor: Any, statement: str) -> None:
    proposed(actor)
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_versions_of_another_organisation_are_not_there(actor: Any) -> None:
    in_force(actor)
    other = make_actor()
    with acting_for(other.organisation.id):
        assert rules_in_force().number == 0
        assert rules_by_number(1) == load_rules()


# what it would change


def test_comparison_counts_and_moves_nothing(actor: Any) -> None:
    lead = place_market(actor)
    signals = Signal.objects.count()
    row = proposed(actor, texts_without(*lead.reasons))
    assert compare_waiting(by=actor) == 1
    trial = RuleTrial.objects.get(rule_set=row)
    assert (trial.against, trial.sightings, trial.advertisers) == (0, 8, 1)
    # one advertiser is too few to say anything about, and is not told from none
    assert set(trial.counts["changes"].values()) == {None}
    assert trial.counts["moves"] == trial.counts["indicators_by_gender"] == []
    assert [row["advertisers"] for row in trial.counts["genders"]] == [None]
    again = Lead.objects.get()
    assert (again.reasons, again.band, again.version, Signal.objects.count()) == (
        lead.reasons, lead.band, lead.version, signals,
    )  # fmt: skip
    assert compare_waiting(by=actor) == 0


def test_version_withdrawn_while_it_waits_is_not_compared(actor: Any) -> None:
    row = proposed(actor)
    actions.withdraw_rules(by=changer(actor.organisation), rule_set_id=row.id, reason="toch niet")
    assert compare_waiting(by=actor) == 0


# leads


def test_run_follows_the_version_in_force_and_the_lead_says_which(actor: Any) -> None:
    lead = place_market(actor)
    assert lead.rule_set == 0
    gone = lead.reasons[-1]
    row = in_force(actor, texts_without(gone))
    indicate_all(by=actor)
    assert Signal.objects.exists()
    assert not Signal.objects.filter(indicator=gone).exists()
    left = Lead.objects.filter(raised=True).values_list("rule_set", "reasons")
    assert {number for number, _ in left} <= {row.number}
    assert not any(gone in reasons for _, reasons in left)


def test_withdrawn_while_leads_of_it_are_open_nothing_decided_is_lost(actor: Any) -> None:
    lead = place_market(actor)
    row = in_force(actor, texts_without("trustworthy_provider"))
    indicate_all(by=actor)
    lead.refresh_from_db()
    assert (lead.rule_set, standing_of(lead.rule_set).state) == (row.number, "live")
    Lead.objects.filter(id=lead.id).update(state="unsure", touched=True, version=3)
    actions.withdraw_rules(by=changer(actor.organisation), rule_set_id=row.id, reason="te ruim")
    lead.refresh_from_db()
    told = standing_of(lead.rule_set)
    assert (told.state, told.because, told.in_force) == ("withdrawn", "te ruim", False)
    assert (lead.state, lead.version) == ("unsure", 3)
    assert {rule.indicator for rule in rules_by_number(lead.rule_set)} >= set(lead.reasons)
    indicate_all(by=actor)
    lead.refresh_from_db()
    assert (lead.rule_set, lead.version, standing_of(lead.rule_set).in_force) == (0, lead.version, True)


def test_rules_that_are_taken_no_more_stop_the_run_and_leave_leads_alone(
    actor: Any, monkeypatch: Any
) -> None:
    lead = place_market(actor)
    in_force(actor)

    def refuse(files: Any, word_lists: Any) -> Any:
        raise FaultyRules(())

    monkeypatch.setattr("baken.adverts.rule_sets.queries.load_texts", refuse)
    monkeypatch.setattr("baken.adverts.rule_sets.queries._read", {})
    with pytest.raises(FaultyRules):
        indicate_all(by=actor)
    assert Lead.objects.get().reasons == lead.reasons
