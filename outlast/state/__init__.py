"""What Outlast notes for itself between two runs: due times, rounds of the watch, alerts on their way."""

FILE = "state.db"
"""Its name in the state folder."""
