"""What a text that begins a conversation may not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.rules.harmful_words import HARMFUL, INNOCENT
from baken.conversations.rules.texts import LONGEST, text_faults
from baken.vocabulary.conversations import TextFault
from baken.vocabulary.languages import ADVERT_LANGUAGES

PAGE = "https://lantaarn.example/kennismaken"
FINE = "Hallo, wij zijn Stichting Lantaarn. Wij maken graag kennis. Antwoorden hoeft niet."


def faults(text: str, kind: str = "opening", page: str = PAGE) -> tuple[str, ...]:
    return text_faults(text, kind=kind, neutral_page=page)


def test_true_and_harmless_words_pass() -> None:
    assert faults(FINE) == ()
    assert faults(f"{FINE} {PAGE}") == ()


EXAMPLES = {
    "forbidden_word": "Wij helpen bij mensenhandel.",
    "threat": "Dit is uw laatste kans.",
    "promise": "Wij beloven een nieuw leven.",
    "money": "Wij geven u € 50.",
    "link": "Kijk op https://ergens.example/x",
    "contact": "Bel nul zes nul nul nul nul nul nul vier twee",
    "advert": "Wij zagen uw advertentie.",
    "place": "Hallo {naam}",
    "too_long": "x" * (LONGEST + 1),
    "empty": "  ",
}


def test_every_fault_has_an_example() -> None:
    assert set(EXAMPLES) == set(TextFault.codes)


@pytest.mark.parametrize("fault", EXAMPLES)
def test_each_fault_is_found(fault: str) -> None:
    assert fault in faults(EXAMPLES[fault])


LISTED = [
    (code, language, word)
    for code, by_language in HARMFUL.items()
    for language, listed in by_language.items()
    for word in listed
]


@pytest.mark.parametrize("code", HARMFUL)
def test_each_list_speaks_every_language_of_adverts(code: str) -> None:
    assert set(HARMFUL[code]) == set(ADVERT_LANGUAGES)
    assert all(HARMFUL[code].values())


def test_no_word_stands_twice_in_a_list() -> None:
    assert len(set(LISTED)) == len(LISTED)


@pytest.mark.parametrize(("code", "language", "word"), LISTED)
def test_harmful_words_are_found_in_capitals_and_among_signs(code: str, language: str, word: str) -> None:
    assert code in faults(f"Dag, {word.rstrip('*').upper()}! Tot ziens")


SENTENCES = {
    "nl": {
        "forbidden_word": "Bent u slachtoffers van mensenhandelaren?",
        "money": "Er is een vergoeding.",
        "promise": "Wij regelen een verblijfsvergunning.",
        "threat": "U moet vandaag antwoorden.",
    },
    "en": {
        "forbidden_word": "The police can help victims.",
        "money": "We pay for your time.",
        "promise": "We guarantee a better life.",
        "threat": "You must answer, we know where you are.",
    },
    "de": {
        "forbidden_word": "Die Polizei hilft Opfern.",
        "money": "Sie bekommen Geld dafür.",
        "promise": "Wir versprechen Ihnen ein neues Leben.",
        "threat": "Sie müssen heute antworten.",
    },
    "fr": {
        "forbidden_word": "La police aide les victimes.",
        "money": "Vous recevrez de l'argent.",
        "promise": "Nous pouvons vous libérer.",
        "threat": "C'est votre dernière chance.",
    },
    "es": {
        "forbidden_word": "La policía ayuda a las víctimas.",
        "money": "Le damos dinero.",
        "promise": "Le prometemos una vida mejor.",
        "threat": "Sabemos dónde está usted.",
    },
    "ro": {
        "forbidden_word": "Poliția ajută victimele.",
        "money": "Primiți bani.",
        "promise": "Vă promitem o viață mai bună.",
        "threat": "Trebuie să răspundeți astăzi.",
    },
    "hu": {
        "forbidden_word": "A rendőrség segít az áldozatoknak.",
        "money": "Pénzt kap érte.",
        "promise": "Új életet ígérünk.",
        "threat": "Tudjuk, hol van, ez veszélyes.",
    },
    "bg": {
        "forbidden_word": "Полицията помага на жертвите.",
        "money": "Ще получите пари.",
        "promise": "Обещаваме по-добър живот.",
        "threat": "Трябва да отговорите днес.",
    },
    "pl": {
        "forbidden_word": "Policja pomaga ofiarom handlu ludźmi.",
        "money": "Dostanie pani pieniądze.",
        "promise": "Obiecujemy nowe życie.",
        "threat": "Musi pani odpowiedzieć, wiemy gdzie.",
    },
}


@pytest.mark.parametrize(("language", "code"), [(one, code) for one in SENTENCES for code in SENTENCES[one]])
def test_a_sentence_that_harms_is_found_in_each_language(language: str, code: str) -> None:
    assert code in faults(SENTENCES[language][code])


HARMLESS = {
    "nl": (
        "Hallo, wij zijn Stichting Lantaarn uit Eindhoven. Wij staan klaar voor wie vragen heeft. U "
        "moet niets; antwoorden hoeft niet. Liever iemand anders van ons? Zeg het gerust."
    ),
    "en": (
        "Hello, we are the Lantaarn foundation. We are here to listen and answer questions. You "
        "don't have to reply; if you do, nobody is in a hurry."
    ),
    "de": (
        "Hallo, wir sind die Stiftung Lantaarn. Wir hören gern zu und beantworten Fragen. Sie "
        "müssen nicht antworten. Schreiben Sie, wann es Ihnen passt."
    ),
    "fr": (
        "Bonjour, nous sommes la fondation Lantaarn. Nous répondons volontiers à vos questions. "
        "Répondre n'est pas obligatoire. Écrivez-nous quand vous voulez."
    ),
    "es": (
        "Hola, somos la fundación Lantaarn. Respondemos con gusto a sus preguntas. No tiene que "
        "contestar. Si lo prefiere, escriba otro día."
    ),
    "ro": (
        "Bună ziua, suntem fundația Lantaarn. Răspundem cu plăcere la întrebări. Nu trebuie să "
        "răspundeți. Scrieți când doriți."
    ),
    "hu": (
        "Jó napot, a Lantaarn alapítvány vagyunk. Szívesen válaszolunk kérdésekre. Nem muszáj "
        "válaszolnia. Írjon, amikor önnek jó."
    ),
    "bg": (
        "Здравейте, ние сме фондация Лантаарн. С удоволствие отговаряме на въпроси. Не е "
        "задължително да отговаряте. Пишете, когато ви е удобно."
    ),
    "pl": (
        "Dzień dobry, jesteśmy fundacją Lantaarn. Chętnie odpowiemy na pytania. Nie musi pani "
        "odpowiadać. Proszę pisać, kiedy pani wygodnie."
    ),
    "it": (
        "Buongiorno, siamo la fondazione Lantaarn. Rispondiamo volentieri alle domande. Non deve "
        "rispondere. Scriva quando vuole."
    ),
    "pt": (
        "Olá, somos a fundação Lantaarn. Respondemos com gosto a perguntas. Não tem de responder. "
        "Obrigada, e escreva quando quiser."
    ),
}


@pytest.mark.parametrize("language", ADVERT_LANGUAGES)
def test_a_true_and_harmless_opening_passes_in_each_language(language: str) -> None:
    assert faults(HARMLESS[language]) == ()


@pytest.mark.parametrize("phrase", INNOCENT)
def test_what_sets_at_ease_is_no_threat(phrase: str) -> None:
    assert "threat" not in faults(f"Dag. {phrase.capitalize()}. Tot ziens")


def test_what_sets_at_ease_hides_no_threat_beside_it() -> None:
    assert "threat" in faults("U moet niets, maar u moet wel antwoorden.")


@pytest.mark.parametrize("text", ["pol\u200bitie", "po\u00adlitie", "ＰＯＬＩＴＩＥ"])
def test_signs_that_nobody_sees_hide_nothing(text: str) -> None:
    assert faults(f"Wij zijn {text}.") == ("forbidden_word",)


@pytest.mark.parametrize("text", ["Wij zijn van de pólítie", "Víctima?", "ogłoszenie", "OFIARA"])
def test_accents_hide_nothing(text: str) -> None:
    assert {"forbidden_word", "advert"} & set(faults(text))


def test_sussex_is_no_forbidden_word() -> None:
    assert faults("Wij zijn Stichting Sussex.") == ()


def test_without_a_neutral_page_no_link_passes() -> None:
    assert "link" in faults(f"{FINE} {PAGE}", page="")


@given(st.text(max_size=400), st.sampled_from(("opening", "follow_up", "reply")))
def test_any_text_is_judged(text: str, kind: str) -> None:
    assert set(faults(text, kind)) <= set(TextFault.codes)
