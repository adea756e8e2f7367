"""Settings as `outlast init` writes them: a file that explains itself, and in it what was answered."""

from pathlib import Path

from backup.errors import UsageError
from outlast.places import Places
from outlast.private_file import write_private
from outlast.settings import Account, Origin, Settings, look_at_settings, set_setting, starting_text


def begin_file(places: Places) -> bool:
    """Write the settings file that explains itself, if there is none; tell whether it was written."""
    if places.settings_file.exists():
        return False
    write_private(places.settings_file.resolve(), starting_text().encode())
    return True


def remember_archive(places: Places, folder: Path) -> Path | None:
    """Note the folder of the archive, if the file names none; return the other folder that it names, if it does.

    Raises:
        BadSettings: the file cannot be read.
    """
    look = look_at_settings(places, environ={}, flags={})
    named = next((given for given in look.given if given.dotted == "archive"), None)
    if named is not None and named.value == folder:
        return None
    if named is not None and named.origin is Origin.FILE:
        return Path(str(named.value))
    set_setting(places, "archive", str(folder))
    return None


def remember_account(
    places: Places, settings: Settings, *, name: str, platform: str, url: str | None, publication: str | None = None
) -> None:
    """Note an account, or what is new about it; `None` leaves what is said already.

    Raises:
        UsageError: there is an account of that name on another platform.
        BadSettings: a value does not fit.
    """
    known: Account | None = next((one for one in settings.accounts if one.name == name), None)
    if known is None:
        set_setting(places, f"accounts.{name}.platform", platform)
    elif known.platform != platform:
        raise UsageError(
            f"The settings have an account {name} already, on {known.platform}.",
            so_what="Nothing was changed.",
            next="Give this one another name with --name",
        )
    if url is not None and (known is None or known.url != url):
        set_setting(places, f"accounts.{name}.url", url)
    if publication is not None and publication != (known.publication if known else name):
        set_setting(places, f"accounts.{name}.publication", publication)
