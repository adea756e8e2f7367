"""Subscribers of listmonk, with their attributes, and its blocklist.

Format: listmonk's source (knadh/listmonk, internal/subimporter/importer.go). It knows three columns, by their exact
names, and skips a row with fewer. What is no JSON object in `attributes` is dropped, and the row stays. An address on
the blocklist stays off when it is imported again.
"""

from exporters.subscribers._base import Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import facts

_COLUMNS = (
    address("email"),
    Column(name="name", cell=lambda person: person.name),
    Column(name="attributes", cell=facts),
)
_ACTIVE, _BLOCKED = "subscribers.csv", "blocklist.csv"


class Listmonk(ListService):
    """See `ListService`."""

    title = "listmonk"
    evidence = (
        "The files are made as listmonk's source reads them, and could not be tried there."
        " Import them into a list for trying first."
    )
    files = (
        ListFile(name=_ACTIVE, part=Part.ACTIVE, columns=_COLUMNS),
        ListFile(name=_BLOCKED, part=Part.SUPPRESSED, columns=_COLUMNS),
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = []
        if report.has(_BLOCKED):
            steps.append(
                f"In listmonk open Subscribers, Import, choose the mode “Blocklist”, and upload {_BLOCKED}. Do this"
                " first, so that nobody in it is ever written to."
            )
        if report.has(_ACTIVE):
            steps.append(
                "Then the mode “Subscribe”, the subscription status “Confirmed” (they agreed on the old platform),"
                f" the delimiter comma, your list, and {_ACTIVE}. “Unconfirmed” would leave them out of a double opt-"
                " in list."
            )
            steps.append(
                "Who pays, since when and by which way somebody subscribes stands in the attributes, for queries like:"
                " subscribers.attribs->'substack'->>'status' = 'paid'"
            )
        return tuple(steps)


SERVICE = Listmonk
