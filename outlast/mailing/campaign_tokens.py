"""The tokens of all campaigns of an archive, for one purpose: by them what comes back is told to be ours."""

from backup.archive.reading import ReadableArchive
from backup.errors import DamageError
from mailer.errors import NoCampaign
from mailer.tokens import Purpose, Tokens, purpose_key
from outlast.mailing.campaigns import Campaigns


class CampaignTokens:
    """Gives the tokens of a campaign by its number, `None` where there is no such campaign. See `read_token`."""

    def __init__(self, archive: ReadableArchive, purpose: Purpose) -> None:
        """Take the archive; each campaign is looked at once.

        Raises:
            KeyProblem: the archive's key is not there.
        """
        self._campaigns = Campaigns(archive)
        self._key = purpose_key(archive.vault.digest, purpose)
        self._known: dict[int, Tokens | None] = {}
        self.damaged: set[int] = set()
        """Campaigns that were asked for and cannot be read: their tokens cannot be told from forged ones."""

    def __call__(self, number: int) -> Tokens | None:
        """Return the tokens of a campaign."""
        if number not in self._known:
            self._known[number] = self._made(number)
        return self._known[number]

    def _made(self, number: int) -> Tokens | None:
        try:
            return Tokens(self._key, campaign=number, salt=self._campaigns.get(number).salt)
        except NoCampaign:
            return None
        except DamageError:
            self.damaged.add(number)
            return None
