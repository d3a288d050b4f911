"""Words about protected traits are found, spelled or meant; ordinary words are left alone."""

import pytest

from baken.indicators import protected
from baken.indicators.closures import compiled_pattern


@pytest.mark.parametrize(
    ("phrase", "category"),
    [
        ("Roemeense", "nationality"),
        ("ROMANIAN", "nationality"),
        ("Roumaine", "nationality"),
        ("magyar", "nationality"),
        ("българка", "nationality"),
        ("polka", "nationality"),
        ("rumänisch", "nationality"),
        ("rumana", "nationality"),
        ("latina", "ethnicity"),
        ("donkere huid", "ethnicity"),
        ("циганка", "ethnicity"),
        ("vluchteling", "migration"),
        ("sans-papiers", "migration"),
        ("paszport", "migration"),
        ("spreekt geen engels", "language"),
        ("moedertaal", "language"),
        ("акцент", "language"),
        ("transgender", "gender"),
        ("vrouw", "gender"),
        ("kobieta", "gender"),
        ("moslima", "religion"),
        ("católica", "religion"),
        ("zsidó", "religion"),
        ("hiv", "health"),
        ("însărcinată", "health"),
        ("schwanger", "health"),
        ("new in town", "change of place"),
        ("nieuw in de stad", "change of place"),
        ("Bułgarka", "nationality"),
        ("muzułmanka", "religion"),
        ("nő", "gender"),
        ("Nők", "gender"),
        ("chłopak", "gender"),
        ("negerin", "ethnicity"),
        ("Polin", "nationality"),
        ("sănătoasă", "health"),
        ("+40 7", "the country of a phone number"),
    ],
)
def test_protected_word_is_found_in_a_phrase(phrase: str, category: str) -> None:
    assert category in {hit.category for hit in protected.hits(f"massage, {phrase}, privé")}


@pytest.mark.parametrize(
    "phrase",
    [
        "relaxing massage",
        "private reception",
        "nooit alleen",
        "there is nothing",
        "dan bel ik",
        "its lets est ist",
        "no noi pan",
        "24/7",
        "vous êtes",
        "ask for her",
        "Christmas",
        "jewel",
        "rust",
        "appartement 1001",
    ],
)
def test_ordinary_words_are_left_alone(phrase: str) -> None:
    assert protected.hits(phrase) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?i)\bruss?ian\b",
        r"b[u]lg.ri.n",
        r"r[o0]m[a4]n[i1][a4]n",
        "полс?ка",
        r"h[iI]v",
        r"\bmigr",
        r"\+40[0-9]+",
        r"\b0040[0-9]+",
        r"(?i)(relaxed|transs?exual)",
        "d[a]me",
        "жен[аи]",
        "vr.uw",
        "[R]oemeense",
        "R[O]EMEENSE",
        r"mooie [r]oemeense massage",
        r"\s[r]oemeense",
        "rom[â]n[ă]",
        "bu[ł]garska",
    ],
)
def test_pattern_written_for_a_protected_word_is_found(pattern: str) -> None:
    assert protected.pattern_hits(pattern, compiled_pattern(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        ".*",
        r"\w+",
        r"\p{L}+",
        "[a-z]{4,8}",
        "^.{2,}$",
        "[0-9]+",
        r"[0-9]+1",
        "students?",
        "call (her|him)",
        "(a+)+$",
        r"(?i)only with( a)? driver",
        r"\b06[0-9 ]{8,}",
        "discreet|discre",
        "dag (en|of) nacht",
        r"priv[eé] ontvangst",
        "no limits?",
        "never|nooit|jamais|soha|никога",
    ],
)
def test_pattern_for_something_else_is_left_alone(pattern: str) -> None:
    assert protected.pattern_hits(pattern, compiled_pattern(pattern)) == []


@pytest.mark.parametrize(
    "name",
    [
        "nationality",
        "birth_country",
        "ethnicity",
        "skin_colour",
        "migration_status",
        "visa",
        "languages",
        "advertised_gender",
        "sex",
        "religion",
        "health",
        "pregnant",
        "phone_country",
        "dialling_prefix",
        "places_count",
        "new_in_town",
        "movement_between_towns",
        "touring",
        "is_romanian",
        "taal",
    ],
)
def test_fact_about_a_protected_trait_is_forbidden_by_its_name(name: str) -> None:
    assert protected.forbidden_category(name) is not None


def test_every_language_lists_every_category() -> None:
    wanted = {
        "nationality",
        "ethnicity",
        "migration",
        "language",
        "gender",
        "religion",
        "health",
        "change of place",
    }
    listed: dict[str, set[str]] = {language: set() for language in protected.LANGUAGES}
    for _, category, language in protected._entries():
        listed[language].add(category)

    assert len(protected.LANGUAGES) == 9
    assert all(categories == wanted for categories in listed.values())
