"""Where Outlast keeps its own files on this computer; the archive itself lies where the writer can find it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The files and folders of one user; none of them needs to exist yet."""

    settings_file: Path
    state_dir: Path
    """What Outlast notes for itself: logs, locks, due times. Readable by its user only."""
    log_file: Path
    archive: Path
    """Where the archive goes unless the settings say otherwise: visible, so that a person finds it."""


def find_places(environ: Mapping[str, str], *, config: Path | None = None, log_file: Path | None = None) -> Places:
    """Return the places of this computer's kind, unless a flag or OUTLAST_CONFIG / OUTLAST_STATE_DIR names others."""
    from platformdirs import PlatformDirs

    folders = PlatformDirs("outlast", appauthor=False)
    config = config or _named(environ, "OUTLAST_CONFIG") or folders.user_config_path / "outlast.toml"
    own_state = _named(environ, "OUTLAST_STATE_DIR")
    state_dir = at_home(own_state).absolute() if own_state else folders.user_state_path
    log_file = log_file or (state_dir / "log" if own_state else folders.user_log_path) / "outlast.log"
    return Places(
        settings_file=at_home(config).absolute(),
        state_dir=state_dir,
        log_file=at_home(log_file).absolute(),
        archive=folders.user_documents_path / "Outlast",
    )


def at_home(path: Path) -> Path:
    """Return `path` with the home in the place of `~`; where no such home is known it stays as it is."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _named(environ: Mapping[str, str], variable: str) -> Path | None:
    name = environ.get(variable)
    return Path(name) if name else None
