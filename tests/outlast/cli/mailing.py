"""A writer whose list is saved and whose mail server is a made-up one on this computer. All people are invented."""

import quopri
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from outlast.cli._frame import clock
from outlast.mailing.campaigns import Campaigns
from tests.archive.night_letters import day
from tests.fakes.smtp_faults import Fault
from tests.fakes.smtp_server import MailServer
from tests.outlast.running import Ran
from tests.outlast.saved_letters import new_archive, save

ADDRESS = "https://letters.example"
PEOPLE = [
    b"ada@example.org,true,2030-01-01T00:00:00.000Z,yearly,false,2025-01-02T10:00:00.000Z,2025-01-02T10:00:00.000Z",
    b"ben@example.net,false,,other,true,2024-02-03T10:00:00.000Z,",
    b"cleo@gmail.com,false,,other,false,2024-02-03T10:00:00.000Z,",
    b"dan@example.org,false,,other,false,2024-03-03T10:00:00.000Z,",
    b"cleo@localhost,false,,other,false,2024-02-03T10:00:00.000Z,",
]
WRITER = "maya@nightletters.example"


@dataclass(kw_only=True)
class Mailing:
    """A writer who is set up."""

    cli: Callable[..., Ran]
    server: MailServer
    archive: Archive
    home: Path

    @property
    def campaigns(self) -> Campaigns:
        """Return the campaigns of the archive."""
        return Campaigns(self.archive)

    def __call__(self, *words: str) -> Ran:
        """Run the command line."""
        return self.cli(*words)

    def draft(self, *words: str) -> int:
        """Write the letter of a suspended writer; return its number."""
        ran = self.cli("mail", "new", "--template", "suspended", "--set", f"new_address={ADDRESS}", *words, "--json")
        assert ran.code == 0, ran.err
        return int(ran.lines[-1]["number"])

    def tested(self, *words: str) -> int:
        """Write that letter and send the writer a copy; return its number."""
        number = self.draft(*words)
        ran = self.cli("mail", "test", str(number))
        assert ran.code == 0, ran.err
        return number

    def got(self) -> list[str]:
        """Return who was sent something, less the writer."""
        return [address for address in self.server.recipients if address != WRITER]

    def words(self, who: str) -> str:
        """Return the last mail to somebody, decoded as far as it is quoted-printable."""
        content = [taken.content for taken in self.server.taken if who in taken.recipients][-1]
        return quopri.decodestring(content).decode("utf-8", "replace")


@contextmanager
def a_mailing(
    cli: Callable[..., Ran],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    faults: Iterable[Fault] = (),
    people: Iterable[bytes] | None = tuple(PEOPLE),
) -> Iterator[Mailing]:
    """Set a writer up: a list of the first of January (or none), seen from the tenth, and a mail server."""
    monkeypatch.setattr(clock, "now", lambda: day(10))
    with new_archive(home, monkeypatch) as archive, MailServer(faults=faults).running() as server:
        if people is not None:
            save(archive, 1, subscribers=people)
        for name, value in {
            "mail.server": f"127.0.0.1:{server.port}",
            "mail.security": "none",
            "mail.from": WRITER,
            "mail.from_name": "Maya Lind",
            "mail.postal_address": "Box 1 / Lisbon",
            "mail.warm_up": "no",
            "mail.connections": "1",
        }.items():
            monkeypatch.setenv(f"OUTLAST_{name.upper().replace('.', '_')}", value)
        yield Mailing(cli=cli, server=server, archive=archive, home=home)
