"""What there is to say of a list besides its rows: whom no letter reaches, and whether it tells who wants none."""

from collections.abc import Iterator
from dataclasses import dataclass

from backup.audience.addresses import are_plain, why_refused
from backup.audience.columns import is_marked_off
from backup.audience.mail_off import is_clear, mail_off_columns
from backup.model import Problem, Remark
from backup.sources._list_layout import ListLayout
from backup.sources._list_rows import Sorted


@dataclass(slots=True, kw_only=True)
class ListNotes:
    """Counts made while a list is read."""

    unreachable: int = 0
    """Rows whose address no service takes, by the judgement of an export."""
    unclear: int = 0
    """Rows that neither say nor deny that e-mail was turned off."""

    def look(self, found: Sorted) -> None:
        """Count the next rows."""
        if not are_plain(found.addresses):
            self.unreachable += sum(why_refused(address.strip().lower()) is not None for address in found.addresses)
        unclear = {word for word in set(found.mail_off) if not is_clear(word)}
        if unclear:
            self.unclear += sum(word in unclear for word in found.mail_off)

    def tell(self, layout: ListLayout, file: str) -> Iterator[Problem | Remark]:
        """Yield what the writer should know."""
        if self.unclear:
            reason = (
                f"Rows in which email_disabled is neither a yes nor a no: {self.unclear:,}. They are kept, and these"
                " people get no letters. Save the file again with true and false, and import it."
            )
            yield Problem(file=file, reason=reason)
        if self.unreachable:
            text = (
                f"Rows that no letter can reach, because they hold no single, plain address: {self.unreachable:,}."
                " They are kept; each one and its reason is in the problems.csv of: outlast subscribers export"
            )
            yield Remark(file=file, text=text)
        if is_marked_off(layout.header):
            text = (
                "By the file's name these people get no letters, so nobody in it is written to, unless a column says"
                " otherwise. If they do get letters, give the file another name and import it."
            )
            yield Remark(file=file, text=text)
        elif not mail_off_columns(layout.header).tells:
            text = "The list does not tell who turned e-mail off. Import one that does before you write to anybody."
            yield Remark(file=file, text=text)
