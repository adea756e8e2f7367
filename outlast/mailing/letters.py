"""From a campaign, the settings and the archive to its letter, and to what of each mail is its recipient's own."""

import hashlib
from datetime import datetime

from msgspec import structs

from backup.archive import tables
from backup.archive.reading import ReadableArchive
from backup.audience.addresses import identity
from backup.audience.columns import key_of
from backup.model import Publication
from mailer.addressing import Addressing
from mailer.campaign import Campaign
from mailer.letter.compiled import CompiledLetter, compile_letter
from mailer.letter.letter import Letter, Origin, PublicationFacts
from mailer.letter.preview import Preview
from mailer.model import Recipient
from mailer.unsubscribe.kind import kind_of
from outlast.mailing.calling import Called, called
from outlast.mailing.providers import provider_of
from outlast.mailing.sender import from_whom
from outlast.settings.mail import MailSettings

_SENDER_ID = 12
"""Letters of the part of Feedback-ID that names the sender: 5 to 15 (support.google.com/mail/answer/6254652)."""

SOMEBODY = Recipient(address="anna@example.org", name="Anna Example", joined="2024-05-31")
"""For whom a letter is shown where nobody was named. Invented."""


class Letters:
    """Makes the letter of campaigns of one archive."""

    def __init__(self, archive: ReadableArchive, mail: MailSettings) -> None:
        """Take the archive and the settings that begin with `mail.`.

        Raises:
            NotSetUpForMail: the settings name a provider that nobody knows.
        """
        self._archive, self._mail = archive, mail
        self._provider = provider_of(mail)
        self._managed = self._provider.unsubscribe if mail.provider_unsubscribes else None

    def current(self, campaign: Campaign) -> Campaign:
        """Return the campaign with the sender, the names and the list of now; what is being sent stays as it began.

        Raises:
            NotSetUpForMail: there is no address to write from.
        """
        names = self.called(campaign)
        current = from_whom(campaign, self._mail, names.name)
        if not campaign.state.may_change and campaign.publication_name:
            return current
        return structs.replace(
            current,
            publication_name=names.name,
            platform=names.platform,
            publication_url=self._publication(campaign).url or "",
            list_day=self._day_of_list(campaign),
        )

    def called(self, campaign: Campaign) -> Called:
        """Return what the letter calls the publication and its platform; what is being sent stays as it began."""
        if not campaign.state.may_change and campaign.publication_name:
            return Called(name=campaign.publication_name, platform=campaign.platform)
        return called(self._publication(campaign), self._mail.publications)

    def letter(self, campaign: Campaign) -> Letter:
        """Return what goes to everybody.

        Raises:
            NotSetUpForMail: there is no address to write from.
        """
        campaign = self.current(campaign)
        host = _ascii_host(campaign.sender.address)
        return Letter(
            subject=campaign.subject,
            preheader=campaign.preheader,
            body=campaign.body,
            template=campaign.template,
            language=campaign.language,
            values=campaign.values,
            sender=campaign.sender,
            publication=PublicationFacts(
                name=campaign.publication_name, url=campaign.publication_url, platform=campaign.platform
            ),
            list_id=f"{campaign.publication}.{host}",
            feedback_id=f"{campaign.number}:{campaign.template}:{campaign.language}:{_sender_id(host)}",
            origin=Origin(day=campaign.list_day, platform=campaign.platform),
            unsubscribing=kind_of(drop_box=self._mail.drop_box, provider_does_it=self._managed is not None),
            extra_headers={**self._provider.headers, **(self._managed.headers if self._managed else {})},
        )

    def compiled(self, campaign: Campaign, date: datetime) -> CompiledLetter:
        """Return the letter, ready to be made for everybody; `date` stands in all its mails.

        Raises:
            NotSetUpForMail: there is no address to write from.
            LetterProblem: a slip in its words.
        """
        return compile_letter(self.letter(campaign), date=date)

    def preview(self, campaign: Campaign, date: datetime, recipient: Recipient = SOMEBODY) -> Preview:
        """Return what a recipient will see.

        Raises:
            NotSetUpForMail, LetterProblem: see `compiled`.
        """
        personal = self.addressing(campaign).of(1, recipient)
        return self.compiled(campaign, date).preview(1, recipient, personal)

    def subject(self, campaign: Campaign, date: datetime) -> str:
        """Return the subject as somebody will see it. See `preview`."""
        return self.preview(campaign, date).subject

    def addressing(self, campaign: Campaign) -> Addressing:
        """Return what makes each mail its recipient's own.

        Raises:
            NotSetUpForMail: there is no address to write from.
            KeyProblem: the archive's key is not there.
        """
        mail, campaign = self._mail, self.current(campaign)
        return Addressing(
            campaign,
            self._archive.vault.digest,
            bounces=mail.bounces or campaign.sender.address,
            bounces_plus=mail.plus,
            unsubscribe=mail.unsubscribe or campaign.sender.address,
            unsubscribe_plus=mail.plus,
            drop_box=mail.drop_box or "",
            placeholder=self._managed.url if self._managed else "",
        )

    def _publication(self, campaign: Campaign) -> Publication:
        return _publication_in(self._archive, campaign.publication)

    def _day_of_list(self, campaign: Campaign) -> str:
        """Return the day of the list that the recipients are on: once they are fixed, a newer one changes nothing."""
        until = campaign.started or None
        snapshot = self._archive.chain(campaign.publication).latest(tables.SUBSCRIBERS, until=until)
        return snapshot.manifest.as_of[:10] if snapshot is not None else ""


def called_in(archive: ReadableArchive, slug: str, mail: MailSettings) -> Called:
    """Return what letters call a publication of the archive."""
    return called(_publication_in(archive, slug), mail.publications)


def _publication_in(archive: ReadableArchive, slug: str) -> Publication:
    found = next((one for one in archive.publications() if one.slug == slug), None)
    return found or Publication(slug=slug, platform="list", name=slug)


def _sender_id(host: str) -> str:
    """Return an id that is always the same for a sender's domain."""
    return hashlib.sha256(host.encode()).hexdigest()[:_SENDER_ID]


def _ascii_host(address: str) -> str:
    return identity(key_of(address)).rpartition("@")[2]
