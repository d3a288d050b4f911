"""What happened, what it means and what one can do, in the reader's language."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.triage.exceptions import (
    ChangedMeanwhile,
    DayIsFull,
    DecidedMeanwhile,
    HandedToAnother,
    HeldByAnother,
    LookedMeanwhile,
    NoSuchShift,
    NotAColleague,
    OwnAnswer,
    RestsElsewhere,
    SamePerson,
    TooLateToUndo,
    TriageError,
    WordsMissing,
)
from baken.triage.models import Assessment
from baken.triage.policies import UNDO_WITHIN
from baken.triage.states import UNDOES_NOT
from baken.vocabulary.triage import AssessmentOutcome


def clock_time(at: datetime) -> str:
    """A moment as people read it: the hour today, with the day before it on any other."""
    local = timezone.localtime(at)
    hour = time_format(local, "TIME_FORMAT")
    if local.date() == timezone.localdate():
        return hour
    return f"{date_format(local, 'MONTH_DAY_FORMAT')} {hour}"


def outcome_words(outcome: str) -> str:
    """An outcome in the language of the reader."""
    label = AssessmentOutcome[outcome].label
    return label.nl if get_language() == "nl" else label.en


def said(fault: TriageError) -> str:
    """Why something can't be done with a lead now, and what one can do."""
    match fault:
        case HeldByAnother():
            return _(
                "%(name)s heeft deze aanwijzing tot %(time)s. Uw tekst staat er nog; neem zolang de volgende."
            ) % {"name": fault.holder, "time": clock_time(fault.until)}
        case HandedToAnother():
            return _(
                "Deze aanwijzing is tot %(time)s voor %(name)s. Daarna is zij weer van wie haar pakt. Wat u "
                "schreef, staat er nog."
            ) % {"name": fault.to, "time": clock_time(fault.until)}
        case NotAColleague():
            return _("Kies een collega die hier aanwijzingen beoordeelt.")
        case NoSuchShift():
            return _("Een dienst eindigt na het begin, duurt hoogstens een week en is nog niet voorbij.")
        case RestsElsewhere():
            return _(
                "Deze adverteerder is met een andere samengevoegd. Beslis bij de aanwijzing van beide; wat u "
                "schreef, staat daar al klaar."
            )
        case DayIsFull():
            return ngettext(
                "U beoordeelde vandaag %(n)s aanwijzing. Dat is genoeg voor één dag. Spoed kunt u altijd "
                "afhandelen; wat u schreef, staat er morgen nog.",
                "U beoordeelde vandaag %(n)s aanwijzingen. Dat is genoeg voor één dag. Spoed kunt u altijd "
                "afhandelen; wat u schreef, staat er morgen nog.",
                fault.limit,
            ) % {"n": fault.limit}
        case LookedMeanwhile():
            return _(
                "%(name)s keek intussen ook. Wat die vond, ziet u na uw eigen blik. Uw woorden staan er nog: "
                "leg ze opnieuw vast, dan tellen ze als tweede blik."
            ) % {"name": fault.who}
        case DecidedMeanwhile():
            return _(
                "%(name)s besloot intussen: %(outcome)s, om %(time)s. Uw besluit is niet opgeslagen; uw "
                "tekst staat er nog. Ziet u het anders, neem de aanwijzing dan opnieuw en beoordeel haar."
            ) % {
                "name": fault.who,
                "outcome": outcome_words(fault.outcome),
                "time": clock_time(fault.at),
            }
        case ChangedMeanwhile():
            return _(
                "Deze aanwijzing veranderde terwijl u las. Uw besluit is niet opgeslagen; uw tekst staat er "
                "nog. Kijk wat er nieuw is en verstuur opnieuw."
            )
        case SamePerson():
            return _("U keek het laatst. Nu moet een ander kijken; zo sluit niemand dit alleen.")
        case OwnAnswer():
            return _(
                "Dit antwoord gaf u zelf al. Overtuigde uw collega u, leg dan diens antwoord vast. Anders "
                "beslist een derde."
            )
        case TooLateToUndo():
            return _(
                "Dit kan niet meer hersteld worden: het is langer dan een kwartier geleden, of iemand ging "
                "ermee verder. U kunt de aanwijzing wel opnieuw beoordelen."
            )
        case WordsMissing():
            return _(
                "Schrijf bij feiten en bij uitleg in uw eigen woorden wat u zag en waarom u dit besluit."
            )
    return _(
        "Dit kan nu niet met deze aanwijzing: zij staat inmiddels ergens anders. Laad de pagina opnieuw."
    )


def said_done(assessment: Assessment) -> str:
    """What was decided, and until when it can be taken back."""
    what = {"case": assessment.lead.case_number, "outcome": outcome_words(assessment.outcome)}
    if assessment.outcome in UNDOES_NOT:
        return _("%(case)s staat op de spoedlijst. Een tweede persoon moet kijken.") % what
    if assessment.second_to_id and assessment.lead.state == "differing":
        differs = _(
            "%(case)s: %(outcome)s. Een collega oordeelde eerder, los van u, en vond iets anders. Lees wat "
            "die schreef en praat erover: wie zich laat overtuigen, legt het antwoord van de ander vast. "
            "Anders beslist een derde."
        )
        return differs % what
    if assessment.second_to_id:
        same = _(
            "%(case)s: %(outcome)s. Een collega oordeelde eerder, los van u, en vond hetzelfde. Daarom kan "
            "dit niet hersteld worden; heropenen kan wel."
        )
        return same % what
    until = clock_time(assessment.created_at + UNDO_WITHIN)
    return _("%(case)s: %(outcome)s. Herstellen kan tot %(time)s.") % (what | {"time": until})
