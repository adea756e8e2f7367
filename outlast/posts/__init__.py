"""Posts of the archive as a person asks for them: found, searched, shown, and how they changed."""
