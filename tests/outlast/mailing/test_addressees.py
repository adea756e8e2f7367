"""Who a recipient is, looked up while another run holds the ledger."""

from pathlib import Path

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from backup.errors import KeyProblem
from mailer.ledger import LEDGER, Ledger, create
from mailer.model import Destination, Recipient
from outlast.mailing.addressees import Addressees
from tests.outlast.saved_letters import KEY

PEOPLE = [Recipient(address=f"subscriber{number}@example.org") for number in range(1, 701)]


@pytest.fixture
def archive(tmp_path):
    """Return a sealed archive with the ledger of campaign 4."""
    made = Archive.create(tmp_path / "archive", key=KEY)
    create(
        made.root / layout.MAIL / "4",
        made.vault,
        PEOPLE,
        digest=lambda address: made.vault.digest([b"mail address\0", address.encode()]).encode(),
        destination_of=lambda _: Destination.REST,
    )
    yield made
    made.close()


def ledger(archive: Archive) -> Path:
    return archive.root / layout.MAIL / "4"


def test_everybody_is_found_while_a_run_holds_the_ledger(archive):
    with Ledger(ledger(archive), archive.vault) as held, Addressees(archive) as addressees:
        found = [addressees.address_of(4, number) for number in range(1, 701)]
        assert found == [one.address for one in PEOPLE]
        assert held.recipient(1) == PEOPLE[0]


def test_who_was_erased_and_who_never_was_have_no_address(archive):
    digest = archive.vault.digest([b"mail address\0", b"subscriber2@example.org"]).encode()
    with Ledger(ledger(archive), archive.vault) as held:
        assert held.erase(digest)
    with Addressees(archive) as addressees:
        assert addressees.address_of(4, 2) is None
        assert addressees.address_of(4, 701) is None
        assert addressees.address_of(4, 0xFFFFFFFF) is None
        assert addressees.address_of(5, 1) is None
        assert addressees.damaged == set()


def test_a_damaged_ledger_is_named_and_stops_nothing(archive):
    path = ledger(archive) / LEDGER
    path.write_bytes(b"not a database" * 1000)
    with Addressees(archive) as addressees:
        assert addressees.address_of(4, 1) is None
        assert addressees.address_of(5, 1) is None
        assert addressees.damaged == {4}


def test_without_the_key_nobody_is_named(archive):
    with Addressees(Archive(archive.root, key=None)) as addressees, pytest.raises(KeyProblem):
        addressees.address_of(4, 1)


def test_looking_changes_no_byte_of_the_ledger(archive):
    before = (ledger(archive) / LEDGER).read_bytes()
    with Addressees(archive) as addressees:
        assert addressees.address_of(4, 1) == "subscriber1@example.org"
    assert (ledger(archive) / LEDGER).read_bytes() == before
