"""Begins a campaign, whose recipients are fixed then, and lets one that was begun go on: once each, on one computer."""

from pathlib import Path

from msgspec import structs

from mailer.campaign import Campaign, Segment
from mailer.errors import AnotherComputer
from mailer.ledger import LEDGER, Ledger, create
from mailer.pace import destination_of
from outlast.mailing import transitions
from outlast.mailing.office import Office
from outlast.mailing.plan import Plan


def begin(office: Office, plan: Plan, segment: Segment, *, take_over: bool = False) -> Campaign:
    """Fix the recipients of a campaign, which is held as the pace is, and keep it as one that is being sent.

    Killed before the last step it is what it was before, and may be begun again: nobody has got it.

    Raises:
        CampaignNotOpen, NotTested: it may not begin.
        AnotherComputer: by what this computer knows it has begun already, and nobody takes it over.
        StorageError, KeyProblem, DamageError: it has not begun.
    """
    now, folder = office.clock(), office.campaigns.folder(plan.campaign.number)
    known, unread = office.campaigns.salts()
    if take_over:
        office.installation.take_over(plan.campaign, office.archive.info.id, known)
    else:
        office.installation.must_not_have_begun(plan.campaign, office.archive.info.id, known, unread=unread)
    _must_not_have_sent(office, folder, plan.campaign.number)
    chosen = structs.replace(plan.campaign, segment=segment)
    begun = transitions.begun(
        chosen,
        now,
        letter=plan.letter.digest,
        instance=office.installation.id,
        expires=now + office.mail.expires,
        recipients=len(plan.chosen),
        left_out=dict(plan.chosen.left_out),
    )
    (folder / LEDGER).unlink(missing_ok=True)  # of a run that was killed right here: a campaign that began is refused
    count = create(folder, office.archive.vault, plan.chosen, digest=office.digest, destination_of=destination_of)
    begun = structs.replace(begun, recipients=count)
    office.campaigns.save(begun)
    office.installation.note(begun, office.archive.info.id)
    return begun


def _must_not_have_sent(office: Office, folder: Path, number: int) -> None:
    """Return where the ledger that may lie there is of a run that was killed before its first mail.

    Raises:
        AnotherComputer: letters have gone out by it, so the campaign beside it is an older copy.
    """
    if (folder / LEDGER).exists():
        with Ledger(folder, office.archive.vault) as ledger:
            if ledger.runs:
                raise AnotherComputer(
                    f"Letters of campaign {number} have gone out by its ledger, so the campaign is an older copy.",
                    so_what="Nothing was sent: those who got it would get it twice.",
                    next=f"Put the folder mail/{number} back from a copy in which both are of one time",
                )


def go_on(office: Office, campaign: Campaign, *, take_over: bool = False) -> Campaign:
    """Keep a campaign that was begun, and that is held as the pace is, as one that goes on now.

    Raises:
        CampaignNotOpen: it has not begun, or is over.
        AnotherComputer: it was begun elsewhere, or this is an older copy, and nobody takes it over.
    """
    going = transitions.resumed(campaign, office.clock(), instance=office.installation.id)
    if take_over:
        office.installation.take_over(campaign, office.archive.info.id, office.campaigns.salts()[0])
    else:
        office.installation.must_be_ours(campaign)
    office.campaigns.save(going)
    office.installation.note(going, office.archive.info.id)
    return going
