"""Every page of the desk and how to get it before one's eyes: who opens it, and what must be there.

A page whose address names a thing says how to find or make one, as whoever opens the page. A state of
a page that has to be made (a list with nothing in it, a form with a fault) has an entry of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from baken.statistics.catalogue import TABLES
from tests.browser.things import editions, entry, leads, office, rules, sightings, watching

if TYPE_CHECKING:
    from baken.tenancy.acting import Actor


@dataclass(frozen=True)
class Page:
    """One page in one state. `name` is the name of its address.

    `role` opens it; without one the first that its permission names, and nobody where `nobody` is true.
    `thing` gives the parameters of the address, acting for the demo organisation. `query` is added to
    the address. `asks_why` leaves it to the page to ask for a reason, `asks_who` to ask for the password
    again. `then` does what brings the page in its state.
    """

    name: str
    state: str = ""
    role: str = ""
    nobody: bool = False
    thing: "Callable[[Actor], dict[str, Any]] | None" = None
    query: str = ""
    status: int = 200
    asks_why: bool = False
    asks_who: bool = False
    then: Callable[[Any], None] | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.state}".strip()


PAGES: tuple[Page, ...] = (
    # coming in, and one's own profile
    Page("account_login", nobody=True),
    Page("account_login", "wrong", nobody=True, then=entry.wrong_password),
    Page("account_logout", role="observer"),
    Page("account_begin", nobody=True, thing=entry.start_link),
    Page("account_begin", "used", nobody=True, thing=entry.no_start_link, status=404),
    Page("mfa_authenticate", nobody=True, thing=entry.somebody_with_an_app, then=entry.password_given),
    Page("account_reauthenticate", role="admin", thing=entry.password, asks_who=True),
    Page("mfa_reauthenticate", role="admin", thing=entry.app, asks_who=True),
    Page("mfa_reauthenticate_webauthn", role="admin", thing=entry.key, asks_who=True),
    Page("account_change_password", role="observer", thing=entry.password),
    Page("mfa_index", role="observer", thing=entry.app),
    Page("mfa_index", "nothing yet", role="observer"),
    Page("mfa_activate_totp", role="observer"),
    Page("mfa_deactivate_totp", role="observer", thing=entry.app_and_key),
    Page("mfa_add_webauthn", role="observer"),
    Page("mfa_edit_webauthn", role="observer", thing=entry.key),
    Page("mfa_remove_webauthn", role="observer", thing=entry.key_in_address_and_app),
    Page("mfa_view_recovery_codes", role="observer", thing=entry.recovery_codes),
    Page("mfa_generate_recovery_codes", role="observer", thing=entry.app),
    Page("accounts:profile"),
    # what an administrator does with users
    Page("accounts:organisation"),
    Page("accounts:rename_organisation"),
    Page("accounts:users"),
    Page("accounts:users", "filtered to nothing", query="?roles=moderator&is_active=False"),
    Page("accounts:add_user"),
    Page("accounts:user", thing=entry.colleague),
    Page("accounts:change_user", thing=entry.colleague),
    Page("accounts:start_link", thing=entry.colleague),
    Page("accounts:shut_out", thing=entry.colleague),
    Page("accounts:let_in", thing=entry.colleague_shut_out),
    Page("accounts:reset_second_factor", thing=entry.colleague),
    Page("accounts:end_sessions", thing=entry.colleague),
    # triage
    Page("triage:queue"),
    Page("triage:queue", "filtered to nothing", query="?band=look_first&provinces=NL-DR&seen=earlier"),
    Page("triage:urgent"),
    Page("triage:decided", "nothing yet"),
    Page("triage:decided", thing=leads.decided),
    Page("triage:look_up"),
    Page("triage:look_up", "asks why", asks_why=True),
    Page("triage:lead", thing=leads.lead),
    Page("triage:lead", "in hand", thing=leads.lead_in_hand),
    Page("triage:lead", "somebody else has it", thing=leads.lead_of_another),
    Page("triage:lead", "decided", thing=leads.lead_decided),
    Page("triage:lead", "drawn for a second answer", thing=leads.lead_decided_and_drawn),
    Page("triage:lead", "two answers differ", thing=leads.lead_differing),
    Page("triage:lead", "urgent", thing=leads.lead_urgent),
    Page("triage:lead", "of withdrawn rules", thing=rules.lead_of_withdrawn_rules),
    Page("triage:lead", "asks for more words", thing=leads.lead_in_hand, then=leads.decided_without_words),
    Page("triage:lead", "handed to the reader", thing=leads.lead_handed),
    Page("triage:lead", "handed to another", thing=leads.lead_handed_on),
    Page("triage:lead", "reopened", thing=leads.lead_reopened),
    Page("triage:lead", "rests under another", thing=leads.lead_resting),
    Page("triage:lead", "two people agreed", thing=leads.lead_confirmed),
    Page("triage:lead", "unfolded", thing=leads.lead, then=leads.unfolded),
    Page("triage:queue", "handed, begun, and a full day", thing=leads.full_day),
    Page("triage:package", thing=leads.lead_confirmed),
    Page("triage:pace"),
    Page("triage:settings"),
    Page("triage:rota", thing=leads.shift),
    Page("triage:rota", "for the administrator", role="admin", thing=leads.shift),
    Page("triage:rota", "with a fault", then=leads.shift_without_anybody),
    Page("triage:advertiser", thing=leads.advertiser),
    Page("triage:advertiser", "with much", thing=leads.largest_advertiser),
    Page("triage:advertiser", "judged", thing=leads.advertiser_judged),
    Page("triage:advertiser", "judged and undone", thing=leads.advertiser_judged_and_undone),
    Page("triage:split", thing=leads.largest_advertiser),
    Page("triage:split", "with ticks", thing=leads.largest_advertiser, then=leads.ticked_a_text),
    Page("triage:split", "faults", thing=leads.largest_advertiser, then=leads.split_without_a_reason),
    Page("triage:join", "which", thing=leads.largest_advertiser),
    Page("triage:join", "side by side", thing=leads.largest_advertiser, then=leads.beside_a_lead),
    Page("triage:outcomes", role="analyst"),
    Page("triage:outcomes", "officer", role="data_protection_officer", thing=leads.outcomes_asked),
    Page("triage:outcomes", "judged blind", role="analyst", thing=leads.judged_blind),
    Page("triage:sample"),
    Page("triage:sample", "one side alone", then=leads.one_side_alone),
    Page("triage:ask_outcomes"),
    Page("triage:decide_outcomes", thing=leads.outcomes_asked),
    Page("triage:learned", thing=leads.outcomes_approved),
    Page("triage:lead", "blind", thing=leads.lead_blind),
    Page("triage:practise"),
    Page("triage:exercise", thing=leads.exercise),
    # what was seen: recording it, and reading what was captured
    Page("sightings:record"),
    Page("sightings:record", "the next one", thing=sightings.recorded, query="?platform=telegram"),
    Page("sightings:record", "with a draft", thing=sightings.hand_draft),
    Page("sightings:record", "faults", then=sightings.recorded_nothing),
    Page("sightings:record", "new platform", then=sightings.recorded_elsewhere),
    Page("sightings:capture", "by hand", thing=sightings.recorded),
    Page("sightings:capture", "crawled twice", thing=sightings.captured_twice),
    Page("sightings:capture", "from a file", thing=sightings.sighting_of_a_file),
    Page("sightings:of_crawl", role="analyst", thing=sightings.captured_twice),
    Page("sightings:hand_over", thing=sightings.captured_twice),
    Page("sightings:take", thing=sightings.evidence_approved),
    Page("sightings:requests", thing=sightings.evidence_asked),
    Page("sightings:decide", thing=sightings.evidence_asked),
    # the register
    Page("register:list"),
    Page("register:list", "filtered", query="?form=labour"),
    *(Page("register:part", slug, thing=office.part(slug)) for slug in office.PARTS),
    *(
        Page("register:part", f"{slug} with faults", thing=office.part(slug), then=office.onwards)
        for slug in ("bron", "samenvatting")
    ),
    Page("register:roles_apart", thing=office.roles_apart),
    Page("register:read_along", thing=office.draft),
    Page("register:read_along", "with proposals", thing=office.draft, then=office.story_read),
    Page("register:read_along", "an answer lacks", thing=office.draft, then=office.story_half_answered),
    Page("register:discard", thing=office.draft),
    Page("register:case", thing=office.registration),
    Page("register:search"),
    Page("register:search", "asks why", asks_why=True),
    Page("register:files"),
    Page("register:undo", thing=office.import_batch),
    Page("register:other_file"),
    Page("register:other_file", "one is held", thing=lambda by: office.held_file(by) and {}),
    Page("register:other_columns", thing=office.held_file),
    Page("register:other_columns", "with faults", thing=office.held_file, then=office.columns_lacking),
    Page("register:other_words", thing=office.held_file_mapped),
    Page("register:other_trial", thing=office.held_file_mapped),
    Page("register:other_trial", "imported", thing=office.held_file_mapped, then=office.imported_from_trial),
    Page("register:review", "nothing waits", thing=office.import_batch),
    Page("register:review", thing=office.import_to_review),
    Page("register:undo", "some still waits", thing=office.import_to_review),
    Page("register:mappings", thing=lambda by: office.mapping(by) and {}),
    Page("register:mapping", thing=office.mapping),
    # figures and rules
    Page("statistics:overview"),
    Page("statistics:overview", "observer", role="observer"),
    *(Page("statistics:table", name, thing=office.table(name)) for name in TABLES),
    Page("statistics:table", "observer", role="observer", thing=office.table("market")),
    Page("statistics:export", thing=office.table("market")),
    Page("statistics:exports"),
    # editions of tables that may leave the house
    Page("statistics:editions", "nothing yet"),
    Page("statistics:editions", thing=editions.made),
    Page("statistics:make_edition", role="analyst"),
    Page("statistics:make_edition", "refused", role="analyst", then=editions.asked_before_the_first),
    Page("statistics:edition", role="analyst", thing=editions.made),
    Page("statistics:edition", "proposed by another", role="researcher", thing=editions.proposed),
    Page("statistics:edition", "published", role="data_protection_officer", thing=editions.published),
    Page("statistics:edition", "taken back", role="registrar", thing=editions.withdrawn),
    Page("statistics:compare_edition", role="analyst", thing=editions.made),
    Page("statistics:decide_edition", role="researcher", thing=editions.proposed),
    Page("statistics:decide_edition", "nothing to decide", role="researcher", thing=editions.made),
    Page("statistics:withdraw_edition", role="researcher", thing=editions.published),
    Page(
        "statistics:withdraw_edition",
        "without a reason",
        role="researcher",
        thing=editions.published,
        then=editions.sent_as_it_was,
    ),
    Page("statistics:edition", "for partners", role="analyst", thing=editions.for_partners),
    Page("statistics:edition", "given to a partner", role="analyst", thing=editions.approved),
    Page("statistics:ask_provision", role="analyst", thing=editions.for_partners),
    Page(
        "statistics:ask_provision",
        "nothing chosen",
        role="analyst",
        thing=editions.for_partners,
        then=editions.sent_as_it_was,
    ),
    Page("statistics:decide_provision", role="data_protection_officer", thing=editions.asked),
    Page("statistics:decide_provision", "decided", role="researcher", thing=editions.approved),
    Page("statistics:take_provision", role="analyst", thing=editions.approved),
    Page("published:list", nobody=True, thing=editions.public_list),
    Page("published:edition", nobody=True, thing=editions.public_edition),
    # a question of one's own
    Page("statistics:workbench", role="researcher"),
    Page(
        "statistics:workbench",
        "too few",
        role="researcher",
        query="?tel=persons&rijen=geslacht&alleen_vorm=labour",
    ),
    Page(
        "statistics:workbench",
        "refused",
        role="researcher",
        query="?tel=persons&rijen=rol&kolommen=rol",
        status=422,
    ),
    Page("statistics:workbench_file", role="researcher"),
    Page("statistics:team"),
    Page("statistics:team", "three months", query="?periode=3"),
    Page("statistics:team_export", thing=office.table("team-decisions")),
    Page("statistics:team_export", "blind", thing=office.table("team-blind")),
    # looking back at proven cases
    Page("hindsight:overview", role="analyst", thing=leads.hindsight_asked),
    Page("hindsight:overview", "officer", role="data_protection_officer", thing=leads.hindsight_asked),
    Page("hindsight:overview", "researcher", role="researcher"),
    Page("hindsight:overview", "summed", role="analyst", thing=leads.hindsight_many),
    Page("hindsight:take_out", role="analyst", thing=leads.hindsight_many),
    Page("hindsight:ask", thing=leads.largest_advertiser),
    Page("hindsight:ask", "faults", thing=leads.largest_advertiser, then=leads.sent_empty),
    Page("hindsight:review", thing=leads.hindsight_done),
    Page("hindsight:review", "asked", thing=leads.hindsight_asked),
    Page("hindsight:decide", thing=leads.hindsight_asked),
    # the market per week
    Page("watch:market", role="analyst"),
    Page("watch:market", "for an observer", role="observer"),
    Page("watch:market", "an earlier week", role="researcher", query="?week=2025-04-07"),
    Page("watch:platform", role="analyst", thing=watching.watched_platform),
    Page("watch:alarms", role="analyst"),
    Page("watch:alarms", "filtered to nothing", role="analyst", query="?state=looked_at&kind=fall"),
    Page("watch:alarm", role="analyst", thing=watching.market_alarm),
    Page("watch:alarm", "looked at", role="analyst", thing=watching.market_alarm_looked_at),
    Page("watch:market_file", role="analyst"),
    Page("statistics:check_export"),
    Page("adverts:rules"),
    Page("adverts:rules", "observer", role="observer"),
    Page("adverts:rule", thing=office.rule),
    Page("fairness:fairness", role="data_protection_officer"),
    Page("fairness:fairness", "observer", role="observer"),
    Page("fairness:take_out", role="analyst"),
    # versions of the rules
    Page("adverts:rule_sets", "observer", role="observer"),
    Page("adverts:rule_sets", thing=rules.proposed),
    Page("adverts:propose_rules"),
    Page("adverts:propose_rules", "faults", then=rules.sent_faulty_rules),
    Page("adverts:rule_set", "one's own", thing=rules.proposed),
    Page("adverts:rule_set", "compared", thing=rules.compared),
    Page("adverts:rule_set", "in force", thing=rules.in_force),
    Page("adverts:rule_set", "withdrawn", thing=rules.withdrawn),
    Page("adverts:rule_set", "observer", role="observer", thing=rules.proposed_by_another),
    Page("adverts:own_words", role="analyst"),
    Page("adverts:own_words", "in force", role="analyst", thing=rules.words_in_force),
    Page("adverts:propose_words", role="analyst"),
    Page("adverts:propose_words", "a word that no list may hold", role="analyst", then=rules.sent_a_number),
    Page("adverts:rule_set_words", role="analyst", thing=rules.words_proposed),
    Page("adverts:rule_set", "with words of its own", role="observer", thing=rules.words_proposed),
    Page("adverts:withdraw_rules", thing=rules.proposed),
    Page("adverts:withdraw_rules", "in force", thing=rules.in_force),
    Page(
        "adverts:withdraw_rules",
        "without a reason",
        thing=rules.proposed,
        then=rules.withdrew_without_a_reason,
    ),
    # searching together, and words that rise
    Page("watch:campaigns"),
    Page("watch:campaigns", "nothing in this state", query="?state=reported"),
    Page("watch:new_campaign"),
    Page("watch:campaign", "nothing yet", thing=watching.campaign_empty),
    Page("watch:campaign", thing=watching.campaign),
    Page("watch:campaign", "ended", thing=watching.campaign_closed),
    Page("watch:new_find", thing=watching.campaign_empty),
    Page("watch:add_stored", thing=watching.stored_sighting),
    Page("watch:find", thing=watching.find_to_check),
    Page("watch:find", "one's own", thing=watching.find_of_ones_own),
    Page("watch:report", "so far", thing=watching.campaign_closed),
    Page("watch:report", thing=watching.campaign_reported),
    Page("watch:proposals", thing=watching.platform_proposals),
    Page("watch:proposal", thing=watching.platform_proposal),
    Page("watch:rising", thing=watching.rising_words),
    Page("watch:word", thing=watching.rising_word),
    Page("watch:propose_word", thing=watching.rising_word),
    Page("watch:word_lists", thing=watching.agreed_word),
    Page("watch:new_word"),
    Page("watch:proposed_word", thing=watching.proposed_word),
    # administration
    Page("operations:overview"),
    Page("operations:overview", "administrator", role="admin"),
    Page("operations:jobs"),
    Page("operations:log"),
    Page("operations:log", "asks why", asks_why=True),
    Page("operations:event", thing=office.event),
    Page("collection:bases"),
    Page("collection:new_basis"),
    Page("collection:basis", thing=office.basis),
    Page("collection:basis", "draft", thing=office.draft_basis),
    Page("collection:approve", role="data_protection_officer", thing=office.draft_basis),
    Page("collection:sources"),
    Page("collection:new_source"),
    Page("collection:new_source", "with a fault", then=office.source_without_a_way),
    *(Page("collection:source", state, thing=office.crawled(state)) for state in office.CRAWLED),
    Page("collection:source", "of files", thing=office.source_of_files),
    Page("collection:source", "officer", role="data_protection_officer", thing=office.crawled("running")),
    Page("collection:start_crawl", thing=office.crawled("done")),
    *(Page("collection:crawl", state, thing=office.crawled(state)) for state in office.CRAWLED[1:]),
    Page("collection:schedule", thing=office.crawled("done")),
    Page("collection:profile", thing=office.crawled("done")),
    Page("collection:profile", "tried", thing=office.crawled("done"), then=office.profile_tried),
    Page("collection:profile", "with a fault", thing=office.crawled("done"), then=office.profile_broken),
    Page("platforms:list"),
    Page("platforms:new"),
    Page("platforms:platform", thing=office.platform),
    Page("platforms:change", thing=office.platform_name),
    Page("rights:overview"),
    Page("rights:run"),
    Page("rights:period", thing=office.period),
    Page("rights:holds"),
    Page("rights:place"),
    Page("rights:hold", thing=office.hold),
    Page("rights:request"),
)

CLOSED: set[str] = set()
"""Addresses of packages that nobody needs: they answer 404."""

NO_PAGE = {
    "start", "desk:reason", "set_language", "mfa_list_webauthn", "accounts:end_session",
    "accounts:end_other_sessions", "triage:claim_next", "triage:claim", "triage:release", "triage:assess",
    "triage:urgent_second", "triage:save_draft", "triage:undo", "register:start", "register:keep",
    "triage:undo_judgement", "triage:hand", "triage:reopen", "triage:remove_shift", "triage:standing",
    "triage:take_package",
    "register:find_platform", "register:correct", "operations:retry_job", "collection:download",
    "collection:upload", "collection:withdraw", "collection:end", "collection:end_source", "rights:end",
    "watch:look", "watch:reopen", "watch:searched", "watch:close", "watch:next_check", "watch:join",
    "watch:report_file", "watch:word_file", "watch:take_over_words",
    "operations:verify_log", "sightings:keep", "sightings:discard", "sightings:undo", "sightings:verify",
    "collection:stop_crawl", "fairness:weigh",
    "adverts:rule_set_files", "adverts:shipped_files", "adverts:compare_rules",
    "adverts:make_rules_live",
    "statistics:propose_edition", "published:file",
    # the same pages as without a language in the address
    "published:list_in", "published:edition_in",
}  # fmt: skip
"""Addresses that send the reader on, take a form or hand out a file: no page of their own."""
