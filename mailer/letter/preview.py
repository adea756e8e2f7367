"""What one recipient will see of a letter, and what about it is worth a warning."""

from email import message_from_bytes
from email.header import decode_header, make_header

import msgspec

from mailer.letter.fields import Values
from mailer.letter.proof import undotted, words
from mailer.letter.rendering import Rendered
from mailer.model import Mail

_LARGE = 40_000


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as its recipient will see it."""

    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...]
    """The fields of the head with their decoded values, in their order."""
    size: int
    """Bytes on the line."""
    warnings: tuple[str, ...] = ()
    """Sentences."""


def preview_of(mail: Mail, rendered: Rendered, values: Values, slow_because: str) -> Preview:
    """Return what is seen of a mail that was made of a rendering and a recipient's values."""
    subject, text, html = words(rendered, values)
    parsed = message_from_bytes(undotted(mail.content))
    warnings = [slow_because] if slow_because else []
    if len(mail.content) > _LARGE:
        warnings.append(
            f"The mail has {len(mail.content) // 1000} KB. Below {_LARGE // 1000} KB it opens well everywhere."
        )
    return Preview(
        subject=subject,
        text=text,
        html=html,
        headers=tuple((name, str(make_header(decode_header(str(value))))) for name, value in parsed.items()),
        size=len(mail.content),
        warnings=tuple(warnings),
    )
