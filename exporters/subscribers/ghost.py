"""Members of a Ghost site, in the CSV that it imports.

Format: what Ghost's own importer of members takes, tried with Ghost 5.130 and 6.65. Ghost takes a customer's id only
where the same Stripe account is connected, and drops the whole row where none is; a complimentary plan it then ignores
without a word. So everybody is in files that can be imported at once, and whoever pays or reads for nothing is in one
more for later. A member who gets no letters is never subscribed again by an import.
"""

from backup.audience.person import Person
from backup.audience.subscriber import Status
from exporters.subscribers._base import Column, ListFile, ListReport, ListService, Part, address
from exporters.subscribers._cells import consent, instant, tag_list

_LONGEST_NAME, _LONGEST_NOTE = 191, 2000
_LOOK_UP = "auto"
"""Ghost looks the customer up by the address; Substack's lists of today have no ids."""


def _note(person: Person) -> str:
    return consent(person)[:_LONGEST_NOTE]


def _customer(person: Person) -> str:
    if person.complimentary:
        return ""  # an id would win over the complimentary plan (members-csv-importer.js)
    pays = person.status in (Status.PAID, Status.FOUNDING)
    return person.stripe or (_LOOK_UP if pays else "")


_MEMBER = (
    address("email"),
    Column(name="name", cell=lambda person: person.name),
    Column(name="note", cell=_note),
    Column(name="subscribed_to_emails", cell=lambda person: "false" if person.off else "true"),
    Column(name="labels", cell=tag_list),
    Column(name="created_at", cell=lambda person: instant(person.joined)),
)
_PAYMENT = (
    Column(name="complimentary_plan", cell=lambda person: "true" if person.complimentary else "false"),
    Column(name="stripe_customer_id", cell=_customer),
)
_ALL, _NO_MAIL, _STRIPE = "members.csv", "members-no-mail.csv", "members-stripe.csv"


class Ghost(ListService):
    """See `ListService`."""

    title = "Ghost"
    evidence = "Ghost 5 and 6 take these files: members.csv was imported into both. Payments could not be tried there."
    takes_payments = True
    files = (
        ListFile(name=_ALL, part=Part.ACTIVE, columns=_MEMBER),
        ListFile(name=_NO_MAIL, part=Part.SUPPRESSED, columns=_MEMBER),
        ListFile(
            name=_STRIPE,
            part=Part.AGAIN,
            columns=(*_MEMBER, *_PAYMENT),
            takes=lambda person: person.complimentary or bool(_customer(person)),
        ),
    )

    def fitting(self, name: str) -> str:
        """See `ListService.fitting`."""
        return name[:_LONGEST_NAME]

    def steps(self, report: ListReport) -> tuple[str, ...]:
        """See `ListService.steps`."""
        steps = []
        if report.has(_ALL):
            steps.append(
                f"In Ghost open Members, press the gear, “Import members”, and choose {_ALL}. Ghost sends a mail when"
                " it is through (some 20 members a second), with the rows that it did not take."
            )
        if report.has(_NO_MAIL):
            steps.append(
                f"Import {_NO_MAIL} the same way. These people become members who get no letters:"
                " subscribed_to_emails is false. Do not empty that column, for an empty one subscribes them."
            )
        if report.has(_STRIPE):
            steps.append(
                "Only then connect Stripe, in Settings, Tiers: the same account that Substack uses. After that"
                f" import {_STRIPE}. It has those who pay, by their Stripe customer (“auto” lets Ghost look the"
                " address up), and those who read without paying. Without Stripe Ghost takes none of it."
            )
            steps.append(
                "A complimentary plan has no end in Ghost. The labels gift, comp and group-member say who has one; end"
                " those of gifts yourself when their time is over."
            )
        return tuple(steps)


SERVICE = Ghost
