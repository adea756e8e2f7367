"""The folder `inbox` of the archive: an export that is dropped there is imported by the next tick."""
