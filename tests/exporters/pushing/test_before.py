"""What is looked at before anything is sent: the address, the key, and how the site makes its addresses."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

import exporters
from backup.errors import UsageError
from exporters import pushing
from exporters.pushing._ghost_key import GhostKey
from exporters.pushing._wordpress_key import WordPressKey
from exporters.pushing.address import site_address
from exporters.pushing.client import Client
from exporters.pushing.site import Pattern

HEX = "6b0be726b5e42051ba0ede7e"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://letters.example/", "https://letters.example"),
        ("letters.example", "https://letters.example"),
        (" https://letters.example/ghost/#/posts ", "https://letters.example"),
        ("https://letters.example/blog/wp-admin/profile.php", "https://letters.example/blog"),
        ("https://letters.example/ghosts", "https://letters.example/ghosts"),
        ("https://LETTERS.example:8443/blog/", "https://letters.example:8443/blog"),
        ("http://127.0.0.1:2368/", "http://127.0.0.1:2368"),
        ("http://localhost:2368", "http://localhost:2368"),
        ("http://[::1]:2368/", "http://[::1]:2368"),
    ],
)
def test_the_address_is_what_a_person_means(typed: str, meant: str) -> None:
    assert site_address(typed) == meant


@pytest.mark.parametrize("typed", ["", "https://", "ftp://x.example", "https://x y", "https://[", "https://x:99999"])
def test_what_is_no_address_is_said(typed: str) -> None:
    with pytest.raises(UsageError):
        site_address(typed)


@pytest.mark.parametrize("typed", ["http://letters.example", "http://10.0.0.1", "http://127.0.0.1.evil.example"])
def test_no_key_goes_where_everybody_on_the_way_could_read_it(typed: str) -> None:
    with pytest.raises(UsageError, match="without encryption"):
        site_address(typed)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as said:
        site_address("https://me:hunter2@letters.example")

    assert "hunter2" not in said.value.what + said.value.advice


def test_a_token_of_ghost_is_signed_by_the_secret_and_good_for_minutes() -> None:
    key = GhostKey(f" {HEX}:{'0f' * 32}\n", now=lambda: 1_000_000.5)
    kind, _, token = key.header().partition(" ")
    head, claims, signature = token.split(".")

    def decoded(part: str) -> bytes:
        return base64.urlsafe_b64decode(part + "==")

    made = hmac.new(bytes.fromhex("0f" * 32), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert kind == "Ghost"
    assert json.loads(decoded(head)) == {"alg": "HS256", "typ": "JWT", "kid": HEX}
    assert json.loads(decoded(claims)) == {"iat": 1_000_000, "exp": 1_000_240, "aud": "/admin/"}
    assert decoded(signature) == made


NO_GHOST = ("", "hunter2hunter2", f"{HEX}:hunter2", f"{HEX}{'0f' * 32}", "hunter2:")
NO_WORDPRESS = ("", "hunter2hunter2", "hunter2:", ":hunter2", "hunter2: ")


@pytest.mark.parametrize(
    ("kind", "secret"), [*((GhostKey, one) for one in NO_GHOST), *((WordPressKey, one) for one in NO_WORDPRESS)]
)
def test_what_is_no_key_is_said_and_not_repeated(kind: type, secret: str) -> None:
    with pytest.raises(UsageError) as said:
        kind(secret)

    assert "hunter2" not in said.value.what + said.value.advice
    assert HEX not in said.value.what + said.value.advice


def test_an_application_password_may_keep_its_blanks() -> None:
    header = WordPressKey("maya: abcd EFGH ijkl\n").header()

    assert base64.b64decode(header.removeprefix("Basic ")) == b"maya:abcdEFGHijkl"


def test_no_key_shows_itself() -> None:
    secret = "0f" * 32
    shown = repr(GhostKey(f"{HEX}:{secret}")) + repr(WordPressKey(f"maya:{secret}"))
    shown += repr(vars(Client("https://letters.example", GhostKey(f"{HEX}:{secret}"))))

    assert secret not in shown


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("https://x.example/{slug}/", "https://x.example/a-b/"),
        ("https://x.example/p/%postname%/", "https://x.example/p/a-b/"),
        ("https://x.example/%year%/%monthnum%/%day%/%postname%/", "https://x.example/2024/01/05/a-b/"),
        ("https://x.example/{year}/{slug}/", "https://x.example/2024/a-b/"),
    ],
)
def test_the_address_of_a_post_is_known_before_it_is_there(permalink: str, address: str) -> None:
    assert Pattern(permalink).address("a-b", datetime(2024, 1, 5, tzinfo=UTC)) == address


def test_every_pusher_belongs_to_an_exporter_and_says_how_to_get_a_key() -> None:
    assert set(pushing.found()) == {"ghost", "wordpress"}
    assert set(pushing.found()) <= set(exporters.found())
    for name in pushing.found():
        kind = pushing.load(name)
        assert all((kind.name, kind.key_words, kind.beforehand, kind.how_to_get_a_key))


def test_what_cannot_be_sent_to_says_so() -> None:
    with pytest.raises(UsageError, match="Nothing can be sent to hugo"):
        pushing.load("hugo")
