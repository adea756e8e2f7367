"""Who came, went or changed between two subscriber lists, for people and for programs."""

from collections import Counter
from collections.abc import Iterable

from backup.audience.subscriber import Subscriber
from outlast.cli.output import Output
from outlast.subscribers.difference import Change, ListDifference


def report_people(output: Output, difference: ListDifference, *, addresses: bool) -> dict[str, object]:
    """Show the counts, and with `addresses` each person; return the counts for programs."""
    moves = difference.moves()
    turned_off = difference.mail_turned_off()
    output.text(f"  subscribers: {_count(difference.joined, 'joined')}, {_count(difference.left, 'left')}, "
                f"{len(difference.changed):,} changed")  # fmt: skip
    for (before, after), count in moves.items():
        output.text(f"    {count:,} from {before} to {after}")
    if turned_off:
        output.text(f"    {turned_off:,} turned e-mail off")
    if addresses:
        _name(output, difference)
    return {
        "joined": len(difference.joined),
        "left": len(difference.left),
        "changed": len(difference.changed),
        "joined_by_status": _by_status(difference.joined),
        "left_by_status": _by_status(difference.left),
        "moves": [{"before": before, "after": after, "subscribers": count} for (before, after), count in moves.items()],
        "mail_turned_off": turned_off,
    }


def _name(output: Output, difference: ListDifference) -> None:
    for sign, change, people in (("+", "joined", difference.joined), ("-", "left", difference.left)):
        for person in people:
            output.text(f"    {sign} {person.email}  {person.status}")
            output.line("subscriber", change=change, email=person.email, status=person.status)
    for one in difference.changed:
        output.text(f"    ~ {one.after.email}  {_what(one, mail=difference.tells_mail_off)}")
        output.line(
            "subscriber",
            change="changed",
            email=one.after.email,
            before={"status": one.before.status, "plan": one.before.plan, "disabled": one.before.disabled},
            after={"status": one.after.status, "plan": one.after.plan, "disabled": one.after.disabled},
        )


def _what(change: Change, *, mail: bool) -> str:
    before, after = change.before, change.after
    said = []
    if before.status is not after.status:
        said.append(f"{before.status} → {after.status}")
    if before.plan != after.plan:
        said.append(f"plan {before.plan or 'none'} → {after.plan or 'none'}")
    if mail and before.disabled is not after.disabled:
        said.append("e-mail off" if after.disabled else "e-mail on")
    return ", ".join(said) or "details"


def _count(people: tuple[Subscriber, ...], word: str) -> str:
    paid = sum(person.paid for person in people)
    return f"{len(people):,} {word}" + (f" ({paid:,} paid)" if paid else "")


def _by_status(people: Iterable[Subscriber]) -> dict[str, int]:
    return {str(status): count for status, count in Counter(person.status for person in people).most_common()}
