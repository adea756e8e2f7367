"""Contacts of Keila, with their data.

Format: Keila's source (pentacent/keila, lib/keila/contacts/import.ex). It puts the cells of a row into its known
columns in turn, whatever other columns stand between them, so there are no others. One row that it does not take ends
the whole import. It has no form for people who get no letters: it leaves a row out whose status is not “active”, and
takes one that is “inactive”.
"""

from exporters.subscribers._base import LEAVE_OUT, Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import facts

_ACTIVE = "contacts.csv"


class Keila(ListService):
    """See `ListService`."""

    title = "Keila"
    evidence = (
        "The files are made as Keila's source reads them, and could not be tried there."
        " Import them into a project for trying first."
    )
    files = (
        ListFile(
            name=_ACTIVE,
            part=Part.ACTIVE,
            columns=(
                address("Email"),
                Column(name="First name", cell=lambda person: person.name),
                Column(name="Last name", cell=lambda _: ""),
                Column(name="Data", cell=facts),
            ),
        ),
        LEAVE_OUT,
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:  # noqa: ARG002
        """See `ListService.steps`."""
        return (
            (
                f"In Keila open Contacts, Import, and choose {_ACTIVE}. Add no columns to it: Keila would put every"
                " cell after them into the wrong place."
            ),
            (
                "Does Keila refuse one row, nothing at all is imported. It names the line; take that person out, and"
                " import the file again."
            ),
            (
                "Who pays, since when and by which way somebody subscribes stands in Data. The whole name stands"
                " under First name: Outlast does not guess which part of a name is which."
            ),
        )


SERVICE = Keila
