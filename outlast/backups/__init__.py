"""Live backups: a live source's records into the archive, piece by piece, and the pictures that the posts use."""
