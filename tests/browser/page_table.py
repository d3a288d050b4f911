"""Every page of the desk and how to get it before one's eyes: who opens it, and what must be there.

A page whose address names a thing says how to find or make one, as whoever opens the page. A state of
a page that has to be made (a list with nothing in it, a form with a fault) has an entry of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from baken.statistics.catalogue import TABLES
from tests.browser import things

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
    Page("account_login", "wrong", nobody=True, then=things.wrong_password),
    Page("account_logout", role="observer"),
    Page("account_begin", nobody=True, thing=things.start_link),
    Page("account_begin", "used", nobody=True, thing=things.no_start_link, status=404),
    Page("mfa_authenticate", nobody=True, thing=things.somebody_with_an_app, then=things.password_given),
    Page("account_reauthenticate", role="admin", thing=things.password, asks_who=True),
    Page("mfa_reauthenticate", role="admin", thing=things.app, asks_who=True),
    Page("mfa_reauthenticate_webauthn", role="admin", thing=things.key, asks_who=True),
    Page("account_change_password", role="observer", thing=things.password),
    Page("mfa_index", role="observer", thing=things.app),
    Page("mfa_index", "nothing yet", role="observer"),
    Page("mfa_activate_totp", role="observer"),
    Page("mfa_deactivate_totp", role="observer", thing=things.app_and_key),
    Page("mfa_add_webauthn", role="observer"),
    Page("mfa_edit_webauthn", role="observer", thing=things.key),
    Page("mfa_remove_webauthn", role="observer", thing=things.key_in_address_and_app),
    Page("mfa_view_recovery_codes", role="observer", thing=things.recovery_codes),
    Page("mfa_generate_recovery_codes", role="observer", thing=things.app),
    Page("accounts:profile"),
    # what an administrator does with users
    Page("accounts:organisation"),
    Page("accounts:rename_organisation"),
    Page("accounts:users"),
    Page("accounts:users", "filtered to nothing", query="?roles=moderator&is_active=False"),
    Page("accounts:add_user"),
    Page("accounts:user", thing=things.colleague),
    Page("accounts:change_user", thing=things.colleague),
    Page("accounts:start_link", thing=things.colleague),
    Page("accounts:shut_out", thing=things.colleague),
    Page("accounts:let_in", thing=things.colleague_shut_out),
    Page("accounts:reset_second_factor", thing=things.colleague),
    Page("accounts:end_sessions", thing=things.colleague),
    # triage
    Page("triage:queue"),
    Page("triage:queue", "filtered to nothing", query="?band=look_first&provinces=NL-DR&seen=earlier"),
    Page("triage:urgent"),
    Page("triage:decided", "nothing yet"),
    Page("triage:decided", thing=things.decided),
    Page("triage:look_up"),
    Page("triage:look_up", "asks why", asks_why=True),
    Page("triage:lead", thing=things.lead),
    Page("triage:lead", "in hand", thing=things.lead_in_hand),
    Page("triage:lead", "somebody else has it", thing=things.lead_of_another),
    Page("triage:lead", "decided", thing=things.lead_decided),
    Page("triage:lead", "urgent", thing=things.lead_urgent),
    Page("triage:lead", "asks for more words", thing=things.lead_in_hand, then=things.decided_without_words),
    Page("triage:practise"),
    Page("triage:exercise", thing=things.exercise),
    # what was seen: recording it, and reading what was captured
    Page("sightings:record"),
    Page("sightings:record", "the next one", thing=things.recorded, query="?platform=telegram"),
    Page("sightings:record", "with a draft", thing=things.hand_draft),
    Page("sightings:record", "faults", then=things.recorded_nothing),
    Page("sightings:record", "new platform", then=things.recorded_elsewhere),
    Page("sightings:capture", "by hand", thing=things.recorded),
    Page("sightings:capture", "crawled twice", thing=things.captured_twice),
    Page("sightings:capture", "from a file", thing=things.sighting_of_a_file),
    Page("sightings:of_crawl", role="analyst", thing=things.captured_twice),
    Page("sightings:hand_over", thing=things.captured_twice),
    Page("sightings:take", thing=things.evidence_approved),
    Page("sightings:requests", thing=things.evidence_asked),
    Page("sightings:decide", thing=things.evidence_asked),
    # the register
    Page("register:list"),
    Page("register:list", "filtered", query="?form=labour"),
    *(Page("register:part", slug, thing=things.part(slug)) for slug in things.PARTS),
    *(
        Page("register:part", f"{slug} with faults", thing=things.part(slug), then=things.onwards)
        for slug in ("bron", "samenvatting")
    ),
    Page("register:roles_apart", thing=things.roles_apart),
    Page("register:discard", thing=things.draft),
    Page("register:case", thing=things.registration),
    Page("register:search"),
    Page("register:search", "asks why", asks_why=True),
    Page("register:files"),
    Page("register:undo", thing=things.import_batch),
    # figures and rules
    Page("statistics:overview"),
    Page("statistics:overview", "observer", role="observer"),
    *(Page("statistics:table", name, thing=things.table(name)) for name in TABLES),
    Page("statistics:table", "observer", role="observer", thing=things.table("market")),
    Page("statistics:export", thing=things.table("market")),
    Page("statistics:exports"),
    # the market per week
    Page("watch:market", role="analyst"),
    Page("watch:market", "for an observer", role="observer"),
    Page("watch:market", "an earlier week", role="researcher", query="?week=2025-04-07"),
    Page("watch:platform", role="analyst", thing=things.watched_platform),
    Page("watch:alarms", role="analyst"),
    Page("watch:alarms", "filtered to nothing", role="analyst", query="?state=looked_at&kind=fall"),
    Page("watch:alarm", role="analyst", thing=things.market_alarm),
    Page("watch:alarm", "looked at", role="analyst", thing=things.market_alarm_looked_at),
    Page("watch:market_file", role="analyst"),
    Page("statistics:check_export"),
    Page("adverts:rules"),
    Page("adverts:rules", "observer", role="observer"),
    Page("adverts:rule", thing=things.rule),
    # searching together, and words that rise
    Page("watch:campaigns"),
    Page("watch:campaigns", "nothing in this state", query="?state=reported"),
    Page("watch:new_campaign"),
    Page("watch:campaign", "nothing yet", thing=things.campaign_empty),
    Page("watch:campaign", thing=things.campaign),
    Page("watch:campaign", "ended", thing=things.campaign_closed),
    Page("watch:new_find", thing=things.campaign_empty),
    Page("watch:add_stored", thing=things.stored_sighting),
    Page("watch:find", thing=things.find_to_check),
    Page("watch:find", "one's own", thing=things.find_of_ones_own),
    Page("watch:report", "so far", thing=things.campaign_closed),
    Page("watch:report", thing=things.campaign_reported),
    Page("watch:proposals", thing=things.platform_proposals),
    Page("watch:proposal", thing=things.platform_proposal),
    Page("watch:rising", thing=things.rising_words),
    Page("watch:word", thing=things.rising_word),
    Page("watch:propose_word", thing=things.rising_word),
    Page("watch:word_lists", thing=things.agreed_word),
    Page("watch:new_word"),
    Page("watch:proposed_word", thing=things.proposed_word),
    # administration
    Page("operations:overview"),
    Page("operations:overview", "administrator", role="admin"),
    Page("operations:jobs"),
    Page("operations:log"),
    Page("operations:log", "asks why", asks_why=True),
    Page("operations:event", thing=things.event),
    Page("collection:bases"),
    Page("collection:new_basis"),
    Page("collection:basis", thing=things.basis),
    Page("collection:basis", "draft", thing=things.draft_basis),
    Page("collection:approve", role="data_protection_officer", thing=things.draft_basis),
    Page("collection:sources"),
    Page("collection:new_source"),
    Page("collection:new_source", "with a fault", then=things.source_without_a_way),
    *(Page("collection:source", state, thing=things.crawled(state)) for state in things.CRAWLED),
    Page("collection:source", "of files", thing=things.source_of_files),
    Page("collection:source", "officer", role="data_protection_officer", thing=things.crawled("running")),
    Page("collection:start_crawl", thing=things.crawled("done")),
    *(Page("collection:crawl", state, thing=things.crawled(state)) for state in things.CRAWLED[1:]),
    Page("collection:schedule", thing=things.crawled("done")),
    Page("collection:profile", thing=things.crawled("done")),
    Page("collection:profile", "tried", thing=things.crawled("done"), then=things.profile_tried),
    Page("collection:profile", "with a fault", thing=things.crawled("done"), then=things.profile_broken),
    Page("platforms:list"),
    Page("platforms:new"),
    Page("platforms:platform", thing=things.platform),
    Page("platforms:change", thing=things.platform_name),
    Page("rights:overview"),
    Page("rights:run"),
    Page("rights:period", thing=things.period),
    Page("rights:holds"),
    Page("rights:place"),
    Page("rights:hold", thing=things.hold),
    Page("rights:request"),
)

CLOSED: set[str] = set()
"""Addresses of packages that nobody needs: they answer 404."""

NO_PAGE = {
    "start", "desk:reason", "set_language", "mfa_list_webauthn", "accounts:end_session",
    "accounts:end_other_sessions", "triage:claim_next", "triage:claim", "triage:release", "triage:assess",
    "triage:urgent_second", "triage:save_draft", "triage:undo", "register:start", "register:keep",
    "register:find_platform", "register:correct", "operations:retry_job", "collection:download",
    "collection:upload", "collection:withdraw", "collection:end", "collection:end_source", "rights:end",
    "watch:look", "watch:reopen", "watch:searched", "watch:close", "watch:next_check", "watch:join",
    "watch:report_file", "watch:word_file",
    "operations:verify_log", "sightings:keep", "sightings:discard", "sightings:undo", "sightings:verify",
    "collection:stop_crawl",
}  # fmt: skip
"""Addresses that send the reader on, take a form or hand out a file: no page of their own."""
