"""Where the secret of an alert is kept: in a private file of the state folder, or in the computer's key store."""

from pathlib import Path

from outlast.places import Places
from outlast.secrets import Secret, store_file, store_keyring

SERVICE = "outlast"


def secret_file(places: Places, alert: str) -> Path:
    """Return the file that holds the secret of an alert, unless its settings name another place."""
    return places.state_dir / "secrets" / f"alert-{alert}"


def keep_secret(places: Places, alert: str, secret: Secret, *, in_keyring: bool) -> str:
    """Keep the secret of an alert and return the reference to it, for the settings.

    Raises:
        SecretProblem: there is no key store here.
        OSError: the disk refused.
    """
    if in_keyring:
        return store_keyring(SERVICE, f"alert-{alert}", secret)
    return store_file(secret_file(places, alert), secret)


def drop_secret(places: Places, alert: str, reference: str | None) -> bool:
    """Remove the secret of an alert from the place where `keep_secret` put it; return whether none of ours is left.

    What lies elsewhere (a program, a file of the writer's own) is left alone.
    """
    secret_file(places, alert).unlink(missing_ok=True)
    if reference != f"keyring:{SERVICE}/alert-{alert}":
        return True
    import keyring
    import keyring.errors

    try:
        keyring.delete_password(SERVICE, f"alert-{alert}")
    except keyring.errors.KeyringError:
        return False
    return True
