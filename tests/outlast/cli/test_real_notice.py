"""The whole of a bad day with a real mail server: the notice to five thousand, and what comes back of it."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailer.model import Reason
from outlast.mailing.suppressing import suppression_list
from tests.outlast.running import Ran
from tests.outlast.saved_letters import new_archive, save
from tests.real.postfix.server import CERTIFICATE, EVERYBODY, PASSWORD, WRITER, MailServer, mail_server

pytestmark = pytest.mark.real

COUNT = 5_000
DEAD = ("ghost@dest.test", "x@nowhere.test")
OTHERWISE = ("full@dest.test", "policy@dest.test")
"""A full mailbox, and a server that does not like the sender: they come back too, and nothing follows for them."""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def row(address: str) -> bytes:
    return f"{address},false,,other,false,2024-02-03T10:00:00.000Z,".encode()


def test_five_thousand_get_it_once_and_exactly_the_dead_addresses_are_suppressed(
    server: MailServer, cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    living = [f"{number}subscriber@dest.test" for number in range(COUNT)]
    (home / "word").write_text(PASSWORD)
    (home / "word").chmod(0o600)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    for name, value in {
        "server": f"127.0.0.1:{server.submission}",
        "user": WRITER,
        "secret": f"file:{home / 'word'}",
        "from": WRITER,
        "bounces": "bounce@writer.test",
        "unsubscribe": "unsub@writer.test",
        "plus": "yes",
        "postal_address": "Box 1 / Lisbon",
        "warm_up": "no",
        "connections": "10",
        "inbox_server": f"127.0.0.1:{server.imaps}",
        "inbox_security": "tls",
    }.items():
        monkeypatch.setenv(f"OUTLAST_MAIL_{name.upper()}", value)
    with new_archive(home, monkeypatch) as archive:
        save(archive, 1, subscribers=[row(address) for address in (*living, *DEAD, *OTHERWISE)])
        words = (
            "--set",
            "new_address=https://letters.example",
            "--seen",
            "--confirm-count",
            str(COUNT + 4),
            "--no-input",
        )

        ran = cli("notice", *words)
        assert ran.code == 0, ran.err + ran.out
        server.wait_until(COUNT + 1)
        arrived = Counter(_original(mail) for mail in server.mails(EVERYBODY))
        assert arrived == Counter(living)
        server.wait_until(4, "bounced")
        server.wait_until(COUNT + 1 + 4)  # the four have come back

        back = cli("mail", "bounces")
        assert back.code == 0, back.err + back.out
        again = cli("mail", "bounces")
        suppressed = suppression_list(archive)
        assert len(suppressed) == len(DEAD)
        assert {suppressed.reason_of(address) for address in DEAD} == {Reason.INVALID}
        assert "bounced" not in again.out
        assert server.complaints == []


def _original(mail: bytes) -> str:
    line = next(line for line in mail.splitlines() if line.startswith(b"X-Original-To: "))
    return line.removeprefix(b"X-Original-To: ").decode()
