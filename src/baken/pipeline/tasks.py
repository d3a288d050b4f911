"""The jobs: thin callers of the stages, one after the other. A job holds ids only, never content."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import replace

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from baken.accounts.exceptions import KeyReplaced
from baken.accounts.models import Organisation
from baken.accounts.queries import known_organisations, open_organisations, system_user
from baken.adverts.rule_sets.queries import waiting_trials
from baken.adverts.waiting import TRY_RULES
from baken.api.webhooks.outbox import CALLS
from baken.audit.actions import seal_events
from baken.conversations import sending
from baken.conversations.channels.mailbox import MailboxAway
from baken.conversations.channels_in_use import channels_of
from baken.conversations.received.mail import has_mailbox, read_mail
from baken.conversations.waiting import SEND_MESSAGES
from baken.door.actions.let_through import let_through_in_time
from baken.notices.sending.database import TransparencyDatabase
from baken.notices.sending.outbox import to_send
from baken.notices.sending.send import send_ready
from baken.notices.sending.service import service_of, set_up
from baken.notices.waiting import SEND_STATEMENTS
from baken.pipeline import crawls, rule_trials, stages
from baken.pipeline.crawl import CrawlInterrupted
from baken.pipeline.hindsight import run_reviews
from baken.pipeline.queue import CRAWLS, QUEUE, defer_once, queue_messages
from baken.pipeline.weighing import weigh_rules
from baken.register.taking_back.actions import TASK as UNDO_IMPORTS
from baken.register.taking_back.carrying_out import carry_out_next
from baken.rights import waiting
from baken.rights.actions.erase_contact import erase_requested
from baken.rights.actions.run_retention import run_retention
from baken.rights.actions.scrub_files import scrub_after
from baken.rights.scrub import scrub
from baken.statistics.editions.asking import EDITIONS
from baken.statistics.fairness.actions import TASK as FAIRNESS
from baken.statistics.fairness.actions import is_due
from baken.statistics.publications.asking import PUBLICATIONS
from baken.tenancy.acting import Actor, acting_for
from baken.triage.actions.plan_shift import call_backup
from baken.triage.hindsight.actions import TASK as RUN_HINDSIGHT
from baken.watch.language.actions import count_words
from baken.watch.market.actions import count_market

_log = logging.getLogger("baken.pipeline")

# A stage that failed (a lost connection, a full disk) is tried again; what it did stays done.
_RETRY = RetryStrategy(max_attempts=3, exponential_wait=5)


GOES_ON = frozenset({"seal", "read_mail", waiting.RUN, waiting.RUN_BY_CLOCK, waiting.REQUESTS})
"""What is still done for an organisation that closed: what comes in is kept, what expires is erased."""


class StageBroke(Exception):
    """A stage broke off. Says which fault and where, not what it was about: that may be content."""


def _act(organisation_id: str, task: str, stage: Callable[[Actor], object]) -> None:
    organisation_uuid = uuid.UUID(organisation_id)
    try:
        with acting_for(organisation_uuid):
            organisation = Organisation.objects.get(id=organisation_uuid)
            if not organisation.key_stands:
                raise KeyReplaced
            if organisation.closed_at is not None and task not in GOES_ON:
                return
            stage(Actor(system_user(organisation), organisation, purpose="outreach", reason=f"job {task}"))
    except Exception as fault:
        # what the server says of itself, such as a full disk, is no content
        why = f": {str(fault).splitlines()[0]}" if isinstance(fault, OperationalError) and str(fault) else ""
        broke = StageBroke(f"{task}: {type(fault).__name__}{why}").with_traceback(fault.__traceback__)
        broke.__suppress_context__ = True
        # the queue itself is silent about what it will try again
        _log.error("a stage broke off", exc_info=broke)
        raise broke from None


@app.task(name="extract", queue=QUEUE, retry=_RETRY)
def extract(organisation_id: str) -> None:
    """Reads the words of every sighting that was not read yet."""
    _act(organisation_id, "extract", lambda by: stages.extract_waiting(by=by))
    defer_once("link", uuid.UUID(organisation_id))


@app.task(name="link", queue=QUEUE, retry=_RETRY)
def link(organisation_id: str) -> None:
    """Assigns every sighting to a unique advert and an advertiser."""
    _act(organisation_id, "link", lambda by: stages.link_all(by=by))
    defer_once("count_market", uuid.UUID(organisation_id))
    defer_once("count_words", uuid.UUID(organisation_id))
    defer_once("indicate", uuid.UUID(organisation_id))


@app.task(name="count_market", queue=QUEUE, retry=_RETRY)
def market_counts(organisation_id: str) -> None:
    """Counts the market per week anew, and sees whether something stands out."""
    _act(organisation_id, "count_market", lambda by: count_market(by=replace(by, purpose="statistics")))


@app.task(name="count_words", queue=QUEUE, retry=_RETRY)
def word_counts(organisation_id: str) -> None:
    """Counts the words of the weeks that changed, and says which rise."""
    _act(organisation_id, "count_words", lambda by: count_words(by=by))


@app.task(name="indicate", queue=QUEUE, retry=_RETRY)
def indicate(organisation_id: str) -> None:
    """Says which indicators fire, and places the leads."""
    _act(organisation_id, "indicate", lambda by: stages.indicate_all(by=by))
    defer_once("seal", uuid.UUID(organisation_id))
    with acting_for(uuid.UUID(organisation_id)):
        due, untried = is_due(), waiting_trials().exists()
    if due:
        defer_once(FAIRNESS, uuid.UUID(organisation_id))
    if untried:
        # they may have waited for rules in force that can be used
        defer_once(TRY_RULES, uuid.UUID(organisation_id))


@app.task(name=FAIRNESS, queue=QUEUE, retry=_RETRY)
def fairness(organisation_id: str) -> None:
    """Counts on whom the rules in force fall more often than on others."""
    _for_the_record(organisation_id, FAIRNESS, lambda by: weigh_rules(by=by))


@app.task(name=TRY_RULES, queue=QUEUE, retry=_RETRY)
def try_rules(organisation_id: str) -> None:
    """Says what proposed rules would change beside those in force."""
    _act(organisation_id, TRY_RULES, lambda by: rule_trials.compare_waiting(by=by))


@app.task(name=RUN_HINDSIGHT, queue=QUEUE, retry=_RETRY)
def hindsight(organisation_id: str) -> None:
    """Runs the proven cases again that two people agreed on."""
    _act(organisation_id, RUN_HINDSIGHT, lambda by: run_reviews(by=replace(by, purpose="statistics")))


@app.task(name=EDITIONS.task, queue=QUEUE, retry=_RETRY)
def editions(organisation_id: str) -> None:
    """Makes the editions of tables that somebody asked for."""
    _act(
        organisation_id,
        EDITIONS.task,
        lambda by: EDITIONS.make_waiting(by=replace(by, purpose="statistics", reason="editions of figures")),
    )


@app.task(name=PUBLICATIONS.task, queue=QUEUE, retry=_RETRY)
def publications(organisation_id: str) -> None:
    """Makes the files of the publications that somebody proposed."""
    _act(
        organisation_id,
        PUBLICATIONS.task,
        lambda by: PUBLICATIONS.make_waiting(
            by=replace(by, purpose="statistics", reason="publications of figures")
        ),
    )


@app.task(name=UNDO_IMPORTS, queue=QUEUE, retry=_RETRY)
def undo_imports(organisation_id: str) -> None:
    """Takes a large file that was imported back, because somebody asked for it."""
    _act(
        organisation_id,
        UNDO_IMPORTS,
        lambda by: carry_out_next(by=replace(by, purpose="registration")),
    )


@app.task(name="seal", queue=QUEUE, retry=_RETRY)
def seal(organisation_id: str) -> None:
    """Seals what the log has gathered."""
    _act(organisation_id, "seal", lambda by: seal_events(by=by))


@app.periodic(cron="7 * * * *", periodic_id="seal_every_hour")
@app.task(name="seal_every_hour", queue=QUEUE)
def seal_every_hour(timestamp: int) -> None:
    """Queues the sealing of every log, so that what people saw and did is sealed without any collecting."""
    for organisation in known_organisations():
        defer_once("seal", organisation.id)


def _for_the_record(organisation_id: str, task: str, job: Callable[[Actor], object]) -> None:
    _act(organisation_id, task, lambda by: job(replace(by, purpose="accountability")))


@app.periodic(cron="30 3 * * *", periodic_id="retention_every_night")
@app.task(name="retention_every_night", queue=QUEUE)
def retention_every_night(timestamp: int) -> None:
    """Queues the erasure of what has expired, for every organisation that holds real data.

    What is invented is about nobody, so it stays until somebody erases it: the demo must not be gone
    the next morning.
    """
    for organisation in known_organisations():
        if not organisation.synthetic:
            defer_once(waiting.RUN_BY_CLOCK, organisation.id)


@app.task(name=waiting.RUN_BY_CLOCK, queue=QUEUE, retry=_RETRY)
def retention_by_clock(organisation_id: str) -> None:
    """Erases what has expired, because it is night."""
    _for_the_record(organisation_id, waiting.RUN_BY_CLOCK, lambda by: _erase_expired(by, scheduled=True))


@app.task(name=waiting.RUN, queue=QUEUE, retry=_RETRY)
def retention(organisation_id: str) -> None:
    """Erases what has expired, because somebody asked for it."""
    _for_the_record(organisation_id, waiting.RUN, lambda by: _erase_expired(by, scheduled=False))


def _erase_expired(by: Actor, *, scheduled: bool) -> None:
    erase_requested(by=by)
    scrub_after(by=by, run=run_retention(by=by, scheduled=scheduled))


@app.task(name=waiting.REQUESTS, queue=QUEUE, retry=_RETRY)
def erase_what_was_requested(organisation_id: str) -> None:
    """Carries out the requests of persons to erase a contact."""
    _for_the_record(organisation_id, waiting.REQUESTS, _carry_out)


def _carry_out(by: Actor) -> None:
    """Erases what was asked, and takes its bytes out of the files."""
    if erase_requested(by=by):
        scrub()


@app.task(name="crawl", queue=CRAWLS, retry=RetryStrategy(wait=60, retry_exceptions=[CrawlInterrupted]))
def crawl(organisation_id: str, crawl_id: str) -> None:
    """Carries out a crawl; one that was broken off goes on where it was."""
    with acting_for(uuid.UUID(organisation_id)):
        organisation = Organisation.objects.get(id=organisation_id)
        if organisation.closed_at is not None:
            return
        by = Actor(system_user(organisation), organisation, purpose="outreach", reason="job crawl")
        crawls.carry_out(by=by, crawl_id=uuid.UUID(crawl_id))


@app.periodic(cron="*/5 * * * *", periodic_id="urgent_by_clock")
@app.task(name="urgent_by_clock", queue=QUEUE)
def urgent_by_clock(timestamp: int) -> None:
    """Calls who stands behind the duty where nobody looked in time at what is urgent."""
    for organisation in open_organisations():
        with acting_for(organisation.id):
            call_backup(
                by=Actor(system_user(organisation), organisation, purpose="outreach", reason="job urgent")
            )


@app.periodic(cron="23 * * * *", periodic_id="crawls_by_clock")
@app.task(name="crawls_by_clock", queue=QUEUE)
def crawls_by_clock(timestamp: int) -> None:
    """Starts the crawls that are due, and takes up those that a killed process left."""
    for organisation in open_organisations():
        with acting_for(organisation.id):
            by = Actor(system_user(organisation), organisation, purpose="outreach", reason="job crawl")
            crawls.start_what_is_due(by=by)


# 4 seconds, 16, a minute, 4 minutes, 17; and then again on the hour, for as long as something waits
@app.task(name=SEND_STATEMENTS, queue=QUEUE, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def send_statements(organisation_id: str) -> None:
    """Sends the statements of reasons that were let go, where sending is on."""
    _act(organisation_id, SEND_STATEMENTS, lambda by: _send_statements(replace(by, purpose="moderation")))


def _send_statements(by: Actor) -> None:
    with TransparencyDatabase(set_up(by.organisation)) as database:
        send_ready(by=by, database=database)


@app.periodic(cron="41 * * * *", periodic_id="statements_every_hour")
@app.task(name="statements_every_hour", queue=QUEUE)
def statements_every_hour(timestamp: int) -> None:
    """Queues the sending of statements that still wait, of every organisation for which sending is on."""
    for organisation in open_organisations():
        with acting_for(organisation.id):
            if service_of(organisation) is not None and to_send().exists():
                defer_once(SEND_STATEMENTS, organisation.id)


@app.periodic(cron="*/5 * * * *", periodic_id="door_by_clock")
@app.task(name="door_by_clock", queue=QUEUE)
def door_by_clock(timestamp: int) -> None:
    """Lets through at the door what only practice spoke against and nobody looked at in time."""
    for organisation in open_organisations():
        with acting_for(organisation.id):
            by = Actor(system_user(organisation), organisation, purpose="moderation", reason="job door")
            let_through_in_time(by=by)


# what broke is tried again by the clock
@app.task(name="read_mail", queue=QUEUE)
def read_mail_of(organisation_id: str) -> None:
    """Takes in what lies new in the mailbox of an organisation."""
    _act(organisation_id, "read_mail", _read_mail)


def _read_mail(by: Actor) -> None:
    try:
        read_mail(by.organisation)
    except MailboxAway:
        # who closes is told to disconnect it first: then it is away for good, and that is no fault
        if by.organisation.closed_at is None:
            raise


@app.periodic(cron="*/2 * * * *", periodic_id="mail_by_clock")
@app.task(name="mail_by_clock", queue=QUEUE)
def mail_by_clock(timestamp: int) -> None:
    """Queues the reading of the mailbox, of every organisation that has one."""
    for organisation in known_organisations():
        with acting_for(organisation.id):
            if has_mailbox(organisation):
                defer_once("read_mail", organisation.id)


# 4 seconds, 16, a minute; and then again by the clock, for as long as something waits
@app.task(name=SEND_MESSAGES, queue=CALLS, retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def send_messages(organisation_id: str) -> None:
    """Sends the messages that people approved and that may go now."""
    _act(organisation_id, SEND_MESSAGES, _send_messages)


def _send_messages(by: Actor) -> None:
    sending.send_due(by=by, channels=channels_of(by.organisation))


@app.periodic(cron="* * * * *", periodic_id="messages_by_clock")
@app.task(name="messages_by_clock", queue=CALLS)
def messages_by_clock(timestamp: int) -> None:
    """Queues the sending of messages whose moment has come, of every organisation that has channels."""
    for organisation in open_organisations():
        with acting_for(organisation.id):
            if channels_of(organisation) and sending.due():
                queue_messages(SEND_MESSAGES, organisation.id)
