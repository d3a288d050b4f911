"""Phone numbers in words: plainly grouped, hidden in every documented way, and figures that are none.

All numbers lie in ranges that can't be assigned (06-0) or that are kept for fiction.
"""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction.advert import facts
from baken.extraction.contacts import Contact

DUTCH = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
NUMERALS = {
    "nl": DUTCH,
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "fr": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    "ro": ["zero", "unu", "doi", "trei", "patru", "cinci", "șase", "șapte", "opt", "nouă"],
    "hu": ["nulla", "egy", "kettő", "három", "négy", "öt", "hat", "hét", "nyolc", "kilenc"],
    "bg": ["нула", "едно", "две", "три", "четири", "пет", "шест", "седем", "осем", "девет"],
    "pl": ["zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć"],
}
PAIRS = ("06", "00", "12", "34", "56")


def phones_in(text: str, title: str | None = "Massage", region: str = "NL") -> list[Contact]:
    return [one for one in facts(title, text, None, region).contacts if one.kind == "phone"]


def the_phone(text: str, title: str | None = "Massage", region: str = "NL") -> Contact:
    found = phones_in(text, title, region)
    assert len(found) == 1, (text, found)
    return found[0]


@pytest.mark.parametrize(
    "written",
    [
        "0600123456",
        "06-00123456",
        "06 00 12 34 56",
        "06.00.12.34.56",
        "(06) 00123456",
        "06/00123456",
        "06 \N{EN DASH} 0012 3456",
        "06\N{NO-BREAK SPACE}00123456",
        "+31600123456",
        "+31 6 00123456",
        "+31 (0)6 00123456",
        "+31(0)600123456",
        "(+31) 6 00123456",
        "0031600123456",
        "+31-6-0012-3456",
        "31600123456",
        "+31 06 00123456",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "Dame van 35 jaar, bel {} nu, 150 euro per uur", "app {}, 24/7, 2 dames"]
)
def test_phone_plainly_grouped_is_not_obscured(written: str, around: str) -> None:
    phone = the_phone(around.format(written))

    assert (phone.value, phone.obscured, phone.valid) == ("+31600123456", False, False)


@pytest.mark.parametrize(
    "written",
    [
        "0️⃣6️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣",
        "٠٦٠٠١٢٣٤٥٦",
        "०६००१२३४५६",
        "⓪⑥⓪⓪①②③④⑤⑥",
        "\uff10\uff16\uff10\uff10\uff11\uff12\uff13\uff14\uff15\uff16",
        "𝟎𝟔𝟎𝟎𝟏𝟐𝟑𝟒𝟓𝟔",
        "06\N{ZERO WIDTH SPACE}00123456",
        "0600\N{SOFT HYPHEN}123456",
        "&#48;&#54;00123456",
        "&#48&#54&#48&#48&#49&#50&#51&#52&#53&#54",
        "&amp;#48;&amp;#54;00123456",
        "06&#45;00123456",
        "➕31600123456",
        "＋31600123456",
        "○6○○123456",
        "🅾6🅾🅾123456",
        "🅽🆄🅻 🆉🅴🆂 00123456",
        "🄋➅🄋🄋➀➁➂➃➄➅",
        "零陆零零壹贰叁肆伍陆",
        "&#x30;&#x36;00123456",
        "O6-OO123456",
        "06-00l23456",
        "06 00 I2 34 56",
        "(06)(00)(12)(34)(56)",
        "(0)(6)(0)(0)(1)(2)(3)(4)(5)(6)",
        "(0) (6) (0) (0) (1) (2) (3) (4) (5) (6)",
        "[0][6][0][0][1][2][3][4][5][6]",
        "{0}{6}{0}{0}{1}{2}{3}{4}{5}{6}",
        "(nul) (zes) (nul) (nul) (een) (twee) (drie) (vier) (vijf) (zes)",
        "(0)(0)(3)(1)(6)(0)(0)(1)(2)(3)(4)(5)(6)",
        "+(3)(1)(6)(0)(0)(1)(2)(3)(4)(5)(6)",
        "nul, zes, nul, nul, een, twee, drie, vier, vijf, zes",
        "zero, six, zero, zero, one, two, three, four, five, six",
        "nul zes twee keer nul een twee drie vier vijf zes",
        "zero sześć zero zero dwanaście trzydzieści cztery pięćdziesiąt sześć",
        "zero șase zero zero doisprezece treizeci și patru cincizeci și șase",
        "nulla hat nulla nulla tizenkettő harmincnégy ötvenhat",
        "нула шест нула нула дванадесет тридесет и четири петдесет и шест",
        "[06] [00] [12] [34] [56]",
        "{06}{00}{12}{34}{56}",
        "06*00*12*34*56",
        "06_00_12_34_56",
        "06~00~12~34~56",
        "06|00|12|34|56",
        "06,00,12,34,56",
        "06:00:12:34:56",
        "06x00x12x34x56",
        "06 kus 00 kus 12 kus 34 kus 56",
        "06 lieve 00 mooie 12 zachte 34 handen 56",
        "06 00 en dan 12 34 en dan 56",
        "06❤00❤12❤34❤56",
        "nul zes dubbel nul een twee drie vier vijf zes",
        "zero six double zero one two three four five six",
        "nulzesnulnuleentweedrieviervijfzes",
        "nul 6 nul 0 een 2 drie 4 vijf 6",
        "nul zes nul nul twaalf vierendertig zesenvijftig",
        "zéro six zéro zéro douze trente-quatre cinquante-six",
        "plus drie een zes nul nul een twee drie vier vijf zes",
        "zes nul nul een twee drie vier vijf zes",
        "Mijn nummer begint met 0600. De laatste cijfers zijn 123456.",
        "06&nbsp;00&nbsp;12&nbsp;34&nbsp;56",
        "06\n00\n12\n34\n56",
        "06 00|23456",
        "0600!23456",
        "nul ; zes ; nul ; nul ; twaalf ; vierendertig ; zesenvijftig",
        "nul zes doppelt null een twee drie vier vijf zes",
        "zero six zero zero onetwo thirtyfour fiftysix",
        "zéro six, zéro zéro, douze, trente-quatre, cinquante-six",
        "«06»«00»«12»«34»«56»",
        "【06】 【00】 【12】 【34】 【56】",
        "06 0012 34 S6",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Dame van 35 jaar, bel {} nu, 150 euro per uur"])
def test_phone_in_disguise_is_found_and_obscured(written: str, around: str) -> None:
    phone = the_phone(around.format(written))

    assert (phone.value, phone.obscured) == ("+31600123456", True)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bel 06-0012", "3456 voor een afspraak"),
        ("Massage 06 00 12", "ontspannen in Tilburg, en dan 34 56"),
        ("nul zes nul nul", "een twee drie vier vijf zes - lieve dame"),
        ("Tel 0600", "Dame van 35 jaar, 24/7 bereikbaar. 123456"),
    ],
)
def test_phone_split_over_title_and_text_is_obscured(title: str, text: str) -> None:
    phone = the_phone(text, title)

    assert (phone.value, phone.obscured) == ("+31600123456", True)


@pytest.mark.parametrize(
    "text",
    [
        "€ 1.210,50 en 150 euro per uur, 35 jaar, 1.70m, 60 kg, cup 75C",
        "open van 10:00 tot 22:00 uur, 10-22 uur, 09.00-23.00, 7 dagen per week, 24/7",
        "op 01-02-2025 10:00 en 2025-01-02 en 2 juni 2025",
        "Kerkstraat 12, 5011 AB Tilburg",
        "referentie: 0600123456, ordernummer 0200123456, kvk 01234567, code 0600123456",
        "IBAN NL91 ABNA 0417 1643 00, BTW NL001234567B01",
        "zes dagen per week, acht uur per dag, een of twee keer, drie vier of vijf",
        "1 2 3 4 5 6 7 8 9 10, 01, 02, 03, 04, 05 en 03 07 12 23 34 41",
        "half uur 80, uur 150, anderhalf uur 200, 100/150/200 euro",
        "ID0600123456 en 1234567890 en 612345678",
        "02 03 04 05 06 07",
        "06, 07, 08, 09, 10",
        "di 05, wo 06, do 07, vr 08, za 09, zo 10",
        "rek.nr. 0600.12.34.56",
        "De code van de fiets is 0600, van de poort 1234 en van het hek 56.",
        "Numéro de série SN0600123456AB",
        "Cuenta 2100 0418 45 0200051332 del banco",
        "Je reçois de 10h00 à 22h00, une heure 120 euros, la demi-heure 70 et deux heures 220",
    ],
)
def test_phone_is_not_read_into_other_figures(text: str) -> None:
    assert phones_in(text) == []


@pytest.mark.parametrize(
    ("region", "written", "value"),
    [
        ("GB", "07700 900123", "+447700900123"),
        ("NL", "+44 7700 900123", "+447700900123"),
        ("US", "(202) 555-0143", "+12025550143"),
        ("NL", "0900-0001234", "+319000001234"),
        ("NL", "WhatsApp: +1 202 555 0143", "+12025550143"),
        ("NL", "+44 (0)7700 900123", "+447700900123"),
        ("NL", "+33 (0)1 99 00 12 34", "+33199001234"),
        ("NL", "+49 (0)30 / 23125-123", "+493023125123"),
        ("NL", "447700900123", "+447700900123"),
    ],
)
def test_phone_is_read_in_its_region(region: str, written: str, value: str) -> None:
    phone = the_phone(f"Bel {written} voor een afspraak", region=region)

    assert (phone.value, phone.obscured) == (value, False)


def test_phone_that_begins_the_text_takes_its_word_for_plus() -> None:
    text = "plus 31 6 00 12 34 56"

    phone = the_phone(text, title=None)

    assert (phone.value, phone.obscured) == ("+31600123456", True)
    assert phone.span == (1, 1 + len(text))


@pytest.mark.parametrize("text", ["150 euro 06 00123456", "150 € 06 00 12 34 56", "Uur 150 euro 06-00123456"])
def test_phone_behind_a_price_is_found(text: str) -> None:
    assert the_phone(text).value == "+31600123456"


def test_two_phones_are_found_apart() -> None:
    found = phones_in("0600123456 / 06-00654321")

    assert [one.value for one in found] == ["+31600123456", "+31600654321"]


def grouped(digits: str, sizes: list[int], sign: str) -> str:
    groups, at = [], 2
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return sign.join([digits[:2], *groups])


GROUPINGS = st.sampled_from([[8], [4, 4], [2, 2, 2, 2], [3, 3, 2], [2, 6]])
ENDINGS = st.integers(0, 9_999_999).map(lambda rest: f"060{rest:07d}")
FRAMES = st.sampled_from(["{}", "Bel {} nu", "Lieve dame (28 jaar) in Breda. {}. 100 euro per half uur."])
DISGUISES: dict[str, Callable[[str], str]] = {
    **{
        f"words {tongue}": (lambda digits, words=words: " ".join(words[int(one)] for one in digits))
        for tongue, words in NUMERALS.items()
    },
    "full width": lambda digits: "".join(chr(0xFF10 + int(one)) for one in digits),
    "mathematical": lambda digits: "".join(chr(0x1D7CE + int(one)) for one in digits),
    "arabic": lambda digits: "".join(chr(0x0660 + int(one)) for one in digits),
    "circled": lambda digits: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(one)] for one in digits),
    "keycaps": lambda digits: "".join(
        f"{one}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}" for one in digits
    ),
    "entities": lambda digits: "".join(f"&#{48 + int(one)};" for one in digits),
    "unseen": lambda digits: "\N{ZERO WIDTH NON-JOINER}".join(digits),
    "O for 0": lambda digits: digits.replace("0", "O"),
    "a bracket each": lambda digits: "".join(f"({one})" for one in digits),
    "commas": lambda digits: ", ".join(DUTCH[int(one)] for one in digits),
    "brackets": lambda digits: "".join(f"({digits[at : at + 2]})" for at in range(0, 10, 2)),
    "stars": lambda digits: "*".join(digits[at : at + 2] for at in range(0, 10, 2)),
    "filler": lambda digits: " en dan ".join(digits[at : at + 2] for at in range(0, 10, 2)),
}


@given(
    digits=ENDINGS, sizes=GROUPINGS, sign=st.sampled_from(["", " ", "-", ".", "\N{EN DASH}"]), frame=FRAMES
)
@settings(max_examples=80, deadline=None)
def test_planted_phone_in_plain_grouping_is_found_as_written(
    digits: str, sizes: list[int], sign: str, frame: str
) -> None:
    written = grouped(digits, sizes, sign)
    text = frame.format(written)

    phone = the_phone(text)

    assert (phone.value, phone.obscured) == (f"+31{digits[1:]}", False)
    assert phone.span is not None
    assert f"Massage\n{text}"[slice(*phone.span)] == written


@given(digits=ENDINGS, how=st.sampled_from(sorted(DISGUISES)), frame=FRAMES)
@settings(max_examples=150, deadline=None)
def test_planted_phone_in_disguise_is_found_within_its_words(digits: str, how: str, frame: str) -> None:
    written = DISGUISES[how](digits)
    text = frame.format(written)

    phone = the_phone(text)

    assert (phone.value, phone.obscured) == (f"+31{digits[1:]}", True), how
    assert phone.span is not None
    assert f"Massage\n{text}"[slice(*phone.span)] == written
