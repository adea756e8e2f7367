"""The steps of `outlast init` that ask for the publication and save the exports of it."""

from pathlib import Path

from backup import slugs
from backup.archive.archive import Archive
from backup.archive.suspect import LossLimit
from backup.errors import InputError, NeedsConfirmation, UsageError
from backup.sources._base import find_source
from outlast import jobs
from outlast.cli._frame import clock
from outlast.cli._frame.answers import ask_choice, ask_text, dropped_path
from outlast.cli._frame.session import Session
from outlast.cli._init_archive import reread_settings
from outlast.cli._reports.imported import report
from outlast.cli.output import Danger
from outlast.places import at_home
from outlast.settings import Account
from outlast.settings.address import name_from, whole_address
from outlast.settings.first import remember_account
from outlast.settings.kinds import ADDRESS
from outlast.standing.export_pages import export_page

PLATFORMS = ("substack", "medium", "list")
_LATER = "later"


def choose_account(session: Session, platform: str | None, url: str | None, name: str | None) -> Account | None:
    """Settle which publication it is and note it in the settings; `None` where nobody says.

    Raises:
        UsageError: the address is none, or does not tell the platform.
    """
    output, known = session.output, session.settings.accounts
    if platform is None and url is None and name is None:
        if known:
            return known[0] if len(known) == 1 else None
        platform = ask_choice(output, "Where do you publish?", (*PLATFORMS, _LATER), default=_LATER)
        if platform == _LATER:
            return None
        url = _ask_address(session, platform)
    platform = platform or _platform_of(url, name, known)
    if url is not None:
        url = _checked(whole_address(platform, url))
    derived = slugs.slug_of(name or "", fallback="") or (name_from(platform, url) if url else "") or platform
    if name is None:
        derived = slugs.slug_of(ask_text(output, "What shall it be called here?", default=derived), fallback=derived)
    remember_account(session.places, session.settings, name=derived, platform=platform, url=url)
    reread_settings(session)
    return next(account for account in session.settings.accounts if account.name == derived)


def _ask_address(session: Session, platform: str) -> str | None:
    example = {"substack": "https://nightletters.substack.com", "medium": "https://medium.com/@you"}.get(platform)
    if example is None:
        return None
    while typed := ask_text(session.output, f"Its address, like {example} (Enter: skip)"):
        try:
            return _checked(whole_address(platform, typed))
        except UsageError as error:
            session.output.warn(error.what)
    return None


def _checked(address: str) -> str:
    try:
        # urlsplit takes a blank for a part of the host.
        return str(ADDRESS.accept(address if len(address.split()) == 1 else ""))
    except ValueError:
        raise UsageError(
            f"{address} is no web address.", next="Write it as in your browser, like https://nightletters.substack.com"
        ) from None


def _platform_of(url: str | None, name: str | None, known: tuple[Account, ...]) -> str:
    for account in known:
        if account.name == name:
            return account.platform
    for platform in ("substack", "medium"):
        if url is not None and f"{platform}.com" in url:
            return platform
    raise UsageError("It does not say where you publish.", next=f"Add --platform ({', '.join(PLATFORMS)})")


def save_exports(
    session: Session, archive: Archive, account: Account | None, files: tuple[Path, ...]
) -> tuple[list[jobs.Imported], dict[Path, str]]:
    """Save the files, or those that a person drops here; return what was saved, and why others were not."""
    output = session.output
    done: list[jobs.Imported] = []
    failed: dict[Path, str] = {}
    for path in files:
        _save(session, archive, account, at_home(path), done, failed)
    if files or not output.can_ask:
        return done, failed
    if account is not None:
        output.note("\n".join(export_page(account.platform, account.url).steps))
    while typed := ask_text(output, "Drop the file here and press Enter (Enter alone: later)"):
        _save(session, archive, account, at_home(Path(dropped_path(typed))), done, failed={})
    return done, failed


def _save(
    session: Session,
    archive: Archive,
    account: Account | None,
    path: Path,
    done: list[jobs.Imported],
    failed: dict[Path, str],
) -> None:
    output, settings = session.output, session.settings
    # The first export of the account decides how it is called in the archive; nothing there yet could be mixed up.
    first = account is not None and account.publication not in archive.slugs()
    try:
        with output.progress(f"Reading {path.name}") as progress:
            imported = jobs.run_import(
                archive,
                jobs.ImportRequest(path=path, publication=_said(account, path) if account and first else None),
                accounts=() if first else settings.accounts,
                limit=LossLimit(share=settings.suspect_share, rows=settings.suspect_rows),
                confirm=lambda question: output.confirm(question, danger=Danger.MILD),
                now=clock.now(),
                progress=progress.advance,
            )
    except (InputError, NeedsConfirmation) as error:
        output.warn(f"{path.name} was not saved: {error.what}\n  → {error.advice}")
        failed[path] = error.what
        return
    done.append(imported)
    report(output, imported, alone=len(archive.slugs()) == 1)
    _link(session, account if first else None, imported)


def _said(account: Account, path: Path) -> str | None:
    """Return the publication of the account for a file that does not name one itself.

    Raises:
        InputError: the file cannot be used.
    """
    identity = find_source(path).identity()
    mine = identity.slug is None and identity.platform in (account.platform, "list")
    return account.publication if mine else None


def _link(session: Session, account: Account | None, imported: jobs.Imported) -> None:
    """Note in the settings whose export it was, if they do not know."""
    one, settings = imported.publication, session.settings
    if any(known.publication == one.slug for known in settings.accounts):
        return
    if account is not None and account.platform == one.platform:
        remember_account(
            session.places, settings, name=account.name, platform=one.platform, url=None, publication=one.slug
        )
    else:
        remember_account(session.places, settings, name=one.slug, platform=one.platform, url=one.url)
    reread_settings(session)
