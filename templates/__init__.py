"""What is filled in for people to read: data only, and the environment that fills it. Imports nothing of ours."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(folder: str) -> "Environment":
    """Return what fills the templates of `folder`; a name that a template uses and is not given is an error."""
    # Imported on use: most commands fill nothing.
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("templates", folder),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
