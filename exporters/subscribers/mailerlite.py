"""Subscribers of MailerLite, with the fields that show consent.

Format per vendor documentation (mailerlite.com/help; fields: the README of mailerlite-nodejs). Columns have the names
of the fields of its API, times as `YYYY-MM-DD HH:MM:SS` in UTC. Nobody is asked to confirm again.
"""

from backup.audience.person import Off, Person
from exporters.subscribers._base import Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import day_and_time, tags
from exporters.subscribers._steps import by_documentation

_STATUSES = {Off.UNSUBSCRIBED: "unsubscribed", Off.BOUNCED: "bounced", Off.COMPLAINED: "junk"}


def _joined(person: Person) -> str:
    return day_and_time(person.joined)


_COLUMNS = (
    address("email"),
    Column(name="name", cell=lambda person: person.name),
    Column(name="last_name", cell=lambda _: ""),
    Column(name="status", cell=lambda person: _STATUSES[person.off] if person.off else "active"),
    Column(name="subscribed_at", cell=_joined),
    Column(name="ip_address", cell=lambda person: person.ip),
    Column(name="opted_in_at", cell=_joined),
    Column(name="optin_ip", cell=lambda person: person.ip),
    Column(name="source", cell=lambda person: person.source),
    Column(name="kind", cell=lambda person: tags(person)[0]),
    Column(name="plan", cell=lambda person: person.plan),
)
_ACTIVE, _OFF = "subscribers.csv", "unsubscribed.csv"


class MailerLite(ListService):
    """See `ListService`."""

    title = "MailerLite"
    evidence = by_documentation("MailerLite")
    files = (
        ListFile(name=_ACTIVE, part=Part.ACTIVE, columns=_COLUMNS),
        ListFile(name=_OFF, part=Part.SUPPRESSED, columns=_COLUMNS),
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = []
        if report.has(_OFF):
            steps.append(
                f"The people in {_OFF} must get no letters. MailerLite's API takes them with their status (POST"
                " /api/subscribers; the columns are called as its fields). Do not import the file as active"
                " subscribers: if your import offers no status, keep it as your record, and leave them out."
            )
        if report.has(_ACTIVE):
            steps.append(
                f"In MailerLite open Subscribers, Add subscribers, and upload {_ACTIVE} into a group. Make fields for"
                " source, kind and plan. subscribed_at, opted_in_at and the addresses of computers are your evidence"
                " that they agreed: keep the file."
            )
        return tuple(steps)


SERVICE = MailerLite
