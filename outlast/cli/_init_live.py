"""The step of `outlast init` that saves what anybody can see on the live site."""

import dataclasses

from backup.archive.archive import Archive
from backup.errors import OutlastError
from backup.sources._web import FetchOptions, web_sources
from outlast.backups.run import run_backup
from outlast.backups.setting_up import a_run
from outlast.cli._frame import clock
from outlast.cli._frame.answers import ask_yes
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session
from outlast.cli._reports.backed_up import report_backup
from outlast.settings import Account


def save_live(session: Session, archive: Archive, account: Account | None, wanted: bool | None) -> bool:
    """Save what is public on the site, if the writer wants that; return whether something of it is missing.

    `wanted` is what a flag said; without one a person is asked, and nobody there means no.
    """
    output = session.output
    if account is None or account.url is None or account.platform not in web_sources() or wanted is False:
        return False
    question = f"Save what anybody can see on {account.url} now? (about a second for each post and picture)"
    if wanted is None and not ask_yes(output, question):
        return False
    output.note("Ctrl-C stops it: what came is saved, and outlast backup goes on there.")
    options = FetchOptions(now=clock.now())
    try:
        with output.progress(account.name) as progress, a_run(wiring_of(session), account, options) as run:
            done = run_backup(archive, dataclasses.replace(run, progress=progress.advance))
    except OutlastError as error:
        output.warn(f"The site was not saved: {error.what}\n  → {error.advice}")
        return True
    report_backup(output, done, alone=len(archive.slugs()) == 1)
    if isinstance(done.failure, OutlastError):
        output.warn(f"{done.failure.what}\n  → {done.failure.advice}")
    elif done.failure is not None:
        output.note("Stopped by you. It goes on with: outlast backup")
    return done.partly or done.failure is not None


def say_what_next(session: Session, account: Account | None) -> None:
    """Say how it runs by itself from now on."""
    if account is None or account.url is None or account.platform not in web_sources():
        return
    output = session.output
    output.text("\nFrom now on by itself:")
    if account.session is None:
        output.text("  outlast login         sign in, so that drafts, chats and subscribers are saved too")
    if not session.settings.alerts:
        output.text("  outlast alerts add    say how you want to be told when something happens")
    output.text("  outlast schedule on   let your computer do the rest")
