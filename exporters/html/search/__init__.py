"""The search of the mirror: an index in pieces that a small script loads as it needs them, from a disk too.

words.py   a text as the words that it is found by
index.py   which words are in which posts, and the files of that
"""
