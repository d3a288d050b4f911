"""Languages of many adverts at once are those of each alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import baken.extraction.languages as languages_module
from baken.extraction.disguises import ClearText
from baken.extraction.frequent_words import frequent_words
from baken.extraction.languages import LANGUAGES, Share

SENTENCES = {
    "nl": "Ik geef een rustige massage bij mij thuis en je bent van harte welkom na het werk.",
    "en": "I give a quiet massage at my home and you are very welcome after your work.",
    "de": "Ich gebe eine ruhige Massage bei mir zu Hause und du bist nach der Arbeit willkommen.",
    "fr": "Je donne un massage calme chez moi et vous êtes le bienvenu après votre travail.",
    "es": "Doy un masaje tranquilo en mi casa y eres muy bienvenido después de tu trabajo.",
    "ro": "Fac un masaj liniștit la mine acasă și ești foarte binevenit după muncă.",
    "hu": "Nyugodt masszázst adok az otthonomban, és nagyon szívesen látlak munka után.",
    "bg": "Правя спокоен масаж у дома и ти си много добре дошъл след работа.",
    "pl": "Robię spokojny masaż u mnie w domu i bardzo zapraszam cię po pracy.",
    "cs": "Nabízím klidnou masáž u mě doma a jste velmi vítáni po práci.",
    "sk": "Ponúkam pokojnú masáž u mňa doma a ste veľmi vítaní po práci.",
    "hr": "Nudim mirnu masažu kod kuće i vrlo ste dobrodošli poslije posla.",
    "it": "Faccio un massaggio tranquillo a casa mia e sei il benvenuto dopo il lavoro.",
    "pt": "Faço uma massagem tranquila em minha casa e você é muito bem-vindo depois do trabalho.",
    "ru": "Я делаю спокойный массаж у себя дома и очень рада вам после работы.",
    "uk": "Я роблю спокійний масаж у себе вдома і дуже рада вам після роботи.",
    "tr": "Evimde sakin bir masaj yapıyorum ve işten sonra çok hoş geldiniz.",
    "sq": "Bëj një masazh të qetë në shtëpinë time dhe je shumë i mirëpritur pas punës.",
    "el": "Κάνω ένα ήρεμο μασάζ στο σπίτι μου και είσαι ευπρόσδεκτος μετά τη δουλειά.",
}


def languages(text: str) -> list[Share]:
    return languages_module.languages(ClearText(text))


def languages_of(texts: list[str]) -> list[list[Share]]:
    return languages_module.languages_of([ClearText(text) for text in texts])


WORDS = sorted({word for text in SENTENCES.values() for word in text.split()})


@pytest.mark.parametrize(
    "text", ["kamer 1.50 en 01.03.2025", "van 10.00 tot 22.00", "1.", ".1", "tot ziens. daarna"]
)
def test_figures_with_dots_are_no_addresses(text: str) -> None:
    assert not languages_module._may_be_address(text)


@pytest.mark.parametrize(("language", "text"), SENTENCES.items())
def test_language_of_a_sentence_is_known(language: str, text: str) -> None:
    assert languages(text)[0].language == language


@pytest.mark.parametrize(
    "text", ["rustige massage bij mij thuis voor jou", "masaj linistit la mine acasa dupa munca"]
)
def test_language_of_few_words_without_diacritics_is_known(text: str) -> None:
    assert languages(text)[0].language in ("nl", "ro")


def test_addresses_and_numbers_do_not_count() -> None:
    elsewhere = "www.the-best-of-the-world.example the.best@example.org 06 00 12 34 56 and.you.example"
    text = f"{SENTENCES['nl']} {elsewhere}"

    assert languages(text) == [("nl", 1.0)]


def test_languages_in_bulk_are_those_of_each_alone() -> None:
    texts = [
        *SENTENCES.values(),
        f"{SENTENCES['nl']} {SENTENCES['en']}",
        "",
        "123",
        "Wel\u200bkom bij mij thuis",
    ]

    assert languages_of(texts) == [languages(text) for text in texts]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=8, max_size=30).map(" ".join), max_size=4))
def test_languages_of_any_mixture_are_the_same_in_bulk_and_alone(texts: list[str]) -> None:
    alone = [languages(text) for text in texts]

    assert languages_of(texts) == alone
    assert all(sum(one.share for one in shares) == pytest.approx(1, abs=0.01) for shares in alone if shares)


def test_languages_that_letters_tell_apart_have_frequent_words() -> None:
    assert set(LANGUAGES) <= set(frequent_words().languages)


@given(st.text(alphabet="ab1._@/ w\n\u00a0-,éж", max_size=60))
def test_addresses_are_left_out_wherever_they_stand(low: str) -> None:
    parted = languages_module._WORD.findall(languages_module._without_addresses(low))

    assert parted == languages_module._WORD.findall(languages_module._ADDRESS.sub(" ", low))


@pytest.mark.parametrize(
    "other", ["マッサージ", "😀", "www.voorbeeld.example", "a@voorbeeld.example", "\ud800"]
)
def test_languages_of_a_mixture_with_what_is_no_listed_word_are_the_same_in_bulk_and_alone(
    other: str,
) -> None:
    text = f"{SENTENCES['nl']} {other} {SENTENCES['en']} {other} {other}"

    assert languages_of([text, SENTENCES["de"], text]) == [
        languages(one) for one in (text, SENTENCES["de"], text)
    ]
