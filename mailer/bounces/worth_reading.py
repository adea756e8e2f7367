"""Which mails could be about a letter, as their header shows: only of these the content is fetched."""

import re

from mailer.bounces.addresses_in import addresses_in
from mailer.bounces.automatic import automatic
from mailer.bounces.bounce_signs import seems_bounce
from mailer.bounces.headers import Headers
from mailer.bounces.marks import came_to, marks, tokens_of_subject
from mailer.bounces.sections import take_apart

_REPORTS = re.compile(r"multipart/report|feedback-report|delivery-status")
_COMPLAINT = re.compile(r"complaint about message from|abuse report|feedback loop", re.IGNORECASE)


def worth_reading(header: bytes, unsubscribe: str) -> bool:
    """Tell whether a mail with this header may be a report, or a wish that came to the mailbox `unsubscribe`."""
    mail = take_apart(header)
    headers = mail.headers
    return (
        _REPORTS.search(mail.kind) is not None
        or headers.first("return-path").strip() == "<>"
        or seems_bounce(mail)
        or automatic(mail) is not None
        or bool(marks(headers, Headers()))
        or bool(tokens_of_subject(headers))
        or _COMPLAINT.search(headers.words("subject")) is not None
        or unsubscribe.lower() in {one.lower() for value in came_to(headers) for one in addresses_in(value)}
    )
