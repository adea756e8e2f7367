"""Tells at the end of any command that no backup has worked for days: nobody looks at a schedule that is silent."""

from outlast.cli._frame.session import Session

_TELL_IT_THEMSELVES = frozenset({"status", "schedule", "tick", "run", "init", "demo"})


def raise_alarm(session: Session, command: str) -> None:
    """Warn if a backup has not worked for too long; commands that use no settings are left alone."""
    words = command.split()
    if "settings" not in vars(session) or len(words) < 2 or words[1] in _TELL_IT_THEMSELVES:
        return
    from outlast.state import FILE

    # Most have no schedule, and shall not wait for what reads it.
    if not (session.places.state_dir / FILE).exists():
        return
    import sqlite3

    from backup.errors import OutlastError
    from outlast.schedule import here
    from outlast.schedule.alarm import stale_backups

    try:
        found = stale_backups(session.settings, session.places, here.now())
    except (OutlastError, sqlite3.Error):
        return  # what was asked for is done; notes that cannot be read are told by those who need them
    for one in found:
        text = one.text[0].upper() + one.text[1:]
        session.output.warn(f"{text}. See why: outlast schedule show    and try now: outlast schedule run-missed")
