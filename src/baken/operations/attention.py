"""What needs somebody's attention now: a short list, most pressing first, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.accounts.models import Organisation, User
from baken.adverts.models import RuleSet
from baken.adverts.rule_sets.queries import rules_in_force
from baken.api.models import ApiKey, Webhook
from baken.audit.viewing import last_verification, unsealed_since
from baken.collection.models import LawfulBasis
from baken.indicators.faults import FaultyRules
from baken.operations.closing.came_in import came_in_while_closed
from baken.operations.jobs import failed_jobs
from baken.rights.models import RetentionRun
from baken.triage.models import Lead, Shift
from baken.triage.rota import gaps_ahead, unlooked

ENDS_SOON = timedelta(days=60)
UNSEALED_TOO_LONG = timedelta(days=2)
ERASED_TOO_LONG_AGO = timedelta(days=2)
RUN_TOO_LONG = timedelta(hours=12)
KEY_ENDS_SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing in words, and the page where something can be done about it, if there is one."""

    words: str
    link: str | None


def what_needs_attention(organisation: Organisation, now: datetime) -> list[Attention]:
    """Everything of one organisation that somebody should look at, as counts."""
    return [
        *_broken_log(),
        *_failed_jobs(organisation),
        *_bases(localdate(now)),
        *_rules(),
        *_unsealed(now),
        *_retention(organisation, now),
        *_urgent(now),
        *_while_closed(),
        *_programs(now),
        *_without_second_factor(),
    ]


def _broken_log() -> Iterator[Attention]:
    last = last_verification()
    if last is not None and last.details.get("faults"):
        yield Attention(
            _("Het logboek is niet heel. Laat de database zoals hij is."), _link("operations:log")
        )


def _failed_jobs(organisation: Organisation) -> Iterator[Attention]:
    if number := failed_jobs(organisation):
        yield Attention(
            ngettext("%(number)s taak is mislukt.", "%(number)s taken zijn mislukt.", number)
            % {"number": number},
            _link("operations:jobs"),
        )


def _bases(today: date) -> Iterator[Attention]:
    in_force = LawfulBasis.objects.filter(state="in_force").order_by("valid_until", "code")
    for basis in in_force.filter(valid_until__lt=today + ENDS_SOON):
        words = (
            _("De grondslag %(code)s is voorbij sinds %(day)s; er wordt niets meer onder verzameld.")
            if basis.valid_until < today
            else _("De grondslag %(code)s loopt af op %(day)s.")
        )
        yield Attention(
            words % {"code": basis.code, "day": date_format(basis.valid_until)},
            _link("collection:basis", basis.id),
        )
    if not in_force.filter(valid_from__lte=today, valid_until__gte=today).exists():
        yield Attention(
            _("Er is geen grondslag van kracht: verzamelen kan nu niet."), _link("collection:bases")
        )


def _rules() -> Iterator[Attention]:
    try:
        rules_in_force()
    except FaultyRules:
        yield Attention(
            _("Baken neemt de geldende regels niet meer aan. Trek ze in; tot dan wordt niets gewogen."),
            _link("adverts:rules"),
        )
    if number := RuleSet.objects.filter(state="proposed").count():
        yield Attention(
            ngettext(
                "%(number)s versie van de regels is voorgesteld en wacht op een tweede persoon.",
                "%(number)s versies van de regels zijn voorgesteld en wachten op een tweede persoon.",
                number,
            )
            % {"number": number},
            _link("adverts:rule_sets"),
        )


def _unsealed(now: datetime) -> Iterator[Attention]:
    since = unsealed_since()
    if since is not None and since < now - UNSEALED_TOO_LONG:
        yield Attention(
            _("Het logboek is sinds %(day)s niet verzegeld. Dat hoort elke dag te gebeuren: draait het werk?")
            % {"day": date_format(localdate(since))},
            _link("operations:jobs"),
        )


def _retention(organisation: Organisation, now: datetime) -> Iterator[Attention]:
    """What is invented is about nobody and need not go; of anything else the runs must go on."""
    newest = RetentionRun.objects.order_by("-started_at").first()
    if newest is not None and newest.finished_at is None and newest.started_at < now - RUN_TOO_LONG:
        yield Attention(
            _("Het wissen van %(day)s is niet klaar gekomen. Start het opnieuw.")
            % {"day": date_format(localdate(newest.started_at))},
            _link("rights:overview"),
        )
    elif not organisation.synthetic and (newest is None or newest.started_at < now - ERASED_TOO_LONG_AGO):
        yield Attention(
            _("Wat verlopen is, is de laatste twee dagen niet gewist. Draait het werk?"),
            _link("rights:overview"),
        )


def _urgent(now: datetime) -> Iterator[Attention]:
    """That something waits, never what. Of gaps only who made a rota hears."""
    if number := Lead.objects.filter(unlooked(now)).count():
        yield Attention(
            ngettext(
                "Naar %(number)s aanwijzing op de spoedlijst keek niemand op tijd.",
                "Naar %(number)s aanwijzingen op de spoedlijst keek niemand op tijd.",
                number,
            )
            % {"number": number},
            _link("triage:rota"),
        )
    gaps = gaps_ahead(now) if Shift.objects.exists() else []
    if gaps:
        yield Attention(
            _("Het rooster voor spoed heeft een gat, vanaf %(day)s.")
            % {"day": date_format(localdate(gaps[0][0]))},
            _link("triage:rota"),
        )


def _while_closed() -> Iterator[Attention]:
    """Whoever wrote while the organisation was closed waits longest: until somebody answered them."""
    found = came_in_while_closed()
    if not found.counts:
        return
    words = _(
        "Terwijl uw organisatie gesloten was, kwam dit binnen, en het wacht nog: %(what)s. Laat nu iemand "
        "kijken bij Gesprekken en Meldingen."
    )
    yield Attention(words % {"what": found.in_words(get_language() or "nl")}, None)


def _programs(now: datetime) -> Iterator[Attention]:
    number = Webhook.objects.filter(off_at__isnull=False, off_by=None, removed_at=None).count()
    if number:
        yield Attention(
            ngettext(
                "%(number)s adres voor berichten aan programma's is uitgezet, want er kwam niets aan.",
                "%(number)s adressen voor berichten aan programma's zijn uitgezet, want er kwam niets aan.",
                number,
            )
            % {"number": number},
            _link("api:webhooks"),
        )
    today = localdate(now)
    ending = ApiKey.objects.filter(revoked_at=None, valid_until__range=(today, today + KEY_ENDS_SOON)).count()
    if ending:
        yield Attention(
            ngettext(
                "%(number)s programmasleutel verloopt binnen twee weken.",
                "%(number)s programmasleutels verlopen binnen twee weken.",
                ending,
            )
            % {"number": ending},
            _link("api:keys"),
        )


def _without_second_factor() -> Iterator[Attention]:
    factors = apps.get_model("mfa", "Authenticator").objects.filter(user=OuterRef("pk"))
    number = User.objects.filter(is_active=True, is_system=False).exclude(Exists(factors)).count()
    if number:
        yield Attention(
            ngettext(
                "%(number)s persoon heeft nog geen tweede stap om in te loggen.",
                "%(number)s mensen hebben nog geen tweede stap om in te loggen.",
                number,
            )
            % {"number": number},
            _link("accounts:users"),
        )


def _link(url_name: str, *arguments: object) -> str | None:
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return None
