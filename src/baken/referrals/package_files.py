"""A package as files: PDF/UA-1 that a screen reader can read, and JSON. The same items in both, no more.

Every word goes in as data and is shown as it stands: nothing in it is read as an instruction.
"""

import json
from importlib import resources

from baken.referrals.package import Package
from baken.vocabulary.code_list import Label, Language
from baken.vocabulary.referrals import PackageItem, ReceiverKind, ReferralGround

LETTERS = "Libertinus Serif"
VERSION = 1
_TITLE = Label("Doorverwijzing", "Referral")
_GROUND = Label("Grond", "Ground")
_TO = Label("Voor", "For")
_FROM = Label("Van", "From")
_USE = Label(
    "Gebruik dit alleen om deze persoon te helpen of te beschermen. Geef het niet door. Wat hier niet in "
    "staat, wilde of mocht niet mee; vraag het aan wie doorverwees.",
    "Use this only to help or protect this person. Do not pass it on. What is not in it was not to go along; "
    "ask whoever referred.",
)


def as_json(package: Package, organisation: Label) -> bytes:
    """The package for a program: codes beside words."""
    told = {
        "format": "baken-referral",
        "version": VERSION,
        "number": package.number,
        "from": organisation.nl,
        "receiver": package.receiver,
        "ground": package.ground,
        "items": [{"item": item, "words": words} for item, words in package.items],
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def as_file(package: Package, organisation: Label, language: Language, form: str) -> tuple[bytes, str, str]:
    """The package as "pdf" or "json", with the ending of its name and its media type.

    Words that the letters of the document can't show (Thai, Chinese, a small picture) make no PDF: then it is
    JSON, so that no word of a person is lost and the receiver gets it at once.
    """
    import typst

    if form != "json":
        try:
            return as_pdf(package, organisation, language), "pdf", "application/pdf"
        except typst.TypstError:
            pass
    return as_json(package, organisation), "json", "application/json"


def as_pdf(package: Package, organisation: Label, language: Language) -> bytes:
    """The package to read and print. Typst refuses to write what is no PDF/UA-1."""
    import typst

    template = (resources.files(__package__) / "package.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=0,
        sys_inputs={"data": json.dumps(content(package, organisation, language), ensure_ascii=False)},
    )
    return made


def content(package: Package, organisation: Label, language: Language) -> dict[str, object]:
    """Everything the document says."""

    def say(label: Label) -> str:
        return label.in_language(language)

    return {
        "lang": language,
        "letters": LETTERS,
        "title": f"{say(_TITLE)} {package.number}",
        "publisher": say(organisation),
        "facts": [
            [say(_FROM), say(organisation)],
            [say(_TO), say(ReceiverKind[package.receiver].label)],
            [say(_GROUND), say(ReferralGround[package.ground].label)],
        ],
        "use": say(_USE),
        "items": [
            [say(PackageItem[item].label), [line for line in words.splitlines() if line.strip()]]
            for item, words in package.items
        ],
    }
