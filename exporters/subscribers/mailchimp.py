"""Contacts of Mailchimp, in one file for each status.

Format per vendor documentation (mailchimp.com/help/format-guidelines-for-your-import-file). The status is chosen for
the whole file at the import. Text longer than 255 bytes is cut there, and letters other than ASCII before the @ are
refused.
"""

from backup.audience.person import Off
from exporters.subscribers._base import Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import day, tag_list
from exporters.subscribers._steps import by_documentation

NOT_ASCII = "Mailchimp refuses addresses with other letters than English ones before the @."
_LONGEST_TEXT = 255
_COLUMNS = (
    address("Email Address"),
    Column(name="First Name", cell=lambda person: person.name),
    Column(name="Tags", cell=tag_list),
    Column(name="Signed up", cell=lambda person: day(person.joined)),
    Column(name="Signup source", cell=lambda person: person.source),
    Column(name="Signup IP", cell=lambda person: person.ip),
)
_ACTIVE, _UNSUBSCRIBED, _CLEANED = "subscribed.csv", "unsubscribed.csv", "cleaned.csv"


class Mailchimp(ListService):
    """See `ListService`."""

    title = "Mailchimp"
    evidence = by_documentation("Mailchimp")
    files = (
        ListFile(name=_ACTIVE, part=Part.ACTIVE, columns=_COLUMNS),
        ListFile(name=_CLEANED, part=Part.SUPPRESSED, columns=_COLUMNS, takes=lambda person: person.off is Off.BOUNCED),
        ListFile(name=_UNSUBSCRIBED, part=Part.SUPPRESSED, columns=_COLUMNS),
    )

    def why_refused(self, address: str) -> str | None:
        """See `ListService.why_refused`."""
        return None if address.rpartition("@")[0].isascii() else NOT_ASCII

    def fitting(self, name: str) -> str:
        """See `ListService.fitting`."""
        return name.encode()[:_LONGEST_TEXT].decode(errors="ignore")

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        parts = ((_UNSUBSCRIBED, "Unsubscribed"), (_CLEANED, "Cleaned"), (_ACTIVE, "Subscribed"))
        steps = [
            f"In Mailchimp open Audience, Import contacts, upload {file}, and choose the status “{status}” for all of"
            " it."
            for file, status in parts
            if report.has(file)
        ]
        steps.append(
            "The files are in this order, so that nobody who left is subscribed even for a minute. Match “Tags” to"
            " tags, and the others to fields; the whole name stands under First Name."
        )
        return tuple(steps)


SERVICE = Mailchimp
