from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandboxes.network import AllowedHost, is_allowed, is_public


@pytest.mark.parametrize(
    ("text", "name", "ports"),
    [
        ("pypi.org", "pypi.org", (80, 443)),
        ("PyPI.org.", "pypi.org", (80, 443)),
        ("pypi.org:8443", "pypi.org", (8443,)),
        ("localhost:8000", "localhost", (8000,)),
        ("127.0.0.1", "127.0.0.1", (80, 443)),
    ],
)
def test_what_is_a_host(text: str, name: str, ports: tuple[int, ...]) -> None:
    assert AllowedHost.parse(text) == AllowedHost(name, ports)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "*", "*.org", ".org", "a..b", "https://pypi.org", "pypi.org/simple", "user@pypi.org", "pypi.org:", ":80",
        "pypi.org:0", "pypi.org:65536", "pypi.org:80:80", "pypi.org:٣", "a b", "a\nb", "-a.org", "a-.org", "x" * 64,
        "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "127.0.0.1.", "::1", "[::1]", "größe.de", "a_b.org", "%00",
    ],
)  # fmt: skip
def test_what_is_malformed_is_refused(text: str) -> None:
    if text == "127.0.0.1.":
        assert AllowedHost.parse(text).name == "127.0.0.1"
        return
    with pytest.raises(ValueError, match="is not HOST or HOST:PORT"):
        AllowedHost.parse(text)


@given(st.text(max_size=30), st.integers(0, 70_000))
def test_an_empty_list_allows_nothing(name: str, port: int) -> None:
    assert not is_allowed((), name, port)


@given(st.text(max_size=30), st.integers(0, 70_000))
def test_only_the_name_itself_is_allowed(name: str, port: int) -> None:
    allowed = is_allowed([AllowedHost("pypi.org")], name, port)
    assert allowed == (name.lower().removesuffix(".") == "pypi.org" and port in (80, 443))


@pytest.mark.parametrize("name", ["PYPI.ORG", "pypi.org."])
def test_spellings_of_one_name(name: str) -> None:
    assert is_allowed([AllowedHost("pypi.org")], name, 443)


@pytest.mark.parametrize("name", ["pypi.org.evil.example", "evilpypi.org", "pypi.org@evil.example", "files.pypi.org"])
def test_names_that_look_alike_are_others(name: str) -> None:
    assert not is_allowed([AllowedHost("pypi.org")], name, 443)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "172.17.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "nonsense"],
)  # fmt: skip
def test_this_machine_and_its_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["151.101.0.223", "2a04:4e42::223"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)
