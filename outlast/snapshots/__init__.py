"""What the snapshots of a publication say together, and what each noted."""
