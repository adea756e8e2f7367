"""The templates and styles that make a readable site of the posts: files of `templates/static_site`, as they are."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from exporters.target import Target

STYLE = "style.css"


def write_theme(target: Target, name: str, *, style: str, without: frozenset[str] = frozenset()) -> None:
    """Write the templates of a generator, and the style sheet to the path `style`; `without` are left out."""
    root = files("templates").joinpath("static_site")
    target.write(style, root.joinpath(STYLE).read_bytes())
    _write(target, root.joinpath(name), "", without)


def _write(target: Target, folder: Traversable, path: str, without: frozenset[str]) -> None:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        below = f"{path}{item.name}"
        if item.is_dir():
            _write(target, item, f"{below}/", without)
        elif below not in without:
            target.write(below, item.read_bytes())
