"""Addresses to which no letter may go any more, kept as keyed digests."""
