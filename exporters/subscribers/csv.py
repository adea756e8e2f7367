"""Plain CSV with everything that is known, for any other service or a spreadsheet."""

from exporters.subscribers._base import Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import instant, tag_list, tags

_COLUMNS = (
    address("email"),
    Column(name="name", cell=lambda person: person.name),
    Column(name="kind", cell=lambda person: tags(person)[0]),
    Column(name="plan", cell=lambda person: person.plan),
    Column(name="tags", cell=tag_list),
    Column(name="created_at", cell=lambda person: instant(person.joined)),
    Column(name="expires_at", cell=lambda person: instant(person.expires)),
    Column(name="first_paid_at", cell=lambda person: instant(person.first_paid)),
    Column(name="source", cell=lambda person: person.source),
    Column(name="ip", cell=lambda person: person.ip),
    Column(name="stripe_customer_id", cell=lambda person: person.stripe),
)
_ACTIVE, _OFF = "subscribers.csv", "no-mail.csv"


class PlainCsv(ListService):
    """See `ListService`."""

    title = "The other service"
    evidence = "These are plain tables: UTF-8, commas, quotes where they are needed."
    files = (
        ListFile(name=_ACTIVE, part=Part.ACTIVE, columns=_COLUMNS),
        ListFile(
            name=_OFF,
            part=Part.SUPPRESSED,
            columns=(*_COLUMNS, Column(name="why", cell=lambda person: str(person.off))),
        ),
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = []
        if report.has(_OFF):
            steps.append(
                f"The people in {_OFF} must get no letters. Does the service have a place for such addresses"
                " (suppressions, unsubscribed, blocklist), put them there first; never import them as subscribers."
            )
        if report.has(_ACTIVE):
            steps.append(f"Import {_ACTIVE}, and match its columns to the fields of the service.")
        return tuple(steps)


SERVICE = PlainCsv
