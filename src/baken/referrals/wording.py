"""Why something can't be done, in words, and beside which field; one line a refusal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.referrals import exceptions
from baken.referrals.reports import exceptions as reports

WHY_NOT: dict[type[exceptions.ReferralsError], tuple[str | None, str | Promise]] = {
    exceptions.WrongState: (None, _("Dit kan nu niet bij deze doorverwijzing. Bekijk hoe zij ervoor staat.")),
    exceptions.ChangedMeanwhile: (
        None,
        _("Een collega veranderde deze doorverwijzing ondertussen. Bekijk haar eerst opnieuw."),
    ),
    exceptions.NotForThisReceiver: (None, _("Dit onderdeel gaat nooit naar deze soort ontvanger.")),
    exceptions.GroundNotForReceiver: (
        "ground",
        _("Zonder toestemming kunt u alleen melden bij kinderbescherming of politie."),
    ),
    exceptions.NothingToHandOver: (
        None,
        _("Er is nog niets dat mee mag. Schrijf op wat mee moet, en leg toestemming vast."),
    ),
    exceptions.ContactTold: (
        None,
        _("Hier staat een telefoonnummer, adres of account. Dat hoort alleen bij het contact."),
    ),
    exceptions.WordsMissing: (None, _("Schrijf erbij waarom.")),
    exceptions.YesEnded: (
        None,
        _(
            "De persoon nam het ja op de begeleiding terug. Wil de persoon deze overdracht toch, leg dan "
            "eerst opnieuw toestemming vast voor deze ontvanger."
        ),
    ),
    exceptions.SecondPersonNeeded: (None, _("Een tweede persoon moet dit eerst goedkeuren.")),
    exceptions.AskedAlready: (None, _("Dit is al gevraagd. Een collega beslist.")),
    exceptions.ReceiverGone: ("receiver", _("Deze organisatie staat niet meer in de gids.")),
    exceptions.NameStands: ("name", _("Een organisatie met deze naam staat al in de gids.")),
    exceptions.InUse: (
        None,
        _("Een doorverwijzing noemt een organisatie hieruit. Haal organisaties dan een voor een weg."),
    ),
    exceptions.FileFaults: ("file", _("In het bestand staan fouten. Er is niets overgenomen.")),
    exceptions.NoSuchLink: (None, _("Dit adres bestaat niet of geldt niet meer.")),
    exceptions.WrongCode: ("code", _("Deze code klopt niet. Vraag haar na bij wie u belde.")),
    exceptions.AnsweredAlready: (None, _("Op deze doorverwijzing is al geantwoord.")),
    reports.NotReported: (None, _("Meld eerst het vermoeden, of leg vast waarom niet.")),
    reports.ItemsMissing: (
        None,
        _("Er ontbreekt iets dat deze ontvanger nodig heeft. Vul eerst de inhoud aan."),
    ),
    reports.NoMoment: ("published", _(
        "Schrijf dag, tijd en tijdzone, zoals 2026-11-20T14:05+01:00, of het woord onbekend."
    )),
    reports.OtherReceiver: ("receiver", _("Deze organisatie is een andere soort ontvanger.")),
    reports.SentAlready: (None, _("Een ontvanger heeft dit al. Wat verstuurd is, verandert niet meer.")),
    reports.AddedAlready: (None, _("Deze ontvanger staat er al bij.")),
}  # fmt: skip

FAULTS: dict[str, str | Promise] = {
    "too_large": _("Het bestand is groter dan 1 megabyte."),
    "not_utf8": _("Het bestand is geen tekst in UTF-8. Bewaar het opnieuw als CSV UTF-8."),
    "not_csv": _("Deze regel is geen CSV: er staat een aanhalingsteken verkeerd."),
    "unknown_column": _("Deze kolom kent Baken niet."),
    "column_missing": _("Deze kolom ontbreekt."),
    "column_twice": _("Een kolom staat er twee keer."),
    "too_many_rows": _("Er staan meer dan 2000 regels in."),
    "cells": _("Deze regel heeft niet even veel vakken als de kop, of een vak is onleesbaar."),
    "twice": _("Deze naam staat al eerder in het bestand."),
    "no_rows": _("Er staat geen organisatie in."),
    "empty": _("Dit vak is leeg."),
    "too_long": _("Dit is te lang."),
    "unknown_code": _("Deze code kent Baken niet."),
    "no_day": _("Dit is geen dag. Schrijf jjjj-mm-dd."),
    "stands": _("Deze naam staat al in de gids. Verander haar daar."),
}
"""What is wrong with a line of a file, by the code that `csv_rows` and the import give."""
