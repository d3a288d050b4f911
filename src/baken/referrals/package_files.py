"""A package as files for its receiver: the same items in both, no more."""

from baken.referrals.document import FROM, TO, file_of, json_of
from baken.referrals.document import content as content_of
from baken.referrals.package import Package
from baken.vocabulary.code_list import Label, Language
from baken.vocabulary.referrals import PackageItem, ReceiverKind, ReferralGround

VERSION = 1
_TITLE = Label("Doorverwijzing", "Referral")
_GROUND = Label("Grond", "Ground")
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
    }
    return json_of(told, package.items)


def as_file(package: Package, organisation: Label, language: Language, form: str) -> tuple[bytes, str, str]:
    """The package as "pdf" or "json", with the ending of its name and its media type; JSON where the letters
    of the document can't show every word."""
    return file_of(content(package, organisation, language), as_json(package, organisation), form)


def content(package: Package, organisation: Label, language: Language) -> dict[str, object]:
    """Everything the document says."""
    return content_of(
        language,
        title=_TITLE,
        number=package.number,
        organisation=organisation,
        facts=[
            (FROM, organisation),
            (TO, ReceiverKind[package.receiver].label),
            (_GROUND, ReferralGround[package.ground].label),
        ],
        use=_USE,
        items=[(PackageItem[item].label, words) for item, words in package.items],
    )
