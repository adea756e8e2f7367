"""What a platform's filter might see in an archive: one rule for each published reason, and honest findings."""
