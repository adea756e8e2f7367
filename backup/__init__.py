"""Fetch a writer's work and keep it: sources, documents, the archive. Imports nothing of ours but itself."""
