"""The log of what was sent to a platform after an incident, kept in its timeline, and the reminders to ask again."""
