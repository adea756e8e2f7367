"""What all verbs stand in: the command line itself, the session, asking and telling."""
