"""Subscribers of Buttondown, with tags and notes.

Format per vendor documentation (docs.buttondown.com: api-imports-introduction, api-subscribers-type). Only the address
is needed; `email`, `name` and `tags` it finds by themselves. Its import has no form for people who get no letters.
"""

from exporters.subscribers._base import LEAVE_OUT, Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import american_day, consent, tag_list
from exporters.subscribers._steps import by_documentation

_ACTIVE = "subscribers.csv"


class Buttondown(ListService):
    """See `ListService`."""

    title = "Buttondown"
    evidence = by_documentation("Buttondown")
    takes_payments = True
    files = (
        ListFile(
            name=_ACTIVE,
            part=Part.ACTIVE,
            columns=(
                address("email"),
                Column(name="date", cell=lambda person: american_day(person.joined)),
                Column(name="tags", cell=tag_list),
                Column(name="name", cell=lambda person: person.name),
                Column(name="notes", cell=consent),
            ),
        ),
        LEAVE_OUT,
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = [
            (
                f"In Buttondown open Subscribers, Import, and choose {_ACTIVE}. The dates are month/day/year. Nobody"
                " is asked to confirm again; a big list may be looked at by a person first, and your account waits"
                " meanwhile."
            ),
        ]
        if report.paying:
            steps.append(
                "Connect the same Stripe account that Substack uses (Settings, Paid subscriptions): Buttondown finds"
                " the subscriptions by the address. Comps and gifts are only tags here; make them gift subscriptions"
                " there."
            )
        return tuple(steps)


SERVICE = Buttondown
