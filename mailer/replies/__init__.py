"""What a server's answer means: try again, slow down, suppress, pause, stop (`docs/reference/smtp-answers.md`).

deciding.py   the first row that fits
rule.py       what a row can say
later.py      rows for answers that are not final
never.py      rows for answers that are
account.py    of these, rows for the writer's own account and quota
words.py      a server's words without addresses, and as rows look at them
page.py       the rows as a page for people
"""

from mailer.replies.deciding import decide
from mailer.replies.words import without_addresses

__all__ = ["decide", "without_addresses"]
