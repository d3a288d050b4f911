"""Word lists of an organisation's own: sealed in a version of the rules, and read by nobody else."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from baken.adverts.exceptions import FaultyRuleSet, SameRules
from baken.adverts.models import RuleSet
from baken.adverts.rule_sets import own_words, queries
from baken.adverts.rule_sets.actions import make_live, propose_rules, propose_weights, withdraw_rules
from baken.adverts.rule_sets.queries import rules_by_number, rules_in_force, rules_of, shipped_digest
from baken.adverts.rule_sets.word_actions import propose_lists, read_lists
from baken.audit.models import Event
from baken.indicators.conditions import Contains, leaves
from baken.indicators.faults import FaultyRules
from baken.indicators.own_lists import OwnLists, with_list
from baken.indicators.rulebook import shipped_texts
from baken.indicators.wordlists import shipped_word_lists
from baken.pipeline.rule_trials import compare_waiting
from baken.pipeline.stages import indicate_all
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.triage.models import Lead
from baken.vocabulary.roles import Role
from baken.watch.language.actions import agree_word, propose_word
from baken.watch.language.exceptions import NoSuchWordList
from baken.watch.language.word_lists import take_over_words
from tests.factories.lead_market import place_market
from tests.factories.organisations import make_actor
from tests.factories.rule_sets import changer
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

LIST = "managed_by_other"
PHRASE = "vraag naar de kievit"


def adding(*phrases: str, name: str = LIST, language: str = "nl") -> Any:
    def change(lists: OwnLists) -> OwnLists:
        here = lists.get(name, {}).get(language, ())
        return with_list(lists, name, language, {*here, *phrases})

    return change


def proposed(by: Actor, *phrases: str, **place: str) -> RuleSet:
    change = adding(*(phrases or (PHRASE,)), **place)
    return propose_lists(by=changer(by.organisation), change=change, reason="een toets")


def put_in_force(by: Actor, row: RuleSet) -> RuleSet:
    compare_waiting(by=by)
    return make_live(by=changer(by.organisation), rule_set_id=row.id)


def asked_for(number: int | None = None) -> set[str]:
    rules = rules_in_force().rules if number is None else rules_by_number(number)
    return {
        phrase
        for rule in rules
        for leaf in leaves(rule.when)
        if isinstance(leaf, Contains) and leaf.word_list == LIST
        for phrase in leaf.phrases
    }


def test_lists_are_a_version_and_count_for_nothing_until_another_puts_it_in_force(actor: Actor) -> None:
    row = proposed(actor)

    assert (row.number, row.state, row.own_words) == (1, "proposed", 1)
    assert row.files == shipped_texts()
    assert not any(PHRASE in phrase for phrase in asked_for())
    put_in_force(actor, row)
    assert any(PHRASE in phrase for phrase in asked_for())
    # a list under a shipped name comes on top of that
    assert len(asked_for()) == len(shipped_word_lists()[LIST]) + 1


def test_lists_are_stored_encrypted_and_never_changed(actor: Actor) -> None:
    row = proposed(actor)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words, files::text, digest FROM adverts_ruleset WHERE id = %s", [row.id])
        words, files, digest = cursor.fetchone()
    assert PHRASE.encode() not in bytes(words)
    assert "kievit" not in files
    assert digest not in (shipped_digest(), "")
    for statement in ("UPDATE adverts_ruleset SET words = NULL", "DELETE FROM adverts_ruleset"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_earlier_version_runs_again_with_the_words_of_its_time(actor: Actor) -> None:
    first = put_in_force(actor, proposed(actor))
    second = put_in_force(actor, proposed(actor, "alleen via de wulp"))

    assert asked_for(second.number) - asked_for(first.number) == {
        phrase for phrase in asked_for() if "wulp" in phrase
    }
    assert {one.number for one in (first, second)} == {1, 2}
    withdraw_rules(by=changer(actor.organisation), rule_set_id=second.id, reason="te breed")
    assert asked_for() == asked_for(first.number)


def test_new_files_and_weights_keep_the_lists(actor: Actor) -> None:
    put_in_force(actor, proposed(actor))
    files = {name: text.encode() for name, text in shipped_texts().items()}
    del files["shared_contact_many_texts.yaml"]

    by_files = propose_rules(by=changer(actor.organisation), files=files, reason="zonder één regel")
    weight = next(rule for rule in rules_in_force().rules if rule.weight is not None)
    by_weight = propose_weights(
        by=changer(actor.organisation), weights={weight.indicator: (0.11, 0.05, 0.2)}, reason="geleerd"
    )

    for row in (by_files, by_weight):
        assert own_words.lists_of(RuleSet.objects.get(id=row.id)) == {LIST: {"nl": (PHRASE,)}}


def test_same_lists_are_not_proposed_twice(actor: Actor) -> None:
    proposed(actor)
    with pytest.raises(SameRules):
        proposed(actor)


def test_run_gives_leads_by_the_words_of_the_version(actor: Actor) -> None:
    place_market(actor)
    row = put_in_force(actor, proposed(actor))

    indicate_all(by=actor)

    assert set(Lead.objects.values_list("rule_set", flat=True)) == {row.number}


def test_word_that_is_protected_later_is_told_without_the_word(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = proposed(actor)
    monkeypatch.setattr(
        own_words, "for_rules", lambda lists: {LIST: (*shipped_word_lists()[LIST], "nederlandse vrouw")}
    )
    monkeypatch.setattr(queries, "_read", {})

    with pytest.raises(FaultyRules) as refused:
        rules_of(RuleSet.objects.get(id=row.id))

    assert "nederlandse" not in str(refused.value)
    assert {fault.cause for fault in refused.value.faults} == {own_words.UNTOLD}


def test_another_organisation_has_nothing_of_it(actor: Actor) -> None:
    row = put_in_force(actor, proposed(actor))
    mine = asked_for()
    other = make_actor()

    with acting_for(other.organisation.id):
        assert not RuleSet.objects.exists()
        assert asked_for() != mine
        assert asked_for(row.number) == asked_for()
        same = proposed(other)
    with acting_for(actor.organisation.id):
        assert same.digest != row.digest, "nobody can compare lists by what a version is known by"


def test_reading_lists_needs_the_permission_and_is_in_the_log(organisation: Any, actor: Actor) -> None:
    row = proposed(actor)
    for role in Role.codes:
        person = make_person(organisation, role, purpose="accountability")
        if role in ("admin", "analyst"):
            assert read_lists(by=person, row=row) == {LIST: {"nl": (PHRASE,)}}
        else:
            with pytest.raises(NotPermitted):
                read_lists(by=person, row=row)
            with pytest.raises(NotPermitted):
                propose_lists(by=person, change=adding("iets anders"), reason="x")
    events = Event.objects.filter(action="adverts.own_words_read")
    assert {event.details["phrases"] for event in events} == {1}
    assert "kievit" not in str(list(Event.objects.values_list("details", "reason")))


# the pages


@pytest.fixture
def analyst(organisation: Any, client: Client) -> Client:
    sign_in(client, make_user(organisation, "analyst"))
    return client


def sent(client: Client, **given: Any) -> Any:
    form = {
        "list_name": LIST, "new_list": "", "language": "nl", "how": "add", "phrases": PHRASE,
        "reason": "Gehoord van drie collega's.",
    }  # fmt: skip
    return client.post("/regels/versies/woorden/nieuw/", form | given, follow=True)


def test_words_are_typed_and_stand_on_the_page_of_the_version(actor: Actor, analyst: Client) -> None:
    answer = sent(analyst, phrases=f"{PHRASE}\n# een opmerking\n\nVraag naar de Wulp")

    row = RuleSet.objects.get()
    assert answer.redirect_chain[-1][0] == f"/regels/versies/{row.id}/"
    assert "2 eigen uitdrukkingen" in answer.text
    assert PHRASE not in answer.text
    words = analyst.get(f"/regels/versies/{row.id}/woorden/").text
    assert "Komt erbij:" in words
    assert PHRASE in words
    assert "vraag naar de wulp" in words
    put_in_force(actor, row)
    page = analyst.get("/regels/versies/woorden/").text
    assert "Wat nu geldt, in versie 1" in page
    assert PHRASE in page
    assert "Gevraagd door:" in page


def test_words_come_in_a_file_and_replace_or_go(actor: Actor, analyst: Client) -> None:
    file = SimpleUploadedFile("lijst.txt", b"via de wulp\nvia de grutto\n")
    sent(analyst, phrases="", phrase_file=file, how="replace", list_name="", new_list="Eigen lijst")
    row = RuleSet.objects.get()
    assert own_words.lists_of(row) == {"eigen_lijst": {"nl": ("via de grutto", "via de wulp")}}
    put_in_force(actor, row)
    assert "Geen regel vraagt naar deze lijst" in analyst.get("/regels/versies/woorden/").text

    sent(analyst, phrases="via de wulp", how="remove", list_name="eigen_lijst")

    assert own_words.lists_of(RuleSet.objects.get(number=2)) == {"eigen_lijst": {"nl": ("via de grutto",)}}
    assert "Gaat weg:" in analyst.get(f"/regels/versies/{RuleSet.objects.get(number=2).id}/woorden/").text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"phrases": "goed\nbel 06 00000000"}, "Regel 2: geen nummers"),
        ({"phrases": "nederlandse vrouw"}, "Regel 1 raakt een beschermd kenmerk"),
        ({"phrases": "x" * 61}, "Regel 1 is te lang"),
        ({"phrases": "..."}, "Regel 1 heeft geen letters"),
        ({"phrases": ""}, "ten minste één uitdrukking"),
        ({"list_name": "", "new_list": "lijst 7"}, "zonder cijfers"),
        ({"list_name": ""}, "Kies een lijst"),
        ({"phrase_file": SimpleUploadedFile("a.txt", b"\xff\xfe\x00")}, "geen tekstbestand"),
    ],
)
def test_what_no_list_may_hold_is_refused_by_line(
    actor: Actor, analyst: Client, given: dict[str, Any], said: str
) -> None:
    answer = sent(analyst, **given)

    assert answer.status_code == 422
    assert said in answer.text
    assert not RuleSet.objects.exists()


def test_observer_sees_that_there_are_lists_and_nothing_of_them(
    organisation: Any, actor: Actor, client: Client
) -> None:
    row = put_in_force(actor, proposed(actor, PHRASE, name="eigen_lijst"))
    sign_in(client, make_user(organisation, "observer"))

    page = client.get(f"/regels/versies/{row.id}/").text

    assert "woordenlijsten van de organisatie zelf" in page
    for address in (
        "/regels/versies/",
        "/regels/",
        f"/regels/versies/{row.id}/regels.zip",
        "/regels/versies/",
    ):
        body = client.get(address).content
        assert b"kievit" not in body
        assert b"eigen_lijst" not in body
    assert "kievit" not in page
    for address in ("woorden/", "woorden/nieuw/", f"{row.id}/woorden/"):
        assert client.get(f"/regels/versies/{address}").status_code == 403


def agreed(by: Actor, term: str) -> None:
    one, other = (make_person(by.organisation, "analyst") for _ in range(2))
    made = propose_word(
        by=one, term=term, language="nl", list_name=LIST, means="een ander regelt het", because="vaak gezien"
    )
    agree_word(by=other, proposal_id=made.id, because="ook gezien")


def test_agreed_words_of_the_language_watch_are_taken_over_by_a_click(
    actor: Actor, organisation: Any, analyst: Client
) -> None:
    with pytest.raises(NoSuchWordList):
        take_over_words(by=make_person(organisation, "analyst", purpose="accountability"))
    put_in_force(actor, proposed(actor))
    agreed(actor, "zwaluwstaart")
    assert "Neem over in de regels" in analyst.get("/markt/woorden/").text

    answer = analyst.post("/markt/woorden/overnemen/", follow=True)

    row = RuleSet.objects.get(number=2)
    assert answer.redirect_chain[-1][0] == f"/regels/versies/{row.id}/"
    assert row.state == "proposed"
    assert own_words.lists_of(row) == {LIST: {"nl": (PHRASE, "zwaluwstaart")}}
    assert not any("zwaluw" in phrase for phrase in asked_for())
    put_in_force(actor, row)
    assert any("zwaluw" in phrase for phrase in asked_for())
    again = analyst.post("/markt/woorden/overnemen/", follow=True)
    assert "al voorgesteld" in again.text
    assert RuleSet.objects.count() == 2


def test_lists_that_break_a_rule_are_refused_without_the_phrase(actor: Actor) -> None:
    rule = next(
        rule
        for rule in rules_in_force().rules
        if any(isinstance(leaf, Contains) and leaf.word_list == LIST for leaf in leaves(rule.when))
    )
    silent = next(one.facts["text"] for one in rule.examples if not one.fires and one.facts.get("text"))
    words = str(silent).split()[0].lower().strip(".,")

    with pytest.raises(FaultyRuleSet) as refused:
        proposed(actor, words)

    assert all(words not in fault.cause.split() for fault in refused.value.faults)


def test_nothing_of_a_list_is_left_in_clear_on_disk(actor: Actor, tmp_path: Path) -> None:
    from baken.config.places import state_directory

    proposed(actor, "zeldzaamwoordkievit")
    logs = [path for path in Path(state_directory()).rglob("*.log") if path.is_file()]
    assert not [path for path in logs if b"zeldzaamwoordkievit" in path.read_bytes()]
