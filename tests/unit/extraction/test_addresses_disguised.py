"""Services in disguise, handles in pieces or elsewhere the same, and what only looks like one."""

import pytest

from baken.extraction.advert import facts
from baken.extraction.disguises import ClearText
from baken.extraction.handle_shapes import Handle, handle_at, is_measure, together_at
from baken.extraction.namings import namings
from baken.extraction.no_handles import is_plain_word, is_word
from baken.extraction.said_signs import as_latin


def found_in(text: str) -> set[str]:
    contacts = facts(None, text, None, "NL").contacts
    return {f"{one.kind}:{one.value}" for one in contacts if one.kind not in ("phone", "website")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sn@p: ", "snapchat"),
        ("sn*p ", "snapchat"),
        ("s n a p : ", "snapchat"),
        ("Snap Chat ", "snapchat"),
        ("SnpCht ", "snapchat"),
        ("👻 ", "snapchat"),
        ("1nsta: ", "instagram"),
        ("іnstа: ", "instagram"),
        ("📸 ", "instagram"),
        ("instagarm ", "instagram"),
        ("t-gram ", "telegram"),
        ("T.G. ", "telegram"),
        ("✈️ ", "telegram"),
        ("K!K -> ", "kik"),
        ("tik tok: ", "other"),
        ("Discord: ", "other"),
        ("fb: ", "other"),
    ],
)
def test_service_is_known_in_disguise(text: str, kind: str) -> None:
    assert found_in(f"{text}linde_rust7") == {f"{kind}:linde_rust7"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("insta: linde (underscore) olie", "linde_olie"),
        ("insta: linde[_]olie", "linde_olie"),
        ("insta: linde-underscore-olie", "linde_olie"),
        ("insta: linde (punt) olie", "linde.olie"),
        ("insta l i n d e . r u s t 7", "linde.rust7"),
        ("insta: l-i-n-d-e-r", "linder"),
        ("insta:\nlinde\n.rust", "linde.rust"),
        ("insta: linde rust 7 (aan elkaar)", "linderust7"),
        ("linde underscore rust op insta", "linde_rust"),
        ("l i n d e r u s t op insta", "linderust"),
        ("insta: lindе.rust7", "linde.rust7"),
    ],
)
def test_handle_in_pieces_is_put_together_and_known_as_hidden(text: str, value: str) -> None:
    contacts = [one for one in facts(None, text, None, "NL").contacts if one.kind == "instagram"]

    assert [(one.value, one.obscured) for one in contacts] == [(value, True)]


@pytest.mark.parametrize(
    "text",
    [
        "insta: linderust, zelfde op snap",
        "insta linderust7 (ook op snap)",
        "IG: linderust7 SC: same",
        "insta : linderust, pareil sur snap",
        "insta: linderust, to samo na snapie",
        "op snap en op insta heet ik linderust",
        "snap en insta zijn hetzelfde, linderust7",
        "linderust7 on both insta and snap",
    ],
)
def test_handle_that_is_the_same_elsewhere_is_given_for_both(text: str) -> None:
    value = "linderust7" if "7" in text else "linderust"

    assert found_in(text) == {f"instagram:{value}", f"snapchat:{value}"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Insta nog wel: massage.linde.rust maar daar kijk ik weinig", "instagram:massage.linde.rust"),
        ("Snap is fine tho, its linde_rust (all small)", "snapchat:linde_rust"),
        ("bei insta schreiben, da heiß ich linde.naegel.rust und antworte", "instagram:linde.naegel.rust"),
        ("probeer snap even (linde_rust)", "snapchat:linde_rust"),
        ("Mijn gebruikersnaam is linderust (telegram)", "telegram:linderust"),
        ("hit me up on telegram, linderust is my username", "telegram:linderust"),
        ("linderust is mijn snap", "snapchat:linderust"),
        ("my snapchat name is sunshine", "snapchat:sunshine"),
        ("(tg) linde_rust", "telegram:linde_rust"),
        ("telegram linderust", "telegram:linderust"),
    ],
)
def test_handle_is_found_wherever_the_sentence_puts_it(text: str, found: str) -> None:
    assert found_in(text) == {found}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("verder weg in overleg.\nlinde.rust@example.nl", "linde.rust@example.nl"),
        ("handdoeken liggen klaar.\nlinde dot rust at example punt com", "linde.rust@example.com"),
        ("email me at linde@example.com", "linde@example.com"),
        ("linde at example dotcom", "linde@example.com"),
        ("linde@example.c0m", "linde@example.com"),
        ("linde@example..com", "linde@example.com"),
        ("linde@@example.com", "linde@example.com"),
        ("lindе@example.com", "linde@example.com"),
        ("l-i-n-d-e apenstaart example punt nl", "linde@example.nl"),
        ("linde🐒example.com", "linde@example.com"),
        ("linde (ет) example точка ком", "linde@example.com"),
    ],
)
def test_email_is_found_in_disguise_and_without_the_sentence_before(text: str, value: str) -> None:
    assert found_in(text) == {f"email:{value}"}


@pytest.mark.parametrize(
    "text",
    [
        "telegram 18plus, insta 24u, snap nr2",
        "Telegram ma-vr, snap ma.t/m.vr",
        "Insta-worthy brows in 40 minutes",
        "telegram thuisontvangst, snap hotelbezoek",
        "Anna | Telegram | Rotterdam",
        "stuur mij jouw snap verhaaltje",
        "euren Insta-Namen, ich melde mich",
        "Snapchat? Ik ben ouderwets.",
        "Stuur nooit foto's via Snapchat aub.",
        "Volg de instructies op Telegram zorgvuldig",
        "Snap & insta only for regulars",
        "lieber Telegram als Anruf",
        "Foto's @ home, 120 @ hotel, dinner@8",
    ],
)
def test_ordinary_words_beside_a_service_are_no_handle(text: str) -> None:
    assert found_in(text) == set()


def test_picture_beside_the_name_of_another_service_only_adorns_it() -> None:
    assert [one.kinds for one in namings(ClearText("📸 snap: naam ✈️ telegram"))] == [
        ("snapchat",),
        ("telegram",),
    ]


def test_handle_in_said_pieces_knows_where_it_ends() -> None:
    assert handle_at("linde underscore rust. bel", 0) == Handle("linde_rust", 0, 21, False, said=True)


def test_words_that_are_no_one_name_are_not_put_together() -> None:
    assert together_at("linde olie en rust", 0) is None


@pytest.mark.parametrize("word", ["24u", "18plus", "nr2", "ma-vr", "10.30u"])
def test_measure_is_known(word: str) -> None:
    assert is_measure(word)


@pytest.mark.parametrize(
    ("word", "form", "two"),
    [
        ("mogelijk", True, True),
        ("handdoekje", False, False),
        ("waterboek", False, True),
        ("dorima", False, False),
    ],
)
def test_words_are_told_from_names(word: str, form: bool, two: bool) -> None:
    assert (is_word(word), is_plain_word(word)) == (form, two)


def test_letters_of_another_alphabet_are_read_where_latin_ones_stand_beside_them() -> None:
    assert as_latin("lindе") == "linde"
    assert as_latin("нова") == "нова"
