"""Looks at a publication from the outside and says what its answers mean: probes, then a round, then a verdict."""
