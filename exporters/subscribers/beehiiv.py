"""Subscribers of beehiiv, with custom fields.

Format per vendor documentation (beehiiv support 4412705350679, 12231121444759, 14966988360215). Fields are matched by
the names of the columns. It has no form for people who get no letters, and can switch those who left back on.
"""

from exporters.subscribers._base import LEAVE_OUT, Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import day, tag_list, tags
from exporters.subscribers._steps import by_documentation

_ACTIVE = "subscribers.csv"


class Beehiiv(ListService):
    """See `ListService`."""

    title = "beehiiv"
    evidence = by_documentation("beehiiv")
    files = (
        ListFile(
            name=_ACTIVE,
            part=Part.ACTIVE,
            columns=(
                address("email"),
                Column(name="name", cell=lambda person: person.name, needs="name"),
                Column(name="tags", cell=tag_list),
                Column(name="kind", cell=lambda person: tags(person)[0]),
                Column(name="plan", cell=lambda person: person.plan),
                Column(name="subscribed_on", cell=lambda person: day(person.joined)),
                Column(name="source", cell=lambda person: person.source),
            ),
        ),
        LEAVE_OUT,
    )

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = [
            (
                "In beehiiv open Settings, Subscribers Import. More than 10 subscribers need Stripe's check of who"
                " you are, and more than 10,000 a request by form; ask for both now, it takes days."
            ),
            (
                "Turn “Send welcome email” and “Add to automations” off, or all of them get a letter at once. Never"
                " let it reactivate existing subscribers: who has left there would be back."
            ),
            f"Choose {_ACTIVE} and match the columns: name, kind, plan, subscribed_on and source are custom fields.",
        ]
        if report.paying:
            steps.append(
                "Paid subscriptions come only by beehiiv's own way for Stripe: the cards are copied to another Stripe"
                " account (up to 72 hours), the old subscriptions are ended, and prices and currency must be the same."
            )
        return tuple(steps)


SERVICE = Beehiiv
