"""The fire drill: all that an emergency letter needs is tried in earnest, with the writer as the only subscriber."""
