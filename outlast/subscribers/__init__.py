"""Subscriber lists of the archive: read, compared, and where a person is named."""
