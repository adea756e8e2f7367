"""Who is taken out of a ledger when somebody asks to be forgotten: that person, and nobody with nearly the same address."""

import pytest

from backup.archive.archive import Archive
from backup.audience.addresses import identity
from backup.audience.columns import key_of
from backup.audience.older_identity import older_identity
from mailer.ledger import Ledger, create
from mailer.model import Destination, Recipient
from mailer.suppression.suppression_list import address_digest
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.erasing import erase
from tests.outlast.mailing.a_campaign import a_draft


@pytest.mark.parametrize(
    ("known_by", "people", "left"),
    [
        (older_identity, ["maß@example.org", "ada@example.org"], ["ada@example.org"]),
        (lambda address: identity(key_of(address)), ["mass@example.org"], ["mass@example.org"]),
    ],
    ids=["a ledger from before the two were told apart", "a ledger of today"],
)
def test_the_person_is_found_by_either_digest_and_never_taken_for_another(
    archive: Archive, known_by, people, left
) -> None:
    campaign, digest = Campaigns(archive).new(a_draft()), address_digest(archive.vault)
    folder = Campaigns(archive).folder(campaign.number)
    create(
        folder,
        archive.vault,
        [Recipient(address=address) for address in people],
        digest=lambda address: bytes.fromhex(digest(known_by(address))),
        destination_of=lambda _: Destination.REST,
    )

    erase(archive, "maß@example.org")

    with Ledger(folder, archive.vault) as ledger:
        there = [ledger.recipient(number) for number in range(1, len(people) + 1)]
    assert [one.address for one in there if one is not None] == left
