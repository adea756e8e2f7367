"""The account export of Medium: `medium_export` on the command line."""

from backup.sources.medium_export.source import MediumExport

__all__ = ["SOURCE", "MediumExport"]

SOURCE = MediumExport
