"""What verbs show of their results: for people on the screen, for programs as values."""
