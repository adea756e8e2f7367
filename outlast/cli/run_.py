"""Stay in the foreground and do what is due, once a minute looked at.

For a server, a network drive or a container, where no scheduler calls Outlast. Ctrl-C (or SIGTERM) ends it after the
item in hand; a second one ends it at once. Either way the next start goes on there.

Examples:
    outlast run
    outlast run --json
"""

import click

from outlast.cli._frame.command import Command
from outlast.cli._frame.failures import as_outlast_error
from outlast.cli._frame.session import Session, pass_session

SECTION = "WATCH"
ORDER = 60


@click.command(cls=Command, help=__doc__)
@pass_session
def run(session: Session) -> int:
    """Tick until somebody asks to stop."""
    from outlast.cli._reports.schedule import report_tick, tell_news
    from outlast.schedule.driving import do_tick, workshop
    from outlast.schedule.foreground import Foreground
    from outlast.settings import load_settings

    output = session.output

    def once() -> None:
        try:
            # Anew each time: what is changed in the settings counts without a new start.
            settings = load_settings(session.places, environ=session.environ, flags=session.options.flags())
            with workshop(
                settings,
                session.places,
                environ=session.environ,
                tell=lambda news: tell_news(output, news),
                stop=lambda: foreground.stopping(),
            ) as shop:
                report_tick(output, do_tick(shop), last=False)
        except Exception as failure:  # noqa: BLE001 - the last place that can tell the writer; other jobs go on
            # A disk that was taken out comes back: a server runs for months.
            error = as_outlast_error(failure, log_file=session.places.log_file)
            output.error(error.what, error.meaning, error.advice, code=error.code, exit_code=int(error.exit_code))

    session.settings  # noqa: B018 - settings that do not fit are told now
    foreground = Foreground(once)
    output.note("Outlast looks once a minute what is due. Ctrl-C ends it.")
    foreground.run()
    output.note("Ended.")
    output.summary(ended=True)
    return 0


COMMAND = run
