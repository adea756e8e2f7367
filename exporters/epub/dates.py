"""Days as a book shows them."""

from datetime import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(moment: datetime, language: str) -> str:
    """Return the day, marked as one: in words in an English text, else in figures that all languages read."""
    stamp = moment.date().isoformat()
    shown = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}" if language == "en" else stamp
    return f'<time datetime="{stamp}">{shown}</time>'
