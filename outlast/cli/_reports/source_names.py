"""What the kinds of sources are called on a screen; for programs and on the command line they have their own names."""

_NAMES = {
    "substack_export": "Substack export",
    "medium_export": "Medium export",
    "subscriber_csv": "subscriber list",
    "substack_web": "live backup of Substack",
    "medium_web": "live backup of Medium",
}


def source_name(kind: str) -> str:
    """Return the name of a kind of source in words; its own name where there are none."""
    return _NAMES.get(kind, kind)
