"""From nothing to a line that is ready, and why none comes about; no error ever shows a secret."""

import base64
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from mailer.errors import MailProblem, MailServerAway, MailServerRefused, UnsafeConnection
from mailer.smtp.line import Line
from mailer.smtp.server import Patience, Security, SignIn, SmtpServer
from mailer.smtp.transport import SmtpTransport
from tests.fakes.mail_feed import MailFeed, mail
from tests.fakes.smtp_faults import At, Fault
from tests.fakes.smtp_server import MailServer

TLS = Path(__file__).parents[2] / "fixtures" / "tls"
USER, SECRET = "writer@example.org", "pässwort, geheim"
USERS = {USER: SECRET}


def shows(name: str = "localhost") -> ssl.SSLContext:
    """Return what a server shows as its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / f"{name}.pem")
    return context


def open_and_send(
    server: MailServer,
    security: Security = Security.NONE,
    *,
    secret: str | None = SECRET,
    trusted: str = "localhost",
    **more: object,
) -> None:
    """Sign in, send one mail, and hang up."""
    place = SmtpServer(host="localhost", port=server.port, security=security, user=USER if secret else "")
    transport = SmtpTransport(
        replace(place, **more),  # type: ignore[arg-type]
        (lambda: secret) if secret else None,
        replace(Patience(), greeting=0.5, hello=0.5, tls=0.5, sign_in=0.5),
        ssl.create_default_context(cafile=str(TLS / f"{trusted}.pem")),
    )
    connection = transport.connect()
    try:
        assert connection.deliver(MailFeed([mail(1)])) is None
    finally:
        connection.close()
    assert len(server.taken) == 1


def problem(server: MailServer, kind: type[MailProblem], *security: Security, **more: object) -> str:
    """Return what the error says: of the right kind, and without the secret in any form."""
    with pytest.raises(kind) as caught:
        open_and_send(server, *security, **more)  # type: ignore[arg-type]
    assert server.taken == []
    forms = (SECRET.encode(), b"\0%b\0%b" % (USER.encode(), SECRET.encode()))
    shown = f"{caught.value.what} {caught.value.meaning} {caught.value.advice} {caught.value!r}"
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert not any(form in shown for form in (SECRET, USER, *(base64.b64encode(each).decode() for each in forms)))
    return caught.value.what


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5", "X-ODD LOGIN", "LOGIN PLAIN"])
@pytest.mark.parametrize("security", Security)
def test_one_can_sign_in_by_name_and_password(security: Security, mechanism: str) -> None:
    """Over no encryption only because the server is on this computer."""
    wrapped = security is Security.TLS
    tls = None if security is Security.NONE else shows()
    with MailServer(users=USERS, mechanisms=mechanism, tls=tls, wrapped=wrapped).running() as server:
        open_and_send(server, security)


def test_one_can_sign_in_with_a_token() -> None:
    with MailServer(
        users={USER: "ya29.token"}, mechanisms="LOGIN XOAUTH2", tls=shows(), wrapped=True
    ).running() as server:
        open_and_send(server, Security.TLS, secret="ya29.token", sign_in=SignIn.XOAUTH2)


def test_a_secret_is_asked_for_at_each_connection() -> None:
    """A token lives for an hour, and a campaign for days."""
    asked: list[int] = []

    def secret() -> str:
        asked.append(1)
        return SECRET

    with MailServer(users=USERS).running() as server:
        place = SmtpServer(host="127.0.0.1", port=server.port, security=Security.NONE, user=USER)
        transport = SmtpTransport(place, secret)
        for _ in range(3):
            transport.connect().close()
    assert len(asked) == 3


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_a_wrong_password_is_refused(mechanism: str) -> None:
    with MailServer(users={USER: "another"}, mechanisms=mechanism).running() as server:
        what = problem(server, MailServerRefused)
    assert what == "localhost did not accept name and password: 535 5.7.8 Name and password do not fit"


def test_a_wrong_token_is_refused() -> None:
    with MailServer(users={USER: "another"}, mechanisms="XOAUTH2").running() as server:
        assert "did not accept the token: 535" in problem(server, MailServerRefused, sign_in=SignIn.XOAUTH2)


def test_a_server_that_repeats_the_secret_does_not_make_us_show_it() -> None:
    token = base64.b64encode(b"\0%b\0%b" % (USER.encode(), SECRET.encode())).decode()
    fault = Fault(at=At.AUTH, says=f"535 {token} {SECRET} of {USER} is wrong")
    with MailServer(users=USERS, faults=[fault]).running() as server:
        assert problem(server, MailServerRefused).endswith(": 535 … … of … is wrong")


def test_a_server_that_cannot_check_passwords_now_is_away() -> None:
    fault = Fault(at=At.AUTH, says="454 4.7.0 Temporary authentication failure")
    with MailServer(users=USERS, faults=[fault]).running() as server:
        assert "4.7.0 Temporary" in problem(server, MailServerAway)


def test_without_a_known_way_to_sign_in_nothing_is_said() -> None:
    with MailServer(users=USERS, mechanisms="GSSAPI").running() as server:
        assert "PLAIN, LOGIN, CRAM-MD5" in problem(server, MailServerRefused)
        assert not any(line.startswith("AUTH") for line in server.commands())


def test_a_server_without_starttls_gets_nothing() -> None:
    with MailServer(users=USERS).running() as server:
        assert "offers no encryption" in problem(server, UnsafeConnection, Security.STARTTLS)
        assert [line.split()[0] for line in server.commands()] == ["EHLO"]


def test_a_password_goes_in_the_clear_to_this_computer_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "stays_here", property(lambda _line: False))
    with MailServer(users=USERS).running() as server:
        assert "in the clear" in problem(server, UnsafeConnection)
        assert [line.split()[0] for line in server.commands()] == ["EHLO"]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize(("shown", "trusted"), [("elsewhere", "elsewhere"), ("localhost", "elsewhere")])
def test_a_certificate_that_does_not_fit_is_unsafe(security: Security, shown: str, trusted: str) -> None:
    """Of another name; or of nobody that is trusted."""
    wrapped = security is Security.TLS
    with MailServer(users=USERS, tls=shows(shown), wrapped=wrapped).running() as server:
        what = problem(server, UnsafeConnection, security, trusted=trusted)
    assert "could not prove that it is who it should be" in what


def test_a_server_that_speaks_no_tls_on_its_port_is_unsafe() -> None:
    with MailServer(users=USERS).running() as server:
        assert "No encryption came about" in problem(server, UnsafeConnection, Security.TLS)


def test_starttls_that_is_refused_for_now_is_tried_again_later() -> None:
    fault = Fault(at=At.STARTTLS, says="454 4.7.0 TLS not available due to temporary reason")
    with MailServer(tls=shows(), faults=[fault]).running() as server:
        problem(server, MailServerAway, Security.STARTTLS, secret=None)


def test_starttls_that_is_refused_is_unsafe() -> None:
    with MailServer(tls=shows(), faults=[Fault(at=At.STARTTLS, says="502 No")]).running() as server:
        problem(server, UnsafeConnection, Security.STARTTLS, secret=None)


def test_what_is_slipped_in_before_the_encryption_is_noticed() -> None:
    """CVE-2011-0411."""
    fault = Fault(at=At.STARTTLS, says="220 2.0.0 Go on\n250 slipped in")
    with MailServer(tls=shows(), faults=[fault]).running() as server:
        assert "interferes" in problem(server, UnsafeConnection, Security.STARTTLS, secret=None)


@pytest.mark.parametrize("at", [At.CONNECT, At.EHLO, At.AUTH])
@pytest.mark.parametrize(
    "fault",
    [
        Fault(at=At.CONNECT, says="421 4.3.2 Busy", hangs_up=True),
        Fault(at=At.CONNECT, says="450 4.3.2 Busy"),
        Fault(at=At.CONNECT, hangs_up=True),
        Fault(at=At.CONNECT, silent=True),
        Fault(at=At.CONNECT, says="Hello!"),
    ],
    ids=["421", "450", "hangs up", "silent", "nonsense"],
)
def test_a_server_that_breaks_off_is_away(at: At, fault: Fault) -> None:
    with MailServer(users=USERS, faults=[replace(fault, at=at)]).running() as server:
        problem(server, MailServerAway)


def test_a_server_that_wants_nothing_of_this_computer_refuses() -> None:
    with MailServer(faults=[Fault(at=At.CONNECT, says="554 5.7.1 No service for you@example.org")]).running() as server:
        what = problem(server, MailServerRefused, secret=None)
    assert what == "localhost does not want to talk to this computer: 554 5.7.1 No service for …"


def test_no_server_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(MailServerAway, match=f"127.0.0.1, port {port}, cannot be reached"):
        SmtpTransport(SmtpServer(host="127.0.0.1", port=port)).connect()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 300, "a..b"])
def test_a_host_that_cannot_be_is_away(host: str) -> None:
    with pytest.raises(MailServerAway):
        SmtpTransport(SmtpServer(host=host, port=465)).connect()


def test_this_computer_tells_its_address_and_not_its_name() -> None:
    with MailServer().running() as server:
        open_and_send(server, secret=None, host="127.0.0.1")
        open_and_send_again = SmtpServer(
            host="127.0.0.1", port=server.port, security=Security.NONE, helo="a.example.org"
        )
        SmtpTransport(open_and_send_again).connect().close()
        assert [line for line in server.commands() if line.startswith("EHLO")] == [
            "EHLO [127.0.0.1]",
            "EHLO a.example.org",
        ]
