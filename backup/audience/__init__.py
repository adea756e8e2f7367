"""The people who get the posts: reads the rows of a subscriber list, whichever service wrote it."""
