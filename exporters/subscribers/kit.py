"""Subscribers of Kit (ConvertKit), with tags and custom fields.

Format per vendor documentation (help.kit.com 2502555, developers.kit.com). An empty cell empties the field that is
there, so a column that the list cannot fill is left out. Its import has no form for people who get no letters.
"""

from exporters.subscribers._base import LEAVE_OUT, Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import day, tag_list
from exporters.subscribers._steps import by_documentation

_ACTIVE = "subscribers.csv"


class Kit(ListService):
    """See `ListService`."""

    title = "Kit"
    evidence = by_documentation("Kit")
    blanks_overwrite = True
    files = (
        ListFile(
            name=_ACTIVE,
            part=Part.ACTIVE,
            columns=(
                address("email"),
                Column(name="first_name", cell=lambda person: person.name, needs="name"),
                Column(name="tags", cell=tag_list),
                Column(name="subscribed_on", cell=lambda person: day(person.joined), needs="joined"),
                Column(name="signup_source", cell=lambda person: person.source),
                Column(name="signup_ip", cell=lambda person: person.ip, needs="ip"),
                Column(name="stripe_customer_id", cell=lambda person: person.stripe, needs="stripe"),
            ),
        ),
        LEAVE_OUT,
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:  # noqa: ARG002
        """See `ListService.steps`."""
        return (
            (
                "In Kit make custom fields with the names of the columns: subscribed_on, signup_source, and the"
                " others of the file's first line."
            ),
            (
                f"Then Subscribers, Import subscribers, and choose {_ACTIVE}. Are some of these people in Kit"
                " already? An empty cell empties what Kit has of them, so delete the columns first that you do not"
                " need. Tags are only added."
            ),
            "The whole name stands under first_name: Outlast does not guess which part of a name is which.",
        )


SERVICE = Kit
