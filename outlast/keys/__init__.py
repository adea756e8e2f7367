"""The private half of the archive's key: where it lies, how it moves and comes back, and the recovery sheet."""
