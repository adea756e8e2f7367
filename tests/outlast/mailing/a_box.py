"""A campaign that went out from a sealed archive, and a drop-box of its writer's that is really there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from mailer.campaign import Campaign
from mailer.ledger import create
from mailer.model import Destination, Recipient
from mailer.tokens import Purpose, Tokens, purpose_key
from mailer.unsubscribe.drop_box import DropBoxKind
from outlast.mailing.campaigns import Campaigns
from tests.mailer.unsubscribe.boxes import WORD, Box, running
from tests.outlast.mailing.a_campaign import a_draft
from tests.outlast.saved_letters import new_archive, save


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a test needs of them."""

    archive: Archive
    campaign: Campaign
    box: Box

    def token(self, number: int, *, salt: str = "") -> str:
        """Return what stands in the link of a recipient."""
        key = purpose_key(self.archive.vault.digest, Purpose.UNSUBSCRIBE)
        return Tokens(key, campaign=self.campaign.number, salt=salt or self.campaign.salt).url(number)

    def click(self, token: str) -> None:
        """Post a token, as mail programs do."""
        assert self.box.ask("POST", f"/u/{token}", body=b"List-Unsubscribe=One-Click").status == 200


@contextmanager
def sent(home: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Sent]:
    """Save a list of forty, make a campaign to `reader1@…` to `reader9@…`, and run a drop-box that the settings name."""
    with new_archive(home, monkeypatch) as archive, running(DropBoxKind.WSGI, folder) as box:
        save(archive, 1)
        campaigns = Campaigns(archive)
        campaign = campaigns.new(a_draft())
        create(
            campaigns.folder(campaign.number),
            archive.vault,
            [Recipient(address=f"reader{number}@example.org") for number in range(1, 10)],
            digest=lambda address: archive.vault.digest([b"mail address\0", address.encode()]).encode(),
            destination_of=lambda _: Destination.REST,
        )
        word = home / "word"
        word.touch(mode=0o600)
        word.write_text(WORD)
        monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX", box.address)
        monkeypatch.setenv("OUTLAST_MAIL_DROP_BOX_SECRET", f"file:{word}")
        yield Sent(archive=archive, campaign=campaign, box=box)
