"""Which addresses are asked for, and which machines are contacted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.collection.crawl.addresses import (
    BadAddress,
    host_of,
    is_login,
    is_media,
    may_contact,
    plain_url,
    trouble_with,
)

HERE = ("kleinmarkt.example",)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://Kleinmarkt.Example:80/a b#c", "http://kleinmarkt.example/ab"),
        ("https://kleinmarkt.example:443", "https://kleinmarkt.example/"),
        ("https://kleinmarkt.example:8443/?q=é", "https://kleinmarkt.example:8443/?q=%C3%A9"),
        ("http://münchen.example/", "http://xn--mnchen-3ya.example/"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"),
    ],
)
def test_address_has_one_way_of_writing(url: str, plain: str) -> None:
    assert plain_url(url) == plain


@pytest.mark.parametrize(
    "url", ["/a", "mailto:a@b.example", "javascript:alert(1)", "file:///etc/passwd", "http://"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        plain_url(url)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    for base in (None, "https://kleinmarkt.example/a/"):
        try:
            found = plain_url(text, base=base)
        except BadAddress:
            continue
        assert found.startswith(("http://", "https://"))
        assert plain_url(found) == found


def test_links_are_seen_from_the_page_that_names_them() -> None:
    assert plain_url("../b?x=1", base="https://kleinmarkt.example/a/c") == "https://kleinmarkt.example/b?x=1"
    assert host_of("https://kleinmarkt.example:444/") == "kleinmarkt.example:444"


@pytest.mark.parametrize(
    "path", ["/inloggen", "/nl/Login/", "/wp-login.php", "/mijn-account/x", "/auth/start"]
)
def test_log_in_pages_are_known(path: str) -> None:
    assert is_login(f"https://kleinmarkt.example{path}")


@pytest.mark.parametrize("path", ["/massage-inloggenpraktijk", "/advertentie/login-straat-3", "/"])
def test_other_pages_are_no_log_in(path: str) -> None:
    assert not is_login(f"https://kleinmarkt.example{path}")


def test_pictures_are_known_by_their_ending() -> None:
    assert is_media("https://kleinmarkt.example/a/1.JPG?x=1")
    assert is_media("https://kleinmarkt.example/a%2ewebp")
    assert not is_media("https://kleinmarkt.example/advertentie.html?beeld=1.jpg")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://elders.example/", "elsewhere"),
        ("https://kleinmarkt.example:8080/", "elsewhere"),
        ("https://kleinmarkt.example/foto.png", "not_text"),
        ("https://kleinmarkt.example/foto/1", "not_allowed"),
        ("https://kleinmarkt.example/a?print=1", "not_allowed"),
        ("https://kleinmarkt.example/inloggen", "not_allowed"),
        ("https://kleinmarkt.example/a[1]?x", None),
    ],
)
def test_address_is_asked_for_or_not(url: str, code: str | None) -> None:
    assert trouble_with(url, HERE, ("/foto/*", "*?print=*", "/a[2]")) == code


PRIVATE = (
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "fe80::1", "fc00::1", "ff02::1", "::", "::ffff:10.0.0.1", "2002:0a00:0001::",
    "64:ff9b::10.0.0.1", "fe80::1%eth0", "niet", "", "::10.0.0.1", "fec0::1", "64:ff9b:1::a00:1",
    "::ffff:0:a00:1", "2600::5efe:10.0.0.1", "2600::200:5efe:10.0.0.1", "192.88.99.1", "5f00::1",
)  # fmt: skip


CARRYING_THIS_MACHINE = ("::127.0.0.1", "2002:7f00:1::", "64:ff9b::127.0.0.1", "2600::5efe:127.0.0.1")


@pytest.mark.parametrize(
    "address", [*PRIVATE, *CARRYING_THIS_MACHINE, "127.0.0.1", "::1", "::ffff:127.0.0.1", "127.8.8.8"]
)
def test_real_crawl_never_contacts_what_is_not_public(address: str) -> None:
    assert not may_contact(address, practice=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_real_crawl_contacts_what_is_public(address: str) -> None:
    assert may_contact(address, practice=False)
    assert not may_contact(address, practice=True)


@pytest.mark.parametrize("address", [*PRIVATE, *CARRYING_THIS_MACHINE])
def test_practice_contacts_this_machine_alone(address: str) -> None:
    assert not may_contact(address, practice=True)
    assert may_contact("127.0.0.1", practice=True)
    assert may_contact("::1", practice=True)
