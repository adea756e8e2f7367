"""What reading the mailbox says at its end: what came back, and what follows. No address."""

from dataclasses import asdict

from outlast.cli.output import Output
from outlast.mailing.returned import ReturnsReport

_FOLLOWED = (
    ("bounced_hard", "bounced for good: the address is dead and is never written to again"),
    ("complaints", "called a letter spam, and is never written to again"),
    ("unsubscribed", "asked for no more letters, and gets none"),
)
_NOTHING_FOLLOWED = (
    ("bounced_soft", "bounced, perhaps only for now (a full mailbox, a server that was away)"),
    ("delayed", "still on the way"),
    ("delivered", "arrived, as its server says"),
    ("automatic", "an automatic answer"),
)
_NOT_COUNTED = (
    ("not_ours", "speaks of a letter, but does not prove that it is one of yours"),
    ("unreadable", "says that a letter came back, but not which"),
    ("known", "was read before"),
    ("unsettled", "may be about a campaign that is damaged, and is read again when that has been mended"),
)


def tell_returns(output: Output, report: ReturnsReport) -> None:
    """Tell a person or a program what was found."""
    output.ok(f"{report.looked_at:,} new mails were looked at. Nothing in the mailbox was changed.")
    for name, what in (*_FOLLOWED, *_NOTHING_FOLLOWED, *_NOT_COUNTED):
        if count := getattr(report, name):
            output.prose(f"  {count:>7,} × {what}", hanging=12)
    if report.refused_sender:
        output.attention(
            f"{report.refused_sender:,} came back because of what you send or from where (spam, policy, proof of"
            " sender), not because of the subscriber. Nobody was taken off the list for that."
        )
        output.text("  See what is wrong: outlast mail check")
    output.summary(**asdict(report))
