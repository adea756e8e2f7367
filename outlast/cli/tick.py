"""Do what is due now, and nothing else.

The computer's own scheduler calls this, once an hour or more often (outlast schedule on). When nothing is due it ends
at once. A second call at the same time does nothing.

Examples:
    outlast tick
    outlast tick --explain
"""

import signal

import click

from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.schedule.driving import do_tick, explain, workshop

SECTION = "WATCH"
ORDER = 50


@click.command(cls=Command, help=__doc__)
@click.option("--explain", "only_explain", is_flag=True, help="Do nothing; say of each job when it is next, and why.")
@pass_session
def tick(session: Session, only_explain: bool) -> int:
    """Read the word of the command and do what is due."""
    # A shutdown asks like Ctrl-C does: what is in hand is noted as stopped, and goes on there.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    from outlast.cli._reports.schedule import report_states, report_tick, tell_news

    output = session.output
    with workshop(
        session.settings,
        session.places,
        environ=session.environ,
        tell=lambda news: tell_news(output, news),
    ) as shop:
        if only_explain:
            report_states(output, explain(shop), shop.notes.all(), shop.clock())
            output.summary(explained=True)
            return 0
        report = do_tick(shop)
        report_tick(output, report)
        return report.exit_code


COMMAND = tick
