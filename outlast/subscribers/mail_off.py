"""Whether a list says who turned e-mail off. Formats: substack.md, section 1.5: the dashboard's list does not."""

from backup.audience.cells import split_cells
from backup.audience.columns import address_column
from backup.audience.mail_off import mail_off_columns


def tells_mail_off(header: bytes) -> bool:
    """Tell whether a list with this header has a column that says who turned e-mail off."""
    columns = split_cells(header)
    return address_column(columns) is not None and mail_off_columns(columns).tells
