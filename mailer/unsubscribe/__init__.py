"""The ways in which a subscriber says that no more letters should come, and what is needed for each."""
