"""The main job on invented data: an organisation, its market through every stage, its register."""

from collections.abc import Callable
from pathlib import Path

from baken.accounts.actions import create_organisation
from baken.accounts.exceptions import NoSuchOrganisation
from baken.accounts.models import Organisation
from baken.accounts.queries import find_organisation, system_user
from baken.adverts.actions.store_sightings import evidence_name
from baken.adverts.models import Sighting
from baken.adverts.vault import Vault
from baken.audit.actions import seal_events
from baken.collection.actions import record_basis
from baken.collection.models import LawfulBasis
from baken.collection.profile import read_profile
from baken.demo.accompanying import accompany_some
from baken.demo.at_the_door import come_to_the_door
from baken.demo.blind import ask_for_outcomes, draw_some, judge_some
from baken.demo.by_hand import record_what_was_seen
from baken.demo.chats import FILE as CHATS_FILE
from baken.demo.chats import chats_file
from baken.demo.conversing import converse
from baken.demo.crawl_site import crawl_the_site
from baken.demo.decisions import decide
from baken.demo.door_audits import audit_doors
from baken.demo.duty import plan_duties
from baken.demo.emm import registrations_path
from baken.demo.files import Files, write_market
from baken.demo.forgetting import forget_market
from baken.demo.market_weeks import EVIDENCE_FILE as WEBCAM_FILE
from baken.demo.market_weeks import add_webcam_weeks
from baken.demo.notices import give_some_notices
from baken.demo.organisation import ORGANISATION
from baken.demo.platform_dialogue import talk_with_platforms
from baken.demo.proven import look_back
from baken.demo.publishing import publish_some
from baken.demo.referring import refer_some
from baken.demo.search_campaign import make_search_campaigns, propose_words
from baken.demo.staff import hire
from baken.pipeline.collect import collect_stream
from baken.pipeline.worker import run_worker
from baken.register.actions import import_registrations
from baken.tenancy.acting import Actor, acting_for
from baken.triage.hindsight.queries import waiting_reviews


class StageFailed(Exception):
    """A stage did not end well."""


Say = Callable[[str, str], None]
"""Told what is about to happen, in Dutch and in English."""


def demo_organisation() -> Organisation:
    """The demo organisation, made if it is not there."""
    try:
        return find_organisation(ORGANISATION.slug)
    except NoSuchOrganisation:
        return create_organisation(
            slug=ORGANISATION.slug, name_nl=ORGANISATION.name_nl, name_en=ORGANISATION.name_en, synthetic=True
        )


def run(directory: Path, *, scale: float, seed: int, say: Say) -> None:
    """Runs the whole road.

    Whatever stands already is left as it is, so that an interrupted run is simply run again. A
    market of another scale or seed is emptied first. Raises ValueError for a scale there is no
    market of, `WorkerRunning` and `StageFailed`.
    """
    organisation = demo_organisation()
    with acting_for(organisation.id):
        by = Actor(system_user(organisation), organisation, purpose="outreach", reason="demo")
        say("markt maken en verzamelen", "making and collecting the market")
        _collect(directory, scale, seed, by)
        add_webcam_weeks(by=by)
        say("een eigen site ophalen, twee dagen", "crawling a site of our own, on two days")
        crawl_the_site(by=by)
        say("medewerkers verzinnen, en wat zij zagen", "inventing staff, and what they saw")
        hire(by=Actor(by.user, by.organisation, purpose="accountability", reason="demo"))
        record_what_was_seen(by=by)
        make_search_campaigns(by=by)
        draw_some(by=by, scale=scale)
        say("uitlezen, koppelen, aanwijzen", "extracting, linking, indicating")
        _work()
        say("register laden", "loading the register")
        _register(by)
        say("verzinnen wat zij besloten", "inventing what they decided")
        decide(by=by)
        judge_some(by=by)
        ask_for_outcomes(by=by)
        say("verzinnen wat er is gezegd en gedaan", "inventing what was said and done")
        talked = converse(by=by, scale=scale, seed=seed)
        accompany_some(by=by, scale=scale)
        refer_some(by=by, scale=scale)
        come_to_the_door(by=by, scale=scale, seed=seed)
        look_back(by=by)
        if talked or waiting_reviews().exists():
            _work()
        plan_duties(by=by)
        talk_with_platforms(by=by)
        give_some_notices(by=by)
        audit_doors(by=by)
        propose_words(by=by)
        say("cijfers veilig maken en publiceren", "making figures safe and publishing them")
        publish_some(by=by)
        say("logboek verzegelen", "sealing the log")
        seal_events(by=by)


def _work() -> None:
    if unfinished := run_worker(once=True):
        raise StageFailed(f"these stages did not end well: {', '.join(unfinished)}; run it again")


def _collect(directory: Path, scale: float, seed: int, by: Actor) -> None:
    # the market's name is part of every sighting's evidence, so the database itself tells which one it holds
    name = f"market-{scale:g}-{seed}"
    files = write_market(directory / name, scale, seed)
    key = Vault(by.organisation.id).pseudonym_key
    own = [f"{name}/{path.name}" for path, _, _ in _sources(files)] + [WEBCAM_FILE]
    other = Sighting.objects.exclude(evidence_file__in=[evidence_name(file, key) for file in own])
    if other.exclude(capture__how__in=("crawl", "by_hand")).exists():
        forget_market(by=by)
    _basis(by)
    for path, form, profile in _sources(files):
        with path.open("rb") as stream:
            collect_stream(
                stream,
                by=by,
                basis=ORGANISATION.basis.identifier,
                format=form,
                source=f"{name}/{path.name}",
                profile=read_profile(profile.read_text("utf-8")) if profile else None,
            )


def _sources(files: Files) -> tuple[tuple[Path, str, Path | None], ...]:
    return (
        (files.site, "warc", files.profile),
        (files.jsonl, "jsonl", None),
        (files.parquet, "parquet", None),
    )


def _basis(by: Actor) -> None:
    facts = ORGANISATION.basis
    if LawfulBasis.objects.filter(code=facts.identifier).exists():
        return
    record_basis(
        by=by,
        code=facts.identifier,
        purpose=facts.purpose,
        ground_nl=facts.legal_ground_nl,
        ground_en=facts.legal_ground_en,
        dpia_reference=facts.dpia_reference,
        responsible=facts.responsible_function_nl,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
    )


def _register(by: Actor) -> None:
    path = registrations_path()
    registering = Actor(by.user, by.organisation, purpose="registration", reason="demo")
    import_registrations(by=registering, data=path.read_bytes(), format="csv", source=path.name)
    import_registrations(by=registering, data=chats_file(), format="json", source=CHATS_FILE)
