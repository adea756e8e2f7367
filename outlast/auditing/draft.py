"""Reads a new text that is to be looked at before it is published."""

from pathlib import Path

from backup.errors import NotFound, UsageError

_LARGEST = 20_000_000
"""Bytes; a post of 200,000 words has a tenth of it."""


def read_draft(path: Path) -> str:
    """Return what is in a file: Markdown, HTML or plain words. What is not UTF-8 becomes question marks.

    Raises:
        NotFound: there is no such file, or it may not be read.
        UsageError: it is a folder, it is empty, or it is no text.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder.", next="Name the file of the new text")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise NotFound(f"{path} could not be read: {error.strerror}.", next="Name the file of the new text") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{path} is too large for a text.", next="Save the text alone, as Markdown or HTML")
    text = data.decode("utf-8-sig", "replace")
    if "\x00" in text:
        raise UsageError(f"{path} is not a text.", next="Save it as Markdown, HTML or plain text")
    if not text.strip():
        raise UsageError(f"There is nothing in {path}.", next="Name the file of the new text")
    return text
