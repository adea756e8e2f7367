"""What all services have in common to do over there.

Stripe: what the services' documentation says of leaving Substack (buttondown/docs: substack.mdoc;
forum.ghost.org/t/29620).
"""

from exporters.subscribers._base import LEAVE_OUT, ListReport, ListService

_NO_SPREADSHEET = (
    "Import the files as they are. A spreadsheet that opens and saves them changes dates, and runs an address that"
    " begins with = as a formula."
)
_PROBLEMS = "Look into problems.csv: it names every row that was left out or changed, and why."
_LEAVE_OUT = (
    "Do not import leave-out.csv. These people turned e-mail off: keep the file as your record, and compare it with"
    " what is there before the first letter goes out."
)
_STRIPE_FIRST = (
    "Payments: do not disconnect Stripe in Substack's dashboard. That cancels every paid subscription and pays the"
    " money back. Write to Substack's support first: “Please remove the 10 % application fee, without cancelling or"
    " refunding anything.”"
)
_STRIPE_LEAVE = (
    "When they have answered, disconnect Substack in your own Stripe account: Settings, then Installed apps. Is your"
    " account there called “Express”, it belongs to Substack; then the cards have to be copied to a new account, and"
    " Stripe's support does that."
)
_STRIPE_AGAIN = (
    "Whoever pays between this list and that moment is missing here. So get a new list from the platform afterwards,"
    " save it with: outlast import FILE, and run this command again with --replace."
)
_STRIPE_STAYS = (
    "{title} does not take over subscriptions that are paid through Stripe. The tags say who pays; the money goes on"
    " coming in as long as your Stripe account and Substack stay connected."
)


def all_steps(service: ListService, report: ListReport, *, problems: bool) -> tuple[str, ...]:
    """Return everything to do, in order."""
    steps = [service.evidence, _NO_SPREADSHEET]
    if problems:
        steps.append(_PROBLEMS)
    if report.paying:
        steps.append(_STRIPE_FIRST)
    steps += service.steps(report)
    if report.has(LEAVE_OUT.name):
        steps.append(_LEAVE_OUT)
    if report.paying:
        steps += [_STRIPE_LEAVE, _STRIPE_AGAIN] if service.takes_payments else [_stays(service)]
    return tuple(steps)


def _stays(service: ListService) -> str:
    return _STRIPE_STAYS.format(title=service.title)


def by_documentation(title: str) -> str:
    """Return the evidence for a service that nobody but its maker can run."""
    return (
        f"The files are made as {title}'s documentation describes them, and could not be tried there. Import a file of"
        " ten rows first, and look at what became of them."
    )
