"""Whether a list says who turned e-mail off. Formats: substack.md, section 1.5: the dashboard's list does not."""

from backup.audience.cells import split_cells
from backup.audience.columns import address_column
from backup.audience.subscriber import understanding

_WORDS = (b"unsubscribed", b"true", b"false")
"""One of them in all columns means “off” to every list that has a column for it, whatever that one is called."""


def tells_mail_off(header: bytes) -> bool:
    """Tell whether a list with this header has a column that says who turned e-mail off."""
    columns = split_cells(header)
    if address_column(columns) is None:
        return False
    read = understanding(columns)
    return any(read(b",".join([word] * len(columns))).disabled for word in _WORDS)
