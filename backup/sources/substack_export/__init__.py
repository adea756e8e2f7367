"""Substack's publication export, a ZIP or the folder it unpacks to. Formats: substack.md, section 1."""

from backup.sources.substack_export.source import SubstackExport

SOURCE = SubstackExport

__all__ = ["SOURCE", "SubstackExport"]
