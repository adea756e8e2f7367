"""Tell all your subscribers where you are now: the shortest safe way, on a bad day.

Takes the newest list in your archive and a letter that is written already, sends you a copy, shows one sentence, and
goes out when you have typed the number of people in it. Each question can be answered by an option. Stopped anywhere,
the same command goes on with the same letter; nobody is written to twice. Once it has gone out, the same command shows
what became of it for 30 days, and writes another letter only with --another.

Exit code: 0 all handed over, 3 some were refused or it stopped by itself, 75 it goes on later.

Examples:
    outlast notice
    outlast notice --dry-run --set new_address=https://letters.example
    outlast notice --template moved --lang es --segment paid
    outlast notice --set new_address=https://letters.example --confirm-count 4183 --seen --no-input
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import click
from msgspec import structs

from backup.archive import tables
from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation
from mailer.campaign import Campaign, Segment
from mailer.letter.library import templates_there_are
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_draft import made, values_in
from outlast.cli._mail_go_on import confirm_going_on, go_on_with
from outlast.cli._mail_lists import hear_who_signed_off
from outlast.cli._mail_look import planned
from outlast.cli._mail_office import campaigns_of, office_of
from outlast.cli._mail_segment import segment_options, segment_said
from outlast.cli._mail_send import CONFIRM_COUNT, RATE_OPTION, send_planned, send_test, with_rate
from outlast.cli._notice_dry import examples, show_only
from outlast.cli._notice_sent import begun_notices, must_be_the_only_one, sent_lately, tell_sent, wants_another
from outlast.cli._which_list import with_lists
from outlast.cli.output import Danger, Output
from outlast.exit_codes import ExitCode
from outlast.mailing import transitions
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.drafting import template_of
from outlast.mailing.letters import Letters
from outlast.mailing.office import Office
from outlast.mailing.plan import is_tested
from outlast.mailing.sender import must_be_set
from outlast.settings.mail import MailSettings
from outlast.subscribers.lists import with_list

SECTION = "REACH SUBSCRIBERS"
ORDER = 10

_USUAL = "suspended"


@click.command(cls=Command, help=__doc__, lists={"Templates": templates_there_are()})
@click.option("--template", metavar="NAME|FILE", help=f"Which letter; default: {_USUAL}.")
@click.option("--lang", metavar="CODE", help="Its language; default: en.")
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help="Answer what the letter needs (repeatable).")
@segment_options
@RATE_OPTION
@click.option("--seen", is_flag=True, help="Say that the test copy arrived and is as it should be.")
@CONFIRM_COUNT
@click.option("--another", is_flag=True, help="Write another letter although a notice went out not long ago.")
@click.option("--publication", metavar="NAME", help="Write to the subscribers of this publication.")
@click.option(
    "-n", "--dry-run", is_flag=True, help="Keep and send nothing; say what would be sent and what is missing."
)
@pass_session
def notice(
    session: Session,
    /,
    template: str | None,
    lang: str | None,
    given: tuple[str, ...],
    rate: str | None,
    seen: bool,
    confirm_count: str | None,
    another: bool,
    publication: str | None,
    dry_run: bool,
    **said: Any,
) -> int:
    """Write to everybody."""
    output, mail = session.output, with_rate(session.settings.mail, rate)
    with campaigns_of(session) as (archive, campaigns):
        slug = with_lists(session, archive, publication)
        going = _going(campaigns, slug)
        if going is not None and not going.state.may_change:
            return _go_on(session, archive, campaigns, mail, going, dry_run=dry_run)
        begun = begun_notices(campaigns, slug)
        last = None if another else sent_lately(begun, clock.now())
        if last is not None and not wants_another(session, archive, campaigns, last, going.number if going else None):
            return ExitCode.DONE
        with_list(slug, archive.chain(slug).latest(tables.SUBSCRIBERS))  # told before anything is asked
        if not dry_run:
            must_be_set(mail)
        if going is None:
            tell_sent(output, begun)
        if going is None or template or lang or given:
            draft = _draft(
                output,
                archive,
                mail,
                slug,
                template=template,
                lang=lang,
                given=given,
                said=said,
                old=going,
                dry_run=dry_run,
            )
        else:
            draft = going
        if dry_run:
            return show_only(session, archive, mail, draft)
        must_be_the_only_one(campaigns, slug, begun, going.number if going else 0)  # before anything is kept
        kept = draft if draft is going else _keep(campaigns, draft, going)
        with campaigns.holding(kept.number, to_send=True) as campaign, office_of(session, archive, mail) as office:
            look_again = partial(must_be_the_only_one, campaigns, slug, begun, kept.number)
            return _send(session, office, campaign, said, look_again, seen=seen, confirm_count=confirm_count)


def _going(campaigns: Campaigns, publication: str) -> Campaign | None:
    """Return the notice that is open, so that running the command again goes on with it."""
    found = [one for one in campaigns.all() if one.notice and one.publication == publication and not one.state.over]
    begun = [one for one in found if one.started]
    return (begun or found)[-1] if found else None


def _draft(
    output: Output,
    archive: Archive,
    mail: MailSettings,
    publication: str,
    *,
    template: str | None,
    lang: str | None,
    given: tuple[str, ...],
    said: Mapping[str, Any],
    old: Campaign | None,
    dry_run: bool,
) -> Campaign:
    """Return the notice as it is to be: of an open one, what is not said anew stays. A dry run asks nothing."""
    known = {} if old is None or template else old.values
    values = {**known, **values_in(given)}
    template = template or (old.template if old else _USUAL)
    language = lang or (old.language if old else "en")
    if dry_run:
        values = examples(output, template_of(template, language)[1], values)
    draft = made(
        output,
        archive,
        mail,
        publication=publication,
        template=template,
        language=language,
        subject=None,
        body=None,
        given=tuple(f"{name}={value}" for name, value in values.items()),
        segment=segment_said(old.segment if old else Segment(), **said),
    )
    return structs.replace(draft, notice=True)


def _keep(campaigns: Campaigns, draft: Campaign, old: Campaign | None) -> Campaign:
    """Keep a notice: as a new campaign, or in the place of the one that is open."""
    if old is None:
        return campaigns.new(draft)
    names = ("template", "language", "subject", "preheader", "body", "values", "segment")
    changes = {name: getattr(draft, name) for name in names if getattr(draft, name) != getattr(old, name)}
    if not changes:
        return old
    return campaigns.change(old.number, lambda one: transitions.edited(one, clock.now(), **changes))


def _send(
    session: Session,
    office: Office,
    campaign: Campaign,
    said: Mapping[str, Any],
    look_again: Callable[[], None],
    *,
    seen: bool,
    confirm_count: str | None,
) -> int:
    """Send the writer a copy, where this letter has not gone to them yet, then go on as `outlast mail send` does."""
    output, letters = session.output, Letters(office.archive, office.mail)
    segment = segment_said(campaign.segment, **said)
    if not is_tested(campaign, letters.compiled(campaign, office.clock())):
        plan = planned(session, office.archive, campaign, office.mail, segment)
        if not len(plan.chosen):
            plan.must_be_ready(office.mail)  # says that there is nobody, before the writer is asked to look at a copy
        campaign = send_test(output, office, campaign, dry_run=False)
    digest = campaign.tested.letter if campaign.tested else ""  # of the letter as it is now: its copy went out
    if campaign.seen != digest:
        if not seen:
            _must_be_seen(output, campaign.number)
        campaign = transitions.seen(campaign, digest, office.clock())
        office.campaigns.save(campaign)
    hear_who_signed_off(session, office)
    plan = planned(session, office.archive, campaign, office.mail, segment)
    return send_planned(
        output, office, plan, segment, confirm_count=confirm_count, dry_run=False, look_again=look_again
    )


def _must_be_seen(output: Output, number: int) -> None:
    """Return when the writer has seen the test copy.

    Raises:
        NeedsConfirmation: not yet, or it is not as it should be.
    """
    kept = f"Only the test copy went out, to you. The letter is kept as a draft, campaign {number}."
    if not output.can_ask:
        raise NeedsConfirmation(
            "Nobody is there to say that the test copy has arrived and is right.",
            so_what=kept,
            next="Look at it, then run the same command again with --seen",
        )
    try:
        output.confirm("Has it arrived, and is it as it should be?", danger=Danger.MODERATE)
    except NeedsConfirmation:
        raise NeedsConfirmation(
            "Not sent to your subscribers, because you did not say that the test copy is right.",
            so_what=kept,
            next="If it has not arrived, look into your spam folder, then: outlast mail check    To mend the letter:"
            f" outlast mail edit {number}    or an answer in it: outlast notice --set NAME=…    Then go on:"
            " outlast notice",
        ) from None


def _go_on(
    session: Session, archive: Archive, campaigns: Campaigns, mail: MailSettings, campaign: Campaign, *, dry_run: bool
) -> int:
    """Go on with a notice that has begun."""
    number = campaign.number
    session.output.note(
        f"Your notice, campaign {number}, has begun already; this goes on with it. Its letter, and who gets it, are"
        " fixed."
    )
    if dry_run:
        session.output.result(
            f"Campaign {number} would go on: outlast mail status {number} (--dry-run).", number=number, dry_run=True
        )
        return ExitCode.DONE
    must_be_set(mail)
    with campaigns.holding(number, to_send=True) as held:
        transitions.resumed(held, clock.now(), instance="")  # refused before anything is asked for
        return go_on_with(session, archive, held, mail, confirm=confirm_going_on)


COMMAND = notice
