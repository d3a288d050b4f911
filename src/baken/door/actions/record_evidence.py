"""That an account showed its holder's age, bound to an advert as it stands."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.checks.submission import LONGEST
from baken.door.exceptions import NoSuchAdvert, WrongEvidence
from baken.door.kept import CHECKED_BY
from baken.door.keys import account_name
from baken.door.models import AgeProof
from baken.door.permissions import RECORD_EVIDENCE
from baken.door.policies import check_evidence, check_policy
from baken.door.standing import advert_name, newest_version, one_at_a_time
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.vocabulary.door import AgeEvidenceMethod


@transaction.atomic
def record_evidence(
    *,
    by: Actor,
    account_id: str,
    advert_id: str,
    method: str,
    checked_at: datetime,
    valid_until: datetime | None,
    checked_by: str,
) -> AgeProof:
    """Evidence that the holder of an account is of age, for an advert of that account as it came in last:
    what it showed is what the evidence is bound to. The same evidence told again stands once.

    `method` is a code of `AgeEvidenceMethod`; `checked_by` says who looked, and never what was shown. Raises
    `NoSuchAdvert`, `WrongEvidence`, `NoPolicy`, `NotPermitted`.
    """
    check_may(by, RECORD_EVIDENCE)
    now = timezone.now()
    check_evidence(checked_at, valid_until, now)
    if method not in AgeEvidenceMethod or not 1 <= len(checked_by) <= LONGEST:
        raise WrongEvidence
    platform = check_policy().platform
    vault = Vault(by.organisation.id)
    advert = advert_name(platform, advert_id, vault.pseudonym_key)
    account = account_name(platform, account_id, vault.pseudonym_key)
    one_at_a_time(advert)
    standing = newest_version(by.organisation.id, advert)
    if standing is None or standing.account != account:
        raise NoSuchAdvert
    known = AgeProof.objects.filter(standing=standing, method=method, checked_at=checked_at).first()
    if known is not None and known.valid_until == valid_until:
        return known
    if known is not None:
        # another end is other evidence: what was decided under it is decided anew
        known.delete()
    new = uuid.uuid4()
    proof = AgeProof.objects.create(
        id=new,
        organisation=by.organisation,
        standing=standing,
        account=account,
        method=method,
        checked_at=checked_at,
        valid_until=valid_until,
        checked_by=vault.seal(checked_by, CHECKED_BY, new),
        recorded_at=now,
        recorded_by=by.user,
    )
    record_event(
        by=by, action="door.evidence_recorded", subject=f"age_proof:{new}", details={"method": method}
    )
    return proof
