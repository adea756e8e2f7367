"""Members of a Mailgun mailing list, with variables, and its suppressions.

Format per vendor documentation (documentation.mailgun.com). Members go up a thousand at a time. Unsubscribes are
`address,tags,created_at` with the time as in letters (RFC 2822), 25 MB at most; complaints are the same without tags.
"""

from backup.audience.person import Off, Person
from exporters.subscribers._base import Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import facts, mail_time
from exporters.subscribers._steps import by_documentation

_AT_ONCE = 1000
_SMALL_ENOUGH = 80_000
"""Rows of 25 MB, each with the longest address that there is."""
_MEMBERS, _UNSUBSCRIBES, _COMPLAINTS = "members.csv", "unsubscribes.csv", "complaints.csv"


def _known_since(person: Person) -> str:
    """No list says when somebody left; by its date they had."""
    return mail_time(person.as_of)


class Mailgun(ListService):
    """See `ListService`."""

    title = "Mailgun"
    evidence = by_documentation("Mailgun")
    files = (
        ListFile(
            name=_MEMBERS,
            part=Part.ACTIVE,
            columns=(
                address("address"),
                Column(name="name", cell=lambda person: person.name),
                Column(name="vars", cell=facts),
            ),
            most_rows=_AT_ONCE,
        ),
        ListFile(
            name=_COMPLAINTS,
            part=Part.SUPPRESSED,
            columns=(address("address"), Column(name="created_at", cell=_known_since)),
            takes=lambda person: person.off is Off.COMPLAINED,
            most_rows=_SMALL_ENOUGH,
        ),
        ListFile(
            name=_UNSUBSCRIBES,
            part=Part.SUPPRESSED,
            columns=(
                address("address"),
                Column(name="tags", cell=lambda _: "*"),
                Column(name="created_at", cell=_known_since),
            ),
            most_rows=_SMALL_ENOUGH,
        ),
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = []
        for name, path in ((_UNSUBSCRIBES, "unsubscribes"), (_COMPLAINTS, "complaints")):
            stem = name.removesuffix(".csv")
            if any(one.name.startswith(f"{stem}-") for one in report.files):
                steps.append(
                    f"Upload each file {stem}-….csv to your domain's suppressions before anything else, in the"
                    f" control panel or with: curl --user api:KEY https://api.mailgun.net/v3/DOMAIN/{path}/import -F"
                    f" file=@{stem}-0001.csv"
                )
        steps.append(
            "Make a mailing list, then upload each file members-….csv to it (a thousand members each, as Mailgun"
            " takes no more at once), with: curl --user api:KEY https://api.mailgun.net/v3/lists/LIST/members.csv -F"
            " subscribed=yes -F upsert=yes -F members=@members-0001.csv"
        )
        return tuple(steps)


SERVICE = Mailgun
