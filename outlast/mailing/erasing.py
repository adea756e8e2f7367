"""Takes a person out of the letters to subscribers: out of campaigns that name them, and out of ledgers."""

from collections.abc import Iterator

import msgspec
from msgspec import structs

from backup.archive.forgotten import ERASED
from backup.archive.person import Person
from backup.archive.reading import ReadableArchive
from backup.audience.addresses import identity
from backup.audience.columns import key_of
from mailer.campaign import Campaign
from mailer.ledger import LEDGER, Ledger
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.standing import holds
from outlast.mailing.suppressing import suppression_list


def campaigns_naming(archive: ReadableArchive, address: str) -> list[int]:
    """Return the numbers of the campaigns that name a person. Nothing is changed.

    Raises:
        KeyProblem, DamageError: one cannot be read.
    """
    return [campaign.number for campaign, _ in _naming(archive, address)]


def erase(archive: ReadableArchive, address: str) -> int:
    """Take a person out of all campaigns; return how many named them. Of one that waited for a letter none goes out.

    Killed half way, doing it again does the rest.

    Raises:
        Locked: another run is sending one of them.
        KeyProblem, DamageError, StorageError: those before it are done.
    """
    campaigns, who, count = Campaigns(archive), identity(key_of(address)), 0
    for found, digests in list(_naming(archive, address)):
        with campaigns.holding(found.number) as campaign:
            kept = tuple(one for one in campaign.segment.only if identity(key_of(one)) != who)
            if kept != campaign.segment.only:
                # Somebody has to stay named, or all others would be meant.
                segment = structs.replace(campaign.segment, only=kept or ("nobody",))
                campaign = structs.replace(campaign, segment=segment)
            written = msgspec.json.encode(campaign)
            clean = msgspec.json.decode(Person(address).pattern.sub(ERASED, written), type=Campaign)
            if clean != found:
                campaigns.save(clean)
            folder = campaigns.folder(campaign.number)
            if (folder / LEDGER).exists():
                with Ledger(folder, archive.vault) as ledger:
                    for digest in digests:
                        if _is_of(ledger, digest, who):
                            ledger.erase(digest)
        count += 1
    return count


def _is_of(ledger: Ledger, digest: bytes, who: str) -> bool:
    """Tell whether a digest is that person's here: the one from before may be another's (`digests_of`)."""
    number = ledger.number_of(digest)
    recipient = None if number is None else ledger.recipient(number)
    return recipient is not None and identity(key_of(recipient.address)) == who


def _naming(archive: ReadableArchive, address: str) -> Iterator[tuple[Campaign, list[bytes]]]:
    """Yield the campaigns that name a person, each with the digests by which ledgers may know the person."""
    campaigns, who = Campaigns(archive), identity(key_of(address))
    if not campaigns.numbers():
        return
    digests = [bytes.fromhex(digest) for digest in suppression_list(archive).digests_of(address)]
    person = Person(address)
    for campaign in campaigns.all():
        named = any(identity(key_of(one)) == who for one in campaign.segment.only)
        named = named or person.is_named_in(msgspec.json.encode(campaign))
        if named or any(holds(campaigns.folder(campaign.number), digest) for digest in digests):
            yield campaign, digests
