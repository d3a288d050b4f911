"""The page in an evidence package: what it is, in Dutch and English. No scripts, no requests. Pure."""

from html import escape
from typing import Any, Literal

Language = Literal["nl", "en"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2430;"
    "background:#fbfaf7}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;"
    "padding:.3rem .5rem;border-bottom:1px solid #c9c5bb;overflow-wrap:anywhere}th{width:11rem}"
    "code,pre{font-family:monospace;overflow-wrap:anywhere;white-space:pre-wrap}pre{background:#f0ede5;"
    "padding:.6rem}section+section{margin-top:3rem;border-top:3px solid #1f4b6e;padding-top:1rem}"
)

_WORDS: dict[str, dict[Language, str]] = {
    "title": {"nl": "Bewijspakket", "en": "Evidence package"},
    "what": {
        "nl": "Dit pakket bevat tekst van webpagina's of berichten, zoals die is vastgelegd. Beelden zitten "
        "er niet in: die legt Baken nooit vast. Het pakket zegt wat er stond en wanneer. Het zegt niets "
        "over wie de mensen zijn die erin voorkomen, en beschuldigt niemand.",
        "en": "This package holds text of web pages or messages, as it was captured. There are no images in "
        "it: Baken never captures them. The package says what stood there and when. It says nothing about "
        "who the people in it are, and accuses nobody.",
    },
    "careful": {
        "nl": "Er staan contactgegevens in. Gebruik het alleen voor deze zaak en dit doel.",
        "en": "It shows contact details. Use it for this case and this purpose only.",
    },
    "synthetic": {
        "nl": "Dit zijn verzonnen gegevens, om mee te oefenen.",
        "en": "These are invented data, to practise with.",
    },
    "made_by": {"nl": "Gemaakt door", "en": "Made by"},
    "made_at": {"nl": "Gemaakt op (UTC)", "en": "Made at (UTC)"},
    "asked_by": {"nl": "Gevraagd door", "en": "Asked for by"},
    "approved_by": {"nl": "Goedgekeurd door", "en": "Approved by"},
    "purpose": {"nl": "Doel", "en": "Purpose"},
    "case": {"nl": "Zaak", "en": "Case"},
    "reason": {"nl": "Reden", "en": "Reason"},
    "fingerprint": {"nl": "Vingerafdruk van de sleutel", "en": "Fingerprint of the key"},
    "captures": {"nl": "Wat erin zit", "en": "What is in it"},
    "capture": {"nl": "Vastlegging", "en": "Capture"},
    "url": {"nl": "Adres", "en": "Address"},
    "captured_at": {"nl": "Vastgelegd op (UTC)", "en": "Captured at (UTC)"},
    "how": {"nl": "Hoe", "en": "How"},
    "basis": {"nl": "Op grond van", "en": "Lawful basis"},
    "responsible": {"nl": "Verantwoordelijk", "en": "Responsible"},
    "source": {"nl": "Bron", "en": "Source"},
    "bytes": {"nl": "Tekst", "en": "Text"},
    "place": {"nl": "Plaats in archive/captures.warc.gz", "en": "Place in archive/captures.warc.gz"},
    "check": {"nl": "Zo controleert u het", "en": "How to check it"},
    "check_baken": {
        "nl": "Met Baken: het antwoord noemt elk veranderd, ontbrekend of toegevoegd deel.",
        "en": "With Baken: the answer names every part that was changed, is missing or was added.",
    },
    "check_without": {
        "nl": "Zonder Baken, met programma's die op elke Linux-computer staan:",
        "en": "Without Baken, with programs that every Linux computer has:",
    },
    "check_key": {
        "nl": "De sleutel hoort bij de organisatie als de vingerafdruk dezelfde is als die u langs een "
        "andere weg van haar kreeg, bijvoorbeeld aan de telefoon. Zonder die vergelijking bewijst een "
        "handtekening niet van wie hij is. De laatste opdracht toont de vingerafdruk.",
        "en": "The key is the organisation's if the fingerprint is the same as the one that you got from it "
        "in another way, for instance on the telephone. Without that comparison a signature does not prove "
        "whose it is. The last command shows the fingerprint.",
    },
}

_COMMANDS = """\
mkdir package && cd package && unzip ../package.wacz
sha256sum -c evidence/sha256sums.txt
openssl pkeyutl -verify -pubin -inkey evidence/public-key.pem -rawin \\
  -in evidence/manifest.json -sigfile evidence/manifest.sig
openssl pkey -pubin -in evidence/public-key.pem -outform DER | sha256sum"""


def evidence_page(about: dict[str, Any]) -> bytes:
    """The page of a package, from what its manifest says."""
    body = "".join(_section(about, language) for language in ("nl", "en"))
    return (
        '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Bewijspakket · Evidence package</title><style>{_STYLE}</style></head>"
        f"<body>{body}</body></html>\n"
    ).encode()


def _section(about: dict[str, Any], language: Language) -> str:
    def word(name: str) -> str:
        return escape(_WORDS[name][language])

    def person(name: str) -> str:
        one = about[name]
        return f"{escape(one['name'])} ({escape(one['function'][language])})"

    facts = [
        ("made_by", escape(about["organisation"][language])),
        ("made_at", _code(about["made_at"])),
        ("asked_by", person("asked_by")),
        ("approved_by", person("approved_by")),
        ("purpose", escape(about["purpose_words"][language])),
        ("case", escape(about["case"])),
        ("reason", escape(about["reason"])),
        ("fingerprint", _code(about["key_fingerprint"])),
    ]
    synthetic = f"<p><strong>{word('synthetic')}</strong></p>" if about["synthetic"] else ""
    captures = "".join(
        f"<h3>{word('capture')} {number}</h3>{_table(_capture(one, language), language)}"
        for number, one in enumerate(about["captures"], 1)
    )
    return (
        f'<section lang="{language}"><h1>{word("title")}</h1>{synthetic}<p>{word("what")}</p>'
        f"<p>{word('careful')}</p>{_table(facts, language)}<h2>{word('captures')}</h2>{captures}"
        f"<h2>{word('check')}</h2><p>{word('check_baken')}</p><pre>baken collect verify package.wacz</pre>"
        f"<p>{word('check_without')}</p><pre>{escape(_COMMANDS)}</pre><p>{word('check_key')}</p></section>"
    )


def _capture(one: dict[str, Any], language: Language) -> list[tuple[str, str]]:
    basis = one["basis"]
    return [
        ("url", _code(one["url"])),
        ("captured_at", _code(one["captured_at"])),
        ("how", escape(one["how_words"][language])),
        ("source", escape(one["source"] or "–")),
        ("basis", escape(f"{basis['code']}: {basis[language] or basis['nl']} ({basis['dpia']})")),
        ("responsible", escape(basis["responsible"])),
        ("bytes", f"{one['payload_bytes']} bytes, SHA-256 {_code(one['payload_sha256'])}"),
        ("place", f"{one['archive_offset']} + {one['archive_length']} bytes"),
    ]


def _table(facts: list[tuple[str, str]], language: Language) -> str:
    rows = (f"<tr><th>{escape(_WORDS[name][language])}</th><td>{value}</td></tr>" for name, value in facts)
    return f"<table>{''.join(rows)}</table>"


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"
