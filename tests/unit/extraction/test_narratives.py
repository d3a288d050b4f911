"""Reading a narrative: names however they are written, what is denied, and words under each proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.extraction.narratives.reading import LONGEST, read_narrative
from baken.extraction.narratives.told import KnownPlatform, Told
from tests.spec.narratives.rates import known

KNOWN = known()


def read(text: str) -> Told:
    return read_narrative(text, KNOWN)


def named(text: str) -> list[str]:
    return sorted(one.code or one.naming for one in read(text).platforms)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("via insta", "instagram"),
        ("op snap", "snapchat"),
        ("in een appje", "whatsapp"),
        ("via de app", "whatsapp"),
        ("in de groepsapp", "whatsapp"),
        ("op haar Instagramaccount", "instagram"),
        ("op WHATSAPP", "whatsapp"),
        ("via Watsapp", "whatsapp"),
        ("op Facebok", "facebook"),
        ("op Telgram", "telegram"),
        ("via www.kinky.nl", "kinky-nl"),
        ("op sex-jobs", "sexjobs-nl"),
        ("per e-mail", "e-mail"),
        ("met een sms'je", "sms"),
        ("met een sms\u2019je", "sms"),
        ("op \uff29nstagram", "instagram"),
    ],
)
def test_platform_is_read_however_it_is_written(words: str, code: str) -> None:
    assert named(f"Zij spraken elkaar {words}.") == [code]


@pytest.mark.parametrize("verb", ["appte", "appten", "geappt", "skypete", "geskypet", "mailde", "sms'te"])
def test_platform_is_read_in_a_verb(verb: str) -> None:
    assert len(named(f"Zij {verb} met hem.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ik snap het niet.",
        "Een kinky feestwinkel.",
        "Op kinky feestjes kwam zij niet.",
        "De speurders vonden niets.",
        "She was seeking work and tagged along.",
        "Hij had geen telefoon en geen website.",
        "Schrijf naar iemand@telegram.example",
        "De minder drukke kinder kamer.",
        "Zij snapte het niet.",
        "Haar collega gaf een signaal af.",
        "There was a signal on the line.",
        "Persoon X sprak met persoon Y.",
        "De match wees naar hem.",
        "Er was discord tussen hen.",
        "The texts of the letters were short.",
        "Zij betaalde via de app van de bank.",
        "Er zijn drie platforms genoemd.",
    ],
)
def test_ordinary_words_are_no_platform(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Het ging niet via Instagram.",
        "Het ging niet via Instagram of Snapchat.",
        "Hij heeft geen Facebook.",
        "Zij zat nooit op Tinder.",
        "Zonder WhatsApp kon het ook.",
        "Noch op Facebook noch op Instagram stond iets.",
        "Zij heeft op Badoo geen account.",
        "Hij ontkent dat hij op Kinky adverteerde.",
        "Facebook speelde geen rol.",
        "It was not on Facebook.",
        "She never used Telegram.",
        "He does not have an account on Badoo.",
        "Melder stuurde een e-mail naar de politie.",
        "Niemand gebruikte WhatsApp, Snapchat of e-mail.",
        "Nothing was found on Badoo.",
        "Op Badoo is niets aangetroffen.",
        "Wij stuurden haar een bericht via WhatsApp.",
        "She asked us to email her.",
        "Het Facebookaccount van de winkel heeft er niets mee te maken.",
    ],
)
def test_platform_that_was_not_used_is_not_proposed(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Niet via Instagram maar via Tinder.", ["tinder"]),
        ("Niet alleen via Instagram, ook via Tinder.", ["instagram", "tinder"]),
        ("Zij had geen geld en sprak hem via Telegram.", ["telegram"]),
        ("Zonder toestemming stond het op Facebook.", ["facebook"]),
        ("Het ging via een website.", ["unnamed"]),
        ("Het ging via een onbekende datingsite.", ["unnamed"]),
        ("It was on several websites.", ["unnamed"]),
        ("It was on a dating site called Badoo.", ["badoo"]),
        ("Op Badoo, een datingsite, zag zij hem.", ["badoo"]),
        ("Op iets als Tinder zag zij hem.", ["unclear"]),
        ("Zij zag hem op Tinder. Via de app sprak zij hem.", ["tinder"]),
        ("Zij zag hem op een soort datingsite.", ["unclear"]),
        ("It was some kind of dating app.", ["unclear"]),
        ("Zij sprak hem via de dating-app.", ["unnamed"]),
        ("Zij appte met hem via Telegram.", ["telegram"]),
        ("Zij spraken elkaar via Signal, op Discord en op X.", ["discord", "signal", "x"]),
        ("She did not place it on Kinky herself.", ["kinky-nl"]),
    ],
)
def test_platforms_of_a_sentence(text: str, codes: list[str]) -> None:
    assert named(text) == codes


def test_roles_go_to_the_platform_they_are_said_of() -> None:
    told = read("Zij leerde hem kennen op Tinder. Hij adverteerde op Kinky en volgde haar via Snapchat.")

    roles = {one.code: [role.role for role in one.roles] for one in told.platforms}

    assert roles == {
        "tinder": ["recruiting"],
        "kinky-nl": ["placing_adverts"],
        "snapchat": ["control_and_monitoring"],
    }


def test_role_of_there_goes_to_the_platform_before() -> None:
    (one,) = read("Zij zat op Badoo. Daar werd zij benaderd.").platforms

    assert [role.role for role in one.roles] == ["recruiting"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Vermoedelijk is zij geworven via Tinder.", "presumed"),
        ("Zij verklaart dat zij is geworven via Tinder.", "stated"),
        ("Zij is geworven via Tinder.", None),
    ],
)
def test_how_sure_a_role_is_follows_words_alone(text: str, sure: str | None) -> None:
    (one,) = read(text).platforms

    assert one.certainty == sure
    assert (one.certainty_span is None) == (sure is None)


def test_person_has_age_sex_and_role_where_words_say_so() -> None:
    told = read("Aangeefster van 28 jaar sprak een man (41). Een getuige zag het. De vrouw is 28 jaar.")

    assert [(one.age, one.sex, one.role) for one in told.persons] == [
        (28, "female", "reporter"),
        (41, "male", None),
        (None, None, "witness"),
    ]
    assert len(told.persons[0].spans) == 2


def test_place_has_its_province() -> None:
    (place,) = read("Het pand staat in Tilburg.").places

    assert (place.name, place.province) == ("Tilburg", "NL-NB")


def test_everyday_word_is_no_place() -> None:
    assert read("Zij kreeg vertrouwen in hem. Later was zij in tilburg.").places[0].name == "Tilburg"


def test_catalogue_of_the_organisation_is_what_is_read() -> None:
    own = [KnownPlatform("ontmoetplek", "forum", ("Ontmoetplek", "om-plek"))]

    (one,) = read_narrative("Via Ontmoetplekk leerde zij hem kennen, niet via Tinder.", own).platforms

    assert (one.code, [role.role for role in one.roles]) == ("ontmoetplek", ["recruiting"])


def test_narrative_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        read("a" * (LONGEST + 1))


PIECES = st.sampled_from(
    [
        "niet",
        "via",
        "insta",
        ",",
        ".",
        "een",
        "app",
        "de",
        "site",
        "Kinky",
        "klanten",
        "28",
        "jaar",
        "vrouw",
        "Tilburg",
        "en",
        "of",
        "daar",
        "\n",
        "(",
        ")",
        "advertentie",
        "snap",
        "\u200b",
        "😀",
        "e-mail",
        "sms'je",
        "iets",
        "als",
        "Tinder",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map(" ".join))
def test_no_proposal_without_its_words(text: str) -> None:
    told = read(text)

    spans = [span for one in told.platforms for span in one.spans]
    spans += [role.span for one in told.platforms for role in one.roles]
    spans += [span for one in told.persons for span in one.spans]
    spans += [one.span for one in told.places]
    assert all(one.spans for one in told.platforms)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
    assert told == read(text)


def roles_of(text: str) -> dict[str | None, list[str]]:
    return {one.code: [role.role for role in one.roles] for one in read(text).platforms}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Zij werd via insta benaderd, daarna via snap.", ["instagram", "snapchat"]),
        ("She was recruited on Badoo and later on Tinder.", ["badoo", "tinder"]),
    ],
)
def test_platform_that_a_sentence_only_goes_on_to_has_the_same_role(text: str, roles: list[str]) -> None:
    assert roles_of(text) == {code: ["recruiting"] for code in roles}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Zij reageerde op een advertentie voor werk op Facebook.", ["recruiting"]),
        ("De politie controleerde de kamer na een bericht op Facebook.", []),
        ("Hij kende haar van Facebook.", ["recruiting"]),
        ("Zij kende hem van de winkel en zat ook op Facebook.", []),
        ("Zij moest via Facebook doorgeven hoeveel zij had verdiend.", ["control_and_monitoring"]),
    ],
)
def test_role_is_what_the_words_together_tell(text: str, roles: list[str]) -> None:
    assert sorted(roles_of(text)["facebook"]) == sorted(roles)


@pytest.mark.parametrize(
    ("words", "province"),
    [
        ("de Tilburgse woning", "NL-NB"),
        ("een Nijmeegse zaal", "NL-GE"),
        ("de Zwolse markt", "NL-OV"),
        ("een Gronings pand", "NL-GR"),
        ("de Haagse kamer", "NL-ZH"),
        ("de Bossche kamer", "NL-NB"),
        ("de Friese kust", "NL-FR"),
    ],
)
def test_place_is_read_in_its_adjective(words: str, province: str) -> None:
    assert [one.province for one in read(f"Zij zag {words}.").places] == [province]


@pytest.mark.parametrize(
    "text",
    ["Zij woont in de Utrechtsestraat.", "Aan de Bredase weg.", "Een Franse auto.", "Het is Jans boek."],
)
def test_name_of_a_street_or_a_word_with_an_s_is_no_place(text: str) -> None:
    assert read(text).places == ()


@pytest.mark.parametrize("words", ["negentienjarige vrouw", "Een van hen, 27, ging", "Haar zus, 27, ging"])
def test_age_is_read_in_one_word_or_between_commas(words: str) -> None:
    assert [one.age for one in read(f"{words} weg.").persons] in ([19], [27])


@pytest.mark.parametrize(
    ("text", "named_as", "words"),
    [
        ("Via de site Xyzzo kwam zij aan werk.", "unclear", "de site Xyzzo"),
        ("He found her on an app called Xyzzo.", "unclear", "an app called Xyzzo"),
        ("Het was een app die Xyzzo heet.", "unclear", "een app die Xyzzo heet"),
        ("Via een site vond zij werk.", "unnamed", "een site"),
    ],
)
def test_name_that_no_catalogue_has_stands_among_the_words(text: str, named_as: str, words: str) -> None:
    (one,) = read(text).platforms

    assert (one.naming, one.code, [text[start:end] for start, end in one.spans]) == (named_as, None, [words])


@pytest.mark.parametrize("text", ["Xyzzo kwam ter sprake.", "Zij hoorde van Xyzzo."])
def test_unknown_name_without_a_sign_word_is_not_proposed(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Zij werd benaderd op Badoo. Daarna op Tinder.",
        "She was approached on Badoo. Then on Tinder.",
        "Op Badoo en, toen dat niet lukte, op Tinder benaderde hij haar.",
    ],
)
def test_role_goes_on_to_the_platform_that_follows(text: str) -> None:
    assert roles_of(text) == {"badoo": ["recruiting"], "tinder": ["recruiting"]}


def test_role_does_not_go_on_past_another_sentence() -> None:
    told = roles_of("Zij werd benaderd op Badoo. Het regende. Daarna op Tinder.")

    assert told == {"badoo": ["recruiting"], "tinder": []}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Zij wist niet dat haar advertentie op Kinky stond.", ["kinky-nl"]),
        ("She did not know the advert on Kinky existed.", ["kinky-nl"]),
        ("Wij zochten op Kinky en vonden niets.", []),
        ("Staff searched Kinky and found no advert.", []),
        ("Hij ontkent niet dat hij op Kinky adverteerde.", ["kinky-nl"]),
    ],
)
def test_denial_reaches_no_further_than_it_says(text: str, codes: list[str]) -> None:
    assert named(text) == codes


def test_threat_to_send_images_spreads_none() -> None:
    assert roles_of("Haar ex dreigt via Telegram foto's naar haar werkgever te sturen.") == {
        "telegram": ["threats_after"]
    }
