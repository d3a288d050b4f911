"""Nothing is ever sent into anybody's own network."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.api.exceptions import UnusableAddress
from baken.api.webhooks.addresses import LOOPBACK, check_address, target

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fc00::1", "fe80::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "64:ff9b::a00:1", "2002:0a00:0001::1", "ff02::1", "fec0::1", "::7f00:1", "::ffff:0:7f00:1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_name_that_stands_for_a_private_address_is_refused(address: str) -> None:
    with pytest.raises(UnusableAddress):
        target("https://hooks.example.org/x", lambda host, port: [address])
    with pytest.raises(UnusableAddress):
        target("https://hooks.example.org/x", lambda host, port: ["93.184.215.14", address])


@pytest.mark.parametrize("address", PRIVATE)
def test_private_address_itself_is_refused(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(UnusableAddress):
        check_address(f"https://{host}/x")


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/", "ftp://hooks.example.org/", "hooks.example.org", "https://", "https:///x",
        "https://localhost/", "https://intranet/", "https://printer.local/", "https://db.internal/",
        "https://user@hooks.example.org/", "https://a:b@hooks.example.org/", "https://hooks.example.org/#x",
        "https://hooks.example.org:22/", "https://hooks.example.org:0x1/", "https://hooks.example.org:99999/",
        "https://2130706433/", "https://127.1/", "https://0x7f.0x1/", "https://hooks.example.org/ x",
        "https://hooks.example.org\\@10.0.0.1/", "https://[::1", "https://hooks.example.org/" + "x" * 500,
        "https://hôte.example.org/",
    ],
)  # fmt: skip
def test_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(UnusableAddress):
        check_address(url)


def test_connection_goes_to_the_address_that_was_looked_at() -> None:
    found = target("https://hooks.example.org/a?b=c", lambda host, port: ["93.184.215.14"])
    assert (found.url, found.host) == ("https://93.184.215.14:443/a?b=c", "hooks.example.org")
    assert found.host_header == "hooks.example.org"
    found = target("https://hooks.example.org:8443", lambda host, port: ["2606:2800:21f::1"])
    assert (found.url, found.host_header) == ("https://[2606:2800:21f::1]:8443/", "hooks.example.org:8443")


def test_this_machine_is_told_only_where_that_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableAddress):
        check_address("http://127.0.0.1:9000/")
    monkeypatch.setenv(LOOPBACK, "1")
    check_address("http://127.0.0.1:9000/")
    check_address("http://localhost:9000/")
    for url in ("http://10.0.0.1:9000/", "http://hooks.example.org/", "https://192.168.0.1/"):
        with pytest.raises(UnusableAddress):
            check_address(url)


@given(st.ip_addresses())
def test_only_public_addresses_are_ever_connected_to(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    try:
        target("https://hooks.example.org/", lambda host, port: [str(address)])
    except UnusableAddress:
        return
    assert address.is_global and not address.is_multicast and not address.is_loopback


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"https://{text}", f"https://{text}.example.org/"):
        try:
            check_address(url)
        except UnusableAddress:
            continue
        assert url.startswith("https://")
