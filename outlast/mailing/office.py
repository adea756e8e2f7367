"""What campaigns are sent from: the archive, the settings, and what this computer knows of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from backup.archive.archive import Archive
from mailer.suppression.suppression_list import SuppressionList
from mailer.transport import Transport
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.installation import Installation
from outlast.mailing.pacing import KeptPace
from outlast.settings.mail import MailSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What campaigns are sent from."""

    archive: Archive
    mail: MailSettings
    installation: Installation
    transport: Transport
    pace: KeptPace
    suppression: SuppressionList
    clock: Callable[[], datetime]
    """Aware."""

    @property
    def campaigns(self) -> Campaigns:
        """Return the campaigns of the archive."""
        return Campaigns(self.archive)

    def digest(self, address: str) -> bytes:
        """Return by what a ledger knows an address again."""
        return bytes.fromhex(self.suppression.digest_of(address))
