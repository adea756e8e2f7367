"""The application: command line, settings, jobs, alerts. Imports everything of ours; nothing imports it."""
