"""A subscriber, understood from one row of any list. Formats: substack.md, section 1.5.

A row says what its list knew when it was made, so nothing here compares with today's date.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from backup.audience.addresses import why_refused
from backup.audience.booleans import read_boolean
from backup.audience.cells import split_cells
from backup.audience.columns import ListVariant, address_column, detect, key_of, plain_name
from backup.audience.mail_off import mail_off_columns

_DELETED_DOMAIN = "@deletion-request.substack.com"
_FOREVER = "2100"
"""Complimentary subscriptions end in the year 2118 (2118-09-11T12:14:56.557Z in a list of 2021)."""


class Status(StrEnum):
    """What a subscriber has subscribed to."""

    FREE = "free"
    PAID = "paid"
    FOUNDING = "founding"
    COMP = "comp"
    GIFT = "gift"
    TRIAL = "trial"
    MEMBER = "member"
    """Of a group that somebody else pays for."""
    LAPSED = "lapsed"
    """Paid once, and no longer does."""
    DELETED = "deleted"
    """Had the platform delete the account; the address is a placeholder."""

    @property
    def active(self) -> bool:
        """Tell whether it opens what is behind the paywall."""
        return self not in (Status.FREE, Status.LAPSED, Status.DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person who gets the posts, as one list knows them."""

    key: str
    """The address in lower case: what makes two rows the same person."""
    email: str
    """The address as it came."""
    name: str | None = None
    status: Status = Status.FREE
    disabled: bool = False
    """The person gets no letters: turned e-mail off, bounced, or is blocked. The dashboard's list (F) does not tell."""
    plan: str | None = None
    """The platform's word for the interval: monthly, yearly … `None` for `other`, its word for none."""
    created_at: str | None = None
    expires_at: str | None = None
    first_paid_at: str | None = None
    evidence: str = ""
    """Why the status is what it is, for people."""

    @property
    def paid(self) -> bool:
        """Tell whether money comes in for this subscription now."""
        return self.status in (Status.PAID, Status.FOUNDING, Status.MEMBER)

    @property
    def deleted(self) -> bool:
        """Tell whether the person had the account deleted."""
        return self.status is Status.DELETED

    @property
    def may_mail(self) -> bool:
        """Tell whether a letter may go to this address."""
        return not self.disabled and not self.deleted and why_refused(self.email.strip().lower()) is None


def understand(header: Sequence[str], record: bytes) -> Subscriber:
    """Return the subscriber of one record; for many, `understanding` is faster.

    Raises:
        ValueError: no column of the header is an address.
    """
    return understanding(header)(record)


def understanding(header: Sequence[str]) -> Callable[[bytes], Subscriber]:
    """Return a function from a record of the list with this header to its subscriber. The function never raises.

    Raises:
        ValueError: no column of the header is an address.
    """
    variant, column = detect(header), address_column(header)
    if variant is None or column is None:
        raise ValueError("none of the columns is an address")
    names = [plain_name(name) for name in header]
    read, mail_off = _READERS[variant], mail_off_columns(header)

    # Of two columns with one name the first counts.
    places = [(name, i) for i, name in reversed(list(enumerate(names)))]

    def subscriber(record: bytes) -> Subscriber:
        cells = [cell.strip() for cell in split_cells(record)]
        if len(cells) < len(names):
            cells += [""] * (len(names) - len(cells))
        return read({name: cells[i] for name, i in places}, cells[column], mail_off.is_off(cells))

    return subscriber


_Cells = Mapping[str, str]


def _made(
    cells: _Cells, email: str, status: Status, evidence: str, *, disabled: bool, plan: str | None = None
) -> Subscriber:
    key, get = key_of(email), cells.get
    deleted = key.endswith(_DELETED_DOMAIN)
    return Subscriber(
        key=key,
        email=email,
        name=get("name") or get("full name") or get("full_name") or get("display name") or None,
        status=Status.DELETED if deleted else status,
        disabled=disabled,
        plan=plan,
        created_at=get("created_at") or get("start date") or None,
        expires_at=get("expiry") or get("expiration date") or None,
        first_paid_at=get("first_payment_at") or get("first paid date") or None,
        evidence="the address of a deleted account" if deleted else evidence,
    )


def _total_list(cells: _Cells, email: str, disabled: bool) -> Subscriber:
    """A, B, C and D: `active_subscription`, and but for D the plan."""
    plan = _plan(cells.get("plan"))
    status, evidence = _total_status(cells, plan)
    return _made(cells, email, status, evidence, disabled=disabled, plan=plan)


def _total_status(cells: _Cells, plan: str | None) -> tuple[Status, str]:
    if not _is_true(cells.get("active_subscription")):
        if cells.get("first_payment_at"):
            return Status.LAPSED, "paid once, not active now"
        return (Status.LAPSED, f"plan {plan}, not active") if plan else (Status.FREE, "not active")
    if cells.get("expiry", "") >= _FOREVER:
        return Status.COMP, "active without end"
    if plan == "founding":
        return Status.FOUNDING, "plan founding"
    if plan or "plan" not in cells:
        return Status.PAID, f"active, plan {plan}" if plan else "active"
    return Status.COMP, "active without a plan"


_TYPES = {
    "paid": Status.PAID,
    "iap": Status.PAID,
    "ios_app": Status.PAID,
    "founding": Status.FOUNDING,
    "comp": Status.COMP,
    "author": Status.COMP,
    "gift": Status.GIFT,
    "free_trial": Status.TRIAL,
    "trial": Status.TRIAL,
    "free": Status.FREE,
    "": Status.FREE,
}


def _subscribers_list(cells: _Cells, email: str, disabled: bool) -> Subscriber:
    """E: `type`, and a Stripe customer where somebody pays or paid."""
    kind, customer = _word(cells.get("type")), bool(cells.get("stripe_connected_customer_id"))
    status, evidence = _TYPES.get(kind, Status.FREE), f"type {kind}" if kind else "no type"
    if kind == "paid" and not customer:
        status, evidence = Status.MEMBER, "type paid, but no Stripe customer: probably in a group"
    elif status is Status.FREE and customer:
        status, evidence = Status.LAPSED, f"{evidence}, but a Stripe customer"
    return _made(cells, email, status, evidence, disabled=disabled)


def _dashboard_list(cells: _Cells, email: str, disabled: bool) -> Subscriber:
    """F: labels for people. Values seen: `substack.md` 1.5."""
    kind, group = _word(cells.get("type")), _word(cells.get("group membership"))
    status, evidence = _TYPES.get(kind, Status.FREE), f"type {kind}" if kind else "no type"
    if "type" not in cells or kind not in _TYPES:
        paying = _is_true(cells.get("can see paid content"))
        status, evidence = (Status.PAID if paying else Status.FREE), f"{evidence}, paid content: {paying}"
    if group == "member" and status in (Status.PAID, Status.FREE):
        status, evidence = Status.MEMBER, "member of a group"
    elif status is Status.FREE and cells.get("first paid date"):
        status, evidence = Status.LAPSED, f"{evidence}, paid once"
    plan = _plan(cells.get("subscription interval"))
    return _made(cells, email, status, evidence, disabled=disabled, plan=plan)


def _other_list(cells: _Cells, email: str, disabled: bool) -> Subscriber:
    """Any list: a name, and who gets no letters."""
    return _made(cells, email, Status.FREE, "a list of addresses", disabled=disabled)


_READERS: dict[ListVariant, Callable[[_Cells, str, bool], Subscriber]] = {
    ListVariant.A: _total_list,
    ListVariant.B: _total_list,
    ListVariant.C: _total_list,
    ListVariant.D: _total_list,
    ListVariant.E: _subscribers_list,
    ListVariant.F: _dashboard_list,
    ListVariant.OTHER: _other_list,
}


def _is_true(value: str | None) -> bool:
    return bool(value) and read_boolean(value or "") is True


def _word(value: str | None) -> str:
    word = (value or "").casefold().replace(" ", "_")
    return "" if word == "none" else word


def _plan(value: str | None) -> str | None:
    plan = _word(value)
    return None if plan in ("", "other", "free") else plan
