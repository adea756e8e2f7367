"""Substack, live: what the export leaves out (comments, notes, chats, messages), and all else as it changes."""

from backup.sources.substack_web.source import SubstackWeb

__all__ = ["SOURCE", "SubstackWeb"]

SOURCE = SubstackWeb
