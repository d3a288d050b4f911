"""A packet as files for its receiver: PDF/UA-1 and JSON, the same items in both and no more."""

import json
from importlib import resources

from baken.referrals.package_files import LETTERS
from baken.referrals.reports.packet import Packet
from baken.vocabulary.code_list import Label, Language
from baken.vocabulary.crime_reports import ReportItem
from baken.vocabulary.notices import SeriousSuspicion
from baken.vocabulary.referrals import ReceiverKind

VERSION = 1
_TITLE = Label("Melding van een vermoeden", "Report of a suspicion")
_FROM = Label("Van", "From")
_TO = Label("Voor", "For")
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
        "items": [{"item": item, "words": words} for item, words in packet.items],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def as_file(packet: Packet, organisation: Label, language: Language, form: str) -> tuple[bytes, str, str]:
    """The packet as "pdf" or "json", with the ending of its name and its media type; JSON where the letters
    of the document can't show every word."""
    import typst

    if form != "json":
        try:
            template = resources.files("baken.referrals").joinpath("package.typ").read_bytes()
            made: bytes = typst.compile(
                template, format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=0,
                sys_inputs={"data": json.dumps(content(packet, organisation, language), ensure_ascii=False)},
            )  # fmt: skip
            return made, "pdf", "application/pdf"
        except typst.TypstError:
            pass
    return as_json(packet, organisation), "json", "application/json"


def content(packet: Packet, organisation: Label, language: Language) -> dict[str, object]:
    """Everything the document says."""

    def say(label: Label) -> str:
        return label.in_language(language)

    return {
        "lang": language,
        "letters": LETTERS,
        "title": f"{say(_TITLE)} {packet.number}",
        "publisher": say(organisation),
        "facts": [
            [say(_FROM), say(organisation)],
            [say(_TO), say(ReceiverKind[packet.receiver].label)],
            [say(_SUSPECTED), say(SeriousSuspicion[packet.suspicion].label)],
        ],
        "use": say(_USE),
        "items": [
            [say(ReportItem[item].label), [line for line in words.splitlines() if line.strip()]]
            for item, words in packet.items
        ],
    }
