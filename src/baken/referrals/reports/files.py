"""A packet as files for its receiver: the same items in both, no more."""

from baken.referrals.document import FROM, TO, file_of, json_of
from baken.referrals.document import content as content_of
from baken.referrals.reports.packet import Packet
from baken.vocabulary.code_list import Label, Language
from baken.vocabulary.crime_reports import ReportItem
from baken.vocabulary.notices import SeriousSuspicion
from baken.vocabulary.referrals import ReceiverKind

VERSION = 1
_TITLE = Label("Melding van een vermoeden", "Report of a suspicion")
_SUSPECTED = Label(
    "Vermoeden (artikel 18, verordening 2022/2065)", "Suspicion (article 18, regulation 2022/2065)"
)
_USE = Label(
    "Dit is een vermoeden van mensen bij een platform, geen vaststelling. Wie de tekst plaatste, is "
    "misschien niet de persoon over wie zij gaat. Gebruik dit om iemand te beschermen.",
    "This is a suspicion of people at a platform and no finding. Who placed the text may not be the person "
    "it is about. Use this to protect somebody.",
)


def as_json(packet: Packet, organisation: Label) -> bytes:
    """The packet for a program: codes beside words."""
    told = {
        "format": "baken-crime-report",
        "version": VERSION,
        "number": packet.number,
        "from": organisation.nl,
        "receiver": packet.receiver,
        "suspicion": packet.suspicion,
    }
    return json_of(told, packet.items)


def as_file(packet: Packet, organisation: Label, language: Language, form: str) -> tuple[bytes, str, str]:
    """The packet as "pdf" or "json", with the ending of its name and its media type; JSON where the letters
    of the document can't show every word."""
    return file_of(content(packet, organisation, language), as_json(packet, organisation), form)


def content(packet: Packet, organisation: Label, language: Language) -> dict[str, object]:
    """Everything the document says."""
    return content_of(
        language,
        title=_TITLE,
        number=packet.number,
        organisation=organisation,
        facts=[
            (FROM, organisation),
            (TO, ReceiverKind[packet.receiver].label),
            (_SUSPECTED, SeriousSuspicion[packet.suspicion].label),
        ],
        use=_USE,
        items=[(ReportItem[item].label, words) for item, words in packet.items],
    )
