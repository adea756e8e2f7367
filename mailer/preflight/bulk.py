"""Whether so many letters go to Gmail that its rules for bulk senders hold, which they then do for ever (rule R2)."""

from mailer.preflight.check import Check, State

BULK = 5_000
"""Letters to personal Gmail addresses in 24 hours, over all names of the writer's domain."""
NEAR = 4_500
"""“Close to 5,000” is what Google's page says."""
_SOURCE = "Google’s email sender guidelines FAQ, support.google.com/a/answer/14229414 (R2, R3)"


def check_bulk(to_gmail: int, *, one_click: bool) -> Check:
    """Return what follows from `to_gmail` letters in a day; `one_click` says whether RFC 8058 is offered."""
    name = "Rules for bulk senders"
    if to_gmail < NEAR:
        return Check(
            name=name,
            state=State.OK,
            what=f"At most {to_gmail:,} letters a day go to Gmail, fewer than {BULK:,}.",
            source=_SOURCE,
        )
    what = (
        f"About {to_gmail:,} letters a day go to Gmail. "
        f"From {BULK:,} on you are a bulk sender there, and stay one for good"
    )
    if one_click:
        return Check(
            name=name,
            state=State.ATTENTION,
            what=f"{what}: SPF and DKIM and DMARC must all be right, and complaints stay below 0.1 %.",
            next="Spread the letters over more days (mail.daily), if you would rather not",
            source=_SOURCE,
        )
    return Check(
        name=name,
        state=State.BAD,
        what=f"{what}. Gmail then wants unsubscribing with one click, and these letters do not offer it.",
        next="Set up the drop-box (outlast mail drop-box), or spread the letters over more days (mail.daily)",
        source=_SOURCE,
    )
