"""A named person decides on what notices are about, with reasons for both sides."""

import hashlib
import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.notices.permissions import HANDLE
from baken.notices.received.actions.give_notice import touched
from baken.notices.received.actions.handle_notice import locked, tell_programs
from baken.notices.received.codes import code_hash, new_code
from baken.notices.received.exceptions import ChangedMeanwhile
from baken.notices.received.models import NoticeDecision, NoticedThing, PreservedText, ReceivedNotice
from baken.notices.received.policies import (
    MEASURES,
    SERIOUS,
    check_move,
    check_preserved,
    plain_words,
    words_for_others,
)
from baken.notices.received.queries import open_about
from baken.notices.received.reported import report_decision
from baken.notices.received.sealing import seal
from baken.notices.received.statement import statement_for
from baken.notices.received.states import DECISION_MOVES
from baken.notices.statements.writing import write_statement
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def preserve_text(*, by: Actor, notice_id: uuid.UUID, text: str) -> PreservedText:
    """Keeps the words of the advert, sealed; pictures are cut out. Raises `WhyMissing`, Http404."""
    check_may(by, HANDLE)
    return _preserve(by, locked(notice_id).thing, text)


def _preserve(by: Actor, thing: NoticedThing, text: str) -> PreservedText:
    words = plain_words(text)
    kept = PreservedText(
        organisation=by.organisation,
        thing=thing,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        at=timezone.now(),
        by=by.user,
    )
    seal(Vault(by.organisation.id), kept, "text", words)
    kept.save()
    record_event(by=by, action="notices.text_preserved", subject=f"thing:{thing.id}")
    return kept


@transaction.atomic
def decide_notice(
    *,
    by: Actor,
    notice_id: uuid.UUID,
    seen: int,
    outcome: str,
    answer: str,
    suspicion: str = "none",
    illegal: bool = True,
    ground: str = "",
    category: str = "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE",
    content_on: date | None = None,
    explanation: str = "",
    facts: str = "",
    preserved: str = "",
) -> NoticeDecision:
    """Decides on this notice and every other open one about the same thing, of which `seen` were shown.

    `answer` goes to who gave notice; `ground`, `explanation` and `facts` to the advertiser, where anything
    is done; `content_on` is the day since which it stood there, where that is known. `preserved` is the text
    of the advert as it stands, kept first. With a serious suspicion the decision stays open until its report
    is settled. Where anything is done, its statement of reasons is written with it. Raises `WhyMissing`,
    `ContactTold`, `NotPreserved`, `WrongState`, `ChangedMeanwhile`, `WrongStatement`, Http404.
    """
    check_may(by, HANDLE)
    check_person(by)
    notice = locked(notice_id)
    check_move("notice", "decide", notice.state)
    covered = list(open_about(notice).select_for_update())
    if len(covered) != seen:
        raise ChangedMeanwhile
    if preserved.strip():
        _preserve(by, notice.thing, preserved)
    check_preserved(notice.thing, outcome, max(one.received_at for one in covered))
    said = {"answer": words_for_others(answer)}
    done = outcome in MEASURES
    said |= {
        "explanation": words_for_others(explanation) if done else "",
        "facts": words_for_others(facts) if done else "",
    }
    move = DECISION_MOVES["decide_serious" if suspicion in SERIOUS else "decide"]
    code, now = new_code(), timezone.now()
    first = min(one.received_at for one in covered)
    decision = NoticeDecision(
        organisation=by.organisation,
        thing=notice.thing,
        state=move.target,
        outcome=outcome,
        illegal=illegal,
        ground=words_for_others(ground) if done else "",
        category=category,
        # nobody told: it stood there on the day of the first notice, and not since that of the decision
        content_on=content_on or timezone.localdate(first),
        suspicion=suspicion,
        code_hash=code_hash(by.organisation.id, code),
        by=by.user,
        at=now,
    )
    vault = Vault(by.organisation.id)
    for name, text in (said | {"code": code}).items():
        seal(vault, decision, name, text)
    decision.save()
    ReceivedNotice.objects.filter(id__in=[one.id for one in covered]).update(
        state="decided", decision=decision, holder=by.user
    )
    for one in covered:
        tell_programs(by, one.id, "decided")
    touched(notice.thing)
    if suspicion in SERIOUS:
        report_decision(by, decision, begun_on=content_on, seen_at=first)
    if stated := statement_for(decision):
        write_statement(by=by, fields=stated, about=f"notice-decision:{decision.id}")
    record_event(
        by=by,
        action=move.event,
        subject=f"decision:{decision.id}",
        details={"outcome": outcome, "suspicion": suspicion, "notices": len(covered)},
    )
    return decision
