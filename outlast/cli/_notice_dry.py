"""`outlast notice --dry-run`: who would get it and who would not, without a question, also before mail is set up."""

from collections.abc import Mapping

from backup.archive.archive import Archive
from mailer.campaign import Campaign
from mailer.errors import NotSetUpForMail
from mailer.letter.library import LetterTemplate
from outlast.cli._frame import clock
from outlast.cli._frame.session import Session
from outlast.cli._mail_look import planned
from outlast.cli._reports.campaigns import people, plan_fields, tell_people, tell_plan
from outlast.cli.output import Output
from outlast.exit_codes import ExitCode
from outlast.mailing.letters import Letters
from outlast.mailing.recipients import choose
from outlast.mailing.sender import missing, must_be_set
from outlast.mailing.suppressing import suppression_list
from outlast.settings.mail import MailSettings


def examples(output: Output, template: LetterTemplate, values: Mapping[str, str]) -> dict[str, str]:
    """Return answers for a letter that nobody is going to get, and say which of them are still to be given."""
    for ask in template.asks:
        if ask.required and not values.get(ask.name):
            output.attention(f"Not answered yet: {ask.question}  → --set {ask.name}=…")
    examples = {ask.name: ask.example if ask.required else "" for ask in template.asks}
    return {**examples, **{name: value for name, value in values.items() if value}}


def show_only(session: Session, archive: Archive, mail: MailSettings, draft: Campaign) -> int:
    """Show what would be sent, and what is missing."""
    output, lacking = session.output, missing(mail)
    fields: dict[str, object] = {"ready": False}
    if "mail.from" not in lacking:
        plan = planned(session, archive, draft, mail, draft.segment)
        subject = Letters(archive, mail).subject(draft, clock.now())
        tell_plan(output, plan, subject, clock.now())
        fields = plan_fields(plan, subject)
    else:
        chosen = choose(archive, draft.publication, draft.segment, suppressed=suppression_list(archive).reason_of)
        output.prose(f"To {people(chosen)}.")
        tell_people(output, chosen)
        fields |= {"recipients": len(chosen), "paid": chosen.paid, "left_out": dict(chosen.left_out)}
    try:
        must_be_set(mail)
    except NotSetUpForMail as error:
        output.bad(error.what)
        output.text(f"  → {error.advice}")
    output.text("Nothing was kept or sent (--dry-run).")
    output.line("result", **fields, missing=lacking, dry_run=True)
    return ExitCode.NOT_SET_UP if lacking else ExitCode.DONE
