"""A made-up list with everything that is hard to carry over. All people are invented."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from backup.audience.cells import join_cells
from backup.audience.saved_list import MailOff, SavedList

HEADER = (
    "Email", "Name", "Type", "Start date", "Expiration date", "First paid date", "Subscription interval",
    "Group membership", "Subscription source (free)", "email_disabled", "stripe_customer_id", "ip", "bounced", "complained",
)  # fmt: skip
"""As the dashboard's list (variant F), with what other lists have besides."""
AS_OF = datetime(2026, 1, 1, 12, tzinfo=UTC)
START = "2024-08-10T04:56:48.801Z"
FOREVER = "2118-09-11T12:14:56.557Z"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff " * 8


_COLUMNS = {
    "email": "Email",
    "name": "Name",
    "kind": "Type",
    "start": "Start date",
    "expires": "Expiration date",
    "paid": "First paid date",
    "interval": "Subscription interval",
    "group": "Group membership",
    "source": "Subscription source (free)",
    "off": "email_disabled",
    "stripe": "stripe_customer_id",
    "ip": "ip",
    "bounced": "bounced",
    "complained": "complained",
}


def row(email: str, name: str = "", kind: str = "Free", start: str = START, off: str = "false", **more: str) -> bytes:
    """Return the record of a subscriber; what is not said is empty."""
    given = {"email": email, "name": name, "kind": kind, "start": start, "off": off, **more}
    cells = {_COLUMNS[field]: cell for field, cell in given.items()}
    return join_cells([cells.get(column, "") for column in HEADER])


ACTIVE = [
    row("ada@example.org", "Lovelace, Ada", "Paid", paid=START, stripe="cus_ADA1", ip="203.0.113.7"),
    row("  Bela@Example.ORG ", 'Béla "the lamp" Kovács', source="google.com, search"),
    row("ömil@example.org", "Ömil", start=""),
    row("anna@münchen.example", "Anna"),
    row("=cmd@example.org", "=HYPERLINK(\"https://evil.example\",\"click\")"),
    row("+plus@example.org", "+1 555"),
    row("-minus@example.org", "-2+3"),
    row("o'brien_{x}!#$%&tag@example.org", "@SUM(A1)"),
    row("noor@example.org", "نور الهدى"),
    row("tal@example.org", "\u202eTal\u202c טל"),
    row("lines@example.org", "Two\nlines\tand\x07bell"),
    row("carla@example.org", "Carla", "Comp", expires=FOREVER, stripe="cus_CARLA1"),
    row("cora@example.org", "Cora", "Comp", expires="2020-12-31T00:00:00.000Z"),
    row("gift@example.org", "Gil", "Gift", expires="2027-01-01T00:00:00.000Z"),
    row("fay@example.org", "Fay", "Founding", interval="yearly"),
    row("gus@example.org", "Gus", "Paid", group="member"),
    row("tria@example.org", "Tria", "Free_Trial"),
    row("lars@example.org", "Lars", paid=START, stripe="cus_LARS1"),
    row("future@example.org", "Vera", start="2031-01-01T00:00:00.000Z"),
    row("undated@example.org", "Ulla", start="last summer"),
    row("plan@example.org", "Pia", "Paid", interval="=1+1, yearly"),
    row("long@example.org", LONG_NAME.strip()),
    row("customer@example.org", "Cus", stripe='=HYPERLINK("x")'),
    row("true@example.org", "true"),
    row("TWIN@example.org", "Twin who says most", "Paid", paid=START),
]  # fmt: skip
SUPPRESSED = [
    row("dora@example.org", "Dora, off", off="true"),
    row("payer.off@example.org", "Payer", "Paid", off="TRUE", stripe="cus_OFF1"),
    row("bo@example.org", "Bo", bounced="2025-01-01"),
    row("com@example.org", "Com", complained="true"),
    row("half.off@example.org", "Half says more", "Comp"),
]
TWINS = [row("twin@Example.org"), row("half.off@example.org", off="true"), row("anna@xn--mnchen-3ya.example")]
MASKED = [row("******@******.com", "******"), row("b***@example.org", "Bob R*****")]
DELETED = [row("4f2a@deletion-request.substack.com")]
REFUSED = [
    row("", "Nobody"),
    row("nobody", "=1+1"),
    row("two@at@example.org"),
    row("in side@example.org"),
    row("a..b@example.org"),
    row(".a@example.org"),
    row("host@localhost"),
    row("host@-example.org"),
    row("host@example..org"),
    row("host@1.2.3.4"),
    row("zero\u200bwidth@example.org"),
    row(f"{'x' * 65}@example.org"),
    row(f"x@{'a.' * 130}org"),
    b"short row",
]
FORGOTTEN = [row("forget.me@example.org", "Forgotten")]
ROWS = sorted([*ACTIVE, *SUPPRESSED, *TWINS, *MASKED, *DELETED, *REFUSED, *FORGOTTEN])


def made_list(
    records: Iterable[bytes] = ROWS, header: Sequence[str] = HEADER, mail_off: MailOff | None = None
) -> SavedList:
    """Return the list, as the archive would give it."""
    return SavedList(
        header=tuple(header),
        records=list(records),
        platform="substack",
        as_of=AS_OF,
        mail_off=mail_off or MailOff(told=True),
        masked=3,
        forgotten=frozenset({"forget.me@example.org"}),
    )
