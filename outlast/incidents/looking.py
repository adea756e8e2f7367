"""Looks at the live platform when an incident ends: what is there again, and what is not."""

from datetime import datetime

from backup.archive.archive import Archive
from backup.errors import KeyProblem, UsageError
from backup.sources._web import FetchOptions
from backup.watch.incident import Incident
from outlast.backups.run import source_of
from outlast.backups.setting_up import a_run
from outlast.incidents.closing import Compare
from outlast.incidents.comparing import Comparison, compare
from outlast.settings import Account
from outlast.wiring import Wiring


def live_look(wiring: Wiring, now: datetime) -> Compare:
    """Return what compares the platform, as its owner sees it now, with the last good state before an incident."""

    def look(archive: Archive, known: Incident) -> Comparison:
        if not archive.vault.can_read:
            raise KeyProblem("What was saved is sealed, and the archive's key was not found.")
        account = _account(wiring, known.publication)
        with a_run(wiring, account, FetchOptions(now=now)) as run:
            records = source_of(archive, run).fetch()
            return compare(archive, known.publication, records, until=known.opened)

    return look


def _account(wiring: Wiring, publication: str) -> Account:
    found = [one for one in wiring.settings.accounts if one.publication == publication and one.url]
    if not found:
        raise UsageError(
            f"The address of {publication} is not in the settings, so the platform cannot be looked at.",
            next="Compare with a new export: --with EXPORT    or close it without looking: --without-looking",
        )
    return found[0]
