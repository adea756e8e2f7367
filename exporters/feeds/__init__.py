"""Posts as a feed: what readers' programs take. Not an exporter; `atom`, `jsonfeed` and the mirror use it.

item.py           a post as every feed needs it
atom.py           as Atom
newest_first.py   keeps what comes oldest first, to write it the other way round
exporter.py       what the two exporters of feeds have in common
"""
