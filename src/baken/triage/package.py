"""The text that goes with a report on a lead of which two people found that the suspicion stands: what was
seen, what they found, what is unknown, what to do. No contact and no word of an advert is in it, and
nothing is sent: a person takes it where the protocol says."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from baken.tenancy.acting import Actor
from baken.triage.dossier import Dossier
from baken.triage.exceptions import WrongState
from baken.triage.models import Lead
from baken.triage.protocols import protocols
from baken.triage.queries import OpenedLead
from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.places import Province
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.triage import AssessmentOutcome, UrgentKind


def check_package(lead: Lead) -> None:
    """Only what two people agreed stands is made ready to be reported. Raises `WrongState`."""
    if lead.state != "urgent_confirmed" or lead.urgent_kind is None:
        raise WrongState("two people must have found that the suspicion stands")


def package_text(opened: OpenedLead, dossier: Dossier, by: Actor) -> str:
    """The whole text, in the language of the reader. Raises `WrongState`."""
    check_package(opened.lead)
    return "\n".join(_lines(opened, dossier, by)) + "\n"


def _words(label: Label) -> str:
    return label.nl if get_language() == "nl" else label.en


def _code(codes: CodeList, code: str) -> str:
    return _words(codes[code].label)


def _lines(opened: OpenedLead, dossier: Dossier, by: Actor) -> Iterator[str]:
    lead = opened.lead
    kind = lead.urgent_kind or ""
    told = protocols()[kind]
    yield gettext("Meldpakket bij %(case)s") % {"case": lead.case_number}
    yield gettext("Gemaakt door %(who)s, %(organisation)s, op %(at)s.") % {
        "who": by.user.name, "organisation": by.user.organisation_name,
        "at": date_format(opened.now, "DATETIME_FORMAT"),
    }  # fmt: skip
    yield gettext("Dit is geen oordeel over iemand. Het zegt wat twee mensen zagen, en wat niet bekend is.")
    yield gettext("Doel: %(purpose)s. Gebruik dit voor niets anders.") % {
        "purpose": _code(Purpose, "crime_report")
    }
    yield ""
    yield gettext("Vermoeden: %(kind)s") % {"kind": _code(UrgentKind, kind)}
    if lead.urgent_since:
        since = {"at": date_format(lead.urgent_since, "DATETIME_FORMAT")}
        yield gettext("Op de spoedlijst sinds %(at)s") % since
    if lead.first_seen and lead.last_seen:
        yield gettext("Gezien: %(n)s keer, van %(first)s tot %(last)s, in %(texts)s teksten") % {
            "n": lead.sightings, "first": date_format(lead.first_seen),
            "last": date_format(lead.last_seen), "texts": lead.unique_adverts,
        }  # fmt: skip
    if lead.provinces:
        yield gettext("Waar: %(where)s") % {
            "where": ", ".join(_code(Province, one) for one in lead.provinces)
        }
    yield from _titled(gettext("Wat twee mensen vonden"), _looks(opened))
    yield from _titled(
        gettext("Wat de regels zagen, en wat er onschuldig aan kan zijn"),
        (f"- {_words(one.means)} / {_words(one.innocent)}" for one in dossier.reasons),
    )
    yield from _titled(gettext("Wat het systeem niet weet"), (f"- {one}" for one in dossier.unknowns))
    yield from _titled(
        gettext("Waar het bewijs ligt"),
        (
            gettext("- %(platform)s, %(at)s, bestand %(file)s, plaats %(place)s, sha256 %(sha)s")
            % {
                "platform": row.platform,
                "at": date_format(row.captured_at, "DATETIME_FORMAT"),
                "file": row.evidence_file,
                "place": row.evidence_offset or 0,
                "sha": row.evidence_sha256 or "-",
            }
            for row in dossier.rows
        ),
    )
    yield from _titled(_words(told.title), (f"{at}. {_words(one)}" for at, one in enumerate(told.steps, 1)))
    yield from (f"- {_words(one.name)}: {one.number}" for one in told.contacts)
    yield ""
    yield gettext(
        "Contactgegevens en teksten staan hier niet in. Wie die nodig heeft, vraagt ze aan bij het bewijs "
        "van een waarneming; een tweede persoon beslist daarover."
    )


def _looks(opened: OpenedLead) -> Iterator[str]:
    since = opened.lead.urgent_since
    for one in reversed(opened.decisions):
        if one.undone_at is None and one.outcome.startswith("urgent") and since and one.at >= since:
            at = date_format(one.at, "DATETIME_FORMAT")
            yield f"- {one.who}, {at}: {_code(AssessmentOutcome, one.outcome)}"
            yield from (f"  {words}" for words in (one.facts, one.explanation) if words)


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    yield ""
    yield title
    yield from lines
