"""The schedulers of operating systems: one module each, that writes the entry which calls `outlast tick`."""
