"""Audits of doors for the demo: the published study, a run of the shipped rules, and checklists of one site.

Made by the actions that everybody uses; the run is a real one, past the rules that ship.
"""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.rule_sets.queries import shipped_digest, shipped_rules
from baken.demo.platform_dialogue import AVONDPLEIN
from baken.door.audits.actions import fill_checklist, import_audit, keep_trial
from baken.door.audits.attempts_file import read_attempts
from baken.door.audits.checklists import SHIPPED, checklists
from baken.door.audits.gradations import POLICY, probes
from baken.door.audits.models import DoorAudit
from baken.door.audits.trial import policy_words, run_trial
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor

STUDY = "Onderzoek naar voordeuren van vier sites, Watch Nederland"
ANSWERS = {
    420: ("no", "no", "partly", "yes", "no", "unknown"),
    14: ("yes", "partly", "yes", "yes", "partly", "unknown"),
}
"""How the checklist of 2018 was answered so many days ago, item by item."""


@transaction.atomic
def audit_doors(*, by: Actor) -> None:
    """Makes them, unless that was done before."""
    if DoorAudit.objects.exists():
        return
    who = Actor(User.objects.get(login="bram"), by.organisation, purpose="statistics", reason="demo")
    lines = read_attempts((SHIPPED.parent / "four-sites.csv").read_bytes())
    import_audit(by=who, way="published_study", reference=STUDY, held_on=None, lines=lines)
    # pseudonyms of invented adverts; none of them is kept
    key = hashlib.sha256(b"demo").digest()
    tried = run_trial(probes(), shipped_rules(), POLICY, key=key)
    keep_trial(by=who, tried=tried, rules=shipped_digest(), policy=policy_words(POLICY).nl)
    site = Platform.objects.filter(name=AVONDPLEIN).first()
    if site is None:
        return
    items = checklists()["code-2018"].items
    for ago, answers in ANSWERS.items():
        fill_checklist(
            by=who, platform_id=site.id, checklist="code-2018",
            reviewed_on=timezone.localdate() - timedelta(days=ago),
            answers={
                item.code: (answer, "" if answer == "unknown" else "Verzonnen: zo stond het op de site.")
                for item, answer in zip(items, answers, strict=True)
            },
        )  # fmt: skip
