"""What goes to a receiver, as files: PDF/UA-1 that a screen reader can read, and JSON.

Every word goes in as data and is shown as it stands: nothing in it is read as an instruction.
"""

import json
from collections.abc import Iterable

from baken.desk.documents import pdf_if_shown
from baken.vocabulary.code_list import Label, Language

FROM = Label("Van", "From")
TO = Label("Voor", "For")


def content(
    language: Language,
    *,
    title: Label,
    number: str,
    organisation: Label,
    facts: Iterable[tuple[Label, Label]],
    use: Label,
    items: Iterable[tuple[Label, str]],
) -> dict[str, object]:
    """Everything the document says in one language: `facts` are names with what holds of them, `items` names
    with somebody's words, of which empty lines are left out."""

    def say(label: Label) -> str:
        return label.in_language(language)

    return {
        "lang": language,
        "title": f"{say(title)} {number}",
        "publisher": say(organisation),
        "facts": [[say(name), say(fact)] for name, fact in facts],
        "use": say(use),
        "items": [
            [say(name), [line for line in words.splitlines() if line.strip()]] for name, words in items
        ],
    }


def json_of(told: dict[str, object], items: Iterable[tuple[str, str]]) -> bytes:
    """What is told and then the items, for a program: each a code with its words."""
    whole = told | {"items": [{"item": item, "words": words} for item, words in items]}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def file_of(says: dict[str, object], told: bytes, form: str) -> tuple[bytes, str, str]:
    """What the document `says` as "pdf", or what is `told` as "json", with the ending of its name and its
    media type.

    Words that the letters of the document can't show (Thai, Chinese, a small picture) make no PDF: then it is
    JSON, so that no word of a person is lost and the receiver gets it at once.
    """
    if form != "json" and (made := pdf_if_shown("baken.referrals", "package.typ", says)):
        return made, "pdf", "application/pdf"
    return told, "json", "application/json"
