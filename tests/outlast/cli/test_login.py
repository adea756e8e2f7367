"""`outlast login` and `outlast logout`: the cookie goes to its place and to the platform, and nowhere else."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest

from outlast.cli._frame import clock
from tests.http.server import Asked, Says, serving
from tests.outlast.key_drawer import Drawer
from tests.outlast.sign_in.substack import HOST, OWN_HOST, OWN_SID, PROFILE, SHOWN, SID, substack
from tests.outlast.typing_person import sit_down

SECRETS = (SID, SHOWN, SID[4:], OWN_SID)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 9, 1, 12, tzinfo=UTC))


@pytest.fixture
def writer(cli, monkeypatch):
    """A writer with one publication on Substack, whose requests go to a server of the test."""
    monkeypatch.setenv("OUTLAST_NETWORK_RATE", "1000")
    cli("config", "set", "accounts.night-letters.platform", "substack")
    cli("config", "set", "accounts.night-letters.url", f"https://{HOST}")

    def run(server, *words):
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(server.port))
        return cli(*words)

    return run


def holding(home: Path, secrets=SECRETS) -> list[Path]:
    """Return the files under the home that hold one of the secrets."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return [path for path in files if any(secret.encode() in path.read_bytes() for secret in secrets)]


def cookie_file(home: Path, text: str = f"substack.sid={SHOWN}") -> Path:
    path = home.parent / f"{home.name}-cookie.txt"
    path.write_text(text)
    return path


def test_it_says_who_is_signed_in_as_what_and_until_when(writer, home):
    with serving(substack()) as server:
        ran = writer(server, "login", "--cookie-file", str(cookie_file(home)))
    assert ran.code == 0
    assert "Signed in as Maya Okafor (@maya), admin of Night Letters, until about 30 November 2026" in ran.out
    assert "does not say" in ran.out
    assert "delete that file" in ran.err


def test_the_cookie_is_in_one_private_file_and_goes_to_the_platform_alone(writer, home):
    with serving(substack()) as server:
        said = [
            writer(server, "-vv", "login", "--cookie-file", str(cookie_file(home))),
            writer(server, "-vv", "login", "--check"),
            writer(server, "status"),
            writer(server, "doctor"),
            writer(server, "config", "show"),
            writer(server, "-vv", "login", "--cookie-file", str(cookie_file(home, "s%3Awrong.cookie"))),
        ]
        (file,) = holding(home)
        assert (file.name, file.stat().st_mode & 0o777) == ("night-letters.cookie", 0o600)
        assert writer(server, "config", "get", "accounts.night-letters.session").out.strip() == f"file:{file}"
        said.append(writer(server, "-vv", "logout"))
        assert holding(home) == []
        assert {asked.host for asked in server.asked if "cookie" in asked.headers} == {"substack.com"}
    assert [ran.code for ran in said[:2]] == [0, 0]
    assert said[-2].code == 4
    for ran in said:
        assert not any(secret in ran.out + ran.err for secret in (*SECRETS, "wrong.cookie"))


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="needs /proc")
def test_the_cookie_is_in_no_argument_and_no_variable_of_the_process(writer, home):
    seen: list[bytes] = []
    child: list[subprocess.Popen[bytes]] = []
    answer = substack()

    def looking(asked: Asked) -> Says:
        seen.extend(Path(f"/proc/{child[0].pid}/{name}").read_bytes() for name in ("cmdline", "environ"))
        return answer(asked)

    with serving(looking) as server:
        environ = {
            **os.environ,
            "OUTLAST_NETWORK_LOOPBACK_PORT": str(server.port),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        words = [
            sys.executable,
            "-c",
            "import sys; from outlast.cli import main; sys.exit(main())",
            "login",
            "--cookie-file",
            "-",
        ]
        child.append(
            subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
        )
        out, err = child[0].communicate(SID.encode())
    assert child[0].returncode == 0, err
    assert seen
    assert not any(secret.encode() in text for secret in SECRETS for text in [*seen, out, err])


def test_a_dead_session_is_exit_4_and_status_tells_it(writer, home):
    alive = [True]
    with serving(substack(alive=lambda: alive[0])) as server:
        writer(server, "login", "--cookie-file", str(cookie_file(home)))
        alive[0] = False
        ran = writer(server, "login", "--check")
        assert ran.code == 4
        assert "outlast login --account night-letters" in ran.out
        writer(server, "init", "--no-input")
        status = writer(server, "status", "--json")
        assert "signed-out" in {gap["kind"] for gap in status.lines[-1]["gaps"]}
        doctor = writer(server, "doctor")
        assert "Sign-in night-letters: Substack signed night-letters out" in doctor.out
        alive[0] = True
        assert writer(server, "login", "--check").code == 0
        assert "signed-out" not in {gap["kind"] for gap in writer(server, "status", "--json").lines[-1]["gaps"]}


def test_a_cookie_that_the_platform_does_not_know_is_not_kept(writer, home):
    with serving(substack()) as server:
        ran = writer(server, "login", "--cookie-file", str(cookie_file(home, "s%3Adead.deaddead")))
    assert ran.code == 4
    assert "Nothing was kept" in ran.err
    assert not list(home.rglob("*.cookie"))


def test_a_cookie_that_is_renewed_while_it_is_tried_is_kept_renewed(writer, home):
    fresh = "s%3Afresh.value"
    headers = {
        "Set-Cookie": f"substack.sid={fresh}; Domain=.substack.com; Path=/; Expires=Wed, 25 Nov 2026 10:00:00 GMT"
    }
    with serving(substack(headers=headers)) as server:
        ran = writer(server, "login", "--json", "--cookie-file", str(cookie_file(home)))
    assert ran.lines[-1]["expires"].startswith("2026-11-25")
    assert ran.lines[-1]["expires_told_by"] == "cookie"
    assert len(holding(home, (fresh,))) == 1
    assert holding(home) == []


def test_a_platform_that_cannot_be_asked_is_try_later_and_nothing_is_kept(writer, home):
    wall = Says(status=403, body=b"<html><h1>Forbidden</h1>", headers={"Content-Type": "text/html"})
    trouble = Says(status=404, body=b"{}", headers={"Content-Type": "application/json"})
    for says, code in ((wall, 75), (trouble, 1)):
        with serving(lambda asked, says=says: says) as server:
            ran = writer(server, "login", "--cookie-file", str(cookie_file(home)))
        assert ran.code == code
        assert not list(home.rglob("*.cookie"))


def test_what_holds_no_cookie_says_what_is_missing_and_how_to_find_it(writer, home):
    with serving(substack()) as server:
        ran = writer(server, "login", "--cookie-file", str(cookie_file(home, "sid=otherotherother")))
        assert not server.asked
    assert ran.code == 1
    assert "no cookie substack.sid of Substack" in ran.err
    assert "otherother" not in ran.err
    assert "F12" in ran.err


def test_the_cookie_is_asked_for_without_being_shown(writer, home, monkeypatch):
    screen = sit_down(monkeypatch, secrets=[SID])
    with serving(substack()) as server:
        ran = writer(server, "login")
    assert ran.code == 0
    assert "Application > Cookies" in screen.getvalue()
    assert SID not in screen.getvalue()


def test_where_nobody_is_nothing_is_asked(writer):
    with serving(substack()) as server:
        assert writer(server, "login", "--no-input").code == 9


def test_a_reference_is_fetched_anew_each_time_and_logout_leaves_its_place_alone(writer, home, monkeypatch):
    monkeypatch.setenv("MY_COOKIE", f"substack.sid={SID}")
    with serving(substack()) as server:
        writer(server, "login", "--cookie-file", str(cookie_file(home)))
        assert writer(server, "login", "--cookie-from", "env:MY_COOKIE").code == 0
        assert holding(home) == []  # the copy of before is gone
        assert writer(server, "login", "--check").code == 0
        ran = writer(server, "logout", "--json")
        assert (ran.lines[-1]["deleted"], ran.lines[-1]["left_alone"]) == (False, "env")
        assert writer(server, "login", "--check").code == 4
        assert "night-letters.session" not in writer(server, "config", "show").out


@pytest.mark.parametrize("reference", [SID, "prompt:Cookie", "keyring:nothing"])
def test_a_reference_that_is_none_is_refused_without_being_repeated(writer, reference):
    with serving(substack()) as server:
        ran = writer(server, "login", "--cookie-from", reference)
    assert ran.code == 2
    assert SID not in ran.err


def test_the_key_store_can_keep_it(writer, home):
    before, drawer = keyring.get_keyring(), Drawer()
    keyring.set_keyring(drawer)
    try:
        with serving(substack()) as server:
            assert writer(server, "login", "--store", "keyring", "--cookie-file", str(cookie_file(home))).code == 0
            assert len(drawer.held) == 1
            assert holding(home) == []
            assert writer(server, "login", "--check").code == 0
            assert "deleted" in writer(server, "logout").out
            assert drawer.held == {}
    finally:
        keyring.set_keyring(before)


def test_a_publication_with_its_own_address_has_a_cookie_of_its_own(writer, home, cli):
    cli("config", "set", "accounts.night-letters.url", f"https://{OWN_HOST}")
    profile = {
        **PROFILE,
        "publicationUsers": [
            {
                "role": "admin",
                "publication": {"name": "Night Letters", "subdomain": "nightletters", "custom_domain": OWN_HOST},
            }
        ],
    }
    with serving(substack(profile=profile)) as server:
        both = writer(
            server, "login", "--cookie-file", str(cookie_file(home, f"substack.sid={SID}; connect.sid={OWN_SID}"))
        )
        assert (both.code, "admin of Night Letters" in both.out) == (0, True)
        for asked in server.asked:  # each cookie goes to its own host alone
            assert (OWN_SID in asked.headers["cookie"]) == (asked.host == OWN_HOST)
            assert (SID in asked.headers["cookie"]) == (asked.host == "substack.com")
        one = writer(server, "login", "--cookie-file", str(cookie_file(home, f"substack.sid={SID}")))
        assert (one.code, "connect.sid of www.nightletters.example is missing" in one.err) == (3, True)
        alone = writer(server, "login", "--cookie-file", str(cookie_file(home, f"connect.sid={OWN_SID}")))
        assert (alone.code, "chats and notes" in alone.err) == (3, True)


def test_somebody_else_is_noticed(writer, home):
    profile = {
        **PROFILE,
        "publicationUsers": [{"role": "admin", "publication": {"name": "Other", "subdomain": "other"}}],
    }
    with serving(substack(profile=profile)) as server:
        ran = writer(server, "login", "--cookie-file", str(cookie_file(home)))
    assert ran.code == 3
    assert "only in: Other" in ran.err


def test_where_substack_names_nobody_it_is_asked_for_a_yes_or_no(writer, home):
    for says, code in ((b'{"loggedIn": true}', 0), (b'{"loggedIn": false}', 4), (b"[]", 1)):
        pages = {"/api/v1/am_i_logged_in": Says(body=says, headers={"Content-Type": "application/json"})}
        with serving(pages) as server:
            assert writer(server, "login", "--cookie-file", str(cookie_file(home))).code == code


def test_medium_is_asked_by_its_own_page(writer, home, cli):
    cli("config", "set", "accounts.maya.platform", "medium")
    state = '<script>window.__APOLLO_STATE__ = {"ROOT_QUERY":{"viewer":{"__ref":"User:7"}},"User:7":{"name":"Maya","username":"maya"}}</script>'

    def answer(asked: Asked) -> Says:
        if "sid=1:abc" in asked.headers.get("cookie", "") and "uid=7f7f7f7f" in asked.headers["cookie"]:
            return Says(body=state.encode(), headers={"Content-Type": "text/html"})
        return Says(body=b'<script>window.__APOLLO_STATE__ = {"ROOT_QUERY":{}}</script>')

    with serving(answer) as server:
        ran = writer(
            server,
            "login",
            "--account",
            "maya",
            "--cookie-file",
            str(cookie_file(home, "sid=1:abcdefgh; uid=7f7f7f7f")),
        )
        assert (ran.code, "Signed in as Maya (@maya)" in ran.out) == (0, True)
        dead = writer(
            server,
            "login",
            "--account",
            "maya",
            "--cookie-file",
            str(cookie_file(home, "sid=1:zzzzzzzz; uid=7f7f7f7f")),
        )
        assert dead.code == 4
        two = writer(server, "login", "--cookie-file", str(cookie_file(home)))
        assert (two.code, "--account" in two.err) == (2, True)


def test_without_an_account_it_says_what_to_do_first(cli):
    ran = cli("login")
    assert ran.code == 2
    assert "outlast init" in ran.err


def test_signing_out_twice_is_no_fault(writer):
    with serving(substack()) as server:
        assert writer(server, "logout").code == 0
        assert "was not signed in" in writer(server, "logout").out
