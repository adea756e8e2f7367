"""`outlast mail new` and `outlast mail edit`: write a letter, and change it as long as nobody has got it."""

from collections.abc import Callable
from pathlib import Path

import click
from msgspec import structs

from backup.archive.archive import Archive
from backup.errors import InputError, NeedsConfirmation, UsageError
from mailer.campaign import Campaign, Segment, Sender
from mailer.errors import LetterProblem, NotSetUpForMail
from mailer.letter.library import Ask, templates_there_are
from outlast.cli._frame import clock
from outlast.cli._frame.answers import ask_text
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_office import NUMBER, campaigns_of
from outlast.cli._mail_segment import in_words, segment_options, segment_said
from outlast.cli._which_list import with_lists
from outlast.cli.output import Output
from outlast.mailing import transitions
from outlast.mailing.calling import how_to_call
from outlast.mailing.drafting import answers, as_text, changed_answers, draft_of, from_text, template_of
from outlast.mailing.letters import Letters, called_in
from outlast.mailing.sender import sender_of
from outlast.mailing.web_answers import fitting
from outlast.places import at_home
from outlast.settings.mail import MailSettings

_BODY = click.option(
    "--body",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The words of the letter, in Markdown, in place of the template's.",
)
_SUBJECT = click.option("--subject", metavar="WORDS", help="The subject, in place of the template's.")
_SET = click.option(
    "--set", "given", multiple=True, metavar="NAME=VALUE", help="Answer what the template asks for (repeatable)."
)
_EDIT = click.option("--edit", is_flag=True, help="Open it in your editor (VISUAL or EDITOR).")


@click.command(cls=Command, lists={"Templates": templates_there_are()})
@click.option("--template", default="plain", show_default=True, metavar="NAME|FILE", help="Where to begin from.")
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="The language of template and foot.")
@_SUBJECT
@_BODY
@_SET
@segment_options
@_EDIT
@click.option("--publication", metavar="NAME", help="Write to the subscribers of this publication.")
@pass_session
def new(
    session: Session,
    /,
    template: str,
    lang: str,
    subject: str | None,
    body: Path | None,
    given: tuple[str, ...],
    edit: bool,
    publication: str | None,
    **said: str | Path | int | None,
) -> None:
    """Write a letter to your subscribers, as a draft: nothing is sent.

    Asks for what the template needs, unless --set answers it. In the words you may write {{ subscriber.first_name }}
    and the like; a file of your own can be the template.

    Examples:
        outlast mail new --template suspended
        outlast mail new --template moved --lang es --set new_address=https://letters.example
        outlast mail new --subject "I am still here" --body letter.md --segment paid
    """
    output, mail = session.output, session.settings.mail
    with campaigns_of(session) as (archive, campaigns):
        slug = with_lists(session, archive, publication)
        draft = made(
            output,
            archive,
            mail,
            publication=slug,
            template=template,
            language=lang,
            subject=subject,
            body=body,
            given=given,
            segment=segment_said(Segment(), **said),  # type: ignore[arg-type]  # click has checked each
        )
        if edit:
            draft = structs.replace(draft, **edited_by_hand(output, draft))
        kept = campaigns.new(draft)
        tell_draft(output, kept, Letters(archive, mail))


@click.command(cls=Command)
@NUMBER
@_SUBJECT
@_BODY
@_SET
@segment_options
@_EDIT
@pass_session
def edit(
    session: Session,
    /,
    number: int,
    subject: str | None,
    body: Path | None,
    given: tuple[str, ...],
    edit: bool,
    **said: str | Path | int | None,
) -> None:
    """Change a letter that nobody has got yet, or to whom it goes.

    Without options it opens your editor. After each change a new test copy is asked for, so that what is sent is what
    you saw.

    Examples:
        outlast mail edit 4
        outlast mail edit 4 --subject "Where to find me now" --segment paid
        outlast mail edit 4 --set new_address=https://letters.example
    """
    output = session.output
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number) as campaign:
        transitions.edited(campaign, clock.now())  # refused before anybody types
        changes: dict[str, object] = {}
        if subject is not None:
            changes["subject"] = one_line(subject)
        if body is not None:
            changes["body"] = words_in(body)
        if given:
            changes["values"] = changed_answers(campaign, values_in(given))
        if any(value is not None for value in said.values()):
            changes["segment"] = segment_said(campaign.segment, **said)  # type: ignore[arg-type]  # click has checked each
        if edit or not changes:
            changes.update(edited_by_hand(output, structs.replace(campaign, **changes)))
        changes = {name: value for name, value in changes.items() if value != getattr(campaign, name)}
        if not changes:
            output.result("Nothing was changed.", number=number, changed=[])
            return
        kept = transitions.edited(campaign, clock.now(), **changes)
        campaigns.save(kept)
        tell_draft(output, kept, Letters(archive, session.settings.mail))


def made(
    output: Output,
    archive: Archive,
    mail: MailSettings,
    *,
    publication: str,
    template: str,
    language: str,
    subject: str | None,
    body: Path | None,
    given: tuple[str, ...],
    segment: Segment,
) -> Campaign:
    """Return a draft of what was said, asking for what is missing.

    Raises:
        UsageError: something is missing and nobody is there to ask.
        LetterProblem: there is no such template, or a file has a slip.
    """
    note, found = template_of(template, language)
    words, values = None if body is None else words_in(body), values_in(given)
    if words is None:
        values = answers(found, values, _asking(output) if output.can_ask else None)
    elif subject is None:
        raise UsageError("A letter in your own words needs a subject.", next='Add: --subject "…"')
    draft = draft_of(
        found,
        publication=publication,
        name=note,
        language=language,
        values=values,
        sender=_sender(archive, mail, publication),
        segment=segment,
        now=clock.now(),
    )
    if words is not None:
        draft = structs.replace(draft, body=words, preheader="")
    return draft if subject is None else structs.replace(draft, subject=one_line(subject))


def tell_draft(output: Output, campaign: Campaign, letters: Letters) -> None:
    """Tell what was kept, whether a mail can be made of it, and what comes next."""
    number, subject, slip = campaign.number, campaign.subject, None
    try:
        subject = letters.subject(campaign, clock.now())
    except NotSetUpForMail as error:
        output.warn(f"{error.what} → {error.advice}")
    except LetterProblem as error:
        slip = error.what
        output.warn(f"{slip} It is kept all the same. → outlast mail edit {number}")
    output.ok(f"Campaign {number} is kept as a draft: “{subject}”, to {in_words(campaign.segment)}.")
    tell_called(output, campaign, letters)
    output.text(f"  Look at it: outlast mail preview {number}    then try it on yourself: outlast mail test {number}")
    output.line(
        "result", number=number, state=campaign.state, subject=subject, segment=in_words(campaign.segment), slip=slip
    )


def tell_called(output: Output, campaign: Campaign, letters: Letters) -> None:
    """Say what the letter calls the publication, where that is only the name of its folder."""
    called = letters.called(campaign)
    if called.guessed:
        output.warn(
            f"The letter calls your publication “{called.name}”, because nothing in the archive tells a better name."
            f" → If that is wrong: {how_to_call(campaign.publication)}"
        )


def edited_by_hand(output: Output, campaign: Campaign) -> dict[str, str]:
    """Return what a person makes of a draft in their editor; nothing where they leave it without saving.

    Raises:
        NeedsConfirmation: nobody is there.
        UsageError: there is no editor.
        LetterProblem: what comes back is no letter.
    """
    if not output.can_ask:
        raise NeedsConfirmation(
            "An editor needs somebody to type.", next="Use instead: outlast mail edit ID --subject … --body FILE"
        )
    try:
        text = click.edit(as_text(campaign), extension=".md")
    except click.ClickException as error:
        raise UsageError(error.format_message(), next="Set EDITOR to the name of your editor, e.g. nano") from None
    return from_text(text) if text is not None else {}


def values_in(given: tuple[str, ...]) -> dict[str, str]:
    """Return the values by name.

    Raises:
        UsageError: one is not NAME=VALUE.
    """
    values = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip().isidentifier():
            raise UsageError(f"--set {one!r} is not NAME=VALUE.", next="Write it like --set new_address=https://…")
        values[name.strip()] = value.strip()
    return values


def words_in(path: Path) -> str:
    """Return the words of a letter from a file.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    try:
        return at_home(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
        raise InputError(f"{path} cannot be read as a letter: {reason}.") from None


def one_line(text: str) -> str:
    """Return a subject without line ends and blanks around it."""
    return " ".join(text.split())


def _asking(output: Output) -> Callable[[Ask], str]:
    def ask(one: Ask) -> str:
        example = f"\n  (for instance: {one.example})" if one.example else ""
        optional = "" if one.required else " (Enter leaves it out)"
        while True:
            answer = ask_text(output, f"{one.question}{optional}{example}\n  Your answer")
            try:
                return fitting(one, answer)
            except UsageError as error:
                output.warn(error.what)

    return ask


def _sender(archive: Archive, mail: MailSettings, publication: str) -> Sender:
    """Return who writes; a draft may be written before the settings say it."""
    name = called_in(archive, publication, mail).name
    return sender_of(mail, name) if mail.sender else Sender(name=mail.sender_name or name, address="")
